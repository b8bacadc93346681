"""What was spent, month by month, in each cell of a fund: the only thing that a forecast is made from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cronfa.calendars import Year, YearKind
from cronfa.foresight.forecast import codes
from cronfa.monitoring.standing import Fact
from cronfa.problems import stop

Cell = tuple[str, str, str]
"""A scheme, a category and the partner whose responsibility it is."""


@dataclass(frozen=True, slots=True)
class History:
    """Pence of each cell in each month. Months follow each other (``2012-04``, ``2012-05``); cells are in order of name.

    ``kind`` says where the fund's years begin.
    """

    months: tuple[str, ...]
    cells: Mapping[Cell, tuple[int, ...]]
    kind: YearKind = "financial"

    def __post_init__(self) -> None:
        assert list(self.cells) == sorted(self.cells), "cells are in order of name"
        assert all(len(pence) == len(self.months) for pence in self.cells.values()), "a cell for every month"

    @classmethod
    def of(cls, facts: Iterable[Fact], kind: YearKind = "financial", *, through: str | None = None) -> "History":
        """The history that facts of actual spend make, from the first month with spend to the last, or to ``through``.

        Raises:
            Problems: nothing was spent.
        """
        sums: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for fact in facts:
            if fact.kind == "actual" and (through is None or fact.period <= through):
                sums[fact.scheme, fact.category, fact.partner][fact.period] += fact.pence
        found = {period for cell in sums.values() for period, pence in cell.items() if pence}
        if not found:
            stop(codes.NOTHING_SPENT)
        months = _months_between(min(found), through or max(found))
        cells = {key: tuple(sums[key].get(month, 0) for month in months) for key in sorted(sums)}
        return cls(months, cells, kind)

    def until(self, count: int) -> "History":
        """The first so many months alone: what was known then."""
        cells = {key: pence[:count] for key, pence in self.cells.items()}
        return replace(self, months=self.months[:count], cells=cells)

    def passed(self, origin: int) -> int:
        """How many months of its year have passed at the end of the month before place ``origin``: 1 to 12."""
        month = int(self.months[origin - 1][5:])
        return (month - 4) % 12 + 1 if self.kind == "financial" else month

    def year_at(self, origin: int) -> Year:
        """The year that the last month before place ``origin`` is in."""
        return Year.containing(date.fromisoformat(f"{self.months[origin - 1]}-01"), self.kind)

    def total(self, wanted: Callable[[Cell], bool] = lambda _: True) -> tuple[int, ...]:
        """Month by month, the sum of the cells that are wanted."""
        chosen = [pence for key, pence in self.cells.items() if wanted(key)]
        return tuple(map(sum, zip(*chosen, strict=True))) if chosen else (0,) * len(self.months)

    @property
    def schemes(self) -> tuple[str, ...]:
        return _distinct(key[0] for key in self.cells)

    @property
    def partners(self) -> tuple[str, ...]:
        return tuple(sorted({key[2] for key in self.cells}))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _months_between(first: str, last: str) -> tuple[str, ...]:
    start, end = _number(first), _number(last)
    return tuple(f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, end + 1))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def later(month: str, count: int) -> str:
    """The month so many months later."""
    at = _number(month) + count
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def months_after(months: Sequence[str], count: int) -> tuple[str, ...]:
    """The so many months that follow the last."""
    return tuple(later(months[-1], step) for step in range(1, count + 1))
