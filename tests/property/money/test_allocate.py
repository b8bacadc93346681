"""The laws of the one allocation function, against exact fractions."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings, strategies as st

import scale
from cronfa.money import PENCE_LIMIT, allocate, as_weights, parse_pence, pounds, spread

SMALL = st.integers(0, 12)
WEIGHT = SMALL | st.integers(0, 10_000) | st.integers(0, PENCE_LIMIT)
WEIGHTS = st.lists(WEIGHT, min_size=1, max_size=12).filter(any)
AMOUNT = st.integers(-30, 30) | st.integers(-PENCE_LIMIT, PENCE_LIMIT)
laws = settings(max_examples=scale.examples(200, 20_000))


def exact(amount: int, weights: list[int]) -> list[Fraction]:
    return [Fraction(amount * weight, sum(weights)) for weight in weights]


@laws
@given(AMOUNT, WEIGHTS)
def test_nothing_is_created_or_lost(amount: int, weights: list[int]) -> None:
    assert sum(allocate(amount, weights)) == amount


@laws
@given(AMOUNT, WEIGHTS)
def test_each_share_is_the_exact_share_rounded_down_or_up(amount: int, weights: list[int]) -> None:
    for share, quota in zip(allocate(amount, weights), exact(amount, weights), strict=True):
        assert abs(share - quota) < 1
        assert share == quota or quota.denominator > 1


@laws
@given(AMOUNT, WEIGHTS)
def test_a_zero_weight_gets_nothing(amount: int, weights: list[int]) -> None:
    shares = allocate(amount, weights)
    assert not any(share for share, weight in zip(shares, weights, strict=True) if weight == 0)


@laws
@given(AMOUNT, WEIGHTS)
def test_a_negative_amount_mirrors_the_positive_one(amount: int, weights: list[int]) -> None:
    assert allocate(-amount, weights) == tuple(-share for share in allocate(amount, weights))


@laws
@given(AMOUNT, WEIGHTS)
def test_the_pennies_left_over_go_to_the_largest_remainders_and_ties_to_the_first_named(
    amount: int, weights: list[int]
) -> None:
    amount = abs(amount)
    quotas = exact(amount, weights)
    shares = allocate(amount, weights)
    ranked = sorted(range(len(weights)), key=lambda party: (-(quotas[party] % 1), party))
    rounded_up = {party for party in ranked if shares[party] > quotas[party]}
    left_over = amount - sum(int(quota) for quota in quotas)
    assert rounded_up <= set(ranked[:left_over])
    assert shares == tuple(int(quota) + (party in ranked[:left_over]) for party, quota in enumerate(quotas))


@laws
@given(AMOUNT, WEIGHTS, st.data())
def test_the_order_of_the_parties_decides_ties_and_nothing_else(
    amount: int, weights: list[int], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(weights))))
    shares, shuffled = allocate(amount, weights), allocate(amount, [weights[party] for party in order])
    remainders = [quota % 1 for quota in exact(abs(amount), weights)]
    for party, share in zip(order, shuffled, strict=True):
        tied = remainders.count(remainders[party]) > 1
        assert share == shares[party] or (tied and abs(share - shares[party]) == 1)


@laws
@given(AMOUNT, WEIGHTS)
def test_a_larger_weight_never_gets_less(amount: int, weights: list[int]) -> None:
    amount = abs(amount)
    pairs = sorted(zip(weights, allocate(amount, weights), strict=True))
    for (lighter, less), (heavier, more) in pairwise(pairs):
        assert less <= more or lighter == heavier


@laws
@given(AMOUNT, WEIGHTS, st.data())
def test_raising_a_party_s_weight_never_lowers_its_share(amount: int, weights: list[int], data: st.DataObject) -> None:
    amount = abs(amount)
    party = data.draw(st.integers(0, len(weights) - 1))
    raised = [weight + data.draw(WEIGHT) * (place == party) for place, weight in enumerate(weights)]
    assert allocate(amount, raised)[party] >= allocate(amount, weights)[party]


@laws
@given(AMOUNT, st.integers(0, PENCE_LIMIT), WEIGHTS)
def test_more_money_lowers_no_share_by_more_than_a_penny(amount: int, more: int, weights: list[int]) -> None:
    amount = abs(amount)
    before, after = allocate(amount, weights), allocate(amount + more, weights)
    assert all(later >= earlier - 1 for earlier, later in zip(before, after, strict=True))
    if len(weights) == 2:
        assert all(later >= earlier for earlier, later in zip(before, after, strict=True))


@laws
@given(AMOUNT, WEIGHTS, st.integers(1, 10_000))
def test_only_proportions_count(amount: int, weights: list[int], factor: int) -> None:
    assert allocate(amount, [weight * factor for weight in weights]) == allocate(amount, weights)


@laws
@given(st.lists(st.fractions(0, 100, max_denominator=10_000), min_size=1, max_size=8))
def test_weights_from_fractions_keep_the_proportions(shares: list[Fraction]) -> None:
    assume(any(shares))
    weights = as_weights(shares)
    assert [Fraction(weight, sum(weights)) for weight in weights] == [share / sum(shares) for share in shares]


@laws
@given(st.integers(-PENCE_LIMIT, PENCE_LIMIT))
def test_what_is_shown_reads_back_as_the_same_pence(pence: int) -> None:
    assert parse_pence(pounds(pence)) == pence
    assert parse_pence(pounds(pence, sign=True)) == pence


@laws
@given(AMOUNT, WEIGHTS)
def test_a_spread_reaches_the_exact_share_at_every_period_and_never_goes_back(amount: int, weights: list[int]) -> None:
    parts = spread(amount, weights)
    assert sum(parts) == amount
    assert all(part * amount >= 0 and (part == 0 or weight) for part, weight in zip(parts, weights, strict=True))
    for count in range(1, len(parts) + 1):
        assert abs(sum(parts[:count]) - Fraction(amount * sum(weights[:count]), sum(weights))) <= Fraction(1, 2)
