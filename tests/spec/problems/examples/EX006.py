"""The title is changed in an exported file: the hashes of entries do not cover it, but the checkpoint does."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.exporting import export
from cronfa.ledger.offline import verify_export
from cronfa.ledger.verification import write_checkpoint

write_checkpoint(find().ledger, Path("auditor.key"), Path("march.json"))
path = export(find().ledger, "json", Path("fund.json"))
path.write_text(path.read_text("utf-8").replace('"title": "small-pool"', '"title": "large-pool"'), "utf-8")

problems = verify_export(path, Path("march.json")).problems
