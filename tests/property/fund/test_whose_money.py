"""Whose money the fund's money is: attribution posts by it, settlement shares by it, and they may not differ."""

from hypothesis import given, strategies as st

from cronfa.attribution.from_agreement import contribution_weights
from cronfa.settlement.books import basis
from cronfa.settlement.contributions import fund
from cronfa.settlement.outcome import Outcome
from property.settlement.agreements import YEAR, Maker

NO_PLAN = {"liability", "daily charge"}
"""Rules that have no plan: attribution goes by responsibility there, settlement by what was spent."""


@given(st.integers(0, 10**9))
def test_attribution_and_settlement_hold_the_same_basis(seed: int) -> None:
    terms = Maker(seed).terms()
    for name, scheme in terms.schemes.items():
        if scheme.contributions is None or scheme.contributions.by in NO_PLAN or scheme.form == "in view":
            continue
        settled = basis([fund(terms, name, Outcome(YEAR, {}))], terms.partner_ids)
        attributed = contribution_weights(scheme, YEAR, terms.partner_ids)
        assert bool(any(settled)) == bool(any(attributed))
        total, other = sum(settled), sum(attributed)
        assert [weight * other for weight in settled] == [weight * total for weight in attributed]
