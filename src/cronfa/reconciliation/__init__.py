"""Reconciliation: a partner's own ledger beside the fund's, line by line, until one balance leads to the other.

Words. *Theirs* are the lines of the partner's extract, *ours* those of the fund for that partner; each is an
:class:`Item`. A :class:`Match` is some of theirs and some of ours that come to the same amount, found by a *rule* that
it names. What no rule finds is *unmatched*; a person gives each a *reason*. The :class:`Statement` leads from one
balance to the other through the unmatched.

:func:`match` finds the matches: by reference, then by amount and date, then lines that cancel each other on one side,
then one line that is the sum of several. :func:`hints` says what may be behind an unmatched line. :func:`statement`
adds up. Pure: the same lines in any order give the same matches.
"""

from cronfa.reconciliation.hinting import Hint, hints
from cronfa.reconciliation.items import Bounds, Item, Match, Result, Rule, Side
from cronfa.reconciliation.matching import match
from cronfa.reconciliation.statement import Reason, Statement, Step, statement

__all__ = [
    "Bounds",
    "Hint",
    "Item",
    "Match",
    "Reason",
    "Result",
    "Rule",
    "Side",
    "Statement",
    "Step",
    "hints",
    "match",
    "statement",
]
