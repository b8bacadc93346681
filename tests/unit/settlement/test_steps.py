"""What each step does at its edges: limits, conditions, decisions, offsets, and what nobody takes."""

import pytest

from cronfa.agreement.steps import Repayment
from cronfa.problems import Problems
from cronfa.settlement import settle
from cronfa.settlement.decisions import asked_for
from cronfa.settlement.scenarios import stack
from cronfa.settlement.steps import repaid
from cronfa.settlement.vector import settle as settle_many
from unit.settlement.agreements import POOL, lines, outcome_of, pool, settled, terms_of

COUNCIL, BOARD, TRUST = "council", "board", "trust"


def over(steps: str, spend: str = "£1,100", outcome: str = "", before: str = "") -> list[tuple[str, int, str, int]]:
    return lines(settled(pool(overspend=steps, before=before), f"spend: {{pool: {spend}}}\n{outcome}"))


def under(steps: str, spend: str = "£900", outcome: str = "", before: str = "") -> list[tuple[str, int, str, int]]:
    return lines(settled(pool(underspend=steps, before=before), f"spend: {{pool: {spend}}}\n{outcome}"))


@pytest.mark.parametrize(
    ("limit", "taken"),
    [
        ("£30", 3000),
        ("£0", 0),
        ("2% of budget", 2000),
        ("3% of contributions", 3000),
        ("10% of contribution", 5000),
        ("1/3 of amount", 3333),
        ("£500", 10000),
        ("[£30, 2% of budget]", 2000),
    ],
)
def test_a_limit_of_a_step(limit: str, taken: int) -> None:
    found = over(f"[bear: {{partner: council, up to: {limit}}}, bear: {{partner: trust}}]")
    assert sum(pence for _, step, who, pence in found if (step, who) == (1, COUNCIL)) == taken
    assert sum(pence for *_, pence in found) == 10000


def test_each_limit_binds_its_own_partner_and_the_rest_falls() -> None:
    found = over("[share: {by: contributions, each up to: {council: £20, trust: £500}}, bear: {partner: trust}]")
    assert found == [
        ("overspend", 1, COUNCIL, 2000),
        ("overspend", 1, BOARD, 3000),
        ("overspend", 1, TRUST, 2000),
        ("overspend", 2, TRUST, 3000),
    ]


def test_among_names_those_who_share() -> None:
    assert over("[share: {by: contributions, among: [board, trust]}]") == [
        ("overspend", 1, BOARD, 6000),
        ("overspend", 1, TRUST, 4000),
    ]


def test_a_measure_by_partner_is_a_basis() -> None:
    before = "measures: {people: {title: People, values: {council: 1, board: 1, trust: 2}}}\n"
    assert over("[share: people]", before=before) == [
        ("overspend", 1, COUNCIL, 2500),
        ("overspend", 1, BOARD, 2500),
        ("overspend", 1, TRUST, 5000),
    ]
    reported = "measures: {people: {council: 0, board: 1, trust: 0}}\n"
    assert over("[share: people]", before=before, outcome=reported) == [("overspend", 1, BOARD, 10000)]


def test_spend_is_a_basis() -> None:
    assert over("[share: spend]", "{council: £330, board: £770}") == [
        ("overspend", 1, COUNCIL, 3000),
        ("overspend", 1, BOARD, 7000),
    ]


def test_a_basis_of_nought_falls_through_with_a_warning() -> None:
    before = "measures: {people: {title: People}}\n"
    settlement = settled(
        pool(overspend="[share: people, bear: {partner: host}]", before=before),
        "spend: {pool: £1,100}\nmeasures: {people: {council: 0}}\n",
    )
    assert lines(settlement) == [("overspend", 2, COUNCIL, 10000)]
    assert [(problem.code, problem.is_error) for problem in settlement.problems] == [("SE007", False)]


def test_own_sides_when_only_a_part_is_left() -> None:
    """£100 over: the council 130 over, the board 20 over, the trust 50 under; a reserve takes £40 first."""
    before = "reserves: {r: £40}\n"
    found = over("[draw: r, share: own side]", "{council: £630, board: £320, trust: £150}", before=before)
    assert found == [
        ("overspend", 1, "reserve:r", 4000),
        ("overspend", 2, COUNCIL, 9533),
        ("overspend", 2, BOARD, 1467),
        ("overspend", 2, TRUST, -5000),
    ]


