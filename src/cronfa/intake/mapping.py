"""The mapping: how one partner's file becomes lines. Frozen; an invalid one cannot exist.

Words may be written with spaces, as people write them (``service date``), or with underscores.
"""

from collections.abc import Mapping as AnyMapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from cronfa.intake import mapping_codes as codes
from cronfa.intake.dates import check_format, either_way
from cronfa.language import Text
from cronfa.money import MoneyError, parse_pence

ALL = "all"
REST = "rest"
"""A component without a column: what the others leave of the line's amount."""


def word(key: object) -> str:
    """A key as the model names it: ``Service date`` and ``service-date`` are ``service_date``."""
    return str(key).strip().lower().replace(" ", "_").replace("-", "_")


def _refuse(kind: Any, **facts: object) -> PydanticCustomError:
    return PydanticCustomError(kind.code, "{code}", {"code": kind.code, "facts": facts})


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _as_pence(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_pence(value)
    except MoneyError as error:
        raise _refuse(error.kind, **error.facts) from None


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


def _as_parts(value: object) -> object:
    if isinstance(value, str):
        return value
    names = tuple(value) if isinstance(value, (list, tuple)) else ()
    if not names or not all(isinstance(name, str) and name for name in names):
        raise _refuse(codes.MAPPING_BAD_VALUE, value=str(value)[:60], word="date", reason=COLUMNS_OF_A_DATE)
    return names


Parts = Annotated[str | tuple[str, ...], BeforeValidator(_as_parts)]
"""One column, or several whose texts make one."""
Pence = Annotated[int, BeforeValidator(_as_pence)]


def _as_note(value: object) -> object:
    """A note in one language stands for both."""
    if isinstance(value, str):
        return Text(en=value, cy=value)
    if isinstance(value, AnyMapping) and value:
        either = next(iter(value.values()))
        return Text(en=str(value.get("en", either)), cy=str(value.get("cy", either)))
    return value


def _as_list(value: object) -> object:
    return value if isinstance(value, (list, tuple)) else [value]


Notes = Annotated[tuple[Annotated[Text, BeforeValidator(_as_note)], ...], BeforeValidator(_as_list)]


COLUMNS_OF_A_DATE = Text(
    en="name its column, or the columns that make it: [Year, Period]",
    cy="enwch ei golofn, neu'r colofnau sy'n ei gwneud: [Blwyddyn, Cyfnod]",
)
SHEET_OR_SHEETS = Text(
    en="give either one `sheet` or several `sheets`", cy="rhowch naill ai un `sheet` neu sawl `sheets`"
)
ONE_REST = Text(
    en="one component may be the rest, beside others that have columns",
    cy="gall un gydran fod yn weddill (rest), ochr yn ochr ag eraill sydd â cholofnau",
)
NOT_A_FORMAT = Text(
    en="a format has a year, a month and a day, as dd/mm/yyyy has, or a year and a month, as mmm-yy has",
    cy="mae gan fformat flwyddyn, mis a diwrnod, fel sydd gan dd/mm/yyyy, neu flwyddyn a mis, fel sydd gan mmm-yy",
)


class Part(BaseModel):
    """What every part of a mapping is: frozen, with no word that means nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _words(cls, data: object) -> object:
        return {word(key): value for key, value in data.items()} if isinstance(data, AnyMapping) else data


class File(Part):
    """How the file is laid out. What is left out is found by looking at the file, and stated in the result."""

    encoding: Literal["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"] | None = None
    delimiter: Annotated[Literal[",", ";", "\t", "|"] | None, BeforeValidator(lambda value: _delimiter(value))] = None
    header_row: Annotated[int, Field(ge=1)] | None = None
    sheet: str | None = None
    sheets: Names = ()
    """The sheets read together, such as one for each month; :data:`ALL` for every one with the columns."""

    @model_validator(mode="after")
    def _one_way_of_sheets(self) -> "File":
        if self.sheet and self.sheets:
            raise _refuse(codes.MAPPING_BAD_VALUE, value=self.sheet, word="sheet", reason=SHEET_OR_SHEETS)
        return self


class Columns(Part):
    """Which column holds what. A name is the header's, whatever its capitals and spaces; ``#3`` is the third column.

    A date may stand in several columns, such as a year and a period: what they hold is put together with a space between.
    """

    date: Parts
    service_date: Parts | None = None
    amount: str | None = None
    net: str | None = None
    gross: str | None = None
    vat: str | None = None
    debit: str | None = None
    credit: str | None = None
    debit_or_credit: str | None = None
    transaction: Names = ()
    supplier: str | None = None
    category: Names = ()
    cost_centre: Names = ()
    narrative: Names = ()
    capital_or_revenue: str | None = None
    currency: str | None = None
    percentages: dict[str, str] = {}
    components: dict[str, str] = {}

    @property
    def component_columns(self) -> dict[str, str]:
        """The components that have a column; of :data:`REST` there is none."""
        return {part: name for part, name in self.components.items() if word(name) != REST}

    @model_validator(mode="after")
    def _one_amount(self) -> "Columns":
        ways = [
            self.amount is not None and not (self.net or self.debit or self.credit),
            self.net is not None and not (self.amount or self.debit or self.credit),
            self.gross is not None and self.vat is not None and not (self.amount or self.net or self.debit),
            self.debit is not None and self.credit is not None and not (self.amount or self.net or self.gross),
        ]
        if ways.count(True) != 1 or (self.debit_or_credit and self.debit):
            raise _refuse(codes.AMOUNT_COLUMNS_UNCLEAR)
        if self.components and len(self.components) - len(self.component_columns) > bool(self.component_columns):
            raise _refuse(codes.MAPPING_BAD_VALUE, value=REST, word="components", reason=ONE_REST)
        return self


class Amounts(Part):
    """How amounts are written. ``post`` says which of net and gross is the pool's cost."""

    sign: Literal["as written", "reversed"] = "as written"
    decimal: Literal["point", "comma"] = "point"
    """What stands before the pence: the comma of ``1.234,50``, as ledgers kept in other countries write it."""
    unit: Literal["pounds", "pence", "thousands"] = "pounds"
    suffixes: bool = False
    credits: Literal["positive", "negative"] = "positive"
    """How a column of credits shows them; where below zero, they are added to the debits."""
    post: Literal["net", "gross"] = "net"


class FromColumn(Part):
    """A value taken from a column of the file."""

    column: str


class Rule(Part):
    """Which lines belong to a scheme. Every condition under ``when`` must hold; a rule without one holds always."""

    when: dict[str, Names] = {}
    spend: Literal["capital", "revenue"] | None = None
    scheme: str | None = None
    responsible: str | None = None
    partner: str | None = None
    category: str | FromColumn | None = None
    ignore: str | None = None

    @model_validator(mode="after")
    def _scheme_or_ignore(self) -> "Rule":
        if (self.scheme is None) == (self.ignore is None):
            raise _refuse(codes.RULE_DOES_NOTHING)
        return self


class Control(Part):
    """What the sender says the file holds: its rows and its total in pence. Either may stand alone."""

    rows: Annotated[int, Field(ge=0)] | None = None
    total: Pence | None = None


class Mapping(Part):
    """How one partner's file becomes lines. ``mapping`` names the data set and is part of every line's key."""

    mapping: Annotated[str, Field(min_length=1, pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    kind: Literal["payments", "contributions received"] = "payments"
    source: str | None = None
    notes: Notes = ()
    """What a reader of any figure from this file must know, such as payments that are absent."""
    file: File = File()
    columns: Columns
    also_called: dict[str, Names] = {}
    dates: Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)] = ("yyyy-mm-dd", "dd/mm/yyyy")
    service_dates: Names = ()
    earliest: date = date(1990, 1, 1)
    latest: date = date(2100, 1, 1)
    amounts: Amounts = Amounts()
    schemes: tuple[Rule, ...] = ()
    control: Control = Control()

    @field_validator("dates", "service_dates")
    @classmethod
    def _date_formats(cls, formats: tuple[str, ...]) -> tuple[str, ...]:
        for name in formats:
            try:
                check_format(name)
            except ValueError:
                raise _refuse(codes.MAPPING_BAD_VALUE, value=name, word="dates", reason=NOT_A_FORMAT) from None
        if either_way(formats):
            raise _refuse(codes.DAY_AND_MONTH_UNCLEAR)
        return formats


def _delimiter(value: object) -> object:
    names = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}
    return names.get(value, value) if isinstance(value, str) else value
