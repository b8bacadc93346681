"""The same file is sent again under a mapping that somebody has given another name."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.fund.taking_in import take_in

Path("may.csv").write_text("Date,Amount\n2026-05-04,10.00\n")
for name in ("payments", "may"):
    mapping = f"{{mapping: {name}, columns: {{date: Date, amount: Amount}}, schemes: [{{scheme: equipment}}]}}"
    take_in(find(), Path("may.csv"), mapping, "officer", confirmed=lambda _: True)
