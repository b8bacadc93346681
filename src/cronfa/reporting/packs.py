"""The pack for a budget manager: one month's position as a workbook in which the forecast, and why, can be filled in.

Two sheets, one marked table on the first: cells to fill in are unlocked and say so in words, everything else is for reading.
The pack says which fund, year and month it is of, so that it cannot be taken for another when it comes back.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from cronfa.language import LANGUAGES, Language, Text

SHEET = Text(en="Forecast", cy="Rhagolwg")
NOTES = Text(en="Notes", cy="Nodiadau")
TITLE = Text(en="{fund}: forecast at the end of {month}", cy="{fund}: rhagolwg ar ddiwedd {month}")
HEADINGS = {
    "title": Text(en="Scheme", cy="Cynllun"),
    "scheme": Text(en="Scheme's id", cy="Dynodydd y cynllun"),
    "budget": Text(en="Budget for the year", cy="Cyllideb y flwyddyn"),
    "actual": Text(en="Actual to date", cy="Gwirioneddol hyd yma"),
    "committed": Text(en="Committed", cy="Ymrwymwyd"),
    "computed": Text(en="Computed forecast", cy="Rhagolwg a gyfrifwyd"),
    "forecast": Text(en="Your forecast", cy="Eich rhagolwg chi"),
    "why": Text(en="Why", cy="Pam"),
}
TO_FILL_IN = ("forecast", "why")
ABOUT = Text(
    en="This sheet contains one table. Fill in the columns “Your forecast” and “Why”; the rest is for reading. {mark}",
    cy="Mae'r ddalen hon yn cynnwys un tabl. Llenwch y colofnau “Eich rhagolwg chi” a “Pam”; mae'r gweddill i'w ddarllen. {mark}",
)
SAID = (
    Text(
        en="Your forecast is what you expect the whole year to come to, in pounds and pence. Leave it empty where you have no "
        "other view than the computed one.",
        cy="Eich rhagolwg chi yw'r hyn y disgwyliwch i'r flwyddyn gyfan ddod iddo, mewn punnoedd a cheiniogau. Gadewch ef yn wag "
        "lle nad oes gennych farn wahanol i'r un a gyfrifwyd.",
    ),
    Text(
        en="Send the pack back on the page that you took it from. Every row is checked; nothing is kept until you confirm it and "
        "another person approves it.",
        cy="Anfonwch y pecyn yn ôl ar y dudalen y cawsoch ef ohoni. Gwirir pob rhes; ni chedwir dim nes i chi ei gadarnhau ac i "
        "rywun arall ei gymeradwyo.",
    ),
    Text(
        en="The sheet is locked but for those two columns, without a password.",
        cy="Mae'r ddalen wedi'i chloi heblaw am y ddwy golofn hynny, heb gyfrinair.",
    ),
)
FIRST_ROW = 2
"""Of the table, counted from nought: its heading; above it the title and what the sheet holds."""
_MONEY = "£#,##0.00;−£#,##0.00"


@dataclass(frozen=True, slots=True)
class PackLine:
    """One scheme at the end of a month; pence, ``None`` where there is no budget or no forecast."""

    scheme: str
    title: Text
    budget_pence: int | None
    actual_pence: int
    committed_pence: int
    computed_pence: int | None
    forecast_pence: int | None = None
    """What its manager said last."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One month of one fund, for whoever answers for its budgets."""

    fund: str
    title: Text
    year: str
    month: int
    month_name: Text
    as_at: date
    lines: tuple[PackLine, ...]

    @property
    def mark(self) -> str:
        """What names the pack inside the file."""
        return mark(self.fund, self.year, self.month)


def mark(fund: str, year: str, month: int) -> str:
    return f"[cronfa {fund} {year} {month:02d}]"


def render(pack: Pack, language: Language) -> bytes:
    """The workbook in one language; the same pack gives the same bytes."""
    import xlsxwriter  # only when a workbook is made

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made = datetime(pack.as_at.year, pack.as_at.month, pack.as_at.day, tzinfo=UTC).replace(tzinfo=None)
    title = TITLE.filled(fund=pack.title, month=pack.month_name).to(language)
    book.set_properties({"title": title, "author": "cronfa", "created": made})
    _forecast(book, pack, title, language)
    sheet = book.add_worksheet(NOTES.to(language))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, NOTES.to(language), _style(book, bold=True, font_size=16))
    for at, said in enumerate(SAID, start=1):
        sheet.write_string(at, 0, said.to(language), _style(book, text_wrap=True))
    book.close()
    return target.getvalue()


def _style(book: Any, **more: Any) -> Any:
    return book.add_format({"font_name": "Arial", "font_size": 12, "valign": "top", **more})


def _forecast(book: Any, pack: Pack, title: str, language: Language) -> None:
    sheet = book.add_worksheet(SHEET.to(language))
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, _style(book, bold=True, font_size=16))
    sheet.write_string(1, 0, ABOUT.filled(mark=pack.mark).to(language), _style(book))
    heading = _style(book, bold=True, text_wrap=True, valign="bottom")
    columns = [{"header": each.to(language), "header_format": heading} for each in HEADINGS.values()]
    options = {
        "name": "forecast",
        "columns": columns,
        "autofilter": False,
        "style": "Table Style Light 1",
        "banded_rows": False,
    }
    sheet.add_table(FIRST_ROW, 0, FIRST_ROW + max(len(pack.lines), 1), len(columns) - 1, options)
    text, money = _style(book, text_wrap=True), _style(book, num_format=_MONEY)
    open_ = {"locked": False, "bg_color": "#FFF8E1", "border": 1, "border_color": "#8A6D00"}
    open_text, open_money = _style(book, text_wrap=True, **open_), _style(book, num_format=_MONEY, **open_)
    for at, line in enumerate(pack.lines, start=FIRST_ROW + 1):
        sheet.write_string(at, 0, line.title.to(language), text)
        sheet.write_string(at, 1, line.scheme, text)
        sums = (line.budget_pence, line.actual_pence, line.committed_pence, line.computed_pence)
        for to, pence in enumerate(sums, start=2):
            _amount(sheet, at, to, pence, money)
        _amount(sheet, at, 6, line.forecast_pence, open_money)
        sheet.write_string(at, 7, line.why, open_text) if line.why else sheet.write_blank(at, 7, None, open_text)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 20)
    sheet.set_column(7, 7, 48)
    sheet.freeze_panes(FIRST_ROW + 1, 1)
    sheet.protect("", {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _amount(sheet: Any, at: int, to: int, pence: int | None, style: Any) -> None:
    if pence is None:
        sheet.write_blank(at, to, None, style)
    else:
        sheet.write_number(at, to, Decimal(pence) / 100, style)


def headings() -> Sequence[tuple[str, str]]:
    """Every heading in every language, as it is looked for in a file that comes back, with the column that it names."""
    return [(text.to(language).casefold(), name) for name, text in HEADINGS.items() for language in LANGUAGES]
