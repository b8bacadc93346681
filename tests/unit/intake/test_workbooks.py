"""Workbooks: values by sheet and row, within limits, and nothing run."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cronfa.intake import Sum, guess, parse_mapping, read, rows_at
from cronfa.problems import Problems
from made_up_files import HEADER, LINE, PLAIN, outcome, written

HEAD = ["Date", "Ref", "Supplier ", "Type", "Amount"]
ROW: list[Any] = [datetime(2019, 1, 10), 1001, "=1+1", "Care", 100.5]  # noqa: DTZ001  spreadsheets have no zones


def workbook(sheets: dict[str, list[list[Any]]], *, start: int = 0, options: dict[str, Any] | None = None) -> bytes:
    """A workbook of these sheets, their tables beginning so many rows and columns in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"} | (options or {})
    )
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(start + number, start, row)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("name", ["payments.xlsx", "payments.csv", "payments"])
@pytest.mark.parametrize("start", [0, 3])
@pytest.mark.parametrize("date_1904", [False, True])
def test_a_sheet_is_read_whatever_the_file_is_called(name: str, start: int, date_1904: bool, tmp_path: Path) -> None:
    book = workbook({"Data": [HEAD, ROW]}, start=start, options={"date_1904": date_1904})
    intake = read(written(tmp_path, book, name), parse_mapping(PLAIN))
    line = next(intake.lines())
    assert (line.posting_date, line.transaction, line.supplier) == (date(2019, 1, 10), "1001", "=1+1")
    assert (line.amount_pence, line.row, intake.sheet) == (10_050, start + 2, "Data")


def test_the_sheet_with_the_columns_is_taken(tmp_path: Path) -> None:
    sheets = {"Notes": [["Read me"]] * 50, "Data": [HEAD, ROW], "Lists": [["Date"]]}
    path = written(tmp_path, workbook(sheets), "p.xlsx")
    assert read(path, parse_mapping(PLAIN)).sheet == "Data"
    assert guess(path, sheet="Data").mapping.file.sheet == "Data"


def test_a_sheet_may_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, workbook({"Jan": [HEAD, ROW], "Feb": [HEAD, ROW, ROW]}), "p.xlsx")
    assert read(path, parse_mapping(PLAIN + "file: {sheet: Feb}\n")).read == Sum(2, 20_100)
    with pytest.raises(Problems) as caught:
        read(path, parse_mapping(PLAIN + "file: {sheet: March}\n"))
    assert caught.value.problems[0].code == "IN019"
    assert "Jan, Feb" in caught.value.problems[0].remedy()


def test_problems_cite_the_sheet_and_the_row(tmp_path: Path) -> None:
    wrong = [*ROW[:4], "lots"]
    intake = read(written(tmp_path, workbook({"Data": [HEAD, ROW, wrong]}, start=4), "p.xlsx"), parse_mapping(PLAIN))
    where = intake.problems[0].where
    assert (where.sheet, where.line, where.column) == ("Data", 7, 9)


def test_numbers_have_the_fifteen_digits_that_a_sheet_shows(tmp_path: Path) -> None:
    rows = [HEAD, [*ROW[:4], 0.1 + 0.2], [*ROW[:4], 1e-6], [*ROW[:4], 123456789.12]]
    intake = read(written(tmp_path, workbook({"Data": rows}), "p.xlsx"), parse_mapping(PLAIN))
    assert intake.counts == {"MN001": 1}
    assert intake.frame["amount_pence"].to_list() == [30, 12_345_678_912]


def test_formulas_give_the_value_they_were_saved_with(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ["10/01/2019", "T1", "a", "b"])
    sheet.write_formula(1, 4, "=2+2", None, 12.5)
    book.close()
    intake = read(written(tmp_path, out.getvalue(), "p.xlsx"), parse_mapping(PLAIN))
    assert [line.amount_pence for line in intake.lines()] == [1_250]


