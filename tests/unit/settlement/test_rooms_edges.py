"""Names of figures, outcomes written by hand, exits, forms, and what is refused before anything is settled."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cronfa.problems import Problems
from cronfa.settlement import Outcome, settle, vector
from cronfa.settlement.codes import KINDS
from cronfa.settlement.exits import settle_exit
from cronfa.settlement.figures import figure_id, figures, party_id
from cronfa.settlement.outcome import Party
from cronfa.settlement.reading import party, read_outcome
from cronfa.settlement.scenarios import Scenarios
from cronfa.settlement.terms import pots
from unit.settlement.agreements import HEAD, POOL, lines, outcome_of, pool, settled, terms_of


def codes(error: pytest.ExceptionInfo[Problems]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_figures_have_stable_names() -> None:
    settlement = settled(
        pool(before="reserves: {r: £30}\n", overspend="[draw: r, share: contributions]"), "spend: {pool: £1,100}\n"
    )
    names = [figure_id(settlement.year, item) for item in (*settlement.dues, *settlement.lines)]
    assert names == [
        "2026-27/pool/contribution/council",
        "2026-27/pool/contribution/board",
        "2026-27/pool/contribution/trust",
        "2026-27/pool/overspend/1/reserve:r",
        "2026-27/pool/overspend/2/council",
        "2026-27/pool/overspend/2/board",
        "2026-27/pool/overspend/2/trust",
    ]


def test_every_sum_of_a_settlement_can_be_asked_for() -> None:
    settlement = settled(
        pool(before="reserves: {r: £30}\n", overspend="[draw: r, share: contributions]"),
        "spend: {pool: £1,100}\npaid: {pool: {council: £100}}\n",
    )
    found = figures(settlement)
    wanted = {
        "pool/budget": 100_000,
        "pool/due": 100_000,
        "pool/other-income": 0,
        "pool/spend": 110_000,
        "pool/variance": 10_000,
        "partner/council/due": 50_000,
        "partner/council/borne": 3_500,
        "partner/council/lent": 0,
        "partner/council/paid": 10_000,
        "partner/council/to-pay": 43_500,
        "reserve/r/opening": 3_000,
        "reserve/r/drawn": 3_000,
        "reserve/r/kept": 0,
        "reserve/r/closing": 0,
    }
    assert {name: found[f"2026-27/{name}"] for name in wanted} == wanted


@pytest.mark.parametrize("words", ["leeds", "reserve:contingency", "next-year:pool", "undecided:board", "loan:leeds"])
def test_a_party_is_written_and_read_alike(words: str) -> None:
    assert party_id(party(words)) == words


def test_no_such_party() -> None:
    with pytest.raises(ValueError, match="bank:x"):
        party("bank:x")


def test_an_outcome_is_read_whole() -> None:
    before = "measures: {days: {title: Days}, saved: {title: Saved, unit: pence}}\nboards: {b: B}\nreserves: {r: £1}\n"
    terms = terms_of(pool(overspend="[decide: {board: b, decision: d}]", before=before))
    outcome = read_outcome(
        """\
