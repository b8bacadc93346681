"""A settlement is accepted while months are open."""

from cronfa.fund.opening import find
from cronfa.fund.settling import accept

accept(find(), "2026-27", "officer")
