"""An entry without lines."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import EntryDraft, post

lines = []
post(find().ledger, [EntryDraft("spend", "card-17", date(2026, 5, 4), "2026-05", "Ramps", "officer", lines)])
