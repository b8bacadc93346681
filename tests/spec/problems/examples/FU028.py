"""A line of a journal names a scheme that the agreement does not have."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("expenditure", "council", -5_000, "home-care"),
)
check(find(), Journal("2026-05", "booked to the wrong scheme", lines))
