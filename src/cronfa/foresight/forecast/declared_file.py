"""Declarations as people write them: a small YAML file, every problem with its line and column.

```yaml
incomplete:
  - months: [2011-04, 2011-11]
    reason: {en: Only the equipment store was published., cy: Dim ond y storfa offer a gyhoeddwyd.}
    source: the council's files for those months
part years:
  - {year: 2010-11, reason: {en: Records begin in December., cy: Mae'r cofnodion yn dechrau ym mis Rhagfyr.}, source: the files}
breaks:
  - {from: 2014-01, known: 2014-03, size: +1.3%, reason: {en: …, cy: …}, source: …}
pay runs: {every: 4 weeks, day: 2012-01-18, reason: {en: …, cy: …}, source: …}
```

``schemes: [residential]`` keeps an entry to some schemes; without it, it is about all of them.
"""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path as FilePath
from typing import Any, TypeVar

from cronfa.agreement.codes import NOT_A_MAPPING
from cronfa.agreement.document import Document, Path, read_document
from cronfa.calendars import CalendarError, Year
from cronfa.foresight.forecast import codes
from cronfa.foresight.forecast.declared import Break, Declared, Grounds, Incomplete, PartYear, PayRuns
from cronfa.language import Text, same
from cronfa.problems import Kind, Problem, Problems

T = TypeVar("T")
GROUNDS = ("reason", "source", "schemes")
FIELDS = {
    "incomplete": ("months",),
    "part years": ("year",),
    "breaks": ("from", "known", "size"),
    "pay runs": ("every", "day"),
}
_MONTH = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])")
_SIZE = re.compile(r"([+−-]?)([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%")
_EVERY = re.compile(r"([1-9][0-9]?) (days?|weeks?)")
_LARGEST_SIZE = Fraction(2)
_A_MONTH = Text(en="a month such as 2012-04", cy="mis megis 2012-04")
_A_YEAR = Text(en="a year such as 2012-13", cy="blwyddyn megis 2012-13")
_A_DAY = Text(en="a day such as 2012-01-18", cy="diwrnod megis 2012-01-18")
_A_SIZE = Text(en="a percentage over −100% and up to 200%", cy="canran dros −100% a hyd at 200%")
_EVERY_WORDS = Text(en="so many days or weeks, such as “4 weeks”", cy="nifer o ddyddiau (days) neu wythnosau (weeks)")
_LIST = Text(en="a list", cy="rhestr")
_SETTINGS = Text(en="settings with names", cy="gosodiadau ag enwau")
_WORDS = Text(en="words in English (en) and Welsh (cy)", cy="geiriau yn Saesneg (en) ac yn Gymraeg (cy)")
_NOT_BEFORE = Text(en="a month no earlier than “from”", cy="mis heb fod yn gynharach na “from”")


def load_declared(path: FilePath | str) -> Declared:
    """Read a file of declarations; see :func:`read_declared`."""
    return read_declared(FilePath(path).read_text(encoding="utf-8-sig"), str(path))


def read_declared(text: str, file: str = "declared.yaml") -> Declared:
    """What a text declares of a fund's records.

    Raises:
        Problems: everything that cannot be read, or that gives no reason or no source.
    """
    reader = _Reader(_document(text, file))
    declared = reader.declared()
    if reader.problems:
        raise Problems(reader.problems)
    return declared


def _document(text: str, file: str) -> Document:
    """The text as YAML; a text that holds anything but named settings is refused in the words of this room."""
    try:
        return read_document(text, file)
    except Problems as found:
        raise Problems(
            codes.DECLARED_UNREADABLE.at(
                problem.where, text=(text.strip() or "–").splitlines()[0][:60], wanted=_SETTINGS
            )
            if problem.kind is NOT_A_MAPPING
            else problem
            for problem in found.problems
        ) from found


