"""A limit on the last step, behind which nobody would take the rest."""

from cronfa.agreement import parse
from cronfa.foresight.design.designing import design
from cronfa.foresight.design.reading import read_brief

draft = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body}
reserves: {rainy-day: £100,000}
schemes:
  home-care:
    budget: £4,000,000
    contributions: {council: 60%, board: 40%}
    attribute: {by: shares, shares: {council: 50%, board: 50%}}
    overspend:
      - draw: rainy-day
      - share: {by: contributions}
    underspend: [{return: contributions}]
""")
brief = read_brief(
    """\
year: 2026-27
may vary:
  - {limit: "schemes.home-care.overspend[1]", from: £10,000, to: £90,000, by: £10,000}
years: {spread: 10%}
""",
    draft,
)

problems = design(draft, brief, runs=200).problems
