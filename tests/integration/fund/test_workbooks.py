"""A workbook with gross, VAT and net, from taking in to the row behind a figure."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from cronfa.fund.opening import RunningFund
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
