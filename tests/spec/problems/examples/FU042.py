"""A board is said to have decided, without its minute."""

from datetime import date
from pathlib import Path

from cronfa.fund.opening import open_fund
from cronfa.fund.virements import Minute, Virement, check

one = Path("agreement.yaml").read_text("utf-8").replace("small-pool", "two-schemes")
one = one.replace("    overspend", "    virement: {limit: £500, board: joint}\n    overspend", 1)
Path("two.yaml").write_text(one + "  homecare: {budget: £24,000, contributions: {council: 50%, board: 50%}}\n", "utf-8")
fund = open_fund(Path("two.yaml"), "officer")
decided = Minute("joint", date(2026, 7, 1), "")
check(fund, Virement("2026-27", "2026-08", "equipment", "homecare", 90_000, decided), used_pence=0)
