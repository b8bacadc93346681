"""A small draft in which much can vary, a brief about it, and ready answers for the tests of designs."""

from cronfa.agreement import Agreement, parse
from cronfa.foresight.design.brief import Brief
from cronfa.foresight.design.reading import read_brief

DRAFT = """\
# A draft with comments, which must stay.
agreement: example
title: Example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2030-03-31}
host: council
partners: {council: local authority, board: health body}
reserves:
  rainy-day: {opening: £100,000, shares: {council: 50%, board: 50%}}  # half each
schemes:
  home-care:
    budget: £4,000,000
    contributions: {council: 60%, board: 40%}
    attribute: {by: shares, shares: {council: 50%, board: 50%}}
    clause: "4"
    overspend:
      - draw: rainy-day  # first
      # then both
      - share: {by: contributions, up to: £50,000, clause: 7(b)}
      - bear: council
    underspend:
      - return: {by: contributions, clause: "8"}
  equipment:
    budget: {2026-27: £1,000,000, 2027-28: £1,100,000, 2028-29: £1,200,000, 2029-30: £1,200,000}
    contributions:
      by: fixed
      amounts:
        2026-27: {council: £600,000, board: £400,000}
        2027-28: {council: £600,000, board: £500,000}
        2028-29: {council: £700,000, board: £500,000}
        2029-30: {council: £700,000, board: £500,000}
    attribute: {by: shares, shares: {council: 60%, board: 40%}}
    overspend:
      - share:
          by: shares
          shares: {council: 60%, board: 40%}
          clause: 9
      - carry
    underspend: [return]
"""
VARY = """\
year: 2026-27
may vary:
  - {limit: "schemes.home-care.overspend[1]", from: £0, to: £100,000, by: £25,000}
  - {shares: "schemes.equipment.overspend[0]", of: {council: 40% to 60%}, by: 10%}
  - {shares: schemes.home-care.contributions, of: {council: 50% to 60%}, by: 2.5%}
  - {shares: schemes.equipment.contributions, of: {council: 50% to 70%}, by: 5%}
  - {reserve: rainy-day, from: £0, to: £200,000, by: £50,000}
  - {order: schemes.home-care.overspend, steps: 2}
years: {spread: 5%, together: 25%}
"""


def draft() -> Agreement:
    return parse(DRAFT)


def brief(more: str = "", words: str = VARY, seed: int = 0) -> Brief:
    return read_brief(words + more, draft(), seed=seed)
