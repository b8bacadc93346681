"""A year settled from the ledger: shown, accepted once, and every figure explained."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import scale
from cronfa.fund.books import book
from cronfa.fund.correcting import reverse_entry
from cronfa.fund.leaving import accept_division
from cronfa.fund.opening import RunningFund, find, open_fund
from cronfa.fund.paying import record_payment
from cronfa.fund.reports import reports, write_reports
from cronfa.fund.settling import accept, close_months, reopen_month, work_out
from cronfa.fund.taking_in import TakenIn, take_in
from cronfa.fund.why import why
from cronfa.ledger.exporting import export
from cronfa.ledger.funds import periods
from cronfa.ledger.offline import verify_export
from cronfa.ledger.queries import balances, entries, entry
from cronfa.ledger.sources import sources
from cronfa.ledger.verification import verify
from cronfa.problems import Problems
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.reading import read_outcome

from .conftest import AGREEMENT, HEADER, PAYMENTS, RECEIPTS

Take = Callable[..., TakenIn]
PAID = "2026-04-01,7200.00,1,council\n2026-04-01,4700.00,2,board\n"
RECEIPT_HEADER = "Date,Amount,Id,Partner\n"


@pytest.fixture
def year(fund: RunningFund, take: Take) -> RunningFund:
    """£13,000 spent of £12,000: £500 from the reserve and £500 shared; the board has paid £100 too little."""
    take("2026-06-03,10000.00,1,Hoists,Smith\n2026-07-04,3000.00,2,Nursing,Jones\n")
    take(PAID, "receipts.csv", mapping=RECEIPTS, header=RECEIPT_HEADER)
    return fund


def test_the_year_is_shared_as_the_agreement_says(year: RunningFund) -> None:
    settled = work_out(year, "2026-27")
    assert [(line.party.id, line.amount_pence) for line in settled.lines] == [
        ("contingency", 500_00),
        ("council", 300_00),
        ("board", 200_00),
    ]
    assert {p.partner: p.to_pay_pence for p in settled.partners} == {"council": 300_00, "board": 300_00}


def test_accepting_posts_one_entry_closes_the_year_and_happens_once(year: RunningFund) -> None:
    with pytest.raises(Problems) as open_months:
        accept(year, "2026-27", "manager")
    assert open_months.value.problems[0].code == "FU007"
    assert "cronfa close 2026-27" in open_months.value.problems[0].remedy()
    close_months(year, "2026-27", "manager")
    accept(year, "2026-27", "manager")
    owed = balances(year.ledger, ("partner",), where={"account": "debtors"})
    assert owed == {("council",): 300_00, ("board",): 300_00}
    assert not any(balances(year.ledger, ("partner",), where={"account": "clearing"}).values())
    # Cash and debts are what is left of the reserve, by its shares.
    for partner, left in (("council", 300_00), ("board", 200_00)):
        cash = balances(year.ledger, ("partner",), where={"account": "bank"})[(partner,)]
        assert cash + owed[(partner,)] == left
    with pytest.raises(Problems) as again:
        accept(year, "2026-27", "manager")
    assert again.value.problems[0].code == "FU011"
    assert verify(year.ledger).is_sound


def test_quarters_settled_and_then_the_year_come_to_the_same(year: RunningFund, take: Take) -> None:
    """Three settlements of the year to date leave what one would have left, whatever was paid between them."""
    close_months(year, "2026-27", "manager", through=3)
    quarter = accept(year, "2026-27", "manager", months=3)
    assert entry(year.ledger, quarter.entry).narrative == "Settlement of 2026-27, first 3 months"
    owed = {p.partner: p.to_pay_pence for p in quarter.settlement.partners}
    assert owed["board"] < 0  # a quarter's dues are less than the whole year that it has paid
    record_payment(year, "board", owed["board"], date(2026, 7, 2), "BACS 1", "officer")
    take("2026-08-01,250.00,9,Hoists,Smith\n", "august.csv")
    close_months(year, "2026-27", "manager", through=6)
    accept(year, "2026-27", "manager", months=6)
    close_months(year, "2026-27", "manager")
    final = accept(year, "2026-27", "manager").settlement
    contributed = balances(year.ledger, ("partner",), where={"account": "contributions"})
    bank = balances(year.ledger, ("partner",), where={"account": "bank"})
    debts = balances(year.ledger, ("account", "partner"))
    for result in final.partners:
        partner = result.partner
        assert contributed[(partner,)] == -(result.due_pence + result.borne_pence)
        refunded = owed["board"] if partner == "board" else 0
        owes = debts.get(("debtors", partner), 0) + debts.get(("creditors", partner), 0)
        assert owes == result.to_pay_pence - refunded
        assert bank[(partner,)] + owes == {"council": 300_00, "board": 200_00}[partner]
    assert verify(year.ledger).is_sound


def test_an_invoice_paid_clears_the_debt_and_no_more(year: RunningFund) -> None:
    close_months(year, "2026-27", "manager")
    accept(year, "2026-27", "manager")
    record_payment(year, "board", 300_00, date(2027, 4, 20), "BACS 1", "officer")
    assert balances(year.ledger, ("partner",), where={"account": "debtors"}) == {("council",): 300_00, ("board",): 0}
    assert not work_out(year, "2027-28").partners[1].paid_pence  # it is no contribution of the next year
    with pytest.raises(Problems) as refused:
        record_payment(year, "board", 1, date(2027, 4, 21), "BACS 2", "officer")
    assert refused.value.problems[0].code == "FU013"


def test_the_settlement_reads_the_same_after_it_is_accepted(year: RunningFund) -> None:
    before = work_out(year, "2026-27")
    close_months(year, "2026-27", "manager")
    accept(year, "2026-27", "manager")
    assert work_out(find(), "2026-27") == before


def test_every_figure_of_every_report_is_explained(year: RunningFund) -> None:
    explained = 0
    cells = {cell.figure: cell for _, report in reports(book(year, "2026-27")) for _, _, cell in report.figures()}
    for figure, cell in [*cells.items()][:: scale.examples(5, 1)]:
        reason = why(year, figure or "", rows=2)
        if isinstance(cell.value, int):
            assert abs(int(str(reason.value))) == abs(cell.value), figure
        if reason.row_count:
            assert abs(reason.rows_pence) == abs(int(str(cell.value))), figure
            assert all(row.text for row in reason.rows if row.file)
            explained += 1
    assert explained > 3  # rows of the partners' files stand behind the spend and the receipts


def test_reports_come_in_both_languages_for_everyone(year: RunningFund, tmp_path: Path) -> None:
    written = write_reports(year, "2026-27", tmp_path / "out", formats=("html", "json"))
    names = {path.name for path in written}
    for who in ("council", "board"):
        assert {f"2026-27-statement-{who}-en.html", f"2026-27-statement-{who}-cy.html"} <= names
    assert "2026-27-settlement.json" in names


def test_a_variation_may_not_change_closed_months(year: RunningFund, tmp_path: Path) -> None:
    close_months(year, "2026-27", "manager", through=3)
    changed = tmp_path / "changed.yaml"
    changed.write_text(AGREEMENT.replace("60%", "50%").replace("40%", "50%"), "utf-8")
    with pytest.raises(Problems) as refused:
        open_fund(changed, "manager")
    assert refused.value.problems[0].code == "FU009"
    later = "variations:\n  - from: 2027-04-01\n    changes: {schemes: {equipment: {budget: £13,000}}}\n"
    changed.write_text(AGREEMENT + later, "utf-8")
    assert len(open_fund(changed, "manager").agreement.versions) == 2


def test_at_exit_what_is_left_is_divided_and_nothing_stays(year: RunningFund) -> None:
    close_months(year, "2026-27", "manager")
    accept(year, "2026-27", "manager")
    accept_division(year, "2026-27", "manager")
    assert {period.status for period in periods(year.ledger) if period.code < "2027-04"} == {"closed"}
    left = balances(year.ledger, ("account", "partner"))
    assert not left["reserve", "council"] and not left["reserve", "board"]
    assert (left["creditors", "council"], left["creditors", "board"]) == (-300_00, -200_00)
    for partner in year.partners:  # once everything owed is paid, no cash is left
        assert left["bank", partner] + left["debtors", partner] + left["creditors", partner] == 0


def test_the_last_invoices_are_paid_when_the_agreement_has_ended(year: RunningFund) -> None:
    close_months(year, "2026-27", "manager")
    accept(year, "2026-27", "manager")
    record_payment(year, "council", 100_00, date(2029, 4, 14), "BACS 1", "manager")
    record_payment(year, "council", 200_00, date(2029, 4, 30), "BACS 2", "manager")
    assert balances(year.ledger, ("partner",), where={"account": "debtors"})["council",] == 0
    assert {period.code: period.status for period in periods(year.ledger)}["2029-04"] == "soft-closed"


def test_a_settled_year_is_not_reopened_and_one_that_is_not_settled_is_not_divided(year: RunningFund) -> None:
    close_months(year, "2026-27", "manager")
    with pytest.raises(Problems) as unsettled:
        accept_division(year, "2026-27", "manager")
    reopen_month(year, "2027-02", "manager", "an invoice came late")
    close_months(year, "2026-27", "manager")
    accept(year, "2026-27", "manager")
    with pytest.raises(Problems) as settled:
        reopen_month(year, "2027-02", "manager", "an invoice came late")
    assert (unsettled.value.problems[0].code, settled.value.problems[0].code) == ("FU018", "FU011")


@pytest.mark.parametrize("asked", ["2025-26", "2029-30", "2026"])
def test_only_a_year_of_the_agreement_is_settled(fund: RunningFund, asked: str) -> None:
    with pytest.raises(Problems) as refused:
        work_out(fund, asked)
    assert refused.value.problems[0].code == "FU015"
    with pytest.raises(Problems):
        close_months(fund, asked, "manager")


CARRYING = AGREEMENT.replace("small-pool", "carrying").replace("[{draw: {reserve: contingency, up to: £500}}, {share: contributions}]", "[carry]")  # fmt: skip


def test_a_deficit_carried_is_met_by_the_next_years_money(database: str, tmp_path: Path) -> None:
    """£13,000.01 of £12,000 in the first year, £11,500 in the second: £500.01 goes into the third, and is in no report twice."""
    agreement = tmp_path / "carrying.yaml"
    agreement.write_text(CARRYING.replace("[{return: contributions}]", "[carry]"), "utf-8")
    fund = open_fund(agreement, "manager")
    path = tmp_path / "file.csv"
    path.write_text(
        "Date,Amount,Id,Kind,Supplier\n2026-06-03,13000.01,1,Hoists,Smith\n2027-06-03,11500.00,2,Hoists,Smith\n"
    )
    take_in(fund, path, PAYMENTS, "officer", confirmed=lambda _: True)
    close_months(fund, "2026-27", "manager")
    assert accept(fund, "2026-27", "manager").settlement.carried_pence == -1000_01
    close_months(fund, "2027-28", "manager")
    second = accept(fund, "2027-28", "manager").settlement
    assert second.schemes[0].brought_forward_pence == -1000_01
    assert second.carried_pence == -500_01
    assert sum(balances(fund.ledger, ("account",), where={"account": "carried"}).values()) == 500_01
    made = dict(reports(book(fund, "2027-28")))
    assert "£1,000.01" in made["2027-28-memorandum"].headline.en
    assert verify(fund.ledger).is_sound
    # What is left of it is divided at the end with the reserve.
    close_months(fund, "2028-29", "manager")
    accept(fund, "2028-29", "manager")
    carried = balances(fund.ledger, ("partner",), where={"account": "carried"})
    assert {partner: -pence for (partner,), pence in carried.items()} == {"council": 6899_99, "board": 4600_00}


def test_where_each_keeps_its_own_money_spend_is_its_contribution(database: str, tmp_path: Path) -> None:
    """Aligned budgets: nobody owes anybody, in the settlement and in the ledger alike."""
    agreement = tmp_path / "aligned.yaml"
    agreement.write_text(
        AGREEMENT.replace("equipment:\n    budget", "equipment:\n    form: aligned\n    budget"), "utf-8"
    )
    text = agreement.read_text("utf-8")
    start, end = text.index("    overspend:"), len(text)
    agreement.write_text(text[:start] + text[end:], "utf-8")
    aligned = open_fund(agreement, "manager")
    payments = tmp_path / "payments.csv"
    payments.write_text(HEADER + "2026-06-03,10000.00,1,Hoists,S\n2026-07-04,3000.00,2,Nursing,J\n", "utf-8")
    take_in(aligned, payments, PAYMENTS, "officer", confirmed=lambda _: True)
    close_months(aligned, "2026-27", "manager")
    settled = accept(aligned, "2026-27", "manager").settlement
    assert [p.to_pay_pence for p in settled.partners] == [0, 0]
    left = balances(aligned.ledger, ("account",))
    assert not any(left.get((account,)) for account in ("debtors", "creditors", "clearing", "sharing"))


def test_what_is_only_in_view_is_taken_in_and_never_settled(database: str, tmp_path: Path) -> None:
    """A scheme in view has no contributions: its spend is reported, and owes nobody anything."""
    agreement = tmp_path / "view.yaml"
    view = "  prescribing: {form: in view, budget: £500}\n"
    agreement.write_text(AGREEMENT.replace("schemes:\n", "schemes:\n" + view), "utf-8")
    fund = open_fund(agreement, "manager")
    payments = tmp_path / "payments.csv"
    payments.write_text(HEADER + "2026-06-03,100.00,1,Drugs,S\n", "utf-8")
    take_in(fund, payments, PAYMENTS.replace("equipment", "prescribing"), "officer", confirmed=lambda _: True)
    assert balances(fund.ledger, ("account", "partner"), where={"scheme": "prescribing"}) == {
        ("expenditure", "council"): 100_00,
        ("in_kind", "council"): -100_00,
    }
    assert not [line for line in work_out(fund, "2026-27").lines if line.scheme == "prescribing"]


def test_a_decision_a_penny_short_stops_the_settlement_at_its_own_line(database: str, tmp_path: Path) -> None:
    """What is wrong stands in the decision, so neither the waterfall nor the board is asked again."""
    agreement = tmp_path / "deciding.yaml"
    before = "overspend: [{draw: {reserve: contingency, up to: £500}}, {share: contributions}]"
    agreement.write_text(AGREEMENT.replace(before, "overspend: [{decide: {board: joint, decision: rescue}}]"), "utf-8")
    fund = open_fund(agreement, "manager")
    payments = tmp_path / "payments.csv"
    payments.write_text(HEADER + "2026-06-03,13000.00,1,Hoists,S\n", "utf-8")
    take_in(fund, payments, PAYMENTS, "officer", confirmed=lambda _: True)
    close_months(fund, "2026-27", "manager")

    def decided(split: str) -> Outcome:
        text = f"year: 2026-27\ndecisions:\n  rescue: {{board: joint, on: 2027-05-01, minute: '7', split: {split}}}\n"
        return read_outcome(text, fund.terms_of("2026-27"), "decided.yaml")

    for split, code in (("{council: £600, board: £399.99}", "SE018"), ("{council: £1,000.01}", "SE009")):
        with pytest.raises(Problems) as refused:
            accept(fund, "2026-27", "manager", decided(split))
        assert [(p.code, p.where.file, p.where.line) for p in refused.value.problems] == [(code, "decided.yaml", 3)]
    with pytest.raises(Problems) as waiting:
        accept(fund, "2026-27", "manager")
    assert [problem.code for problem in waiting.value.problems] == ["FU006"]
    settled = accept(fund, "2026-27", "manager", decided("{council: £600, board: £400}")).settlement
    assert [line.amount_pence for line in settled.lines] == [600_00, 400_00]
    # What was reported is kept with the entry: the year says the same for ever, and the text is no partner's file.
    again = work_out(fund, "2026-27")
    assert (again.lines, again.partners, again.decisions) == (settled.lines, settled.partners, ())
    assert [file.name for file in sources(fund.ledger)] == ["payments.csv"]
    kept = export(fund.ledger, "json", tmp_path / "fund.json")
    assert verify(fund.ledger).is_sound and verify_export(kept).is_sound
    assert "2026-27-12-reported.yaml" in kept.read_text("utf-8")
    # Whoever asks why is told which decision it was; of one that names no recorder, who accepted the settlement.
    [behind] = why(fund, "2026-27/equipment/overspend/1/council").decisions
    assert (behind.decision, behind.on, behind.minute) == ("rescue", "2027-05-01", "7")
    assert (behind.agreed, behind.recorded_by) == (True, "manager")
    assert behind.says.en.endswith("decided it on 1 May 2027: minute 7 (“rescue”). Recorded by manager.")
    assert behind.says.cy.endswith(
        "a benderfynodd hyn ar 1 Mai 2027: cofnod cyfarfod 7 (“rescue”). Cofnodwyd gan manager."
    )
    assert not why(fund, "2026-27/equipment/contribution/council").decisions


def test_a_line_that_schemes_share_says_which_and_what_came_before(database: str, tmp_path: Path) -> None:
    """The fund's own waterfall: the words add up over the schemes that share it, and tell what was carried into them."""
    text = CARRYING.replace("    overspend: [carry]\n    underspend: [{return: contributions}]\n", "")
    agreement = tmp_path / "sharing.yaml"
    agreement.write_text(text + "overspend: [carry]\nunderspend: [{keep: {reserve: contingency}}]\n", "utf-8")
    fund = open_fund(agreement, "manager")
    spent = tmp_path / "spent.csv"
    spent.write_text(HEADER + "2026-06-03,12100.00,1,Hoists,S\n2027-06-03,11000.00,2,Hoists,S\n", "utf-8")
    take_in(fund, spent, PAYMENTS, "officer", confirmed=lambda _: True)
    close_months(fund, "2026-27", "manager")
    accept(fund, "2026-27", "manager")
    [line] = work_out(fund, "2027-28").lines
    assert (line.scheme, line.amount_pence) == (None, -900_00)
    said = [words.en for words in why(fund, "2027-28/fund/underspend/1/reserve:contingency").how]
    assert said[0].startswith("The agreement says: It is kept in the reserve")
    assert said[1:3] == ["Schemes that share: equipment.", "Earlier years carried -£100.00 into it."]
    assert "-£900.00" in said[3]
    carried = why(fund, "2027-28/equipment/brought-forward")
    assert [part.pence for part in carried.parts] == [-100_00] == [carried.value]


