"""The files themselves, read back with other people's readers: PDF, Word, Excel, HTML, JSON and CSV."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from fractions import Fraction
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdf
import pytest

import made_up_fund
from cronfa.language import LANGUAGES, Language, same
from cronfa.reporting import memorandum, monitoring_report, settlement_schedule, statement, write
from cronfa.reporting.as_xlsx import sheet_names
from cronfa.reporting.index import figure_index
from cronfa.reporting.model import Report
from cronfa.reporting.shown import in_words
from cronfa.reporting.words import money

BOOK = made_up_fund.book()
REPORTS = {
    "statement": statement(BOOK, "health"),
    "settlement": settlement_schedule(BOOK),
    "memorandum": memorandum(BOOK, "council"),
    "monitoring": monitoring_report(BOOK),
    "nothing": statement(made_up_fund.empty_book(), "health"),
}
each_report = pytest.mark.parametrize("name", REPORTS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    for name, report in REPORTS.items():
        for language in LANGUAGES:
            write(report, out, name, ("pdf", "docx", "xlsx", "html", "json", "csv"), language)
    return out


def test_write_gives_the_files_in_order(tmp_path: Path) -> None:
    paths = write(REPORTS["nothing"], tmp_path / "new", "s", language="cy")
    assert [path.name for path in paths] == ["s-cy.pdf", "s-cy.xlsx", "s-cy.html", "s.json"]
    assert sorted(tmp_path.joinpath("new").iterdir()) == sorted(paths), "nothing half-written is left behind"


def test_asking_for_the_room_does_not_load_what_draws_and_writes() -> None:
    code = (
        "import sys, cronfa.reporting as r; r.statement, r.write; "
        "print([m for m in ('typst', 'vl_convert', 'docx', 'xlsxwriter', 'jinja2', 'django') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# PDF


def tags(reader: pypdf.PdfReader) -> list[str]:
    """Every structure element of the tag tree, from the top."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            found.extend([str(node["/S"])] if "/S" in node else [])
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@each_report
@each_language
def test_a_pdf_is_tagged_titled_and_in_its_language(folder: Path, name: str, language: Language) -> None:
    reader = pypdf.PdfReader(folder / f"{name}-{language}.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert str(root["/Lang"]).startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert REPORTS[name].title.to(language) in str(reader.metadata.title if reader.metadata else "")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    found = tags(reader)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(found)
    assert ("/Figure" in found) == (name in ("statement", "monitoring", "settlement"))


@each_report
@each_language
def test_a_pdf_says_page_x_of_y_and_shows_the_notices_first(folder: Path, name: str, language: Language) -> None:
    reader = pypdf.PdfReader(folder / f"{name}-{language}.pdf")
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    word, of = ("Page", "of") if language == "en" else ("Tudalen", "o")
    for number, page in enumerate(pages, start=1):
        assert f"{word} {number} {of} {len(pages)}" in page
    for label in REPORTS[name].labels:
        assert pages[0].index(label.to(language)) < pages[0].index(REPORTS[name].headline.to(language)[:30])


def test_welsh_letters_and_long_names_stay_on_the_page(tmp_path: Path) -> None:
    words = wide_words(tmp_path, "Tŷ'r Ŵyl ŷ â ê î ô û ẃ ẁ ẅ – Gŵyl y Dŵr " * 4)
    assert any("Tŷ'r" in word for *_, word in words)
    for left, right, page_width, word in words:
        assert left >= 40 and right <= page_width - 40, f"{word} leaves the page"


def test_billions_stay_on_the_page(tmp_path: Path) -> None:
    for left, right, page_width, word in wide_words(tmp_path, "Fund", pence=10**14):
        assert left >= 40 and right <= page_width - 40, f"{word} leaves the page"


def wide_words(tmp_path: Path, name: str, pence: int = 0) -> list[tuple[float, float, float, str]]:
    """Every word of a schedule that holds this name and this much more money, with its place and its page's width."""
    settlement = BOOK.settlement
    schemes = tuple(
        replace(
            s, budget_pence=s.budget_pence + pence, due_pence=s.due_pence + pence, spend_pence=s.spend_pence + pence
        )
        for s in settlement.schemes
    )
    partners = tuple(
        replace(p, due_pence=p.due_pence + pence, paid_pence=p.paid_pence + pence) for p in settlement.partners
    )
    terms = BOOK.terms
    renamed = {id_: partner.model_copy(update={"name": same(name)}) for id_, partner in terms.partners.items()}
    book = replace(
        BOOK,
        terms=terms.model_copy(update={"partners": renamed}),
        settlement=replace(settlement, schemes=schemes, partners=partners),
        spent=(),
    )
    (pdf,) = write(settlement_schedule(book), tmp_path, "wide", ("pdf",))
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True)
    found, width = [], 0.0
    for line in done.stdout.splitlines():
        if page := re.search(r'<page width="([\d.]+)"', line):
            width = float(page[1])
        if word := re.search(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*)</word>', line):
            found.append((float(word[1]), float(word[2]), width, unescape(word[3])))
    return found


