"""The fund's home page: what a board member could read aloud, the picture, and where each scheme stands."""

from dataclasses import dataclass, replace

from django.urls import reverse

from cronfa.calendars import Year
from cronfa.fund.books import book
from cronfa.fund.opening import RunningFund
from cronfa.fund.projecting import projected, spent_until, years_with_spend
from cronfa.fund.settling import is_settled
from cronfa.governance import keeping, outlooks
from cronfa.governance.desk import Desk
from cronfa.governance.models import Outlook
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.ledger.funds import periods
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import words
from cronfa.reporting.charts import svg
from cronfa.reporting.common import HATCHED, crossing_flow, illustrative_labels
from cronfa.reporting.inputs import Book
from cronfa.reporting.phrases import RAG
from cronfa.reporting.year_ahead import sentence, year_ahead
from cronfa.web.presenters.home_words import (
    CHANGES,
    CLEARING,
    EMPTY as EMPTY,
    EMPTY_LEAD as EMPTY_LEAD,
    EVEN,
    LABELS,
    ON,
    OUTLOOK,
    OVER,
    SENTENCE,
    SETTLED,
    TO_GET,
    TO_PAY,
    UNDER,
)
from cronfa.web.presenters.month_grid import TONES, Grid, grid, thousands
from cronfa.web.presenters.outturn import YearSoFar, year_so_far
from cronfa.web.presenters.packs import Brief, brief
from cronfa.web.presenters.trust import Fact, trust
from cronfa.web.presenters.waiting import Waiting, waiting


@dataclass(frozen=True, slots=True)
class Line:
    """A scheme's position, or the whole fund's: cells in the order of the headings."""

    name: Text
    address: str
    cells: tuple[Text, ...]
    status: Text | None
    tone: str


@dataclass(frozen=True, slots=True)
class Home:
    """All that the page says."""

    subtitle: Text
    title: Text
    lead: tuple[Text, ...]
    labels: tuple[Text, ...]
    why: str
    flow: dict[str, object] | None
    flow_notes: tuple[Text, ...]
    bands: tuple[tuple[Text, ...], ...]
    lines: tuple[Line, ...]
    rule: Text | None
    changes: tuple[Text, ...]
    grid: Grid
    whole: Position | None
    line: YearSoFar | None
    outlook: Text | None
    """What may be asked or awaited of how sure the forecast is."""
    may_ask: bool
    what_if: str
    trust: tuple[Fact, ...]
    years: tuple[str, ...]
    months: tuple[tuple[int, Text], ...]
    year: str
    month: int
    open_months: tuple[Text, ...]
    waiting: tuple[Waiting, ...]
    words: dict[str, Text]
    managers: Brief | None = None
    """What those who answer for the budgets expect."""
    under_way: bool = False
    """Whether it is being worked out how sure the forecast is."""


def home(desk: Desk, year: str | None, month: int | None) -> Home | None:
    """The page for a year and a month of it, or for the latest with spend; ``None`` while nothing has been spent."""
    years = keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund))
    if not years:
        return None
    shown_year = year if year in years else years[-1]
    last = keeping.of_ledger(desk.fund, "until", lambda: spent_until(desk.fund, shown_year), shown_year)
    number = month if month and 1 <= month <= 12 else last
    made = keeping.of_ledger(
        desk.fund, "home", lambda: _home(desk, years, shown_year, number), shown_year, number, desk.language
    )
    filled = _book(desk.fund, shown_year, number)
    found = outlooks.kept(desk.fund, shown_year, number) if number < 12 else None
    return replace(
        made,
        line=year_so_far(filled, made.whole, number, desk.language, outlooks.sure(found)),
        outlook=_outlook(found) if number < 12 else None,
        under_way=found is not None and found.state in (Outlook.WAITING, Outlook.RUNNING),
        may_ask=number < 12 and (found is None or found.state == Outlook.FAILED) and desk.may(Right.SIMULATE),
        open_months=_open_months(desk.fund, shown_year, number),
        waiting=waiting(desk, filled, shown_year, number),
        managers=brief(desk, shown_year, number),
        trust=trust(desk, filled),
        what_if=reverse("what-if", args=[desk.fund.slug]) if desk.may(Right.SIMULATE) else "",
    )


def _outlook(found: Outlook | None) -> Text:
    """How far it is to know how sure the forecast is; where that cannot be known, why."""
    if found is None:
        return OUTLOOK["ask"]
    if found.state == Outlook.FAILED:
        return OUTLOOK["failed"].filled(why=words.and_list(list(outlooks.why_failed(found))))
    if found.state == Outlook.WAITING and outlooks.is_forgotten(found):
        return OUTLOOK["forgotten"]
    return OUTLOOK["done" if found.state == Outlook.DONE else "working"]


def _book(fund: RunningFund, year: str, number: int) -> Book:
    return keeping.of_ledger(fund, "book", lambda: book(fund, year, number), year, number)


