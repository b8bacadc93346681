"""A closed month is opened again, and nobody says why."""

from cronfa.fund.opening import find
from cronfa.ledger.funds import set_period

set_period(find().ledger, "2026-04", "closed", who="officer", reason="month end")
set_period(find().ledger, "2026-04", "open", who="officer", reason="")
