"""Funds, their partners, the agreements registered for them, and their accounting periods."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from cronfa.language import Text
from cronfa.ledger import codes, database
from cronfa.ledger.canonical import clean
from cronfa.ledger.records import (
    PERIOD_STATUSES as PERIOD_STATUSES,
    Agreement as Agreement,
    Period as Period,
    PeriodEvent as PeriodEvent,
    PeriodStatus as PeriodStatus,
)
from cronfa.problems import stop

STATUS_WORDS: dict[PeriodStatus, Text] = {
    "open": Text(en="open", cy="ar agor"),
    "soft-closed": Text(en="soft-closed: only adjustments", cy="wedi'i led-gau: addasiadau yn unig"),
    "closed": Text(en="closed", cy="ar gau"),
}


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund of the ledger. ``partners`` stand in the agreement's order."""

    id: int
    slug: str
    title: str
    partners: tuple[str, ...]
    partner_ids: dict[str, int] = field(repr=False, compare=False)

    @property
    def first_id(self) -> int:
        """The id below that of the fund's first entry."""
        return self.id * database.ENTRIES_A_FUND


def stamp(moment: datetime | None = None) -> str:
    """A moment (now, if none is given) as it is recorded: UTC to the microsecond, so that text sorts as time does."""
    moment = moment or datetime.now(UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def open_fund(slug: str, title: str, partners: Sequence[str], *, who: str, recorded_at: datetime | None = None) -> Fund:
    """Open a fund with its partners, in the agreement's order.

    Raises:
        Problems: a fund of this name is open already.
    """
    slug = clean(slug)
    with database.transaction():
        if database.row("SELECT 1 FROM ledger_fund WHERE slug = %s", [slug]):
            stop(codes.FUND_EXISTS, fund=slug)
        fund_id = database.insert(
            "INSERT INTO ledger_fund (slug, title, opened_at, who) VALUES (%s, %s, %s, %s)",
            [slug, clean(title), stamp(recorded_at), clean(who)],
        )
        for partner in partners:
            database.insert("INSERT INTO ledger_partner (fund_id, slug) VALUES (%s, %s)", [fund_id, clean(partner)])
        return find_fund(slug)


def find_fund(slug: str) -> Fund:
    """The open fund of this name.

    Raises:
        Problems: there is none.
    """
    found = database.row("SELECT id, slug, title FROM ledger_fund WHERE slug = %s", [slug])
    if not found:
        stop(codes.UNKNOWN_FUND, fund=slug)
    members = database.rows("SELECT slug, id FROM ledger_partner WHERE +fund_id = %s ORDER BY id", [found[0]])
    return Fund(found[0], found[1], found[2], tuple(slug for slug, _ in members), dict(members))


def funds() -> tuple[Fund, ...]:
    """Every fund, in the order they were opened."""
    return tuple(find_fund(slug) for (slug,) in database.rows("SELECT slug FROM ledger_fund ORDER BY id"))


def add_partner(fund: Fund, partner: str) -> Fund:
    """A partner joins the fund; a partner who is in it already changes nothing."""
    with database.transaction():
        if partner not in fund.partner_ids:
            database.insert("INSERT INTO ledger_partner (fund_id, slug) VALUES (%s, %s)", [fund.id, clean(partner)])
        return find_fund(fund.slug)


def register_agreement(fund: Fund, text: str, *, who: str, recorded_at: datetime | None = None) -> Agreement:
    """Keep this version of the agreement's document for ever. The same text twice is kept once."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    with database.transaction():
        kept = [version for version in agreements(fund) if version.sha256 == sha256]
        if kept:
            return kept[0]
        version = Agreement(sha256, text, clean(who), stamp(recorded_at))
        database.insert(
            "INSERT INTO ledger_agreement (fund_id, sha256, text, who, registered_at) VALUES (%s, %s, %s, %s, %s)",
            [fund.id, *version],
        )
    return version


def agreements(fund: Fund) -> tuple[Agreement, ...]:
    """Every registered version of the agreement, oldest first."""
    found = database.rows(
        "SELECT sha256, text, who, registered_at FROM ledger_agreement WHERE fund_id = %s ORDER BY id", [fund.id]
    )
    return tuple(Agreement(*version) for version in found)


def open_periods(
    fund: Fund, wanted: Iterable[tuple[str, date, date]], *, who: str, recorded_at: datetime | None = None
) -> None:
    """Open accounting periods: (code, first day, last day). One that is there already with the same days stays as it is.

    Raises:
        Problems: a period of this code is there with other days.
    """
    with database.transaction():
        there = {period.code: period for period in periods(fund)}
        for code, starts, ends in wanted:
            if code in there:
                if (there[code].starts, there[code].ends) != (starts, ends):
                    stop(codes.PERIOD_DIFFERS, period=code)
                continue
            period_id = database.insert(
                "INSERT INTO ledger_period (fund_id, code, starts, ends) VALUES (%s, %s, %s, %s)",
                [fund.id, clean(code), starts.isoformat(), ends.isoformat()],
            )
            _record(period_id, "open", "", who, recorded_at)


def periods(fund: Fund) -> tuple[Period, ...]:
    """Every period with its status, by date."""
    found = database.rows(
        "SELECT code, CAST(starts AS text), CAST(ends AS text), "
        "(SELECT status FROM ledger_period_event v WHERE v.period_id = p.id ORDER BY v.id DESC LIMIT 1) "
        "FROM ledger_period p WHERE fund_id = %s ORDER BY starts, ends, id",
        [fund.id],
    )
    return tuple(
        Period(code, date.fromisoformat(starts), date.fromisoformat(ends), status)
        for code, starts, ends, status in found
    )


def period_events(fund: Fund) -> tuple[PeriodEvent, ...]:
    """Every opening, closing and reopening, in the order they happened."""
    found = database.rows(
        "SELECT p.code, CAST(p.starts AS text), CAST(p.ends AS text), v.status, v.reason, v.who, v.recorded_at "
        "FROM ledger_period_event v "
        "JOIN ledger_period p ON p.id = v.period_id WHERE p.fund_id = %s ORDER BY v.id",
        [fund.id],
    )
    return tuple(PeriodEvent(*event) for event in found)


def set_period(
    fund: Fund, code: str, status: PeriodStatus, *, who: str, reason: str = "", recorded_at: datetime | None = None
) -> None:
    """Soft-close, close or reopen a period. Reopening needs a reason; the status it has already changes nothing.

    Raises:
        Problems: the period is not known, or it is reopened without a reason.
    """
    assert status in PERIOD_STATUSES, status
    with database.transaction():
        lock(fund, database.Session())
        known = {period.code: period.status for period in periods(fund)}
        before = known.get(code)
        if before is None:
            stop(codes.NO_SUCH_PERIOD, period=code, first=min(known, default="–"), last=max(known, default="–"))
        if before == status:
            return
        if not reason.strip() and PERIOD_STATUSES.index(status) < PERIOD_STATUSES.index(before):
            stop(codes.NO_REASON, what=Text(en=f"reopening {code}", cy=f"ailagor {code}"))
        found = database.row("SELECT id FROM ledger_period WHERE fund_id = %s AND code = %s", [fund.id, code])
        assert found
        _record(found[0], status, reason, who, recorded_at)


def _record(period_id: int, status: PeriodStatus, reason: str, who: str, recorded_at: datetime | None) -> None:
    database.insert(
        "INSERT INTO ledger_period_event (period_id, status, reason, who, recorded_at) VALUES (%s, %s, %s, %s, %s)",
        [period_id, status, clean(reason), clean(who), stamp(recorded_at)],
    )


def lock(fund: Fund, db: database.Session) -> None:
    """Make other writers of this fund wait until the transaction ends. SQLite has one writer at a time anyway."""
    if db.is_postgresql:
        db.run("SELECT 1 FROM ledger_fund WHERE id = %s FOR NO KEY UPDATE", [fund.id])
