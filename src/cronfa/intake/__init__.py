"""Intake: a partner's file becomes lines, or problems with their row and column. Nothing is ever half taken in.

A :class:`Mapping` (YAML, :func:`load_mapping`) says how the file becomes lines: which column is what, how dates and
amounts are written, which lines belong to which scheme. :func:`read` gives an :class:`Intake`: the file's own counts and
totals, every problem, and, if there are no errors, the :class:`Line` values to post. :func:`compare` finds what a file
published again has changed. :func:`guess` proposes a mapping, :func:`as_yaml` writes it for a person to finish, and
:func:`rows_at` shows rows as they stand in the file.

Pure: it reads the file it is given and nothing else, and has no clock.
"""

from cronfa.intake.codes import KINDS
from cronfa.intake.comparing import Difference, compare, next_key, replaced
from cronfa.intake.excerpts import rows_at
from cronfa.intake.guessing import Guess, guess
from cronfa.intake.lines import Intake, Line, Repeated, SchemeMonth, SheetSum, Sum, Unmapped, lines_of
from cronfa.intake.mapping import Mapping
from cronfa.intake.mapping_file import load_mapping, parse_mapping
from cronfa.intake.proposal import as_yaml
from cronfa.intake.reading import read
from cronfa.intake.sheets import sheets_read

__all__ = [
    "KINDS",
    "Difference",
    "Guess",
    "Intake",
    "Line",
    "Mapping",
    "Repeated",
    "SchemeMonth",
    "SheetSum",
    "Sum",
    "Unmapped",
    "as_yaml",
    "compare",
    "guess",
    "lines_of",
    "load_mapping",
    "next_key",
    "parse_mapping",
    "read",
    "replaced",
    "rows_at",
    "sheets_read",
]
