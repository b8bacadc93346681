"""Files as finance systems give them that nobody here had seen: each with what it adds up to."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from cronfa.intake import as_yaml, guess, parse_mapping, read
from cronfa.intake.dates import parse_date
from cronfa.problems import Problems
from made_up_files import outcome, taken, written
from unit.intake.test_workbooks import workbook

SAP_LIST = (
    "Dynamic List Display\n\n\tSt\tAssignment\tDocumentNo\tTy\tDoc. Date\tPstng Date\tCost Ctr\tText\tAmount in local cur.\tLCurr\n\n"
    "\t@5B@\t4711\t5100000001\tKR\t01.04.2025\t03.05.2025\t10045\tRose House\t1,234.50 \tGBP\n"
    "\t@5B@\t4711\t5100000002\tKG\t02.04.2025\t04.05.2025\t10045\tCredit note\t34.50-\tGBP\n"
    "\t@5B@\t4711\t5100000003\tKR\t02.04.2025\t04.05.2025\t10046\tHoists\t1.00 \tGBP\n"
    "\t@5B@\t4711\t5100000004\tKR\t02.04.2025\t04.05.2025\t10046\tHoists\t1.00 \tGBP\n"
    "*\t\t\t\t\t\t\t\t\t1,202.00 \tGBP\n"
)
FILES = {
    "a list of SAP": (SAP_LIST, 120200),
    "thousands by apostrophes": (
        ("Cost Centre,Date,Ref,Value\nLD01,01/04/2025,1,1'234.50\nLD01,02/04/2025,2,10.50\nSub Total,,,1'245.00\n,,,\n"
        "ST01,03/04/2025,3,55.00\nSub Total,,,55.00\nGrand Total,,,1'300.00\n"), 130000,
    ),
    "brackets and spaces": (
        'Date,Supplier,Service,Amount\n01/04/2025,A,LD,"( 1,234.50 )"\n02/04/2025,B,LD,£ 2 000.00\n03/04/2025,B,LD,£(1.00)\n',
        76450,
    ),
    "other minus signs": (
        "Date,Supplier,Service,Amount\n01/04/2025,A,LD,\u22125.00\n02/04/2025,B,LD,1\u00a0006.00\n03/04/2025,B,LD,–1.00\n", 100000,
    ),
    "a dash for nought": ("Date,Supplier,Service,Debit,Credit\n01/04/2025,A,LD,5.00,-\n02/04/2025,A,LD, £- ,2.00\n", 300),
    "moments with zones": (
        ("posted_at,vendor,cost_centre,amount_gbp,id\n2025-04-01T00:00:00+01:00,A,LD,10.01,1\n"
        "2025-04-02T13:05:00.123456Z,B,LD,20.02,2\n2025-04-03T13:05:00+0000,B,LD,1,3\n"), 3103,
    ),
    "months": ("Month,Service,Total spend\n2025-04,LD,100.00\n2025-05,LD,200.00\n", 30000),
    "amounts with VAT": (
        "Payment Date,Supplier,Directorate,Amount inc VAT,VAT\n01/04/2025,A,LD,120.00,20.00\n02/04/2025,B,LD,60,10\n", 15000,
    ),
    "thousands of pounds": ("Month,Service,Actual £000\nApr-25,LD,1.5\nMay-25,LD,(2)\nJun-25,LD,0.001\n", -49900),
    "subtotals of each service": (
        "Service,Date,Supplier,Amount\nLD,01/04/2025,A,10.00\nLD Total,,,10.00\nOP,02/04/2025,B,20.00\nOP Sub-total:,,,20.00\n", 3000,
    ),
    "notes below": (
        "Date,Supplier,Service,Amount\n01/04/2025,A,LD,10.00\n,,,10.00\n\nNotes: none under £500,,,\nBy Finance on 05/05/2025,,,\n\x1a",
        1000,
    ),
    "credits below zero": ('Date,Details,Dr,Cr\n01/04/2025,A,"1,000.00",\n02/04/2025,B,,(200.00)\n', 80000),
    "credits as they mostly are": ("Date,Details,Dr,Cr\n01/04/2025,A,10.00,\n02/04/2025,B,,3\n03/04/2025,B,,-1.00\n", 800),
    "a year and period in one cell": ("Period,Centre,Amount\n2025/26-03,C1,10.00\n2025/26-10,C2,1.00\n", 1100),
    "a purchase card": (
        "Posting Date,Merchant,Original Amount,Original Currency,Billing Amount,Currency\n03/04/2025,A,12.00,EUR,10.50,GBP\n", 1050,
    ),
    "sections of a report": (
        ("Date;Trans;Text;Account;Amount\nA100 Residential;;;;\n01/06/2025;1;t;4100;1.50\n02/06/2025;2;t;4100;2\n"
        "Total A100 Residential;;;;3.50\nA200 Nursing;;;;\n03/06/2025;3;t;4100;5\nTotal A200 Nursing;;;;5\n"), 850,
    ),
    "months before days": ('Date,CC,Amt\n"Apr 1, 2025",LD,1.00\n"September 22, 2025",OP,2.00\n', 300),
    "days as numbers": ("Date,CC,Amt\n01042025,LD,1.00\n13042025,OP,2.00\n", 300),
    "short names": ("Fin Yr,Pd,CC,Amt\n2025,1,LD,1.00\n2025,12,LD,2.00\n", 300),
    "numbered lines": ("1,POSTING_DT,CC,Amt\n2,20250401,LD,1.00\n3,20250402,OP,3.00\n", 400),
    "a column called paid": ("Provider,Period ending,Paid\nRose,30 April 2025,100.00\nRiver,31 May 2025,200.00\n", 30000),
    "budget, actual and variance": (
        "Year,Period,Cost Centre,Budget,Actual,Variance\n2025/26,1,LD,100.00,90.00,10.00\n2025/26,2,LD,100.00,120.50,-20.50\n", 21050,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_adds_up_as_its_sender_says(name: str, tmp_path: Path) -> None:
    text, pence = FILES[name]
    path = written(tmp_path, text)
    found = guess(path)
    intake = read(path, parse_mapping(as_yaml(found) + "schemes: [{scheme: care}]\n"))
    assert (intake.ok, intake.accepted.pence) == (True, pence), [str(problem.what()) for problem in intake.problems]


def test_posting_dates_and_numbered_cost_centres_are_known(tmp_path: Path) -> None:
    columns = guess(written(tmp_path, SAP_LIST)).mapping.columns
    assert (columns.date, columns.cost_centre, columns.currency) == ("Pstng Date", ("Cost Ctr",), "LCurr")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-04-30T23:00:00Z", date(2025, 5, 1)),
        ("2025-04-30T22:59:59Z", date(2025, 4, 30)),
        ("2025-12-31T23:30:00Z", date(2025, 12, 31)),
        ("2025-03-30T00:59:00Z", date(2025, 3, 30)),
        ("2025-10-25T23:30:00+00:00", date(2025, 10, 26)),
        ("2025-10-26T23:30:00+00:00", date(2025, 10, 26)),
        ("2025-05-01T00:30:00+0100", date(2025, 5, 1)),
        ("2025-05-01T00:30:00+05:30", date(2025, 4, 30)),
        ("2025-04-30T20:00:00-05:00", date(2025, 5, 1)),
        ("2025-04-30 23:00", date(2025, 4, 30)),
        ("2025-04-30T23:00:00", date(2025, 4, 30)),
        ("2025-02-30T23:00:00Z", None),
        ("2025-04-30T25:00:00Z", None),
    ],
)
def test_a_moment_is_the_day_that_it_was_here(text: str, day: date | None) -> None:
    assert parse_date(text, ["yyyy-mm-dd"]) == day


def test_a_row_in_another_currency_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    rows = "2025-04-01,1,GBP\n2025-04-01,2,£\n2025-04-01,3,\n2025-04-01,4,EUR\n"
    mapping = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, currency: C}\n"
    intake = taken(tmp_path, f"D,A,C\n{rows}", mapping)
    assert (intake.accepted.pence, intake.refused.pence, intake.counts["IN062"]) == (600, 400, 1)
    assert [(each.where.line, each.where.column) for each in intake.problems if each.code == "IN062"] == [(5, 3)]


HEAD = ["Date", "Supplier", "Service", "Amount"]
ROWS = [HEAD, ["01/04/2025", "A", "LD", 5], ["02/04/2025", "B", "LD", 7]]


def test_the_sheet_of_payments_is_found_beside_a_longer_one(tmp_path: Path) -> None:
    codes = [["Code", "Description"], *[[str(4000 + number), f"Thing {number}"] for number in range(50)]]
    found = guess(written(tmp_path, workbook({"Payments": ROWS, "Codes": codes}), "p.xlsx"))
    assert (found.mapping.file.sheet, found.intake.read.pence) == ("Payments", 1200)


def test_no_sheet_of_payments_is_told_of_the_longest(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        guess(written(tmp_path, workbook({"A": [["Code", "Description"], ["1", "x"]], "B": [["x"]]}), "p.xlsx"))
    assert caught.value.problems[0].code == "IN023"


@pytest.mark.parametrize("name", ["p.xls", "p.xlsb", "p.ods", "p.csv", "p"])
def test_a_workbook_is_what_it_is_whatever_its_name(name: str, tmp_path: Path) -> None:
    assert guess(written(tmp_path, workbook({"Payments": ROWS}), name)).intake.read.pence == 1200


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize(
    ("make", "said"), [(_locked, "locked with a password"), (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 900, "it is damaged")]
)  # fmt: skip
def test_why_a_workbook_cannot_be_opened_is_said_in_plain_words(
    make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    with pytest.raises(Problems) as caught:
        guess(written(tmp_path, make(), "p.xlsx"))
    [problem] = caught.value.problems
    assert problem.code == "IN018" and said in problem.what()


def test_cells_in_error_are_blank_and_say_so(tmp_path: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for row, error in enumerate(("#REF!", "#DIV/0!", ""), start=1):
            sheet.write_row(row, 0, ["01/04/2025", "A", "LD"])
            sheet.write_formula(row, 3, "=Z9", None, error)
    mapping = "mapping: m\ncolumns: {date: Date, amount: Amount}\nschemes: [{scheme: care}]\n"
    intake = taken(tmp_path, out.getvalue(), mapping, "p.xlsx")
    assert intake.counts["IN033"] == 3 and "#REF!" in intake.problems[0].remedy()


def test_a_dash_is_no_amount_where_it_says_nothing_of_nought(tmp_path: Path) -> None:
    mapping = "mapping: m\ncolumns: {date: D, amount: A}\nschemes: [{scheme: care}]\n"
    assert outcome(tmp_path, "D,A\n2025-04-01,--\n", mapping) == {"MN001"}
    assert outcome(tmp_path, "D,A\n2025-04-01,1 23.00\n", mapping) == {"MN001"}
    assert outcome(tmp_path, 'D,A\n2025-04-01,"1,234\'567.00"\n', mapping) == {"MN001"}


GROWS = "mapping: m\ncolumns: {date: D, amount: A}\nschemes: [{scheme: care}]\n"


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "D,A\n2025-04-01,1\n")

    def add(_rows: int) -> None:
        with path.open("a", encoding="utf-8") as out:
            out.write("2025-04-02,2\n")

    with pytest.raises(Problems) as caught:
        read(path, parse_mapping(GROWS), progress=add)
    assert [problem.code for problem in caught.value.problems] == ["IN028"]


def test_a_file_that_is_gone_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "D,A\n2025-04-01,1\n")
    with pytest.raises(Problems) as caught:
        read(path, parse_mapping(GROWS), progress=lambda _rows: path.unlink())
    assert [problem.code for problem in caught.value.problems] == ["IN028"]


def test_a_line_whose_supplier_is_called_total_is_a_line(tmp_path: Path) -> None:
    intake = taken(tmp_path, "D,S,A\n2025-04-01,Energy Total,1\n2025-04-01,Total,2\n,Both Total,3\n", GROWS)
    assert (intake.ok, intake.accepted.pence, dict(intake.total_rows)) == (True, 300, {4: 300})


def test_a_heading_among_the_lines_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    intake = taken(tmp_path, "D,S,A\n2025-04-01,x,1\n,Nursing,\n2025-04-01,y,2\n,note,\n", GROWS)
    assert (intake.ok, intake.read.rows, intake.counts) == (True, 2, {"IN063": 1})
    assert (intake.problems[0].where.line, intake.problems[0].facts["text"]) == (3, "Nursing")


@pytest.mark.parametrize(
    ("sheets", "together"),
    [
        ({"A": ROWS, "A (2)": ROWS}, False),
        ({"Apr": ROWS, "May": [*ROWS, ROWS[1]], "Year": [*ROWS, *ROWS[1:], ROWS[1]]}, False),
        ({"Apr": ROWS, "May": [*ROWS, ROWS[1]]}, True),
        ({"Apr": ROWS[:2], "May": ROWS[:2]}, True),
    ],
)  # fmt: skip
def test_copies_of_sheets_are_not_proposed_together(
    sheets: dict[str, list[list[object]]], together: bool, tmp_path: Path
) -> None:
    found = guess(written(tmp_path, workbook(sheets), "p.xlsx"))
    assert bool(found.mapping.file.sheets) == together
    assert together or found.other_sheets
