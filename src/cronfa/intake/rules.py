"""Which scheme a line belongs to: the mapping's rules, the first that matches.

A condition is a value, a list of values, or the beginning of one: ``Leeds*``. Capitals and doubled spaces do not
matter. A star anywhere but at the end is itself, as in ``*** No Description ***``.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from cronfa.intake.header import plain
from cronfa.intake.mapping import Rule

CAPITAL = {"c": "capital", "cap": "capital", "capital": "capital"}
CAPITAL |= {"r": "revenue", "rev": "revenue", "revenue": "revenue"}
RULE = "@rule"
"""The column that holds the number of the rule that a line was matched by, from nought; null for none."""


def matches(pattern: str, value: str) -> bool:
    """Whether one pattern fits one cell."""
    pattern, value = plain(pattern), plain(value)
    if pattern.endswith("*") and not pattern.endswith("**"):
        return value.startswith(pattern[:-1].rstrip())
    return value == pattern


def first_rule(rules: Sequence[Rule], values: Mapping[str, str], spend: str | None) -> int | None:
    """The number of the first rule that fits a line, by its cells in the columns that rules look at."""
    for number, rule in enumerate(rules):
        if rule.spend and rule.spend != spend:
            continue
        if all(any(matches(pattern, values[name]) for pattern in patterns) for name, patterns in rule.when.items()):
            return number
    return None


def with_rule(
    frame: pl.DataFrame, rules: Sequence[Rule], columns: Mapping[str, str], spend: str | None
) -> pl.DataFrame:
    """The frame with :data:`RULE`. Rules are tried once for each distinct combination of the cells they look at.

    ``columns`` gives the frame's column for each name used by a rule; ``spend`` the column that says capital or revenue.
    """
    names = list(dict.fromkeys(name for rule in rules for name in rule.when))
    looked_at = list(dict.fromkeys([columns[name] for name in names] + ([spend] if spend else [])))
    if not looked_at:
        number = first_rule(rules, {}, None)
        return frame.with_columns(pl.lit(number, dtype=pl.Int32).alias(RULE))
    distinct = frame.select(looked_at).unique()
    numbers = [
        first_rule(
            rules, {name: row[columns[name]] for name in names}, CAPITAL.get(plain(row[spend])) if spend else None
        )
        for row in distinct.iter_rows(named=True)
    ]
    distinct = distinct.with_columns(pl.Series(RULE, numbers, dtype=pl.Int32))
    return frame.join(distinct, on=looked_at, how="left", maintain_order="left")
