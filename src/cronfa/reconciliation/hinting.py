"""What may be behind a line that nothing matches: said as a hint, decided by a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cronfa.language import Text, counted
from cronfa.reconciliation.items import Bounds, Item, Result, Side, plain

SAME_REFERENCE = Text(
    en="the other ledger has this reference with another amount",
    cy="mae gan y cyfriflyfr arall y cyfeirnod hwn gyda swm arall",
)
SAME_AMOUNT = Text(
    en="the other ledger has this amount, {days} away",
    cy="mae gan y cyfriflyfr arall y swm hwn, {days} i ffwrdd",
)
OPPOSITE = Text(
    en="the other ledger has the opposite amount: a sign may be wrong",
    cy="mae gan y cyfriflyfr arall y swm dirgroes: gall arwydd fod yn anghywir",
)
AT_THE_EDGE = Text(
    en="close to the end of the period: it may stand in the next",
    cy="yn agos at ddiwedd y cyfnod: gall fod yn y nesaf",
)


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be behind an unmatched line, and the line of the other ledger that it points at, if any."""

    says: Text
    other: Item | None = None


def hints(result: Result, side: Side, last: date, bounds: Bounds) -> dict[str, Hint]:
    """By id, a hint for each unmatched line of a side that there is one for; ``last`` ends the period."""
    others = result.unmatched("ours" if side == "theirs" else "theirs")
    references, amounts = _by_reference(others), _by_amount(others)
    found = {}
    for item in result.unmatched(side):
        hint = _hint(item, references, amounts) or _edge(item, last, bounds)
        if hint:
            found[item.id] = hint
    return found


def _hint(item: Item, references: dict[str, Item], amounts: dict[int, list[Item]]) -> Hint | None:
    if other := references.get(plain(item.reference)):
        return Hint(SAME_REFERENCE, other)
    if there := amounts.get(item.amount_pence):
        nearest = min(there, key=lambda other: (abs(other.on - item.on), other.on, other.id))
        return Hint(SAME_AMOUNT.filled(days=counted(abs((nearest.on - item.on).days), "day", "diwrnod")), nearest)
    if there := amounts.get(-item.amount_pence):
        return Hint(OPPOSITE, there[0])
    return None


def _edge(item: Item, last: date, bounds: Bounds) -> Hint | None:
    return Hint(AT_THE_EDGE) if last - timedelta(bounds.days) < item.on <= last else None


def _by_reference(items: Iterable[Item]) -> dict[str, Item]:
    return {plain(item.reference): item for item in items if item.reference}


def _by_amount(items: Iterable[Item]) -> dict[int, list[Item]]:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.amount_pence].append(item)
    return groups
