"""A draft between the council and the board against one between the council and a trust."""

from cronfa.agreement import parse
from cronfa.foresight.assumed import around_budgets
from cronfa.foresight.simulating import Draft, Work
from cronfa.language import same

text = """\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  home-care:
    budget: {2026-27: £4,000,000}
    contributions: {council: 60%, board: 40%}
"""
drafts = [
    Draft(name, same(name), parse(words).latest.terms, "0" * 64)
    for name, words in (("ours", text), ("theirs", text.replace("board", "trust")))
]
Work.of(drafts, around_budgets(drafts[0].terms, "2026-27"), runs=1_000)