def test_day_numbers_without_a_date_format_are_read_as_the_mapping_says(tmp_path: Path) -> None:
    path = written(tmp_path, workbook({"Data": [HEAD, [43475, *ROW[1:]]]}), "p.xlsx")
    mapping = parse_mapping(PLAIN.replace("dd-mmm-yy", "excel 1900"))
    assert next(read(path, mapping).lines()).posting_date == date(2019, 1, 10)
    assert read(path, parse_mapping(PLAIN)).counts == {"IN031": 1}


def _archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (_archive({"payments.csv": HEADER.encode()}), {"IN012"}),
        (_archive({"[Content_Types].xml": b"0" * (64 << 20)}), {"IN017"}),
        (_archive({"[Content_Types].xml": b"", **{f"x{n}": b"" for n in range(5_001)}}), {"IN017"}),
        (_archive({"[Content_Types].xml": b"<nonsense/>"}), {"IN018"}),
        (workbook({"Data": [HEAD, ROW]})[:-200], {"IN018"}),
        (b"PK\x03\x04" + b"\0" * 100, {"IN018"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, {"IN018"}),
        (workbook({"Data": []}), {"IN021"}),
        (workbook({"Data": [HEAD]}), {"IN043"}),
    ],
)
def test_bombs_and_broken_workbooks_are_problems(content: bytes, codes: set[str], tmp_path: Path) -> None:
    assert outcome(tmp_path, content, name="p.xlsx") == codes


def test_a_sheet_that_needs_too_much_memory_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cronfa.intake.workbook._MEMORY_BYTES", 1 << 20)
    monkeypatch.setattr("cronfa.intake.workbook._MEMORY_FOR_EACH_BYTE", 0)
    assert outcome(tmp_path, workbook({"Data": [HEAD, ROW]}), name="p.xlsx") == {"IN018"}


def test_rows_are_shown_as_they_stand(tmp_path: Path) -> None:
    book = written(tmp_path, workbook({"Data": [HEAD, ROW]}), "p.xlsx")
    assert rows_at(book, [2, 9]) == {2: "2019-01-10,1001,=1+1,Care,100.5"}
    packed = written(tmp_path, HEADER + LINE * 3, "p.csv.gz")
    assert rows_at(packed, {1, 4}) == {1: HEADER.strip(), 4: LINE.strip()}
    assert rows_at(written(tmp_path, "a\nb"), [2, 3]) == {2: "b"}


def test_other_sheets_with_the_same_columns_are_named_not_left_out_unseen(tmp_path: Path) -> None:
    sheets = {"Apr": [HEAD, ROW, ROW], "May": [HEAD, ROW], "Read me": [["Date", "What is here"]], "Jun": [HEAD, ROW]}
    path = written(tmp_path, workbook(sheets), "p.xlsx")
    [problem] = [each for each in read(path, parse_mapping(PLAIN)).problems if each.code == "IN026"]
    assert (problem.facts["taken"], problem.facts["sheets"]) == ("Apr", "May, Jun")
    assert not read(path, parse_mapping(PLAIN + "file: {sheet: Apr}\n")).counts.get("IN026")


@pytest.mark.parametrize(("value", "pence"), [(100000.1 - 99999.9, 20), (0.1 + 0.2, 30), (1e9 + 0.29, 100_000_000_029)])
def test_the_noise_of_binary_fractions_is_no_part_of_a_penny(value: float, pence: int, tmp_path: Path) -> None:
    book = workbook({"Data": [HEAD, [*ROW[:4], value]]})
    assert read(written(tmp_path, book, "p.xlsx"), parse_mapping(PLAIN)).read == Sum(1, pence)


def test_a_part_of_a_penny_in_a_workbook_is_one(tmp_path: Path) -> None:
    book = workbook({"Data": [HEAD, [*ROW[:4], 100.00001]]})
    assert outcome(tmp_path, book, PLAIN, "p.xlsx") == {"MN002"}
