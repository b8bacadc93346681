"""From brief to proposals: valid files, that hold what must hold, and dominate the draft where that can be."""

import pytest

from cronfa.agreement import parse
from cronfa.foresight.design import search as searching
from cronfa.foresight.design.attempts import Attempts
from cronfa.foresight.design.choosing import front
from cronfa.foresight.design.designing import Designed, design
from cronfa.foresight.design.rewriting import judging_day
from cronfa.foresight.design.search import search
from cronfa.foresight.design.trial import Trial
from cronfa.problems import Problems
from unit.foresight.design.drafts import brief, draft

HOLD = "must hold: {worse off than alone: £150,000, reserve runs out: 60%}\n"


def designed(more: str = HOLD, **options: int) -> Designed:
    return design(draft(), brief(more), **{"runs": 300, "candidates": 240, **options})


def test_proposals_are_valid_files_that_hold_and_dominate_the_draft() -> None:
    found = designed()
    assert found.proposals and not found.problems
    for proposal in found.proposals:
        assert proposal.holds and proposal.dominates
        agreement = parse(proposal.text)
        terms = agreement.on(judging_day(agreement, "2026-27")).terms
        world = found.brief.world
        assert world is not None and Trial.of(terms, world, 300).numbers(terms) == proposal.numbers
        assert "(proposed)" in proposal.text and "PROPOSAL" in proposal.text
        assert all(words.en != words.cy for words in proposal.reason)
    assert len({proposal.text for proposal in found.proposals}) == len(found.proposals)


def test_the_same_seed_gives_the_same_proposals() -> None:
    assert designed(seed=5) == designed(seed=5)


def test_two_processes_give_what_one_gives() -> None:
    assert designed(workers=2, candidates=30) == designed(candidates=30)


def test_where_there_are_few_candidates_every_one_is_tried() -> None:
    words = 'year: 2026-27\nmay vary:\n  - {limit: "schemes.home-care.overspend[1]", from: £0, to: £100,000, by: £10,000}\n  - {reserve: rainy-day, from: £0, to: £40,000, by: £10,000}\nyears: {spread: 5%}\n'
    wanted = brief(words=words)
    assert wanted.world is not None
    trial = Trial.of(draft().latest.terms, wanted.world, 200)
    tried = search(wanted, trial.draft, Attempts(trial, wanted.lattice), 55, 0)
    assert len(tried) == 55 == len({each.places for each in tried})


FEWER = """\
year: 2026-27
may vary:
  - {limit: "schemes.home-care.overspend[1]", from: £0, to: £100,000, by: £12,500}
  - {shares: schemes.home-care.contributions, of: {council: 50% to 60%}, by: 2.5%}
  - {reserve: rainy-day, from: £0, to: £200,000, by: £25,000}
better on: [shortfall]
years: {spread: 5%, together: 25%}
"""


def test_the_genetic_search_comes_near_the_best_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a third of all candidates, its best on each measure lies in the lowest fifth of what the whole edge spans."""
    monkeypatch.setattr(searching, "POPULATION", 20)
    wanted = brief(words=FEWER)
    assert wanted.world is not None
    trial = Trial.of(draft().latest.terms, wanted.world, 100)
    attempts = Attempts(trial, wanted.lattice)
    size = wanted.lattice.size
    every = front(search(wanted, trial.draft, attempts, size, 0))
    tried = search(wanted, trial.draft, attempts, size // 3, 1)
    assert len(tried) == size // 3
    for number in range(len(wanted.measures)):
        edge = [each.values[number] for each in every]
        assert min(each.values[number] for each in tried) <= min(edge) + (max(edge) - min(edge)) // 5


def test_what_binds_is_told_with_how_much_and_the_nearest_is_shown() -> None:
    found = designed("must hold: {exposure: {board: £100}}\n")
    assert [problem.code for problem in found.problems] == ["FS108"]
    assert found.problems[0].where.line == 10
    (proposal,) = found.proposals
    assert not proposal.holds
    excess = proposal.numbers.partners["board"].exposure_pence - 10_000
    assert f"{(excess + 50) // 100:,}" in found.problems[0].what()


def test_constraints_that_conflict_are_told_as_such() -> None:
    found = designed("must hold: {worse off than alone: -£1,000}\n")
    assert {problem.code for problem in found.problems} <= {"FS108", "FS109"} and found.problems


def test_without_years_nothing_can_be_tried() -> None:
    words = "year: 2026-27\nmay vary:\n  - {reserve: rainy-day, from: £0, to: £40,000, by: £10,000}\n"
    with pytest.raises(Problems, match="FS111"):
        design(draft(), brief(words=words))


def test_a_glide_path_goes_from_own_sides_to_the_drafts_waterfall() -> None:
    found = designed(
        HOLD + 'glide path: {stages: {2027-28: 0%, 2028-29: 40%, 2029-30: 100%}, clause: "12"}\n', candidates=20
    )
    assert found.glide is not None
    agreement = parse(found.glide.text)
    assert [version.terms.money_held for version in agreement.versions] == ["host", "returned at once", "host", "host"]
    assert len(agreement.versions) == 4
    (step, *rest) = agreement.versions[2].terms.schemes["home-care"].overspend
    assert (step.kind, str(step.up_to[0]), step.clause) == ("share", "60% of amount", "12 (proposed)") and len(
        rest
    ) == 3
    numbers = [each.numbers for each in found.glide.stages]
    alone = numbers[0].partners["board"]
    assert alone.subsidy_pence == 0, "where nothing is shared, nobody pays for another"
    assert numbers[2].partners == found.draft.partners