def test_own_sides_of_an_underspend() -> None:
    assert under("[return: own side]", "{council: £520, board: £250, trust: £130}") == [
        ("underspend", 1, COUNCIL, 2000),
        ("underspend", 1, BOARD, -5000),
        ("underspend", 1, TRUST, -7000),
    ]


def test_a_draw_stops_at_an_empty_reserve_and_a_keep_at_its_goal() -> None:
    before = "reserves: {r: £30}\n"
    assert over("[draw: r, bear: {partner: host}]", before=before)[0] == ("overspend", 1, "reserve:r", 3000)
    assert over("[draw: r, bear: {partner: host}]", before=before, outcome="reserves: {r: £0}\n") == [
        ("overspend", 2, COUNCIL, 10000)
    ]
    assert under("[keep: {reserve: r, until: £50}, carry]", before=before) == [
        ("underspend", 1, "reserve:r", -2000),
        ("underspend", 2, "next-year:pool", -8000),
    ]
    assert under("[keep: {reserve: r, until: £20}, carry]", before=before)[0][1] == 2


def test_what_earlier_years_carried_is_money_to_spend_or_a_deficit_to_meet() -> None:
    surplus = settled(pool(), "spend: {pool: £1,100}\nbrought forward: {pool: {council: £60, board: £40}}\n")
    assert surplus.schemes[0].variance_pence == 0
    deficit = settled(pool(overspend="[carry]"), "spend: {pool: £950}\nbrought forward: {pool: -£200}\n")
    assert (deficit.schemes[0].variance_pence, deficit.carried_pence) == (150_00, -150_00)


def test_what_is_carried_is_a_surplus_or_a_deficit_of_next_year() -> None:
    assert settled(pool(underspend="[carry]"), "spend: {pool: £900}\n").carried_pence == 10000
    assert settled(pool(overspend="[carry]"), "spend: {pool: £1,100}\n").carried_pence == -10000


@pytest.mark.parametrize(("spend", "bearer"), [("£1,050", BOARD), ("£1,050.01", COUNCIL)])
def test_a_step_acts_only_over_its_threshold(spend: str, bearer: str) -> None:
    found = over("[bear: {partner: council, when: {over: 5% of budget}}, bear: {partner: board}]", spend)
    assert [who for *_, who, _ in found] == [bearer]


def test_a_cause_is_used_once() -> None:
    steps = "[bear: {partner: trust, when: {cause: fraud}}, bear: {partner: board, when: {cause: fraud}}, bear: {partner: host}]"
    assert over(steps, outcome="causes: {pool: {fraud: £60}}\n") == [
        ("overspend", 1, TRUST, 6000),
        ("overspend", 3, COUNCIL, 4000),
    ]
    limited = steps.replace("partner: trust,", "partner: trust, up to: £10,")
    assert over(limited, outcome="causes: {pool: {fraud: £60}}\n") == [
        ("overspend", 1, TRUST, 1000),
        ("overspend", 2, BOARD, 5000),
        ("overspend", 3, COUNCIL, 4000),
    ]


@pytest.mark.parametrize("cause", ["{}", "{pool: {other: £60}}", "{pool: {fraud: -£60}}"])
def test_a_cause_that_is_not_recorded_moves_nothing(cause: str) -> None:
    steps = "[bear: {partner: trust, when: {cause: fraud}}, bear: {partner: host}]"
    assert over(steps, outcome=f"causes: {cause}\n") == [("overspend", 2, COUNCIL, 10000)]


BOARDS = "boards: {b: {name: Board of all}}\nreserves: {r: £50}\n"


def decided(body: str) -> str:
    return f"decisions: {{d: {{board: b, on: 2027-05-01, minute: '1', {body}}}}}\n"


def test_a_decision_not_yet_made_waits_and_is_named() -> None:
    settlement = settled(
        pool(
            overspend="[bear: {partner: host, up to: £10}, decide: {board: b, up to: £70}, bear: {partner: board}]",
            before=BOARDS,
        ),
        "spend: {pool: £1,100}\n",
    )
    assert lines(settlement)[1:] == [("overspend", 2, "undecided:b", 7000), ("overspend", 3, BOARD, 2000)]
    [required] = settlement.decisions
    assert (required.decision, required.amount_pence) == ("pool-overspend-2", 7000)
    assert (required.scheme, required.direction, required.board) == ("pool", "overspend", "b")


