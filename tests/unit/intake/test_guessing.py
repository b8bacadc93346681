"""Proposing a mapping by looking at a file."""

from pathlib import Path

import pytest

from cronfa.intake import Guess, as_yaml, guess, parse_mapping, read
from cronfa.problems import Problems
from made_up_files import HEADER, LAYOUTS, LINE, written

EXPECTED: dict[str, dict[str, object]] = {
    "health-body": {
        "date": "Date",
        "amount": "AP Amount (£)",
        "transaction": ("Transaction number",),
        "supplier": "Supplier",
        "category": ("Expense type",),
        "cost_centre": ("Expense area", "Department family"),
    },
    "debits-and-credits": {
        "date": "Posting Date",
        "debit": "Debit (£)",
        "credit": "Credit (£)",
        "transaction": ("Journal",),
        "category": ("Account Name",),
        "cost_centre": ("Cost Centre",),
        "narrative": ("Narrative",),
    },
    "finance-system": {
        "date": "PAYMENT_DATE",
        "amount": "LINE_AMOUNT",
        "transaction": ("INVOICE_NUM",),
        "supplier": "VENDOR_NAME",
        "cost_centre": ("COST_CENTRE_DESC",),
    },
    "cymraeg": {
        "date": "Dyddiad Talu",
        "amount": "Swm",
        "supplier": "Cyflenwr",
        "category": ("Categori",),
        "cost_centre": ("Adran",),
    },
    "months": {
        "date": "Period",
        "net": "Net £",
        "gross": "Gross £",
        "vat": "VAT £",
        "transaction": ("Ref",),
        "supplier": "Supplier",
        "cost_centre": ("Dept",),
    },
    "bradford": {
        "date": "Payment date",
        "net": "Net Amount",
        "transaction": ("Transaction Number",),
        "supplier": "Supplier Name",
        "category": ("Expenditure category",),
        "cost_centre": ("Service Label",),
    },
    "darlington": {
        "date": "Transaction Date",
        "net": "Invoice Line Value (net of VAT)",
        "transaction": ("Transaction Number",),
        "supplier": "Supplier",
        "category": ("Account",),
        "cost_centre": ("Service", "Directotate"),
    },
    "gateshead": {
        "date": "Updated",
        "service_date": "Period",
        "amount": "Amount",
        "transaction": ("TransNo", "Seq no"),
        "supplier": "Supplier ID(T)",
        "category": ("Cipfsubs(T)",),
        "cost_centre": ("Strgrpcc(T)",),
    },
    "leeds-raw": {
        "date": "Date paid",
        "net": "Net amount",
        "transaction": ("Transaction number",),
        "supplier": "Supplier name",
        "category": ("Detailed expenses type",),
        "cost_centre": ("Service label", "Service divison label"),
        "capital_or_revenue": "Capital or revenue",
    },
    "leeds-thin": {
        "date": "Payment Date",
        "amount": "Amount",
        "supplier": "Beneficiary Name",
        "cost_centre": ("Organisational Unit",),
    },
    "salford": {
        "date": "Date of Payment",
        "net": "Net",
        "gross": "Gross",
        "vat": "VAT",
        "transaction": ("SAP Document Number",),
        "supplier": "Supplier Name",
        "category": ("G/L description.",),
        "cost_centre": ("Directorate",),
    },
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_published_layout_is_understood(layout: str, tmp_path: Path) -> None:
    found = guess(written(tmp_path, LAYOUTS[layout], f"{layout}_2019-01.csv"))
    assert {role: value for role, value in found.mapping.columns.model_dump().items() if value} == EXPECTED[layout]
    assert found.mapping.mapping == layout
    assert set(found.intake.counts) <= {"IN040"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_proposal_loads_as_written_and_posts_once_its_schemes_are_said(layout: str, tmp_path: Path) -> None:
    path = written(tmp_path, LAYOUTS[layout])
    found = guess(path)
    for language in ("en", "cy"):
        proposed = as_yaml(found, language)
        assert parse_mapping(proposed) == found.mapping
        said = proposed.replace("scheme: …", "scheme: care")
        finished = "\n".join(_uncommented(line) for line in said.splitlines())
        intake = read(path, parse_mapping(finished))
        assert intake.ok, (finished, intake.problems)
        assert intake.confirm() == ()
        assert intake.accepted == found.intake.read


def _uncommented(line: str) -> str:
    """A line of the proposal with its ``#`` taken away, where it is one that a person would keep."""
    is_kept = line.startswith(("# schemes:", "#   -", "#     scheme:", "# control:"))
    return line[2:] if is_kept else line


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Payments over 500 January 2019.csv", "payments-over"),
        ("spend_2019-01.csv.gz", "spend"),
        ("Taliadau Ionawr.csv", "taliadau"),
        ("2019-01.csv", "payments"),
        ("Ŵ.csv", "payments"),
    ],
)
def test_every_month_of_a_data_set_gets_the_same_name(name: str, expected: str, tmp_path: Path) -> None:
    assert guess(written(tmp_path, HEADER + LINE, name)).mapping.mapping == expected


