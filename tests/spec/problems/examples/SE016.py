"""A decision is recorded as made by a board to which it was not left."""

from cronfa.agreement import parse
from cronfa.settlement.reading import read_outcome

terms = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
boards: {joint-board: Joint Board}
schemes:
  home-care:
    budget: £4,000,000
    contributions: {council: 60%, board: 40%}
    overspend: [{decide: {board: joint-board, decision: rescue}}]
""").latest.terms
outcome = """\
year: 2026-27
spend: {home-care: £4,100,000}
decisions: {rescue: {board: finance-group, on: 2027-05-01, minute: "7", split: {council: £100,000}}}
"""

read_outcome(outcome, terms)
