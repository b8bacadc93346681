"""What shocks do to years: by hand for one of each kind."""

from fractions import Fraction

import numpy as np
import pytest

from cronfa.foresight.shocked import ShockedWorld, laid_over, shortfalls
from cronfa.foresight.shocks import Effect, Extra, Fees, Leaves, Placements, Shock, Withheld
from cronfa.foresight.worlds import Years
from cronfa.language import same
from cronfa.settlement.scenarios import Scenarios
from unit.foresight.a_pool import world

PARTNERS = ("council", "board")


def _years() -> Years:
    spend = {
        "home-care": np.array([[900_00, -100_00], [300_00, 0]], np.int64),
        "nursing": np.array([[0, 500_00], [600_00, 100_00]], np.int64),
    }
    path = np.full((12, 2), 100_00, np.int64)
    return Years(0, Scenarios("2026-27", 2, spend), {}, path)


def _laid(*effects: Effect) -> Years:
    return laid_over(_years(), Shock("s", same("s"), effects), PARTNERS)


def test_fees_raise_every_amount_and_what_is_below_nought_goes_further_below() -> None:
    after = _laid(Fees(Fraction(10, 100), ("home-care",)))
    assert after.scenarios.spend["home-care"].tolist() == [[990_00, -110_00], [330_00, 0]]
    assert after.scenarios.spend["nursing"].tolist() == _years().scenarios.spend["nursing"].tolist()
    assert after.drivers["s"].tolist() == [120_00, -10_00]


def test_fees_for_half_the_year_raise_half_as_much_in_those_months() -> None:
    after = _laid(Fees(Fraction(10, 100), ("home-care",), 7, 12))
    assert after.drivers["s"].tolist() == [60_00, -5_00]
    assert after.path is not None
    assert (after.path[:6] == 100_00).all()
    assert after.path.sum(axis=0).tolist() == [1200_00 + 60_00, 1200_00 - 5_00]


def test_fees_of_every_scheme() -> None:
    assert _laid(Fees(Fraction(1, 100))).drivers["s"].tolist() == [18_00, 5_00]


def test_placements_cost_their_fee_for_their_weeks() -> None:
    placed = Placements("nursing", 20, 950_00, "board", 8, 12)
    assert placed.pence == int(20 * 950_00 * Fraction(365, 84) * 5)
    after = _laid(placed)
    assert (after.scenarios.spend["nursing"][1] - _years().scenarios.spend["nursing"][1] == placed.pence).all()
    assert (after.scenarios.spend["nursing"][0] == _years().scenarios.spend["nursing"][0]).all()


def test_a_sum_that_is_nobodys_falls_as_the_schemes_other_spend() -> None:
    after = _laid(Extra("home-care", 120_00))
    added = after.scenarios.spend["home-care"] - _years().scenarios.spend["home-care"]
    assert added.tolist() == [[90_00, 60_00], [30_00, 60_00]]  # where nothing is above nought, equally


def test_a_saving_with_a_cause_is_recorded_as_such() -> None:
    after = _laid(Extra("nursing", -50_00, "board", "management action"))
    assert np.asarray(after.scenarios.causes["nursing"]["management action"]).tolist() == [-50_00, -50_00]


def test_people_who_leave_take_their_spend_of_the_rest_of_the_year() -> None:
    after = _laid(Leaves("board", 10))
    assert after.scenarios.spend["home-care"][1].tolist() == [300_00 - 75_00, 0]
    assert after.scenarios.spend["home-care"][0].tolist() == [900_00, -100_00]


def test_people_who_stay_change_no_spend() -> None:
    after = _laid(Leaves("board", 10, people_leave=False))
    assert after.drivers["s"].tolist() == [0, 0]


def test_what_is_withheld_is_a_share_of_the_dues_of_the_schemes_named() -> None:
    dues = {"home-care": np.array([240, 160]), "nursing": np.array([60, 140])}
    held = Shock("s", same("s"), (Withheld("board", Fraction(1, 4), ("nursing",)),))
    assert shortfalls(held, dues, PARTNERS) == {"nursing": {1: 35}}
    leaves = Shock("s", same("s"), (Leaves("council", 7),))
    assert shortfalls(leaves, dues, PARTNERS) == {"home-care": {0: 120}, "nursing": {0: 30}}


def test_a_chance_comes_true_in_its_share_of_years_whoever_draws_them() -> None:
    likely = Shock("s", same("s"), (Extra("nursing", 1_000_00),), chance=Fraction(1, 4))
    chancy = ShockedWorld(world(), (likely,), PARTNERS, by_chance=True)
    brought = chancy.years(0, 4_000).drivers["s"]
    assert set(brought.tolist()) == {0, 1_000_00}
    assert int((brought > 0).sum()) == pytest.approx(1_000, abs=100)
    assert chancy.years(1_300, 10).drivers["s"].tolist() == brought[1_300:1_310].tolist()
    assert any("25%" in assumption.value.en for assumption in chancy.assumptions)
