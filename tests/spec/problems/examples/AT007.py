"""A year for which no contributions are agreed."""

from datetime import date

from cronfa.agreement import parse
from cronfa.attribution import Line, attribute_line, rules_of

rules = rules_of(
    parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  home-care:
    budget: £4,000,000
    contributions: {2026-27: {council: 60%, board: 40%}}
    attribute: responsibility
""")
)
attribute_line(Line("home-care", 10_000, date(2027, 5, 1), responsible="council"), rules)
