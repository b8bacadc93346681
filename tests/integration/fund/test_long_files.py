"""A long file is posted by columns: the same entries as its lines make one by one, and the same refusals."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cronfa.attribution import rules_of
from cronfa.fund import payment_columns, taking_in
from cronfa.fund.attributing import payments
from cronfa.fund.drafts import Posting
from cronfa.fund.opening import RunningFund, open_fund
from cronfa.fund.taking_in import TakenIn, take_in
from cronfa.ledger.funds import set_period
from cronfa.ledger.posting import post
from cronfa.ledger.queries import balances, entries
from cronfa.ledger.verification import verify
from cronfa.problems import Problems

AGREEMENT = """
agreement: wide-pool
power: part-9-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body, other: local authority}
schemes:
  equipment:
    clause: 1
    budget: £12,000
    contributions: {council: 60%, board: 30%, other: 10%}
    attribute: {by: responsibility, categories: {Nursing: board, Ramps: other}, otherwise: council, clause: 1.2}
    overspend: [{share: contributions}]
    underspend: [{return: contributions}]
  shared:
    budget: £3,000
    contributions: {council: 50%, board: 50%}
    attribute: {by: shares, shares: {council: 1/3, board: 1/3, other: 1/3}}
    overspend: [{share: contributions}]
    underspend: [{return: contributions}]
  seen:
    form: in view
    lead commissioner: other
    attribute: {by: responsibility, otherwise: other}
"""
MAPPING = """
mapping: payments
columns: {date: Date, service date: Served, amount: Amount, transaction: Id, category: Kind, supplier: Supplier, narrative: Said}
schemes:
  - {when: {Scheme: shared}, scheme: shared}
  - {when: {Scheme: seen}, scheme: seen}
  - {when: {Scheme: board*}, scheme: equipment, responsible: board}
  - {when: {Scheme: nobody}, scheme: nursery}
  - {scheme: equipment}
"""
HEADER = "Date,Served,Amount,Id,Kind,Supplier,Said,Scheme\n"
LINES = """\
2026-04-03,,100.01,1,Hoists,Smith,Two hoists,equipment
2026-04-04,2026-04-01,50.00,2,Nursing,Jones,,equipment
2026-04-04,,-50.00,3,Nursing,Jones,,equipment
2026-04-09,,0.01,4,Ramps,Jones,,equipment
2026-04-09,,0.00,4,Ramps,Jones,,equipment
2027-04-09,,10.00,5,,Jones,,shared
2026-05-09,,10.01,6,,"Jones
and Sons",,shared
2026-05-10,,7.77,7,Care,,,seen
2026-05-10,,9.99,,,,,board's own
2026-05-10,,9.99,,,,,board's own
"""


@pytest.fixture
def fund(database: str, tmp_path: Path) -> RunningFund:
    agreement = tmp_path / "agreement.yaml"
    agreement.write_text(AGREEMENT, "utf-8")
    return open_fund(agreement, "manager")


@pytest.fixture
def watched() -> list[tuple[int, int]]:
    """What was told of the progress: lines done, and lines in all."""
    return []


@pytest.fixture
def take(
    fund: RunningFund, watched: list[tuple[int, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], TakenIn]:
    """Takes lines in as if they were a long file, two of them at a time."""
    monkeypatch.setattr(taking_in, "SHORT_COLUMN", 1)
    monkeypatch.setattr(taking_in, "STRETCH", 2)

    def taken(lines: str) -> TakenIn:
        path = tmp_path / "file.csv"
        path.write_text(HEADER + lines, "utf-8")
        return take_in(
            fund, path, MAPPING, "officer", confirmed=lambda _: True, progress=lambda *seen: watched.append(seen)
        )

    return taken


def test_a_long_files_entries_are_those_of_its_lines(
    fund: RunningFund, take: Callable[[str], TakenIn], watched: list[tuple[int, int]]
) -> None:
    taken = take(LINES)
    assert watched == [(0, 10), (2, 10), (4, 10), (6, 10), (8, 10)]
    assert (taken.posted, taken.posted_pence) == (9, 147_78)
    assert verify(fund.ledger).is_sound
    posts = taking_in._Posts(fund, Posting(taken.intake.sha256, taken.intake.file, "officer"))
    paid_from = taking_in.paid_from(fund)
    assert paid_from == {"seen": "in_kind"}
    lines = (line for line in taken.intake.lines() if line.amount_pence)
    drafts = payments(lines, rules_of(fund.agreement), paid_from, posts.period_of, posts.by)
    again = post(fund.ledger, drafts)  # a draft that differs from the entry under its key would be refused
    assert (again.posted, again.posted_before) == (0, 9)


def test_late_lines_are_counted_and_go_to_the_first_open_month(
    fund: RunningFund, take: Callable[[str], TakenIn]
) -> None:
    set_period(fund.ledger, "2026-04", "closed", who="manager")
    assert take(LINES).late == 4
    spent = balances(fund.ledger, ("period",), where={"account": "expenditure", "scheme": "equipment"})
    assert spent == {("2026-05",): 120_00}


def test_lines_that_cannot_be_attributed_stop_the_file_and_are_all_told(
    fund: RunningFund, take: Callable[[str], TakenIn]
) -> None:
    with pytest.raises(Problems) as stopped:
        take("2026-04-03,,1.00,1,,,,nobody\n" + LINES + "2025-04-03,,1.00,1,,,,equipment\n")
    assert [problem.where.line for problem in stopped.value.problems] == [2, 14]
    assert not list(entries(fund.ledger))


def test_rules_that_read_more_of_a_line_than_columns_hold_go_line_by_line(fund: RunningFund) -> None:
    rules = rules_of(fund.agreement)
    assert payment_columns.by_columns(rules)
    [dated, *_] = rules.schemes["equipment"]
    from dataclasses import replace

    by_line = replace(rules, schemes={"equipment": (replace(dated, rule=replace(dated.rule, kind="line")),)})
    assert not payment_columns.by_columns(by_line)
