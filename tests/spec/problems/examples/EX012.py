"""A folder is verified that no export wrote."""

from pathlib import Path

from cronfa.ledger.offline import verify_export

Path("scans").mkdir()

problems = verify_export(Path("scans")).problems
