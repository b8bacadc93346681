"""Whatever the facts, cuts add up and figures follow from each other."""

from hypothesis import given, settings, strategies as st

import scale
from cronfa.calendars import Year
from cronfa.monitoring import Fact, MonitoringTerms, SchemeTerms, positions

YEAR = Year("2012-13")
PARTNERS = ("a", "b", "c")
PENCE = st.integers(-10_000, 10_000) | st.integers(-(10**12), 10**12)
FACTS = st.lists(
    st.builds(
        Fact,
        st.sampled_from([month.label for month in YEAR.months()]),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["care", "nursing", ""]),
        st.sampled_from(PARTNERS),
        PENCE,
        st.sampled_from(["actual", "actual", "committed"]),
    ),
    max_size=30,
)
WEIGHTS = st.lists(st.integers(0, 100), min_size=12, max_size=12).filter(any).map(tuple)
SHARES = st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any).map(tuple)
SCHEME = st.builds(SchemeTerms, st.integers(0, 10**12), WEIGHTS, SHARES)
TERMS = st.builds(
    lambda x, y: MonitoringTerms(YEAR, PARTNERS, {"x": x, "y": y}),
    SCHEME,
    SCHEME,
)
FIGURES = (
    "budget_year_pence",
    "budget_to_date_pence",
    "actual_month_pence",
    "actual_to_date_pence",
    "committed_pence",
    "forecast_pence",
    "variance_pence",
    "outturn_variance_pence",
)


@settings(max_examples=scale.examples(100, 3_000))
@given(FACTS, TERMS, st.integers(1, 12), st.sampled_from(["straight line", "remaining budget"]))
def test_every_cut_adds_up_to_the_whole(facts: list[Fact], terms: MonitoringTerms, month: int, method) -> None:  # type: ignore[no-untyped-def]
    (whole,) = positions(facts, terms, month=month, by=(), method=method)
    for by in (["scheme"], ["partner"], ["scheme", "partner"], ["partner", "scheme"]):
        parts = positions(facts, terms, month=month, by=by, method=method)  # type: ignore[arg-type]
        for name in FIGURES:
            assert sum(getattr(part, name) for part in parts) == getattr(whole, name), (by, name)
    if method == "straight line":
        cells = positions(facts, terms, month=month, by=["scheme", "category", "partner"])
        assert sum(cell.forecast_pence or 0 for cell in cells) == whole.forecast_pence


@settings(max_examples=scale.examples(100, 3_000))
@given(FACTS, TERMS, st.sampled_from(["straight line", "remaining budget"]))
def test_at_the_year_s_end_the_forecast_is_the_outturn(facts: list[Fact], terms: MonitoringTerms, method) -> None:  # type: ignore[no-untyped-def]
    for position in positions(facts, terms, month=12, method=method):
        assert position.forecast_pence == position.actual_to_date_pence
        assert position.budget_to_date_pence == position.budget_year_pence
        assert position.variance_pence == position.outturn_variance_pence


@settings(max_examples=scale.examples(60, 2_000))
@given(FACTS, TERMS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts: list[Fact], terms: MonitoringTerms, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert positions(shuffled, terms, month=7) == positions(facts, terms, month=7)


@settings(max_examples=scale.examples(60, 2_000))
@given(FACTS, TERMS, st.integers(2, 12))
def test_movement_is_the_change_between_two_months(facts: list[Fact], terms: MonitoringTerms, month: int) -> None:
    before, now = positions(facts, terms, month=month - 1), positions(facts, terms, month=month)
    for earlier, later in zip(before, now, strict=True):
        assert earlier.outturn_variance_pence is not None and later.outturn_variance_pence is not None
        assert later.movement_pence == later.outturn_variance_pence - earlier.outturn_variance_pence
