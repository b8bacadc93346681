"""Spend on a scheme that the agreement does not have."""

from cronfa.agreement import parse
from cronfa.settlement import Outcome, settle

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
settle(terms, Outcome(year="2026-27", spend={"day-care": {"council": 10_000}}))