def test_a_decision_is_applied_and_the_rest_falls() -> None:
    outcome = decided("split: {board: £60, 'reserve:r': £30}")
    assert over("[decide: {board: b, decision: d}, bear: {partner: host}]", before=BOARDS, outcome=outcome) == [
        ("overspend", 1, BOARD, 6000),
        ("overspend", 1, "reserve:r", 3000),
        ("overspend", 2, COUNCIL, 1000),
    ]


@pytest.mark.parametrize("split", ["{board: £100.01}", "{board: -£1, trust: £2}", "{'reserve:r': £50.01}"])
def test_a_decision_that_does_not_fit_is_a_problem_and_waits(split: str) -> None:
    settlement = settled(
        pool(overspend="[decide: {board: b, decision: d}]", before=BOARDS),
        f"spend: {{pool: £1,100}}\n{decided(f'split: {split}')}",
    )
    assert lines(settlement) == [("overspend", 1, "undecided:b", 10000)]
    assert [problem.code for problem in settlement.problems] == ["SE009"]
    assert settlement.reserves[0].closing_pence == 5000


def test_a_split_a_penny_short_says_so_at_its_own_place() -> None:
    settlement = settled(
        pool(overspend="[decide: {board: b, decision: d}]", before=BOARDS),
        "spend: {pool: £1,100}\n" + decided("split: {board: £99.99}"),
    )
    assert lines(settlement) == [("overspend", 1, BOARD, 9999), ("overspend", 2, "undecided:council", 1)]
    [problem] = settlement.problems
    assert (problem.code, problem.where.line, problem.is_error) == ("SE018", 3, True)
    assert problem.what() == "The decision “d” splits £99.99 of £100.00: £0.01 is left, and no step comes after it."
    assert problem.remedy() == "Record a split that adds up to £100.00."


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        ("e: {board: b, on: 2027-05-01, minute: '1'}", "SE015"),
        ("d: {board: c, on: 2027-05-01, minute: '1', split: {board: £100}}", "SE016"),
        ("d: {board: b, on: 2027-05-01, minute: '1', split: {bord: £100}}", "SE017"),
        ("d: {board: b, on: 2027-05-01, minute: '1', split: {'reserve:x': £100}}", "SE017"),
        ("d: {board: b, on: 2027-05-01, minute: '1', split: {'loan:board': £100}}", "SE017"),
        ("d: {board: b, on: 2027-05-01, minute: '1', split: {'scheme:pool': £100}}", "SE017"),
    ],
)
def test_a_decision_that_nobody_asked_for_or_nobody_can_take_is_refused(decision: str, code: str) -> None:
    terms = terms_of(pool(overspend="[decide: {board: b, decision: d}]", before=BOARDS))
    with pytest.raises(Problems) as refused:
        outcome_of(terms, f"spend: {{pool: £1,100}}\ndecisions: {{{decision}}}\n")
    assert [(problem.code, problem.where.line) for problem in refused.value.problems] == [(code, 3)]


def test_decisions_are_known_by_their_own_names_and_by_their_places() -> None:
    steps = (
        "[share: {by: contributions, each up to: £5, cap lifted by: lift}, decide: {board: b}, bear: {partner: host}]"
    )
    terms = terms_of(pool(overspend=steps, before=BOARDS))
    assert asked_for(terms, "2026-27") == {"lift": None, "pool-overspend-2": "b"}
    collar = (
        "exposure: [{partner: council, up to: £20, excess: [bear: {partner: board, up to: £1}, decide: {board: b}]}]\n"
    )
    assert asked_for(terms_of(pool(before=BOARDS + collar)), "2026-27") == {"fund-exposure-2": "b"}


def test_a_part_that_nobody_can_take_is_told_with_those_who_can() -> None:
    terms = terms_of(pool(overspend="[decide: {board: b, decision: d}]", before=BOARDS))
    with pytest.raises(Problems) as refused:
        outcome_of(terms, "spend: {}\n" + decided("split: {bord: £60, 'loan:board': £40}"))
    known = "council, board, trust, reserve:r, next-year:pool"
    assert [problem.facts for problem in refused.value.problems] == [
        {"decision": "d", "party": party, "known": known} for party in ("bord", "loan:board")
    ]


