"""Compiled random numbers by counting, and exact samplers over them.

Philox 4×64-10 (Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, 2011), the same bits as NumPy's. The key is the
seed; the counter holds the place in a stream, the stream, the run and the domain (such as :data:`PEOPLE`), so that every cell of
every run has a stream of its own, whoever draws it and in whatever order.

A *source* is an array of 64-bit words: counter (4), key, place in the buffer, then the buffer of bits drawn ahead.
"""

from typing import Any

import numba
import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]  # it has no types
from numba.extending import intrinsic

from cronfa.foresight.demand.compiling import Real, Whole, part

PEOPLE, ARRIVAL_SHOCKS, FEE_SHOCKS, FAILURES = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4)
"""Domains: each has its own streams."""
COUNTER, KEY, PLACE, BUFFER = 0, 4, 5, 6
AHEAD = 32
"""Words drawn at once: eight counts, enough for the processor to work on several together."""
SOURCE_WORDS = BUFFER + AHEAD
_MULTIPLIER_0, _MULTIPLIER_1 = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_WEYL_0, _WEYL_1 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
_ONE, _AHEAD, _BUFFER = np.uint64(1), np.uint64(AHEAD), np.uint64(BUFFER)
_TO_UNIT = 2.0**-53
SMALL_MEAN = 10.0
"""Below this many expected, counting up from nought is quicker than rejection, and the rejection methods begin to hold."""


def _product(typing_context: Any, a: Any, b: Any) -> Any:
    """The upper and the lower half of a product of 64-bit numbers: one instruction, which neither Python nor numba can name."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        half, wide = ir.IntType(64), ir.IntType(128)
        both = builder.mul(builder.zext(arguments[0], wide), builder.zext(arguments[1], wide))
        halves = (builder.trunc(builder.lshr(both, ir.Constant(wide, 64)), half), builder.trunc(both, half))
        return context.make_tuple(builder, signature.return_type, halves)

    pair = numba.types.UniTuple(numba.types.uint64, 2)(numba.types.uint64, numba.types.uint64)  # type: ignore[no-untyped-call]  # it has no types
    return pair, generate


product: Any = intrinsic(_product)


@part
def open_stream(source: Any, seed: Any, run: Any, domain: Any, stream: Any) -> None:
    """Begin a stream at its first number."""
    source[COUNTER] = 0
    source[COUNTER + 1] = stream
    source[COUNTER + 2] = run
    source[COUNTER + 3] = domain
    source[KEY] = seed
    source[PLACE] = AHEAD


@part
def refill(source: Any) -> None:
    """Draw ahead: as many counts as fill the buffer. The count goes up before each, as NumPy's does."""
    for start in range(BUFFER, BUFFER + AHEAD, 4):
        source[COUNTER] += _ONE
        c0, c1, c2, c3 = source[COUNTER], source[COUNTER + 1], source[COUNTER + 2], source[COUNTER + 3]
        k0, k1 = source[KEY], np.uint64(0)
        for _ in range(10):
            high_0, low_0 = product(_MULTIPLIER_0, c0)
            high_1, low_1 = product(_MULTIPLIER_1, c2)
            c0, c1, c2, c3 = high_1 ^ c1 ^ k0, low_1, high_0 ^ c3 ^ k1, low_0
            k0, k1 = k0 + _WEYL_0, k1 + _WEYL_1
        source[start], source[start + 1], source[start + 2], source[start + 3] = c0, c1, c2, c3
    source[PLACE] = np.uint64(0)


@part
def word(source: Any) -> Any:
    """The next 64 bits."""
    place = source[PLACE]
    if place >= _AHEAD:
        refill(source)
        place = np.uint64(0)
    source[PLACE] = place + _ONE
    return source[_BUFFER + place]


@part
def uniform(source: Any) -> Real:
    """A double from nought to below one, of 53 bits."""
    return np.float64(word(source) >> np.uint64(11)) * _TO_UNIT


@part
def above_nought(source: Any) -> Real:
    """A double above nought, up to one."""
    return 1.0 - uniform(source)


@part
def normal(source: Any) -> Real:
    """Mean nought, variance one (Box and Muller 1958; the second of the pair is not kept)."""
    radius = np.sqrt(-2.0 * np.log(above_nought(source)))
    return radius * np.cos(2.0 * np.pi * uniform(source))


@part
def gamma(source: Any, shape: float) -> Real:
    """Of the given shape and scale one (Marsaglia and Tsang 2000; a shape below one by their boost)."""
    boost = 1.0
    if shape < 1.0:
        boost = above_nought(source) ** (1.0 / shape)
        shape += 1.0
    d = shape - 1.0 / 3.0
    c = 1.0 / np.sqrt(9.0 * d)
    while True:
        x = normal(source)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        if np.log(above_nought(source)) < 0.5 * x * x + d - d * v + d * np.log(v):
            return boost * d * v


@part
def poisson(source: Any, mean: float) -> Whole:
    """A count of the given mean, nought or more."""
    if mean <= 0.0:
        return 0
    return poisson_up(source, mean) if mean < SMALL_MEAN else poisson_rejected(source, mean)


