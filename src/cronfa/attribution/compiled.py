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


@compiled
def find_bodies(rows: Any, body: Any, named: Any, category: Any, by_category: Any, places: Any, cells: Any) -> int:
    """Write the place of each line's one responsible body, and its cell; gives how many lines have none.

    ``body`` and ``category`` are codes, empty where lines have no such column; ``named`` is each code's partner,
    ``by_category`` rows × categories with a last column for lines that have none. A cell is a rule's row and the
    responsible partner in it; ``named`` holds the number of partners last.
    """
    partners, no_category = named[-1], by_category.shape[1] - 1
    lacking = 0
    for line in range(rows.size):
        code = body[line] if body.size else -1
        place = named[code] if code >= 0 else -1
        if place == -1:
            column = category[line] if category.size else -1
            place = by_category[rows[line], column if column >= 0 else no_category]
        lacking += place < 0
        places[line] = place
        cells[line] = rows[line] * partners + max(place, 0)
    return lacking
