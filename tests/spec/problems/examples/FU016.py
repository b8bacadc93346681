"""An entry is reversed a second time."""

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.opening import find

for _ in range(2):
    reverse_entry(find(), 2, "2026-05", "typing error", "officer")
