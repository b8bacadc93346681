"""A line of a journal is about no account."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("", "council", -5_000, "equipment"),  # type: ignore[arg-type]  # as a form sends it
)
check(find(), Journal("2026-05", "grant booked as spend", lines))
