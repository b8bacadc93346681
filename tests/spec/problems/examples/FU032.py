"""A journal does not balance. Its one partner's lines do not either, which is a problem of its own."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find
from cronfa.ledger import PostingDraft
from cronfa.problems import Problems

lines = (
    PostingDraft("expenditure", "council", 5_000, "equipment"),
    PostingDraft("income", "council", -4_000, "equipment"),
)
try:
    check(find(), Journal("2026-05", "grant booked as spend", lines))
except Problems as refused:
    problems = [found for found in refused.problems if found.code == "FU032"]
