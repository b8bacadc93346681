"""A clearing line does not say with whom."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("clearing", "council", -5_000, "equipment"),
)
check(find(), Journal("2026-05", "the board's hoist, booked to the council", lines))
