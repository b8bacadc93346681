"""A simulation of ten years, asked how bad the worst of twenty is."""

from cronfa.agreement import parse
from cronfa.foresight.assumed import around_budgets
from cronfa.foresight.simulating import Draft, Work
from cronfa.language import same

terms = parse("""\
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
Work.of([Draft("example", same("Example"), terms, "0" * 64)], around_budgets(terms, "2026-27"), runs=10)
