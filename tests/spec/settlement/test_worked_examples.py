"""Every worked example of the manual comes out as its tables say, on both engines."""

from pathlib import Path

import pytest

from cronfa.agreement import Terms, parse
from cronfa.money import parse_pence
from cronfa.settlement import Outcome, Settlement, settle, vector
from cronfa.settlement.figures import party_id
from cronfa.settlement.reading import read_outcome
from cronfa.settlement.scenarios import stack
from spec.settlement.pages import FOR_READERS, Case, Table, cases

PAGES = sorted((Path(__file__).resolve().parents[3] / "docs" / "reference" / "worked-examples").glob("*.md"))
CASES = [case for page in PAGES for case in cases(page)]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

Row = dict[str, object]


def pence(cell: str) -> object:
    """The money of a cell; other cells stay words."""
    return parse_pence(cell, suffixes=True) if "£" in cell else cell


def read(case: Case) -> tuple[Terms, Outcome]:
    agreement = parse(case.agreement)
    terms = agreement.latest.terms
    return terms, read_outcome(case.outcome, terms)


def contributions(s: Settlement) -> list[Row]:
    return [{"Scheme": d.scheme, "Partner": d.partner, "Rule": d.rule, "Contribution": d.amount_pence} for d in s.dues]


def lines(s: Settlement) -> list[Row]:
    return [
        {
            "Scheme": line.scheme or "fund",
            "Step": f"{line.direction} {line.step}",
            "Kind": line.kind,
            "Clause": line.clause or "",
            "Who": party_id(line.party),
            "Takes": line.amount_pence,
        }
        for line in s.lines
        if line.amount_pence
    ]


def partners(s: Settlement) -> list[Row]:
    return [
        {
            "Partner": p.partner,
            "Due": p.due_pence,
            "Bears": p.borne_pence,
            "Lends": p.lent_pence,
            "Repaid": p.repaid_pence,
            "Paid": p.paid_pence,
            "To pay": p.to_pay_pence,
        }
        for p in s.partners
    ]


def schemes(s: Settlement) -> list[Row]:
    return [
        {
            "Scheme": one.scheme,
            "Budget": one.budget_pence,
            "Due": one.due_pence,
            "Other income": one.other_income_pence,
            "Brought forward": one.brought_forward_pence,
            "Spend": one.spend_pence,
            "Variance": one.variance_pence,
        }
        for one in s.schemes
    ]


def reserves(s: Settlement) -> list[Row]:
    return [
        {
            "Reserve": r.reserve,
            "Opening": r.opening_pence,
            "Drawn": r.drawn_pence,
            "Kept": r.kept_pence,
            "Closing": r.closing_pence,
        }
        for r in s.reserves
    ]


def decisions(s: Settlement) -> list[Row]:
    return [{"Decision": d.decision, "Board": d.board, "Amount": d.amount_pence} for d in s.decisions]


def repayments(s: Settlement) -> list[Row]:
    return [
        {"Lender": loan.lender, "Year": year, "Repaid": amount} for loan in s.loans for year, amount in loan.repayments
    ]


def owed(s: Settlement) -> list[Row]:
    return [
        {
            "Lender": loan.lender,
            "Lent in": loan.lent_in,
            "Owed before": loan.owed_pence,
            "Falls due": loan.due_pence(s.year),
            "Still owed": loan.owed_pence - loan.due_pence(s.year),
        }
        for loan in s.owed
    ]


def problems(s: Settlement) -> list[Row]:
    return [{"Problem": p.code, "Words": p.what()} for p in s.problems]


TABLES = {
    "Contribution": contributions,
    "Takes": lines,
    "To pay": partners,
    "Bears": partners,
    "Variance": schemes,
    "Closing": reserves,
    "Amount": decisions,
    "Still owed": owed,
    "Repaid": repayments,
    "Problem": problems,
}
"""The column by which a table is known, and the rows that it must have."""


def expected_rows(table: Table, settlement: Settlement) -> tuple[list[Row], list[Row]] | None:
    """The rows that the page shows and those that came out, in the columns of the page."""
    kind = next((rows for column, rows in TABLES.items() if column in table.columns), None)
    if kind is None:
        return None
    shown = [column for column in table.columns if column not in FOR_READERS]
    want = [{column: pence(row[column]) for column in shown} for row in table.rows]
    return want, [{column: row[column] for column in shown} for row in kind(settlement)]


@each_case
def test_the_reference_engine_gives_what_the_page_shows(case: Case) -> None:
    settlement = settle(*read(case))
    compared = [rows for table in case.tables if (rows := expected_rows(table, settlement))]
    assert compared, "a worked example shows at least one table of results"
    for want, got in compared:
        assert got == want


@each_case
def test_the_vector_engine_gives_the_same_pennies(case: Case) -> None:
    terms, outcome = read(case)
    settlement = settle(terms, outcome)
    results = vector.settle(terms, stack([outcome, outcome], terms.partner_ids), lines=True)
    for row, partner in enumerate(settlement.partners):
        assert tuple(results.due_pence[row]) == (partner.due_pence,) * 2
        assert tuple(results.borne_pence[row]) == (partner.borne_pence,) * 2
        assert tuple(results.lent_pence[row]) == (partner.lent_pence,) * 2
    for reserve in settlement.reserves:
        assert tuple(results.reserves_pence[reserve.reserve]) == (reserve.closing_pence,) * 2
    want = {(x.scheme, x.direction, x.step, x.party): x.amount_pence for x in settlement.lines if x.amount_pence}
    assert {key: int(column[1]) for key, column in results.lines.items() if column[1]} == want


def test_there_is_an_example_of_every_rule() -> None:
    words = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    rules = [f"C{number}" for number in range(1, 17)] + [f"R{number}" for number in range(24)]
    missing = [rule for rule in rules if f"**{rule}**" not in words]
    assert not missing


def test_there_is_an_example_of_every_published_case_with_a_rule_and_figures() -> None:
    words = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    known = (
        "fife_2023_24 scottish_borders_2018_19 south_ayrshire_2018_19 torbay_ico_2016 oxfordshire_op_pool_2013_14 "
        "plymouth_2015_16 cambridgeshire_ldp_2023_24 gwent_frailty_2011 rotherham_bcf_2015_16 oldham_2018_19 "
        "oldham_2019_20 oldham_2020_21_m6 wirral_2022_23_m5 wiltshire_bcf_2015_16 bcf_2025_26_national "
        "discharge_fund_2022_23 bcf_nea_2015_16_national west_wales_icf_2017_18 fnc_england_series bcf_running_cost_ia"
    ).split()
    assert [case for case in known if f"`{case}`" not in words] == []
