"""A file of payments is given where worries are wanted."""

from cronfa.agreement import parse
from cronfa.foresight.shock_file import read_shocks

AGREEMENT = """\
agreement: pool
power: part-9-2014
term: {from: 2026-04-01, to: 2027-03-31}
host: council
partners: {council: local authority, board: health body}
schemes: {care: {budget: £1, contributions: {council: 100%}}}
"""

read_shocks("Date,Amount\n2026-04-20,7400.50\n", parse(AGREEMENT).latest.terms)
