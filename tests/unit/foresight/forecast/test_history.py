"""The months of a fund as a forecast sees them."""

from datetime import date
from fractions import Fraction

import pytest

from cronfa.foresight.forecast.declared import Break, Declared, Grounds, Incomplete, PayRuns
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.view import Series, view
from cronfa.language import same
from cronfa.monitoring import Fact
from cronfa.problems import Problems

GROUNDS = Grounds(same("known"), "a note")


def test_months_without_spend_are_kept_between_the_first_and_the_last() -> None:
    history = History.of([Fact("2012-11", "homes", "", "council", 5), Fact("2013-02", "homes", "", "council", 7)])
    assert history.months == ("2012-11", "2012-12", "2013-01", "2013-02")
    assert history.total() == (5, 0, 0, 7)
    assert (history.passed(1), history.passed(4), history.year_at(4).label) == (8, 11, "2012-13")


def test_a_calendar_year_begins_in_january() -> None:
    history = History.of(
        [Fact("2012-12", "homes", "", "council", 5), Fact("2013-01", "homes", "", "council", 5)], "calendar"
    )
    assert (history.passed(1), history.passed(2), history.year_at(2).label) == (12, 1, "2013")


def test_what_is_committed_is_not_spent() -> None:
    facts = [Fact("2012-04", "homes", "", "council", 5), Fact("2012-04", "homes", "", "council", 9, kind="committed")]
    assert History.of(facts).total() == (5,)


def test_nothing_spent_is_a_problem() -> None:
    with pytest.raises(Problems, match="FS001"):
        History.of([])


def test_pay_runs_are_counted_in_months() -> None:
    runs = PayRuns(28, date(2012, 1, 18), GROUNDS)
    assert [runs.in_month(f"2012-{month:02d}") for month in (1, 2, 7, 8, 9)] == [1, 1, 1, 2, 1]
    assert runs.in_month("2011-08") == 2, "runs before the day that is given count too"
    assert sum(runs.in_month(f"2012-{month:02d}") for month in range(1, 13)) == 13


def test_a_break_is_used_from_the_month_in_which_it_is_known() -> None:
    declared = Declared(breaks=(Break("2014-01", "2014-03", Fraction(1, 10), GROUNDS),))
    months = ["2013-12", "2014-01", "2014-02", "2014-03"]
    assert declared.to_level(months[:3], None) == [1.0, 1.0, 1.0]
    assert declared.to_level(months, None) == [1.1, 1.0, 1.0, 1.0]


def test_a_declaration_about_one_scheme_leaves_the_others_and_the_fund() -> None:
    declared = Declared(incomplete=(Incomplete(("2012-04",), Grounds(same("known"), "a note", ("homes",))),))
    assert declared.complete(["2012-04"], "homes") == [False]
    assert declared.complete(["2012-04"], "equipment") == declared.complete(["2012-04"], None) == [True]


def _steady(months: int, runs: PayRuns | None, per_run: int, fixed: int) -> History:
    periods = [f"{at // 12}-{at % 12 + 1:02d}" for at in range(2011 * 12 + 3, 2011 * 12 + 3 + months)]
    return History.of(
        [
            Fact(period, "homes", "", "council", fixed + per_run * (runs.in_month(period) if runs else 0))
            for period in periods
        ]
    )


def test_months_with_two_pay_runs_are_brought_to_a_usual_month_and_back() -> None:
    runs = PayRuns(28, date(2012, 1, 18), GROUNDS)
    history = _steady(36, runs, 100_000, 100_000)
    declared = Declared(pay_runs=runs)
    seen = view(Series(("homes",), history.total()), history, declared, 27)
    assert 0.4 < seen.run_share < 0.6
    assert max(seen.comparable) / min(seen.comparable) < 1.1 < max(seen.pence) / min(seen.pence)
    path = seen.turned_back([200_000.0] * seen.ahead)
    assert path[history.months.index("2013-07") - 27] == max(path) > 1.2 * min(path)


def test_incomplete_months_take_the_level_of_their_neighbours() -> None:
    history = _steady(24, None, 0, 100_000)
    cells = {key: (*pence[:3], 7, *pence[4:]) for key, pence in history.cells.items()}
    broken = History(history.months, cells)
    declared = Declared(incomplete=(Incomplete((history.months[3],), GROUNDS),))
    seen = view(Series(("homes",), broken.total()), broken, declared, 18)
    assert seen.comparable == pytest.approx((100_000.0,) * 18)
    assert seen.known == 17


def test_months_before_a_break_are_brought_to_the_level_after_it() -> None:
    history = _steady(24, None, 0, 100_000)
    stepped = History(
        history.months,
        {
            key: tuple(round(p * (1.0 if at < 12 else 1.1)) for at, p in enumerate(pence))
            for key, pence in history.cells.items()
        },
    )
    declared = Declared(breaks=(Break(history.months[12], history.months[13], Fraction(1, 10), GROUNDS),))
    seen = view(Series(("homes",), stepped.total()), stepped, declared, 18)
    assert seen.comparable == pytest.approx((110_000.0,) * 18)
    too_soon = view(Series(("homes",), stepped.total()), stepped, declared, 13)
    assert too_soon.comparable[0] == pytest.approx(100_000.0), "nobody knew yet"
