"""A mapping met with a file: where each thing the mapping speaks of stands in this file's columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from cronfa.intake.header import Header
from cronfa.intake.mapping import Mapping
from cronfa.intake.source import Source
from cronfa.problems import Problem

DATE_ROLES = ("date", "service_date")
AMOUNT_ROLES = ("amount", "net", "gross", "vat", "debit", "credit")


@dataclass(frozen=True)
class Layout:
    """The mapping, the file, its header, and the file's column name for each name that the mapping uses."""

    mapping: Mapping
    source: Source
    header: Header
    delimiter: str
    columns: dict[str, str]
    sheet: str | None = None
    above: int = 0
    """What is added to a row of this sheet to know it among those of sheets read together (:mod:`cronfa.intake.sheets`)."""
    warnings: Sequence[Problem] = ()

    def column(self, role: str) -> str | None:
        """The column for a role that reads one, or None if the mapping does not use it. A date that stands in several
        columns is read from one of :attr:`together`.
        """
        names = getattr(self.mapping.columns, role)
        if isinstance(names, tuple):
            return self._together_name([self.columns[name] for name in names])
        return self.columns[names] if names else None

    def _together_name(self, columns: Sequence[str]) -> str:
        """As a header says them, so that a header repeated further down is known."""
        name = " ".join(columns)
        return f"{name} (together)" if len(columns) > 1 and name in self.header.names else name

    @cached_property
    def together(self) -> dict[str, list[str]]:
        """Columns that the file does not have itself: a date's parts, as a year and a period, put together in one text."""
        named = (names for role in DATE_ROLES if isinstance(names := getattr(self.mapping.columns, role), tuple))
        parts = ([self.columns[name] for name in names] for names in named)
        return {self._together_name(columns): columns for columns in parts if len(columns) > 1}

    def put_together(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with the columns that :attr:`together` makes."""
        if not self.together:
            return frame
        made = [join_texts([trimmed(part) for part in parts], " ").alias(name) for name, parts in self.together.items()]
        return frame.with_columns(made)

    def number(self, column: str) -> int:
        """A column's place in the file, from one, as problems cite it; of columns put together, the last one's."""
        return self.header.names.index(self.together.get(column, [column])[-1]) + 1

    @cached_property
    def amount_columns(self) -> dict[str, str]:
        """The file's column for each kind of amount that the mapping uses."""
        return {role: column for role in AMOUNT_ROLES if (column := self.column(role))}

    @cached_property
    def used(self) -> list[str]:
        """The file's columns that the mapping uses, each once."""
        return list(dict.fromkeys([*self.columns.values(), *self.together]))

    def date_formats(self, role: str) -> tuple[str, ...]:
        """The formats of a date column. A date cell of a workbook always comes as ``yyyy-mm-dd``."""
        formats = (self.mapping.service_dates if role == "service_date" else ()) or self.mapping.dates
        return ("yyyy-mm-dd", *formats) if self.source.content == "workbook" else formats

    def text(self, role: str) -> pl.Expr:
        """The text of a single-column role, trimmed before; empty if the mapping does not use it."""
        column = self.column(role)
        return pl.col(column) if column else pl.lit("")

    def joined(self, role: str, between: str = " / ") -> pl.Expr:
        """The texts of a role that may have several columns, put together without the blank ones."""
        columns = [self.columns[name] for name in getattr(self.mapping.columns, role)]
        return join_texts([pl.col(column) for column in columns], between)

    def excerpt(self, row: dict[str, object]) -> str:
        """The start of a row, for a problem."""
        return self.delimiter.join(str(row.get(name) or "") for name in self.header.names)[:120]


def trimmed(column: str) -> pl.Expr:
    """A column's text without spaces at its ends; empty where the row was too short to have it."""
    return pl.col(column).fill_null("").str.strip_chars()


def join_texts(texts: Sequence[pl.Expr], between: str) -> pl.Expr:
    """Texts put together without the blank ones."""
    if not texts:
        return pl.lit("")
    if len(texts) == 1:
        return texts[0]
    some = [pl.when(text != "").then(text) for text in texts]
    return pl.concat_str(some, separator=between, ignore_nulls=True).fill_null("")
