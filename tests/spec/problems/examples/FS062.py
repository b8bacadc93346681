"""A year for which nobody has agreed a budget."""

from cronfa.agreement import parse
from cronfa.foresight.anatomy import terms_of_year

agreement = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  home-care:
    budget: {2026-27: £4,000,000}
    contributions: {council: 60%, board: 40%}
""")
terms_of_year(agreement, "2027-28")