def test_a_financial_period_is_told_by_the_dates(tmp_path: Path) -> None:
    assert guess(written(tmp_path, LAYOUTS["gateshead"])).mapping.service_dates == ("financial yyyypp",)
    calendar = LAYOUTS["gateshead"].replace("201810", "201901")
    assert guess(written(tmp_path, calendar)).mapping.service_dates == ("yyyymm",)


@pytest.mark.parametrize(
    ("texts", "formats"),
    [
        (("16/05/2012", "01/02/2012"), ("dd/mm/yyyy",)),
        (("05/16/2012", "01/02/2012"), ("mm/dd/yyyy",)),
        (("16-May-12", "2012-05-16"), ("yyyy-mm-dd", "dd-mmm-yy")),
        (("16 May 2012",), ("dd mmm yyyy",)),
        (("16 Tachwedd 2012", "1 Mai 2012"), ("dd mmmm yyyy",)),
        (("16.05.2012",), ("dd.mm.yyyy",)),
    ],
)
def test_date_formats_are_told_from_the_dates(texts: tuple[str, ...], formats: tuple[str, ...], tmp_path: Path) -> None:
    rows = "".join(f"{text},T{number},a,b,1.50\n" for number, text in enumerate(texts))
    assert guess(written(tmp_path, HEADER + rows)).mapping.dates == formats


def test_dates_written_otherwise_far_down_are_allowed_too(tmp_path: Path) -> None:
    found = guess(written(tmp_path, HEADER + LINE * 3_000 + LINE.replace("2019-01-10", "10-Jan-19")))
    assert found.mapping.dates == ("yyyy-mm-dd", "dd-mmm-yy")
    assert found.intake.refused.rows == 0


