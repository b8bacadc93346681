"""A line of a journal names nobody of the fund."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "trust", 5_000, "equipment"),
    PostingDraft("income", "trust", -5_000, "equipment"),
)
check(find(), Journal("2026-05", "grant booked as spend", lines))
