"""Lists of entries and one entry: filtered, sorted and shared by their address, down to the partner's own row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from cronfa.calendars import named
from cronfa.fund.figures import SETTLEMENT
from cronfa.fund.source_rows import cited, named_cells, row_text
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.ledger.entries import ACCOUNT_NAMES, ENTRY_KIND_NAMES, Entry, SourceLine
from cronfa.ledger.finding import reversal_of
from cronfa.ledger.listing import PAGE, Listing, Order, Wanted, listing
from cronfa.ledger.sources import SourceFile, source
from cronfa.reporting import words
from cronfa.web.presenters import exceptions
from cronfa.web.presenters.whom import told

LABELS = {
    "title": Text(en="Postings", cy="Postiadau"),
    "lead": Text(
        en="{count} entries, adding up to {total} of spend. Open one to see its lines and the partner's own row.",
        cy="{count} o gofnodion, cyfanswm gwariant {total}. Agorwch un i weld ei linellau a rhes y partner ei hun.",
    ),
    "lead_one": Text(
        en="1 entry, with {total} of spend. Open it to see its lines and the partner's own row.",
        cy="1 cofnod, gwariant {total}. Agorwch ef i weld ei linellau a rhes y partner ei hun.",
    ),
    "own": Text(
        en="You see entries in which {bodies} has money or a responsibility.",
        cy="Rydych yn gweld cofnodion sy'n ymwneud ag arian neu gyfrifoldeb {bodies}.",
    ),
    "none": Text(en="No entry matches. Take a filter away.", cy="Nid oes cofnod yn cyfateb. Tynnwch hidlydd i ffwrdd."),
    "number": Text(en="Entry", cy="Cofnod"),
    "date": Text(en="Posted", cy="Postiwyd"),
    "kind": Text(en="Kind", cy="Math"),
    "period": Text(en="Month", cy="Mis"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "supplier": Text(en="Supplier", cy="Cyflenwr"),
    "category": Text(en="Category", cy="Categori"),
    "narrative": Text(en="Narrative", cy="Disgrifiad"),
    "amount": Text(en="Spend", cy="Gwariant"),
    "filter": Text(en="Filter", cy="Hidlo"),
    "clear": Text(en="Clear the filters", cy="Clirio'r hidlwyr"),
    "any": Text(en="any", cy="unrhyw un"),
    "contains": Text(en="Supplier or narrative contains", cy="Cyflenwr neu ddisgrifiad yn cynnwys"),
    "earlier": Text(en="Previous", cy="Blaenorol"),
    "later": Text(en="Next", cy="Nesaf"),
    "pages": Text(en="Pages", cy="Tudalennau"),
    "page": Text(en="Page {page} of {pages}", cy="Tudalen {page} o {pages}"),
    "twins": Text(en="The same list as CSV", cy="Yr un rhestr fel CSV"),
}
ENTRY = {
    "title": Text(en="Entry {number}", cy="Cofnod {number}"),
    "lines": Text(en="Lines", cy="Llinellau"),
    "balance": Text(
        en="The lines add up to nothing, for the fund and for each partner.",
        cy="Mae'r llinellau'n dod i ddim, i'r gronfa ac i bob partner.",
    ),
    "account": Text(en="Account", cy="Cyfrif"),
    "partner": Text(en="Partner", cy="Partner"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "counterparty": Text(en="Towards", cy="Tuag at"),
    "clause": Text(en="Clause", cy="Cymal"),
    "amount": Text(en="Debit or credit (−)", cy="Debyd neu gredyd (−)"),
    "row": Text(en="The partner's own row", cy="Rhes y partner ei hun"),
    "row_of": Text(en="Line {line} of {file}", cy="Llinell {line} o {file}"),
    "as_it_stands": Text(en="The row as it stands in the file", cy="Y rhes fel y mae yn y ffeil"),
    "no_row": Text(en="This entry comes from no file.", cy="Nid yw'r cofnod hwn yn dod o ffeil."),
    "facts": Text(en="About this entry", cy="Ynghylch y cofnod hwn"),
    "posted": Text(en="Posting date", cy="Dyddiad postio"),
    "served": Text(en="Service date", cy="Dyddiad gwasanaeth"),
    "period": Text(en="Accounting month", cy="Mis cyfrifyddu"),
    "who": Text(en="Posted by", cy="Postiwyd gan"),
    "kind": Text(en="Kind", cy="Math"),
    "recorded": Text(en="Recorded", cy="Cofnodwyd"),
    "narrative": Text(en="Narrative", cy="Disgrifiad"),
    "supplier": Text(en="Supplier", cy="Cyflenwr"),
    "category": Text(en="Category", cy="Categori"),
    "reason": Text(en="Reason", cy="Rheswm"),
    "reverses": Text(en="Reverses", cy="Yn gwrthdroi"),
    "exceptions": exceptions.LABELS["about"],
    "see_reversed": Text(en="Reverses entry {number}", cy="Yn gwrthdroi cofnod {number}"),
    "see_reversal": Text(en="Reversed by entry {number}", cy="Gwrthdrowyd gan gofnod {number}"),
    "hash": Text(en="Hash in the chain", cy="Hash yn y gadwyn"),
    "question": Text(en="Question this entry", cy="Holi'r cofnod hwn"),
    "undo": Text(en="Ask for this entry to be reversed", cy="Gofyn am wrthdroi'r cofnod hwn"),
}
FILTERS = ("scheme", "period", "kind", "category")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; its address sorts by it."""

    title: Text
    address: str
    sorted: str
    """``ascending``, ``descending`` or nothing: what screen readers are told."""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to filter by."""

    value: str
    title: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to filter by and its values."""

    name: str
    title: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A list of entries."""

    lead: Text
    own: Text | None
    filters: tuple[Filter, ...]
    contains: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, Text, Text, Text, Text, Text, Text], ...]
    earlier: str
    later: str
    at: Text
    csv: str
    words: dict[str, Text]


def wanted_of(desk: Desk, query: QueryDict) -> Wanted:
    """What the address asks for, of what this person may see."""
    order = query.get("sort", "number")
    return Wanted(
        scheme=query.get("scheme", ""),
        period=query.get("period", ""),
        kind=query.get("kind", ""),
        category=query.get("category", ""),
        contains=query.get("contains", "").strip(),
        partners=desk.only_partners,
        order=order.lstrip("-") if order.lstrip("-") in Order.__args__ else "number",  # type: ignore[attr-defined,arg-type]
        descending=order.startswith("-"),
    )


def page(desk: Desk, query: QueryDict) -> Page:
    """The list that an address asks for."""
    wanted = wanted_of(desk, query)
    asked = query.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 9 else 1
    found = listing(desk.fund.ledger, wanted, (number - 1) * PAGE, PAGE)
    pages = max(1, -(-found.count // PAGE))
    title = partial(scheme_name, desk)
    return Page(
        lead=LABELS["lead_one" if found.count == 1 else "lead"].filled(
            count=f"{found.count:,}", total=words.money(found.spend_pence)
        ),
        own=_own(desk),
        filters=tuple(_filter(desk, name, found, query) for name in FILTERS),
        contains=wanted.contains,
        headings=_headings(query, wanted),
        rows=tuple(
            (
                reverse("entry", args=[desk.fund.slug, row.number]), same(f"{row.number}"), words.day(row.posted),
                title(row.scheme) if row.scheme else same("–"), same(row.supplier or "–"), same(row.narrative or "–"),
                words.money(row.spend_pence),
            )
            for row in found.rows
        ),
        earlier=_with(query, page=number - 1) if number > 1 else "",
        later=_with(query, page=number + 1) if number < pages else "",
        at=LABELS["page"].filled(page=f"{number:,}", pages=f"{pages:,}"),
        csv=reverse("postings-csv", args=[desk.fund.slug]) + _with(query, page=None),
        words=LABELS,
    )  # fmt: skip


def _own(desk: Desk) -> Text | None:
    if desk.standing.sees_all:
        return None
    names = [desk.terms.name(body) for body in desk.sees_partners]
    return LABELS["own"].filled(bodies=words.and_list(names)) if names else None


def _filter(desk: Desk, name: str, found: Listing, query: QueryDict) -> Filter:
    chosen = query.get(name, "")
    choices = [Choice("", LABELS["any"], not chosen)]
    choices += [Choice(value, _choice(desk, name, value), value == chosen) for value in found.choices[name] if value]
    return Filter(name, LABELS[name], tuple(choices))


def _choice(desk: Desk, name: str, value: str) -> Text:
    """What is filtered by, as it is called in the list."""
    named_by: dict[str, Callable[[str], Text]] = {
        "scheme": partial(scheme_name, desk), "period": named, "kind": kind_name,
    }  # fmt: skip
    return named_by.get(name, same)(value)


def kind_name(kind: str) -> Text:
    """A kind of entry in words."""
    return ENTRY_KIND_NAMES[kind] if kind in ENTRY_KIND_NAMES else same(kind)


def scheme_name(desk: Desk, name: str) -> Text:
    """What a line is for: a scheme, or a reserve, whose lines stand where a scheme's do."""
    reserve = desk.terms.reserves.get(name)
    return reserve.name if reserve and reserve.name else desk.terms.scheme_title(name)


