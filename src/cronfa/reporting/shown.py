"""A report as it is shown in one language: strings and lists only, for the page templates of HTML and PDF.

Templates place what is here and decide nothing.
"""

import textwrap
from datetime import date
from fractions import Fraction
from typing import Any

from cronfa.language import Language, Text, same
from cronfa.reporting import words
from cronfa.reporting.charts import svg
from cronfa.reporting.index import figure_index
from cronfa.reporting.model import (
    Actions,
    Block,
    Cell,
    Column,
    ExceedanceChart,
    FanChart,
    FlowChart,
    MonthsChart,
    Paragraph,
    Report,
    Row,
    Section,
    Status,
    Table,
    Value,
    WaterfallChart,
)

Shown = dict[str, Any]

NOT_APPLICABLE = "–"
RIGHT = ("money", "pounds", "count", "number", "percent")
LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg"}
NARROW_CHARACTERS = 22
"""A column of clause numbers up to this wide is never broken."""
WIDE_CHARACTERS = 92
"""Beyond this a table needs a landscape page."""

_FURNITURE = {
    "page": Text(en="Page", cy="Tudalen"),
    "of": Text(en="of", cy="o"),
    "skip": Text(en="Skip to the figures", cy="Neidio i'r ffigurau"),
    "contents": Text(en="On this page", cy="Ar y dudalen hon"),
    "notes": Text(en="Notes", cy="Nodiadau"),
    "as_at": Text(en="As at", cy="Fel yr oedd ar"),
    "scroll": Text(en="{title}: scrolls sideways", cy="{title}: sgrolio i'r ochr"),
}


def shown(report: Report, language: Language) -> Shown:
    """The report in one language, ready to be placed on a page."""
    sections = [_section(section, language) for section in report.sections]
    widest = max((_width(table, language) for table in report.tables()), default=0)
    _anchor(sections)
    return {
        "lang": language,
        "other": "cy" if language == "en" else "en",
        "other_name": LANGUAGE_NAMES["cy" if language == "en" else "en"],
        "title": report.title.to(language),
        "subtitle": report.subtitle.to(language),
        "labels": [label.to(language) for label in report.labels],
        "headline": report.headline.to(language),
        "lead": [sentence.to(language) for sentence in report.lead],
        "sections": sections,
        "notes": [note.to(language) for note in report.notes],
        "furniture": {name: text.to(language) for name, text in _FURNITURE.items()},
        "as_at": words.day(report.as_at).to(language),
        "date": [report.as_at.year, report.as_at.month, report.as_at.day],
        "compact": report.kind == "board",
        "landscape": report.kind != "board" and widest > WIDE_CHARACTERS,
        "index": _table(figure_index(report), language),
        "version": report.provenance.version,
    }


def _anchor(sections: list[Shown]) -> None:
    """Give every figure a place to point at: its id, and a number where it stands in a second table."""
    seen: dict[str, int] = {}
    for section in sections:
        for block in section["blocks"]:
            for row in block.get("rows", ()):
                for cell in row["cells"]:
                    if figure := cell["figure"]:
                        seen[figure] = seen.get(figure, 0) + 1
                        cell["anchor"] = figure if seen[figure] == 1 else f"{figure}~{seen[figure]}"


def _section(section: Section, language: Language) -> Shown:
    title = section.title.to(language)
    blocks = _side_by_side([_block(block, language) for block in section.blocks])
    for block in blocks:
        for part in block.get("charts", [block]):
            part["titled"] = part.get("title") != title
    return {"id": section.id, "title": title, "blocks": blocks}


def _side_by_side(blocks: list[Shown]) -> list[Shown]:
    """Charts that follow each other stand as one group, beside each other where the page is wide enough."""
    grouped: list[Shown] = []
    for block in blocks:
        if block["is"] != "chart":
            grouped.append(block)
        elif grouped and grouped[-1]["is"] == "charts":
            grouped[-1]["charts"].append(block)
        else:
            grouped.append({"is": "charts", "charts": [block]})
    return grouped


