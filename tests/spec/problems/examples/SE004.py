"""The agreement has contributions for one year, and another is settled."""

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
    contributions: {2026-27: {council: 60%, board: 40%}}
""").latest.terms
outcome = """\
year: 2027-28
spend: {home-care: £4,000,000}
"""

problems = settle(terms, read_outcome(outcome, terms)).problems
