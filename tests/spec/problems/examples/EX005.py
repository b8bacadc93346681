"""The same fund is kept again in another database, with other payments."""

from pathlib import Path

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.opening import find, open_fund
from cronfa.ledger.database import setup
from cronfa.ledger.exporting import export
from cronfa.ledger.offline import verify_export
from cronfa.ledger.verification import write_checkpoint

write_checkpoint(find().ledger, Path("auditor.key"), Path("march.json"))
setup(f"sqlite:///{Path('again.sqlite3').absolute()}")
again = open_fund(Path("agreement.yaml"), "officer")
for entry in (1, 2):
    reverse_entry(again, entry, "2026-05", "typing error", "officer")
path = export(again.ledger, "json", Path("again.json"))

problems = verify_export(path, Path("march.json")).problems
