"""An entry is for a month that the fund does not have."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post

lines = [PostingDraft("bank", "board", -500), PostingDraft("expenditure", "board", 500)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2036, 5, 4), "2036-05", "Ramps", "officer", lines)])
