"""Finding what belongs together, by one rule after another, the surest first.

Each rule sees what the ones before it have left. Within a rule lines are looked at in one fixed order, so that neither the
order of a file nor that of the ledger decides anything. No rule takes more than a little longer than sorting the lines.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cronfa.reconciliation.items import Bounds, Item, Match, Result, Rule, in_order, plain, total
from cronfa.reconciliation.sums import sums

Items = list[Item]
Step = Callable[[Items, Items], Iterable["Found"]]
NO_BOUNDS = Bounds()


class Found(NamedTuple):
    """A match as it is found: of lines as they are compared."""

    rule: Rule
    theirs: tuple[Item, ...]
    ours: tuple[Item, ...]
    alike: int = 1


def match(theirs: Collection[Item], ours: Collection[Item], bounds: Bounds = NO_BOUNDS) -> Result:
    """Every line once, in a match or unmatched. Ids are unique on each side."""
    left, right = in_order(_compared(theirs)), in_order(_compared(ours))
    theirs_by_id, ours_by_id = {item.id: item for item in theirs}, {item.id: item for item in ours}
    assert len(theirs_by_id) == len(left) and len(ours_by_id) == len(right), "two lines with one id"
    steps: tuple[Step, ...] = (
        by_reference,
        lambda a, b: by_amount(a, b, bounds.days),
        lambda a, b: (Found(Rule.CANCELS, pair, ()) for pair in cancelling(a)),
        lambda a, b: (Found(Rule.CANCELS, (), pair) for pair in cancelling(b)),
        lambda a, b: (Found(rule, (one,), many) for one, many, rule in sums(a, b, bounds)),
        lambda a, b: (Found(rule, many, (one,)) for one, many, rule in sums(b, a, bounds)),
    )
    found: list[Found] = []
    for step in steps:
        made = list(step(left, right))
        left, right = _without(left, (m.theirs for m in made)), _without(right, (m.ours for m in made))
        found += made
    return Result(
        matches=tuple(_as_given(each, theirs_by_id, ours_by_id) for each in sorted(found, key=_place)),
        theirs=tuple(theirs_by_id[item.id] for item in left),
        ours=tuple(ours_by_id[item.id] for item in right),
    )


def _compared(items: Collection[Item]) -> Iterator[Item]:
    """The lines with references and names as they are compared; many have the same name."""
    known: dict[str, str] = {}
    for item in items:
        for words in (item.reference, item.text):
            if words not in known:
                known[words] = plain(words)
        yield item._replace(reference=known[item.reference], text=known[item.text])


def _as_given(found: Found, theirs: dict[str, Item], ours: dict[str, Item]) -> Match:
    return Match(
        found.rule, tuple(theirs[item.id] for item in found.theirs), tuple(ours[item.id] for item in found.ours),
        found.alike,
    )  # fmt: skip


def _without(items: Items, taken: Iterable[tuple[Item, ...]]) -> Items:
    gone = {item.id for group in taken for item in group}
    return [item for item in items if item.id not in gone] if gone else items


def _place(found: Found) -> tuple[date, int, str, str]:
    first = (found.theirs or found.ours)[0]
    return first.on, first.amount_pence, first.id, found.rule


def by_reference(theirs: Items, ours: Items) -> Iterator[Found]:
    """Lines of one reference: equal amounts one by one, then what is left of it if that comes to the same."""
    known = _grouped(ours)
    for reference, some in _grouped(theirs).items():
        others = known.get(reference)
        if others is None:
            continue
        if len(some) == len(others) == 1:  # nearly always
            if some[0].amount_pence == others[0].amount_pence:
                yield Found(Rule.REFERENCE, (some[0],), (others[0],))
            continue
        pairs = list(_equal(some, others))
        yield from (Found(Rule.REFERENCE, (one,), (other,)) for one, other in pairs)
        rest = _without(some, [(one,) for one, _ in pairs])
        rest_others = _without(others, [(other,) for _, other in pairs])
        if rest and rest_others and total(rest) == total(rest_others):
            yield Found(Rule.REFERENCE, tuple(rest), tuple(rest_others))


def _grouped(items: Items) -> dict[str, Items]:
    groups: dict[str, Items] = defaultdict(list)
    for item in items:
        if item.reference:
            groups[item.reference].append(item)
    return groups


def _equal(some: Items, others: Items) -> Iterator[tuple[Item, Item]]:
    waiting = _by_amount(others)
    for one in some:
        if there := waiting.get(one.amount_pence):
            yield one, there.pop(0)


def _by_amount(items: Items) -> dict[int, Items]:
    groups: dict[int, Items] = defaultdict(list)
    for item in items:
        groups[item.amount_pence].append(item)
    return groups


def by_amount(theirs: Items, ours: Items, days: int) -> Iterator[Found]:
    """One line each of the same amount, those of the same day first, then ever further apart up to so many days."""
    known = _by_amount(ours)
    for amount, some in _by_amount(theirs).items():
        others = known.get(amount)
        if others:
            alike = max(len(some), len(others))
            yield from (Found(Rule.AMOUNT, (a,), (b,), alike) for a, b in _nearest(some, others, days))


def _nearest(some: Items, others: Items, days: int) -> Iterator[tuple[Item, Item]]:
    waiting: dict[date, Items] = defaultdict(list)
    for other in others:
        waiting[other.on].append(other)
    for apart in range(days + 1):
        left = []
        for one in some:
            there = waiting.get(one.on - timedelta(apart)) or waiting.get(one.on + timedelta(apart))
            if there:
                yield one, there.pop(0)
            else:
                left.append(one)
        some = left


def cancelling(items: Items) -> Iterator[tuple[Item, ...]]:
    """Lines of one ledger that come to nothing: a reversal and what it undoes, two of one reference or party, noughts."""
    yield from ((item,) for item in items if not item.amount_pence)
    known = {item.id: item for item in items}
    gone: set[str] = set()
    for item in items:
        undone = known.get(item.undoes)
        if undone and undone.amount_pence == -item.amount_pence != 0 and not {item.id, undone.id} & gone:
            gone |= {item.id, undone.id}
            yield undone, item
    yield from _opposite(item for item in items if item.id not in gone)


def _opposite(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    open_: dict[tuple[int, str, str], Items] = defaultdict(list)
    for item in items:
        if not item.amount_pence or not (item.reference or item.text):
            continue
        named = (item.reference, item.text)
        if there := open_[-item.amount_pence, *named]:
            yield there.pop(0), item
        else:
            open_[item.amount_pence, *named].append(item)
