"""Taking files in: whole or not at all, once, and only what changed."""

from collections.abc import Callable
from datetime import date

import pytest

from cronfa.fund.books import provenance
from cronfa.fund.opening import RunningFund
from cronfa.fund.taking_in import TakenIn
from cronfa.ledger.funds import set_period
from cronfa.ledger.posting import reverse
from cronfa.ledger.queries import balances, entries
from cronfa.ledger.verification import verify
from cronfa.problems import Problems

from .conftest import HEADER, PAYMENTS, RECEIPTS

Take = Callable[..., TakenIn]
APRIL = "2026-04-03,100.01,1,Hoists,Smith\n2026-04-04,50.00,2,Nursing,Jones\n"


def test_a_payment_stands_with_whoever_is_responsible_and_the_difference_in_clearing(
    fund: RunningFund, take: Take
) -> None:
    take("2026-04-04,50.00,2,Nursing,Jones\n")
    assert balances(fund.ledger, ("account", "partner", "counterparty"), where={"scheme": "equipment"}) == {
        ("expenditure", "board", ""): 50_00,
        ("bank", "council", ""): -30_00,
        ("bank", "board", ""): -20_00,
        ("clearing", "council", "board"): 30_00,
        ("clearing", "board", "council"): -30_00,
    }


def test_the_same_file_twice_posts_nothing(fund: RunningFund, take: Take) -> None:
    first, again = take(APRIL), take(APRIL, "renamed.csv")
    assert (first.posted, again.posted, again.unchanged) == (2, 0, 2)
    assert sum(1 for _ in entries(fund.ledger)) == 1 + 2  # the reserve's opening and two payments


def test_a_month_published_again_posts_only_the_difference(fund: RunningFund, take: Take) -> None:
    take(APRIL + "2026-05-01,7.00,3,Hoists,Smith\n")
    again = take("2026-04-03,100.01,1,Hoists,Smith\n2026-04-04,55.00,2,Nursing,Jones\n", "april-again.csv")
    assert (again.posted, again.reversed_, again.unchanged, again.posted_pence) == (1, 1, 1, 5_00)
    spent = balances(fund.ledger, ("period",), where={"account": "expenditure"})
    assert spent == {("2026-04",): 155_01, ("2026-05",): 7_00}
    back = take(APRIL, "april-as-it-was.csv")
    assert (back.posted, back.reversed_) == (1, 1)
    assert balances(fund.ledger, ("period",), where={"account": "expenditure"})[("2026-04",)] == 150_01
    assert verify(fund.ledger).is_sound


def test_a_month_published_over_and_over_stands_as_last_said(fund: RunningFund, take: Take) -> None:
    """Lines posted again have keys of their own, which the next publication must know."""
    as_it_was = ("2026-04-04,50.00,2,Nursing,Jones\n", 150_01)
    corrected = ("2026-04-04,55.00,2,Nursing,Jones\n", 155_01)
    for number, (line, total) in enumerate([as_it_was, corrected, as_it_was, as_it_was, corrected, as_it_was]):
        take("2026-04-03,100.01,1,Hoists,Smith\n" + line + "\n" * number, f"april-{number}.csv")
        assert balances(fund.ledger, ("period",), where={"account": "expenditure"}) == {("2026-04",): total}
    assert verify(fund.ledger).is_sound


def test_a_file_sent_back_after_another_took_its_place_stands_again(fund: RunningFund, take: Take) -> None:
    """To the byte the same: what was published last is what stands, whoever published it first."""
    corrected = "2026-04-03,100.01,1,Nursing,Smith\n2026-04-04,55.00,2,Nursing,Jones\n"
    for lines, total, nursing in [(APRIL, 150_01, 50_00), (corrected, 155_01, 155_01)] * 3:
        take(lines, f"{total}.csv")
        spent = balances(fund.ledger, ("partner",), where={"account": "expenditure"})
        assert (sum(spent.values()), spent[("board",)]) == (total, nursing)
        again = take(lines, f"{total}.csv")
        assert (again.posted, again.reversed_, again.unchanged) == (0, 0, 2)
    assert verify(fund.ledger).is_sound


def test_what_somebody_has_reversed_stays_so_when_the_file_is_sent_back(fund: RunningFund, take: Take) -> None:
    take(APRIL)
    take("2026-05-01,7.00,3,Hoists,Smith\n", "may.csv")
    [number] = [entry.number for entry in entries(fund.ledger) if entry.supplier == "Jones"]
    reverse(
        fund.ledger, number, reason="wrong", who="manager", posting_date=date(2026, 4, 30), period="2026-04"
    )  # fmt: skip
    again = take(APRIL)
    assert (again.posted, again.reversed_, again.unchanged) == (0, 0, 2)


CORRECTED = PAYMENTS.replace("[{scheme: equipment}]", "[{when: {Kind: Hoists}, ignore: not ours}, {scheme: equipment}]")


def test_a_file_read_through_a_corrected_mapping_posts_only_what_that_changes(fund: RunningFund, take: Take) -> None:
    """Line by line: one is no longer the fund's, one stays; and back again, as often as somebody likes."""
    take(APRIL)
    for mapping, moved, total in [(CORRECTED, (0, 1), 50_00), (PAYMENTS, (1, 0), 150_01), (CORRECTED, (0, 1), 50_00)]:
        again = take(APRIL, mapping=mapping)
        assert (again.posted, again.reversed_, again.unchanged) == (*moved, 1)
        assert balances(fund.ledger, ("account",), where={"account": "expenditure"}) == {("expenditure",): total}
        once_more = take(APRIL, mapping="# another remark\n" + mapping)
        assert (once_more.posted, once_more.reversed_) == (0, 0)
    assert [(file.rows, file.name) for file in provenance(fund).sources] == [(2, "file.csv")]
    assert verify(fund.ledger).is_sound