@part
def poisson_up(source: Any, mean: float) -> Whole:
    """Counting up through the probabilities until they pass a uniform."""
    u = uniform(source)
    chance = np.exp(-mean)
    count = 0
    while u >= chance:
        u -= chance
        count += 1
        chance *= mean / count
        if chance < 1e-300:  # past all that 53 bits can tell apart
            break
    return count


@part
def poisson_rejected(source: Any, mean: float) -> Whole:
    """Transformed rejection with squeeze (Hörmann 1993, PTRS)."""
    log_mean = np.log(mean)
    b = 0.931 + 2.53 * np.sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    sure = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = uniform(source) - 0.5
        v = above_nought(source)
        near = 0.5 - abs(u)
        count = np.floor((2.0 * a / near + b) * u + mean + 0.43)
        if near >= 0.07 and v <= sure:
            return np.int64(count)
        if count < 0.0 or (near < 0.013 and v > near):
            continue
        if np.log(v * inverse_alpha / (a / (near * near) + b)) <= count * log_mean - mean - log_factorial(count):
            return np.int64(count)


@part
def negative_binomial(source: Any, mean: float, spread: float) -> Whole:
    """A count whose mean itself varies, by a gamma of the given standard deviation over its mean; Poisson if that is nought."""
    if spread <= 0.0:
        return poisson(source, mean)
    shape = 1.0 / (spread * spread)
    return poisson(source, mean * gamma(source, shape) / shape)


@part
def binomial(source: Any, people: int, chance: float) -> Whole:
    """How many of ``people`` it befalls, each with the given chance by itself."""
    if people <= 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return people
    if chance > 0.5:
        return people - binomial_of_less(source, people, 1.0 - chance)
    return binomial_of_less(source, people, chance)


@part
def binomial_of_less(source: Any, people: int, chance: float) -> Whole:
    if people * chance < SMALL_MEAN:
        return binomial_up(source, people, chance, people * np.log1p(-chance))
    return binomial_rejected(source, people, chance)


@part
def binomial_up(source: Any, people: int, chance: float, log_none: float) -> Whole:
    """Counting up; ``log_none`` is the logarithm of the chance that it befalls nobody."""
    u = uniform(source)
    here = np.exp(log_none)
    if u < here:
        return 0
    odds = chance / (1.0 - chance)
    count = 0
    while u >= here and count < people:
        u -= here
        count += 1
        here *= odds * (people - count + 1) / count
        if here < 1e-300:
            break
    return count


@part
def binomial_rejected(source: Any, people: int, chance: float) -> Whole:
    """Transformed rejection with squeeze (Hörmann 1993, BTRS); for chances up to a half and ten or more expected."""
    width = np.sqrt(people * chance * (1.0 - chance))
    b = 1.15 + 2.53 * width
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    middle = people * chance + 0.5
    alpha = (2.83 + 5.1 / b) * width
    sure = 0.92 - 4.2 / b
    log_odds = np.log(chance / (1.0 - chance))
    mode = np.floor((people + 1) * chance)
    at_mode = log_factorial(mode) + log_factorial(people - mode)
    while True:
        u = uniform(source) - 0.5
        v = above_nought(source)
        near = 0.5 - abs(u)
        count = np.floor((2.0 * a / near + b) * u + middle)
        if near >= 0.07 and v <= sure:
            return np.int64(count)
        if count < 0.0 or count > people:
            continue
        left = at_mode - log_factorial(count) - log_factorial(people - count) + (count - mode) * log_odds
        if np.log(v * alpha / (a / (near * near) + b)) <= left:
            return np.int64(count)


@part
def multinomial(source: Any, people: int, chances: Any, counts: Any) -> None:
    """Share people among places by their chances, which add up to one; the last takes the rest. ``counts`` is written."""
    left, chance_left = people, 1.0
    counts[:] = 0
    for place in range(chances.size - 1):
        if left == 0:
            return
        taken = binomial(source, left, min(chances[place] / chance_left, 1.0) if chance_left > 0.0 else 1.0)
        counts[place] = taken
        left -= taken
        chance_left -= chances[place]
    counts[chances.size - 1] = left


@part
def weibull(source: Any, shape: float, scale: float) -> Real:
    """A time whose hazard grows as its power ``shape − 1``: the inverse of its distribution at a uniform."""
    return scale * (-np.log(above_nought(source))) ** (1.0 / shape)


@part
def gompertz(source: Any, rate: float, growth: float) -> Real:
    """A time whose hazard is ``rate`` at first and grows by ``growth`` (natural logarithm) a unit; infinite if it never comes."""
    total = -np.log(above_nought(source))
    if growth == 0.0:
        return total / rate
    inside = 1.0 + growth * total / rate
    return np.log(inside) / growth if inside > 0.0 else np.inf


@part
def log_factorial(n: float) -> Real:
    """ln n!; Stirling's series from ten on (error below 1e-12), a product below."""
    if n < 10.0:
        product = 1.0
        for factor in range(2, np.int64(n) + 1):
            product *= factor
        return np.log(product)
    x = n + 1.0
    inverse = 1.0 / (x * x)
    series = (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse / 1680.0))) / x
    return (x - 0.5) * np.log(x) - x + 0.9189385332046727 + series