def test_why_a_partner_bears_a_sum_says_the_rule_and_its_part_in_it(year: RunningFund) -> None:
    said = [text.en for text in why(year, "2026-27/equipment/overspend/2/board").how]
    assert said[0] == "The agreement says: The partners share it in proportion to their contributions."
    assert said[-1] == "The part of board in this step is 40%."
    settled = work_out(year, "2026-27")
    assert [line.amount_pence for line in settled.lines if line.party.id == "board"] == [500_00 * 40 // 100]


def test_why_says_that_a_step_is_a_standard_term_where_the_agreement_is_silent(tmp_path: Path, database: str) -> None:
    silent = tmp_path / "silent.yaml"
    silent.write_text("\n".join(line for line in AGREEMENT.splitlines() if "overspend:" not in line), encoding="utf-8")
    fund = open_fund(silent, "manager")
    spent = tmp_path / "p.csv"
    spent.write_text(f"{HEADER}2026-06-03,13000.00,1,Hoists,Smith\n", encoding="utf-8")
    take_in(fund, spent, PAYMENTS, "officer", confirmed=lambda _: True)
    said = why(fund, "2026-27/equipment/overspend/1/board").how[0]
    assert said.en.startswith("The agreement does not say, so a standard term stands: The partners share it")
    assert "teler safonol" in said.cy


def test_a_settlement_is_not_reversed_for_its_year_could_not_be_settled_again(year: RunningFund) -> None:
    close_months(year, "2026-27", "manager")
    number = accept(year, "2026-27", "manager").entry
    before = len(list(entries(year.ledger)))
    with pytest.raises(Problems) as refused:
        reverse_entry(year, number, "2027-04", "disputed", "manager")
    assert refused.value.problems[0].code == "FU048"
    assert len(list(entries(year.ledger))) == before


LEAVING = """
agreement: leaving
power: part-9-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body, district: local authority}
reserves: {contingency: {opening: £1,000, shares: {council: 50%, board: 40%, district: 10%}}}
schemes:
  equipment:
    budget: £12,000
    contributions: {council: 50%, board: 40%, district: 10%}
    overspend: [{draw: {reserve: contingency}}, {share: contributions}]
variations:
"""


def test_a_fund_opens_with_every_partner_that_it_ever_has(database: str, tmp_path: Path) -> None:
    agreement = tmp_path / "leaving.yaml"
    gone = "{partners: {district: null}, reserves: {contingency: {shares: {council: 60%, board: 40%}}}, "
    gone += "schemes: {equipment: {contributions: {council: 60%, board: 40%}}}}"
    agreement.write_text(f"{LEAVING}  - {{from: 2027-04-01, changes: {gone}}}\n", "utf-8")
    assert open_fund(agreement, "manager").partners == ("council", "board", "district")


def test_a_partner_that_leaves_in_the_year_owes_its_part_of_it_and_nothing_after(database: str, tmp_path: Path) -> None:
    agreement = tmp_path / "leaving.yaml"
    sums = "{2026-27: {council: £6300, board: £5100, district: £600}, 2027-28: {council: £6600, board: £5400}}"
    changes = f"{{schemes: {{equipment: {{contributions: {{by: fixed, amounts: {sums}}}}}}}}}"
    agreement.write_text(f"{LEAVING}  - {{from: 2026-10-01, changes: {changes}}}\n", "utf-8")
    fund = open_fund(agreement, "manager")
    spent = tmp_path / "spent.csv"
    spent.write_text(HEADER + "2026-06-03,15000.00,1,Hoists,S\n2027-06-03,14000.00,2,Hoists,S\n", "utf-8")
    take_in(fund, spent, PAYMENTS, "officer", confirmed=lambda _: True)
    close_months(fund, "2026-27", "manager")
    first = accept(fund, "2026-27", "manager").settlement
    assert {p.partner: (p.due_pence, p.borne_pence) for p in first.partners} == {
        "council": (6300_00, 1050_00), "board": (5100_00, 850_00), "district": (600_00, 100_00),
    }  # fmt: skip
    second = work_out(fund, "2027-28")
    assert {p.partner: (p.due_pence, p.borne_pence) for p in second.partners} == {
        "council": (6600_00, 1100_00), "board": (5400_00, 900_00), "district": (0, 0),
    }  # fmt: skip


def test_the_rows_behind_a_figure_add_up_to_it_in_its_own_sign(year: RunningFund) -> None:
    said = why(year, "2026-27/partner/council/paid")
    assert said.value == said.rows_pence == sum(row.pence for row in said.rows) == 7200_00
