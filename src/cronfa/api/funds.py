"""Funds: what there is, who is in it, where it stands."""

from datetime import date

from ninja import Router, Schema

from cronfa.api.addresses import reads
from cronfa.api.shapes import Words, words
from cronfa.governance import reading
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import same
from cronfa.ledger.funds import periods
from cronfa.ledger.stored import head
from cronfa.ledger.verification import verify

router = Router(tags=["Funds"])


class FundLine(Schema):
    """A fund, and its address here."""

    id: str
    title: Words
    address: str


class Funds(Schema):
    """The funds that the token opens: one."""

    items: list[FundLine]


class Named(Schema):
    """A partner, scheme or reserve by its name in the agreement."""

    id: str
    name: Words


class Head(Schema):
    """The fund's last entry: its number, its hash in the chain and when it was recorded (UTC)."""

    entry: int
    hash: str
    recorded_at: str


class YearOf(Schema):
    """A year with spend, and the last month that has any."""

    year: str
    months: int


class Fund(Schema):
    """A fund, and what the token may do in it."""

    id: str
    title: Words
    host: str
    body: str
    rights: list[str]
    partners: list[Named]
    schemes: list[Named]
    reserves: list[Named]
    years: list[YearOf]
    head: Head


class Period(Schema):
    """An accounting month: open, soft-closed (adjustments only) or closed."""

    id: str
    starts: date
    ends: date
    status: str


class Periods(Schema):
    """Every accounting month of the fund, by date."""

    items: list[Period]


class Verification(Schema):
    """Whether every hash, balance and kept file is as it was recorded; compare ``head`` with a checkpoint kept elsewhere."""

    sound: bool
    entries: int
    head_hash: str
    first_wrong: int | None
    problems: list[str]


@reads(router, "/funds", None, Funds, lasting=False)
def list_funds(desk: Desk) -> Funds:
    """The funds that the token opens."""
    title = desk.terms.title or same(desk.fund.slug)
    return Funds(items=[FundLine(id=desk.fund.slug, title=words(title), address=f"/api/v1/funds/{desk.fund.slug}")])


@reads(router, "/funds/{fund}", None, Fund)
def get_fund(desk: Desk) -> Fund:
    """A fund: partners, schemes, years with spend, its last entry, and what the token may do."""
    terms, seen = desk.terms, desk.may(Right.SEE_FUND)
    number, hash_, recorded_at = head(desk.fund.ledger)
    return Fund(
        id=desk.fund.slug,
        title=words(terms.title or same(desk.fund.slug)),
        host=terms.host,
        body=next(body for _, body in desk.standing.held),
        rights=[right.name for right in Right if desk.may(right)],
        partners=[Named(id=name, name=words(terms.name(name))) for name in terms.partner_ids],
        schemes=[Named(id=name, name=words(terms.scheme_title(name))) for name in terms.schemes],
        reserves=[Named(id=name, name=words(each.name or same(name))) for name, each in terms.reserves.items()],
        years=[YearOf(year=year, months=reading.until(desk, year)) for year in reading.years(desk)] if seen else [],
        head=Head(entry=number, hash=hash_, recorded_at=recorded_at),
    )


@reads(router, "/funds/{fund}/periods", Right.SEE_FUND, Periods)
def list_periods(desk: Desk) -> Periods:
    """The accounting months and how they stand."""
    found = periods(desk.fund.ledger)
    return Periods(
        items=[Period(id=each.code, starts=each.starts, ends=each.ends, status=each.status) for each in found]
    )


@reads(router, "/funds/{fund}/verification", Right.SEE_FUND, Verification)
def verify_ledger(desk: Desk) -> Verification:
    """Compute the whole chain anew: every hash, every balance, every kept file. Long ledgers take a while."""
    found = verify(desk.fund.ledger)
    return Verification(
        sound=found.is_sound, entries=found.entries, head_hash=found.head_hash, first_wrong=found.first_wrong,
        problems=[problem.what(desk.language) for problem in found.problems],
    )  # fmt: skip
