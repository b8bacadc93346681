"""A past made even before possible years are drawn from it: schemes that have just begun, and lines of credits.

Where a scheme began within the records, its empty months say nothing of what it will spend. Where credits all but outweigh
payments, what is left of them is no measure of how either swings, so the two are drawn side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cronfa.settlement.arrays import Table

Cell = tuple[str, str]
"""A scheme and the partner whose responsibility the spend is."""
LEAST_SINCE = 3
"""Months that a line must have been there to be one that has begun, and not a payment that came once."""
MOSTLY = (3, 4)
"""It must have had spend in so many of so many months since."""
NET = 10
"""A line whose year comes to less than a tenth of what was moved in it is payments and credits side by side."""


@dataclass(frozen=True, slots=True)
class Evened:
    """``cells`` may name a cell twice: its payments, then its credits. ``began`` has the month in which a cell began."""

    cells: tuple[Cell, ...]
    spend: Table
    began: Mapping[Cell, str]


def evened(months: Sequence[str], cells: Sequence[Cell], spend: Table, known_before: Sequence[bool]) -> Evened:
    """``spend`` has a row for each month and a column for each cell; ``known_before`` says which cells had spend earlier."""
    columns: list[tuple[Cell, Table]] = []
    began: dict[Cell, str] = {}
    for at, cell in enumerate(cells):
        column = spend[:, at]
        first = None if known_before[at] else _beginning(column)
        if first is not None:
            began[cell] = months[first]
            column = column.copy()
            column[:first] = column[first:].sum() // (len(column) - first)
        columns += [(cell, part) for part in _apart(column)]
    table = np.array([column for _, column in columns], np.int64).reshape(len(columns), len(months)).T
    return Evened(tuple(cell for cell, _ in columns), table, began)


def _beginning(column: Table) -> int | None:
    """Where a line began that had nothing before and mostly something since."""
    paid = np.flatnonzero(column)
    if not len(paid) or paid[0] == 0:
        return None
    since = len(column) - int(paid[0])
    part, whole = MOSTLY
    return int(paid[0]) if since >= LEAST_SINCE and len(paid) * whole >= since * part else None


def _apart(column: Table) -> list[Table]:
    """A line as it is, or its months of payments and its months of credits where the two nearly cancel, or credits outweigh."""
    last = column[-12:]
    if not (last < 0).any() or int(last.sum()) * NET > int(np.abs(last).sum()):
        return [column]
    return [np.maximum(column, 0), np.minimum(column, 0)]
