"""The reports as pages: which there are, one of them with every figure open to *why*, and the reason of a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse

from cronfa.fund.why import Part, Reason
from cronfa.governance.desk import Desk
from cronfa.governance.reading import (
    BOARD_REPORTS,
    filled as filled,
    find_report as find_report,
    reason as reason_of,
    seen as seen_of,
    until,
    years,
)
from cronfa.language import Text, join, same
from cronfa.reporting import words
from cronfa.reporting.model import Value
from cronfa.reporting.shown import shown

NAMES = {
    "board": Text(en="Board report", cy="Adroddiad y bwrdd"),
    "monitoring": Text(en="Monitoring report", cy="Adroddiad monitro"),
    "settlement": Text(en="Settlement schedule", cy="Atodlen setliad"),
    "memorandum": Text(en="Memorandum account", cy="Cyfrif memorandwm"),
    "statement": Text(en="Partner statement", cy="Datganiad partner"),
}
LABELS = {
    "title": Text(en="Figures", cy="Ffigurau"),
    "lead": Text(
        en="Every figure opens: to its clauses, its parts, and the rows of the partners' files.",
        cy="Mae pob ffigur yn agor: i'w gymalau, ei rannau, a rhesi ffeiliau'r partneriaid.",
    ),
    "year": Text(en="Year", cy="Blwyddyn"),
    "report": Text(en="Report", cy="Adroddiad"),
    "months": Text(en="Months", cy="Misoedd"),
    "first": Text(en="first {count} months", cy="{count} mis cyntaf"),
    "none": Text(en="Nothing has been spent yet.", cy="Nid oes dim wedi'i wario eto."),
    "contents": Text(en="On this page", cy="Ar y dudalen hon"),
    "files": Text(en="The same report as", cy="Yr un adroddiad fel"),
    "notes": Text(en="Notes", cy="Nodiadau"),
}
WHY = {
    "title": Text(en="Why this number?", cy="Pam y rhif hwn?"),
    "by": Text(en="By these clauses", cy="Yn ôl y cymalau hyn"),
    "decisions": Text(en="What boards have decided", cy="Yr hyn a benderfynodd byrddau"),
    "how": Text(en="How it comes about", cy="Sut y daw i fod"),
    "parts": Text(en="What it adds up", cy="Yr hyn y mae'n ei adio"),
    "beside": Text(en="Beside it stand", cy="Wrth ei ochr"),
    "rows": Text(en="The rows behind it", cy="Y rhesi y tu ôl iddo"),
    "count": Text(
        en="{count} rows, adding up to {total}; the first {shown} are here.",
        cy="{count} o resi, cyfanswm {total}; mae'r {shown} cyntaf yma.",
    ),
    "hidden": Text(
        en="{count} rows, adding up to {total}. Here are those of the first ones that concern your body.",
        cy="{count} o resi, cyfanswm {total}. Dyma'r rhai o'r cyntaf ohonynt sy'n ymwneud â'ch corff chi.",
    ),
    "what": Text(en="Figure", cy="Ffigur"),
    "amount": Text(en="Amount", cy="Swm"),
    "entry": Text(en="Entry", cy="Cofnod"),
    "date": Text(en="Posted", cy="Postiwyd"),
    "supplier": Text(en="Supplier or narrative", cy="Cyflenwr neu ddisgrifiad"),
    "clause": Text(en="Clause", cy="Cymal"),
    "source": Text(en="Row of the file", cy="Rhes y ffeil"),
    "id": Text(en="The figure's id", cy="Dynodydd y ffigur"),
    "alone": Text(en="On a page of its own", cy="Ar dudalen ei hun"),
    "close": Text(en="Close", cy="Cau"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One report that can be opened."""

    year: str
    name: Text
    address: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as a page: as :func:`cronfa.reporting.shown.shown` gives it, each figure with its address."""

    report: dict[str, Any]
    months: int
    """Of the year: its figures open with the money of these."""
    why: str
    files: tuple[tuple[str, str], ...]
    twins: str
    """Where each of its tables is a file: its id and an ending follow."""
    words: dict[str, Text]


@dataclass(frozen=True, slots=True)
class WhyPage:
    """The reason of a figure."""

    what: Text
    value: Text
    reason: Reason
    figure: str
    address: str
    parts: tuple[tuple[Text, Text, str], ...]
    beside: tuple[tuple[Text, Text, str], ...]
    rows: tuple[tuple[str, Text, Text, Text, Text, Text], ...]
    count: Text | None
    words: dict[str, Text]


def offers(desk: Desk) -> tuple[Offer, ...]:
    """Every report of every year with spend: the board's, and statements for the partners whose detail may be seen."""
    return tuple(offer for year in reversed(years(desk)) for offer in _offers_of(desk, year))


