"""A world of a fund's own past: what it expects, what it leaves out, and what it says about itself."""

from fractions import Fraction

import numpy as np
import pytest

from cronfa.foresight.history import WHOLE, History, HistoryWorld, Plan, fitted, usable
from cronfa.language import same
from cronfa.problems import Problems

PARTNERS = ("council", "board")
TITLES = {"home-care": same("Home care"), "nursing": same("Nursing")}


def _months(first: str, count: int) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    return [f"{year + (month - 1 + at) // 12}-{(month - 1 + at) % 12 + 1:02d}" for at in range(count)]


def _history(count: int = 24, first: str = "2024-04", hole: str = "") -> History:
    spend = {}
    for at, month in enumerate(_months(first, count)):
        size = 1 if month == hole else 100_000 + 1_000 * (at % 5)
        spend[month, "home-care", "council"] = 3 * size
        spend[month, "home-care", "board"] = size
    return History.of(spend, same("a file"))


def _fitted(history: History, **more: object) -> HistoryWorld:
    budgets = {"home-care": {"council": 1, "board": 1}, "nursing": {"council": 0, "board": 700_00}}
    return fitted(history, Plan("2026-27", PARTNERS, ("home-care", "nursing"), TITLES, budgets, **more))  # type: ignore[arg-type]


def test_months_without_spend_are_months_all_the_same() -> None:
    history = History.of({("2025-11", "a", "b"): 1, ("2026-02", "a", "b"): 2}, same("x"))
    assert history.months == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert history.spend[:, 0].tolist() == [1, 0, 0, 2]


def test_what_lies_before_a_hole_in_the_records_is_left_out() -> None:
    known = usable(_history(30, hole="2024-09"))
    assert known.months[0] == "2024-10"
    assert len(known.months) == 24


def test_what_lies_before_a_declared_break_is_left_out() -> None:
    assert usable(_history(30), "2025-01").months[0] == "2025-01"


def test_fewer_than_twelve_months_are_no_year() -> None:
    with pytest.raises(Problems) as raised:
        usable(_history(11))
    assert raised.value.problems[0].code == "FS061"
    with pytest.raises(Problems):
        usable(_history(30), "2026-01")


def test_steady_months_expect_the_same_again() -> None:
    world = _fitted(_history(24))
    last_year = int(_history(24).spend[-12:].sum())
    assert world.expected_pence == pytest.approx(last_year + 700_00, rel=0.02)


def test_growth_given_by_hand_is_laid_over_the_years_between() -> None:
    plain, grown = _fitted(_history(24), growth=Fraction(0)), _fitted(_history(24), growth=Fraction(10, 100))
    past = plain.expected_pence - 700_00
    assert grown.expected_pence - 700_00 == pytest.approx(past * 1.1, abs=100)  # from one middle to the next is a year
    assert any("given with --growth" in each.source.en for each in grown.assumptions)


def test_less_than_two_years_assume_no_growth() -> None:
    world = _fitted(_history(18))
    assert not world.growth.any()


def test_swings_average_one_so_that_they_add_nothing() -> None:
    world = _fitted(_history(24))
    assert (world.swings.sum(axis=0) == WHOLE * len(world.swings)).all()


def test_a_scheme_without_a_past_spends_its_budget_and_says_so() -> None:
    world = _fitted(_history(24))
    years = world.years(0, 5)
    assert years.scenarios.spend["nursing"].tolist() == [[0] * 5, [700_00] * 5]
    assert any("Nursing" in each.name.en and each.standing == "assumed" for each in world.assumptions)


def test_causes_and_months_add_up_to_the_spend() -> None:
    world = _fitted(_history(24))
    years = world.years(0, 300)
    spent = sum(table.sum(axis=0) for table in years.scenarios.spend.values())
    assert (sum(years.drivers.values()) == spent - world.expected_pence).all()  # type: ignore[arg-type]
    assert years.path is not None
    assert (years.path.sum(axis=0) == spent).all()
    assert set(years.drivers) == set(world.causes)


def test_years_are_about_what_is_expected_and_not_all_alike() -> None:
    world = _fitted(_history(24))
    spent = sum(table.sum(axis=0) for table in world.years(0, 4_000).scenarios.spend.values())
    assert float(np.mean(spent)) == pytest.approx(world.expected_pence, rel=0.01)
    assert float(np.std(spent)) > 0


def test_another_seed_gives_other_years_and_another_fingerprint() -> None:
    one, other = _fitted(_history(24), seed=1), _fitted(_history(24), seed=2)
    assert one.fingerprint != other.fingerprint
    assert one.years(0, 50).drivers["growth"].tolist() != other.years(0, 50).drivers["growth"].tolist()
