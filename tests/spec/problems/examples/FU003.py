"""A fund was opened from Python without an agreement."""

from cronfa.fund.opening import find
from cronfa.ledger.funds import open_fund

open_fund("bare", "Bare", ("council", "board"), who="officer")
find("bare")
