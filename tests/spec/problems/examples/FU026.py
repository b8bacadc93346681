"""A journal is written for a month that the fund does not have."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("income", "council", -5_000, "equipment"),
)
check(find(), Journal("2035-01", "grant booked as spend", lines))
