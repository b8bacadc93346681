"""An entry names somebody who is no partner."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

lines = [PostingDraft("bank", "bord", -500), PostingDraft("expenditure", "bord", 500)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
