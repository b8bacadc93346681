"""What the reports say, on a made-up fund that the real engine settled."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

import made_up_fund
from cronfa.language import Text
from cronfa.reporting.accounts import memorandum
from cronfa.reporting.common import whose_money
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Report, Table
from cronfa.reporting.monitors import monitoring_report
from cronfa.reporting.schedules import settlement_schedule
from cronfa.reporting.statements import statement
from cronfa.settlement.figures import figures
from cronfa.settlement.outcome import Line, Loan, PartnerResult, Party

BOOK = made_up_fund.book()
EMPTY = made_up_fund.empty_book()
PARTNERS = BOOK.terms.partner_ids


def every_report(book: Book) -> Iterator[Report]:
    for partner in book.terms.partner_ids:
        yield statement(book, partner)
    for whom in (None, *book.terms.partner_ids):
        yield settlement_schedule(book, whom)
        yield memorandum(book, whom)
        yield monitoring_report(book, whom)


REPORTS = tuple(every_report(BOOK))
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report.kind}-{report.partner}")


def texts(value: Any) -> Iterator[Text]:
    """Every sentence anywhere in a report."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def named(report: Report, table: str) -> Table:
    return next(known for known in report.tables() if known.id == table)


def total(table: Table, column: str = "amount") -> Any:
    at = [known.id for known in table.columns].index(column)
    return table.rows[-1].cells[at].value


@pytest.mark.parametrize("partner", PARTNERS)
def test_the_account_comes_to_what_the_settlement_says(partner: str) -> None:
    result = next(known for known in BOOK.settlement.partners if known.partner == partner)
    report = statement(BOOK, partner)
    assert total(named(report, "account")) == result.to_pay_pence
    assert total(named(report, "due")) == result.due_pence
    assert total(named(report, "paid")) == result.paid_pence
    assert total(named(report, "variance")) == result.borne_pence
    assert total(named(report, "spent")) == sum(row.amount_pence for row in BOOK.spent if row.responsible == partner)


def test_the_first_sentence_is_the_answer_and_the_next_names_the_clause() -> None:
    report = statement(BOOK, "health")
    assert report.headline.en == "NHS Made-up is to pay £280,965.84 to the pooled fund for 2012-13."
    assert report.headline.cy == "Mae GIG Ffug i dalu £280,965.84 i'r gronfa gyfun am 2012-13."
    assert "you bear £180,965.84, under Sch 3 para 7(b)." in report.lead[1].en
    assert "Joint Commissioning Board must decide" in report.lead[2].en


def test_clauses_that_take_and_clauses_that_give_are_told_apart() -> None:
    party = Party("partner", "health")
    lines = (
        Line("residential", "overspend", 1, "share", "7(a)", party, 500),
        Line("supported", "overspend", 1, "share", "7(b)", party, 300),
        Line("equipment", "underspend", 1, "return", "8", party, -200),
    )
    settlement = replace(EMPTY.settlement, lines=lines, partners=(PartnerResult("health", 0, 600, 0),))
    said = statement(replace(EMPTY, settlement=settlement), "health").lead[1]
    assert (
        said.en == "Of the year's variance you bear £6.00: £5.00 under 7(a) and £3.00 under 7(b), less £2.00 under 8."
    )
    assert said.cy.endswith("£6.00: £5.00 o dan 7(a) a £3.00 o dan 7(b), llai £2.00 o dan 8.")


@pytest.mark.parametrize(
    ("paid", "says"), [(10, "is to pay £0.90"), (100, "nothing to pay"), (350, "is to be refunded £2.50")]
)
def test_to_pay_even_and_refund_are_told_apart(paid: int, says: str) -> None:
    settlement = replace(EMPTY.settlement, partners=(PartnerResult("health", 100, 0, paid),))
    report = statement(replace(EMPTY, settlement=settlement), "health")
    assert says in report.headline.en


def test_a_loan_stands_in_the_account_and_in_the_schedule() -> None:
    settlement = replace(
        EMPTY.settlement,
        partners=(PartnerResult("health", 0, 0, 0, lent_pence=300),),
        loans=(Loan("health", "9", 300, (("2013-14", 100), ("2014-15", 200))),),
    )
    book = replace(EMPTY, settlement=settlement)
    assert total(named(statement(book, "health"), "account")) == 300
    assert total(named(statement(book, "health"), "loans")) == 300
    assert total(named(settlement_schedule(book), "loans")) == 300
    assert total(named(settlement_schedule(book), "partners"), "lent") == 300


def test_an_unknown_partner_is_refused() -> None:
    with pytest.raises(KeyError):
        statement(BOOK, "nobody")
    with pytest.raises(KeyError):
        settlement_schedule(BOOK, "nobody")


