"""The rules laid out for columns: every dated rule is a row, and a table finds a line's row by scheme and day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cronfa.attribution.rules import Rule, RuleKind, Rules
from cronfa.money_columns import Rows, WeightTable, in_parts

METHODS: dict[RuleKind, int] = {"contributions": 0, "shares": 0, "responsibility": 1, "line": 2, "components": 3}
"""Kinds that are worked out in the same way have one number."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``rows`` are the rules; ``missing`` is the row of a line that has none; ``places`` is schemes × days, by row."""

    rules: Rules
    rows: tuple[Rule, ...]
    places: Rows
    first_day: int

    @classmethod
    def of(cls, rules: Rules, schemes: tuple[str, ...]) -> "Plan":
        """``schemes`` are the names that the lines use, in the order of their codes."""
        dated = [each for name in schemes for each in rules.schemes.get(name, ())]
        first = min((each.first_day for each in dated), default=date.min).toordinal()
        last = max((each.last_day for each in dated), default=date.min).toordinal()
        # The last column stands for every day that is outside the rules.
        places = np.full((max(len(schemes), 1), last - first + 2), len(dated), np.uint32)
        row = 0
        for place, name in enumerate(schemes):
            for each in rules.schemes.get(name, ()):
                places[place, each.first_day.toordinal() - first : each.last_day.toordinal() - first + 1] = row
                row += 1
        return cls(rules, tuple(each.rule for each in dated), places, first)

    @property
    def missing(self) -> int:
        return len(self.rows)

    def find(self, scheme: Rows, day: NDArray[np.int32]) -> tuple[Rows, int]:
        """Each line's row, and how many lines have none."""
        from cronfa.attribution.compiled import find_rows

        assert int(scheme.max(initial=0)) < self.places.shape[0], "a scheme code without a name"
        found = np.empty(scheme.size, np.uint32)

        def part(first: int, last: int) -> int:
            lines = slice(first, last)
            return find_rows(scheme[lines], day[lines], self.places, self.first_day, self.missing, found[lines])

        return found, sum(in_parts(scheme.size, part))

    def find_plainly(self, scheme: Rows, day: NDArray[np.int32]) -> Rows:
        """Each line's row, without compiled code."""
        column = day.astype(np.int64) - self.first_day
        outside = self.places.shape[1] - 1
        return self.places[scheme, np.where((column >= 0) & (column < outside), column, outside)]

    @property
    def refuses(self) -> NDArray[np.bool_]:
        """By row: whether its lines cannot be attributed, as nobody contributes; no rule at all stands last."""
        return np.array([_lacks_weights(rule) for rule in self.rows] + [True])

    @property
    def shares_alike(self) -> bool:
        """Whether every rule divides responsibility just as it is funded, so that nothing ever crosses."""
        return all(METHODS[rule.kind] == 0 and rule.weights == rule.funding for rule in self.rows)

    @property
    def one_body(self) -> bool:
        """Whether every rule gives each line to one body and funds it by shares."""
        return bool(self.rows) and all(rule.kind == "responsibility" and rule.funding is not None for rule in self.rows)

    @property
    def methods(self) -> NDArray[np.int8]:
        return np.array([METHODS[rule.kind] for rule in self.rows], np.int8)

    @property
    def own(self) -> NDArray[np.bool_]:
        """By row: whether each partner pays for its own responsibilities."""
        return np.array([rule.funding is None for rule in self.rows])

    @property
    def funding(self) -> WeightTable:
        return WeightTable.of([rule.funding or self._none for rule in self.rows])

    @property
    def weights(self) -> WeightTable:
        return WeightTable.of([rule.weights or self._none for rule in self.rows])

    @property
    def _none(self) -> tuple[int, ...]:
        return (0,) * len(self.rules.partners)

    def partner(self, name: str | None) -> int:
        """The partner's place; -1 if no name is given, -2 if it is not a partner."""
        if name is None:
            return -1
        return self.rules.partners.index(name) if name in self.rules.partners else -2

    def by_category(self, categories: tuple[str, ...]) -> NDArray[np.int64]:
        """Rows × categories: the responsible partner. The last column is for a line without a category."""
        table = [
            [self.partner(rule.categories.get(name, rule.otherwise)) for name in (*categories, "")]
            for rule in self.rows
        ]
        return np.array(table, np.int64).reshape(len(self.rows), len(categories) + 1)


def _lacks_weights(rule: Rule) -> bool:
    unfunded = rule.funding is not None and not any(rule.funding)
    return unfunded or (METHODS[rule.kind] == 0 and not any(rule.weights))
