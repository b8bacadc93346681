"""The choice of a method, by errors that were known; how figures are made to add up; how wide an interval is."""

import pytest

from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.intervals import Miss, spread, student_t
from cronfa.foresight.forecast.methods import Method, Path
from cronfa.foresight.forecast.reconciling import Figure, by_partner, reconciled
from cronfa.foresight.forecast.rolling import LEAST_TRIALS, Rolling, learnt_at
from cronfa.foresight.forecast.view import Series

SPENT = 100


def rolling(months: int, said: dict[Method, int], *, later: int = SPENT) -> Rolling:
    """A series of 100 a month, and methods that always said the same; every origin has three months ahead."""
    pence = (SPENT,) * months + (later,) * 3
    made: dict[int, dict[Method, Path]] = {
        origin: {method: (float(amount),) * 3 for method, amount in said.items()} for origin in range(1, months + 1)
    }
    return Rolling(Series((), pence), (True,) * len(pence), made)


def test_the_method_with_clearly_smaller_errors_is_chosen() -> None:
    made = rolling(30, {"ARIMA": 101, "smoothing": 130, "combination": 110})
    choice = made.choice(30)
    assert choice.method == "ARIMA"
    assert choice.scores["ARIMA"] == pytest.approx(0.1)
    assert choice.scores["smoothing"] == pytest.approx(3.0)


def test_a_little_better_is_not_enough() -> None:
    assert rolling(30, {"ARIMA": 109, "combination": 110}).choice(30).method == "combination"
    assert rolling(30, {"ARIMA": 108, "combination": 110}).choice(30).method == "ARIMA"


def test_one_lucky_year_is_not_enough() -> None:
    said: dict[Method, int] = {"ARIMA": 101, "combination": 110}
    assert rolling(LEAST_TRIALS, said).choice(LEAST_TRIALS).method == "combination"
    assert rolling(LEAST_TRIALS + 1, said).choice(LEAST_TRIALS + 1).method == "ARIMA"


@pytest.mark.parametrize(("origin", "learnt"), [(11, None), (13, 13), (17, 13), (18, 18), (23, 18), (25, 24)])
def test_models_are_learnt_at_the_end_of_a_half_year_once_enough_is_known(origin: int, learnt: int | None) -> None:
    months = tuple(f"{2012 + (at + 3) // 12}-{(at + 3) % 12 + 1:02d}" for at in range(30))
    whole = (True, True, False, *(True,) * 27)
    assert learnt_at(History(months, {("a", "", "p"): (1,) * 30}), whole, origin) == learnt


def test_what_came_later_than_the_origin_is_not_seen() -> None:
    said: dict[Method, int] = {"ARIMA": 101, "combination": 110}
    usual, wild = rolling(30, said), rolling(30, said, later=9_999_999)
    assert usual.choice(30) == wild.choice(30)
    assert usual.variance("ARIMA", 30) == wild.variance("ARIMA", 30)
    assert usual.error("ARIMA", 29, 30) == -1.0, "only the month that is over counts"


def test_months_that_are_not_whole_are_judged_by_nobody() -> None:
    made = rolling(30, {"ARIMA": 101, "combination": 110})
    holed = Rolling(made.series, (*(True,) * 20, False, *(True,) * 12), made.made)
    assert holed.error("ARIMA", 19, 30) is None
    assert holed.error("ARIMA", 21, 30) == -3.0


def test_figures_that_add_up_already_are_left_alone() -> None:
    figures = {(): Figure(30.0, 4.0), ("a",): Figure(10.0, 1.0), ("b",): Figure(20.0, 9.0)}
    assert reconciled(figures, [("a",), ("b",)]) == pytest.approx({("a",): 10.0, ("b",): 20.0})


def test_what_is_sure_moves_little() -> None:
    figures = {(): Figure(40.0, 5.0), ("a",): Figure(10.0, 1.0), ("b",): Figure(20.0, 4.0)}
    # parts say 30 with variance 5, the whole 40 with variance 5: 35; of the 5 added, one fifth to a, four fifths to b
    assert reconciled(figures, [("a",), ("b",)]) == pytest.approx({("a",): 11.0, ("b",): 24.0})


