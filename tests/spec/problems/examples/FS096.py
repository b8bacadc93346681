"""Growth is given, and the years are drawn around the budgets."""

from fractions import Fraction

from cronfa.agreement import parse
from cronfa.foresight.assumed import around_budgets
from cronfa.fund.simulating import Asked, check_past

AGREEMENT = """\
agreement: pool
power: part-9-2014
term: {from: 2026-04-01, to: 2027-03-31}
host: council
partners: {council: local authority, board: health body}
schemes: {care: {budget: £3,000,000, contributions: {council: 100%}}}
"""

world = around_budgets(parse(AGREEMENT).latest.terms, "2026-27", seed=0)
check_past(world, Asked("2026-27", growth=Fraction(3, 100)))
