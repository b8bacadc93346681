"""A journal does not say what it is for."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("income", "council", -5_000, "equipment"),
)
check(find(), Journal("2026-05", "", lines))
