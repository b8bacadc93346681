"""Each partner could be spared alone, but not both."""

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
      - share: {by: contributions, up to: £50,000}
      - bear: council
    underspend: [{return: contributions}]
""")
brief = read_brief(
    """\
year: 2026-27
may vary:
  - {shares: schemes.home-care.contributions, of: {council: 40% to 60%}, by: 5%}
must hold: {worse off than alone: -£50,000}
years: {spread: 0.1%}
""",
    draft,
)

problems = design(draft, brief, runs=200).problems
