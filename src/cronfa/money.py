"""Money: integer pence, exact shares, and the one function that splits an amount.

Pounds exist only at the edges: :func:`parse_pence` reads what people write and :func:`pounds` shows it. Between
them everything is a Python integer of pence. A split is an amount and integer weights; the shares always add up
to the amount.
"""

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from cronfa.language import Text
from cronfa.problems import Kind

PENCE_LIMIT = 10**14
"""£1 trillion in pence: the largest amount or weight that the project promises to split exactly."""

NOT_AN_AMOUNT = Kind(
    "MN001",
    what=Text(en="“{text}” is not an amount of money.", cy="Nid yw “{text}” yn swm o arian."),
    remedy=Text(
        en="Write pounds and pence, such as £1,234.50, -1234.5 or (1,234.50).",
        cy="Ysgrifennwch bunnoedd a cheiniogau, er enghraifft £1,234.50, -1234.5 neu (1,234.50).",
    ),
)
FRACTION_OF_A_PENNY = Kind(
    "MN002",
    what=Text(en="“{text}” has a fraction of a penny.", cy="Mae “{text}” yn cynnwys ffracsiwn o geiniog."),
    remedy=Text(en="Give the amount to two decimal places at most.", cy="Rhowch y swm i ddau le degol ar y mwyaf."),
)
AMBIGUOUS_SUFFIX = Kind(
    "MN003",
    what=Text(
        en="“{text}” is ambiguous: a rounded amount cannot be settled to the penny.",
        cy="Mae “{text}” yn amwys: ni ellir setlo swm wedi'i dalgrynnu i'r geiniog.",
    ),
    remedy=Text(
        en="Write the amount in full; only the mapping of a partner's file may say that k and m are exact.",
        cy="Ysgrifennwch y swm yn llawn; dim ond mapio ffeil partner a all ddweud bod k ac m yn union.",
    ),
)
AMOUNT_TOO_LARGE = Kind(
    "MN004",
    what=Text(en="“{text}” is over £1 trillion.", cy="Mae “{text}” dros £1 triliwn."),
    remedy=Text(en="Check the column and the units.", cy="Gwiriwch y golofn a'r unedau."),
)
NOTHING_TO_SPLIT_BY = Kind(
    "MN005",
    what=Text(
        en="{amount} cannot be split: every weight is zero.",
        cy="Ni ellir rhannu {amount}: mae pob pwysiad yn sero.",
    ),
    remedy=Text(en="Give at least one party a share above zero.", cy="Rhowch gyfran uwch na sero i o leiaf un parti."),
)
KINDS = (NOT_AN_AMOUNT, FRACTION_OF_A_PENNY, AMBIGUOUS_SUFFIX, AMOUNT_TOO_LARGE, NOTHING_TO_SPLIT_BY)

_NUMBER = re.compile(
    r"(?=.*[0-9])(?:[0-9]{1,3}(?:([,'])[0-9]{3}(?:\1[0-9]{3})*)|[0-9]+)?(?:\.[0-9]*)?|[0-9]{1,3}(?: [0-9]{3})+\.[0-9]{2}",
    re.DOTALL,
)
"""Thousands parted by commas or apostrophes; by spaces only before pence, for ``1 234`` may be two numbers."""
_BETWEEN_THOUSANDS = str.maketrans("", "", ",' ")
_LONGEST_NUMBER = 60  # Python refuses to read thousands of digits; no sum of money comes near this many characters
_SUFFIX_PENCE = {"k": 100_000, "m": 100_000_000}
_LEDGER_SIGNS = {"CR": "-", "DR": "+"}
_LEADING_SIGN = re.compile(r"^([-+]?)\s*(?:Â?£|GBP(?![A-Za-z]))?\s*([-+]?)\s*", re.IGNORECASE)
"""A sign before or after the mark of pounds; ``Â£`` is a pound mark whose UTF-8 was once read as another encoding."""
_MINUS_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "\u2010": "-", "\u2011": "-", "\xa0": " ", "\u202f": " ", "\u2009": " ", "’": "'"}
)


class MoneyError(ValueError):
    """Not an amount, or an amount that cannot be split; ``kind`` and ``facts`` make the located problem."""

    def __init__(self, kind: Kind, **facts: object) -> None:
        super().__init__(kind.what.to("en", **facts))
        self.kind = kind
        self.facts = facts


