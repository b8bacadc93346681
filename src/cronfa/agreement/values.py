"""The small values that clauses are made of, read from what people write.

``£500,000`` is pence, ``60%`` an exact share, ``1% of budget`` a limit, ``12 months`` a length of time. Each type reads
text and refuses what it does not understand with the :class:`~cronfa.problems.Kind` that says what to write instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Generic, Literal, NoReturn, TypeVar

from pydantic import BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from cronfa.agreement.codes import (
    HOST_NOT_A_PARTNER,
    NONE_YET,
    NOT_A_COUNT,
    NOT_A_LENGTH,
    NOT_A_LIMIT,
    NOT_A_SHARE,
    NOT_A_TEXT,
    NOT_AN_ID,
    UNKNOWN_BOARD,
    UNKNOWN_MEASURE,
    UNKNOWN_PARTNER,
    UNKNOWN_RESERVE,
    UNKNOWN_SCHEME,
)
from cronfa.language import Text
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Kind

T = TypeVar("T")

YEAR = re.compile(r"\d{4}(-\d{2})?")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%|(\d+)\s*/\s*(\d+)")
_LENGTH = re.compile(r"(\d+)\s+(working days?|days?|weeks?|months?|years?)")
_LIMIT = re.compile(r"(.+?)\s+of\s+(budget|contributions|contribution|amount)")


def refuse(kind: Kind, **facts: object) -> NoReturn:
    """Refuse a value inside a validator; the reader turns it into a located problem of this kind."""
    shown = {name: as_written(fact) if isinstance(fact, (dict, list)) else fact for name, fact in facts.items()}
    raise PydanticCustomError("cronfa", "{code}", {"code": kind.code, "facts": shown})


def as_written(value: object) -> str:
    """A value as it stands in an agreement, on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{name}: {as_written(part)}" for name, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_written, value)) + "]"
    return str(value)


def _read_id(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        refuse(NOT_AN_ID, text=value)
    return value


def read_pence(value: Any) -> int:
    """Pence from money written in pounds."""
    try:
        return parse_pence(as_written(value))
    except MoneyError as error:
        refuse(error.kind, **error.facts)


def read_count(value: Any) -> int:
    """A whole number, with or without commas."""
    if not re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", str(value).strip()):
        refuse(NOT_A_COUNT, text=value)
    return int(str(value).strip().replace(",", ""))


def _read_share(value: Any) -> Fraction:
    match = _SHARE.fullmatch(str(value).strip())
    if not match or match[3] == "0":
        refuse(NOT_A_SHARE, text=value)
    return Fraction(match[1]) / 100 if match[1] else Fraction(int(match[2]), int(match[3]))


def _read_text(value: Any) -> Text:
    if isinstance(value, str) and value.strip():
        return Text(en=value.strip(), cy=value.strip())
    if isinstance(value, dict) and value and set(value) <= {"en", "cy"} and all(value.values()):
        english, welsh = value.get("en"), value.get("cy")
        return Text(en=str(english or welsh).strip(), cy=str(welsh or english).strip())
    refuse(NOT_A_TEXT)


_TEXT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"en": {"type": "string"}, "cy": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}

Id = Annotated[str, PlainValidator(_read_id), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9-]*$"})]
"""A short name inside the agreement: small letters, figures and hyphens."""


def _known(section: str, kind: Kind, *words: str) -> PlainValidator:
    """Reads a name that the agreement defines in a section, or one of a few words of the language.

    The reader gives the names of each section as the validation's context; values built without one are not compared.
    """

    def read(value: Any, info: ValidationInfo) -> str:
        if value in words:
            return str(value)
        names: Mapping[str, Any] | None = (info.context or {}).get(section)
        if names is None or not isinstance(value, str):
            return _read_id(value)
        if value not in names:  # even if it could be no name: which there are helps more than how one is written
            refuse(kind, text=value, known=", ".join((*words, *names)) or NONE_YET)
        return value

    return PlainValidator(read)


_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9-]*$"})
_PARTY_WORDS = ("host", "lead commissioner")
BASES = ("contributions", "shares", "equal", "spend", "own side")
"""The words for how a step shares; any other is a measure by partner."""

PartnerId = Annotated[str, _known("partners", UNKNOWN_PARTNER), _ID_SCHEMA]
HostId = Annotated[str, _known("partners", HOST_NOT_A_PARTNER), _ID_SCHEMA]
SchemeId = Annotated[str, _known("schemes", UNKNOWN_SCHEME), _ID_SCHEMA]
ReserveId = Annotated[str, _known("reserves", UNKNOWN_RESERVE), _ID_SCHEMA]
BoardId = Annotated[str, _known("boards", UNKNOWN_BOARD), _ID_SCHEMA]
MeasureId = Annotated[str, _known("measures", UNKNOWN_MEASURE), _ID_SCHEMA]
PartyId = Annotated[str, _known("partners", UNKNOWN_PARTNER, *_PARTY_WORDS), WithJsonSchema({"type": "string"})]
"""A partner, ``host`` or ``lead commissioner``."""
Basis = Annotated[str, _known("measures", UNKNOWN_MEASURE, *BASES), WithJsonSchema({"type": "string"})]
"""What a step shares by: one of :data:`BASES` or a measure."""
OffsetOf = Annotated[
    str, _known("measures", UNKNOWN_MEASURE, "variance", "uncommitted"), WithJsonSchema({"type": "string"})
]

