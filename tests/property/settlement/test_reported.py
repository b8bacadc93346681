"""What was reported is written down and read back as it was, so that a settled year can be shown again as it was posted."""

from dataclasses import replace

from hypothesis import given, strategies as st

from cronfa.settlement.outcome import Decision, Outcome, Party
from cronfa.settlement.reading import read_outcome
from cronfa.settlement.writing import write_reported
from property.settlement.agreements import Maker


def once(decision: Decision) -> Decision:
    """Each party once: that is all that can be written."""
    sums: dict[Party, int] = {}
    for party, pence in decision.split:
        sums[party] = sums.get(party, 0) + pence
    return replace(decision, split=tuple(sums.items()))


@given(st.integers(0, 10**9))
def test_what_was_reported_is_read_back_as_it_was(seed: int) -> None:
    maker = Maker(seed)
    terms = maker.terms()
    [outcome] = maker.outcomes(terms, 1)
    text = write_reported(outcome, terms)
    again = read_outcome(text, terms, judged=False) if text else Outcome(outcome.year, {}, months=outcome.months)
    assert (again.year, again.months, again.spend) == (outcome.year, outcome.months, {})
    for part in ("measures", "causes", "uncommitted"):
        assert getattr(again, part) == {name: value for name, value in getattr(outcome, part).items() if value != {}}
    assert {name: once(decision) for name, decision in again.decisions.items()} == {
        name: once(decision) for name, decision in outcome.decisions.items()
    }
    assert write_reported(again, terms) == text
    assert write_reported(Outcome(outcome.year, outcome.spend), terms) == ""
