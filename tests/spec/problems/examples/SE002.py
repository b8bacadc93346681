"""Spend on the responsibilities of a body that has not signed."""

from cronfa.agreement import parse
from cronfa.settlement import settle
from cronfa.settlement.reading import read_outcome

terms = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  home-care:
    budget: £4,000,000
    contributions: {council: 60%, board: 40%}
""").latest.terms
outcome = """\
year: 2026-27
spend: {home-care: {trust: £100}}
"""

problems = settle(terms, read_outcome(outcome, terms)).problems