def _offers_of(desk: Desk, year: str) -> Iterator[Offer]:
    months = until(desk, year)
    named = {name: NAMES[name] for name in BOARD_REPORTS}
    for partner in desk.sees_partners:
        title = same("{name}, {partner}").filled(name=NAMES["statement"], partner=desk.terms.name(partner))
        named[f"statement-{partner}"] = title
    for name, title in named.items():
        yield Offer(year, title, reverse("report", args=[desk.fund.slug, year, months, name]))


def report_page(desk: Desk, year: str, months: int, name: str) -> ReportPage:
    """A report as a page."""
    report = find_report(desk, year, months, name)
    formats = [("PDF", "pdf"), ("Word", "docx"), ("Excel", "xlsx"), ("JSON", "json")]
    arguments = [desk.fund.slug, year, months, name]
    return ReportPage(
        report=shown(report, desk.language),
        months=months,
        why=reverse("why", args=[desk.fund.slug, "x"])[:-3],
        files=tuple((title, reverse("report-file", args=[*arguments, ending])) for title, ending in formats),
        twins=reverse("report-table", args=[*arguments, "x", "csv"]).removesuffix("x.csv"),
        words=LABELS,
    )


def why_page(desk: Desk, figure: str, months: int = 12) -> WhyPage:
    """The reason of a figure of a year's first months, with those of its rows that this person may see.

    Raises:
        Http404: no figure has this id, or it is another partner's.
    """
    reason = reason_of(desk, figure, months)
    address = reverse("why", args=[desk.fund.slug, "x"])[:-3]
    seen = seen_of(desk, reason)
    rows = tuple(
        (
            reverse("entry", args=[desk.fund.slug, row.entry]), same(str(row.entry)), words.day(date.fromisoformat(row.on)),
            same(row.supplier or row.narrative), words.clause(row.clause), words.money(row.pence),
            same(f"{row.file}:{row.line}" if row.file else "–"),
        )
        for row in reason.rows
        if row.entry in seen
    )  # fmt: skip
    said = WHY["count"] if len(seen) == len(reason.rows) else WHY["hidden"]
    total = words.money(reason.rows_pence)
    return WhyPage(
        what=reason.what,
        value=_shown(reason.value),
        reason=reason,
        figure=figure,
        address=_opens(address, figure, months),
        parts=_parts(reason.parts, address, months),
        beside=_parts(reason.beside, address, months),
        rows=rows,  # type: ignore[arg-type]  # cells of every kind
        count=said.filled(count=f"{reason.row_count:,}", total=total, shown=len(rows)) if reason.row_count else None,
        words=WHY,
    )


def _shown(value: Value) -> Text:
    """A figure by itself: an amount to the penny, a part as a percentage."""
    if isinstance(value, Fraction):
        return same(words.percent(value))
    return words.money(value) if isinstance(value, int) else same(str(value))


def _opens(address: str, figure: str, months: int) -> str:
    """Where a figure opens; with the months of the year whose money it is of, where those are not all."""
    return f"{address}/{figure}/" + (f"?months={months}" if months != 12 else "")


def _parts(parts: tuple[Part, ...], address: str, months: int) -> tuple[tuple[Text, Text, str], ...]:
    return tuple(
        (part.what, words.money(part.pence), _opens(address, part.figure, months) if part.figure else "")
        for part in parts
    )


def scheme_title(desk: Desk, year: str, scheme: str) -> Text:
    """The scheme and the year, for headings."""
    return join([desk.terms.scheme_title(scheme), same(year)], between=" · ")
