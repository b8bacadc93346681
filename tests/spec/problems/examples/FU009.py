"""Terms by which money has been judged are edited."""

from pathlib import Path

from cronfa.fund.opening import find, open_fund
from cronfa.fund.settling import close_months

close_months(find(), "2026-27", "officer", through=3)
text = Path("agreement.yaml").read_text("utf-8")
Path("agreement.yaml").write_text(text.replace("60%", "50%").replace("40%", "50%"), "utf-8")
open_fund(Path("agreement.yaml"), "officer")
