"""Each method on months that can be worked out by hand."""

import math
import random

import pytest

from cronfa.foresight.forecast.methods import budget_profile, is_lumpy, last_years_profile, paths, straight_line
from cronfa.foresight.forecast.view import View

YEAR = tuple(range(100, 1300, 100))


def seen(*pence: int, passed: int, whole: tuple[bool, ...] = (), budget: tuple[int, ...] | None = None) -> View:
    return View(pence, whole or (True,) * len(pence), passed, budget)


def test_a_straight_line_goes_on_along_the_profile() -> None:
    assert straight_line(seen(100, 200, passed=2)) == (150.0,) * 10
    budget = (1, 1, *(2,) * 10)
    assert straight_line(seen(100, 200, passed=2, budget=budget)) == (300.0,) * 10


def test_a_straight_line_leaves_out_incomplete_months() -> None:
    assert straight_line(seen(100, 3, 200, passed=3, whole=(True, False, True))) == (150.0,) * 9
    assert straight_line(seen(3, passed=1, whole=(False,))) is None


def test_last_years_profile_goes_up_as_this_year_has() -> None:
    so_far = [pence * 11 // 10 for pence in YEAR[:6]]
    assert last_years_profile(seen(*YEAR, *so_far, passed=6)) == pytest.approx([1.1 * pence for pence in YEAR[6:]])


def test_last_years_profile_says_nothing_where_last_year_had_begun_with_little() -> None:
    late = (1, *YEAR[1:])
    assert last_years_profile(seen(*late, 500, passed=1)) is None
    assert last_years_profile(seen(*late, 500, *YEAR[1:6], passed=6)) is not None


def test_what_is_paid_in_winter_alone_is_expected_as_last_winter() -> None:
    winter = (*(0,) * 7, 90, 80, 70, 60, 0)
    assert last_years_profile(seen(*winter, *(0,) * 7, passed=7)) == winter[7:]


def test_last_years_profile_needs_a_whole_last_year() -> None:
    assert last_years_profile(seen(*YEAR[1:], 110, passed=1)) is None
    assert last_years_profile(seen(*YEAR, 110, passed=1, whole=(False, *(True,) * 12))) is None
    assert last_years_profile(View((*YEAR, 110), (True,) * 13, 1, last_year_is_whole=False)) is None


def test_the_rest_as_budgeted() -> None:
    assert budget_profile(seen(5, passed=1, budget=YEAR)) == YEAR[1:]
    assert budget_profile(seen(5, passed=1)) is None


def test_fitted_methods_wait_for_a_year_and_the_combination_is_the_mean() -> None:
    few = paths(seen(*(100,) * 9, 130, 90, passed=11))
    assert set(few) == {"straight line", "combination"}
    found = paths(seen(*reversed(YEAR), *(700, 640, 710), passed=3, budget=(600,) * 12))
    single = [path for method, path in found.items() if method != "combination"]
    assert {"smoothing", "ARIMA", "last year's profile", "budget profile"} < set(found)
    assert found["combination"] == pytest.approx([sum(month) / len(single) for month in zip(*single, strict=True)])


def test_lumpy_months_get_a_method_for_lumps() -> None:
    lumps = tuple(90_000 if month % 4 == 0 else 0 for month in range(30))
    view = seen(*lumps, passed=6)
    found = paths(view)
    assert is_lumpy(view) and "intermittent" in found
    assert not {"smoothing", "ARIMA"} & set(found)
    assert sum(found["intermittent"]) == pytest.approx(6 * 90_000 / 4, rel=0.25)


def test_a_pattern_of_the_year_is_found_where_there_is_one() -> None:
    months = [
        round(1_000_000 * (1 + 0.4 * math.sin(math.pi * at / 6)) * (1 + 0.02 * ((at * 7) % 5 - 2))) for at in range(66)
    ]
    known, came = months[:54], months[54:60]
    found = paths(seen(*known, passed=6))
    error = {method: abs(sum(path) / sum(came) - 1) for method, path in found.items()}
    assert error["smoothing"] < 0.03 < 0.3 < error["straight line"]


def test_a_series_with_nothing_in_it_stays_nothing() -> None:
    found = paths(seen(*(0,) * 20, passed=8))
    assert all(set(path) == {0.0} for path in found.values())


def growing(months: int) -> tuple[int, ...]:
    return tuple(round(1_000_000 * (1 + 0.01 * at) * (1 + 0.02 * ((at * 7) % 5 - 2))) for at in range(months))


def test_what_is_learnt_earlier_is_carried_on_through_the_months_since() -> None:
    chance, months = random.Random(4), [1_000_000]
    while len(months) < 34:  # a level that wanders, so that the latest months say most
        months.append(months[-1] + round(chance.gauss(0, 80_000)))
    learnt = View(tuple(months[:30]), (True,) * 30, 6)
    for method in ("smoothing", "ARIMA"):
        carried = paths(View(tuple(months), (True,) * 34, 10, learnt=learnt))[method]
        anew = paths(View(tuple(months), (True,) * 34, 10))[method]
        higher = paths(View((*months[:30], *(3_000_000,) * 4), (True,) * 34, 10, learnt=learnt))[method]
        assert sum(carried) == pytest.approx(sum(anew), rel=0.1)
        assert sum(higher) > 1.5 * sum(carried), "the months since are seen"


def test_a_change_of_level_after_the_learning_scales_the_forecast() -> None:
    months = growing(34)
    learnt = View(months[:30], (True,) * 30, 6)
    doubled = View(months, (True,) * 34, 10, levels=(2.0,) * 34, learnt=learnt)
    for method in ("smoothing", "ARIMA"):
        plain = paths(View(months, (True,) * 34, 10, learnt=learnt))[method]
        assert paths(doubled)[method] == pytest.approx([2 * pence for pence in plain])


def test_where_nothing_was_spent_yet_models_are_learnt_from_all_months() -> None:
    months = (*(0,) * 12, *growing(20))
    begun = View(months[:12], (True,) * 12, 12)
    carried = paths(View(months, (True,) * 32, 8, learnt=begun))
    assert carried == paths(View(months, (True,) * 32, 8))


def test_smoothing_learnt_above_nought_is_learnt_anew_when_a_month_is_below_it() -> None:
    months = (*growing(30), 1_000_000, -50_000, 1_100_000, 1_200_000)
    learnt = View(months[:30], (True,) * 30, 6)
    carried = paths(View(months, (True,) * 34, 10, learnt=learnt))
    assert carried["smoothing"] == paths(View(months, (True,) * 34, 10))["smoothing"]
