"""A fund is opened a second time from Python."""

from cronfa.ledger.funds import open_fund

open_fund("small-pool", "Small pool", ("council", "board"), who="officer")