year: 2026-27
months: 6
spend: {pool: {council: £1.50, board: £2}}
paid: {pool: £3}
measures: {days: {council: "1,200"}, saved: {council: £1.20}}
causes: {pool: {fraud: -£4}}
uncommitted: {pool: £5}
reserves: {r: £6}
decisions: {d: {board: b, on: 2027-05-01, minute: "7", agreed: no, split: {board: £1, "reserve:r": £2}}}
""",
        terms,
    )
    assert outcome == Outcome(
        year="2026-27",
        months=6,
        spend={"pool": {"council": 150, "board": 200}},
        paid={"pool": {"council": 300}},
        measures={"days": {"council": 1200}, "saved": {"council": 120}},
        causes={"pool": {"fraud": -400}},
        uncommitted={"pool": 500},
        reserves={"r": 600},
        decisions=outcome.decisions,
    )
    decision = outcome.decisions["d"]
    assert (decision.board, decision.on, decision.minute, decision.agreed) == ("b", date(2027, 5, 1), "7", False)
    assert decision.split == ((Party("partner", "board"), 100), (Party("reserve", "r"), 200))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("spend: {pool: lots}", (2, "MN001")),
        ("spend: 5", (2, "SE013")),
        ("months: many", (2, "SE013")),
        ("spent: {pool: £1}", (2, "SE013")),
        ("decisions: {d: {board: b, on: then, minute: '1'}}", (2, "SE013")),
        ("decisions: {d: {board: b, on: 2027-01-01, minute: '1', split: {'bank:x': £1}}}", (2, "SE013")),
        ("measures: {days: {council: some}}", (2, "SE013")),
        ("decisions: {d: {board: b, on: 2027-01-01, splits: {council: £1}}}", (2, "SE013")),
        ("loans: [{lender: council, scheme: pool, repaid: {2026-27: £1}, repay: {2026-27: £1}}]", (2, "SE013")),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, place: tuple[int, str]) -> None:
    terms = terms_of(pool())
    with pytest.raises(Problems) as error:
        outcome_of(terms, text + "\n")
    assert [(problem.where.line, problem.code) for problem in error.value.problems] == [place]


def test_a_year_must_be_said() -> None:
    with pytest.raises(Problems) as error:
        read_outcome("spend: {}\n", terms_of(pool()))
    assert codes(error) == ["SE013"]


def test_a_year_that_is_known_need_not_be_said_and_may_not_be_another() -> None:
    terms = terms_of(pool())
    assert read_outcome("causes: {}\n", terms, year="2026-27").year == "2026-27"
    assert read_outcome("year: 2026/27\n", terms, year="2026-27").year == "2026-27"
    with pytest.raises(Problems) as error:
        read_outcome("year: 2025-26\n", terms, year="2026-27")
    assert "2026-27" in error.value.problems[0].remedy()


def test_beside_a_ledger_nothing_is_said_that_the_ledger_knows() -> None:
    with pytest.raises(Problems) as error:
        read_outcome("spend: {pool: £1}\nreserves: {r: £1}\n", terms_of(pool()), year="2026-27")
    assert codes(error) == ["SE013", "SE013"]


def test_everything_unknown_is_refused_at_once() -> None:
    outcome = Outcome("2026-27", spend={"hole": {"council": 1}, "pool": {"x": 1}}, paid={"pool": {"y": 1}}, months=13)
    with pytest.raises(Problems) as error:
        settle(terms_of(pool()), outcome)
    assert codes(error) == ["SE003", "SE001", "SE002", "SE002"]
    assert "pool" in error.value.problems[1].remedy() and "council, board, trust" in error.value.problems[2].remedy()


@pytest.mark.parametrize("form", ["aligned", "retained", "integrated management"])
def test_where_nothing_is_pooled_each_keeps_its_own_side(form: str) -> None:
    settlement = settled(
        pool(scheme=f"    form: {form}\n"), "spend: {pool: {council: £600, board: £300, trust: £150}}\n"
    )
    assert lines(settlement) == [("overspend", 1, "council", 10000), ("overspend", 1, "trust", -5000)]
    assert [partner.to_pay_pence for partner in settlement.partners] == [0, 0, 0]
    assert [partner.paid_pence for partner in settlement.partners] == [60000, 30000, 15000]


def test_a_payment_that_is_reported_counts_instead() -> None:
    settlement = settled(
        pool(scheme="    form: aligned\n"), "spend: {pool: {council: £600}}\npaid: {pool: {council: £1}}\n"
    )
    assert settlement.partners[0].paid_pence == 100


@pytest.mark.parametrize("form", ["lead commissioned", "integrated management with pool", "structural"])
def test_where_money_is_pooled_the_variance_is_shared(form: str) -> None:
    settlement = settled(pool(scheme=f"    form: {form}\n"), "spend: {pool: {council: £1,100}}\n")
    assert [pence for *_, pence in lines(settlement)] == [5000, 3000, 2000]


def test_a_grant_leaves_its_variance_with_the_lead() -> None:
    settlement = settled(pool(scheme="    form: grant\n    lead commissioner: trust\n"), "spend: {pool: £1,100}\n")
    assert lines(settlement) == [("overspend", 1, "trust", 10000)]


def test_in_view_is_reported_and_never_settled() -> None:
    text = f"schemes:\n  seen:\n    form: in view\n    budget: £10\n  pool:\n    budget: £1,000\n{POOL}"
    settlement = settled(text, "spend: {seen: {board: £25}, pool: £1,000}\n")
    assert settlement.lines == () and settlement.schemes[0].variance_pence == 1500
    assert settlement.partners[1].to_pay_pence == 30000


def test_an_exit_divides_reserves_and_balances() -> None:
    rest = "reserves: {mine: {opening: £10, shares: {council: 50%, board: 50%}}, ours: £10}\n"
    rest += "exit: {by: shares, shares: {council: 20%, trust: 80%}, clause: cl 20}\n"
    terms = terms_of(pool(before=rest))
    outcome = Outcome(year="2026-27", spend={})
    found = settle_exit(terms, outcome, {"mine": 101, "ours": 1000}, {"pool": -500})
    assert [(line.scheme, line.step, line.party.id, line.amount_pence) for line in found] == [
        (None, 1, "council", -51),
        (None, 1, "board", -50),
        (None, 2, "council", -200),
        (None, 2, "trust", -800),
        ("pool", 1, "council", 100),
        ("pool", 1, "trust", 400),
    ]
    assert {(line.direction, line.kind) for line in found} == {("exit", "exit")}
    assert found[-1].clause == "cl 20"


def test_an_exit_without_shares_divides_as_was_contributed() -> None:
    found = settle_exit(terms_of(pool()), Outcome(year="2026-27", spend={}), {}, {"pool": 1000})
    assert [(line.party, line.amount_pence) for line in found] == [
        (Party("partner", name), pence) for name, pence in (("council", -500), ("board", -300), ("trust", -200))
    ]


def test_each_scheme_is_divided_as_was_contributed_to_it_and_what_they_carried_together_by_all() -> None:
    other = "  other:\n    budget: £100\n    contributions: {board: £100}\n"
    found = settle_exit(
        terms_of(pool() + other), Outcome(year="2026-27", spend={}), {}, {"pool": 1_000, "other": 700, "": 1_100}
    )
    shared: dict[str | None, dict[str, int]] = {}
    for line in found:
        shared.setdefault(line.scheme, {})[line.party.id] = line.amount_pence
    assert shared == {
        "pool": {"council": -500, "board": -300, "trust": -200},
        "other": {"board": -700},
        None: {"council": -500, "board": -400, "trust": -200},
    }


def test_an_exit_that_nobody_shares_stops() -> None:
    terms = terms_of(pool())
    bare = terms.model_copy(
        update={"schemes": {"pool": terms.schemes["pool"].model_copy(update={"contributions": None})}}
    )
    with pytest.raises(Problems) as error:
        settle_exit(bare, Outcome(year="2026-27", spend={}), {}, {"pool": 1})
    assert codes(error) == ["SE008"]
    assert error.value.problems[0].facts == {"direction": "exit", "scheme": "pool", "amount": "£0.01"}


def test_a_fund_waterfall_speaks_for_schemes_that_have_none() -> None:
    text = f"""\
