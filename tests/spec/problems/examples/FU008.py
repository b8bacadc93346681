"""The reason of a figure is asked for whose name is wrong."""

from cronfa.fund.opening import find
from cronfa.fund.why import why

why(find(), "2026-27/hoists/spend")
