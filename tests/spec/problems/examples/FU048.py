"""The entry of a settlement that was accepted is reversed."""

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.opening import find
from cronfa.fund.settling import accept, close_months

close_months(find(), "2027-28", "officer")
settled = accept(find(), "2027-28", "officer")
reverse_entry(find(), settled.entry, "2028-04", "disputed", "officer")
