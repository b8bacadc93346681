"""The monitoring report: the answer first, every status with its rule, and pictures that match the table."""

from dataclasses import replace
from typing import Any

import pytest

import made_up_fund
from cronfa.calendars import Year
from cronfa.language import same
from cronfa.monitoring import Fact
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import MonthsChart, Report, Status, WaterfallChart
from cronfa.reporting.monitors import monitoring_report
from cronfa.reporting.vega import drawn, months_spec, waterfall_spec

BOOK = made_up_fund.book()
NINE = made_up_fund.nine_months()


def column(report: Report, table: str, name: str) -> dict[str, Any]:
    found = next(known for known in report.tables() if known.id == table)
    at = [known.id for known in found.columns].index(name)
    return {row.id: row.cells[at].value for row in found.rows}


def chart(report: Report, kind: type) -> Any:
    return next(known for known in report.charts() if isinstance(known, kind))


def scaled(book: Book, factor: int) -> Book:
    return replace(book, facts=tuple(replace(fact, pence=fact.pence * factor) for fact in book.facts))


@pytest.mark.parametrize(
    ("book", "says"),
    [
        (BOOK, "The fund ended 2012-13 £403,167 (0.7%) over budget."),
        (NINE, "The fund is forecast to end 2012-13 £492,084 (0.9%) under budget."),
        (scaled(BOOK, 0), "The fund ended 2012-13 £55,550,000 (100.0%) under budget."),
    ],
)
def test_the_headline_is_the_answer(book: Book, says: str) -> None:
    assert monitoring_report(book).headline.en == says


def test_on_budget_is_said_in_words() -> None:
    budget = 5_555_000_000
    facts = (Fact("2012-04", "residential", "All", "council", budget),)
    assert monitoring_report(replace(BOOK, facts=facts)).headline.en == "The fund ended 2012-13 on budget."


def test_actual_is_what_the_ledger_spent_and_variance_is_forecast_less_budget() -> None:
    report = monitoring_report(BOOK)
    spent = {scheme.scheme: scheme.spend_pence for scheme in BOOK.settlement.schemes}
    assert {name: pence for name, pence in column(report, "scheme", "actual").items() if name != "total"} == spent
    for name, pence in column(report, "scheme", "variance").items():
        assert pence == column(report, "scheme", "forecast")[name] - column(report, "scheme", "budget")[name]


def test_a_status_has_its_word_and_its_rule_in_words_beside_it() -> None:
    report = monitoring_report(BOOK)
    statuses = column(report, "scheme", "status")
    assert isinstance(statuses["residential"], Status) and statuses["residential"].word.en == "Red"
    assert statuses["residential"].tone == "over" and statuses["supported"].tone == "good"
    said = [block.text.en for block in report.sections[0].blocks if hasattr(block, "text")]
    assert any("more than 2% over the year's budget" in sentence for sentence in said)


def test_a_partners_report_has_its_part_of_budgets_and_spend() -> None:
    report = monitoring_report(BOOK, "health")
    assert column(report, "scheme", "actual")["total"] == 2_179_655_968
    assert column(report, "scheme", "budget")["total"] == 2_025_500_000
    assert "The NHS Made-up part of the fund" in report.headline.en
    assert not [table for table in report.tables() if table.id == "partner"]
    with pytest.raises(KeyError):
        monitoring_report(BOOK, "nobody")


def test_months_in_the_picture_add_up_to_the_table() -> None:
    report = monitoring_report(NINE)
    series = {known.id: known.amounts_pence for known in chart(report, MonthsChart).series}
    assert sum(pence or 0 for pence in series["actual"]) == column(report, "scheme", "actual")["total"]
    assert sum(pence or 0 for pence in series["budget"]) == column(report, "scheme", "budget")["total"]
    both = sum(pence or 0 for pence in (*series["actual"], *series["forecast"]))
    assert both == column(report, "scheme", "forecast")["total"]
    assert [month.cy for month in chart(report, MonthsChart).months][:3] == ["Ebr", "Mai", "Meh"]


def test_the_waterfall_ends_at_the_variance_of_the_fund() -> None:
    report = monitoring_report(BOOK)
    bars = chart(report, WaterfallChart).bars
    assert bars[-1].is_total and bars[-1].amount_pence == column(report, "scheme", "variance")["total"]
    assert sum(bar.amount_pence for bar in bars[:-1]) == bars[-1].amount_pence


def test_many_schemes_are_gathered_into_few_bars_that_still_add_up() -> None:
    terms = BOOK.terms
    schemes = {f"s{at}": terms.schemes["residential"] for at in range(30)}
    facts = tuple(Fact("2012-04", name, "All", "council", 3_100_000_000 + at + 1) for at, name in enumerate(schemes))
    book = replace(BOOK, terms=terms.model_copy(update={"schemes": schemes}), facts=facts, spent=())
    bars = chart(monitoring_report(book), WaterfallChart).bars
    assert len(bars) == 10 and bars[-2].title.en == "All others"
    assert sum(bar.amount_pence for bar in bars[:-1]) == bars[-1].amount_pence == sum(range(1, 31))


def test_pictures_say_in_words_what_they_show() -> None:
    report = monitoring_report(NINE)
    assert "£41,293,437 had been spent against £41,662,500" in chart(report, MonthsChart).alt.en
    assert "Residential care +£254,216" in chart(report, WaterfallChart).alt.en


def test_the_same_picture_gives_the_same_bytes_and_each_language_its_own_words() -> None:
    months = chart(monitoring_report(NINE), MonthsChart)
    assert drawn(months, "en") == drawn(months, "en")
    assert "Tach" in drawn(months, "cy") and "Nov" in drawn(months, "en")


def test_a_name_cannot_break_out_of_a_picture() -> None:
    waterfall = chart(monitoring_report(BOOK), WaterfallChart)
    evil = replace(waterfall, bars=(replace(waterfall.bars[0], title=same("</text><script>x")), *waterfall.bars[1:]))
    assert "<script" not in drawn(evil, "en")


def test_amounts_of_a_picture_are_exact_pounds_and_pence() -> None:
    months = chart(monitoring_report(NINE), MonthsChart)
    values = months_spec(months, "en")["layer"][0]["data"]["values"]
    assert [round(value["pounds"] * 100) for value in values] == [
        p for p in months.series[0].amounts_pence if p is not None
    ]
    steps = waterfall_spec(chart(monitoring_report(BOOK), WaterfallChart), "en")["data"]["values"]
    assert [step["label"] for step in steps] == ["+£762k", "−£400k", "+£41k", "£403k"]


def test_a_year_without_spend_or_budget_says_so() -> None:
    terms = BOOK.terms.model_copy(update={"schemes": {}})
    report = monitoring_report(replace(made_up_fund.empty_book(), terms=terms))
    assert report.headline.en.startswith("£0.00 had been spent by the end of March 2013")
    assert not list(report.charts())


def test_every_month_has_a_short_name_of_its_own() -> None:
    months = chart(monitoring_report(BOOK), MonthsChart).months
    assert len({month.en for month in months}) == len({month.cy for month in months}) == 12
    assert len(Year("2012-13").months()) == len(months)
