"""Virements between people: prepared by one and approved by another, within the agreement's limit or by a board's minute."""

from datetime import date

from cronfa.calendars import named
from cronfa.fund import entry_codes, virements
from cronfa.fund.open_months import year_of
from cronfa.fund.opening import RunningFund
from cronfa.fund.virements import Minute, Moved, Room, Virement
from cronfa.governance.allowances import give_back, take, used
from cronfa.governance.models import Person, Proposal
from cronfa.governance.proposals import Content, Kind, kind, prepare, stop_if_waiting
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.ledger.entries import Entry
from cronfa.money import pounds
from cronfa.problems import stop


def used_pence(fund: RunningFund, year: str, scheme: str) -> int:
    """What has moved out of a scheme in a year without a board."""
    return used(fund.slug, _limit(year, scheme))


def put_forward(fund: RunningFund, wanted: Virement, person: Person, *, key: str, why: str) -> Proposal:
    """Put a virement forward; one beyond the limit carries the board's decision, and needs the right to record it.

    Raises:
        Problems: all that is wrong with it.
    """
    virements.check(fund, wanted, used_pence(fund, wanted.year, wanted.out_of))
    of = DECIDED_VIREMENT if wanted.decided else VIREMENT
    content = as_content(wanted, key)
    stop_if_waiting(fund, of, content)
    return prepare(fund, of, content, person, key=key, why=why)


def _do(fund: RunningFund, content: Content, who: str) -> Content:
    wanted = _wanted(content)
    virements.check(fund, wanted, used_pence(fund, wanted.year, wanted.out_of))
    room = next(each for each in virements.rooms(fund, wanted.year) if each.scheme == wanted.out_of)
    _take(fund, wanted, room)
    return {"entries": [virements.post_virement(fund, wanted, who, content["key"])]}


def _take(fund: RunningFund, wanted: Virement, room: Room) -> None:
    """Take what moves of the limit and of the budget, or stop."""
    title = fund.terms_of(wanted.year).scheme_title(wanted.out_of)
    amount = pounds(wanted.pence)
    if wanted.decided is None:
        limit = room.limit_pence or 0
        if not take(fund.slug, _limit(wanted.year, wanted.out_of), wanted.pence, limit_pence=limit):
            left = limit - used_pence(fund, wanted.year, wanted.out_of)
            board = fund.terms_of(wanted.year).boards[room.board].name if room.board else "–"
            stop(entry_codes.BEYOND_LIMIT, amount=amount, scheme=title, left=pounds(max(0, left)), board=board)
    if not take(fund.slug, _budget(wanted.year, wanted.out_of), wanted.pence, limit_pence=room.signed_pence):
        stop(entry_codes.MORE_THAN_BUDGET, amount=amount, scheme=title, left=pounds(room.budget_pence))
    give_back(fund.slug, _budget(wanted.year, wanted.into), wanted.pence)


def undone(fund: RunningFund, entry: Entry) -> None:
    """When a virement has been reversed: its limit and its budget are free again.

    Raises:
        Problems: the scheme that it moved into has passed the budget on.
    """
    year = year_of(fund, entry.period)
    moved = next(each for each in virements.listed(fund, year) if each.entry == entry.number)
    _free(fund, year, moved)


def _free(fund: RunningFund, year: str, moved: Moved) -> None:
    room = next(each for each in virements.rooms(fund, year) if each.scheme == moved.into)
    if not take(fund.slug, _budget(year, moved.into), moved.pence, limit_pence=room.signed_pence):
        title = fund.terms_of(year).scheme_title(moved.into)
        left = pounds(room.budget_pence)
        stop(entry_codes.MORE_THAN_BUDGET, amount=pounds(moved.pence), scheme=title, left=left)
    give_back(fund.slug, _budget(year, moved.out_of), moved.pence)
    if moved.reason == virements.WITHIN:
        give_back(fund.slug, _limit(year, moved.out_of), moved.pence)


def _limit(year: str, scheme: str) -> str:
    return f"virement/{year}/{scheme}"


def _budget(year: str, scheme: str) -> str:
    return f"budget/{year}/{scheme}"


def as_content(wanted: Virement, key: str) -> Content:
    """A virement as a proposal keeps it."""
    decided = wanted.decided
    said = {"board": decided.board, "on": decided.on.isoformat(), "minute": decided.minute} if decided else None
    return {
        "year": wanted.year, "month": wanted.month, "out_of": wanted.out_of, "into": wanted.into, "pence": wanted.pence,
        "decided": said, "key": key,
    }  # fmt: skip


def _wanted(content: Content) -> Virement:
    said = content["decided"]
    decided = Minute(said["board"], date.fromisoformat(said["on"]), said["minute"]) if said else None
    return Virement(
        content["year"], content["month"], content["out_of"], content["into"], content["pence"], decided
    )  # fmt: skip


def _says(fund: RunningFund, content: Content) -> Text:
    terms = fund.terms_of(content["year"])
    said = Text(
        en="Move {amount} of budget from {out_of} to {into} from {month}{decided}",
        cy="Trosglwyddo {amount} o gyllideb o fis {month} ymlaen (o: {out_of}; i: {into}){decided}",
    )
    minute = content["decided"]
    by = Text(en=", minute {minute} of {board}", cy=", cofnod cyfarfod {minute} ({board})")
    board = terms.boards.get(minute["board"]) if minute else None
    return said.filled(
        amount=pounds(content["pence"]), out_of=terms.scheme_title(content["out_of"]),
        into=terms.scheme_title(content["into"]), month=named(content["month"]),
        decided=by.filled(minute=minute["minute"], board=board.name if board else same("–")) if minute else "",
    )  # fmt: skip


VIREMENT = kind(
    Kind(
        "virement",
        Text(en="Virement", cy="Trosglwyddo cyllideb"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_says,
        do=_do,
    )
)
DECIDED_VIREMENT = kind(
    Kind(
        "virement by a board",
        Text(en="Virement that a board decided", cy="Trosglwyddo cyllideb a benderfynwyd gan fwrdd"),
        prepare=Right.DECIDE,
        approve=Right.APPROVE,
        says=_says,
        do=_do,
    )
)
