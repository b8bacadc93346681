"""A line is asked for that its file does not have."""

from cronfa.fund.opening import find
from cronfa.ledger.sources import source_line, sources

[file] = sources(find().ledger)
source_line(find().ledger, file.sha256, 9)