def _headings(query: QueryDict, wanted: Wanted) -> tuple[Heading, ...]:
    made = []
    for name in ("number", "date", "scheme", "supplier", "narrative", "amount"):
        here = name == wanted.order
        state = ("descending" if wanted.descending else "ascending") if here else ""
        ask = f"-{name}" if here and not wanted.descending else name
        made.append(Heading(LABELS[name], _with(query, sort=ask, page=None), state, name == "amount"))
    return tuple(made)


def _with(query: QueryDict, **changes: object) -> str:
    """The same address with some of its parts changed; ``None`` takes a part away."""
    parts = {name: query[name] for name in query if query[name]}
    for name, value in changes.items():
        parts.pop(name, None)
        if value is not None:
            parts[name] = str(value)
    return f"?{urlencode(parts)}" if parts else "?"


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry, whole."""

    title: Text
    facts: tuple[tuple[Text, Text], ...]
    lines: tuple[tuple[Text, ...], ...]
    row_of: Text | None
    row: str
    cells: tuple[tuple[str, str], ...]
    """The row's cells, each with its column's name; empty where the file does not name them."""
    undo: str
    """Where to ask for a reversal; empty for those who may not."""
    question: str
    """Where to question the entry; empty for those who may not."""
    exceptions: tuple[exceptions.Line, ...]
    linked: tuple[tuple[str, Text], ...]
    """The entry that this one reverses, and the one that reverses it."""
    words: dict[str, Text]


def _row_of(desk: Desk, file: SourceFile, at: SourceLine) -> Text:
    """Which row of which file an entry came from, as people find it."""
    name, line = cited(desk.fund.ledger, file, at.line)
    return ENTRY["row_of"].filled(line=line, file=name)


def entry_page(desk: Desk, entry: Entry) -> EntryPage:
    """An entry with its lines and the row of the file it came from."""
    file = source(desk.fund.ledger, entry.source.file) if entry.source else None
    text = row_text(desk.fund.ledger, file, entry.source.line) if entry.source and file else None
    name, title = desk.terms.name, partial(scheme_name, desk)
    return EntryPage(
        title=ENTRY["title"].filled(number=entry.number),
        facts=tuple(_facts(desk, entry)),
        lines=tuple(
            (
                ACCOUNT_NAMES[line.account], name(line.partner), title(line.scheme) if line.scheme else same("–"),
                name(line.counterparty) if line.counterparty else same("–"), words.clause(line.clause),
                words.money(line.amount_pence),
            )
            for line in entry.postings
        ),
        row_of=_row_of(desk, file, entry.source) if entry.source and file else None,
        row=text or "",
        cells=named_cells(desk.fund.ledger, file, entry.source.line) if entry.source and file else (),
        undo=reverse("reverse", args=[desk.fund.slug, entry.number]) if _may_undo(desk, entry) else "",
        question=reverse("question", args=[desk.fund.slug, entry.number]) if desk.may(Right.QUESTION) else "",
        exceptions=exceptions.about(desk, entry.number, entry.reverses),
        linked=tuple(_linked(desk, entry)),
        words=ENTRY,
    )  # fmt: skip


def _linked(desk: Desk, entry: Entry) -> Iterator[tuple[str, Text]]:
    by = reversal_of(desk.fund.ledger, entry.number)
    for number, says in ((entry.reverses, "see_reversed"), (by, "see_reversal")):
        if number:
            yield reverse("entry", args=[desk.fund.slug, number]), ENTRY[says].filled(number=number)


def _facts(desk: Desk, entry: Entry) -> list[tuple[Text, Text]]:
    said: list[tuple[Text, Text | None]] = [
        (ENTRY["kind"], kind_name(entry.kind)),
        (ENTRY["posted"], words.day(entry.posting_date)),
        (ENTRY["served"], words.day(entry.service_date)),
        (ENTRY["period"], named(entry.period)),
        (ENTRY["narrative"], same(entry.narrative) if entry.narrative else None),
        (ENTRY["supplier"], same(entry.supplier) if entry.supplier else None),
        (ENTRY["category"], same(entry.category) if entry.category else None),
        (ENTRY["reason"], same(entry.reason) if entry.reason else None),
        (ENTRY["reverses"], ENTRY["title"].filled(number=entry.reverses) if entry.reverses else None),
        (ENTRY["who"], told(entry.who)),
        (ENTRY["recorded"], words.moment(entry.recorded_at)),
        (ENTRY["hash"], same(entry.hash)),
    ]
    return [(what, value) for what, value in said if value is not None]


def _may_undo(desk: Desk, entry: Entry) -> bool:
    """Whether a reversal can be asked for: never of a settlement, whose year could not be settled again."""
    return desk.may(Right.PROPOSE) and entry.kind != SETTLEMENT
