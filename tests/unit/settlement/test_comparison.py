"""What a variation changes, in each partner's money and by clause."""

import pytest

from cronfa.agreement import Agreement, parse
from cronfa.language import Language
from cronfa.problems import Problems
from cronfa.settlement.comparison import Case, compare, compare_versions
from cronfa.settlement.comparison_text import as_data, as_text
from cronfa.settlement.outcome import Outcome

OLD = """\
agreement: fund
power: nhs-act-2006-s75
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  care:
    budget: £400,000
    contributions: {council: 60%, board: 40%}
    overspend: [{share: {by: contributions, clause: cl 5}}]
"""
NEW = OLD.replace("[{share: {by: contributions, clause: cl 5}}]", "[{bear: {partner: host, clause: cl 5A}}]")


def agreement(text: str) -> Agreement:
    return parse(text)


def case(title: str, old: str = OLD, new: str = NEW) -> Case:
    found = {each.title.en: each for each in compare(agreement(old), agreement(new)).cases}
    return found[title]


def test_on_budget_a_risk_share_changes_nothing() -> None:
    assert [change.difference_pence for change in case("Spend on budget").partners] == [0, 0]


def test_over_budget_the_host_takes_what_was_shared() -> None:
    over = case("Spend 5% over budget")
    assert over.spend_pence == 42_000_000
    assert {change.partner: change.difference_pence for change in over.partners} == {
        "council": 800_000,
        "board": -800_000,
    }


def test_the_difference_is_told_by_clause() -> None:
    clauses = {(each.clause, each.partner): each.difference_pence for each in case("Spend 5% over budget").clauses}
    assert clauses == {("cl 5", "council"): -1_200_000, ("cl 5", "board"): -800_000, ("cl 5A", "council"): 2_000_000}


def test_a_contribution_is_compared_with_a_contribution_whatever_its_rule() -> None:
    fixed = OLD.replace("{council: 60%, board: 40%}", "{council: £250,000, board: £150,000}")
    changed = {each.partner: each.difference_pence for each in case("Spend on budget", new=fixed).clauses}
    assert changed == {"council": 1_000_000, "board": -1_000_000}


def test_differences_add_up_to_nothing_when_only_the_sharing_changes() -> None:
    for each in compare(agreement(OLD), agreement(NEW)).cases:
        assert sum(change.difference_pence for change in each.partners) == 0


def test_a_reported_year_is_settled_under_both() -> None:
    outcome = Outcome(year="2026-27", spend={"care": {"council": 30_000_000, "board": 15_000_000}})
    (only,) = compare(agreement(OLD), agreement(NEW), outcome).cases
    assert {change.partner: change.after_pence for change in only.partners} == {
        "council": 29_000_000,
        "board": 16_000_000,
    }


def test_a_partner_that_joins_pays_nothing_before() -> None:
    joined = OLD.replace("board: health body}", "board: health body, trust: health body}").replace(
        "{council: 60%, board: 40%}", "{council: 50%, board: 40%, trust: 10%}"
    )
    changes = {
        each.partner: (each.before_pence, each.after_pence) for each in case("Spend on budget", new=joined).partners
    }
    assert changes["trust"] == (0, 4_000_000)


def test_versions_of_one_agreement_are_compared() -> None:
    text = OLD + "variations:\n  - from: 2027-04-01\n    changes: {schemes: {care: {overspend: [{share: equal}]}}}\n"
    versions = agreement(text).versions
    words = [sentence.text.en for sentence in compare_versions(*versions).words]
    assert "Now: 1. The partners share it in equal parts." in words


def test_agreements_without_a_year_in_common_cannot_be_compared() -> None:
    later = OLD.replace("2026-04-01", "2036-04-01").replace("2028-03-31", "2038-03-31")
    with pytest.raises(Problems, match="SE014"):
        compare(agreement(OLD), agreement(later))


def test_the_same_agreement_says_that_nothing_changes() -> None:
    text = as_text(compare(agreement(OLD), agreement(OLD)))
    assert "Nothing is said differently." in text and "No partner pays more or less." in text


def test_text_and_data_are_there_in_both_languages() -> None:
    comparison = compare(agreement(OLD), agreement(NEW))
    assert "Gwariant 5% dros y gyllideb" in as_text(comparison, "cy")
    assert as_data(comparison, "cy")["changes"] != as_data(comparison, "en")["changes"]


def test_the_last_whole_year_stands_for_last_year() -> None:
    """A term that ends a few days into a year is not compared on those days while a whole year has a budget."""
    longer = OLD.replace("to: 2028-03-31", "to: 2028-04-20")
    assert {each.year for each in compare(agreement(longer), agreement(longer)).cases} == {"2027-28"}
    only = OLD.replace("to: 2028-03-31", "to: 2026-10-20")
    assert {each.year for each in compare(agreement(only), agreement(only)).cases} == {"2026-27"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_line_is_wider_than_a_terminal_however_long_the_names(language: Language) -> None:
    name = "The Very Long-Named Integrated Care Partnership of the Two Counties and the City between Them"
    long = NEW.replace("council: local authority", f"council: {{kind: local authority, name: {name}}}")
    long = long.replace("  care:\n", f"  care:\n    title: Care at home for people of all ages who live in {name}\n")
    text = as_text(compare(agreement(OLD), agreement(long)), language)
    assert max(map(len, text.splitlines())) <= 100
    assert ", bear" not in text and "-£8,000.00" in text