def _home(desk: Desk, years: tuple[str, ...], year: str, number: int) -> Home:
    fund = desk.fund
    filled = _book(fund, year, number)
    terms, agreed = filled.terms, terms_of(filled.terms, year, moved=filled.moved)
    schemes = positions(filled.facts, agreed, month=number, method=filled.method)
    whole = next(iter(positions(filled.facts, agreed, month=number, by=(), method=filled.method)), None)
    settled = number == 12 and is_settled(fund, year)
    would = filled.settlement if settled else projected(fund, year, number)
    title = SETTLED.filled(year=year) if settled else _title(whole)
    month = Year(year).months()[number - 1]
    return Home(
        subtitle=LABELS["as_at"].filled(
            fund=terms.title or same(fund.slug), month=month.name, number=number, year=year
        ),
        title=title,
        lead=_owed(filled) if settled else year_ahead(filled.terms, would),
        labels=illustrative_labels(filled),
        why=reverse("report", args=[fund.slug, year, number, "settlement" if settled else "monitoring"]),
        flow=_flow(filled, desk),
        flow_notes=(HATCHED, *_clearing(filled)),
        bands=_bands(filled),
        lines=tuple(_line(filled, desk, position, number) for position in [*schemes, *([whole] if whole else [])]),
        rule=whole.rag_rule if whole else None,
        changes=_changes(filled, schemes, whole, month.name),
        grid=grid(desk, filled, number),
        whole=whole,
        line=None,
        outlook=None,
        may_ask=False,
        what_if="",
        trust=(),
        years=years,
        months=tuple((each.number, each.name) for each in Year(year).months()),
        year=year,
        month=number,
        open_months=(),
        waiting=(),
        words=LABELS,
    )


def _title(whole: Position | None) -> Text:
    variance = whole.outturn_variance_pence if whole else None
    if not whole or not variance:
        return ON
    part = whole.outturn_variance_part
    said = f" ({words.percent(abs(part))})" if part is not None else ""
    return (OVER if variance > 0 else UNDER).filled(amount=words.rounded(abs(variance)), part=said)


def _owed(filled: Book) -> tuple[Text, ...]:
    parts = [
        (TO_PAY if each.to_pay_pence > 0 else TO_GET).filled(
            partner=filled.terms.name(each.partner), amount=words.money(abs(each.to_pay_pence))
        )
        for each in filled.settlement.partners
        if each.to_pay_pence
    ]
    return (sentence(SENTENCE.filled(parts=words.and_list(parts))) if parts else EVEN,)


def _flow(filled: Book, desk: Desk) -> dict[str, object] | None:
    chart = crossing_flow(filled)
    if chart is None:
        return None
    return {"id": chart.id, "alt": chart.alt.to(desk.language), "svg": svg(chart, desk.language)}


def _bands(filled: Book) -> tuple[tuple[Text, ...], ...]:
    chart = crossing_flow(filled)
    terms = filled.terms
    return tuple(
        (terms.name(b.funder), terms.scheme_title(b.through), terms.name(b.responsible), words.money(b.amount_pence))
        for b in (chart.bands if chart else ())
    )


def _line(filled: Book, desk: Desk, at: Position, number: int) -> Line:
    address = ""
    if at.scheme:
        address = reverse("scheme", args=[desk.fund.slug, filled.year, number, at.scheme])
    amounts = (at.budget_year_pence, at.actual_to_date_pence, at.committed_pence, at.forecast_pence)
    changes = (at.outturn_variance_pence, at.movement_pence)
    part = at.outturn_variance_part
    cells = [thousands(pence) for pence in amounts] + [thousands(pence, sign=True) for pence in changes]
    cells.insert(-1, same(words.percent(part, sign=True) if part is not None else "–"))
    return Line(
        name=filled.terms.scheme_title(at.scheme) if at.scheme else LABELS["whole"],
        address=address,
        cells=tuple(cells),
        status=RAG[at.rag] if at.rag else None,
        tone=TONES.get(at.rag or "", "plain"),
    )


def _clearing(filled: Book) -> tuple[Text, ...]:
    """Who has paid more for whose responsibilities than the other way round: what stands in clearing."""
    chart = crossing_flow(filled)
    paid: dict[tuple[str, str], int] = {}
    for band in chart.bands if chart else ():
        if band.funder != band.responsible:
            pair = (band.funder, band.responsible)
            paid[pair] = paid.get(pair, 0) + band.amount_pence
    net = {(a, b): pence - paid.get((b, a), 0) for (a, b), pence in paid.items()}
    name = filled.terms.name
    return tuple(
        CLEARING.filled(payer=name(payer), other=name(other), amount=words.rounded(pence))
        for (payer, other), pence in sorted(net.items(), key=lambda item: -item[1])[:3]
        if pence > 0
    )


def _changes(filled: Book, schemes: tuple[Position, ...], whole: Position | None, month: Text) -> tuple[Text, ...]:
    """What a month has brought: its spend, how the forecast moved, and where."""
    if whole is None:
        return ()
    said = [CHANGES["spent"].filled(month=month, amount=words.rounded(whole.actual_month_pence))]
    if whole.movement_pence is not None:
        moved = whole.movement_pence
        how = "worse" if moved > 0 else "better" if moved < 0 else "same"
        said.append(CHANGES[how].filled(amount=words.rounded(abs(moved))))
    largest = sorted((each for each in schemes if each.movement_pence), key=lambda each: -abs(each.movement_pence or 0))
    if largest:
        parts = [
            same("{scheme} {amount}").filled(
                scheme=filled.terms.scheme_title(each.scheme or ""),
                amount=words.rounded(each.movement_pence or 0, sign=True),
            )
            for each in largest[:3]
        ]
        said.append(CHANGES["schemes"].filled(parts=words.and_list(parts)))
    return tuple(said)


def _open_months(fund: RunningFund, year: str, number: int) -> tuple[Text, ...]:
    months = {month.label: month.name for month in Year(year).months()[:number]}
    found = (period.code for period in periods(fund.ledger) if period.status == "open")
    return tuple(months[code] for code in found if code in months)
