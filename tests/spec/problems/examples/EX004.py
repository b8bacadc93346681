"""An export from before the checkpoint: the last entry is not in it."""

from pathlib import Path

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.opening import find
from cronfa.ledger.exporting import export
from cronfa.ledger.offline import verify_export
from cronfa.ledger.verification import write_checkpoint

fund = find()
path = export(fund.ledger, "json", Path("fund.json"))
reverse_entry(fund, 3, "2026-05", "typing error", "officer")
write_checkpoint(fund.ledger, Path("auditor.key"), Path("march.json"))

problems = verify_export(path, Path("march.json")).problems
