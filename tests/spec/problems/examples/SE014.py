"""Two agreements whose terms do not meet."""

from cronfa.agreement import parse
from cronfa.settlement.comparison import compare

EARLY = """\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes: {home-care: {budget: 4000000, contributions: {council: 60%, board: 40%}}}
"""
LATE = EARLY.replace("2026-04-01", "2036-04-01").replace("2028-03-31", "2038-03-31")

compare(parse(EARLY), parse(LATE))
