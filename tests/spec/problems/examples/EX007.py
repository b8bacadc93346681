"""The checkpoint of one fund is held against another."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.exporting import export
from cronfa.ledger.funds import open_fund
from cronfa.ledger.offline import verify_export
from cronfa.ledger.verification import write_checkpoint

one = find().ledger
write_checkpoint(one, Path("auditor.key"), Path("march.json"))
other = open_fund("other-pool", "Another pool", ("council", "board"), who="officer")
path = export(other, "json", Path("other.json"))

problems = verify_export(path, Path("march.json")).problems