def _block(block: Block, language: Language) -> Shown:
    match block:
        case Paragraph(text, tone):
            return {"is": "paragraph", "text": text.to(language), "tone": tone}
        case Actions(items):
            return {"is": "actions", "items": [item.to(language) for item in items]}
        case Table():
            return _table(block, language)
        case MonthsChart() | WaterfallChart() | FlowChart() | FanChart() | ExceedanceChart():
            title, alt = block.title.to(language), block.alt.to(language)
            key = [{"mark": part.mark, "title": part.title.to(language)} for part in getattr(block, "series", ())]
            return {"is": "chart", "id": block.id, "title": title, "alt": alt, "key": key, "svg": svg(block, language)}


def _table(table: Table, language: Language) -> Shown:
    return {
        "is": "table",
        "id": table.id,
        "title": table.title.to(language),
        "columns": [
            {
                "title": column.title.to(language),
                "lines": _heading(table, at, language),
                "right": column.kind in RIGHT,
                "kind": column.kind,
                "weight": _weight(table, at, language),
                "narrow": column.id == "clause" and _weight(table, at, language) <= NARROW_CHARACTERS,
            }
            for at, column in enumerate(table.columns)
        ],
        "rows": [_row(table, row, language) for row in table.rows],
        "empty": table.empty.to(language),
        "note": table.note.to(language) if table.note else "",
        "width": _width(table, language),
    }


def _row(table: Table, row: Row, language: Language) -> Shown:
    cells = [_cell(column, cell, row.level, language) for column, cell in zip(table.columns, row.cells, strict=True)]
    return {"level": row.level, "cells": cells}


def _cell(column: Column, cell: Cell, level: str, language: Language) -> Shown:
    tone = cell.value.tone if isinstance(cell.value, Status) else ""
    text = "" if cell.value is None and level != "line" else in_words(column, cell.value, language)
    return {"text": text, "figure": cell.figure or "", "tone": tone}


def _amount(column: Column, value: int) -> Text:
    match column.kind:
        case "money":
            return words.money(value)
        case "pounds":
            return words.rounded(value)
        case "number":
            return same(str(value))
        case _:
            return same(f"{value:,}".replace("-", words.MINUS))


def in_words(column: Column, value: Value, language: Language) -> str:
    """A cell's value as people read it."""
    match value:
        case None:
            return NOT_APPLICABLE
        case Text():
            return value.to(language)
        case Status(word):
            return word.to(language)
        case Fraction():
            return words.percent(value)
        case date():
            return words.day(value).to(language)
        case int():
            return _amount(column, value).to(language)


def _width(table: Table, language: Language) -> int:
    """How many characters the table is wide when words may wrap and numbers may not."""
    total = 0
    for at, column in enumerate(table.columns):
        cells = [in_words(column, row.cells[at].value, language) for row in table.rows]
        if column.kind == "text":
            total += min(max((len(cell) for cell in cells), default=0), 16) + 2
            continue
        heading = max(len(word) for word in column.title.to(language).split())
        total += max([heading, *(len(cell) for cell in cells)]) + 2
    return total


def _heading(table: Table, at: int, language: Language) -> list[str]:
    """A heading in as many lines as keep it no wider than what stands beneath it."""
    column = table.columns[at]
    title = column.title.to(language)
    if column.kind in ("text", "status"):
        return [title]
    widest = max((len(in_words(column, row.cells[at].value, language)) for row in table.rows), default=len(title))
    return textwrap.wrap(title, max(widest, 13), break_long_words=False)


def _weight(table: Table, at: int, language: Language) -> int:
    """How much room a column of words asks for beside the others."""
    words_ = [table.columns[at].title.to(language), *(_text(row, at, language) for row in table.rows)]
    return min(max(len(said) for said in words_), 44) + 4


def _text(row: Row, at: int, language: Language) -> str:
    value = row.cells[at].value
    return value.to(language) if isinstance(value, Text) else ""
