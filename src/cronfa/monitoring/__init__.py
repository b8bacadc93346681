"""The monitoring room: where each scheme, category and partner stands, month by month, against the agreement.

Enter by :func:`positions`: facts (what was spent, committed) and :class:`MonitoringTerms` (budgets, profiles, thresholds,
which :func:`terms_of` reads from an agreement) become :class:`Position` values for any dimension. Words: a *profile* says
how a year's budget falls on its months; *to date* is from the year's first month to this one; the *outturn* is what the
year comes to, by a forecast whose method is stated; a *variance* above zero is an overspend. Every figure is exact
pence and every total the sum of its parts.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronfa.monitoring.standing import Fact as Fact, Position as Position, positions as positions
    from cronfa.monitoring.terms import (
        MonitoringTerms as MonitoringTerms,
        SchemeTerms as SchemeTerms,
        Thresholds as Thresholds,
        last_years_pattern as last_years_pattern,
        terms_of as terms_of,
    )

_HOMES = {
    **dict.fromkeys(("Fact", "Position", "positions"), "standing"),
    **dict.fromkeys(("MonitoringTerms", "SchemeTerms", "Thresholds", "last_years_pattern", "terms_of"), "terms"),
}


def __getattr__(name: str) -> Any:
    """Names are fetched when first used, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"cronfa.monitoring.{_HOMES[name]}"), name)
