"""A workbook with gross, VAT and net, from taking in to the row behind a figure."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from cronfa.fund.opening import RunningFund
from cronfa.fund.reconciling import extract, guessed, their_items
from cronfa.fund.source_rows import named_cells, row_text
from cronfa.fund.taking_in import TakenIn, take_in
from cronfa.fund.why import why
from cronfa.ledger.queries import balances
from cronfa.ledger.sources import sources
from cronfa.problems import Problems

MAPPING = """
mapping: payments
columns: {date: Paid, gross: Gross, vat: VAT, net: Net, transaction: Id, category: Kind, supplier: Supplier}
schemes: [{scheme: equipment}]
"""
ROWS = (("2026-04-03", 120.0, 20.0, 100.0, 1, "Hoists"), ("2026-04-04", 60.0, 10.0, 50.0, 2, "Nursing"))


def _write(path: Path, rows: tuple[tuple[object, ...], ...]) -> Path:
    """A workbook as people send them: notes first, a title, cells that are dates, and totals as a formula."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        notes, sheet = book.add_worksheet("Notes"), book.add_worksheet("Payments")
        notes.write_column(0, 0, [f"Note {number}" for number in range(50)])
        sheet.write(0, 0, "Payments of April")
        sheet.write_row(2, 0, ["Paid", "Gross", "VAT", "Net", "Id", "Kind", "Supplier"])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows, start=3):
            sheet.write_datetime(place, 0, datetime.fromisoformat(str(row[0])), day)
            sheet.write_row(place, 1, [*row[1:], "Smith & Sons"])
        sheet.write_row(3 + len(rows), 0, ["Total"])
        sheet.write_formula(3 + len(rows), 3, f"=SUM(D4:D{3 + len(rows)})", None, sum(row[3] for row in rows))  # type: ignore[misc]
    return path


@pytest.fixture
def taken(fund: RunningFund, tmp_path: Path) -> TakenIn:
    return take_in(fund, _write(tmp_path / "april.xlsx", ROWS), MAPPING, "officer", rows=2, total_pence=150_00)


def test_the_net_of_a_workbook_is_posted(fund: RunningFund, taken: TakenIn) -> None:
    assert (taken.posted, taken.intake.sheet) == (2, "Payments")
    assert balances(fund.ledger, ("partner",), where={"account": "expenditure"}) == {
        ("council",): 100_00,
        ("board",): 50_00,
    }


def test_the_gross_is_posted_where_the_mapping_says_so(fund: RunningFund, tmp_path: Path) -> None:
    gross = MAPPING + "amounts: {post: gross}\n"
    path = _write(tmp_path / "april.xlsx", ROWS)
    with pytest.raises(Problems):
        take_in(fund, path, gross, "officer", rows=2, total_pence=150_00)
    assert take_in(fund, path, gross, "officer", rows=2, total_pence=180_00).posted == 2


@pytest.mark.usefixtures("taken")
def test_a_workbook_published_again_posts_the_difference(fund: RunningFund, tmp_path: Path) -> None:
    changed = _write(tmp_path / "again.xlsx", (ROWS[0], ("2026-04-04", 66.0, 11.0, 55.0, 2, "Nursing")))
    again = take_in(fund, changed, MAPPING, "officer", rows=2, total_pence=155_00)
    assert (again.posted, again.reversed_, again.unchanged, again.posted_pence) == (1, 1, 1, 5_00)
    back = take_in(fund, tmp_path / "april.xlsx", MAPPING, "officer", rows=2, total_pence=150_00)
    assert (back.posted, back.reversed_, back.posted_pence) == (1, 1, -5_00)


@pytest.mark.usefixtures("taken")
def test_the_row_behind_a_figure_is_that_of_the_sheet(fund: RunningFund) -> None:
    shown = why(fund, "2026-27/equipment/spend").rows
    assert [(row.file, row.line, row.text) for row in shown] == [
        ("april.xlsx", 4, "2026-04-03,120,20,100,1,Hoists,Smith & Sons"),
        ("april.xlsx", 5, "2026-04-04,60,10,50,2,Nursing,Smith & Sons"),
    ]
    assert row_text(fund.ledger, sources(fund.ledger)[0], 99) == ""


@pytest.mark.usefixtures("taken")
def test_cells_are_named_only_where_the_first_row_names_them_all(fund: RunningFund, tmp_path: Path) -> None:
    """The workbook begins with a title: none of its cells is given a wrong name."""
    assert named_cells(fund.ledger, sources(fund.ledger)[0], 4) == ()
    path = tmp_path / "may.csv"
    path.write_text("Paid,Gross,VAT,Net,Id,Kind,Supplier\n2026-05-03,,,7,9,Hoists,Smith & Sons\n", "utf-8")
    take_in(fund, path, MAPPING, "officer", rows=1, total_pence=7_00)
    file = next(each for each in sources(fund.ledger) if each.name == "may.csv")
    paid = (("Paid", "2026-05-03"), ("Net", "7"), ("Id", "9"), ("Kind", "Hoists"), ("Supplier", "Smith & Sons"))
    assert named_cells(fund.ledger, file, 2) == paid and named_cells(fund.ledger, file, 1) == ()


