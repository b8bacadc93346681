"""A whole file becomes lines, totals and problems."""

from datetime import date
from pathlib import Path

import pytest

from cronfa.intake import Intake, Sum, parse_mapping
from cronfa.problems import Problems
from made_up_files import HEADER, LINE, PLAIN, outcome, taken

ONE = "mapping: m\nschemes: [{scheme: care}]\n"


def _places(intake: Intake) -> list[tuple[str, int | None, int | None]]:
    return [(problem.code, problem.where.line, problem.where.column) for problem in intake.problems]


def test_a_line_says_what_the_row_says(tmp_path: Path) -> None:
    line = next(taken(tmp_path, HEADER + LINE).lines())
    assert (line.row, line.posting_date, line.service_date) == (2, date(2019, 1, 10), date(2019, 1, 10))
    assert (line.amount_pence, line.scheme, line.category) == (10_050, "care", "Residential")
    assert (line.supplier, line.transaction, line.capital, line.shares) == ("Rose House", "T1", False, ())


def test_the_counts_add_up(tmp_path: Path) -> None:
    mapping = PLAIN.replace(
        "[{scheme: care}]",
        "[{when: {Type: Old}, ignore: before the fund}, {when: {Type: Care}, scheme: care}]",
    )
    rows = [
        "2019-01-10,1,a,Care,1",
        "2019-01-10,2,a,Old,2",
        "never,3,a,Care,4",
        "2019-01-10,4,a,New,8",
        "2019-01-10,5,a,Care,x",
    ]
    intake = taken(tmp_path, HEADER + "\n".join(rows), mapping)
    assert intake.read == Sum(5, 1500)
    assert intake.accepted == Sum(1, 100)
    assert intake.ignored == {"before the fund": Sum(1, 200)}
    assert intake.refused == Sum(2, 400)
    assert [group.sum for group in intake.unmapped] == [Sum(1, 800)]
    assert not intake.ok
    assert list(intake.lines()) == []
    assert _places(intake) == [("IN031", 4, 1), ("MN001", 6, 5), ("IN040", 5, None)]


def test_every_problem_is_counted_but_only_some_are_shown(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + "never,1,a,Care,1\n" * 1_000)
    assert len(intake.problems) == 200
    assert intake.counts["IN031"] == 1_000
    assert intake.refused.rows == 1_000


def test_no_number_of_warnings_hides_an_error(tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: D, net: N, gross: G, vat: V}\n"
    rows = "2019-01-10,5,1,1\n" * 300 + "never,5,1,4\n"
    problems = taken(tmp_path, "D,G,V,N\n" + rows, mapping).problems
    assert (len(problems), problems[0].code, problems[1].code) == (200, "IN031", "IN034")


def test_totals_by_scheme_and_month(tmp_path: Path) -> None:
    mapping = PLAIN.replace("[{scheme: care}]", "[{when: {Type: Day*}, scheme: day}, {scheme: care}]")
    rows = "2019-01-10,1,a,Care,1\n2019-01-31,2,a,Day Care,2\n2019-02-01,3,a,Care,4\n2019-01-02,4,a,Care,-0.5\n"
    intake = taken(tmp_path, HEADER + rows, mapping)
    found = [(part.scheme, part.month, part.sum) for part in intake.by_scheme_month]
    assert found == [
        ("care", date(2019, 1, 1), Sum(2, 50)),
        ("care", date(2019, 2, 1), Sum(1, 400)),
        ("day", date(2019, 1, 1), Sum(1, 200)),
    ]
    assert intake.by_scheme() == {"care": Sum(3, 450), "day": Sum(1, 200)}
    assert intake.months == (date(2019, 1, 1), date(2019, 2, 1))


@pytest.mark.parametrize(
    "extra",
    [
        "\n",
        ",,,,\n",
        " , ,,,\n",
        "\n\n,,,,\n",
        ",,,Total,201.00\n",
        ",,Grand total,,201.00\n",
        ",,,,201.00\n",
        "Total,,,,201\n",
        ",,Cyfanswm,,201\n",
        "\nExtracted on Monday,,,,\n",
    ],
)
def test_what_follows_the_lines_is_no_line(extra: str, tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + LINE.replace("T1", "T2") + extra)
    assert intake.ok, intake.problems
    assert intake.read == Sum(2, 20_100)
    assert set(intake.total_rows.values()) <= {20_100}


