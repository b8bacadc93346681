"""What is looked at before any long work: declarations that name what is not there, and months that look like holes."""

from collections.abc import Sequence
from statistics import median_low

from cronfa.calendars import named
from cronfa.foresight.forecast import codes
from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History
from cronfa.problems import Problem, Problems

HOLE = 10
"""A month with less than this part (a tenth) of the usual spend around it looks like a hole in the records."""
AROUND = 6


def check_declared(history: History, declared: Declared) -> None:
    """Refuse declarations about schemes that have no spend.

    Raises:
        Problems: one for each such scheme.
    """
    strangers = [name for name in declared.named_schemes if name not in history.schemes]
    if strangers:
        known = ", ".join(history.schemes)
        raise Problems(codes.UNKNOWN_SERIES.at(name=name, known=known) for name in strangers)


def gaps(history: History, declared: Declared) -> tuple[Problem, ...]:
    """A warning for each month of the fund that looks like a hole in the records and is not declared incomplete."""
    pence = history.total()
    whole = declared.complete(history.months, None)
    return tuple(
        codes.GAP.at(months=named(month))
        for at, (month, is_whole) in enumerate(zip(history.months, whole, strict=True))
        if is_whole and HOLE * abs(pence[at]) < _usual(pence, whole, at)
    )


def _usual(pence: Sequence[int], whole: Sequence[bool], at: int) -> int:
    near = range(max(0, at - AROUND), min(len(pence), at + AROUND + 1))
    return median_low([abs(pence[each]) for each in near if whole[each]])
