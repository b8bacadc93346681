"""One line that is the sum of several: a recharge of a whole month, an invoice paid in parts.

Whole groups come first (all lines of a party, of a scheme, or of everything, in a day or a month). Then parts: a few lines
near in time, taken only where they are the only ones that add up, since with enough small sums anything adds up.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from cronfa.reconciliation.items import Bounds, Item, Rule, total

Found = tuple[Item, tuple[Item, ...], Rule]


class _Group(NamedTuple):
    """Lines that somebody may have added up; ``rank`` tells the narrower from the wider."""

    rank: int
    first: date
    last: date
    items: tuple[Item, ...]


def sums(singles: Sequence[Item], pool: Sequence[Item], bounds: Bounds) -> Iterator[Found]:
    """Each single line that is a sum of lines of the pool, with these; the largest first, and no line twice."""
    gone: set[str] = set()
    groups = _groups(pool, bounds)
    left = []
    for one in sorted(singles, key=lambda item: -abs(item.amount_pence)):
        group = _the_group(one, groups.get(one.amount_pence, ()), gone, bounds)
        if group:
            gone.update(item.id for item in group)
            yield one, group, Rule.GROUP
        else:
            left.append(one)
    yield from _parts(left, [item for item in pool if item.id not in gone], bounds)


def _groups(pool: Sequence[Item], bounds: Bounds) -> dict[int, list[_Group]]:
    """The groups of a pool by what they come to."""
    made: dict[tuple[int, str, date], list[Item]] = defaultdict(list)
    for item in pool:
        month = item.on.replace(day=1)
        for rank, name in enumerate((item.text, item.group)):
            if name:
                made[2 * rank, name, item.on].append(item)
                made[2 * rank + 1, name, month].append(item)
        made[4, "", item.on].append(item)
        made[5, "", month].append(item)
    found: dict[int, list[_Group]] = defaultdict(list)
    for (rank, _, _), items in made.items():
        if len(items) > 1:
            first, last = items[0].on, items[-1].on
            reach = bounds.month_days if rank % 2 else bounds.days
            group = _Group(rank, first - timedelta(bounds.days), last + timedelta(reach), tuple(items))
            found[total(items)].append(group)
    return found


def _the_group(one: Item, groups: Iterable[_Group], gone: set[str], bounds: Bounds) -> tuple[Item, ...]:
    """The narrowest group that fits, if there is but one as narrow."""
    fit = [
        group
        for group in groups
        if group.first <= one.on <= group.last and not any(item.id in gone for item in group.items)
    ]
    if not fit or not one.amount_pence:
        return ()
    narrowest = min(group.rank for group in fit)
    several = {tuple(item.id for item in group.items): group for group in fit if group.rank == narrowest}
    return next(iter(several.values())).items if len(several) == 1 else ()


def _parts(singles: Iterable[Item], pool: Sequence[Item], bounds: Bounds) -> Iterator[Found]:
    everything, by_text = _Dated(pool), _by_text(pool)
    gone: set[str] = set()
    for one in singles:
        near = everything.near(one, bounds, gone)
        if near is None and one.text in by_text:
            near = by_text[one.text].near(one, bounds, gone)
        if parts := _the_parts(one.amount_pence, near or [], bounds.parts):
            gone.update(item.id for item in parts)
            yield one, parts, Rule.PARTS


class _Dated:
    """Lines in the order of their days, so that those near a day are found at once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.days = [item.on for item in items]

    def near(self, one: Item, bounds: Bounds, gone: set[str]) -> list[Item] | None:
        """The lines that may be parts of one; ``None`` where there are too many to try."""
        reach = timedelta(bounds.days)
        start, end = bisect_left(self.days, one.on - reach), bisect_right(self.days, one.on + reach)
        if end - start > 2 * bounds.candidates:
            return None
        near = [item for item in self.items[start:end] if item.id not in gone and _smaller(item, one)]
        return near if len(near) <= bounds.candidates else None


def _by_text(pool: Sequence[Item]) -> dict[str, _Dated]:
    named: dict[str, list[Item]] = defaultdict(list)
    for item in pool:
        if item.text:
            named[item.text].append(item)
    return {text: _Dated(items) for text, items in named.items()}


def _smaller(item: Item, one: Item) -> bool:
    """Of the same sign, and nearer to nought."""
    return 0 < item.amount_pence < one.amount_pence or one.amount_pence < item.amount_pence < 0


def _the_parts(amount_pence: int, near: Sequence[Item], most: int) -> tuple[Item, ...]:
    """The only two to ``most`` lines that add up; none if there are none, or several ways."""
    amounts = [item.amount_pence for item in near]
    found: tuple[int, ...] = ()
    for size in range(2, min(most, len(near)) + 1):
        for places in combinations(range(len(near)), size):
            if sum(amounts[place] for place in places) == amount_pence:
                if found:
                    return ()
                found = places
    return tuple(near[place] for place in found)
