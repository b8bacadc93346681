"""Fitting from records: what was put in comes out again, though records are cut at both ends."""

from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from cronfa.foresight.demand.fitting import Stay, fit_arrivals, fit_stays
from cronfa.foresight.demand.model import Which
from cronfa.problems import Problems

OPENED, CLOSED = date(2020, 4, 1), date(2024, 3, 31)


@cache
def stays(shape: float, scale_weeks: float, a_year: float, seed: int = 1) -> tuple[Stay, ...]:
    """Stays that begin over eight years, of which the last four are watched."""
    chance, days, found = Random(seed), 0.0, []
    while (start := date(2016, 4, 1) + timedelta(days=int(days))) <= CLOSED:
        end = start + timedelta(days=round(chance.weibullvariate(scale_weeks, shape) * 7))
        if end >= OPENED:
            found.append(Stay(start, end if end <= CLOSED else None))
        days += chance.expovariate(a_year / 365.25)
    return tuple(found)


@pytest.mark.parametrize(("shape", "scale"), [(0.7, 60.0), (1.0, 100.0), (1.8, 90.0)])
def test_shape_and_scale_are_found_again(shape: float, scale: float) -> None:
    fitted = fit_stays(stays(shape, scale, 600.0), OPENED, CLOSED)
    assert fitted.hazard.shape == pytest.approx(shape, rel=4 * fitted.shape_error + 0.01)
    assert fitted.hazard.scale_weeks == pytest.approx(scale, rel=0.1)
    assert fitted.source.standing == "fitted" and str(fitted.ended) in fitted.source.words.en


def test_stays_under_way_when_watching_began_do_not_make_stays_long() -> None:
    """Whoever was there already is there because the stay is long: twice as long, where the hazard is constant."""
    before = [stay for stay in stays(1.0, 50.0, 600.0) if stay.start < OPENED]
    ended = [(stay.end - stay.start).days / 7 for stay in before if stay.end]
    assert sum(ended) / len(ended) > 85
    assert fit_stays(before, OPENED, CLOSED).hazard.mean_weeks == pytest.approx(50, rel=0.1)


def test_arrivals_are_counted_from_those_who_came_while_watched() -> None:
    fitted = fit_arrivals(stays(1.0, 50.0, 400.0), Which(care=("home",)), OPENED, CLOSED)
    assert fitted.per_year == pytest.approx(400 * 364 / 365.25, rel=0.1)
    assert fitted.spread < 0.15
    assert fitted.which.care == ("home",)


def test_too_few_to_fit_is_a_problem() -> None:
    with pytest.raises(Problems) as caught:
        fit_stays(stays(1.0, 50.0, 400.0)[:10], OPENED, CLOSED)
    assert [problem.code for problem in caught.value.problems] == ["FS043"]


def test_every_impossible_record_is_told_at_once() -> None:
    backwards = Stay(date(2021, 5, 2), date(2021, 5, 1))
    too_early = Stay(date(2018, 1, 1), date(2019, 1, 1))
    with pytest.raises(Problems) as caught:
        fit_stays([backwards, Stay(date(2021, 1, 1), None), too_early], OPENED, CLOSED)
    assert [(p.code, p.facts["row"]) for p in caught.value.problems] == [("FS044", 1), ("FS044", 3)]
