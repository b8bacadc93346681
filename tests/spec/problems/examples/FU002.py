"""A database holds two funds, and nobody says which is meant."""

from pathlib import Path

from cronfa.fund.opening import find, open_fund

second = Path("agreement.yaml").read_text("utf-8").replace("agreement: small-pool", "agreement: other-pool")
Path("other.yaml").write_text(second, "utf-8")
open_fund(Path("other.yaml"), "officer")
find()
