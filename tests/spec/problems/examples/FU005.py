"""A contribution has come from somebody who is no partner."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.fund.taking_in import take_in

MAPPING = """\
mapping: receipts
kind: contributions received
columns: {date: Date, amount: Amount}
schemes: [{scheme: equipment, partner: bord}]
"""

Path("receipts.csv").write_text("Date,Amount\n2026-05-04,50.00\n", "utf-8")
take_in(find(), Path("receipts.csv"), MAPPING, "officer", confirmed=lambda _: True)