TOGETHER = """
mapping: year
file: {sheets: all}
columns: {date: Paid, amount: Net, transaction: Id, category: Kind}
schemes: [{scheme: equipment}]
"""
JUNE = (["2026-06-03", 30, 3, "Hoists"],)


def _months(path: Path, sheets: dict[str, tuple[list[object], ...]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate((["Paid", "Net", "Id", "Kind"], *rows)):
                sheet.write_row(number, 0, row)
    return path


APRIL_AND_MAY: dict[str, tuple[list[object], ...]] = {
    "April": (["2026-04-03", 10, 1, "Hoists"],),
    "May": (["2026-05-03", 20, 2, "Hoists"], ["2026-05-04", 5, 2, "Hoists"]),
}


def test_the_rows_of_sheets_read_together_lead_back_to_sheet_and_row(fund: RunningFund, tmp_path: Path) -> None:
    path = _months(tmp_path / "year.xlsx", APRIL_AND_MAY)
    taken = take_in(fund, path, TOGETHER, "officer", rows=3, total_pence=35_00)
    assert (taken.posted, [sheet.sum.pence for sheet in taken.intake.sheets]) == (3, [10_00, 25_00])
    shown = why(fund, "2026-27/equipment/spend").rows
    assert [(row.file, row.line, row.text) for row in shown] == [
        ("year.xlsx:April", 2, "2026-04-03,10,1,Hoists"),
        ("year.xlsx:May", 2, "2026-05-03,20,2,Hoists"),
        ("year.xlsx:May", 3, "2026-05-04,5,2,Hoists"),
    ]
    [file] = sources(fund.ledger)
    assert named_cells(fund.ledger, file, 20_000_003) == (
        ("Paid", "2026-05-04"), ("Net", "5"), ("Id", "2"), ("Kind", "Hoists"),
    )  # fmt: skip
    assert named_cells(fund.ledger, file, 20_000_001) == ()


def test_a_workbook_with_one_more_sheet_posts_that_sheet(fund: RunningFund, tmp_path: Path) -> None:
    take_in(fund, _months(tmp_path / "year.xlsx", APRIL_AND_MAY), TOGETHER, "officer", rows=3, total_pence=35_00)
    longer = _months(tmp_path / "longer.xlsx", {"June": JUNE, **APRIL_AND_MAY})
    again = take_in(fund, longer, TOGETHER, "officer", rows=4, total_pence=65_00)
    assert (again.posted, again.reversed_, again.unchanged) == (1, 0, 3)
    assert take_in(fund, longer, TOGETHER, "officer", rows=4, total_pence=65_00).posted == 0


def test_a_sheet_taken_in_alone_is_not_posted_again_with_the_others(fund: RunningFund, tmp_path: Path) -> None:
    path = _months(tmp_path / "year.xlsx", APRIL_AND_MAY)
    alone = TOGETHER.replace("sheets: all", "sheet: May")
    take_in(fund, path, alone, "officer", rows=2, total_pence=25_00)
    with pytest.raises(Problems):  # under another name its rows would be posted once more
        take_in(fund, path, TOGETHER.replace("mapping: year", "mapping: other"), "officer", rows=3, total_pence=35_00)
    assert take_in(fund, path, TOGETHER, "officer", rows=3, total_pence=35_00).posted == 1


def test_a_line_that_cannot_be_attributed_is_placed_in_its_sheet(fund: RunningFund, tmp_path: Path) -> None:
    path = _months(tmp_path / "year.xlsx", APRIL_AND_MAY)
    with pytest.raises(Problems) as caught:
        take_in(fund, path, TOGETHER.replace("equipment", "nothing"), "officer", rows=3, total_pence=35_00)
    places = [(problem.where.sheet, problem.where.line) for problem in caught.value.problems]
    assert places == [("April", 2), ("May", 2), ("May", 3)]
    assert not sources(fund.ledger)


def test_a_file_that_changes_while_its_totals_are_confirmed_posts_nothing(fund: RunningFund, tmp_path: Path) -> None:
    path = tmp_path / "growing.csv"
    path.write_text("Paid,Net,Id,Kind\n2026-05-03,7,9,Hoists\n", "utf-8")

    def confirm(_intake: object) -> bool:
        path.write_text("Paid,Net,Id,Kind\n2026-05-03,8,9,Hoists\n", "utf-8")
        return True

    with pytest.raises(Problems) as caught:
        take_in(fund, path, TOGETHER, "officer", confirmed=confirm)
    assert [problem.code for problem in caught.value.problems] == ["IN028"]
    assert not sources(fund.ledger) and not any(balances(fund.ledger, ("partner",)).values())


def test_an_extract_of_several_sheets_is_reconciled_by_sheet_and_row(tmp_path: Path) -> None:
    path = _months(tmp_path / "year.xlsx", APRIL_AND_MAY)
    mapping = guessed(path)
    assert "sheets: all" in mapping
    within, outside = their_items(extract(path, mapping), date(2026, 5, 1), date(2026, 5, 31))
    assert [(item.id, item.amount_pence) for item in within] == [("May:2", 20_00), ("May:3", 5_00)]
    assert [item.id for item in outside] == ["April:2"]
