"""What the checks promise: an agreement without an error leaves no pound without a taker, whatever is spent."""

from pathlib import Path

from hypothesis import given, settings, strategies as st

import scale
from cronfa.agreement import parse
from cronfa.agreement.versions import Agreement
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.reference import settle

SPEC = Path(__file__).resolve().parents[2] / "spec" / "agreement"
AGREEMENTS = [
    parse(path.read_text(encoding="utf-8"), path.name)
    for path in (*sorted(SPEC.glob("rules/*.yaml")), *sorted(SPEC.glob("forms/*.yaml")))
]
SPENT = st.integers(0, 10**9)


@st.composite
def years(draw: st.DrawFn) -> tuple[Agreement, Outcome]:
    agreement = draw(st.sampled_from(AGREEMENTS))
    terms = agreement.versions[0].terms
    spend = {
        name: {partner: draw(SPENT) for partner in terms.partners}
        for name, scheme in terms.schemes.items()
        if scheme.form != "in view"
    }
    causes = {name: {cause: draw(SPENT) for cause in ("maladministration", "windfall")} for name in spend}
    measures = {
        name: {key: draw(SPENT) for key in (*terms.partners, *terms.schemes, "fund")} for name in terms.measures
    }
    return agreement, Outcome(year="2026-27", spend=spend, causes=causes, measures=measures)


@given(years())
@settings(max_examples=scale.examples(150, 5_000))
def test_someone_takes_every_pound(year: tuple[Agreement, Outcome]) -> None:
    agreement, outcome = year
    settlement = settle(agreement.versions[0].terms, outcome)
    assert "SE008" not in {problem.code for problem in settlement.problems}
    taken = sum(line.amount_pence for line in settlement.lines if line.direction != "exposure")
    settled = [scheme for scheme in settlement.schemes if scheme.scheme in outcome.spend]  # what is in view never is
    assert taken == sum(scheme.variance_pence for scheme in settled)


@given(years())
def test_reserves_never_fall_below_zero(year: tuple[Agreement, Outcome]) -> None:
    agreement, outcome = year
    assert all(reserve.closing_pence >= 0 for reserve in settle(agreement.versions[0].terms, outcome).reserves)
