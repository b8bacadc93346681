"""The numbers of a draft, on runs that can be counted by hand."""

import numpy as np

from cronfa.agreement import parse
from cronfa.foresight.design import measures
from cronfa.foresight.design.stated import Cell, StatedWorld
from cronfa.foresight.design.trial import Trial
from cronfa.settlement.scenarios import Scenarios

TERMS = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body}
reserves: {rainy-day: {opening: £10, shares: {council: 50%, board: 50%}}}
boards: {chiefs: Chiefs}
schemes:
  home-care:
    budget: £100
    contributions: {council: 60%, board: 40%}
    attribute: {by: shares, shares: {council: 50%, board: 50%}}
    overspend:
      - draw: rainy-day
      - share: {by: contributions, up to: £10}
      - decide: chiefs
    underspend: [{return: contributions}]
""").latest.terms


def numbers(*spend: tuple[int, int]) -> measures.Numbers:
    """Spend of council and board in each run, in pounds."""
    table = np.array(spend, np.int64).T * 100
    return Trial(TERMS, Scenarios("2026-27", len(spend), {"home-care": table})).numbers(TERMS)


def test_one_year_by_hand() -> None:
    """£130 spent: £10 from the reserve, £6 and £4 shared, £10 waits and would fall by contributions."""
    found = numbers((80, 50))
    council, board = found.partners["council"], found.partners["board"]
    assert (council.due_pence, board.due_pence) == (6_000, 4_000)
    assert (council.asked_pence, board.asked_pence) == (1_200, 800)
    assert (council.cost_pence, board.cost_pence) == (6_000 + 1_200 + 500, 4_000 + 800 + 500)
    assert (council.owned_pence, board.owned_pence) == (8_000, 5_000)
    assert (council.subsidy_pence, board.subsidy_pence) == (-300, 300)
    assert (found.runs_out, found.waits, found.reserve_pence, found.subsidy_pence) == (1, 1, 1_000, 300)


def test_costs_add_up_to_what_was_spent() -> None:
    found = numbers((80, 50), (10, 20), (60, 55), (50, 50))
    assert sum(each.cost_pence for each in found.partners.values()) == 9_375
    assert sum(each.subsidy_pence for each in found.partners.values()) == 0


def test_a_bad_year_is_not_exceeded_by_95_in_a_hundred() -> None:
    column = np.arange(1, 101, dtype=np.int64)
    assert measures.bad_years(column) == (95, 98)
    assert measures.bad_years(column[:1]) == (1, 1)


def test_compiled_and_columns_give_the_same_numbers() -> None:
    world = StatedWorld(
        "2026-27",
        ("council", "board"),
        (Cell("home-care", "council", 5_000_00, 900), Cell("home-care", "board", 5_000_00, 2_000)),
        3_000,
        7,
    )
    scenarios = world.years(0, 4_096).scenarios
    fast = Trial(TERMS, scenarios).numbers(TERMS)
    from cronfa.settlement.vector import settle_columns

    owned = tuple(measures.mean(row) for row in measures.owned(TERMS, scenarios))
    assert measures.numbers(TERMS, scenarios, settle_columns(TERMS, scenarios), owned) == fast


def test_a_stated_world_is_the_same_however_it_is_cut() -> None:
    world = StatedWorld("2026-27", ("a", "b"), (Cell("s", "a", 10**9, 500), Cell("s", "b", 10**8, 2_500)), 4_000, 3)
    whole = world.years(0, 1_000)
    parts = [world.years(first, count) for first, count in ((0, 1), (1, 332), (333, 667))]
    joined = np.concatenate([part.scenarios.spend["s"] for part in parts], axis=1)
    assert (joined == whole.scenarios.spend["s"]).all()
    spent = whole.scenarios.spend["s"].sum(axis=0)
    assert (sum(whole.drivers.values()) == spent - world.expected_pence).all()


def test_a_stated_world_spreads_as_it_says() -> None:
    world = StatedWorld("2026-27", ("a", "b"), (Cell("s", "a", 10**9, 500), Cell("t", "b", 10**9, 1_000)), 3_600, 11)
    years = world.years(0, 20_000).scenarios.spend
    one, other = years["s"][0] / 1e9 - 1, years["t"][1] / 1e9 - 1
    assert abs(one.mean()) < 4 * 0.05 / 141 and abs(other.mean()) < 4 * 0.1 / 141
    assert abs(one.std() / 0.05 - 1) < 0.02 and abs(other.std() / 0.1 - 1) < 0.02
    assert abs(np.corrcoef(one, other)[0, 1] - 0.36) < 0.03
