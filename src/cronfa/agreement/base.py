"""What every clause has in common, and the small readers that let people write short forms."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from cronfa.agreement.codes import NOT_A_DATE
from cronfa.agreement.values import ByYear, ClauseNumber, PartnerId, Pence, Share, is_by_year, refuse


class Clause(BaseModel):
    """A frozen piece of the agreement. ``clause`` is its number in the signed document and goes wherever it acts."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", " "),
        arbitrary_types_allowed=True,
    )

    clause: ClauseNumber | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_for_a_list(cls, value: Any) -> Any:
        """One thing may be written where a list may stand."""
        if not isinstance(value, dict):
            return value
        lists = {
            field.alias or name for name, field in cls.model_fields.items() if get_origin(field.annotation) is tuple
        }
        return {word: as_list(part) if word in lists else part for word, part in value.items()}


def _read_date(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        refuse(NOT_A_DATE, text=value)


Day = Annotated[date, PlainValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]


def as_list(value: Any) -> Any:
    """One thing written where a list may stand."""
    return value if isinstance(value, list) or value is None else [value]


def in_one(parts: list[Any]) -> Any:
    """A list of sentences as one text, in as many languages as they are written in."""
    if all(isinstance(part, str) for part in parts):
        return "; ".join(parts)
    if all(isinstance(part, dict) and set(part) == {"en", "cy"} for part in parts):
        return {language: "; ".join(str(part[language]) for part in parts) for language in ("en", "cy")}
    return parts


def by_its_shares(value: Any) -> Any:
    """Shares that are written without a rule are the rule: ``{shares: {…}}`` means ``{by: shares, shares: {…}}``."""
    return {"by": "shares", **value} if isinstance(value, dict) and "shares" in value and "by" not in value else value


def _yearly_tag(value: Any) -> str:
    return "by year" if is_by_year(value) else "every year"


def _by_year(value: Any) -> Any:
    """What was read, a single value or one per year, as a :class:`ByYear`."""
    return ByYear(every=None, years=value) if is_by_year(value) else ByYear(every=value, years={})


@dataclass(frozen=True, slots=True)
class _Yearly:
    """Reads one value for every year, or one value for each named year, into a :class:`ByYear`."""

    of: Any

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        each = handler.generate_schema(self.of)
        by_year = core_schema.dict_schema(core_schema.str_schema(pattern=r"^\d{4}(-\d{2})?$"), each)
        either = core_schema.tagged_union_schema({"every year": each, "by year": by_year}, discriminator=_yearly_tag)
        return core_schema.no_info_after_validator_function(_by_year, either)


YearlyPence = Annotated[ByYear[int], _Yearly(Pence)]
"""Money for every year, or year by year."""

YearlyPartnerPence = Annotated[ByYear[dict[str, int]], _Yearly(dict[PartnerId, Pence])]
"""Money by partner for every year, or year by year."""

YearlyPartnerShare = Annotated[ByYear[dict[str, Fraction]], _Yearly(dict[PartnerId, Share])]
"""Shares by partner for every year, or year by year."""
