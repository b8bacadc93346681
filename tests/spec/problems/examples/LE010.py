"""An entry is to be reversed that is not there."""

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.opening import find

reverse_entry(find(), 99, "2026-05", "typing error", "officer")
