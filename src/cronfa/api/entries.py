"""The ledger's entries: listed, filtered, sorted, and each down to the partner's own row."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from django.http import StreamingHttpResponse
from ninja import Query, Router, Schema

from cronfa.api import cursors
from cronfa.api.addresses import changes, reads
from cronfa.api.proposals import ProposalOf, proposal_of
from cronfa.api.shapes import CSV, Cursor, Limit, Line, Number, Sends
from cronfa.fund.source_rows import cited, row_text
from cronfa.governance import proposals, reading
from cronfa.governance.desk import Desk
from cronfa.governance.reversals import REVERSAL
from cronfa.governance.roles import Right
from cronfa.governance.twins import entries_as_csv
from cronfa.ledger.entries import Entry
from cronfa.ledger.finding import reversal_of
from cronfa.ledger.listing import Order, Wanted, every, rows
from cronfa.ledger.sources import source
from cronfa.ledger.stored import head

router = Router(tags=["Entries"])
Value = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
Sort = Literal[
    "number", "-number", "date", "-date", "scheme", "-scheme", "supplier", "-supplier", "narrative", "-narrative",
    "amount", "-amount",
]  # fmt: skip

SortBy = Annotated[Sort, Query(description="A minus sign turns the order round.")]
Contains = Annotated[str, Query(description="In supplier or narrative.", max_length=200, pattern=r"^[^\x00]*$")]


class Posting(Schema):
    """An entry in a list; ``spend_pence`` is what it adds to expenditure."""

    number: int
    posted: date
    kind: str
    period: str
    scheme: str
    category: str
    supplier: str
    narrative: str
    spend_pence: int


class Postings(Schema):
    """A page of entries. ``next`` begins the page after it; nothing when this is the last."""

    items: list[Posting]
    next: str | None


class Leg(Schema):
    """One line of an entry. Lines add up to nothing, for the fund and for each partner."""

    account: str
    partner: str
    scheme: str | None
    counterparty: str | None
    clause: str | None
    amount_pence: int


class RowOfFile(Schema):
    """The row of the partner's file that an entry came from."""

    file: str
    sha256: str
    line: int
    text: str


class EntryOf(Schema):
    """An entry, whole."""

    number: int
    kind: str
    posting_date: date
    service_date: date
    period: str
    narrative: str
    supplier: str | None
    category: str | None
    who: str
    reason: str | None
    reverses: int | None
    reversed_by: int | None
    recorded_at: str
    hash: str
    lines: list[Leg]
    row: RowOfFile | None


class ReversalAsked(Sends):
    """Why an entry must be undone."""

    reason: Line


@reads(router, "/funds/{fund}/postings", Right.SEE_POSTINGS, Postings)
def list_postings(
    desk: Desk, scheme: Value = "", period: Value = "", kind: Value = "", category: Value = "",
    contains: Contains = "", sort: SortBy = "number",
    limit: Limit = 100, cursor: Cursor = "",
) -> Postings:  # fmt: skip
    """Entries that the token may see, narrowed and sorted. Pages hold together: what is posted meanwhile comes after them."""
    wanted = _wanted(desk, sort, scheme=scheme, period=period, kind=kind, category=category, contains=contains.strip())
    offset, last = cursors.read(cursor, 2) or (0, head(desk.fund.ledger)[0])
    offset, asked = _from_here(wanted, offset, last)
    found = rows(desk.fund.ledger, asked, offset, limit + 1)
    items = [Posting(**row._asdict()) for row in found[:limit]]
    if len(found) <= limit:
        return Postings(items=items, next=None)
    place = items[-1].number if wanted.order == "number" else offset + limit
    return Postings(items=items, next=cursors.written(place, last))


@reads(router, "/funds/{fund}/postings.csv", Right.SEE_POSTINGS, CSV)
def get_postings_csv(
    desk: Desk, scheme: Value = "", period: Value = "", kind: Value = "", category: Value = "", contains: Contains = "",
    sort: SortBy = "number",
) -> StreamingHttpResponse:  # fmt: skip
    """The same list, whole, as CSV: pence are exact, and no text becomes a formula."""
    wanted = _wanted(desk, sort, scheme=scheme, period=period, kind=kind, category=category, contains=contains.strip())
    return StreamingHttpResponse(entries_as_csv(every(desk.fund.ledger, wanted)), content_type=CSV)


def _wanted(desk: Desk, sort: str, **narrowed: str) -> Wanted:
    order: Order = sort.lstrip("-")  # type: ignore[assignment]  # one of those, by the type of ``Sort``
    return Wanted(partners=desk.only_partners, order=order, descending=sort.startswith("-"), **narrowed)  # type: ignore[arg-type]  # the filters by their names


def _from_here(wanted: Wanted, place: int, last: int) -> tuple[int, Wanted]:
    """By number a page begins after an entry, at once; in any other order so many rows on, among those there were."""
    if wanted.order != "number":
        return place, replace(wanted, up_to=last)
    if wanted.descending:
        return 0, replace(wanted, up_to=place - 1 if place else last)
    return 0, replace(wanted, after=place, up_to=last)


@reads(router, "/funds/{fund}/entries/{number}", Right.SEE_POSTINGS, EntryOf)
def get_entry(desk: Desk, number: Number) -> EntryOf:
    """One entry with its lines, and the row of the partner's own file."""
    found = reading.entry(desk, number)
    same = {name: getattr(found, name) for name in EntryOf.model_fields if name not in ("lines", "row", "reversed_by")}
    return EntryOf(
        **same, lines=[_leg(each) for each in found.postings], row=_row(desk, found),
        reversed_by=reversal_of(desk.fund.ledger, number),
    )  # fmt: skip


def _leg(line: object) -> Leg:
    return Leg(**{name: getattr(line, name) for name in Leg.model_fields})


def _row(desk: Desk, entry: Entry) -> RowOfFile | None:
    file = source(desk.fund.ledger, entry.source.file) if entry.source else None
    if entry.source is None or file is None:
        return None
    text = row_text(desk.fund.ledger, file, entry.source.line)
    name, line = cited(desk.fund.ledger, file, entry.source.line)
    return RowOfFile(file=name, sha256=file.sha256, line=line, text=text)


@changes(router, "/funds/{fund}/entries/{number}/reversal", Right.PROPOSE, ProposalOf)
def ask_for_reversal(desk: Desk, number: Number, sent: ReversalAsked) -> ProposalOf:
    """Put the reversal of an entry forward; another person approves it, and only then is it posted."""
    reading.entry(desk, number)
    content = {"number": number, "reason": sent.reason.strip()}
    made = proposals.prepare(
        desk.fund, REVERSAL, content, desk.person, key=str(number), why=sent.reason
    )  # fmt: skip
    return proposal_of(desk, made)
