"""Values of a demand file, read one by one. A mistake is kept as a problem, and a harmless value stands in its place."""

import re
from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import Any

from cronfa.agreement.document import Document, Path, dotted
from cronfa.foresight.demand import codes
from cronfa.foresight.demand.model import Source
from cronfa.language import Text, same
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Kind, Problem

SOURCES = ("published", "fitted", "assumed")
WEEKS_IN = {"day": 1 / 7, "week": 1.0, "month": 365.25 / 84, "year": 365.25 / 7}
LEAST_WEEKS = 1 / 7
"""A day: so that the powers of hazards stay within what a number can tell."""
NUMBER = Text(en="a number", cy="rhif")
SHARE = Text(en="a share", cy="cyfran")
TIME = Text(en="a length of time", cy="cyfnod o amser")
MAPPING = Text(en="a list of settings", cy="rhestr o osodiadau")
LIST = Text(en="a list", cy="rhestr")
WORDS = Text(en="words in English and Welsh", cy="geiriau Cymraeg a Saesneg")


class Reader:
    """One document, and the problems met in it so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def refuse(self, kind: Kind, path: Path, **facts: object) -> None:
        self.problems.append(self.document.problem(kind, path, **facts))

    def mapping(self, value: Any, path: Path, known: Sequence[str] | None = None) -> Mapping[str, Any]:
        """The settings in a place; those that are not known there are refused."""
        if not isinstance(value, dict):
            if value is not None:
                self.refuse(
                    codes.UNREADABLE,
                    path,
                    text=_short(value),
                    wanted=MAPPING,
                    example="weibull: {shape: 0.8, mean: 801 days}",
                )
            return {}
        for field in value:
            if known is not None and field not in known:
                self.refuse(
                    codes.UNKNOWN_FIELD,
                    (*path, field),
                    field=field,
                    place=dotted(path) or "demand",
                    known=", ".join(known),
                )
        return value

    def rows(self, value: Any, path: Path) -> list[tuple[Path, Any]]:
        """The items of a list, each with its path."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(codes.UNREADABLE, path, text=_short(value), wanted=LIST, example="- {care: home, …}")
            return []
        return [((*path, index), item) for index, item in enumerate(value)]

    def required(self, row: Mapping[str, Any], field: str, path: Path, example: str) -> Any:
        """A value that must be written; ``None``, and a problem, if it is not."""
        if row.get(field) is None:
            self.refuse(codes.MISSING, path, field=field, place=dotted(path) or "demand", example=f"{field}: {example}")
        return row.get(field)

    def number(self, value: Any, path: Path, least: float = 0.0, most: float = inf, above: bool = False) -> float:
        """A number, or a share such as ``4%``, within bounds; above the least if ``above``."""
        words = str(value).strip().replace(",", "").replace("−", "-")
        try:
            found = float(words.rstrip("% ")) / (100 if words.endswith("%") else 1)
        except ValueError:
            self.refuse(codes.UNREADABLE, path, text=_short(value), wanted=NUMBER, example=f"{path[-1]}: 4%")
            return max(least, 1.0)
        if not isfinite(found) or found < least or found > most or (above and found == least):
            self.refuse(codes.IMPOSSIBLE, path, field=path[-1], text=_short(value), range=_range(least, most, above))
            return max(least, min(most, 1.0))
        return found

    def whole(self, value: Any, path: Path, least: int, most: int) -> int:
        found = self.number(value, path, least, most)
        if found != int(found):
            self.refuse(codes.IMPOSSIBLE, path, field=path[-1], text=_short(value), range=WHOLE)
        return int(found)

    def pence(self, value: Any, path: Path) -> int:
        try:
            found = parse_pence(str(value))
        except MoneyError as error:
            self.problems.append(self.document.problem(error.kind, path, **error.facts))
            return 1
        if found < 0:
            self.refuse(codes.IMPOSSIBLE, path, field=path[-1], text=_short(value), range=_range(0, inf, False))
        return max(found, 0)

    def weeks(self, value: Any, path: Path) -> float:
        """A length of time, such as ``801 days``, in weeks."""
        match = re.fullmatch(r"([\d.,]+)\s*(day|week|month|year)s?", str(value).strip())
        if match is None:
            self.refuse(codes.UNREADABLE, path, text=_short(value), wanted=TIME, example=f"{path[-1]}: 801 days")
            return 1.0
        unit = WEEKS_IN[match[2]]
        return self.number(match[1], path, LEAST_WEEKS / unit) * unit

    def name(self, value: Any, known: Sequence[str], kind: Text, path: Path) -> str:
        if str(value) not in known:
            self.refuse(codes.UNKNOWN_NAME, path, sort=kind, name=_short(value), known=", ".join(known))
        return str(value)

    def names(self, value: Any, known: Sequence[str], kind: Text, path: Path) -> tuple[str, ...]:
        """One name or a list of them; none written, or ``all``, means all."""
        if value is None or value == "all":
            return ()
        if isinstance(value, list):
            return tuple(self.name(item, known, kind, (*path, index)) for index, item in enumerate(value))
        return (self.name(value, known, kind, path),)

    def source(self, row: Mapping[str, Any], path: Path) -> Source:
        """Where a row's values come from: exactly one of the three words must say."""
        said = [word for word in SOURCES if row.get(word) is not None]
        if not said:
            self.refuse(codes.NO_SOURCE, path)
            return Source("assumed", same("–"))
        if len(said) > 1:
            self.refuse(codes.TWO_SOURCES, (*path, said[1]), named=", ".join(said))
        standing = next(word for word in ("assumed", "fitted", "published") if word in said)
        words = self.text(row[standing], (*path, standing))
        assert words is not None
        return Source("assumed" if standing == "assumed" else "fitted" if standing == "fitted" else "published", words)

    def text(self, value: Any, path: Path) -> Text | None:
        """Words: a pair in both languages, or a name that is the same in both."""
        if value is None:
            return None
        if isinstance(value, dict):
            if str(value.get("en") or "").strip() and str(value.get("cy") or "").strip():
                return Text(en=str(value["en"]), cy=str(value["cy"]))
            self.refuse(codes.UNREADABLE, path, text=_short(value), wanted=WORDS, example="{en: …, cy: …}")
            return same("–")
        return same(str(value).strip() or "–")


WHOLE = Text(en="a whole number", cy="yn rhif cyfan")


def _range(least: float, most: float, above: bool) -> Text:
    if most == inf:
        return (
            Text(en="above {least:g}", cy="yn uwch na {least:g}")
            if above
            else Text(en="{least:g} or more", cy="yn {least:g} neu fwy")
        ).filled(least=least)
    words = (
        Text(en="above {least:g} and up to {most:g}", cy="yn uwch na {least:g} a hyd at {most:g}")
        if above
        else Text(en="from {least:g} to {most:g}", cy="rhwng {least:g} a {most:g}")
    )
    return words.filled(least=least, most=most)


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 60 else f"{words[:57]}…"