def test_a_date_of_two_meanings_is_taken_day_first_and_said_so(tmp_path: Path) -> None:
    found = guess(written(tmp_path, HEADER + "03/04/2019,T1,a,b,1.50\n"))
    assert found.mapping.dates == ("dd/mm/yyyy",)
    assert "United Kingdom" in as_yaml(found)
    assert "Deyrnas Unedig" in as_yaml(found, "cy")


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("Date\tDebit\tCredit\n10/01/2019\t5.00\t\n11/01/2019\t\t2.00\n", {"debit": "Debit", "credit": "Credit"}),
        ("Date|Gross\n10/01/2019|5.50\n", {"amount": "Gross"}),
        ("when,what,how much\n2019-01-10,care,5.50\n", {"date": "when", "amount": "how much"}),
    ],
)
def test_other_ways_of_giving_amounts(content: str, columns: dict[str, str] | None, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    if columns is None:
        with pytest.raises(Problems) as caught:
            guess(path)
        assert {problem.code for problem in caught.value.problems} == {"IN023"}
    else:
        found = guess(path).mapping.columns.model_dump()
        assert {role: found[role] for role in columns} == columns


MARKED = "Date,Amount,{name},Supplier\n2019-01-10,12.50,{dr},Bryn\n2019-01-11,2.25,{cr},Bryn\n"


@pytest.mark.parametrize(
    ("name", "dr", "cr"),
    [
        ("DR/CR", "DR", "CR"),
        ("D/C", "d", "c"),
        ("Debit or Credit", "Debit", "Credit"),
        ("Debit/Credit Indicator", "S", "H"),
        ("Debyd/Credyd", "Debyd", "Credyd"),
    ],
)
def test_a_column_of_marks_gives_amounts_their_signs(name: str, dr: str, cr: str, tmp_path: Path) -> None:
    found = guess(written(tmp_path, MARKED.format(name=name, dr=dr, cr=cr)))
    assert (found.mapping.columns.debit_or_credit, found.intake.read.pence) == (name, 1_025)
    assert parse_mapping(as_yaml(found)) == found.mapping


@pytest.mark.parametrize("far", [0, 2_000])
def test_marks_beside_amounts_with_signs_are_left_alone_however_far_down_these_stand(far: int, tmp_path: Path) -> None:
    plain = "2019-01-10,1.00,DR,Bryn\n" * far
    content = MARKED.format(name="DR/CR", dr="DR", cr="CR").replace(",2.25", ",-2.25")
    found = guess(written(tmp_path, content.replace("2019-01-11", plain + "2019-01-11", 1)))
    assert found.mapping.columns.debit_or_credit is None
    assert found.intake.read.pence == 1_025 + far * 100 and found.intake.ok is False  # no scheme is said yet


def test_months_stand_for_their_first_day(tmp_path: Path) -> None:
    found = guess(written(tmp_path, "Month paid,Supplier,Amount\nApr-25,Bryn,5.50\nMai-25,Bryn,6.50\n"))
    assert found.mapping.dates == ("mmm-yy",)
    assert not [problem for problem in found.intake.problems if problem.code == "IN030"]


def test_titles_above_and_totals_below_do_not_confuse_it(tmp_path: Path) -> None:
    content = "Payments over £500\nJanuary 2019,,,,\n\n" + HEADER + LINE + ",,,Total,100.50\n"
    found = guess(written(tmp_path, content))
    assert (found.intake.header_row, found.intake.read.rows, found.mapping.file.header_row) == (4, 1, None)


def test_mostly_negative_amounts_are_turned(tmp_path: Path) -> None:
    found = guess(written(tmp_path, HEADER + LINE.replace("100.50", "-100.50") * 3))
    assert found.mapping.amounts.sign == "reversed"
    assert found.intake.read.pence == 30_150


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("a,b\n1,2\n", {"IN023"}),
        ("no table at all\n", {"IN025"}),
        ("Cost centre,Apr-26,May-26\nHC100,10.00,20.00\n", {"IN025"}),
        ("\n \n", {"IN025"}),
        ("Date,Amount\n", {"IN043"}),
        ("Date,Amount\nx,y\n", {"IN024"}),
    ],
)
def test_what_cannot_be_guessed_is_said(content: str, codes: set[str], tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        guess(written(tmp_path, content))
    assert {problem.code for problem in caught.value.problems} == codes


@pytest.mark.parametrize(
    ("content", "role", "column", "text"),
    [
        ("Date;Dr;Cr\n10/01/2019;€1.00;\n", "amount", "Dr", "€1.00"),
        ("Dyddiad;Cyflenwr;Swm\n10/01/2019;Bryn;€1.250,75\n", "amount", "Swm", "€1.250,75"),
        ("Company Code,Posting Date,Amount\n1000,10/01/2019,\ufffd1.25\n", "amount", "Amount", "\ufffd1.25"),
        ("Date paid,Supplier,Amount\nsoon,Bryn,1.00\n", "date", "Date paid", "soon"),
    ],
)
def test_a_column_called_so_whose_cells_cannot_be_read_is_named(
    content: str, role: str, column: str, text: str, tmp_path: Path
) -> None:
    with pytest.raises(Problems) as caught:
        guess(written(tmp_path, content))
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["role"], problem.facts["column"], problem.facts["text"]) == (
        "IN024",
        role,
        column,
        text,
    )


def test_names_that_yaml_would_misread_are_quoted(tmp_path: Path) -> None:
    content = 'Date,"Net: ""x"" #1, {y}",no,Type\n2019-01-10,5.50,\u2028yes,- a: b\n2019-01-10,6.50,b,* c\n'
    found = guess(written(tmp_path, content))
    assert parse_mapping(as_yaml(found)) == found.mapping


