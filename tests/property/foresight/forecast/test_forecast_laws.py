"""Laws that hold for any fund: parts add up, the order of records changes nothing, and nothing later is seen.

The fitted methods are replaced by quick ones here: the laws are about everything around them. The real ones are held to the
same laws on a fund of the integration tests.
"""

import random
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given, settings, strategies as st

from cronfa.foresight.forecast import fitting
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.outturn import Forecast, Line, forecast
from cronfa.foresight.forecast.reconciling import Figure, reconciled
from cronfa.monitoring import Fact
from scale import examples

FIRST = 2011 * 12 + 3


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    def mean(learnt: tuple[float, ...], months: tuple[float, ...], ahead: int, **_: bool) -> tuple[float, ...]:
        return (sum((*learnt, *months)[-6:]) / 6,) * ahead

    def end(learnt: tuple[float, ...], months: tuple[float, ...], ahead: int) -> tuple[float, ...]:
        return ((learnt[-1] + months[-1]) / 2,) * ahead

    def last(months: tuple[float, ...], ahead: int) -> tuple[float, ...]:
        return (months[-1],) * ahead

    with (
        patch.object(fitting, "smoothing", mean),
        patch.object(fitting, "arima", end),
        patch.object(fitting, "intermittent", last),
    ):
        yield


@st.composite
def funds(draw: st.DrawFn) -> list[Fact]:
    """Fifteen to forty months of one to three schemes, categories and partners; some lumpy, some with refunds."""
    months = draw(st.integers(15, 40).filter(lambda count: count % 12))
    cells = draw(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.sampled_from(("", "x", "y")), st.sampled_from("pq")),
            min_size=1, max_size=5, unique=True,
        )
    )  # fmt: skip
    size = st.one_of(st.integers(0, 5_000_000), st.just(0), st.integers(-20_000, 0))
    facts = []
    for scheme, category, partner in cells:
        for at in range(months):
            pence = draw(size)
            month = f"{(FIRST + at) // 12}-{(FIRST + at) % 12 + 1:02d}"
            facts.append(Fact(month, scheme, category, partner, pence))
    last = f"{(FIRST + months - 1) // 12}-{(FIRST + months - 1) % 12 + 1:02d}"
    return [Fact(f"{FIRST // 12}-04", "a", "", "p", 100_000), *facts, Fact(last, "a", "", "p", 100_000)]


def adds_up(lines: tuple[Line, ...], whole: Line) -> None:
    assert sum(line.outturn_pence for line in lines) == whole.outturn_pence
    assert sum(line.to_date_pence for line in lines) == whole.to_date_pence
    for at, month in enumerate(whole.months):
        assert sum(line.months[at].pence for line in lines) == month.pence


@settings(max_examples=examples(25, 400), deadline=None)
@given(facts=funds())
def test_parts_add_up_to_the_penny(facts: list[Fact]) -> None:
    made = forecast(History.of(facts))
    for lines in (made.schemes, made.categories, made.partners):
        adds_up(lines, made.fund)
    for scheme in made.schemes:
        adds_up(tuple(line for line in made.categories if line.part.scheme == scheme.part.scheme), scheme)
    for line in made.lines:
        assert line.outturn_pence == line.to_date_pence + sum(month.pence for month in line.months)
        assert len(line.months) == 12 - made.passed
        narrow, wide = line.intervals[80], line.intervals[95]
        assert wide[0] <= narrow[0] <= line.outturn_pence <= narrow[1] <= wide[1]


@settings(max_examples=examples(15, 200), deadline=None)
@given(facts=funds(), seed=st.integers(0, 1_000))
def test_the_order_of_records_changes_nothing(facts: list[Fact], seed: int) -> None:
    mixed = random.Random(seed).sample(facts, len(facts))
    assert _figures(forecast(History.of(facts))) == _figures(forecast(History.of(mixed)))


@settings(max_examples=examples(15, 200), deadline=None)
@given(facts=funds(), changed=st.integers(-9_000_000, 9_000_000), back=st.integers(1, 3))
def test_nothing_later_than_the_origin_is_seen(facts: list[Fact], changed: int, back: int) -> None:
    history = History.of(facts)
    origin = len(history.months) - back
    if origin < 12 or history.passed(origin) == 12:
        return
    asked = {"year": history.year_at(origin).label, "passed": history.passed(origin)}
    other = History.of(
        [*facts, Fact(history.months[origin], facts[0].scheme, facts[0].category, facts[0].partner, changed)]
    )
    assert _figures(forecast(history, **asked)) == _figures(forecast(other, **asked))  # type: ignore[arg-type]


@settings(max_examples=examples(100, 2_000), deadline=None)
@given(
    values=st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")),
        st.tuples(st.floats(-1e9, 1e9), st.floats(1, 1e12)),
        min_size=1,
    ),
    own=st.tuples(st.floats(-1e9, 1e9), st.floats(1, 1e12)),
)
def test_what_is_reconciled_lies_between_the_whole_and_the_sum_of_its_parts(
    values: dict[tuple[str, str], tuple[float, float]], own: tuple[float, float]
) -> None:
    figures = {leaf: Figure(*each) for leaf, each in values.items()}
    found = sum(reconciled({**figures, (): Figure(*own)}, list(values)).values())
    low, high = sorted((own[0], sum(value for value, _ in values.values())))
    assert low - 1e-3 <= found <= high + 1e-3


def _figures(made: Forecast) -> list[Line]:
    return list(made.lines)
