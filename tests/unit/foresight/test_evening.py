"""A past made even: what began within it, and what is as much credits as payments."""

import numpy as np
import pytest

from cronfa.foresight.evening import evened
from cronfa.foresight.history import History, Plan, fitted
from cronfa.language import same

MONTHS = [f"2025-{month:02d}" for month in range(4, 13)] + ["2026-01", "2026-02", "2026-03"]
CELL = ("reablement", "council")


def _evened(*pence: int, before: bool = False) -> tuple[list[list[int]], dict[tuple[str, str], str]]:
    made = evened(MONTHS, [CELL], np.array([pence], np.int64).T, [before])
    return made.spend.T.tolist(), dict(made.began)


def test_the_months_before_a_line_began_are_as_those_since() -> None:
    spend, began = _evened(*(0,) * 8, 90, 110, 100, 100)
    assert spend == [[100] * 8 + [90, 110, 100, 100]]
    assert began == {CELL: "2025-12"}


@pytest.mark.parametrize(
    "pence",
    [(0,) * 10 + (100, 100), (0,) * 5 + (100, 0, 0, 0, 100, 0, 0), (100,) * 6 + (0,) * 6, (0,) * 12],
    ids=["two months", "lumps", "one that ended", "nothing"],
)
def test_a_line_that_has_not_clearly_begun_is_left_as_it_is(pence: tuple[int, ...]) -> None:
    assert _evened(*pence) == ([list(pence)], {})


def test_a_line_known_from_before_the_months_that_are_used_has_not_begun() -> None:
    pence = (*(0,) * 8, 100, 100, 100, 100)
    assert _evened(*pence, before=True) == ([list(pence)], {})


def test_payments_and_credits_that_nearly_cancel_are_drawn_side_by_side() -> None:
    spend, _ = _evened(*(100,) * 11, -1_050)
    assert spend == [[100] * 11 + [0], [0] * 11 + [-1_050]]
    assert _evened(*(100,) * 11, -500)[0] == [[100] * 11 + [-500]]


def test_a_scheme_of_credits_is_expected_to_bring_them_again() -> None:
    facts = {(month, "income", "council"): -20_000_00 if month == "2026-03" else 1_000_00 for month in MONTHS}
    plan = Plan("2026-27", ("council",), ("income",), {"income": same("Income")}, {"income": {"council": 5}})
    world = fitted(History.of(facts, same("a file")), plan)
    assert world.expected_pence == pytest.approx(-9_000_00, abs=100)
    drawn = world.years(0, 4_000).scenarios.spend["income"].sum(axis=0)
    assert drawn.mean() == pytest.approx(-9_000_00, rel=0.03) and drawn.min() < -20_000_00 < drawn.max()
    assert not any("nothing in the records" in each.name.en for each in world.assumptions)


def test_a_scheme_that_began_this_year_spends_from_then_on() -> None:
    facts = {(month, "homes", "council"): 50_000_00 for month in MONTHS}
    facts |= {(month, *CELL): 10_000_00 for month in MONTHS[6:]}
    titles = {"homes": same("Homes"), "reablement": same("Reablement")}
    for year, months in (("2025-26", 6), ("2026-27", 12)):
        world = fitted(History.of(facts, same("a file")), Plan(year, ("council",), tuple(titles), titles, {}))
        spend = world.years(0, 50).scenarios.spend["reablement"].sum(axis=0)
        assert spend.mean() == pytest.approx(10_000_00 * months, rel=0.02)
        assert any(each.name.en == "Reablement: began in October 2025" for each in world.assumptions)


def test_income_that_grows_is_expected_to_grow() -> None:
    months = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
    facts = {(month, "income", "council"): -1_000_00 if month < "2025" else -1_100_00 for month in months}
    world = fitted(
        History.of(facts, same("a file")), Plan("2026-27", ("council",), ("income",), {"income": same("Income")}, {})
    )
    assert world.growth.tolist() == [125_000]  # a tenth a year, over a year and a quarter
