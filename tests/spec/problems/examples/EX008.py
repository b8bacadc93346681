"""A sum is changed in an exported file."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.exporting import export
from cronfa.ledger.offline import verify_export

path = export(find().ledger, "json", Path("fund.json"))
path.write_text(path.read_text("utf-8").replace("100000", "100001", 1), "utf-8")

problems = verify_export(path).problems