def parse_pence(text: str, *, suffixes: bool = False) -> int:
    """Pence from what people write: ``£1,234.50``, ``(1,234.50)``, ``-1234.5``, ``1234.50-``, ``1234.50 CR``, ``1'234.50``.

    ``suffixes`` says that the file's mapping declares ``k`` and ``m`` as exact thousands and millions.

    Raises:
        MoneyError: not an amount, a fraction of a penny, an ambiguous suffix, or over £1 trillion.
    """
    body, negative = _without_sign(text.translate(_MINUS_SIGNS).strip())
    unit_pence = _SUFFIX_PENCE.get(body[-1:].lower(), 0)
    number = body[:-1].strip() if unit_pence else body
    if not _NUMBER.fullmatch(number):
        raise MoneyError(NOT_AN_AMOUNT, text=text)
    if unit_pence and not suffixes:
        raise MoneyError(AMBIGUOUS_SUFFIX, text=text)
    if len(number) > _LONGEST_NUMBER:
        raise MoneyError(AMOUNT_TOO_LARGE, text=text)
    pence = Fraction(number.translate(_BETWEEN_THOUSANDS).rstrip(".")) * (unit_pence or 100)
    if pence.denominator != 1:
        raise MoneyError(FRACTION_OF_A_PENNY, text=text)
    if pence > PENCE_LIMIT:
        raise MoneyError(AMOUNT_TOO_LARGE, text=text)
    return -int(pence) if negative else int(pence)


def _without_sign(text: str) -> tuple[str, bool]:
    """The text without sign and pound mark, and whether it is negative; only one sign may be written."""
    signs = []
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
        signs.append("-")
    if text[-2:].upper() in _LEDGER_SIGNS:
        signs.append(_LEDGER_SIGNS[text[-2:].upper()])
        text = text[:-2].strip()
    if text[-3:].upper() == "GBP":
        text = text[:-3].strip()
    before, after = _LEADING_SIGN.findall(text)[0]
    text = _LEADING_SIGN.sub("", text, count=1)
    if text.startswith("(") and text.endswith(")"):  # £(1.00)
        text = text[1:-1].strip()
        signs.append("-")
    if text.endswith("-"):
        text = text[:-1].strip()
        signs.append("-")
    signs += [sign for sign in (before, after) if sign]
    return (text, signs == ["-"]) if len(signs) <= 1 else ("", False)


def pounds(pence: int, *, sign: bool = False) -> str:
    """``£1,234.50``; negative as ``-£1,234.50``; with ``sign`` a plus before what is above zero."""
    whole, part = divmod(abs(pence), 100)
    mark = "-" if pence < 0 else "+" if sign and pence > 0 else ""
    return f"{mark}£{whole:,}.{part:02d}"


def whole_pounds(pence: int, *, sign: bool = False) -> str:
    """``£1,235``: rounded half away from zero, for display only; the exact value stands elsewhere."""
    mark = "-" if pence <= -50 else "+" if sign and pence >= 50 else ""
    return f"{mark}£{(abs(pence) + 50) // 100:,}"


def allocate(amount_pence: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split an amount by integer weights into shares that add up to it exactly, by largest remainder.

    Ties go to the party named first, so callers pass parties in the agreement's order. A negative amount gives
    the negated shares of the positive one. A zero weight gets nothing.

    Raises:
        MoneyError: every weight is zero and the amount is not.
    """
    assert min(weights, default=0) >= 0, "a weight is below zero"
    total_weight = sum(weights)
    if total_weight == 0:
        if amount_pence == 0:
            return (0,) * len(weights)
        raise MoneyError(NOTHING_TO_SPLIT_BY, amount=pounds(amount_pence))
    size = abs(amount_pence)
    parts = [divmod(size * weight, total_weight) for weight in weights]
    shares = [whole for whole, _ in parts]
    left_over = size - sum(shares)
    if left_over:
        # sorted() is stable, so equal remainders keep the agreement's order.
        for party in sorted(range(len(parts)), key=lambda party: -parts[party][1])[:left_over]:
            shares[party] += 1
    return tuple(shares) if amount_pence >= 0 else tuple([-share for share in shares])


def spread(amount_pence: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Lay an amount over periods so that the sum of the first of them is always their exact share, rounded once.

    A quarter of a sum laid evenly over twelve months is a quarter of it; with :func:`allocate`, whose odd pennies all go
    to the months named first, it would be a penny or two more.

    Raises:
        MoneyError: every weight is zero and the amount is not.
    """
    total_weight = sum(weights)
    reached = [allocate(amount_pence, (done, total_weight - done))[0] for done in accumulate(weights)]
    return tuple(after - before for before, after in pairwise([0, *reached]))


def as_weights(shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Exact shares as the smallest integer weights in the same proportions."""
    scale = math.lcm(*(share.denominator for share in shares))
    weights = [int(share * scale) for share in shares]
    common = math.gcd(*weights) or 1
    return tuple(weight // common for weight in weights)
