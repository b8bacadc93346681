"""A checkpoint is signed with another key than the auditor's."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.verification import verify_ledger, write_checkpoint

fund = find().ledger
write_checkpoint(fund, Path("auditor.key"), Path("march.json"))
write_checkpoint(fund, Path("somebody.key"), Path("april.json"))

problems = verify_ledger(fund, Path("april.json"), Path("auditor.pub")).problems
