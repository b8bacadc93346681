"""A price for a scheme that the agreement does not have."""

from cronfa.agreement import parse as agree
from cronfa.foresight.demand.reading import parse

terms = agree("""\
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
parse(
    """\
demand: example
year: 2026-27
steps: 13
localities: {town: {partner: council}}
care: [home, nursing]
ages: [65+]
funding: [council]
in care:
  - {care: home, people: 120, assumed: a round figure}
arrivals:
  - {care: home, a year: 90, assumed: a round figure}
leaving:
  - {weibull: {shape: 0.8, median: 60 weeks}, assumed: a round figure}
prices:
  - {care: home, scheme: home-help, a week: £312, assumed: 13 hours at £24}
""",
    "demand.yaml",
    terms,
)
