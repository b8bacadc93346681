"""A small pool that tests of simulation share: two partners, two schemes, a reserve and a board."""

from cronfa.agreement import parse
from cronfa.agreement.clauses import Terms
from cronfa.foresight.assumed import AssumedWorld, around_budgets
from cronfa.foresight.shocks import Shock
from cronfa.foresight.simulating import Draft, Work
from cronfa.language import same

YEAR = "2026-27"
TEXT = """\
agreement: pool
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners:
  council: {kind: local authority, tolerance: £100,000}
  board: health body
boards: {joint: {name: Joint board}}
reserves:
  winter: {opening: £50,000, clause: cl 9}
schemes:
  home-care:
    clause: cl 4
    budget: {2026-27: £4,000,000}
    contributions: {council: 60%, board: 40%}
    attribute: {by: shares, shares: {council: 75%, board: 25%}}
    overspend:
      - draw: {reserve: winter, clause: cl 5(a)}
      - share: {by: contributions, up to: £150,000, clause: cl 5(b)}
      - decide: {board: joint, clause: cl 5(c)}
    underspend:
      - return: {by: contributions, clause: cl 5(d)}
  nursing:
    clause: cl 6
    budget: {2026-27: £2,000,000}
    contributions: {council: 30%, board: 70%}
    attribute: {by: shares, shares: {council: 30%, board: 70%}}
    overspend: [{share: {by: contributions, clause: cl 7}}]
    underspend: [{return: {by: contributions, clause: cl 7}}]
"""


def pool(text: str = TEXT) -> Terms:
    return parse(text).latest.terms


def draft(text: str = TEXT, id_: str = "pool") -> Draft:
    return Draft(id_, same(id_), pool(text), "0" * 64)


def world(seed: int = 0) -> AssumedWorld:
    return around_budgets(pool(), YEAR, seed)


def work(runs: int = 500, shocks: tuple[Shock, ...] = (), *others: Draft, seed: int = 0) -> Work:
    return Work.of([draft(), *others], world(seed), runs, shocks)