schemes:
  one:
    budget: £1,000
{POOL}  two:
    budget: £1,000
{POOL}  own:
    budget: £1,000
{POOL}    overspend: [bear: {{partner: trust}}]
overspend: [bear: {{partner: board}}]
"""
    settlement = settled(text, "spend: {one: £1,100, two: £970, own: £990}\n", HEAD)
    found = [(line.scheme, *rest) for line, rest in zip(settlement.lines, lines(settlement), strict=True)]
    assert found == [
        ("own", "underspend", 1, "council", -500),
        ("own", "underspend", 1, "board", -300),
        ("own", "underspend", 1, "trust", -200),
        (None, "overspend", 1, "board", 7000),
    ], "a scheme with a waterfall for one direction takes the fund's for the other, alone"


def test_every_code_stands_in_the_reference() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "settlement.md").read_text(encoding="utf-8")
    assert [kind.code for kind in KINDS if f"| {kind.code} |" not in page] == []


def test_totals_are_not_enough_where_a_rule_asks_whose_they_are() -> None:
    terms = terms_of(pool(overspend="[share: own side]"))
    with pytest.raises(Problems) as error:
        vector.settle(terms, Scenarios("2026-27", 2, {"pool": np.array([1, 2])}))
    assert codes(error) == ["SE012"]


def test_a_profile_of_other_than_twelve_weights_stops() -> None:
    terms = terms_of(pool())
    scheme = terms.schemes["pool"].model_copy(update={"profile": (1, 2)})
    with pytest.raises(Problems) as error:
        settle(terms.model_copy(update={"schemes": {"pool": scheme}}), Outcome(year="2026-27", spend={}, months=3))
    assert codes(error) == ["SE011"]


def test_more_than_a_trillion_is_refused_by_columns() -> None:
    with pytest.raises(AssertionError, match="trillion"):
        vector.settle(terms_of(pool()), Scenarios("2026-27", 1, {"pool": np.array([10**14 + 1])}))


@pytest.mark.parametrize(
    ("form", "steps"),
    [
        ("aligned", ["own side"]),
        ("retained", ["own side"]),
        ("grant", ["lead commissioner"]),
        ("cross charge", ["lead commissioner"]),
    ],
)
def test_a_form_has_its_waterfall_even_where_no_standard_term_was_filled_in(form: str, steps: list[str]) -> None:
    terms = terms_of(pool())
    bare = terms.schemes["pool"].model_copy(update={"form": form, "overspend": (), "underspend": ()})
    [own] = pots(terms.model_copy(update={"schemes": {"pool": bare}}), "2026-27", 12)
    assert [getattr(step, "by", None) or step.partner for step in own.overspend] == steps
    assert own.underspend == own.overspend


def test_a_fixed_risk_profile_is_the_hosts_whatever_is_written() -> None:
    settlement = settled(pool(scheme="    risk profile: fixed\n    host: trust\n"), "spend: {pool: £900}\n")
    assert lines(settlement) == [("underspend", 1, "trust", -10000)]


DAYS = (
    "measures: {days: {title: Days, per: fund}}\n"
    "schemes:\n  delayed:\n    form: cross charge\n"
    "    contributions: {by: daily charge, payer: council, payee: board, rate: £155, measure: days}\n"
)


def test_a_measure_of_the_fund_may_be_reported_as_its_number_alone() -> None:
    terms = terms_of(DAYS)
    assert outcome_of(terms, "spend: {}\nmeasures: {days: 211}\n").measures == {"days": {"fund": 211}}
    assert outcome_of(terms, "spend: {}\nmeasures: {days: {fund: 211}}\n").measures == {"days": {"fund": 211}}


def test_a_measure_that_is_missing_is_named_as_it_is_to_be_reported() -> None:
    [problem] = settled(DAYS, "spend: {}\n").problems
    assert "“fund”" in problem.what() and "measures: {days: {fund: ‹number›}}" in problem.remedy()
