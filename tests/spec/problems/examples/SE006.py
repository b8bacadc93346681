"""A charge for each delayed day, and nobody has reported the days."""

from cronfa.agreement import parse
from cronfa.settlement import settle
from cronfa.settlement.reading import read_outcome

terms = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
measures: {delayed-days: {title: Delayed days, per: fund}}
schemes:
  home-care:
    form: cross charge
    contributions: {by: daily charge, payer: council, payee: board, rate: £100, measure: delayed-days}
""").latest.terms
outcome = """\
year: 2026-27
spend: {}
"""

problems = settle(terms, read_outcome(outcome, terms)).problems
