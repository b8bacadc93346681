"""A month is closed that the fund does not have."""

from cronfa.fund.opening import find
from cronfa.ledger.funds import set_period

set_period(find().ledger, "2036-05", "closed", who="officer", reason="month end")
