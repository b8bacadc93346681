"""Amounts in columns: exact pence without a float, and the place of every one that is not an amount.

Plain numbers are read in columns; whatever else people write goes, one by one, through :func:`cronfa.money.parse_pence`,
which alone decides what is an amount.
"""

import re
from collections.abc import Mapping

import polars as pl

from cronfa.intake.mapping import Amounts
from cronfa.money import FRACTION_OF_A_PENNY, MoneyError, parse_pence

_SIMPLE = r"^-?[0-9]{1,11}(\.[0-9]{1,2})?$"
_GROUPED = r"^\s*(-?)\s*£?\s*([0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,11})(?:\.([0-9]{0,2}))?\s*$"
"""What all ways of reading agree on: at most eleven digits or grouped by comma, at most two of pence."""
_NIL = re.compile(r"\s*£?\s*[-–—]\s*")
_DIGITS = r"([0-9.,' ]*[0-9])"
_POUNDS = pl.Decimal(18, 2)


AS_WRITTEN_HERE = Amounts()


def read_pence(texts: pl.Series, manner: Amounts = AS_WRITTEN_HERE) -> tuple[pl.Series, Mapping[int, MoneyError]]:
    """Pence (null where the cell is blank or wrong), and what is wrong by position in the series.

    ``manner`` says how amounts are written: which mark stands before the pence, whether they are pounds or pence.
    """
    written = with_points(texts) if manner.decimal == "comma" else texts
    if manner.unit == "thousands":
        written = written.str.replace(_DIGITS, "${1}k")
    pence, errors = _in_pounds(written, manner.suffixes or manner.unit == "thousands")
    if manner.unit == "pence":
        parted = (pence % 100 != 0).fill_null(False).arg_true().to_list()
        pence = pence.scatter(parted, None) // 100 if parted else pence // 100
        errors = {**errors, **{place: MoneyError(FRACTION_OF_A_PENNY, text=texts[place]) for place in parted}}
    if manner.decimal == "comma" or manner.unit == "thousands":
        errors = {place: MoneyError(error.kind, text=texts[place]) for place, error in errors.items()}
    return pence, errors


def with_points(texts: pl.Series) -> pl.Series:
    """Numbers with a decimal comma as numbers with a point: ``1.234,50`` and ``1 234,50`` are ``1,234.50``."""
    grouped = texts.str.replace_all(r"([0-9])[ \u00a0\u202f']([0-9]{3})", "${1}.${2}")
    return grouped.str.replace_many({",": ".", ".": ","})


def _in_pounds(texts: pl.Series, suffixes: bool) -> tuple[pl.Series, Mapping[int, MoneyError]]:
    pence = _simple(texts)
    places = (pence.is_null() & (texts.str.strip_chars() != "")).fill_null(False).arg_true().to_list()
    if not places:
        return pence, {}
    grouped = _grouped(texts.gather(places))
    pence = pence.scatter(places, grouped)
    awkward = [places[place] for place in grouped.is_null().arg_true().to_list()]
    found, errors = _one_by_one(texts.gather(awkward).to_list(), awkward, suffixes)
    return pence.scatter(list(found), list(found.values())) if found else pence, errors


def _simple(texts: pl.Series) -> pl.Series:
    """Pence where the text is digits and a point; null elsewhere."""
    pence = (texts.cast(_POUNDS, strict=False) * 100).cast(pl.Int64)
    return pence.set(~texts.str.contains(_SIMPLE).fill_null(False), None)


def _grouped(texts: pl.Series) -> pl.Series:
    """Pence where the text is a number with commas or a pound sign; null elsewhere."""
    groups = texts.str.extract_groups(_GROUPED)
    sign, whole, part = (groups.struct.field(str(number)) for number in (1, 2, 3))
    pounds = whole.str.replace_all(",", "", literal=True).cast(pl.Int64)
    pence = pounds * 100 + part.fill_null("").str.pad_end(2, "0").cast(pl.Int64)
    return (-pence).zip_with(sign == "-", pence)


def _one_by_one(texts: list[str], places: list[int], suffixes: bool) -> tuple[dict[int, int], dict[int, MoneyError]]:
    known: dict[str, int | MoneyError] = {}
    found: dict[int, int] = {}
    errors: dict[int, MoneyError] = {}
    for place, text in zip(places, texts, strict=True):
        if text not in known:
            known[text] = pence_or_error(text, suffixes)
        result = known[text]
        if isinstance(result, MoneyError):
            errors[place] = result
        else:
            found[place] = result
    return found, errors


def pence_or_error(text: str, suffixes: bool = False) -> int | MoneyError:
    """One cell's pence, or what is wrong with it. A dash alone is how spreadsheets show nought."""
    if _NIL.fullmatch(text):
        return 0
    try:
        return parse_pence(text, suffixes=suffixes)
    except MoneyError as error:
        return error
