"""An entry that does not say who makes it."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

lines = [PostingDraft("bank", "board", -500), PostingDraft("expenditure", "board", 500)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "", lines)])
