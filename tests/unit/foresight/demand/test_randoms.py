"""The compiled random numbers are NumPy's, bit for bit, and every sampler has the law it is named for."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from cronfa.foresight.demand import randoms

DRAWS = 40_000
LEAST_CHANCE = 1e-4
"""Seeds are fixed, so a test that passes once passes always; a sampler that is wrong gives nought here."""


@numba.njit(_nrt=False, error_model="numpy")  # type: ignore[untyped-decorator, unused-ignore]
def draw(kind: Any, source: Any, a: Any, b: Any, found: Any) -> None:
    """Every sampler behind one compiled function, so that one compilation serves all tests."""
    for place in range(found.size):
        if kind == 0:
            found[place] = randoms.uniform(source)
        elif kind == 1:
            found[place] = randoms.normal(source)
        elif kind == 2:
            found[place] = randoms.gamma(source, a)
        elif kind == 3:
            found[place] = randoms.poisson(source, a)
        elif kind == 4:
            found[place] = randoms.negative_binomial(source, a, b)
        elif kind == 5:
            found[place] = randoms.binomial(source, np.int64(a), b)
        elif kind == 6:
            found[place] = randoms.weibull(source, a, b)
        elif kind == 7:
            found[place] = randoms.gompertz(source, a, b)
        elif kind == 8:
            found[place] = randoms.log_factorial(np.float64(place))


@numba.njit(_nrt=False, error_model="numpy")  # type: ignore[untyped-decorator, unused-ignore]
def share_out(source: Any, people: Any, chances: Any, found: Any) -> None:
    for place in range(found.shape[0]):
        randoms.multinomial(source, people, chances, found[place])


@numba.njit(_nrt=False, error_model="numpy")  # type: ignore[untyped-decorator, unused-ignore]
def words(source: Any, seed: Any, run: Any, domain: Any, stream: Any, found: Any) -> None:
    randoms.open_stream(source, seed, run, domain, stream)
    for place in range(found.size):
        found[place] = randoms.word(source)


def source(seed: int = 7) -> NDArray[np.uint64]:
    made = np.zeros(randoms.SOURCE_WORDS, np.uint64)
    words(made, np.uint64(seed), np.uint64(0), np.uint64(1), np.uint64(0), np.zeros(0, np.uint64))
    return made


def drawn(kind: int, a: float = 0.0, b: float = 0.0, count: int = DRAWS) -> NDArray[np.float64]:
    found = np.zeros(count)
    draw(kind, source(), float(a), float(b), found)
    return found


@pytest.mark.parametrize(
    ("seed", "run", "domain", "stream"),
    [(0, 0, 0, 0), (42, 7, 1, 3), (2**64 - 1, 2**63, 4, 2**64 - 1), (1, 10**6, 2, 5)],
)
def test_the_bits_are_those_of_numpys_philox(seed: int, run: int, domain: int, stream: int) -> None:
    found = np.zeros(101, np.uint64)
    words(source(), np.uint64(seed), np.uint64(run), np.uint64(domain), np.uint64(stream), found)
    key = np.array([seed, 0], np.uint64)
    counter = np.array([0, stream, run, domain], np.uint64)
    assert found.tolist() == np.random.Philox(key=key, counter=counter).random_raw(101).tolist()


def test_the_bits_are_those_of_the_published_vector() -> None:
    """Random123's known answer for Philox 4×64-10, key and counter nought: our first count is one, so ask from minus one."""
    made = source(0)
    found = np.zeros(4, np.uint64)
    made[randoms.COUNTER] = np.uint64(2**64 - 1)
    made[randoms.COUNTER + 3] = np.uint64(0)
    raw = np.random.Philox(key=np.zeros(2, np.uint64), counter=np.zeros(4, np.uint64))
    raw.state = raw.state | {"state": {"counter": np.array([2**64 - 1] * 4, np.uint64), "key": np.zeros(2, np.uint64)}}
    known = [0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B]
    assert raw.random_raw(4).tolist() == known, "what NumPy gives is the vector"
    refill_and_take(made, found)
    assert found.tolist() == known


@numba.njit(_nrt=False, error_model="numpy")  # type: ignore[untyped-decorator, unused-ignore]
def refill_and_take(source: Any, found: Any) -> None:
    randoms.refill(source)
    for place in range(found.size):
        found[place] = source[randoms.BUFFER + place]


def assert_law(found: NDArray[np.float64], chance: Callable[[Any], Any]) -> None:
    """Chi-square over the values, those with few expected taken together."""
    top = int(found.max()) + 1
    observed = np.bincount(found.astype(np.int64), minlength=top + 1).astype(float)
    expected = np.asarray(chance(np.arange(top + 1))) * len(found)
    order = np.argsort(-expected)
    kept = order[expected[order] >= 10]
    rest_observed, rest_expected = len(found) - observed[kept].sum(), len(found) - expected[kept].sum()
    seen, wanted = observed[kept], expected[kept]
    if rest_expected > 1:
        seen, wanted = np.append(seen, rest_observed), np.append(wanted, rest_expected)
    statistic = float(((seen - wanted) ** 2 / wanted).sum())
    assert stats.chi2.sf(statistic, len(seen) - 1) > LEAST_CHANCE


