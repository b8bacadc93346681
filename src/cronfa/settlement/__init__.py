"""The settlement room: what each partner must pay or gets back under the agreement, to the penny.

Enter by :func:`settle` for one outcome; :func:`cronfa.settlement.vector.settle` takes many as arrays and gives the same
pennies. Words: a *due* is a contribution before any variance is shared; a *variance* is spend less the money that funds
it; a *pot* is one variance that one waterfall shares; a *line* is what one party takes by one step.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronfa.settlement.outcome import Outcome as Outcome, Settlement as Settlement
    from cronfa.settlement.reference import settle as settle

_HOMES = {"settle": "reference"} | dict.fromkeys(
    ("Outcome", "Settlement", "Line", "Due", "Party", "Decision"), "outcome"
)


def __getattr__(name: str) -> Any:
    """Names are fetched when first used, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"cronfa.settlement.{_HOMES[name]}"), name)
