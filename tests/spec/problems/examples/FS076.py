"""A decision of a partner that is called a chance."""

from cronfa.agreement import parse
from cronfa.foresight.shock_file import read_shocks

terms = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  home-care:
    budget: {2026-27: £4,000,000}
    contributions: {council: 60%, board: 40%}
""").latest.terms
read_shocks(
    """\
shocks:
  quarter-withheld:
    chance: 10%
    withheld: {partner: council, share: 25%}
""",
    terms,
)