class _Reader:
    """Reads values by their path and collects what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def declared(self) -> Declared:
        for name in self.document.data:
            if name not in FIELDS:
                self.problem(codes.NOT_DECLARABLE, (name,), field=name, known=", ".join(FIELDS))
        runs = self.document.data.get("pay runs")
        return Declared(
            incomplete=self.entries("incomplete", self.incomplete),
            part_years=self.entries("part years", self.part_year),
            breaks=self.entries("breaks", self.change),
            pay_runs=None if runs is None else self.pay_runs(self.settings(runs, ("pay runs",)), ("pay runs",)),
        )

    def problem(self, kind: Kind, path: Path, **facts: object) -> None:
        self.problems.append(self.document.problem(kind, path, **facts))

    def refuse(self, path: Path, value: object, wanted: Text) -> None:
        self.problem(codes.DECLARED_UNREADABLE, path, text="–" if value is None else value, wanted=wanted)

    def entries(self, name: str, read: Callable[[dict[str, Any], Path], T]) -> tuple[T, ...]:
        listed = self.document.data.get(name)
        if listed is not None and not isinstance(listed, list):
            self.refuse((name,), listed, _LIST)
            return ()
        return tuple(read(self.settings(each, (name, at)), (name, at)) for at, each in enumerate(listed or ()))

    def settings(self, value: Any, path: Path) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.refuse(path, value, _SETTINGS)
            return {}
        known = (*FIELDS[str(path[0])], *GROUNDS)
        for field in value:
            if field not in known:
                self.problem(codes.NOT_DECLARABLE, (*path, field), field=field, known=", ".join(known))
        return value

    def incomplete(self, entry: dict[str, Any], path: Path) -> Incomplete:
        listed = entry.get("months")
        if not isinstance(listed, list) or not listed:
            self.refuse((*path, "months"), listed, _LIST)
            listed = []
        months = tuple(self.month(each, (*path, "months", at)) for at, each in enumerate(listed))
        return Incomplete(months, self.grounds(entry, path))

    def part_year(self, entry: dict[str, Any], path: Path) -> PartYear:
        try:
            year = Year.parse(str(entry.get("year"))).label
        except CalendarError:
            self.refuse((*path, "year"), entry.get("year"), _A_YEAR)
            year = "0"
        return PartYear(year, self.grounds(entry, path))

    def change(self, entry: dict[str, Any], path: Path) -> Break:
        first = self.month(entry.get("from"), (*path, "from"))
        known = self.month(entry.get("known", entry.get("from")), (*path, "known"))
        if known < first:
            self.refuse((*path, "known"), known, _NOT_BEFORE)
        return Break(first, known, self.size(entry.get("size"), (*path, "size")), self.grounds(entry, path))

    def pay_runs(self, entry: dict[str, Any], path: Path) -> PayRuns:
        match = _EVERY.fullmatch(str(entry.get("every")))
        if not match:
            self.refuse((*path, "every"), entry.get("every"), _EVERY_WORDS)
        days = int(match[1]) * (7 if match[2].startswith("week") else 1) if match else 28
        return PayRuns(days, self.day(entry.get("day"), (*path, "day")), self.grounds(entry, path))

    def grounds(self, entry: dict[str, Any], path: Path) -> Grounds:
        """The reason and the source, without which nothing is declared."""
        for field in ("reason", "source"):
            if not entry.get(field):
                self.problem(codes.NO_GROUNDS, path, field=field)
        schemes = entry.get("schemes") or []
        if not isinstance(schemes, list):
            self.refuse((*path, "schemes"), schemes, _LIST)
            schemes = []
        return Grounds(
            self.words(entry.get("reason"), (*path, "reason")),
            str(entry.get("source") or "–"),
            tuple(map(str, schemes)),
        )

    def words(self, value: Any, path: Path) -> Text:
        if value is None:
            return same("–")
        if not isinstance(value, dict) or not value.get("en") or not value.get("cy"):
            self.refuse(path, value, _WORDS)
            return same("–")
        return Text(en=str(value["en"]), cy=str(value["cy"]))

    def month(self, value: Any, path: Path) -> str:
        if not _MONTH.fullmatch(str(value)):
            self.refuse(path, value, _A_MONTH)
            return "0000-01"
        return str(value)

    def day(self, value: Any, path: Path) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.refuse(path, value, _A_DAY)
            return date.min

    def size(self, value: Any, path: Path) -> Fraction:
        match = _SIZE.fullmatch(str(value))
        size = Fraction(match[2]) / 100 * (1 if match[1] in ("", "+") else -1) if match else None
        if size is None or not -1 < size <= _LARGEST_SIZE:
            self.refuse(path, value, _A_SIZE)
            return Fraction(0)
        return size
