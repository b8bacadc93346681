"""A ledger is exported over something that no export wrote."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.exporting import export

export(find().ledger, "json", Path("payments.csv"))