def test_what_nobody_has_a_share_of_stands_undecided_on_both_engines() -> None:
    before = "measures: {people: {title: People}}\n"
    terms = terms_of(pool(overspend="[share: people]", before=before))
    outcome = outcome_of(terms, "spend: {pool: £1,100}\nmeasures: {people: {council: '0'}}\n")
    settlement = settle(terms, outcome)
    assert [problem.code for problem in settlement.problems] == ["SE007", "SE008"]
    assert lines(settlement) == [("overspend", 2, "undecided:council", 10000)]
    many = settle_many(terms, stack([outcome, outcome], terms.partner_ids))
    assert many.undecided_pence.tolist() == [10000, 10000] and not many.borne_pence.any()


def test_a_decision_may_fill_a_reserve() -> None:
    settlement = settled(
        pool(underspend="[decide: {board: b, decision: d}, carry]", before=BOARDS),
        "spend: {pool: £900}\n" + decided("split: {'reserve:r': -£40}"),
    )
    assert settlement.reserves[0].closing_pence == 9000
    assert lines(settlement)[0] == ("underspend", 1, "reserve:r", -4000)


def test_no_agreement_falls_through_and_a_default_says_so() -> None:
    steps = "[decide: {board: b, decision: d, if undecided: next}, bear: {partner: host}]"
    silent = settled(pool(overspend=steps, before=BOARDS), "spend: {pool: £1,100}\n")
    assert lines(silent) == [("overspend", 2, COUNCIL, 10000)]
    assert [(problem.code, problem.is_error) for problem in silent.problems] == [("SE010", False)]
    assert "of Board of all is recorded" in silent.problems[0].what(), "a board is named as people know it"
    disagreed = settled(pool(overspend=steps, before=BOARDS), f"spend: {{pool: £1,100}}\n{decided('agreed: no')}")
    assert lines(disagreed) == lines(silent) and disagreed.problems == ()


def test_unless_sets_a_step_aside_only_when_agreed() -> None:
    steps = "[bear: {partner: board, unless: d}, bear: {partner: host}]"
    assert over(steps, before=BOARDS)[0][2] == BOARD
    assert over(steps, before=BOARDS, outcome=decided("agreed: yes"))[0][2] == COUNCIL
    assert over(steps, before=BOARDS, outcome=decided("agreed: no"))[0][2] == BOARD


@pytest.mark.parametrize(
    ("steps", "said", "resting"),
    [
        ("bear: {partner: board, up to: £10}, decide: {board: b, decision: d}, bear: {partner: host}",
         "split: {board: £60, 'reserve:r': £20}", [0, 1, 1, 1]),
        ("decide: {board: b, decision: d, if undecided: next}, bear: {partner: host}", "agreed: no", [1]),
        ("bear: {partner: board, unless: d}, bear: {partner: host}", "agreed: yes", [1]),
        ("bear: {partner: board, unless: d}, bear: {partner: host}", "agreed: no", [0]),
        ("share: {by: contributions, each up to: £60, cap lifted by: d}, bear: {partner: host}", "agreed: yes", [1, 1, 1]),
        ("share: {by: contributions, cap lifted by: d}, bear: {partner: host}", "agreed: yes", [0, 0, 0]),
    ],
)  # fmt: skip
def test_a_line_knows_the_decisions_that_it_rests_on(steps: str, said: str, resting: list[int]) -> None:
    """The amount that a board gave, and what falls through because of a decision; what stood before it is its own."""
    terms = terms_of(pool(overspend=f"[{steps}]", before=BOARDS))
    outcome = outcome_of(terms, "spend: {pool: £1,100}\n" + decided(said + ", recorded by: A clerk"))
    found = settle(terms, outcome).lines
    assert [len(line.decisions) for line in found] == resting
    assert {each.recorded_by for line in found for each in line.decisions} <= {"A clerk"}


TWO = f"""\
schemes:
  one:
    budget: £1,000
{POOL}    overspend: [offset: {{against: [two]}}, bear: {{partner: host}}]
  two:
    budget: £1,000
{POOL}    underspend: [bear: {{partner: board}}]
  three:
    budget: £1,000
{POOL}    underspend: [bear: {{partner: board}}]
"""


def test_an_offset_takes_only_from_the_schemes_it_names() -> None:
    settlement = settled(TWO, "spend: {one: £1,100, two: £970, three: £900}\n")
    assert [(line.scheme, *rest) for line, rest in zip(settlement.lines, lines(settlement), strict=True)] == [
        ("one", "overspend", 1, "scheme:two", 3000),
        ("one", "overspend", 2, COUNCIL, 7000),
        ("two", "underspend", 0, "scheme:one", -3000),
        ("three", "underspend", 1, BOARD, -10000),
    ]