def test_three_levels_agree_with_weighted_least_squares() -> None:
    import numpy as np

    leaves = [("a", "x"), ("a", "y"), ("b", "z")]
    values = {(): 100.0, ("a",): 50.0, ("b",): 30.0, leaves[0]: 20.0, leaves[1]: 45.0, leaves[2]: 25.0}
    variances = {(): 3.0, ("a",): 2.0, ("b",): 7.0, leaves[0]: 1.0, leaves[1]: 5.0, leaves[2]: 4.0}
    sums = np.array([[float(leaf[: len(name)] == name) for leaf in leaves] for name in values])
    weights = np.diag([1 / variances[name] for name in values])
    expected = np.linalg.solve(sums.T @ weights @ sums, sums.T @ weights @ np.array(list(values.values())))
    found = reconciled({name: Figure(values[name], variances[name]) for name in values}, leaves)
    assert [found[leaf] for leaf in leaves] == pytest.approx(list(expected))


def test_a_category_is_split_as_its_recent_months_were() -> None:
    assert by_partner(1001, [3, 1]) == (751, 250)
    assert by_partner(10, [-5, 5]) == (0, 10)
    assert by_partner(11, [0, 0]) == (6, 5)


@pytest.mark.parametrize(
    ("percent", "freedom", "table"),
    [(80, 3, 1.638), (95, 3, 3.182), (95, 10, 2.228), (80, 11, 1.363), (95, 1000, 1.962)],
)
def test_students_t_is_that_of_the_tables(percent: int, freedom: float, table: float) -> None:
    assert student_t(percent, freedom) == pytest.approx(table, rel=0.01)


def test_errors_that_cancel_make_narrower_intervals_than_errors_that_last() -> None:
    slips = [Miss((10.0, -10.0) * 3, 100.0) for _ in range(20)]
    level = [Miss((10.0,) * 6, 100.0) for _ in range(20)]
    recent = [100] * 12
    assert spread(slips, recent).half_width(6, 80) < spread(level, recent).half_width(6, 80) / 2
    assert spread(level, recent).half_width(6, 80) == 60


def test_an_interval_held_as_many_misses_as_its_level_says() -> None:
    misses = [Miss((float(size),), 100.0) for size in range(1, 40)]
    made = spread(misses, [100] * 12)
    assert made.from_errors
    assert sum(abs(miss.pence[0]) <= made.half_width(1, 80) for miss in misses) == 32  # ⌈40 · 0.8⌉
    assert sum(abs(miss.pence[0]) <= made.half_width(1, 95) for miss in misses) == 38
    assert made.half_width(1, 95) > made.half_width(1, 80)


def test_with_few_errors_the_months_own_swings_stand_in() -> None:
    made = spread([Miss((5.0,), 100.0)] * 3, [90, 110] * 6)
    assert not made.from_errors
    assert made.half_width(1, 95) > 20 > made.half_width(1, 80) > 10


def test_misses_of_when_a_line_was_small_are_not_those_of_a_large_one() -> None:
    small = [Miss((5_000.0, -1_000.0), 1_000.0)] * 20
    made = spread(small, [100_000] * 12)
    assert made.month_half_width(80) == made.month_half_width(95) == 10_000  # twice, not a hundred times


def test_a_line_that_had_stopped_is_judged_by_its_misses_too() -> None:
    """What was still forecast when nothing came any more is an error, though a usual month was nothing."""
    made = spread([Miss((-30.0,), 0.0)] * 20, [0] * 12)
    assert made.half_width(1, 80) == made.month_half_width(80) == 30


def test_a_month_of_a_lumpy_line_is_as_wide_as_most_months_missed() -> None:
    """One great lump in twenty months says nothing of four months in five."""
    misses = [Miss((1_000.0 if at == 7 else 10.0,), 100.0) for at in range(20)]
    made = spread(misses, [100] * 12)
    assert (made.month_half_width(80), made.month_half_width(95)) == (10, 1_000)
    assert made.half_width(1, 80) == 10


@pytest.mark.parametrize("now", [50, 100, 200])
def test_misses_grow_by_the_root_of_how_the_line_has_grown(now: int) -> None:
    made = spread([Miss((10.0,), 100.0)] * 20, [now] * 12)
    assert made.month_half_width(80) == round(10 * (now / 100) ** 0.5)


def test_a_forecast_that_was_never_wrong_has_no_width() -> None:
    assert spread([Miss((0.0, 0.0), 100.0)] * 12, [100] * 12).half_width(2, 95) == 0
