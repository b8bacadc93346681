"""An entry says that it comes from a file that was never taken in."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, SourceLine, post

there = SourceLine("0" * 64, 1)
lines = [PostingDraft("bank", "board", -500), PostingDraft("expenditure", "board", 500)]
post(
    find().ledger,
    [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines, source=there)],
)
