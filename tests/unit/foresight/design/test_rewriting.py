"""A candidate's file is the draft's own text with some words changed; read again, it says what was tried."""

from random import Random

import pytest

from cronfa.agreement import parse
from cronfa.foresight.design.rewriting import Label, judging_day, written
from cronfa.foresight.design.trial import Trial
from cronfa.language import Text
from unit.foresight.design.drafts import DRAFT, brief, draft

LABEL = Label("A", Text(en="Made by a test.", cy="Gwnaed gan brawf."))


def file_of(*places: int) -> str:
    return written(draft(), brief(), places, LABEL)


def test_what_does_not_change_stays_as_it_is_written() -> None:
    text = file_of(2, 2, 4, 2, 2, 0)
    assert (
        text.splitlines()[2:]
        == DRAFT.replace(
            "title: Example", 'title: {en: "Example (proposal: A)", cy: "Example (cynnig: A)"}'
        ).splitlines()
    )
    assert text.startswith("# PROPOSAL “A”, not an agreement")


def test_a_changed_clause_says_that_it_is_proposed() -> None:
    text = file_of(0, 2, 4, 2, 2, 0)
    assert '- share: {by: contributions, up to: £0, clause: "7(b) (proposed)"}' in text


def test_steps_change_places_with_their_comments() -> None:
    text = file_of(2, 2, 4, 2, 2, 1)
    moved = text[text.index("    overspend:") : text.index("    underspend:")]
    assert moved == (
        "    overspend:\n"
        '      - share: {by: contributions, up to: £50,000, clause: "7(b) (proposed)"}\n'
        "      # then both\n"
        '      - draw: {reserve: rainy-day, clause: "proposed"}  # first\n'
        "      - bear: council\n"
    )


def test_a_field_is_added_to_a_step_on_many_lines() -> None:
    text = file_of(2, 0, 4, 2, 2, 0)
    assert '          shares: {council: 40%, board: 60%}\n          clause: "9 (proposed)"\n' in text


def test_contributions_in_short_get_their_rule_and_clause() -> None:
    text = file_of(2, 2, 0, 2, 2, 0)
    assert 'contributions: {by: budget shares, shares: {council: 50%, board: 50%}, clause: "4 (proposed)"}' in text


def test_only_the_sums_of_the_year_change() -> None:
    text = file_of(2, 2, 4, 0, 2, 0)
    assert "2026-27: {council: £500,000, board: £500,000}" in text
    assert "2027-28: {council: £600,000, board: £500,000}" in text


def test_a_reserve_on_one_line_keeps_its_shares_and_comment() -> None:
    text = file_of(2, 2, 4, 2, 4, 0)
    assert 'rainy-day: {clause: "proposed", opening: £200,000, shares: {council: 50%, board: 50%}}  # half each' in text


@pytest.mark.parametrize("seed", range(12))
def test_a_file_read_again_gives_the_same_numbers(seed: int) -> None:
    chance, wanted, agreement = Random(seed), brief(), draft()
    places = tuple(chance.randrange(dial.count) for dial in wanted.lattice.dials)
    assert wanted.world is not None
    trial = Trial.of(agreement.latest.terms, wanted.world, 200)
    terms = wanted.lattice.applied(agreement.latest.terms, places)
    assert terms is not None
    again = parse(written(agreement, wanted, places, LABEL))
    assert trial.numbers(again.on(judging_day(again, wanted.year)).terms) == trial.numbers(terms)


ALIASED = """\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  one:
    budget: £1,000,000
    contributions: {council: 50%, board: 50%}
    attribute: {by: shares, shares: {council: 50%, board: 50%}}
    overspend: &calls
      - share: {by: contributions, up to: £50,000}
      - bear: council
    underspend: &back [return]
  two:
    budget: £2,000,000
    contributions: {council: 50%, board: 50%}
    attribute: {by: shares, shares: {council: 50%, board: 50%}}
    overspend: *calls
    underspend: *back
"""


def test_words_that_two_schemes_share_change_for_both() -> None:
    from cronfa.foresight.design.reading import read_brief

    agreement = parse(ALIASED)
    words = 'year: 2026-27\nmay vary:\n  - {limit: "schemes.two.overspend[0]", from: £0, to: £90,000, by: £10,000}\nyears: {spread: 9%}\n'
    wanted = read_brief(words, agreement)
    terms = wanted.lattice.applied(agreement.latest.terms, (1,))
    assert terms is not None and {str(terms.schemes[name].overspend[0].up_to[0]) for name in ("one", "two")} == {
        "£10,000"
    }
    again = parse(written(agreement, wanted, (1,), LABEL)).latest.terms
    assert {str(again.schemes[name].overspend[0].up_to[0]) for name in ("one", "two")} == {"£10,000"}
