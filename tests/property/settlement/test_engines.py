"""The reference and the vector engine give the same pennies, line by line, on random agreements and outcomes."""

from dataclasses import replace

import numpy as np
import pytest

import scale
from cronfa.settlement import Outcome, Settlement, compiled, compiled_run, settle, vector
from cronfa.settlement.scenarios import LineKey, Results, Scenarios, stack
from property.settlement.agreements import Maker

OUTCOMES_EACH = 5
PAIRS = scale.examples(1_000, 20_000)
BATCH = 25
"""Agreements in one test; each has its own seed, named when it fails."""


def lines_of(settlement: Settlement) -> dict[LineKey, int]:
    lines = [((line.scheme, line.direction, line.step, line.party), line.amount_pence) for line in settlement.lines]
    assert len(lines) == len(dict(lines)), "two lines have the same name"
    return {key: pence for key, pence in lines if pence}


def compare(settlement: Settlement, results: Results, at: int) -> None:
    """Every line and every sum of one scenario."""
    assert {key: int(column[at]) for key, column in results.lines.items() if column[at]} == lines_of(settlement)
    for row, partner in enumerate(settlement.partners):
        both = (results.due_pence[row, at], results.borne_pence[row, at], results.lent_pence[row, at])
        assert both == (partner.due_pence, partner.borne_pence, partner.lent_pence)
    for reserve in settlement.reserves:
        assert results.reserves_pence[reserve.reserve][at] == reserve.closing_pence
    undecided = sum(line.amount_pence for line in settlement.lines if line.party.kind == "undecided")
    assert results.undecided_pence[at] == undecided
    assert results.carried_pence[at] == settlement.carried_pence


@pytest.mark.parametrize("first", range(0, PAIRS // OUTCOMES_EACH, BATCH))
def test_both_engines_agree_to_the_penny(first: int) -> None:
    for seed in range(first, first + BATCH):
        maker = Maker(seed)
        terms = maker.terms()
        outcomes = maker.outcomes(terms, OUTCOMES_EACH)
        results = vector.settle(terms, stack(outcomes, terms.partner_ids), lines=True)
        for at, outcome in enumerate(outcomes):
            try:
                compare(settle(terms, outcome), results, at)
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, outcome {at}") from error


COMPILED_EACH = 40
COMPILED_AGREEMENTS = scale.examples(60, 1_500)


def many(outcomes: list[Outcome], partners: tuple[str, ...]) -> Scenarios:
    """A few outcomes over and over, enough to fill blocks and a part of one."""
    few = stack(outcomes, partners)
    times = compiled_run.BLOCK * 2 // len(outcomes) + 1
    return replace(
        few,
        count=few.count * times,
        spend={scheme: np.tile(table, times) for scheme, table in few.spend.items()},
        measures={},
        causes={},
        uncommitted={},
        reserves={name: np.tile(column, times) for name, column in few.reserves.items()},
    )


@pytest.mark.parametrize("first", range(0, COMPILED_AGREEMENTS, 20))
def test_the_compiled_engine_gives_the_same_sums(first: int) -> None:
    for seed in range(first, first + 20):
        maker = Maker(seed, plain=True)
        terms = maker.terms()
        scenarios = many(maker.outcomes(terms, COMPILED_EACH), terms.partner_ids)
        made = compiled.program(terms, scenarios)
        assert made is not None, f"seed {seed} was not compiled"
        got = compiled_run.run(terms, made, scenarios, not_otherwise)
        want = vector.settle_columns(terms, scenarios)
        for name in ("due_pence", "borne_pence", "lent_pence", "undecided_pence", "carried_pence"):
            assert np.array_equal(getattr(got, name), getattr(want, name)), f"seed {seed}: {name}"
        for reserve, column in want.reserves_pence.items():
            assert np.array_equal(got.reserves_pence[reserve], column), f"seed {seed}: {reserve}"


def not_otherwise(scenarios: Scenarios) -> Results:
    raise AssertionError("the amounts are small enough for doubles")


def test_amounts_too_large_for_doubles_are_settled_by_columns() -> None:
    terms = Maker(3, plain=True).terms()
    partners, count = len(terms.partner_ids), vector.WORTH_COMPILING
    table = np.full((partners, count), 12_345_678, np.int64)
    table[0, 5_000] = 9 * 10**13
    scenarios = Scenarios("2026-27", count, dict.fromkeys(terms.schemes, table))
    got, want = vector.settle(terms, scenarios), vector.settle_columns(terms, scenarios)
    assert compiled.program(terms, scenarios) is not None
    assert np.array_equal(got.borne_pence, want.borne_pence)
    assert np.array_equal(got.undecided_pence, want.undecided_pence)
    assert len(np.unique(got.borne_pence.sum(axis=0))) == 2, "the large amount has its own result"