def test_what_an_underspend_gives_may_be_limited() -> None:
    text = TWO.replace("underspend: [bear", "underspend: [offset: {against: all, up to: £20}, bear", 1)
    settlement = settled(text, "spend: {one: £1,100, two: £900, three: £1,000}\n")
    assert lines(settlement) == [
        ("overspend", 0, "scheme:two", 2000),
        ("overspend", 1, "scheme:two", 8000),
        ("underspend", 1, "scheme:one", -2000),
        ("underspend", 0, "scheme:one", -8000),
    ]


@pytest.mark.parametrize(
    ("repay", "amount", "parts"),
    [
        (Repayment(years=3), 1000, (("2027-28", 334), ("2028-29", 333), ("2029-30", 333))),
        (Repayment(years=1), 5, (("2027-28", 5),)),
        (Repayment(schedule={"2027-28": "£3", "2028-29": "£4"}), 600, (("2027-28", 300), ("2028-29", 300))),
        (Repayment(schedule={"2027-28": "£3", "2028-29": "£4"}), 900, (("2027-28", 300), ("2028-29", 600))),
        (Repayment(schedule={"2027-28": "£3", "2028-29": "£4"}), 200, (("2027-28", 200),)),
        (Repayment(schedule={"2026-27": "£3", "2027-28": "£4"}), 900, (("2027-28", 900),)),
        (Repayment(schedule={"2025-26": "£3", "2026-27": "£4"}), 900, (("2027-28", 900),)),
    ],
)
def test_repayments_add_up(repay: Repayment, amount: int, parts: tuple[tuple[str, int], ...]) -> None:
    assert repaid(repay, amount, "2026-27") == parts


def test_a_lender_is_repaid_and_bears_nothing() -> None:
    settlement = settled(pool(overspend="[lend: {partner: board, repay: {years: 2}}]"), "spend: {pool: £1,100}\n")
    board = settlement.partners[1]
    assert (board.borne_pence, board.lent_pence, board.to_pay_pence) == (0, 10000, 40000)
    assert settlement.loans[0].repayments == (("2027-28", 5000), ("2028-29", 5000))


def test_what_nobody_takes_is_an_error_and_stays_visible() -> None:
    terms = terms_of(pool(overspend="[bear: {partner: host}]"))
    step = terms.schemes["pool"].overspend[0].model_copy(update={"unless": "d"})
    scheme = terms.schemes["pool"].model_copy(update={"overspend": (step,)})
    cut = terms.model_copy(update={"schemes": {"pool": scheme}})
    settlement = settle(cut, outcome_of(cut, "spend: {pool: £1,100}\n" + decided("agreed: yes")))
    assert lines(settlement) == [("overspend", 2, "undecided:council", 10000)]
    [problem] = settlement.problems
    assert problem.code == "SE008" and problem.is_error
    assert problem.what() == "The overspend waterfall of pool ends and £100.00 is left that no step takes."


COLLAR = "exposure: [{partner: council, up to: £20, excess: [share: {by: contributions, up to: £15}, share: equal]}]\n"


def test_what_a_partner_bears_beyond_its_limit_passes_to_the_others() -> None:
    text = pool(overspend="[share: contributions]", before=COLLAR)
    assert lines(settled(text, "spend: {pool: £1,100}\n"))[3:] == [
        ("exposure", 1, BOARD, 900),
        ("exposure", 1, TRUST, 600),
        ("exposure", 1, COUNCIL, -1500),
        ("exposure", 2, BOARD, 750),
        ("exposure", 2, TRUST, 750),
        ("exposure", 2, COUNCIL, -1500),
    ]


@pytest.mark.parametrize("spend", ["£1,040", "£900"])
def test_a_partner_within_its_limit_keeps_what_it_bears(spend: str) -> None:
    text = pool(overspend="[share: contributions]", before=COLLAR)
    assert all(direction != "exposure" for direction, *_ in lines(settled(text, f"spend: {{pool: {spend}}}\n")))


def test_a_decision_without_a_split_that_ends_a_waterfall_is_what_lacks() -> None:
    terms = terms_of(pool(overspend="[{decide: {board: b, decision: d}}]", before="boards: {b: Board}\n"))
    settlement = settle(terms, outcome_of(terms, "spend: {pool: £1,100}\n" + decided("agreed: yes")))
    [problem] = settlement.problems
    assert (problem.code, problem.facts["split"], problem.facts["amount"]) == ("SE018", "£0.00", "£100.00")