# Word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def word_document(path: Path) -> tuple[ElementTree.Element, ElementTree.Element, ElementTree.Element]:
    """The body, the styles and the properties of a Word document, as they lie in the file."""
    with zipfile.ZipFile(path) as parts:
        names = ("word/document.xml", "word/styles.xml", "docProps/core.xml")
        body, styles, known = (ElementTree.fromstring(parts.read(name)) for name in names)
    return body, styles, known


def paragraphs(body: ElementTree.Element, style: str) -> list[str]:
    """The paragraphs in a style, in order."""
    return [
        "".join(each.itertext()) for each in body.iter(f"{W}p")
        if (named := each.find(f"{W}pPr/{W}pStyle")) is not None and named.get(f"{W}val") == style
    ]  # fmt: skip


@each_report
@each_language
def test_a_word_document_has_a_title_a_language_headings_and_described_pictures(
    folder: Path, name: str, language: Language
) -> None:
    report = REPORTS[name]
    body, styles, known = word_document(folder / f"{name}-{language}.docx")
    assert report.title.to(language) in "".join(known.itertext())
    assert {each.get(f"{W}val") for each in styles.iter(f"{W}lang")} == {f"{language}-GB"}
    assert paragraphs(body, "Title") == [report.headline.to(language)]
    assert paragraphs(body, "Heading1")[: len(report.sections)] == [each.title.to(language) for each in report.sections]
    said = "".join(body.itertext())
    for label in report.labels:
        assert said.index(label.to(language)) < said.index(report.headline.to(language))
    assert [drawn.get("descr") for drawn in body.iter(DRAWN)] == [chart.alt.to(language) for chart in report.charts()]


@each_report
@each_language
def test_tables_in_word_hold_every_cell_and_their_headings_stand_on_each_page(
    folder: Path, name: str, language: Language
) -> None:
    body, *_ = word_document(folder / f"{name}-{language}.docx")
    shown = [table for table in REPORTS[name].tables() if table.rows]
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == len(shown)
    assert not list(body.iter(f"{W}gridSpan")) and not list(body.iter(f"{W}vMerge"))
    for drawn, table in zip(tables, shown, strict=True):
        first, *lines = drawn.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert drawn.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == table.title.to(language)
        said = [["".join(cell.itertext()) for cell in line.findall(f"{W}tc")] for line in lines]
        assert said == [
            [
                "" if cell.value is None and row.level != "line" else in_words(column, cell.value, language)
                for column, cell in zip(table.columns, row.cells, strict=True)
            ]
            for row in table.rows
        ]


def test_a_word_document_shows_what_cannot_be_read_as_such(tmp_path: Path) -> None:
    strange = replace(REPORTS["nothing"], headline=same("Rung \x07 twice\x00"))
    (path,) = write(strange, tmp_path, "strange", ("docx",))
    assert paragraphs(word_document(path)[0], "Title") == ["Rung \ufffd twice\ufffd"]


# Excel


def sheets(path: Path) -> Any:
    return openpyxl.load_workbook(path, data_only=False).worksheets


@each_report
@each_language
def test_a_workbook_has_one_marked_table_a_sheet_and_nothing_merged(
    folder: Path, name: str, language: Language
) -> None:
    report = REPORTS[name]
    cover, notes, *rest = sheets(folder / f"{name}-{language}.xlsx")
    said = [cell.value for cell in cover["A"]]
    assert report.headline.to(language) in said
    for label in report.labels:
        assert said.index(label.to(language)) < said.index(report.headline.to(language))
    assert notes["A1"].value in ("Notes", "Nodiadau")
    for sheet, table in zip(rest, (*report.tables(), figure_index(report)), strict=True):
        assert sheet["A1"].value == table.title.to(language)
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == (1 if table.rows else 0)
        assert sheet.freeze_panes == ("B4" if table.rows else None)


@each_report
@each_language
def test_no_cell_of_a_marked_table_is_blank(folder: Path, name: str, language: Language) -> None:
    for sheet in sheets(folder / f"{name}-{language}.xlsx"):
        for table in sheet.tables.values():
            assert all(cell.value not in (None, "") for row in sheet[table.ref] for cell in row)


