"""Several sheets of a workbook read together: one for each month, each with its own header and total."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cronfa.intake import Sum, as_yaml, guess, parse_mapping, read, rows_at, sheets_read
from cronfa.problems import Problems
from made_up_files import PLAIN, written
from unit.intake.test_workbooks import workbook

HEAD = ["Date", "Ref", "Supplier", "Type", "Amount"]
ALL = PLAIN + "file: {sheets: all}\n"


def row(day: str, amount: object, supplier: str = "Rose House") -> list[Any]:
    return [day, "T1", supplier, "Care", amount]


MONTHS = {
    "April": [HEAD, row("2026-04-03", 10.5), row("2026-04-04", 2), ["Total", "", "", "", 12.5]],
    "Notes": [["Date", "What this is"]],
    "May": [["Payments of May"], [], HEAD, row("2026-05-03", 7, "River"), ["", "", "", "Total", 7]],
    "June": [HEAD],
}


def book(tmp_path: Path, sheets: dict[str, list[list[Any]]], name: str = "year.xlsx") -> Path:
    return written(tmp_path, workbook(sheets), name)


def test_all_sheets_with_the_columns_are_read_together(tmp_path: Path) -> None:
    intake = read(book(tmp_path, MONTHS), parse_mapping(ALL))
    assert (intake.ok, intake.read, intake.sheet) == (True, Sum(3, 1950), None)
    assert [(sheet.name, sheet.number, sheet.sum) for sheet in intake.sheets] == [
        ("April", 1, Sum(2, 1250)), ("May", 3, Sum(1, 700)), ("June", 4, Sum()),
    ]  # fmt: skip
    assert dict(intake.total_rows) == {10_000_004: 1250, 30_000_005: 700}
    assert intake.counts == {"IN027": 1}
    assert intake.problems[0].facts["sheets"] == "Notes"


def test_a_row_is_known_by_its_sheet_and_its_place_there(tmp_path: Path) -> None:
    path = book(tmp_path, MONTHS)
    intake = read(path, parse_mapping(ALL))
    assert [line.row for line in intake.lines()] == [10_000_002, 10_000_003, 30_000_004]
    assert rows_at(path, [10_000_003, 30_000_004, 7], mapping=parse_mapping(ALL)) == {
        10_000_003: "2026-04-04,T1,Rose House,Care,2", 30_000_004: "2026-05-03,T1,River,Care,7",
    }  # fmt: skip
    assert sheets_read(path, parse_mapping(ALL)) == {1: "April", 3: "May", 4: "June"}


def test_sheets_are_named_in_any_order(tmp_path: Path) -> None:
    intake = read(book(tmp_path, MONTHS), parse_mapping(PLAIN + "file: {sheets: [May, April]}\n"))
    assert [sheet.name for sheet in intake.sheets] == ["April", "May"]
    assert not intake.problems
    alone = read(book(tmp_path, MONTHS), parse_mapping(PLAIN + "file: {sheets: May}\n"))
    assert alone.read == Sum(1, 700)


def test_the_keys_are_those_of_the_sheets_read_alone(tmp_path: Path) -> None:
    path = book(tmp_path, MONTHS)
    together = {line.key for line in read(path, parse_mapping(ALL)).lines()}
    alone = {line.key for name in ("April", "May") for line in _alone(path, name)}
    assert together == alone


def _alone(path: Path, sheet: str) -> list[Any]:
    return list(read(path, parse_mapping(PLAIN + f"file: {{sheet: {sheet}}}\n")).lines())


def test_every_problem_says_its_sheet(tmp_path: Path) -> None:
    sheets = {
        "April": [HEAD, row("2026-04-03", 1), row("2026-04-03", 1), row("soon", 2)],
        "May": [HEAD, row("2026-04-03", 1), row("2026-05-03", "lots"), ["Total", "", "", "", 99]],
    }
    intake = read(book(tmp_path, sheets), parse_mapping(ALL))
    found = {(problem.code, problem.where.sheet, problem.where.line) for problem in intake.problems}
    assert found == {("IN031", "April", 4), ("MN001", "May", 3), ("IN042", "May", 4), ("IN041", "April", 2)}
    [repeated] = [problem for problem in intake.problems if problem.code == "IN041"]
    assert repeated.where.excerpt == "April:2, April:3, May:2"


def test_lines_of_no_scheme_are_placed(tmp_path: Path) -> None:
    ruled = ALL.replace("[{scheme: care}]", "[{when: {Supplier: Rose*}, scheme: care}]")
    intake = read(book(tmp_path, MONTHS), parse_mapping(ruled))
    [problem] = [each for each in intake.problems if each.code == "IN040"]
    assert (problem.where.sheet, problem.where.line) == ("May", 4)


def test_a_sheet_that_lacks_a_column_is_refused_not_left_out(tmp_path: Path) -> None:
    sheets = MONTHS | {"June": [["Date", "Ref", "Supplier", "Type", "Amt"], row("2026-06-01", 5)]}
    with pytest.raises(Problems) as caught:
        read(book(tmp_path, sheets), parse_mapping(ALL))
    assert [(each.code, each.where.sheet, each.where.line) for each in caught.value.problems] == [("IN020", "June", 1)]


def test_sheets_that_are_not_there_are_all_told(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        read(book(tmp_path, MONTHS), parse_mapping(PLAIN + "file: {sheets: [May, July, August]}\n"))
    assert [(each.code, each.where.sheet) for each in caught.value.problems] == [("IN019", "July"), ("IN019", "August")]


def test_one_sheet_or_several() -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping(PLAIN + "file: {sheet: May, sheets: all}\n")
    assert [each.code for each in caught.value.problems] == ["IN004"]


def test_a_file_that_is_no_workbook_has_no_sheets(tmp_path: Path) -> None:
    path = written(tmp_path, ",".join(HEAD) + "\n2026-04-03,T1,a,b,1\n")
    intake = read(path, parse_mapping(ALL))
    assert (intake.read, intake.sheets, [line.row for line in intake.lines()]) == (Sum(1, 100), (), [2])


def hidden(tmp_path: Path) -> Path:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, count in (("Old", 9), ("April", 1), ("May", 2)):
            sheet = made.add_worksheet(name)
            for number, cells in enumerate([HEAD, *[row("2026-04-03", number + 1) for number in range(count)]]):
                sheet.write_row(number, 0, cells)
            if name == "Old":
                sheet.hide()
            else:
                sheet.activate()
    return written(tmp_path, out.getvalue(), "hidden.xlsx")


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    path = hidden(tmp_path)
    intake = read(path, parse_mapping(ALL))
    assert (intake.read, intake.problems[0].facts["sheets"]) == (Sum(3, 400), "Old")
    one = read(path, parse_mapping(PLAIN))
    assert (one.sheet, one.counts["IN026"]) == ("May", 1)
    named = read(path, parse_mapping(PLAIN + "file: {sheets: [Old, May]}\n"))
    assert named.read == Sum(11, 4500 + 300)


def test_sheets_with_the_same_columns_are_proposed_together_with_their_sums(tmp_path: Path) -> None:
    found = guess(book(tmp_path, MONTHS))
    assert (found.mapping.file.sheets, found.intake.read) == (("all",), Sum(3, 1950))
    text = as_yaml(found)
    assert "file: {sheets: all}  # sheets with the same columns" in text
    assert "#   April: rows: 2, sum: £12.50\n#   May: rows: 1, sum: £7.00\n" in text
    assert parse_mapping(text) == found.mapping
    assert guess(hidden(tmp_path)).other_sheets == ("Old",)


def test_dates_of_a_sheet_read_together_may_be_cells(tmp_path: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as made:
        for name in ("A", "B"):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            sheet.write_datetime(1, 0, date(2026, 4, 3))
            sheet.write_row(1, 1, row("", 1)[1:])
    intake = read(written(tmp_path, out.getvalue(), "cells.xlsx"), parse_mapping(ALL))
    assert [line.posting_date for line in intake.lines()] == [date(2026, 4, 3)] * 2