def test_uniform() -> None:
    found = drawn(0)
    assert found.min() >= 0 and found.max() < 1
    assert stats.kstest(found, "uniform").pvalue > LEAST_CHANCE


def test_normal() -> None:
    assert stats.kstest(drawn(1), "norm").pvalue > LEAST_CHANCE


@pytest.mark.parametrize("shape", [0.05, 0.5, 1.0, 2.5, 40.0, 1e6])
def test_gamma(shape: float) -> None:
    assert stats.kstest(drawn(2, shape), stats.gamma(shape).cdf).pvalue > LEAST_CHANCE


@pytest.mark.parametrize("mean", [1e-3, 0.3, 1.0, 4.0, 9.99, 10.0, 10.5, 30.0, 250.0, 1e4])
def test_poisson(mean: float) -> None:
    assert_law(drawn(3, mean), stats.poisson(mean).pmf)


def test_poisson_of_a_million_has_its_moments() -> None:
    found = drawn(3, 1e6)
    assert abs(found.mean() - 1e6) < 5 * 1e3 / DRAWS**0.5
    assert abs(found.var() / 1e6 - 1) < 5 * (2 / DRAWS) ** 0.5


@pytest.mark.parametrize(("mean", "spread"), [(0.5, 0.3), (4.0, 0.5), (60.0, 0.2), (3.0, 1.5)])
def test_negative_binomial(mean: float, spread: float) -> None:
    shape = spread**-2
    assert_law(drawn(4, mean, spread), stats.nbinom(shape, shape / (shape + mean)).pmf)


def test_no_spread_is_poisson() -> None:
    assert drawn(4, 6.0, 0.0, 500).tolist() == drawn(3, 6.0, 0.0, 500).tolist()


@pytest.mark.parametrize(
    ("people", "chance"),
    [
        (1, 0.3),
        (7, 0.01),
        (40, 0.2),
        (40, 0.25),
        (40, 0.5),
        (90, 0.97),
        (1000, 0.0099),
        (1000, 0.0101),
        (5000, 0.4),
        (10**6, 2e-5),
        (2 * 10**6, 0.001),
    ],
)
def test_binomial(people: int, chance: float) -> None:
    assert_law(drawn(5, people, chance), stats.binom(people, chance).pmf)


@pytest.mark.parametrize(
    ("people", "chance", "certain"), [(0, 0.5, 0), (9, 0.0, 0), (9, 1.0, 9), (9, -1.0, 0), (9, 1.5, 9)]
)
def test_what_is_certain_is_not_drawn(people: int, chance: float, certain: int) -> None:
    assert set(drawn(5, people, chance, 50).tolist()) == {certain}


def test_binomial_of_two_million_has_its_moments() -> None:
    people, chance = 2 * 10**6, 0.3
    found = drawn(5, people, chance)
    variance = people * chance * (1 - chance)
    assert abs(found.mean() - people * chance) < 5 * (variance / DRAWS) ** 0.5
    assert abs(found.var() / variance - 1) < 5 * (2 / DRAWS) ** 0.5


def test_multinomial() -> None:
    chances = np.array([0.1, 0.0, 0.55, 0.05, 0.3])
    found = np.zeros((DRAWS, 5), np.int64)
    share_out(source(), 30, chances, found)
    assert (found.sum(axis=1) == 30).all() and not found[:, 1].any()
    for place in (0, 2, 3, 4):
        assert_law(found[:, place].astype(float), stats.binom(30, chances[place]).pmf)
    covariance = np.cov(found[:, 0], found[:, 2])[0, 1]
    assert covariance == pytest.approx(-30 * 0.1 * 0.55, rel=0.08)


@pytest.mark.parametrize(("shape", "scale"), [(0.7, 50.0), (1.0, 3.0), (3.0, 100.0)])
def test_weibull(shape: float, scale: float) -> None:
    assert stats.kstest(drawn(6, shape, scale), stats.weibull_min(shape, scale=scale).cdf).pvalue > LEAST_CHANCE


@pytest.mark.parametrize(("rate", "growth"), [(0.2, 0.1), (1.0, 0.0), (0.01, 0.8)])
def test_gompertz(rate: float, growth: float) -> None:
    def cumulative(t: Any) -> Any:
        return 1 - np.exp(-rate * (np.expm1(growth * t) / growth if growth else t))

    assert stats.kstest(drawn(7, rate, growth), cumulative).pvalue > LEAST_CHANCE


def test_a_falling_gompertz_may_never_come() -> None:
    found = drawn(7, 0.5, -1.0)
    assert np.isinf(found).mean() == pytest.approx(np.exp(-0.5), abs=0.01)


def test_log_factorial() -> None:
    from math import lgamma

    exact = np.array([lgamma(n + 1) for n in range(400)])
    assert np.abs(drawn(8, count=400) - exact).max() < 1e-11 * exact.max()
