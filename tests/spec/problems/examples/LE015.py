"""A line over £1 trillion."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

much = 10**14 + 1
lines = [PostingDraft("bank", "board", -much), PostingDraft("expenditure", "board", much)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
