"""Spend is moved from one partner to another without clearing between them."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "board", 5_000, "equipment"),
    PostingDraft("expenditure", "council", -5_000, "equipment"),
)
check(find(), Journal("2026-05", "the board's hoist, booked to the council", lines))
