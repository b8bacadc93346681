"""An entry comes after its month was closed."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, PostingDraft, post
from cronfa.ledger.funds import set_period

set_period(find().ledger, "2026-05", "closed", who="officer", reason="month end")
lines = [PostingDraft("bank", "board", -500), PostingDraft("expenditure", "board", 500)]
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
