"""The fund's home page: what a board member could read aloud, the picture, and where each scheme stands."""

from dataclasses import dataclass, replace

from django.urls import reverse

from cronfa.calendars import Year
from cronfa.fund.books import book
from cronfa.fund.opening import RunningFund
from cronfa.fund.projecting import projected, spent_until, years_with_spend
from cronfa.fund.settling import is_settled
from cronfa.language import Text, same
from cronfa.ledger.funds import periods
from cronfa.ledger.stored import head
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import words
from cronfa.reporting.charts import svg
from cronfa.reporting.common import HATCHED, crossing_flow, illustrative_labels
from cronfa.reporting.inputs import Book
from cronfa.reporting.phrases import RAG
from cronfa.settlement.outcome import Settlement
from cronfa.web import keeping
from cronfa.web.desk import Desk
from cronfa.web.presenters.proposals import Line as Waiting, waiting_for

SETTLED = Text(en="{year} is settled", cy="Mae {year} wedi'i setlo")
OVER = Text(en="Forecast {amount} over budget{part}", cy="Rhagolwg o {amount} dros y gyllideb{part}")
UNDER = Text(en="Forecast {amount} under budget{part}", cy="Rhagolwg o {amount} o dan y gyllideb{part}")
ON = Text(en="Forecast to end on budget", cy="Rhagolwg o orffen ar y gyllideb")
EMPTY = Text(en="Nothing has been spent yet", cy="Nid oes dim wedi'i wario eto")
EMPTY_LEAD = Text(
    en="Take in a partner's payments file, and this page shows whose money paid for what.",
    cy="Cymerwch ffeil daliadau partner i mewn, ac mae'r dudalen hon yn dangos arian pwy a dalodd am beth.",
)
TO_PAY = Text(en="{partner} is to pay {amount}", cy="mae {partner} i dalu {amount}")
TO_GET = Text(en="{partner} is to be refunded {amount}", cy="mae {partner} i gael {amount} yn ôl")
EVEN = Text(en="No partner owes anything.", cy="Nid oes ar unrhyw bartner ddim.")
SENTENCE = Text(en="{parts}.", cy="{parts}.")
IF_SO = Text(en="If the year ended like this, {parts}.", cy="Pe bai'r flwyddyn yn gorffen fel hyn, {parts}.")
WOULD_BEAR = Text(
    en="{partner} would bear {amount} under {clauses}", cy="byddai {partner} yn ysgwyddo {amount} o dan {clauses}"
)
WOULD_GET = Text(
    en="{partner} would get {amount} back under {clauses}", cy="byddai {partner} yn cael {amount} yn ôl o dan {clauses}"
)
NOBODY_BEARS = Text(en="no partner would bear anything", cy="ni fyddai unrhyw bartner yn ysgwyddo dim")
RESERVE_DRAWN = Text(
    en="{reserve}: {amount} would be drawn, leaving {left}.", cy="{reserve}: tynnid {amount}, gan adael {left}."
)
RESERVE_KEPT = Text(
    en="{reserve} would grow by {amount}, to {left}.", cy="Byddai {reserve} yn tyfu {amount}, i {left}."
)
RESERVE_SAME = Text(en="{reserve} of {left} would not be touched.", cy="Ni chyffyrddid â {reserve} o {left}.")
WAITS = Text(
    en="{amount} would wait for a decision by {board}, under {clause}.",
    cy="Byddai {amount} yn aros am benderfyniad gan {board}, o dan {clause}.",
)
LABELS = {
    "as_at": Text(en="{fund} · {month}, month {number} of {year}", cy="{fund} · {month}, mis {number} o {year}"),
    "picture": Text(en="Whose money paid for what", cy="Arian pwy a dalodd am beth"),
    "table": Text(en="The same figures as a table", cy="Yr un ffigurau fel tabl"),
    "who": Text(en="Whose money", cy="Arian pwy"),
    "through": Text(en="Scheme", cy="Cynllun"),
    "whose": Text(en="Whose responsibility", cy="Cyfrifoldeb pwy"),
    "amount": Text(en="Amount", cy="Swm"),
    "position": Text(en="Position by scheme, £000", cy="Sefyllfa fesul cynllun, £000"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "budget": Text(en="Budget", cy="Cyllideb"),
    "actual": Text(en="Actual", cy="Gwirioneddol"),
    "committed": Text(en="Committed", cy="Ymrwymwyd"),
    "forecast": Text(en="Forecast", cy="Rhagolwg"),
    "variance": Text(en="Variance", cy="Amrywiant"),
    "status": Text(en="Status", cy="Statws"),
    "since": Text(en="Since last month", cy="Ers y mis diwethaf"),
    "whole": Text(en="Fund", cy="Y gronfa"),
    "why": Text(en="Why these numbers?", cy="Pam y rhifau hyn?"),
    "trust": Text(en="Can I trust this?", cy="A allaf ymddiried yn hyn?"),
    "months": Text(en="Other months", cy="Misoedd eraill"),
    "show": Text(en="Show", cy="Dangos"),
    "month": Text(en="Month", cy="Mis"),
    "waiting": Text(en="Waiting for you", cy="Yn aros amdanoch chi"),
    "nothing_waits": Text(en="Nothing waits for you.", cy="Nid oes dim yn aros amdanoch chi."),
    "open_months": Text(en="Months still open", cy="Misoedd sydd ar agor o hyd"),
}
TRUST = (
    Text(
        en="Every entry balances, for the fund and for each partner: the database refuses one that does not.",
        cy="Mae pob cofnod yn mantoli, i'r gronfa ac i bob partner: mae'r gronfa ddata yn gwrthod un nad yw.",
    ),
    Text(
        en="{count} entries stand in one chain; its last hash is {hash}. Compare it with the checkpoint you keep.",
        cy="Saif {count} o gofnodion mewn un gadwyn; ei hash olaf yw {hash}. Cymharwch ef â'r pwynt gwirio a gadwch.",
    ),
    Text(
        en="{count} partners' files are kept whole, {rows} rows; every posting names its row.",
        cy="Cedwir {count} o ffeiliau partneriaid yn gyfan, {rows} o resi; mae pob postiad yn enwi ei res.",
    ),
)


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
    flow_note: Text
    bands: tuple[tuple[Text, ...], ...]
    lines: tuple[Line, ...]
    rule: Text | None
    trust: tuple[Text, ...]
    years: tuple[str, ...]
    months: tuple[tuple[int, Text], ...]
    year: str
    month: int
    open_months: tuple[Text, ...]
    waiting: tuple[Waiting, ...]
    words: dict[str, Text]


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
    return replace(made, open_months=_open_months(desk.fund, shown_year, number), waiting=waiting_for(desk))


def _home(desk: Desk, years: tuple[str, ...], year: str, number: int) -> Home:
    fund = desk.fund
    filled = keeping.of_ledger(fund, "book", lambda: book(fund, year, number), year, number)
    terms = filled.terms
    schemes = positions(filled.facts, terms_of(terms, year), month=number)
    whole = next(iter(positions(filled.facts, terms_of(terms, year), month=number, by=())), None)
    settled = number == 12 and is_settled(fund, year)
    would = filled.settlement if settled else projected(fund, year, number)
    title = SETTLED.filled(year=year) if settled else _title(whole)
    month = Year(year).months()[number - 1]
    return Home(
        subtitle=LABELS["as_at"].filled(
            fund=terms.title or same(fund.slug), month=month.name, number=number, year=year
        ),
        title=title,
        lead=_owed(filled) if settled else _lead(filled, would),
        labels=illustrative_labels(filled),
        why=reverse("report", args=[fund.slug, year, number, "settlement" if settled else "monitoring"]),
        flow=_flow(filled, desk),
        flow_note=HATCHED,
        bands=_bands(filled),
        lines=tuple(_line(filled, desk, position, number) for position in [*schemes, *([whole] if whole else [])]),
        rule=whole.rag_rule if whole else None,
        trust=_trust(desk, filled),
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
    return (_sentence(SENTENCE.filled(parts=words.and_list(parts))) if parts else EVEN,)


def _lead(filled: Book, would: Settlement) -> tuple[Text, ...]:
    """Who would bear the forecast, by which clauses, what the reserves would do, and what a board would have to decide."""
    terms = filled.terms
    parts = []
    for each in would.partners:
        if each.borne_pence:
            said = WOULD_BEAR if each.borne_pence > 0 else WOULD_GET
            clauses = _clauses(would, each.partner)
            parts.append(
                said.filled(
                    partner=terms.name(each.partner), amount=words.rounded(abs(each.borne_pence)), clauses=clauses
                )
            )
    lead = [IF_SO.filled(parts=words.and_list(parts or [NOBODY_BEARS]))]
    for reserve in would.reserves:
        known = terms.reserves.get(reserve.reserve)
        name = known.name if known and known.name else same(reserve.reserve)
        moved = reserve.kept_pence - reserve.drawn_pence
        said = RESERVE_SAME if not moved else RESERVE_KEPT if moved > 0 else RESERVE_DRAWN
        lead.append(
            said.filled(reserve=name, amount=words.rounded(abs(moved)), left=words.rounded(reserve.closing_pence))
        )
    for wanted in would.decisions:
        board = terms.boards.get(wanted.board)
        lead.append(
            WAITS.filled(
                amount=words.rounded(wanted.amount_pence), board=board.name if board else same(wanted.board),
                clause=words.clause(wanted.clause),
            )
        )  # fmt: skip
    return tuple(_sentence(text) for text in lead)


def _clauses(would: Settlement, partner: str) -> Text:
    lines = [line for line in would.lines if line.party.kind == "partner" and line.party.id == partner]
    found = dict.fromkeys(line.clause for line in lines if line.amount_pence)
    return words.and_list([words.clause(clause) for clause in found] or [words.NOT_NUMBERED])


def _sentence(text: Text) -> Text:
    """With a capital at its beginning, in each language."""
    return text.map(lambda said: said[:1].upper() + said[1:])


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
    cells = [thousands(pence) for pence in amounts] + [thousands(pence, sign=True) for pence in changes]
    return Line(
        name=filled.terms.scheme_title(at.scheme) if at.scheme else LABELS["whole"],
        address=address,
        cells=tuple(cells),
        status=RAG[at.rag] if at.rag else None,
        tone={"green": "good", "amber": "watch", "red": "over"}.get(at.rag or "", "plain"),
    )


def thousands(pence: int | None, *, sign: bool = False) -> Text:
    """``31,000``: thousands of pounds, for showing beside the exact amount only."""
    if pence is None:
        return same("–")
    size = (abs(pence) + 50_000) // 100_000
    mark = words.MINUS if pence < 0 and size else "+" if sign and pence > 0 and size else ""
    return same(f"{mark}{size:,}")


def _trust(desk: Desk, filled: Book) -> tuple[Text, ...]:
    count, last_hash, _ = head(desk.fund.ledger)
    files = filled.provenance.sources
    rows = sum(file.rows or 0 for file in files)
    return (
        TRUST[0],
        TRUST[1].filled(count=f"{count:,}", hash=last_hash[:12]),
        TRUST[2].filled(count=len(files), rows=f"{rows:,}"),
    )


def _open_months(fund: RunningFund, year: str, number: int) -> tuple[Text, ...]:
    months = {month.label: month.name for month in Year(year).months()[:number]}
    found = (period.code for period in periods(fund.ledger) if period.status == "open")
    return tuple(months[code] for code in found if code in months)
