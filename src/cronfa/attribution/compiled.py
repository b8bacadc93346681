"""The compiled part of attribution, loaded only for long columns."""

from typing import Any

from cronfa.money_compiled import compiled


@compiled
def find_rows(scheme: Any, day: Any, places: Any, first_day: int, missing: int, found: Any) -> int:
    """Write each line's row of the plan into ``found``; gives how many lines have none."""
    outside = places.shape[1] - 1
    lacking = 0
    for line in range(scheme.size):
        column = day[line] - first_day
        column = column if 0 <= column < outside else outside
        row = places[scheme[line], column]
        found[line] = row
        lacking += row == missing
    return lacking
