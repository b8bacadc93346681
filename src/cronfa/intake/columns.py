"""What a column of a file seems to be: by the words of its name, which councils vary, and by what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl

from cronfa.intake.amounts import AS_WRITTEN_HERE, pence_or_error, read_pence
from cronfa.intake.dates import COMMON_FORMATS, parse_date
from cronfa.intake.header import NumberedRow, plain
from cronfa.intake.mapping import Amounts
from cronfa.intake.marks import is_mark
from cronfa.intake.rules import CAPITAL
from cronfa.money import MoneyError

_MOSTLY = 0.9
_PERIOD = re.compile(r"20\d\d(0[1-9]|1[0-2])")
_TWO_DECIMALS = re.compile(r"(?<![0-9])[0-9][0-9.,' ]*[.,][0-9]{2}(?![0-9])")
"""What only an amount looks like, whatever stands around it."""
_LONGEST_AMOUNT = 40
"""No amount has more characters; cells that do are not searched for one, however long they are."""
_DECIMAL_COMMA = re.compile(r"[-+(£€]*\s*[0-9]{1,3}(?:[. ]?[0-9]{3})*,[0-9]{1,2}\s*[-)]?")
_NUMBERS = {
    "yyyymmdd": re.compile(r"20[0-9]{6}"),
    "ddmmyyyy": re.compile(r"[0-3][0-9][01][0-9]20[0-9]{2}"),
    "excel 1900": re.compile(r"[345][0-9]{4}(?:\.[0-9]+)?"),
}
"""Dates that are numbers: 20260401, 01042026, and the day numbers 30000 (in 1982) to 59999 (in 2064) of a spreadsheet."""
IN_THOUSANDS = re.compile(r"£ ?'?(000|k)s?\b|\b000s\b|\b(thousands|miloedd)\b")
_PERCENTAGE = re.compile(r"\d{1,3}(\.\d+)?\s*%")


@dataclass(frozen=True)
class Column:
    """One column of a sample: its unique name, its place from one, and its trimmed cells."""

    name: str
    place: int
    texts: tuple[str, ...]
    manner: Amounts = AS_WRITTEN_HERE

    @property
    def written(self) -> str:
        """The column as a mapping names it: by its place if it has no name of its own."""
        return f"#{self.place}" if re.fullmatch(r"\[\d+\]", self.name) else self.name

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The cells that are not blank."""
        return tuple(text for text in self.texts if text)

    def share(self, count: int) -> float:
        """A count as a share of the filled cells."""
        return count / len(self.filled) if self.filled else 0.0

    @cached_property
    def is_date(self) -> bool:
        """Whether nearly every cell is a date in a common format."""
        return self.share(sum(1 for text in self.filled if reads_date(text))) >= _MOSTLY

    @cached_property
    def is_period(self) -> bool:
        """Whether the cells are like ``201810``: a year and a month or period."""
        return self.share(sum(1 for text in self.filled if _PERIOD.fullmatch(text))) >= _MOSTLY

    @cached_property
    def pence(self) -> tuple[int, ...]:
        """The cells that are amounts, in pence."""
        return tuple(pence for text in self.filled if (pence := _pence_of(text, self.manner)) is not None)

    @cached_property
    def pence_at(self) -> tuple[int | None, ...]:
        """Each row's amount in pence; nothing where the cell is blank or none."""
        return tuple(_pence_of(text, self.manner) if text else None for text in self.texts)

    def reads(self, text: str) -> bool:
        """Whether a cell is an amount, as this file writes them."""
        return _pence_of(text, self.manner) is not None

    @property
    def looks_like_money(self) -> bool:
        """Whether half of the cells have two decimals, even if they cannot be read as amounts."""
        return self.share(sum(1 for text in self.filled if _TWO_DECIMALS.search(text[:_LONGEST_AMOUNT]))) >= 0.5

    @property
    def sorts(self) -> bool:
        """Whether it could sort lines into schemes: words or codes, each standing in several rows."""
        several = 1 < self.distinct <= max(2, len(self.filled) // 2)
        return several and not (self.is_date or self.is_link or self.looks_like_money or self.is_of_marks)

    @cached_property
    def number_format(self) -> str | None:
        """The format of dates that are written as numbers, which only the column's name tells from other numbers."""
        for name, pattern in _NUMBERS.items():
            dates = [text for text in self.filled if pattern.fullmatch(text) and parse_date(text, [name])]
            if self.filled and len(dates) == len(self.filled):
                return name
        return None

    @property
    def is_number_of_day(self) -> bool:
        """Whether every cell could be a date written as a number."""
        return self.number_format is not None

    @property
    def is_amount(self) -> bool:
        """Whether nearly every cell is an amount of money."""
        return self.share(len(self.pence)) >= _MOSTLY and not self.is_date and not self.is_period

    @property
    def has_pence(self) -> bool:
        """Whether some amounts are not whole pounds, as sums are and codes are not."""
        return any(pence % 100 for pence in self.pence)

    @property
    def negative_share(self) -> float:
        """How many of the amounts are below zero."""
        return sum(1 for pence in self.pence if pence < 0) / len(self.pence) if self.pence else 0.0

    @property
    def is_words(self) -> bool:
        """Whether nearly every cell holds letters, and the column is not of dates."""
        letters = sum(1 for text in self.filled if any(character.isalpha() for character in text))
        return self.share(letters) >= 0.5 and not self.is_date

    @property
    def is_capital(self) -> bool:
        """Whether every cell says capital or revenue."""
        return bool(self.filled) and all(plain(text) in CAPITAL for text in self.filled)

    @property
    def is_of_marks(self) -> bool:
        """Whether every cell says debit or credit."""
        return bool(self.filled) and all(is_mark(text) for text in self.filled)

    @property
    def is_currency(self) -> bool:
        """Whether every cell names a currency."""
        return bool(self.filled) and all(re.fullmatch(r"[A-Z]{3}|[£€$]", text) for text in self.filled)

    @property
    def distinct(self) -> int:
        """How many different values there are."""
        return len(set(self.filled))

    @property
    def is_link(self) -> bool:
        """Whether the cells are addresses of pages, as linked data has beside its names."""
        return self.share(sum(1 for text in self.filled if text.startswith(("http://", "https://")))) > 0.5


@dataclass(frozen=True)
class Role:
    """What a column can be for: words that its name may hold, best first, and what must stand in it."""

    name: str
    words: tuple[str, ...]
    content: str
    most: int = 1
    needs_name: bool = True
    never: str = "(?!)"

    def knows(self, column: Column) -> bool:
        """Whether a column's name speaks for the role."""
        return self._rank(column) < len(self.words)

    def _rank(self, column: Column) -> int:
        name = self._words_of(column)
        if re.search(self.never, name):
            return len(self.words)
        ranks = (number for number, word in enumerate(self.words) if re.search(rf"(?<![a-z]){word}(?![a-z])", name))
        return next(ranks, len(self.words))

    @staticmethod
    def _words_of(column: Column) -> str:
        return re.sub(r"[^a-z/&%]+", " ", plain(column.name)).strip()

    def pick(self, columns: Sequence[Column]) -> list[Column]:
        """The best columns for the role among those left."""
        fit = [column for column in columns if column.filled and not column.is_link and getattr(column, self.content)]
        named = sorted((c for c in fit if self.knows(c)), key=lambda c: (self._rank(c), c.place))
        if named or self.needs_name:
            return named[: self.most]
        fit = [column for column in fit if not re.search(_NO_DATE_OF_PAYMENT, self._words_of(column))]
        return sorted(fit, key=lambda c: (not c.has_pence, -c.distinct, c.place))[:1]


_NO_DATE_OF_PAYMENT = "birth|geni|dob"
_NO = r"(no|num|number|nos|id|ref|reference|code)"
ROLES = (
    Role("capital or revenue", (r"capital.*revenue", r"revenue.*capital", r"cap.*rev", "capital"), "is_capital"),
    Role(
        "date",
        (
            "date paid|paid date|payment date|date of payment|pay date|paid on|^paid$|dyddiad talu|talwyd ar",
            "(posting|pstng|post) (date|dt)|posted( at| on)?|transaction date|date posted|gl date|clearing date",
            "date|dyddiad",
            "updated|invoice date",
        ),
        "is_date",
        needs_name=False,
        never="birth|geni|dob|start|end|from|to|due|order",
    ),
    Role(
        "currency",
        (r"(doc[a-z]* |local )?(currency|curr|l?curr|ccy|arian)( code| key)?", "crcy|waers"),
        "is_currency",
        never="original|foreign",
    ),
    Role("date", ("date|dt|dyddiad",), "is_number_of_day", never="birth|geni|dob|start|end|from|to|due|order"),
    Role(
        "service date",
        ("service date|date of service|service from|period from|week commencing|week ending|delivery date",),
        "is_date",
    ),
    Role("service date", ("period|month|accounting period|cyfnod",), "is_period"),
    Role("gross", ("gross|gros", "inc(l|luding|lusive( of)?)? vat", "vat incl?[a-z]*"), "is_amount"),
    Role("vat", ("vat|vat amount|taw",), "is_amount", never="net of vat|ex(cl)?[a-z]* vat|inc[a-z]* vat|irrecoverable"),
    Role("net", ("net|net amount|net of vat|amount net|net value", "ex(cl|cluding)? vat"), "is_amount"),
    Role(
        "debit or credit",
        (
            r"(dr|d|debits?|debyd) ?(/|or|neu)? ?(cr|c|credits?|credyd).*",
            "(debit|credit|dr|cr).*(indicator|flag|mark|type|sign)",
            "s/h|sign",
        ),
        "is_of_marks",
    ),
    Role("debit", ("debit|dr|debyd",), "is_amount"),
    Role("credit", ("credit|cr|credyd",), "is_amount"),
    Role(
        "amount",
        ("amount paid|payment amount|amount|amt|swm", "value|spend|payment|paid|cost|total|£"),
        "is_amount",
        needs_name=False,
        never=f"{_NO}$|original|foreign",
    ),
    Role(
        "transaction",
        (
            f"(transaction|trans|transno|trx|journal|voucher|document|doc|sap document) ?{_NO}?",
            f"(invoice|payment|reference|our|unique) ?(ref|reference|{_NO})",
            f"(seq|sequence|line) ?{_NO}",
            "^(ref|reference|id|cyfeirnod|rhif)$",
        ),
        "filled",
        most=2,
        never="date|amount|type|value|desc",
    ),
    Role(
        "supplier",
        (
            "(supplier|vendor|beneficiary|payee|creditor|merchant|provider|recipient|cyflenwr).*name",
            "supplier|vendor|beneficiary|payee|creditor|merchant|provider|recipient|cyflenwr",
            "paid to|payable to|contractor|agency|company|(care|nursing|residential)? ?home|cartref( gofal)?|darparwr|talwyd i",
        ),
        "is_words",
        never="number|code|type|category|post ?code|address",
    ),
    Role(
        "category",
        (
            "detailed exp[a-z]* (type|category|description)|g/l desc[a-z]*|subjective.*|cipfsubs.*|expenditure type",
            "account( desc[a-z]*| name)?|exp[a-z]* (type|category|description)|spend category|purpose.*|merchant category",
            "cipfsubj.*|category|type|description|categori",
        ),
        "is_words",
        most=1,
        never="supplier|service|number|body",
    ),
    Role(
        "cost centre",
        (
            "cost cent(re|er).*|scheme|canolfan gost|cynllun",
            "service div[a-z]* label|division.*|service( area| label)?|exp[a-z]* area|gwasanaeth",
            "directorate|directotate|department|dept|organi[sz]ational unit|strgrpcc.*|portfolio|group|adran",
            "area|locality|team|budget|project|ardal|cyllideb",
        ),
        "is_words",
        most=3,
        never="supplier|number|bal sheet",
    ),
    Role(
        "cost centre",
        ("cost (cent(re|er)|ctr|code).*|cost ?c|cc|project( code)?|internal order|wbs.*|analysis code|dim[a-z]*",),
        "sorts",
        never="supplier|bal sheet",
    ),
    Role("narrative", ("narrative|detail|details|desc[a-z]*|purpose|notes|disgrifiad|manylion|nodiadau",), "is_words"),
)


@lru_cache(maxsize=10_000)
def _pence_of(text: str, manner: Amounts) -> int | None:
    if manner != AS_WRITTEN_HERE:
        pence: int | None = read_pence(pl.Series([text]), manner)[0][0]
        return pence
    found = pence_or_error(text)
    return None if isinstance(found, MoneyError) else found


def manner_of(rows: Sequence[Sequence[str]]) -> Amounts:
    """How the amounts of a sample are written: with a decimal comma where cells can only be so, and none has a point."""
    cells = [cell.strip() for row in rows for cell in row]
    commas = sum(1 for cell in cells if len(cell) <= _LONGEST_AMOUNT and _DECIMAL_COMMA.fullmatch(cell))
    points = sum(1 for cell in cells if _TWO_DECIMALS.fullmatch(cell[:_LONGEST_AMOUNT]) and cell[-3] == ".")
    return Amounts(decimal="comma") if commas > points and not points else Amounts()


def reads_date(text: str) -> bool:
    """Whether a cell is a date in a common format."""
    return not text.isdigit() and parse_date(text, COMMON_FORMATS) is not None


def describe(name: str, place: int, rows: Sequence[Sequence[str]], manner: Amounts = AS_WRITTEN_HERE) -> Column:
    """A column of a sample; ``place`` counts from nought, and ``manner`` says how the file writes amounts."""
    if IN_THOUSANDS.search(plain(name)):
        manner = manner.model_copy(update={"unit": "thousands"})
    return Column(name, place + 1, tuple(row[place].strip() if place < len(row) else "" for row in rows), manner)


def best_header(rows: Sequence[NumberedRow]) -> int | None:
    """Which of the rows, from nought, is the header: the one whose cells are most like names of columns."""
    scores = [(_header_score(row), -place) for place, (_, row) in enumerate(rows)]
    score, place = max(scores, default=(0.0, 0))
    return -place if score > 0 else None


def _header_score(row: Sequence[str]) -> float:
    """Known names count one each; words a little; amounts and dates, which a header has none of, against it."""
    cells = [Column(cell.strip(), place + 1, (cell.strip(),)) for place, cell in enumerate(row) if cell.strip()]
    if len(cells) < 2 or any(cell.is_date or (cell.is_amount and len(cell.name) > 2) for cell in cells):
        return 0.0
    known = sum(1 for cell in cells if any(role.knows(cell) for role in ROLES) and len(cell.name) < 60)
    return known + 0.01 * len(cells)
