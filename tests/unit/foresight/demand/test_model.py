"""Models: cells, seasons, hazards, tables, shocks and prices."""

from dataclasses import replace
from math import exp

import numpy as np
import pytest
from hypothesis import example, given, strategies as st

from cronfa.foresight.demand import closed_form
from cronfa.foresight.demand.model import YEAR, Arrivals, Cell, Gompertz, InCare, Leaving, Price, Weibull, Which
from cronfa.foresight.demand.prices import weekly_pence
from cronfa.foresight.demand.shocks import arrival_shocks, factor_products, mean_factors
from cronfa.foresight.demand.tables import arrival_rates, people_by_elapsed, plan
from made_up_demand import MADE_UP, many, one_cell, small

weights = st.lists(st.floats(0, 1e6), min_size=YEAR, max_size=YEAR).filter(lambda found: sum(found) > 0)


@given(weights)
@example([0.0] * (YEAR - 1) + [5e-324])
def test_a_season_averages_one_whatever_its_weights(found: list[float]) -> None:
    demand = replace(one_cell(), seasons=(("winter", tuple(found)),))
    assert sum(demand.season("winter")) == pytest.approx(YEAR)


@given(weights)
def test_a_season_moves_arrivals_within_the_year_and_adds_none(found: list[float]) -> None:
    demand = replace(one_cell(per_year=130.0, steps=2 * YEAR), seasons=(("winter", tuple(found)),))
    rates = arrival_rates(demand, demand.cells, demand.steps)
    assert rates[:, :YEAR].sum() == pytest.approx(130.0)
    assert rates[:, YEAR:].sum() == pytest.approx(130.0)


def test_cells_are_those_that_anybody_is_in_comes_to_or_may_move_to() -> None:
    cells = small().cells
    assert Cell("north", "nursing", "65", "health") in cells, "by moving there"
    assert Cell("south", "home", "64", "self") not in cells, "nobody comes there"
    assert Cell("north", "home", "64", "health") not in cells
    assert len(cells) == len(set(cells)) == 24, "six ways to be cared for, two ages, two places"


def test_arrivals_are_shared_by_weight_and_none_is_lost() -> None:
    demand = small()
    rates = arrival_rates(demand, demand.cells, demand.steps).sum(axis=1)
    by_place = {
        name: sum(r for c, r in zip(demand.cells, rates, strict=True) if c.locality == name)
        for name in ("north", "south")
    }
    assert by_place["north"] == pytest.approx(2 * by_place["south"])


def test_people_in_care_are_shared_out_whole() -> None:
    demand = many(100_003)
    there = people_by_elapsed(demand, demand.cells)
    assert sum(int(counts.sum()) for counts in there) == sum(row.people for row in demand.in_care)
    first = [int(there[place].sum()) for place, cell in enumerate(demand.cells) if cell.care == "home"]
    assert first == sorted(first), "the localities grow in size"


def test_people_long_in_care_have_been_there_as_long_as_stays_last() -> None:
    """In a home long open, those who came u steps ago are there in proportion to the chance of a stay to last u steps."""
    demand = replace(one_cell(people=1_000_000))
    (there,) = people_by_elapsed(demand, demand.cells)
    chance = np.array([exp(-Weibull(0.7, 60.0).cumulative(4.0 * u)) for u in range(130)])
    assert np.abs(there / 1e6 - (chance / chance.sum())[: len(there)]).max() < 2e-6


def test_people_whose_time_is_known_are_left_where_they_are() -> None:
    row = InCare(Which(), 9, MADE_UP, (4, 0, 5))
    demand = replace(one_cell(), in_care=(row,))
    assert people_by_elapsed(demand, demand.cells)[0].tolist() == [4, 0, 5]


def test_a_step_is_survived_as_the_hazards_together_say() -> None:
    demand = small(60, 39)
    arrays = plan(demand).arrays
    cell = demand.cells.index(Cell("north", "residential", "65", "self"))
    kind = arrays.kind[cell]
    hazards = [row.hazard for row in demand.ways_out(demand.cells[cell])]
    assert len(hazards) == 3
    for steps in (1, 5, 30):
        assert arrays.survival[kind, steps] == pytest.approx(exp(-sum(h.cumulative(4.0 * steps) for h in hazards)))
        met = [h.cumulative(4.0 * steps) - h.cumulative(4.0 * steps - 4) for h in hazards]
        assert arrays.shares[kind, steps, :3] == pytest.approx(np.array(met) / sum(met))


def test_tables_are_longer_than_anybody_can_stay() -> None:
    arrays = plan(small(60, 39)).arrays
    assert (np.diff(arrays.survival, axis=1) <= 0).all()
    assert arrays.survival.shape[1] > arrays.start_elapsed.max() + 39


def test_gompertz_is_its_own_integral() -> None:
    hazard = Gompertz(0.3, 0.25)
    rates = [0.3 * 1.25 ** ((week + 0.5) / 52) / 52 for week in range(520)]
    assert hazard.cumulative(520.0) == pytest.approx(sum(rates), rel=1e-5)
    assert Gompertz(0.3, 0.0).cumulative(52.0) == pytest.approx(0.3)


def test_factors_have_the_means_that_the_closed_form_counts_on() -> None:
    demand = small(60, 26)
    shocks = arrival_shocks(demand, demand.cells)
    assert shocks.names == ("economy", "home care only", "flu")
    mean = mean_factors(shocks, 26)
    assert (mean[:2] == 1).all()
    assert mean[2].tolist() == [1.2 if step % YEAR + 1 in (9, 10, 11) else 1.0 for step in range(26)]
    products = factor_products(shocks, 26)
    home = int(shocks.arrays.group[demand.cells.index(Cell("north", "home", "64", "council"))])
    assert products[home, 0, home, 5] == pytest.approx(1.04 * 1.01), "both swings, all year"
    assert products[home, 0, home, 13] == pytest.approx(1.0), "another year, another number"
    assert products[home, 8, home, 9] == pytest.approx(1.04 * 1.01 * (0.6 + 0.4 * 1.5**2))


def test_a_fee_rises_at_the_start_of_each_year_after_the_first() -> None:
    price = Price(Which(), "homes", 100_00, MADE_UP, uplift=(0.1, 0.05))
    assert [weekly_pence(price, year) for year in range(4)] == [100_00, 110_00, 115_50, 121_28]


def test_with_nobody_coming_people_only_leave() -> None:
    demand = replace(one_cell(), arrivals=())
    mean = closed_form.means(demand)[0]
    assert mean[0] == 200 and (np.diff(mean) < 0).all()


def test_a_way_to_where_one_is_already_is_no_way() -> None:
    to_council = Leaving("capital", Which(), Weibull(1, 10), MADE_UP, None, "council", True)
    demand = replace(one_cell(), leaving=(*one_cell().leaving, to_council))
    assert [row.name for row in demand.ways_out(demand.cells[0])] == ["care ends"]


def test_arrivals_of_nobody_make_no_cell() -> None:
    demand = replace(small(), arrivals=(Arrivals(Which(), 0.0, MADE_UP),), in_care=())
    assert demand.cells == ()
