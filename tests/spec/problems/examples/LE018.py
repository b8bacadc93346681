"""A month is opened again with other days."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger.funds import open_periods

open_periods(find().ledger, [("2026-05", date(2026, 5, 4), date(2026, 5, 31))], who="officer")