Pence = Annotated[
    int, PlainValidator(read_pence), WithJsonSchema({"type": ["string", "number"], "examples": ["£500,000"]})
]
"""Money written in pounds, kept as integer pence."""

Share = Annotated[Fraction, PlainValidator(_read_share), WithJsonSchema({"type": "string", "examples": ["60%", "1/3"]})]
"""An exact part of one: ``60%``, ``86.87%`` or ``1/3``."""

Words = Annotated[Text, PlainValidator(_read_text), WithJsonSchema(_TEXT_SCHEMA)]
"""Words in one language, or in both as ``{en: …, cy: …}``."""

ClauseNumber = Annotated[
    str, BeforeValidator(lambda value: str(value).strip()), WithJsonSchema({"type": ["string", "number"]})
]
"""The number of a clause in the signed document, such as ``Sch 3 para 7(b)``."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as the agreement writes it."""

    count: int
    unit: Literal["working day", "day", "week", "month", "year"]

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def _read_length(value: Any) -> Length:
    match = _LENGTH.fullmatch(str(value).strip())
    if not match:
        refuse(NOT_A_LENGTH, text=value)
    unit: Any = match[2].removesuffix("s")
    return Length(count=int(match[1]), unit=unit)


TimeLength = Annotated[
    Length, PlainValidator(_read_length), WithJsonSchema({"type": "string", "examples": ["12 months"]})
]

LimitOf = Literal["money", "budget", "contributions", "contribution", "amount", "remaining contribution"]


@dataclass(frozen=True, slots=True)
class Limit:
    """How much a step, or one party in it, may take.

    ``of`` is what a share is taken of: the scheme's budget, all its contributions, the party's own contribution, or the
    amount that reaches the step. ``remaining contribution`` is, on an overspend, the party's maximum contribution
    less what it contributes and has already been asked to bear; on an underspend, its contribution less what it has had
    back. For ``money`` the limit is ``pence``.
    """

    of: LimitOf
    pence: int = 0
    share: Fraction = Fraction(0)

    def __str__(self) -> str:
        if self.of == "money":
            return f"£{self.pence // 100:,}" + (f".{self.pence % 100:02d}" if self.pence % 100 else "")
        return self.of if self.of == "remaining contribution" else f"{percent(self.share)} of {self.of}"


def _read_limit(value: Any) -> Limit:
    words = str(value).strip()
    if words == "remaining contribution":
        return Limit(of="remaining contribution")
    match = _LIMIT.fullmatch(words)
    if match and _SHARE.fullmatch(match[1]):
        of: Any = match[2]
        return Limit(of=of, share=_read_share(match[1]))
    try:
        pence = parse_pence(words)
    except MoneyError:
        refuse(NOT_A_LIMIT, text=value)
    if pence < 0:
        refuse(NOT_A_LIMIT, text=value)
    return Limit(of="money", pence=pence)


UpTo = Annotated[
    Limit,
    PlainValidator(_read_limit),
    WithJsonSchema({"type": ["string", "number"], "examples": ["£750,000", "1% of budget", "remaining contribution"]}),
]


@dataclass(frozen=True, slots=True)
class ByYear(Generic[T]):
    """A value for every year of the agreement, with other values for named years."""

    every: T | None
    years: Mapping[str, T]

    def for_year(self, year: str) -> T | None:
        """The value of one year such as ``2012-13``; ``None`` if the agreement gives none."""
        return self.years.get(year, self.every)


def is_by_year(value: Any) -> bool:
    """Whether a mapping is written year by year."""
    return isinstance(value, dict) and bool(value) and all(YEAR.fullmatch(str(key)) for key in value)


def percent(share: Fraction) -> str:
    """``86.87%`` exactly, or ``1/3`` where no decimal is exact."""
    hundredths = share * 100
    for places in range(9):
        scaled = hundredths * 10**places
        if scaled.denominator == 1:
            whole, part = divmod(int(scaled), 10**places)
            return f"{whole}.{part:0{places}d}%" if places else f"{whole}%"
    return f"{share.numerator}/{share.denominator}"


def financial_year_of(day: date, starts_in_april: bool) -> str:
    """The label of the year that holds a day: ``2012-13``, or ``2012`` for a body whose year is the calendar year."""
    if not starts_in_april:
        return str(day.year)
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"
