"""The days that an agreement sets, seen from a day."""

from datetime import date

import pytest

from cronfa.agreement import parse
from cronfa.agreement.deadlines import Deadline, deadlines, review, said

BASE = """
agreement: days
power: part-9-2014
term: {from: 2024-04-01, to: 2030-03-31, break: 2027-03-31, notice: 12 months, clause: cl 3}
host: council
partners: {council: {kind: local authority}, board: {kind: health body}}
reporting: {every: quarter, after quarter: 10 working days, budget flagged by: 1 October, clause: Sch 4}
review: {text: Every October., clause: cl 9}
schemes:
  care: {budget: £1,000,000, contributions: {council: 60%, board: 40%}, notice: 6 months}
variations: [{from: 2027-04-01, changes: {schemes: {care: {budget: £2,000,000}}}}]
"""


def due(today: date, text: str = BASE) -> dict[str, Deadline]:
    return {each.what.en: each for each in deadlines(parse(text), today)}


def test_what_is_due_stands_in_the_order_of_days_with_its_clause() -> None:
    found = deadlines(parse(BASE), date(2025, 7, 1))
    assert list(found) == sorted(found, key=lambda each: each.day)
    assert [(each.day, each.clause) for each in found if each.what.en.startswith("Report for")] == [
        (date(2025, 7, 14), "Sch 4")
    ]


def test_the_break_and_the_last_day_for_its_notice() -> None:
    found = due(date(2025, 7, 1))
    assert found["The agreement may be broken"].day == date(2027, 3, 31)
    assert found["Last day to give notice (12 months) for the break on 31 March 2027"].day == date(2026, 3, 31)
    assert found["The agreement ends"].day == date(2030, 3, 31)
    assert found["Version 2 comes into force"].day == date(2027, 4, 1)


def test_notice_given_on_the_last_of_a_month_ends_on_the_last_of_a_shorter_one() -> None:
    found = due(date(2025, 8, 31))
    assert found["care: A partner that gave notice today (6 months) would leave"].day == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("today", "day"),
    [(date(2025, 10, 1), date(2025, 10, 1)), (date(2025, 10, 2), date(2026, 10, 1))],
)
def test_a_day_of_the_year_comes_round(today: date, day: date) -> None:
    assert due(today)["Next year's budget is flagged by this day"].day == day


def test_a_report_is_due_after_the_last_quarter_until_its_day_has_passed() -> None:
    assert "Report for quarter 4 of 2024-25" in due(date(2025, 4, 3))
    assert "Report for quarter 1 of 2025-26" in due(date(2025, 4, 20))


def test_nothing_is_due_once_the_agreement_has_ended_and_what_is_past_is_not_said() -> None:
    assert deadlines(parse(BASE), date(2030, 4, 1)) == ()
    assert "The agreement may be broken" not in due(date(2027, 4, 1))


def test_a_review_is_what_the_agreement_says_of_it() -> None:
    found = review(parse(BASE), date(2025, 7, 1))
    assert found is not None and (found[0].en, found[1]) == ("Every October.", "cl 9")


def test_how_long_is_left_in_words() -> None:
    assert [said(days).en for days in (0, 1, 1234)] == ["today", "tomorrow", "in 1,234 days"]
    assert said(12).cy == "ymhen 12 diwrnod"
