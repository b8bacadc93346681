"""One partner's money pays, another spends, and nothing says so between them."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

lines = [PostingDraft("bank", "council", -500), PostingDraft("expenditure", "board", 500)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
