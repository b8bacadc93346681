"""The same key is used for another payment."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

for pence in (500, 600):
    lines = [PostingDraft("bank", "board", -pence), PostingDraft("expenditure", "board", pence)]
    post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
