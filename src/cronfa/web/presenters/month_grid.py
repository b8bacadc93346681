"""The month grid: for every scheme and month, how far the forecast then stood from the budget; each cell opens."""

from dataclasses import dataclass

from django.urls import reverse

from cronfa.calendars import Year
from cronfa.governance.desk import Desk
from cronfa.language import Text, same
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import words
from cronfa.reporting.inputs import Book
from cronfa.reporting.monitor_charts import SHORT_MONTHS
from cronfa.reporting.phrases import RAG

TONES = {"green": "good", "amber": "watch", "red": "over"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One scheme in one month; ``status`` is its RAG in words, ``tone`` its colour and pattern."""

    address: str
    amount: Text
    status: Text | None
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """A scheme, or the whole fund."""

    name: Text
    cells: tuple[Cell | None, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a year up to a month; months to come are empty."""

    months: tuple[Text, ...]
    rows: tuple[Row, ...]


def grid(desk: Desk, filled: Book, until: int) -> Grid:
    """The grid of a book's year."""
    agreed = terms_of(filled.terms, filled.year, moved=filled.moved)
    months = Year(filled.year).months()
    by_scheme: dict[str, list[Position | None]] = {}
    whole: list[Position | None] = []
    for month in range(1, until + 1):
        passed = {period.label for period in months[:month]}
        facts = [fact for fact in filled.facts if fact.period in passed]
        for position in positions(facts, agreed, month=month, method=filled.method):
            by_scheme.setdefault(position.scheme or "", [None] * until)[month - 1] = position
        whole += list(positions(facts, agreed, month=month, by=(), method=filled.method)) or [None]
    rows = [
        Row(filled.terms.scheme_title(scheme), _cells(desk, filled.year, found, scheme), whole=False)
        for scheme, found in sorted(by_scheme.items(), key=lambda item: list(filled.terms.schemes).index(item[0]))
        if scheme in filled.terms.schemes
    ]
    rows.append(Row(WHOLE, _cells(desk, filled.year, whole, None), whole=True))
    return Grid(tuple(SHORT_MONTHS[month.first_day.month - 1] for month in months), tuple(rows))


WHOLE = Text(en="Fund", cy="Y gronfa")


def _cells(desk: Desk, year: str, found: list[Position | None], scheme: str | None) -> tuple[Cell | None, ...]:
    cells: list[Cell | None] = []
    for month, position in enumerate(found, start=1):
        cells.append(_cell(desk, year, month, position, scheme) if position else None)
    return (*cells, *[None] * (12 - len(cells)))


def _cell(desk: Desk, year: str, month: int, at: Position, scheme: str | None) -> Cell:
    if scheme:
        address = reverse("scheme", args=[desk.fund.slug, year, month, scheme])
    else:
        address = f"{reverse('home', args=[desk.fund.slug])}?year={year}&month={month}"
    status = RAG[at.rag] if at.rag else None
    return Cell(address, thousands(at.outturn_variance_pence, sign=True), status, TONES.get(at.rag or "", "plain"))


def thousands(pence: int | None, *, sign: bool = False) -> Text:
    """``31,000``: thousands of pounds, for showing beside the exact amount only."""
    if pence is None:
        return same("–")
    size = (abs(pence) + 50_000) // 100_000
    mark = words.MINUS if pence < 0 and size else "+" if sign and pence > 0 and size else ""
    return same(f"{mark}{size:,}")