def test_blank_rows_and_repeated_headers_between_lines_are_no_lines(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + "\n,,,,\n" + HEADER + LINE.replace("T1", "T2"))
    assert intake.ok, intake.problems
    assert [line.row for line in intake.lines()] == [2, 6]


def test_a_total_row_that_differs_is_a_warning(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + ",,,Total,99.00\n")
    assert (intake.ok, _places(intake)) == (True, [("IN042", 3, None)])


def test_a_supplier_called_total_is_no_total(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + ",,Total Care Ltd,,5.00\n")
    assert _places(intake) == [("IN032", 3, None)]


def test_a_total_row_follows_the_signs_of_the_mapping(tmp_path: Path) -> None:
    mapping = PLAIN + "amounts: {sign: reversed}\n"
    assert taken(tmp_path, HEADER + LINE + ",,,Total,100.50\n", mapping).total_rows == {3: -10_050}
    mapping = ONE + "columns: {date: D, debit: Dr, credit: Cr}\n"
    assert taken(tmp_path, "D,Dr,Cr\n2019-01-10,5,\n2019-01-11,,2\nTotal,5,2\n", mapping).counts == {}


def test_a_subtotal_among_lines_is_no_line(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + ",,,Sub-total,100.50\n" + LINE.replace("T1", "T2") + ",,,Total,201\n")
    assert (intake.ok, intake.read) == (True, Sum(2, 20_100))
    assert intake.total_rows == {3: 10_050, 5: 20_100}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",T2,Rose House,Residential,5.00\n", "IN032"),
        (",,,,5.00\n", "IN032"),
        (",,what,is this,\n", "IN038"),
        ("2019-01-10,T2,Rose House,Residential,\n", "IN033"),
        ("2019-01-10,T2,Rose House,Residential\n", "IN033"),
        ("10 of January,T2,Rose House,Residential,5\n", "IN031"),
        ("1819-01-10,T2,Rose House,Residential,5\n", "IN039"),
        ("2919-01-10,T2,Rose House,Residential,5\n", "IN039"),
        ("2019-01-10,T2,Rose, House,Residential,5\n", "IN030"),
        ("2019-01-10,T2,Rose House,Residential,5.005\n", "MN002"),
        ("2019-01-10,T2,Rose House,Residential,5k\n", "MN003"),
        (f"2019-01-10,T2,Rose House,Residential,{'9' * 30}\n", "MN004"),
        ("2019-01-10,T2,Rose House,Residential,five\n", "MN001"),
    ],
)
def test_a_row_with_a_mistake_is_refused_with_its_place(row: str, code: str, tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + row + LINE.replace("T1", "T3"))
    assert code in intake.counts
    assert {problem.where.line for problem in intake.problems} == {3}
    assert not intake.ok
    assert (intake.read.rows, intake.refused.rows, intake.accepted.rows) == (3, 1, 2)


def test_a_mistake_in_an_ignored_row_does_not_matter(tmp_path: Path) -> None:
    mapping = PLAIN.replace("[{scheme: care}]", "[{when: {Type: Old}, ignore: before the fund}, {scheme: care}]")
    intake = taken(tmp_path, HEADER + LINE + "never,T2,a,Old,x\nnever,T3,a,Old,5\n", mapping)
    assert intake.ok
    assert intake.ignored == {"before the fund": Sum(2, 500)}


def test_net_is_posted_and_checked_against_gross(tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: D, net: N, gross: G, vat: V}\n"
    content = "D,G,V,N\n2019-01-10,120,20,100\n2019-01-11,120,20,99\n"
    intake = taken(tmp_path, content, mapping)
    assert [(line.amount_pence, line.gross_pence, line.vat_pence) for line in intake.lines()] == [
        (10_000, 12_000, 2_000),
        (9_900, 12_000, 2_000),
    ]
    assert (intake.ok, _places(intake)) == (True, [("IN034", 3, None)])
    gross = taken(tmp_path, content, mapping + "amounts: {post: gross}\n")
    assert [line.amount_pence for line in gross.lines()] == [12_000, 12_000]


