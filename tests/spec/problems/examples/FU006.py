"""The year is over its budget, and the board that must decide has not."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.fund.settling import accept, close_months
from cronfa.ledger import EntryDraft, PostingDraft, post

fund, pence = find(), 20_000_00
lines = [
    PostingDraft(account, "board", sum_, "equipment") for account, sum_ in (("bank", -pence), ("expenditure", pence))
]
post(fund.ledger, [EntryDraft("spend", "card-17", date(2026, 6, 4), "2026-06", "Beds", "officer", lines)])
close_months(fund, "2026-27", "officer")
accept(fund, "2026-27", "officer")
