"""A small fund with files of its own, on each kind of database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cronfa.fund.opening import RunningFund, open_fund
from cronfa.fund.taking_in import TakenIn, take_in

AGREEMENT = """
agreement: small-pool
power: part-9-2014
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body}
boards: {joint: {name: Joint board}}
reserves: {contingency: £1,000}
schemes:
  equipment:
    budget: £12,000
    contributions: {council: 60%, board: 40%, }
    attribute: {by: responsibility, categories: {Nursing: board}, otherwise: council}
    overspend: [{draw: {reserve: contingency, up to: £500}}, {share: contributions}]
    underspend: [{return: contributions}]
"""
PAYMENTS = """
mapping: payments
columns: {date: Date, amount: Amount, transaction: Id, category: Kind, supplier: Supplier}
schemes: [{scheme: equipment}]
"""
RECEIPTS = """
mapping: receipts
kind: contributions received
columns: {date: Date, amount: Amount, transaction: Id}
schemes:
  - {when: {Partner: council}, scheme: equipment, partner: council}
  - {when: {Partner: board}, scheme: equipment, partner: board}
"""
HEADER = "Date,Amount,Id,Kind,Supplier\n"


@pytest.fixture
def fund(database: str, tmp_path: Path) -> RunningFund:
    """The small fund, open and empty."""
    agreement = tmp_path / "agreement.yaml"
    agreement.write_text(AGREEMENT, "utf-8")
    return open_fund(agreement, "manager")


@pytest.fixture
def take(fund: RunningFund, tmp_path: Path) -> Callable[..., TakenIn]:
    """Takes in lines of payments (or of receipts) as a file of this name."""

    def taken(lines: str, name: str = "file.csv", *, mapping: str = PAYMENTS, header: str = HEADER) -> TakenIn:
        path = tmp_path / name
        path.write_text(header + lines, "utf-8")
        return take_in(fund, path, mapping, "officer", confirmed=lambda _: True)

    return taken