@each_report
def test_totals_are_live_and_their_kept_values_are_right(folder: Path, name: str) -> None:
    path = folder / f"{name}-en.xlsx"
    kept = openpyxl.load_workbook(path, data_only=True)
    live = 0
    for sheet in sheets(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    live += 1
                    first, last = re.findall(r"[A-Z]+(\d+)", str(cell.value))
                    rows = range(int(first), int(last) + 1)
                    lines = [
                        kept[sheet.title].cell(at, cell.column).value
                        for at in rows
                        if sheet.cell(at, cell.column).data_type != "f"
                    ]
                    expected = sum(round(value * 100) for value in lines)
                    assert round(kept[sheet.title].cell(cell.row, cell.column).value * 100) == expected
    sums = sum(
        column.is_summed for table in REPORTS[name].tables() for row in table.rows if row.level != "line"
        for column in table.columns
    )  # fmt: skip
    assert live == sums


def test_every_penny_of_the_report_is_in_the_workbook(folder: Path) -> None:
    kept = openpyxl.load_workbook(folder / "settlement-en.xlsx", data_only=True).worksheets[2:]
    for sheet, table in zip(kept, REPORTS["settlement"].tables(), strict=False):
        for at, row in enumerate(table.rows):
            for to, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
                if column.is_money and isinstance(cell.value, int):
                    assert round(sheet.cell(4 + at, 1 + to).value * 100) == cell.value


# HTML


class Page(HTMLParser):
    """What a page holds, as a reader without eyes for its style meets it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for known, attrs in self.tags if known == tag]


@each_report
@each_language
def test_a_page_stands_alone_and_can_be_read_by_everyone(folder: Path, name: str, language: Language) -> None:
    words = (folder / f"{name}-{language}.html").read_text(encoding="utf-8")
    page = Page(words)
    assert page.all("html")[0]["lang"] == language
    assert not page.all("script") and not page.all("link") and not page.all("img")
    assert not re.search(r"(src|href)=\"(https?:)?//", words) and "@import" not in words and "url(http" not in words
    assert len(page.all("h1")) == 1
    shown = [table for table in (*REPORTS[name].tables(), figure_index(REPORTS[name])) if table.rows]
    assert len(page.all("caption")) == len(page.all("table")) == len(shown)
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert targets and set(targets) <= set(ids)
    assert all(drawing.get("role") == "img" and drawing.get("aria-label") for drawing in page.all("svg"))


@each_report
def test_every_figure_is_an_anchor_and_the_other_language_one_click_away(folder: Path, name: str) -> None:
    page = Page((folder / f"{name}-en.html").read_text(encoding="utf-8"))
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {cell.figure for _, _, cell in REPORTS[name].figures()} <= ids
    other = next(link for link in page.all("a") if link.get("hreflang") == "cy")
    assert (folder / other["href"]).exists()


def test_the_list_of_figures_names_each_figure_once_and_points_at_it(folder: Path) -> None:
    report = REPORTS["settlement"]
    index = figure_index(report)
    ids = [row.id for row in index.rows]
    assert len(ids) == len(set(ids)) and set(ids) == {cell.figure for _, _, cell in report.figures()}
    links = {link["href"] for link in Page((folder / "settlement-cy.html").read_text(encoding="utf-8")).all("a")}
    assert {f"#{id_}" for id_ in ids} <= links
    *_, last = sheets(folder / "settlement-cy.xlsx")
    assert [last.cell(4 + at, 1).value for at in range(len(ids))] == ids


# JSON and CSV


@each_report
def test_json_holds_exact_pence_and_both_languages(folder: Path, name: str) -> None:
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    assert document["format"] == "cronfa-report/1"
    assert set(document["headline"]) == {"en", "cy"}
    cells = {
        cell["figure"]: cell["value"]
        for section in document["sections"] for block in section["blocks"] if block["is"] == "Table"
        for row in block["rows"] for cell in row["cells"]
        if cell["figure"]
    }  # fmt: skip
    kept = {cell.figure: cell.value for _, _, cell in REPORTS[name].figures()}
    exact = {id_: Fraction(value) if isinstance(value, str) else value for id_, value in cells.items()}
    assert exact == kept


@each_report
def test_csv_has_a_file_for_each_table_with_plain_numbers(folder: Path, name: str) -> None:
    for table in REPORTS[name].tables():
        words = (folder / f"{name}-en-{table.id}.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(words, newline="")))
        assert rows[0] == [column.title.en for column in table.columns]
        assert len(rows) == 1 + len(table.rows)
        for line, row in zip(rows[1:], table.rows, strict=True):
            for field, column, cell in zip(line, table.columns, row.cells, strict=True):
                if column.is_money and isinstance(cell.value, int):
                    assert round(float(field) * 100) == cell.value


def test_every_kind_says_the_same_amount(folder: Path) -> None:
    said = money(28_096_584).en
    assert said in (folder / "statement-en.html").read_text(encoding="utf-8")
    assert said in " ".join(page.extract_text() for page in pypdf.PdfReader(folder / "statement-en.pdf").pages)
    assert said in "".join(word_document(folder / "statement-en.docx")[0].itertext())
    assert any(said in str(cell.value) for cell in sheets(folder / "statement-en.xlsx")[0]["A"])
    assert said in (folder / "statement.json").read_text(encoding="utf-8")


def test_a_report_is_what_its_name_says() -> None:
    assert {report.kind for report in REPORTS.values() if isinstance(report, Report)} == {
        "statement",
        "settlement",
        "memorandum",
        "monitoring",
    }


def test_names_of_sheets_end_with_a_whole_word() -> None:
    long = "The money that each partner has put into the fund"
    assert sheet_names([long, "Reserves", "A" * 40, "What is done about it all the y ear"]) == [
        "1 The money that each partner",
        "2 Reserves",
        "3 " + "A" * 29,
        "4 What is done about it all the",
    ]
