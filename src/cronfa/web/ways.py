"""Where one can go in a fund: a few groups, each with its pages. What a person may not read is not offered."""

from dataclasses import dataclass

from django.urls import reverse

from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the ways lead to. ``within`` names the pages that are reached from it and stand under it."""

    name: str
    title: Text
    needs: Right
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that people use for one purpose."""

    title: Text
    places: tuple[Place, ...]


GROUPS = (
    Group(
        Text(en="Home", cy="Hafan"),
        (
            Place("home", Text(en="Position", cy="Sefyllfa"), Right.SEE_FUND, ("outlook", "verification")),
            Place("proposals", Text(en="Proposals", cy="Cynigion"), Right.SEE_FUND, ("proposal", "reverse")),
        ),
    ),
    Group(
        Text(en="Figures", cy="Ffigurau"),
        (
            Place("figures", Text(en="Reports", cy="Adroddiadau"), Right.SEE_FUND, ("report", "scheme", "why", "forecasts")),
            Place("postings", Text(en="Postings", cy="Postiadau"), Right.SEE_POSTINGS, ("entry",)),
        ),
    ),
    Group(
        Text(en="Money", cy="Arian"),
        (
            Place("files", Text(en="Take in a file", cy="Cymryd ffeil i mewn"), Right.SEE_ALL_POSTINGS, ("file",)),
            Place(
                "contributions-now", Text(en="Contributions", cy="Cyfraniadau"), Right.SEE_FUND,
                ("contributions", "call", "settled"),
            ),
            Place("journals", Text(en="Journals", cy="Dyddlyfrau"), Right.SEE_ALL_POSTINGS, ("journal",)),
            Place("accruals", Text(en="Accruals", cy="Croniadau"), Right.SEE_ALL_POSTINGS),
            Place("virements", Text(en="Virements", cy="Trosglwyddo cyllideb"), Right.SEE_FUND, ("virements-of",)),
        ),
    ),
    Group(
        Text(en="Closing", cy="Cau"),
        (
            Place("month-end", Text(en="Month end", cy="Diwedd mis"), Right.SEE_FUND, ("month",)),
            Place("months", Text(en="Months", cy="Misoedd"), Right.SEE_FUND, ("months-of",)),
            Place(
                "reconciliations", Text(en="Reconciliation", cy="Cysoni"), Right.SEE_FUND,
                ("reconciliation", "reconciliation-matches"),
            ),
            Place(
                "exceptions", Text(en="Exceptions", cy="Eithriadau"), Right.SEE_POSTINGS, ("exception", "question")
            ),
            Place("settlements", Text(en="Settlement", cy="Setliad"), Right.SEE_FUND, ("settlement",)),
        ),
    ),
    Group(
        Text(en="Agreement", cy="Cytundeb"),
        (
            Place("agreement", Text(en="In plain words", cy="Mewn geiriau plaen"), Right.SEE_FUND, ("versions",)),
            Place("what-if", Text(en="What if", cy="Beth petai"), Right.SEE_FUND, ("run",)),
            Place("worries", Text(en="Sloping shoulders", cy="Ysgwyddau ar oledd"), Right.SEE_FUND),
        ),
    ),
    Group(
        Text(en="People", cy="Pobl"),
        (
            Place("people", Text(en="Roles", cy="Rolau"), Right.SEE_PEOPLE),
            Place("tokens", Text(en="Tokens", cy="Tocynnau"), Right.SEE_PEOPLE),
            Place("trail", Text(en="Audit trail", cy="Trywydd archwilio"), Right.SEE_TRAIL),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go. ``here`` is the place, or the group, that one is at."""

    title: Text
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """The groups, and the pages of the group that one is at."""

    groups: tuple[Way, ...] = ()
    places: tuple[Way, ...] = ()


def ways(at: Desk, here: str) -> Ways:
    """Where this person can go from the page of this name."""
    groups: list[Way] = []
    places: tuple[Way, ...] = ()
    for group in GROUPS:
        open_ = [place for place in group.places if at.may(place.needs)]
        if not open_:
            continue
        found = tuple(_way(at, place.title, place, _is_at(place, here)) for place in open_)
        is_here = any(way.here for way in found)
        groups.append(_way(at, group.title, open_[0], is_here))
        if is_here:
            places = found
    return Ways(tuple(groups), places)


def _way(at: Desk, title: Text, place: Place, here: bool) -> Way:
    return Way(title, reverse(place.name, args=[at.fund.slug]), here)


def _is_at(place: Place, here: str) -> bool:
    return here == place.name or here in place.within
