"""Money is dated after the agreement has ended."""

from datetime import date
from pathlib import Path

from cronfa.agreement import load

load(Path(__file__).with_name("complete.yaml")).on(date(2031, 5, 1))
