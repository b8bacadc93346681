"""The compiled part of attribution, loaded only for long columns."""

from typing import Any

import numpy as np

from cronfa.money_compiled import BLOCK, compiled, room, share_block, tables


@compiled
def attribute_span(given: Any, laid_out: Any, weights: Any, span: Any, found: Any, totals: Any) -> Any:
    """Find rule, body and shares of the lines of ``span``, and add them up by rule and body, block by block.

    ``totals`` are cells × parties. Gives how many lines have no rule, how many no body, and how many were beyond the limit
    of their rule's weights. Once a line lacks a rule all of them will be refused, and only rules are looked for.
    """
    amounts, scheme, day, body, category = given
    places, first_day, missing, named, by_category = laid_out
    rows, bodies, shares = found
    parties, cells = shares.shape[0], np.zeros(BLOCK, np.uint32)
    table, work = tables(weights[0], weights[1], weights[2]), room(parties, weights[3])
    unruled = lacking = beyond = 0
    for start in range(span[0], span[1], BLOCK):
        end = min(start + BLOCK, span[1])
        row, cell = rows[start:end], cells[: end - start]
        unruled += find_rows(scheme[start:end], day[start:end], places, first_day, missing, row)
        if unruled:
            continue
        lacking += find_bodies(row, body[start:end], named, category[start:end], by_category, bodies[start:end], cell)
        beyond += share_block(amounts[start:end], row, table, work, shares, start)
        for party in range(0, parties - 1, 2):
            add_up_two(cell, shares[party, start:end], shares[party + 1, start:end], totals, party)
        if parties % 2:
            add_up_one(cell, shares[parties - 1, start:end], totals, parties - 1)
    return unruled, lacking, beyond


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


@compiled
def add_up_two(cell: Any, share: Any, next_share: Any, totals: Any, party: int) -> None:
    """Add the shares of a party and of the next, which stand side by side and are read and written as one."""
    for line in range(cell.size):
        at = cell[line]
        total, next_total = totals[at, party] + share[line], totals[at, party + 1] + next_share[line]
        totals[at, party] = total
        totals[at, party + 1] = next_total


@compiled
def add_up_one(cell: Any, share: Any, totals: Any, party: int) -> None:
    for line in range(cell.size):
        totals[cell[line], party] += share[line]
