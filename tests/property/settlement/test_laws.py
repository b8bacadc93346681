"""The laws of a waterfall: nothing is created or lost, order and scale do not matter, no reserve is overdrawn."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from hypothesis import assume, given, strategies as st

from cronfa.settlement import Outcome, Settlement, settle
from cronfa.settlement.figures import figure_id, figures
from property.settlement.agreements import Maker

T = TypeVar("T")
seeds = st.integers(min_value=0, max_value=2**32)


def settled(seed: int) -> tuple[Maker, Outcome, Settlement]:
    maker = Maker(seed)
    terms = maker.terms()
    [outcome] = maker.outcomes(terms, 1)
    return maker, outcome, settle(terms, outcome)


@given(seeds)
def test_the_lines_of_a_scheme_add_up_to_its_variance(seed: int) -> None:
    maker, _, settlement = settled(seed)
    terms = Maker(seed).terms()
    shared = 0
    for scheme in settlement.schemes:
        if terms.schemes[scheme.scheme].form == "in view":
            assert not [line for line in settlement.lines if line.scheme == scheme.scheme]
            continue
        own = [line.amount_pence for line in settlement.lines if line.scheme == scheme.scheme]
        if own:
            assert sum(own) == scheme.variance_pence, maker.schemes
        else:
            shared += scheme.variance_pence
    fund = sum(line.amount_pence for line in settlement.lines if line.scheme is None and line.direction != "exposure")
    assert fund == shared


@given(seeds)
def test_an_exposure_only_moves_money(seed: int) -> None:
    *_, settlement = settled(seed)
    assert sum(line.amount_pence for line in settlement.lines if line.direction == "exposure") == 0


@given(seeds)
def test_no_reserve_is_overdrawn_and_its_lines_explain_it(seed: int) -> None:
    *_, settlement = settled(seed)
    for reserve in settlement.reserves:
        moved = sum(
            line.amount_pence
            for line in settlement.lines
            if (line.party.kind, line.party.id) == ("reserve", reserve.reserve)
        )
        assert reserve.closing_pence >= 0
        assert reserve.opening_pence - moved == reserve.closing_pence


@given(seeds)
def test_a_loan_is_repaid_in_full_and_its_lender_pays_it_now(seed: int) -> None:
    *_, settlement = settled(seed)
    assert sum(partner.lent_pence for partner in settlement.partners) == sum(
        loan.amount_pence for loan in settlement.loans
    )
    for loan in settlement.loans:
        assert sum(pence for _, pence in loan.repayments) == loan.amount_pence


@given(seeds)
def test_the_order_of_the_outcome_does_not_matter(seed: int) -> None:
    _, outcome, settlement = settled(seed)
    turned = replace(
        outcome,
        spend=backwards(outcome.spend),
        measures=backwards(outcome.measures),
        causes=backwards(outcome.causes),
        uncommitted=backwards(outcome.uncommitted),
        reserves=backwards(outcome.reserves),
        decisions=backwards(outcome.decisions),
    )
    assert settle(Maker(seed).terms(), turned) == settlement


def backwards(mapping: T) -> T:
    """The same mapping, read from its end, on every level."""
    if not isinstance(mapping, dict):
        return mapping
    return {key: backwards(mapping[key]) for key in reversed(mapping)}  # type: ignore[return-value]


FACTOR = 7


def enlarged(outcome: Outcome) -> Outcome:
    """All money seven times as large; counts of people stay."""

    def each(sums: Mapping[str, int]) -> dict[str, int]:
        return {key: FACTOR * pence for key, pence in sums.items()}

    def every(sums: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
        return {key: each(inner) for key, inner in sums.items()}

    return replace(
        outcome,
        spend=every(outcome.spend),
        causes=every(outcome.causes),
        uncommitted=each(outcome.uncommitted),
        reserves=each(outcome.reserves),
        brought_forward=every(outcome.brought_forward),
    )


@given(seeds)
def test_money_seven_times_as_large_gives_seven_times_the_result(seed: int) -> None:
    """Within a penny a party at each step: every limit and every split may round once.

    A rolled-forward baseline is rounded before it becomes a weight, so there the proportions themselves may differ; so they do,
    by pence in the smallest of them, where dues are weights.
    """
    maker = Maker(seed, plain=True)
    rules = [scheme.contributions for scheme in maker.terms().schemes.values()]
    assume(not any(rule is not None and rule.by == "baseline" for rule in rules))
    outcome = replace(maker.outcomes(maker.terms(), 1)[0], measures={}, decisions={})
    small, large = settle(maker.terms(), outcome), settle(maker.terms(FACTOR), enlarged(outcome))
    steps = sum(len(scheme.overspend) + len(scheme.underspend) + 4 for scheme in maker.terms().schemes.values()) + 10
    allowed = FACTOR * steps
    dues = [abs(due.amount_pence) for due in small.dues if due.amount_pence]
    largest = max(abs(partner.borne_pence) for partner in small.partners)
    by_dues = allowed * largest // min(dues, default=1)
    for before, after in zip(small.partners, large.partners, strict=True):
        assert abs(FACTOR * before.due_pence - after.due_pence) <= allowed
        assert abs(FACTOR * before.borne_pence - after.borne_pence) <= allowed + by_dues
    for before, after in zip(small.reserves, large.reserves, strict=True):
        assert abs(FACTOR * before.closing_pence - after.closing_pence) <= allowed


@given(seeds)
def test_every_figure_has_a_name_of_its_own(seed: int) -> None:
    *_, settlement = settled(seed)
    names = [figure_id(settlement.year, item) for item in (*settlement.dues, *settlement.lines)]
    assert len(names) == len(set(names))
    assert set(names) <= set(figures(settlement))


@given(seeds)
def test_partners_pay_what_the_year_cost(seed: int) -> None:
    """Dues, what partners bear and lend, reserves, savings from outside and what waits or is carried make up the spend."""
    *_, settlement = settled(seed)
    kinds: dict[str, int] = {}
    for line in settlement.lines:
        kinds[line.party.kind] = kinds.get(line.party.kind, 0) + line.amount_pence
    terms = Maker(seed).terms()
    funded = [s for s in settlement.schemes if terms.schemes[s.scheme].form != "in view"]
    cost = sum(s.spend_pence - s.other_income_pence - s.brought_forward_pence for s in funded)
    paid = sum(partner.due_pence + partner.borne_pence + partner.lent_pence for partner in settlement.partners)
    elsewhere = sum(pence for kind, pence in kinds.items() if kind not in ("partner", "loan"))
    assert paid + elsewhere == cost
    assert settlement.carried_pence == -kinds.get("next year", 0)