def test_gross_less_vat_is_net(tmp_path: Path) -> None:
    intake = taken(
        tmp_path, "D,G,V\n2019-01-10,120,20\n2019-01-10,5,\n", ONE + "columns: {date: D, gross: G, vat: V}\n"
    )
    assert [line.amount_pence for line in intake.lines()] == [10_000, 500]


def test_debits_less_credits(tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: D, debit: Dr, credit: Cr}\n"
    intake = taken(tmp_path, "D,Dr,Cr\n2019-01-10,120,\n2019-01-10,,20\n2019-01-10,3,1\n", mapping)
    assert [line.amount_pence for line in intake.lines()] == [12_000, -2_000, 200]
    assert outcome(tmp_path, "D,Dr,Cr\n2019-01-10,,\n", mapping) == {"IN033"}


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ('"£1,234.50"', 123_450),
        ('"(1,234.50)"', -123_450),
        ("1234.5-", -123_450),
        ("-1234.5", -123_450),
        ('"1,234.50 CR"', -123_450),
        ('"1,234.50 DR"', 123_450),
    ],
)
def test_amounts_as_people_write_them(written: str, pence: int, tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + f"2019-01-10,T1,a,b,{written}\n")
    assert [line.amount_pence for line in intake.lines()] == [pence]


def test_signs_and_suffixes_are_as_the_mapping_says(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + "2019-01-10,T1,a,b,-1.2m\n", PLAIN + "amounts: {sign: reversed, suffixes: yes}\n")
    assert [line.amount_pence for line in intake.lines()] == [120_000_000]


def test_a_service_date_may_be_a_period_or_blank(tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: Paid, service date: Period, amount: A}\nservice dates: financial yyyypp\n"
    intake = taken(tmp_path, "Paid,Period,A\n2019-02-05,201810,1\n2019-02-05,,1\n", mapping)
    assert [line.service_date for line in intake.lines()] == [date(2019, 1, 1), date(2019, 2, 5)]
    assert {part.month for part in intake.by_scheme_month} == {date(2019, 1, 1), date(2019, 2, 1)}


def test_joint_packages_carry_their_percentages(tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: D, amount: A, percentages: {council: C, health: H}}\n"
    rows = "2019-01-10,1,62.5,37.5\n2019-01-10,1,100%,\n2019-01-10,1,,\n2019-01-10,1,33.333333,66.666667\n"
    shares = [line.shares for line in taken(tmp_path, "D,A,C,H\n" + rows, mapping).lines()]
    assert shares == [
        (("council", 5), ("health", 3)),
        (("council", 1),),
        (),
        (("council", 33_333_333), ("health", 66_666_667)),
    ]


@pytest.mark.parametrize(
    ("row", "code"), [("60,39.5", "IN035"), ("half,50", "IN036"), ("101,0", "IN036"), ("-1,101", "IN036")]
)
def test_percentages_that_are_wrong_are_refused(row: str, code: str, tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: D, amount: A, percentages: {council: C, health: H}}\n"
    intake = taken(tmp_path, f"D,A,C,H\n2019-01-10,1,{row}\n", mapping)
    assert code in intake.counts
    assert intake.refused.rows == 1
    if code == "IN035":
        assert "99.5" in intake.problems[0].what()


def test_components_make_up_the_line(tmp_path: Path) -> None:
    mapping = ONE + "columns: {date: D, amount: A, components: {nursing: N, care: C}}\n"
    intake = taken(tmp_path, "D,A,N,C\n2019-01-10,100,30,70\n2019-01-10,50,,\n2019-01-10,50,50,\n", mapping)
    assert [line.components for line in intake.lines()] == [
        (("nursing", 3_000), ("care", 7_000)),
        (),
        (("nursing", 5_000),),
    ]
    assert outcome(tmp_path, "D,A,N,C\n2019-01-10,100,30,60\n", mapping) == {"IN037"}


def test_capital_and_revenue(tmp_path: Path) -> None:
    mapping = (
        "mapping: m\ncolumns: {date: D, amount: A, capital or revenue: K}\n"
        "schemes: [{spend: capital, scheme: works}, {scheme: care}]\n"
    )
    intake = taken(tmp_path, "D,A,K\n2019-01-10,1,C\n2019-01-10,2,R\n2019-01-10,3,Capital\n2019-01-10,4,\n", mapping)
    assert [(line.scheme, line.capital) for line in intake.lines()] == [
        ("works", True),
        ("care", False),
        ("works", True),
        ("care", False),
    ]


