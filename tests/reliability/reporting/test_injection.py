"""R11: words that people wrote never become a formula, a link, markup or a command, in any kind of file."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import openpyxl
import pypdf
import pytest

import made_up_fund
from cronfa.language import Text, same
from cronfa.reporting import (
    as_csv,
    as_html,
    as_pdf,
    as_xlsx,
    memorandum,
    monitoring_report,
    settlement_schedule,
    statement,
)
from cronfa.reporting.model import Report

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "|")
PAYLOADS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://example.invalid","x")', "SUM(A1:A9)")
BOOK = made_up_fund.book()
REPORTS = (statement(BOOK, "health"), settlement_schedule(BOOK), memorandum(BOOK, "council"), monitoring_report(BOOK))


def poisoned(value: Any, change: Callable[[str], str]) -> Any:
    """The same report with every text in it changed: titles, names, references, notes, cells."""
    if isinstance(value, Text):
        return value.map(change)
    if isinstance(value, tuple):
        return tuple(poisoned(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: poisoned(getattr(value, field.name), change) for field in fields(value)})  # type: ignore[type-var]
    return value


@cache
def evil_reports(prefix: str) -> tuple[Report, ...]:
    payload = PAYLOADS[PREFIXES.index(prefix) % len(PAYLOADS)]
    return tuple(poisoned(report, lambda words: f"{prefix}{payload} {words}") for report in REPORTS)


def cells_of(report: Report) -> int:
    return sum(len(table.columns) * (1 + len(table.rows)) for table in report.tables())


@pytest.mark.parametrize("prefix", PREFIXES, ids=repr)
def test_no_words_become_a_formula_or_a_link_in_excel(prefix: str) -> None:
    for report in evil_reports(prefix):
        data = as_xlsx.render(report, "en")
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert re.fullmatch(r"=SUBTOTAL\(9,[A-Z]+\d+:[A-Z]+\d+\)", str(cell.value))
                    assert cell.hyperlink is None or (cell.hyperlink.location and not cell.hyperlink.target)
        parts = zipfile.ZipFile(io.BytesIO(data))
        assert not [name for name in parts.namelist() if "externalLink" in name or "vba" in name.lower()]
        assert not any(b"example.invalid" in parts.read(name) for name in parts.namelist() if name.endswith(".rels"))


@pytest.mark.parametrize("prefix", PREFIXES, ids=repr)
def test_no_words_become_a_formula_in_csv(prefix: str) -> None:
    for report in evil_reports(prefix):
        seen = 0
        for _, data in as_csv.render(report, "cy"):
            for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
                for field in row:
                    seen += 1
                    plain_number = re.fullmatch(r"-?\d+(\.\d+)?", field)
                    assert plain_number or not field.startswith(as_csv.DANGEROUS), field
        assert seen == cells_of(report)


def test_negative_amounts_stay_numbers() -> None:
    report = statement(BOOK, "health")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(report, "en"))).worksheets[2]
    assert sheet["B6"].value == -20_155_000 and sheet["B6"].data_type == "n"
    account = dict(as_csv.render(report, "en"))["account"].decode("utf-8-sig")
    assert "Less contributions paid,-20155000.00" in account


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '" onload="x', "</svg><img src=x>", "{{ 7 * 7 }}"])
def test_no_words_become_markup_in_html(words: str) -> None:
    evil = poisoned(statement(BOOK, "health"), lambda known: f"{words}{known}")
    page = as_html.render(evil, "en").decode("utf-8")
    assert "<script" not in page and "<img" not in page
    assert not re.search(r'<[^>]*[" ]onload="x', page)
    assert "49Partner statement" not in page


@pytest.mark.parametrize("words", ["#panic()", "*bold*", "$x$", "= heading", "@ref", "<label>", "// no", "`raw`", "\\"])
def test_no_words_become_markup_in_pdf(words: str) -> None:
    report = replace(statement(BOOK, "health"), headline=same(f"Begin {words} end"))
    page = pypdf.PdfReader(io.BytesIO(as_pdf.render(report, "en"))).pages[0].extract_text()
    assert f"Begin {words} end" in " ".join(page.split())
