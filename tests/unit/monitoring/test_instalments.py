"""Instalments: when each is due, what has arrived of it, what is late, what is withheld."""

from datetime import date

import pytest

from cronfa.agreement import parse
from cronfa.agreement.clauses import Terms
from cronfa.monitoring.instalments import Receipt, contributed, instalments, paying_schemes
from cronfa.settlement.outcome import Outcome

AGREEMENT = """
agreement: instalments
power: nhs-act-2006-s75
term: {{from: {begins}, to: 2029-03-31}}
host: council
partners: {{council: local authority, board: health body}}
schemes:
  homes:
    budget: £1,000.01
    contributions: {{by: fixed, amounts: {{council: £600, board: £400.01}}{more}}}
    overspend: [{{share: contributions}}]
    underspend: [{{return: contributions}}]
"""


def terms(more: str = "", begins: str = "2026-04-01", form: str = "") -> Terms:
    text = AGREEMENT.format(more=more, begins=begins)
    return parse(text.replace("    budget", f"    form: {form}\n    budget") if form else text).latest.terms


def due(agreed: Terms, spend: dict[str, dict[str, int]] | None = None) -> tuple:  # type: ignore[type-arg]
    return instalments(agreed, "2026-27", Outcome(year="2026-27", spend=spend or {}))


def test_quarterly_is_the_default_and_said_to_be_assumed() -> None:
    found = [each for each in due(terms()) if each.partner == "board"]
    assert [each.due for each in found] == [date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31), date(2027, 1, 31)]
    assert [each.pence for each in found] == [10_001, 10_000, 10_000, 10_000]
    assert all(each.assumed and each.issued == each.due.replace(day=1) for each in found)


@pytest.mark.parametrize(("how_often", "count"), [("monthly", 12), ("quarterly", 4), ("yearly", 1)])
def test_instalments_add_up_to_the_year(how_often: str, count: int) -> None:
    found = due(terms(f", instalments: {how_often}"))
    assert len(found) == 2 * count
    assert sum(each.pence for each in found) == 100_001


def test_days_that_the_agreement_writes_are_taken_in_either_language() -> None:
    written = ", instalments: [{due: 15 April, share: 40%}, {due: 28 Chwefror, share: 60%}]"
    found = [each for each in due(terms(written)) if each.partner == "council"]
    assert [(each.due, each.pence) for each in found] == [(date(2026, 4, 15), 24_000), (date(2027, 2, 28), 36_000)]
    assert not any(each.assumed for each in found)


def test_what_was_due_before_the_agreement_began_is_due_in_its_first_month() -> None:
    found = [each.due for each in due(terms(begins="2026-08-01")) if each.partner == "board"]
    assert found == [date(2026, 8, 31), date(2026, 8, 31), date(2026, 10, 31), date(2027, 1, 31)]


def test_where_each_keeps_its_own_money_nothing_is_called_for() -> None:
    assert paying_schemes(terms(form="aligned")) == () and due(terms(form="aligned")) == ()


def test_a_liability_is_due_as_it_is_spent() -> None:
    agreed = parse(
        AGREEMENT.format(more="", begins="2026-04-01").replace(
            "{by: fixed, amounts: {council: £600, board: £400.01}}", "{by: liability}"
        )
    ).latest.terms
    found = due(agreed, {"homes": {"board": 8_000}})
    assert sum(each.pence for each in found) == 8_000 and {e.partner for e in found if e.pence} == {"board"}


def came(*paid: tuple[date, int]) -> list[Receipt]:
    return [Receipt("board", "homes", on, pence, number) for number, (on, pence) in enumerate(paid, start=1)]


def states(receipts: list[Receipt], as_at: date, more: str = "") -> list[tuple[str, int, int]]:
    stood = contributed(due(terms(more)), receipts, as_at).of("board")
    return [(each.state, each.arrived_pence, each.days_late) for each in stood.standings]


def test_money_pays_the_oldest_instalment_first_and_lateness_is_counted_in_days() -> None:
    paid = came((date(2026, 4, 30), 10_001), (date(2026, 8, 3), 12_000))
    assert states(paid, date(2026, 11, 2)) == [
        ("arrived", 10_001, 0), ("arrived late", 10_000, 3), ("part late", 2_000, 2), ("to come", 0, 0)
    ]  # fmt: skip


def test_what_had_not_come_by_the_day_is_not_there_yet() -> None:
    paid = came((date(2026, 8, 3), 20_001))
    assert states(paid, date(2026, 8, 2))[:2] == [("late", 0, 94), ("late", 0, 2)]


def test_money_that_was_given_back_makes_an_instalment_late_again() -> None:
    paid = came((date(2026, 4, 1), 10_001), (date(2026, 5, 1), -10_001))
    assert states(paid, date(2026, 5, 10))[0] == ("late", 0, 10)


def test_more_than_is_due_stands_beyond() -> None:
    stood = contributed(due(terms()), came((date(2026, 4, 1), 50_000)), date(2026, 4, 2))
    assert stood.beyond == {("homes", "board"): 9_999}
    assert stood.arrived_pence == 50_000 and stood.late_pence == 0


def test_a_withheld_contribution_is_counted_from_its_day() -> None:
    held = ", status: {board: {status: withheld, since: 2026-07-01, reason: {en: dispute, cy: anghydfod}}}"
    stood = contributed(due(terms(held)), came((date(2026, 4, 1), 10_001)), date(2026, 8, 1))
    assert stood.withheld_pence == 30_000
    assert [each.is_withheld for each in stood.of("board").standings] == [False, True, True, True]
