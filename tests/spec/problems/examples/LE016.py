"""A file is registered a second time with another control total."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.sources import register_source, sources

fund = find().ledger
[kept] = sources(fund)
with Path("payments.csv").open("rb") as content:
    register_source(fund, "payments.csv", content, rows=2, total_pence=1, mapping=kept.mapping, who="officer")
