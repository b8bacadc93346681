"""A nursing component that is more than the whole line."""

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
    contributions: {council: 60%, board: 40%}
    attribute: {by: components, components: [{name: nursing, partner: board}], otherwise: council}
""")
)
attribute_line(Line("home-care", 10_000, date(2026, 5, 1), components={"nursing": 20_000}), rules)