def test_a_rule_may_say_the_category_and_the_responsible_body(tmp_path: Path) -> None:
    mapping = PLAIN.replace(
        "[{scheme: care}]",
        "[{when: {Type: Nursing}, scheme: care, responsible: health, category: NHS nursing},"
        " {scheme: care, category: {column: Supplier}}]",
    )
    rows = "2019-01-10,1,Rose House,Nursing,1\n2019-01-10,2,Rose House,Residential,1\n"
    lines = list(taken(tmp_path, HEADER + rows, mapping).lines())
    assert [(line.category, line.responsible) for line in lines] == [("NHS nursing", "health"), ("Rose House", None)]


def test_contributions_name_the_partner_that_paid(tmp_path: Path) -> None:
    mapping = (
        "mapping: received\nkind: contributions received\ncolumns: {date: D, amount: A, supplier: From}\n"
        "schemes: [{when: {From: NHS*}, scheme: care, partner: health}, {scheme: care, partner: council}]\n"
    )
    intake = taken(tmp_path, "D,From,A\n2019-01-10,NHS Anywhere,100\n2019-01-10,The Council,50\n", mapping)
    assert [(line.partner, line.amount_pence) for line in intake.lines()] == [("health", 10_000), ("council", 5_000)]


def test_unmapped_lines_are_grouped_with_their_sums(tmp_path: Path) -> None:
    mapping = PLAIN.replace("[{scheme: care}]", "[{when: {Type: Care}, scheme: care}]")
    intake = taken(tmp_path, HEADER + "2019-01-10,1,a,New,1\n2019-01-10,2,a,New,2\n2019-01-10,3,a,Old,9\n", mapping)
    assert [(group.values, group.sum, group.first_row) for group in intake.unmapped] == [
        ((("Type", "New"),), Sum(2, 300), 2),
        ((("Type", "Old"),), Sum(1, 900), 4),
    ]
    said = [problem.what() for problem in intake.problems if problem.code == "IN040"]
    assert said[0] == "No scheme is given for lines with Type = “Old”: 1 in number, £9.00 in all."
    assert intake.counts == {"IN040": 2, "IN044": 1}


def test_lines_alike_are_reported_and_kept(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + LINE + LINE.replace("T1", "T2") + LINE)
    assert (intake.ok, intake.accepted.rows, intake.counts) == (True, 3, {"IN041": 1})
    assert [(group.rows, group.sum) for group in intake.repeated] == [((2, 4), Sum(2, 20_100))]
    assert len({line.key for line in intake.lines()}) == 3


def test_very_many_groups_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    rows = "".join(LINE.replace("T1", f"T{number}") for number in range(1_000))
    twice = taken(tmp_path, HEADER + rows + rows)
    assert (twice.counts, len(twice.repeated), len(twice.problems)) == ({"IN041": 1_000}, 200, 200)
    mapping = PLAIN.replace("[{scheme: care}]", "[{when: {Ref: T1}, scheme: care}]")
    lost = taken(tmp_path, HEADER + rows, mapping)
    assert (lost.counts, len(lost.unmapped), len(lost.problems)) == ({"IN040": 999}, 999, 200)


def test_redacted_suppliers_and_missing_descriptions_are_taken_in(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER + "2019-01-10,1,REDACTED PERSONAL DATA,*** No Description ***,1\n")
    assert (intake.ok, intake.redacted) == (True, 1)
    assert next(intake.lines()).category == "*** No Description ***"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "=cmd|' /C calc'!A0", "=HYPERLINK(1)"])
def test_text_like_a_formula_stays_text(start: str, tmp_path: Path) -> None:
    line = next(taken(tmp_path, HEADER + f"2019-01-10,{start}1,{start}a,{start}b,1\n").lines())
    assert (line.transaction, line.supplier, line.category) == tuple(f"{start}{end}".strip() for end in "1ab")


