"""Years of a fund from a model of demand: pence that add up, causes that add up, and the same pence however they are drawn."""

import pickle
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from cronfa.foresight.demand.model import WEEKS, YEAR, Demand
from cronfa.foresight.demand.people import simulate
from cronfa.foresight.demand.prices import weekly_pence
from cronfa.foresight.demand.world import DemandWorld
from cronfa.foresight.shocks import Fees, Shock
from cronfa.language import same
from made_up_demand import MADE_UP, small

PARTNERS = ("board", "council-b", "council-a")


def world(demand: Demand | None = None, **change: Any) -> DemandWorld:
    return DemandWorld(demand or small(60, 39), PARTNERS, **{"seed": 4, **change})


def total(years: Any) -> Any:
    return sum(table.sum(axis=0) for table in years.scenarios.spend.values())


@pytest.mark.parametrize("year", [0, 1, 2])
def test_spend_is_people_times_weeks_times_fees_to_the_penny(year: int) -> None:
    """Worked out again from the people alone, in plain integers, where no shock moves fees."""
    demand = replace(small(60, 39), swings=(), failures=())
    steps = replace(demand, steps=(year + 1) * YEAR)
    counts = simulate(steps, 4, 0, 5)
    years = world(demand, of_year=year).years(0, 5)
    partner_of = {name: partner for name, partner, _ in demand.localities}
    for run in range(5):
        expected: dict[tuple[str, str], int] = {}
        for price in demand.prices:
            for cell, people in zip(demand.cells, counts[run], strict=True):
                if price.which.has(cell):
                    key = (price.scheme, price.partner or partner_of[cell.locality])
                    weeks = int(people[year * YEAR :].sum()) * WEEKS
                    expected[key] = expected.get(key, 0) + weeks * weekly_pence(price, year)
        expected["equipment", "board"] = 1_000_001
        for (scheme, partner), pence in expected.items():
            assert years.scenarios.spend[scheme][PARTNERS.index(partner), run] == pence
        assert total(years)[run] == sum(expected.values())


@pytest.mark.parametrize("year", [0, 2])
def test_drivers_add_up_to_spend_less_its_expectation_and_periods_to_spend(year: int) -> None:
    drawn = world(of_year=year)
    years = drawn.years(0, 40)
    assert set(years.drivers) == {"economy", "home care only", "flu", "people", "wages", "nurses", "home closes"}
    assert set(drawn.causes) == set(years.drivers)
    assert (sum(years.drivers.values()) == total(years) - drawn.expected_pence).all()
    assert years.path is not None and years.path.shape == (13, 40)
    assert (years.path.sum(axis=0) == total(years)).all()


@pytest.mark.parametrize("year", [0, 2])
def test_the_expectation_is_the_mean(year: int) -> None:
    """And each cause brings nothing in the mean."""
    drawn = world(of_year=year)
    years, runs = drawn.years(0, 4_000), 4_000
    spend = total(years)
    assert abs(spend.mean() - drawn.expected_pence) < 5 * spend.std() / runs**0.5
    for cause, brought in years.drivers.items():
        assert abs(brought.mean()) < 5 * brought.std() / runs**0.5 + 1, cause


def test_any_cut_of_the_runs_and_any_number_of_threads_gives_the_same_pence() -> None:
    together = world(threads=2).years(0, 50)
    for first, count in ((0, 50), (0, 1), (3, 20), (33, 17)):
        piece = world(threads=1).years(first, count)
        for scheme, table in piece.scenarios.spend.items():
            assert (table == together.scenarios.spend[scheme][:, first : first + count]).all()
        for cause, brought in piece.drivers.items():
            assert (brought == together.drivers[cause][first : first + count]).all()
        assert piece.path is not None and together.path is not None
        assert (piece.path == together.path[:, first : first + count]).all()


def test_a_world_is_small_and_the_same_after_a_journey() -> None:
    drawn = world()
    before = total(drawn.years(0, 3))
    packed = pickle.dumps(drawn)
    assert len(packed) < 20_000
    arrived = pickle.loads(packed)
    assert arrived == drawn and arrived.fingerprint == drawn.fingerprint
    assert (total(arrived.years(0, 3)) == before).all()


def test_the_fingerprint_knows_everything_that_decides_the_years() -> None:
    others = [
        world(seed=5),
        world(of_year=1),
        world(engine="lives"),
        world(small(61, 39)),
        replace(world(), partners=PARTNERS[::-1]),
    ]
    assert len({each.fingerprint for each in (world(), *others)}) == 6


def test_a_shock_beside_another_changes_nothing_that_the_other_draws() -> None:
    """Each has a stream of its own: the same years, with and without."""
    demand = small(60, 39)
    without = replace(demand, swings=demand.swings[:3])
    with_both, with_one = world(demand).years(0, 30), world(without).years(0, 30)
    assert (with_both.drivers["people"] == with_one.drivers["people"]).all()
    assert (with_both.drivers["wages"] == with_one.drivers["wages"]).all()


def test_more_people_somewhere_leave_the_people_elsewhere_as_they_are() -> None:
    demand = small(60, 13)
    more = replace(
        demand,
        in_care=(
            *demand.in_care,
            replace(demand.in_care[0], which=replace(demand.in_care[0].which, locality=("south",))),
        ),
    )
    plain, fuller = simulate(demand, 1, 0, 10), simulate(more, 1, 0, 10)
    north = [place for place, cell in enumerate(demand.cells) if cell.locality == "north"]
    assert (plain[:, north] == fuller[:, north]).all()
    assert fuller.sum() > plain.sum()


def test_a_worry_is_laid_over_the_same_years() -> None:
    drawn = world()
    fees = Shock("fees", same("fees"), (Fees(Fraction(9, 100), ("homes",)),))
    plain, worried = drawn.years(0, 8), drawn.shocked((fees,)).years(0, 8)
    homes = plain.scenarios.spend["homes"].sum(axis=0)
    assert (np.abs(worried.scenarios.spend["homes"].sum(axis=0) - homes * 1.09) < 12).all()
    assert (worried.scenarios.spend["home-care"] == plain.scenarios.spend["home-care"]).all()


def test_every_row_of_the_model_is_listed_with_its_source() -> None:
    demand = small()
    rows = len(demand.in_care) + len(demand.arrivals) + len(demand.leaving) + len(demand.prices) + len(demand.fixed)
    shocks = len(demand.swings) + len(demand.surges) + len(demand.failures)
    listed = world().assumptions
    assert len(listed) == 1 + rows + shocks
    assert sum(1 for each in listed if each.source is MADE_UP.words) == rows + shocks


def test_the_year_is_named_as_agreements_name_it() -> None:
    assert [world(of_year=year).year for year in range(3)] == ["2026-27", "2027-28", "2028-29"]
    assert replace(world(), demand=replace(small(60, 39), first_year="2099-00")).year == "2099-00"