def test_each_schemes_lines_add_up_to_its_variance() -> None:
    rows = named(settlement_schedule(BOOK), "lines").rows
    subtotals = {row.id.removesuffix(".all"): row.cells[-1].value for row in rows if row.level == "subtotal"}
    assert subtotals == {scheme.scheme: scheme.variance_pence for scheme in BOOK.settlement.schemes}


def test_a_partners_schedule_has_its_own_lines_and_the_funds_totals() -> None:
    report = settlement_schedule(BOOK, "health")
    assert total(named(report, "lines")) == 18_096_584
    assert len(named(report, "partners").lines) == len(PARTNERS)


def test_what_waits_for_a_board_comes_first_and_is_said_in_words_when_nothing_does() -> None:
    assert settlement_schedule(BOOK).sections[0].id == "decisions"
    assert settlement_schedule(EMPTY).sections[-1].id == "decisions"
    assert named(settlement_schedule(EMPTY), "decisions").empty.en == "No decision is waited for."


def test_the_memorandum_account_balances_and_says_where_the_balance_went() -> None:
    report = memorandum(BOOK)
    income, spend = total(named(report, "income"), "income"), total(named(report, "expenditure"))
    assert income - spend == total(named(report, "balance")) == total(named(report, "went"))
    assert spend == sum(row.amount_pence for row in BOOK.spent)


def test_whose_money_covers_every_pound_spent_once() -> None:
    bands = whose_money(BOOK)
    assert sum(band.amount_pence for band in bands) == sum(row.amount_pence for row in BOOK.spent)
    crossed = sum(band.amount_pence for band in bands if band.funder != band.responsible)
    assert crossed == sum(row.amount_pence for row in BOOK.crossings)


def test_a_book_whose_spend_is_not_the_settled_spend_is_refused() -> None:
    with pytest.raises(AssertionError, match="spent, but"):
        replace(BOOK, spent=BOOK.spent[1:])


@each_report
def test_illustrative_and_synthetic_are_said_first(report: Report) -> None:
    assert [label.en.split()[0] for label in report.labels] == ["Illustrative.", "Synthetic:"]


@each_report
def test_every_number_can_be_asked_about(report: Report) -> None:
    for table in report.tables():
        for row in table.rows:
            for cell in row.cells:
                assert cell.figure or not isinstance(cell.value, int)
    values: dict[str, Any] = {}
    for _, _, cell in report.figures():
        assert cell.figure and " " not in cell.figure
        assert cell.figure.startswith(("2012-13/", "made-up-learning-disability/2012-13/"))
        size = abs(cell.value) if isinstance(cell.value, int) else cell.value
        assert values.setdefault(cell.figure, size) == size, "one id, one figure"


def test_a_figure_of_the_settlement_keeps_the_settlements_id() -> None:
    known = figures(BOOK.settlement)
    reused = [
        (cell.value, known[cell.figure])
        for report in REPORTS
        for _, _, cell in report.figures()
        if cell.figure in known and isinstance(cell.value, int)
    ]
    assert len(reused) > 30
    assert all(abs(shown) == abs(settled) for shown, settled in reused)


def test_a_row_of_spend_says_which_postings_are_behind_it() -> None:
    row = named(statement(BOOK, "health"), "spent").rows[0]
    assert dict(row.behind) == {
        "account": "expenditure",
        "scheme": "residential",
        "category": "Nursing homes",
        "partner": "health",
    }


@each_report
def test_no_place_in_a_sentence_is_left_unfilled(report: Report) -> None:
    for text in texts(report):
        assert "{" not in text.en + text.cy


@each_report
def test_sentences_are_in_both_languages(report: Report) -> None:
    for text in (report.title, report.headline, *report.lead, *(section.title for section in report.sections)):
        assert text.en != text.cy


@pytest.mark.parametrize("report", tuple(every_report(EMPTY)), ids=lambda report: f"{report.kind}-{report.partner}")
def test_a_year_in_which_nothing_happened_says_so_in_words(report: Report) -> None:
    empty = [table for table in report.tables() if not table.rows]
    assert empty
    assert all(table.empty.en.endswith(".") and table.empty.cy.endswith(".") for table in empty)


@pytest.mark.parametrize(("kind", "said"), [("undecided", "Still owed"), ("partner", "Shared by the agreement")])
def test_what_crossed_is_shared_by_the_agreement_only_once_all_is_decided(kind: str, said: str) -> None:
    lines = tuple(
        replace(line, party=replace(line.party, kind=kind)) if line.party.kind == "undecided" else line
        for line in BOOK.settlement.lines
    )
    assert lines != BOOK.settlement.lines or kind == "undecided", "the made-up fund waits for a board"
    table = named(settlement_schedule(replace(BOOK, settlement=replace(BOOK.settlement, lines=lines))), "crossing")
    assert table.columns[-1].title.en == said
