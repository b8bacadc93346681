"""A journal would move a reserve."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("reserve", "council", -5_000, "contingency"),
)
check(find(), Journal("2026-05", "met from the reserve", lines))
