"""The rules that attribution needs, as plain numbers: whose responsibility a line is and whose money pays for it.

A :class:`Rule` holds for one scheme between two dates; :class:`Rules` holds all of them and finds the one in force on a
service date. :func:`cronfa.attribution.rules_of` makes them from an agreement; they can also be written by hand.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal

RuleKind = Literal["responsibility", "contributions", "shares", "line", "components"]


@dataclass(frozen=True, slots=True)
class Component:
    """A named part of a line that falls to one partner, such as the nursing component to the health board.

    The line's own component column says how much it is. ``up_to_pence`` caps it, each line or for each week of the
    line's days; a line with a cap and without a component column gives the cap, or all of itself if it is smaller.
    """

    name: str
    partner: str
    clause: str | None = None
    up_to_pence: int | None = None
    per: Literal["line", "week"] = "line"
    column: str | None = None
    """The file's column, by which a mapping may call it instead of its name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who is responsible for a scheme's lines (``kind``, ``clause``), and whose money pays for them (``funding``).

    Weights are whole numbers by partner, in the agreement's order. ``funding`` is ``None`` where each partner pays
    for its own responsibilities (C7). ``weights`` divide the responsibility of the kinds contributions and shares.
    """

    kind: RuleKind
    clause: str | None = None
    weights: tuple[int, ...] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
    otherwise: str | None = None
    funding: tuple[int, ...] | None = None
    funding_clause: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A rule and its first and last day in force."""

    first_day: date
    last_day: date
    rule: Rule


@dataclass(frozen=True, slots=True)
class Rules:
    """Every scheme's rules in order of time. Partners stand in the agreement's order, which breaks ties of a penny."""

    partners: tuple[str, ...]
    schemes: Mapping[str, tuple[Dated, ...]]

    def __post_init__(self) -> None:
        for name, dated in self.schemes.items():
            ends = [(each.first_day, each.last_day) for each in dated]
            assert all(first <= last for first, last in ends), f"{name}: a rule ends before it begins"
            assert all(last < first for (_, last), (first, _) in pairwise(ends)), f"{name}: overlap"
            for each in dated:
                self._check(each.rule)

    def _check(self, rule: Rule) -> None:
        count = len(self.partners)
        assert rule.funding is None or len(rule.funding) == count, "a funding weight for every partner"
        assert len(rule.weights) == (count if rule.kind in ("contributions", "shares") else 0), "weights by kind"
        named = {*rule.categories.values(), *(component.partner for component in rule.components)}
        assert named | ({rule.otherwise} if rule.otherwise else set()) <= set(self.partners), "an unknown partner"

    def on(self, scheme: str, service_date: date) -> Rule | None:
        """The rule in force on a service date, if there is one."""
        dated = self.schemes.get(scheme, ())
        at = bisect_right(dated, service_date, key=lambda each: each.first_day) - 1
        return dated[at].rule if at >= 0 and service_date <= dated[at].last_day else None