def test_a_date_of_the_thirteenth_month_is_a_mistake_of_the_file_not_another_order(tmp_path: Path) -> None:
    rows = "Payment Date;Home;Net (£);Ref;Area\n05/04/2024;Plas;10.00;A1;north\n19/04/2024;Plas;9.00;A4;north\n03/05/2024;Plas;10.50;A2;south\n03/13/2024;Plas;1.00;A3;south\n"
    found = guess(written(tmp_path, rows))
    assert found.mapping.dates == ("dd/mm/yyyy",)
    assert found.reasons["dates"].en == "fits all dates but 1: put those right in the file"
    columns = found.mapping.columns
    assert (columns.supplier, columns.transaction, columns.cost_centre) == ("Home", ("Ref",), ("Area",))


def test_welsh_names_of_columns_are_known(tmp_path: Path) -> None:
    rows = "Dyddiad,Cartref,Swm,Cyfeirnod,Cynllun,Disgrifiad\n05/04/2024,Plas,10.00,A1,gofal,Wythnos\n06/04/2024,Plas,9.00,A2,offer,Gwely\n"
    columns = guess(written(tmp_path, rows)).mapping.columns
    assert (columns.date, columns.supplier, columns.amount) == ("Dyddiad", "Cartref", "Swm")
    assert (columns.transaction, columns.cost_centre, columns.narrative) == (
        ("Cyfeirnod",),
        ("Cynllun",),
        ("Disgrifiad",),
    )


def _guessed(tmp_path: Path, content: str) -> Guess:
    """A guess, and that the mapping it is written as reads the same."""
    path = written(tmp_path, content)
    found = guess(path)
    assert read(path, parse_mapping(as_yaml(found))).read == found.intake.read
    return found


def test_decimal_commas_are_seen(tmp_path: Path) -> None:
    head = "Buchungskreis;Beleg;Posting Date;Vendor;Cost Ctr;Amount in LC\n"
    rows = (
        "1000;T1;10.01.2019;Bryn;HC1;1.250,75\n1000;T2;11.01.2019;Bryn;HC1;250,00-\n1000;T3;11.01.2019;Bryn;HC2;3,1\n"
    )
    found = _guessed(tmp_path, head + rows)
    assert (found.mapping.amounts.decimal, found.intake.read.pence) == ("comma", 125_075 - 25_000 + 310)
    assert found.mapping.columns.amount == "Amount in LC"


@pytest.mark.parametrize(
    ("name", "pence"), [("Amount (pence)", 12_345), ("Swm mewn ceiniogau", 12_345), ("Amount", 1_234_500)]
)
def test_a_column_of_pence_is_known_by_its_name(name: str, pence: int, tmp_path: Path) -> None:
    assert _guessed(tmp_path, f"Date,Supplier,{name}\n2019-01-10,Bryn,12345\n").intake.read.pence == pence


@pytest.mark.parametrize(
    ("text", "form"),
    [("43475", "excel 1900"), ("20190110", "yyyymmdd"), ("Thursday, 10th January 2019", "dd mmmm yyyy")],
)
def test_dates_as_numbers_and_as_people_say_them(text: str, form: str, tmp_path: Path) -> None:
    found = _guessed(tmp_path, f'Date paid,Supplier,Amount\n"{text}",Bryn,1.00\n')
    assert found.mapping.dates == (form,)
    assert found.intake.read.rows == 1 and not found.intake.refused.rows


def test_subtotals_and_the_header_once_more_are_no_lines(tmp_path: Path) -> None:
    part = HEADER + LINE + ",,Subtotal HC100,,100.50\n\n"
    found = _guessed(tmp_path, part + part + "Total number of payments: 2,,,,201.00\n")
    assert (found.intake.read.rows, found.intake.read.pence) == (2, 20_100)


def test_without_a_known_name_columns_that_sort_are_offered(tmp_path: Path) -> None:
    rows = "".join(f"2019-01-10,T{n},Bryn,{'RB' if n % 2 else 'DFG'},1.00\n" for n in range(6))
    found = _guessed(tmp_path, "Date,Ref,Supplier,WBS,Amount\n" + rows)
    assert list(found.groups) == ["DFG", "RB"]
