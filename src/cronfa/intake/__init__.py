"""Intake: a partner's file becomes lines, or problems with their row and column. Nothing is ever half taken in.

A :class:`Mapping` (YAML, :func:`load_mapping`) says how the file becomes lines: which column is what, how dates and
amounts are written, which lines belong to which scheme. :func:`read` gives an :class:`Intake`: the file's own counts and
totals, every problem, and, if there are no errors, the :class:`Line` values to post. :func:`compare` finds what a file
published again has changed.

Pure: it reads the file it is given and nothing else, and has no clock.
"""

from cronfa.intake.codes import KINDS
from cronfa.intake.lines import Intake, Line, Repeated, SchemeMonth, Sum, Unmapped, lines_of
from cronfa.intake.mapping import Mapping
from cronfa.intake.mapping_file import load_mapping, parse_mapping
from cronfa.intake.read import read

__all__ = [
    "KINDS",
    "Intake",
    "Line",
    "Mapping",
    "Repeated",
    "SchemeMonth",
    "Sum",
    "Unmapped",
    "lines_of",
    "load_mapping",
    "parse_mapping",
    "read",
]
