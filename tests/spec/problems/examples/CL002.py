"""A file is named that is not there."""

from pathlib import Path

from cronfa.fund.opening import open_fund

open_fund(Path("agrement.yaml"), "officer")
