"""The attribution room: each line of spend → the body responsible and the partner whose money paid, to the penny.

Enter by :func:`attribute_line` (one line, obvious) or :func:`attribute_columns` (millions, the same pennies), with
:class:`Rules` that :func:`rules_of` reads from an agreement. Words: a line's *responsible* body is the one whose duty
the spend is, by the agreement's attribution clause; its *funder* is the partner whose money in the fund paid, by the
scheme's contribution shares on the service date; a *crossing* is one partner's money paying for another's duty, and
stands in the clearing accounts until it is settled. :func:`postings` gives a line's postings; :func:`cross_subsidy`
adds crossings up, before and after settlement.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronfa.attribution.columns import (
        AttributedColumns as AttributedColumns,
        LineColumns as LineColumns,
        attribute_columns as attribute_columns,
    )
    from cronfa.attribution.from_agreement import rules_of as rules_of
    from cronfa.attribution.lines import (
        Attributed as Attributed,
        Crossing as Crossing,
        Line as Line,
        attribute_line as attribute_line,
        attribute_lines as attribute_lines,
    )
    from cronfa.attribution.matrix import CrossSubsidy as CrossSubsidy, cross_subsidy as cross_subsidy
    from cronfa.attribution.posting_lines import PostingLine as PostingLine, postings as postings
    from cronfa.attribution.rules import Component as Component, Dated as Dated, Rule as Rule, Rules as Rules

_HOMES = {
    **dict.fromkeys(("AttributedColumns", "LineColumns", "attribute_columns"), "columns"),
    **dict.fromkeys(("CrossSubsidy", "cross_subsidy"), "matrix"),
    **dict.fromkeys(("Attributed", "Crossing", "Line", "attribute_line", "attribute_lines"), "lines"),
    **dict.fromkeys(("PostingLine", "postings"), "posting_lines"),
    **dict.fromkeys(("Component", "Dated", "Rule", "Rules"), "rules"),
    "rules_of": "from_agreement",
}


def __getattr__(name: str) -> Any:
    """Names are fetched when first used, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"cronfa.attribution.{_HOMES[name]}"), name)
