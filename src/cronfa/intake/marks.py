"""Debit and credit marks: a column that says which way an amount without a sign goes, as ledgers print it."""

import polars as pl

from cronfa.intake.header import plain

_DEBITS = ("d", "dr", "db", "debit", "debits", "debyd", "s", "+")
_CREDITS = ("c", "cr", "credit", "credits", "credyd", "h", "-")
SIGNS = dict.fromkeys(_DEBITS, 1) | dict.fromkeys(_CREDITS, -1)
"""What each mark makes of an amount. ``S`` and ``H`` are those of SAP, from German."""


def is_mark(text: str) -> bool:
    """Whether a cell says debit or credit."""
    return plain(text) in SIGNS


def signs(texts: pl.Series) -> pl.Series:
    """One or minus one for each mark; null where a cell is neither."""
    known = {text: SIGNS.get(plain(text)) for text in texts.unique().to_list()}
    return texts.replace_strict(list(known), list(known.values()), return_dtype=pl.Int64)
