"""The file given as a checkpoint is something else."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.verification import verify_ledger

verify_ledger(find().ledger, checkpoint=Path("payments.csv"))
