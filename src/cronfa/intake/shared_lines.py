"""Proposing what of a line is whose: partners' percentages, components that make up the amount, contributions by partner."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from cronfa.intake.columns import Column
from cronfa.intake.header import plain
from cronfa.language import Text

_PERCENTAGE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,8})?)\s*%?")
_CALLED_SHARE = re.compile(r"%|\b(per ?cent(age)?|pct|share|split|proportion|canran|cyfran)\b")
_CALLED_TOTAL = re.compile(r"\b(total|amount|net|cost|value|paid|payment|price|charge|swm|cyfanswm|cost)\b|£")
_NO_PART = re.compile(
    r"\b(vat|taw|tax|gross|debit|credit|dr|cr|budget|variance|balance|opening|closing|forecast|committed|commitment|previous|"
    r"last|ytd|cumulative|to date|year|rate|qty|quantity|hours|units|days|weeks|number|no|id|ref)\b"
)
_SLUG_LEAVES_OUT = re.compile(
    r"%|\b(per ?cent(age)?|pct|share|split|proportion|amount|cost|value|net|£|gbp|canran|cyfran|swm|of|the|by|paid)\b"
)
_MOST_PARTS = 6
_CONTRIBUTION = re.compile(r"\b(contributions?|contributors?|contributing|cyfraniad(au)?|cyfranwyr|cyfrannwr)\b")
_NOT_OF_PARTNERS = re.compile(r"\b(client|customer|service user|user|resident|defnyddiwr|cleient)s?\b")
_CALLED_PARTNER = re.compile(
    r"\b(partner|contributor|contributing (body|partner|organi[sz]ation)|received from|payer|paid by|funder|cyfrannwr|talwr)\b"
)

ADD_UP_TO_100 = Text(
    en="the columns add up to 100 in every row that has them; write the ids of the agreement's partners before the colons",
    cy="mae'r colofnau'n adio i 100 ym mhob rhes sydd â hwy; ysgrifennwch ddynodyddion partneriaid y cytundeb cyn y colonau",
)
MAKE_THE_AMOUNT = Text(
    en="the columns add up to the amount in every row; write the agreement's names of the components before the colons",
    cy="mae'r colofnau'n adio i'r swm ym mhob rhes; ysgrifennwch enwau'r cytundeb ar y cydrannau cyn y colonau",
)
CALLED_CONTRIBUTIONS = Text(
    en="the file speaks of contributions, and a column says whose; write `kind: payments` if it is money spent",
    cy="mae'r ffeil yn sôn am gyfraniadau, ac mae colofn yn dweud rhai pwy; ysgrifennwch `kind: payments` os arian a wariwyd yw",
)


def percentages(columns: Sequence[Column]) -> list[Column]:
    """Columns that are called shares and add up to 100 (or, as a spreadsheet keeps per cent, to 1) wherever they are filled."""
    called = [column for column in columns if _CALLED_SHARE.search(plain(column.name)) and _are_percentages(column)]
    for size in range(min(len(called), _MOST_PARTS), 1, -1):
        for some in combinations(called, size):
            if _whole(some):
                return list(some)
    return []


def _are_percentages(column: Column) -> bool:
    return bool(column.filled) and all(_PERCENTAGE.fullmatch(text) for text in column.filled)


def _whole(columns: Sequence[Column]) -> bool:
    rows = [[text for text in row if text] for row in zip(*(column.texts for column in columns), strict=True)]
    return all(sum(_percent(text) for text in row) in (1, 100) for row in rows if row)


def _percent(text: str) -> Decimal:
    found = _PERCENTAGE.fullmatch(text)
    assert found, "only columns of percentages are added up"
    return Decimal(found[1])


def components(columns: Sequence[Column]) -> tuple[Column, list[Column]] | None:
    """The amount, and the columns of money that make it up in every row, more than one of them in some."""
    money = [column for column in columns if column.is_amount and not _NO_PART.search(_words(column))]
    for total in sorted(money, key=lambda column: -column.place):
        parts = [column for column in money if column is not total]
        if not _CALLED_TOTAL.search(plain(total.name)) or not parts:
            continue
        for size in range(min(len(parts), _MOST_PARTS), 1, -1):
            for some in combinations(parts, size):
                if _make_up(total, some):
                    return total, list(some)
    return None


def _make_up(total: Column, parts: Sequence[Column]) -> bool:
    rows = list(zip(total.pence_at, *(part.pence_at for part in parts), strict=True))
    several = [row for row in rows if sum(1 for pence in row[1:] if pence) > 1]
    return len(several) > 1 and all(
        row[0] == sum(pence or 0 for pence in row[1:]) for row in rows if row[0] is not None
    )


def contributor(columns: Sequence[Column], titles: str) -> Column | None:
    """The column that says whose contribution a row is, where the file speaks of contributions."""
    named = (plain(text) for text in (titles, *(column.name for column in columns)))
    if not any(_CONTRIBUTION.search(name) and not _NOT_OF_PARTNERS.search(name) for name in named):
        return None
    return next((column for column in columns if column.is_words and _CALLED_PARTNER.search(_words(column))), None)


def keys(columns: Sequence[Column]) -> dict[str, str]:
    """For each column, a name to begin with: the words of its header that say whose or what it is."""
    named: dict[str, str] = {}
    for column in columns:
        words = re.findall(r"[a-z0-9]+", _SLUG_LEAVES_OUT.sub(" ", plain(column.name)))
        key = "-".join(words) or f"column-{column.place}"
        named[key if key not in named else f"{key}-{column.place}"] = column.written
    return named


def _words(column: Column) -> str:
    return re.sub(r"[^a-z]+", " ", plain(column.name)).strip()
