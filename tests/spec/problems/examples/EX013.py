"""A file is added to an exported folder."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.exporting import export
from cronfa.ledger.offline import verify_export

path = export(find().ledger, "csv", Path("fund"))
(path / "notes.txt").write_text("checked, J.")

problems = verify_export(path).problems
