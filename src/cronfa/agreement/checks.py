"""The checks of an agreement: one small function for each rule, in a visible list."""

from collections.abc import Callable, Iterator

from cronfa.agreement.reading import Agreement
from cronfa.problems import Problem

Check = Callable[[Agreement], Iterator[Problem]]

CHECKS: tuple[Check, ...] = ()


def check(agreement: Agreement) -> list[Problem]:
    """Every problem that the checks find."""
    return [problem for rule in CHECKS for problem in rule(agreement)]
