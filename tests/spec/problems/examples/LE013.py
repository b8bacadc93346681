"""A line posts to something that is not an account."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

lines = [PostingDraft("cash", "board", -500), PostingDraft("expenditure", "board", 500)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
