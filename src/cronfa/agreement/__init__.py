"""The agreement room: the partners' agreement as data.

Enter by :func:`load` (a file) or :func:`parse` (text): YAML becomes an :class:`Agreement` of dated versions whose
:class:`Terms` are frozen clauses, or :class:`~cronfa.problems.Problems` with every mistake located. :func:`examine`
gives both the agreement and all problems. Words: a *scheme* is a part of the fund with its own budget; a *waterfall* is
the list of steps that share an overspend or underspend; a *version* is the terms between two dates; a *standard term*
speaks where the agreement is silent.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronfa.agreement.clauses import Terms as Terms
    from cronfa.agreement.reading import examine as examine, load as load, parse as parse
    from cronfa.agreement.versions import Agreement as Agreement, Version as Version

_HOMES = {"Terms": "clauses", "Agreement": "versions", "Version": "versions"}
_HOMES |= dict.fromkeys(("examine", "load", "parse"), "reading")


def __getattr__(name: str) -> Any:
    """Names are fetched when first used, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"cronfa.agreement.{_HOMES[name]}"), name)
