"""A file published again: what is the same, what is gone, what is new, what is said otherwise.

Entries are never edited. What is gone is reversed, what is new is posted, and what changed is both. A line that is
posted again after its like was reversed has ``+1`` after its key, since a key is used once for ever.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from cronfa.intake.lines import Line, Sum


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file published again changes.

    ``removed`` are lines in force that it no longer has: reverse them. ``added`` are to be posted. ``changed`` pairs a
    line in force, to be reversed, with the one to post in its place.
    """

    unchanged: Sum
    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[tuple[Line, Line], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to post."""
        return not (self.added or self.removed or self.changed)

    @property
    def to_reverse(self) -> tuple[Line, ...]:
        """Lines in force whose entries are to be reversed."""
        return (*self.removed, *(old for old, _ in self.changed))

    @property
    def to_post(self) -> tuple[Line, ...]:
        """Lines to post as new entries."""
        return (*self.added, *(new for _, new in self.changed))

    @property
    def effect_pence(self) -> int:
        """What posting the difference adds to the fund's spend."""
        return sum(line.amount_pence for line in self.to_post) - sum(line.amount_pence for line in self.to_reverse)


def compare(in_force: Iterable[Line], new: Iterable[Line], *, used: Container[str] = ()) -> Difference:
    """What changes when ``new`` takes the place of ``in_force``.

    ``in_force`` are the lines posted and not reversed of exactly what the new file replaces (see :func:`replaced`),
    under the keys they were last posted with. ``used`` are keys that may not be used again: all that were ever posted.
    """
    before = {base_key(line.key): line for line in in_force}
    gone = dict(before)
    unchanged = Sum()
    come: list[Line] = []
    changed: list[tuple[Line, Line]] = []
    for line in new:
        old = gone.pop(base_key(line.key), None)
        if old is None:
            come.append(line)
        elif _meaning(old) == _meaning(line):
            unchanged += Sum(1, line.amount_pence)
        else:
            changed.append((old, line))
    paired, added, removed = _pair(come, list(gone.values()))
    keys = _Used(used, {line.key for line in before.values()})
    return Difference(
        unchanged,
        tuple(keys.fresh(line) for line in added),
        tuple(removed),
        tuple((old, keys.fresh(line)) for old, line in [*changed, *paired]),
    )


def replaced(in_force: Iterable[Line], new: Iterable[Line], *, read_before: Container[str] = ()) -> list[Line]:
    """Of a data set's lines in force, those that a new file takes the place of.

    A month is published again when the new file has at least half of the lines that the month has in force, as they
    stand or, one for one, under their transaction numbers; then it takes the place of all of them. Otherwise its lines
    of that month are further ones, such as a late payment of December among January's, and it takes the place only of
    those that it has itself, or had when the same file was ``read_before``: these are base keys.
    """
    before, new = list(in_force), list(new)
    given = {base_key(line.key) for line in new}
    months: Counter[date] = Counter(_month(line) for line in before)
    shared: Counter[date] = Counter(_month(line) for line in before if base_key(line.key) in given)
    shared += _corrected(before, new, given)
    again = {month for month, count in months.items() if 2 * shared[month] >= count}
    return [
        line for line in before if _month(line) in again or (key := base_key(line.key)) in given or key in read_before
    ]


def _corrected(before: Iterable[Line], new: Iterable[Line], given: Container[str]) -> Counter[date]:
    """By month, the lines in force that the new file has otherwise, under the same transaction number: each once."""
    standing = {base_key(line.key) for line in before}
    come = Counter(
        (_month(line), line.transaction) for line in new if line.transaction and base_key(line.key) not in standing
    )
    lacking = Counter((_month(line), line.transaction) for line in before if base_key(line.key) not in given)
    found: Counter[date] = Counter()
    for (month, _transaction), count in (come & lacking).items():
        found[month] += count
    return found


def next_key(key: str) -> str:
    """The key under which the same line would be posted once more."""
    base, _, times = key.partition("+")
    return f"{base}+{int(times or 0) + 1}"


def _month(line: Line) -> date:
    return line.posting_date.replace(day=1)


def base_key(key: str) -> str:
    """A line's key without the number of times that it was posted again."""
    return key.partition("+")[0]


def _pair(come: list[Line], gone: list[Line]) -> tuple[list[tuple[Line, Line]], list[Line], list[Line]]:
    """Pair a line that is gone with one that has come under the same transaction number, in order."""
    waiting: dict[str, list[Line]] = defaultdict(list)
    for line in reversed(gone):
        if line.transaction:
            waiting[line.transaction].append(line)
    pairs: list[tuple[Line, Line]] = []
    added: list[Line] = []
    for line in come:
        if line.transaction and waiting[line.transaction]:
            pairs.append((waiting[line.transaction].pop(), line))
        else:
            added.append(line)
    matched = {old.key for old, _ in pairs}
    return pairs, added, [line for line in gone if line.key not in matched]


def _meaning(line: Line) -> Line:
    """All that a line says, without where it stands."""
    return line._replace(key="", row=0)


class _Used:
    """Keys already used, by the ledger or by this difference."""

    def __init__(self, used: Container[str], in_force: set[str]) -> None:
        self._used = used
        self._in_force = in_force

    def fresh(self, line: Line) -> Line:
        """The line under the first form of its key that was never used."""
        key = line.key
        while key in self._in_force or key in self._used:
            key = next_key(key)
        self._in_force.add(key)
        return line._replace(key=key)