def test_a_file_whose_dates_were_read_the_wrong_way_leaves_its_wrong_months(fund: RunningFund, take: Take) -> None:
    lines = "05/04/2026,7.00,1,Hoists,Smith\n06/04/2026,9.00,2,Nursing,Jones\n"
    take(lines, mapping=PAYMENTS + "dates: mm/dd/yyyy\n")
    again = take(lines, mapping=PAYMENTS + "dates: dd/mm/yyyy\n")
    assert (again.posted, again.reversed_) == (2, 2)
    months = balances(fund.ledger, ("period",), where={"account": "expenditure"})
    assert {month: pence for month, pence in months.items() if pence} == {("2026-04",): 16_00}


def test_a_file_read_through_other_columns_is_not_posted_beside_itself(fund: RunningFund, take: Take) -> None:
    take(APRIL)
    again = take(APRIL, mapping=PAYMENTS.replace("transaction: Id, ", "").replace("Supplier}", "Id}"))
    assert (again.posted, again.reversed_) == (2, 2)
    assert sum(balances(fund.ledger, where={"account": "expenditure"}).values()) == 150_01


def test_the_same_file_under_another_data_sets_name_is_refused(fund: RunningFund, take: Take) -> None:
    take(APRIL)
    with pytest.raises(Problems) as stopped:
        take(APRIL, "renamed.csv", mapping=PAYMENTS.replace("mapping: payments", "mapping: renamed"))
    [problem] = stopped.value.problems
    assert (problem.kind.code, problem.facts["rows"], problem.facts["dataset"]) == ("FU019", 2, "payments")
    halves = PAYMENTS.replace("mapping: payments", "mapping: none-of-them").replace(
        "[{scheme", "[{when: {Kind: '*'}, ignore: others}, {scheme"
    )
    assert take(APRIL, mapping=halves).posted == 0


def test_a_late_line_of_another_month_does_not_undo_that_month(fund: RunningFund, take: Take) -> None:
    take(APRIL)
    may = take("2026-05-01,7.00,3,Hoists,Smith\n2026-04-30,2.00,4,Hoists,Smith\n", "may.csv")
    assert (may.posted, may.reversed_) == (2, 0)
    spent = balances(fund.ledger, ("period",), where={"account": "expenditure"})
    assert spent == {("2026-04",): 152_01, ("2026-05",): 7_00}


def test_further_lines_of_a_month_say_what_stays(fund: RunningFund, take: Take) -> None:
    take(APRIL + "2026-04-20,9.00,3,Hoists,Smith\n")
    more = take("2026-04-03,100.01,1,Hoists,Smith\n2026-04-21,1.00,4,Hoists,Smith\n", "more.csv")
    assert (more.posted, more.reversed_, more.unchanged, more.staying) == (1, 0, 1, 2)


def test_one_bad_line_and_nothing_is_posted(fund: RunningFund, take: Take) -> None:
    before = balances(fund.ledger)
    with pytest.raises(Problems) as stopped:
        take(APRIL + "2026-04-09,lots,3,Hoists,Smith\n")
    [problem] = stopped.value.problems
    assert (problem.where.line, problem.where.file) == (4, "file.csv")
    assert balances(fund.ledger) == before


def test_a_line_outside_the_agreements_term_stops_the_file(fund: RunningFund, take: Take) -> None:
    with pytest.raises(Problems) as stopped:
        take(APRIL + "2025-04-09,1.00,3,Hoists,Smith\n")
    assert stopped.value.problems[0].where.line == 4
    assert not balances(fund.ledger, where={"account": "expenditure"})


def test_receipts_for_a_scheme_that_is_none_stop_the_file(fund: RunningFund, take: Take) -> None:
    mapping = RECEIPTS.replace("scheme: equipment, partner: board", "scheme: nursery, partner: board")
    with pytest.raises(Problems) as stopped:
        take(
            "2026-04-01,10.00,1,council\n2026-04-02,10.00,2,board\n", mapping=mapping, header="Date,Amount,Id,Partner\n"
        )
    [problem] = stopped.value.problems
    assert (problem.code, problem.where.line, problem.where.file) == ("AT001", 3, "file.csv")
    assert not balances(fund.ledger, where={"account": "contributions"})


def test_late_money_goes_to_the_first_open_month(fund: RunningFund, take: Take) -> None:
    set_period(fund.ledger, "2026-04", "closed", who="manager")
    late = take(APRIL)
    assert late.late == 2
    assert set(balances(fund.ledger, ("period",), where={"account": "expenditure"})) == {("2026-05",)}


def test_totals_that_do_not_match_stop_the_file(fund: RunningFund, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from cronfa.fund.taking_in import take_in

    path = tmp_path / "april.csv"
    path.write_text(HEADER + APRIL, "utf-8")
    with pytest.raises(Problems):
        take_in(fund, path, PAYMENTS, "officer", rows=3, total_pence=150_01)
    with pytest.raises(Problems):
        take_in(fund, path, PAYMENTS, "officer")
    assert take_in(fund, path, PAYMENTS, "officer", rows=2, total_pence=150_01).posted == 2


def test_a_line_of_nought_is_counted_and_posts_nothing(fund: RunningFund, take: Take) -> None:
    """As the problem of a row without an amount says: write 0 for none."""
    taken = take(APRIL + "2026-04-09,0.00,3,Hoists,Smith\n")
    assert (taken.intake.accepted.rows, taken.posted, taken.posted_pence) == (3, 2, 150_01)
    again = take(APRIL + "2026-04-09,0.00,3,Hoists,Smith\n2026-04-10,1.00,4,Hoists,Smith\n", "april-again.csv")
    assert (again.posted, again.reversed_) == (1, 0)
