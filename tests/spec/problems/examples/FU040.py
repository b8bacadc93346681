"""More budget is moved than there is."""

from pathlib import Path

from cronfa.fund.opening import open_fund
from cronfa.fund.virements import Virement, check

one = Path("agreement.yaml").read_text("utf-8").replace("small-pool", "two-schemes")
one = one.replace("    overspend", "    virement: {limit: £50,000, board: joint}\n    overspend", 1)
Path("two.yaml").write_text(one + "  homecare: {budget: £24,000, contributions: {council: 50%, board: 50%}}\n", "utf-8")
fund = open_fund(Path("two.yaml"), "officer")
check(fund, Virement("2026-27", "2026-08", "equipment", "homecare", 1_300_000), used_pence=0)
