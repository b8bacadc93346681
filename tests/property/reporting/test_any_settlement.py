"""Whatever the agreement and the year, every report can be made, agrees with the settlement and can be written."""

from datetime import date

from hypothesis import given, settings, strategies as st

import scale
from cronfa.calendars import Year
from cronfa.language import Language
from cronfa.monitoring import Fact
from cronfa.reporting import (
    as_csv,
    as_html,
    as_json,
    as_pdf,
    as_xlsx,
    memorandum,
    monitoring_report,
    settlement_schedule,
    statement,
)
from cronfa.reporting.inputs import Book, Crossing, Spent, Stake
from cronfa.reporting.model import Provenance, Report
from cronfa.settlement.figures import figures
from cronfa.settlement.reference import settle
from property.settlement.agreements import Maker

SEEDS = st.integers(0, 2**32)
CATEGORIES = ("Homes", "Equipment")


def book_of(seed: int) -> Book:
    """A random agreement and year as its book; half of each sum stands in each of two categories."""
    maker = Maker(seed)
    terms = maker.terms()
    [outcome] = maker.outcomes(terms, 1)
    settled = settle(terms, outcome)
    known = {scheme.scheme for scheme in settled.schemes}
    sums = [
        (scheme, category, partner, part)
        for scheme, by_partner in outcome.spend.items()
        if scheme in known
        for partner, pence in by_partner.items()
        for category, part in zip(CATEGORIES, (pence // 2, pence - pence // 2), strict=True)
    ]
    months = Year(outcome.year).months()[: outcome.months]
    partners = terms.partner_ids
    return Book(
        terms=terms,
        year=outcome.year,
        as_at=date(2027, 3, 31),
        settlement=settled,
        provenance=Provenance("0" * 64, "0.0.0"),
        spent=tuple(Spent(scheme, category, partner, pence) for scheme, category, partner, pence in sums),
        crossings=tuple(Crossing(scheme, partners[0], partners[-1], abs(p) // 3) for scheme, _, _, p in sums[:4]),
        stakes=tuple(Stake(reserve, partners[0], 0, 1) for reserve in terms.reserves),
        facts=tuple(
            Fact(months[at % len(months)].label, scheme, category, partner, pence)
            for at, (scheme, category, partner, pence) in enumerate(sums)
        ),
    )


def reports_of(book: Book) -> list[Report]:
    whom = (None, *book.terms.partner_ids)
    return [
        *(statement(book, partner) for partner in book.terms.partner_ids),
        *(settlement_schedule(book, partner) for partner in whom),
        *(memorandum(book, partner) for partner in whom),
        *(monitoring_report(book, partner) for partner in whom),
    ]


@given(SEEDS)
@settings(max_examples=scale.examples(60, 2_000))
def test_every_report_agrees_with_the_settlement(seed: int) -> None:
    book = book_of(seed)
    settled = figures(book.settlement)
    for report in reports_of(book):
        for _, _, cell in report.figures():
            if cell.figure in settled:
                assert isinstance(cell.value, int) and abs(cell.value) == abs(settled[cell.figure])
    for result in book.settlement.partners:
        account = next(table for table in statement(book, result.partner).tables() if table.id == "account")
        assert account.rows[-1].cells[1].value == result.to_pay_pence


@given(SEEDS, st.sampled_from(("en", "cy")))
@settings(max_examples=scale.examples(6, 200))
def test_every_report_can_be_written(seed: int, language: Language) -> None:
    for report in reports_of(book_of(seed))[:: scale.examples(5, 1)]:
        assert as_pdf.render(report, language).startswith(b"%PDF")
        assert as_xlsx.render(report, language).startswith(b"PK")
        assert as_html.render(report, language).endswith(b"</html>")
        assert as_json.render(report).startswith(b"{")
        assert len(as_csv.render(report, language)) == len(list(report.tables()))