def test_a_header_alone_has_no_lines(tmp_path: Path) -> None:
    assert outcome(tmp_path, HEADER) == {"IN043"}


class TestControl:
    def test_nothing_said_is_not_confirmed(self, tmp_path: Path) -> None:
        assert [p.code for p in taken(tmp_path, HEADER + LINE).confirm()] == ["IN052"]

    def test_rows_alone_do_not_confirm_the_money(self, tmp_path: Path) -> None:
        assert [p.code for p in taken(tmp_path, HEADER + LINE).confirm(rows=1)] == ["IN052"]

    def test_the_caller_confirms(self, tmp_path: Path) -> None:
        assert taken(tmp_path, HEADER + LINE).confirm(rows=1, total_pence=10_050) == ()

    def test_the_mapping_confirms(self, tmp_path: Path) -> None:
        control = PLAIN + "control: {rows: 1, total: £100.50}\n"
        assert taken(tmp_path, HEADER + LINE, control).confirm() == ()

    def test_what_differs_is_said(self, tmp_path: Path) -> None:
        control = PLAIN + "control: {rows: 2, total: £100.51}\n"
        intake = taken(tmp_path, HEADER + LINE, control)
        assert [p.code for p in intake.confirm()] == ["IN050", "IN051"]
        assert [p.code for p in intake.confirm(rows=1, total_pence=10_050)] == ["IN050", "IN051"]
        assert [p.code for p in intake.confirm(total_pence=1)] == ["IN050", "IN051", "IN051"]


MARKED = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, %s, debit or credit: M}\n"


def test_marks_sign_every_amount_of_a_line_and_its_components(tmp_path: Path) -> None:
    mapping = MARKED % "gross: G, vat: V, components: {care: C}"
    intake = taken(tmp_path, "D,G,V,C,M\n2019-01-10,12.00,2.00,10.00,DR\n2019-01-11,6.00,1.00,5.00,cr\n", mapping)
    assert not intake.problems
    assert [(line.amount_pence, line.components) for line in intake.lines()] == [
        (1_000, (("care", 1_000),)),
        (-500, (("care", -500),)),
    ]


@pytest.mark.parametrize("row", ["1.00,", "1.00,x", "-1.00,CR", "-1.00,DR"])
def test_a_mark_that_is_none_or_stands_beside_a_sign_is_refused_in_its_place(row: str, tmp_path: Path) -> None:
    intake = taken(tmp_path, f"D,A,M\n2019-01-10,5.00,DR\n2019-01-11,{row}\n", MARKED % "amount: A")
    (problem,) = intake.problems
    assert (problem.code, problem.where.line, problem.where.column) == ("IN060", 3, 3)
    assert (intake.accepted.pence, intake.refused.rows) == (500, 1)


def test_debits_and_credits_in_columns_of_their_own_take_no_marks() -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping(MARKED % "debit: A, credit: B")
    assert [problem.code for problem in caught.value.problems] == ["IN005"]


def test_a_component_without_a_column_is_the_rest(tmp_path: Path) -> None:
    mapping = (
        "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, components: {nursing: F, care: Rest}}\n"
    )
    rows = ["2026-04-01,100.00,25.50", "2026-04-01,100.00,", "2026-04-01,-100.00,-100.00", "2026-04-01,100.00,0"]
    intake = taken(tmp_path, "D,A,F\n" + "\n".join(rows) + "\n", mapping)
    found = [dict(line.components) for line in intake.lines()]
    assert not intake.problems
    assert found == [
        {"nursing": 2_550, "care": 7_450},
        {},
        {"nursing": -10_000, "care": 0},
        {"nursing": 0, "care": 10_000},
    ]


@pytest.mark.parametrize("part", ["100.01", "-0.01"])
def test_parts_that_pass_the_amount_leave_no_rest(part: str, tmp_path: Path) -> None:
    mapping = (
        "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, components: {nursing: F, care: rest}}\n"
    )
    assert outcome(tmp_path, f"D,A,F\n2026-04-01,100.00,{part}\n", mapping) == {"IN037"}


def test_one_component_may_be_the_rest() -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping("mapping: m\ncolumns: {date: D, amount: A, components: {nursing: rest}}\n")
    assert [problem.code for problem in caught.value.problems] == ["IN004"]
