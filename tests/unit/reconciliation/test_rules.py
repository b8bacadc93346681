"""What each rule of reconciliation finds, leaves, and says."""

from datetime import date

from cronfa.language import Text, same, span
from cronfa.reconciliation import Bounds, Item, Reason, Rule, hints, match, statement


def item(
    id_: str, day: int, pence: int, reference: str = "", text: str = "", group: str = "", undoes: str = ""
) -> Item:
    return Item(id_, date(2024, 6, day), pence, reference, text, group, undoes)


def found(theirs: list[Item], ours: list[Item], **bounds: int) -> list[tuple[str, str, str]]:
    """Each match as its rule and the ids of both sides."""
    result = match(theirs, ours, Bounds(**bounds))
    return [(m.rule.value, " ".join(i.id for i in m.theirs), " ".join(i.id for i in m.ours)) for m in result.matches]


def test_a_reference_matches_however_far_apart() -> None:
    assert found([item("a", 1, 100, "X")], [item("1", 29, 100, "X")]) == [("reference", "a", "1")]


def test_one_reference_with_another_amount_is_not_a_match_but_a_hint() -> None:
    result = match([item("a", 1, 100, "X")], [item("1", 1, 150, "X")])
    assert result.matches == ()
    hint = hints(result, "theirs", date(2024, 6, 30), Bounds())["a"]
    assert hint.other and hint.other.id == "1" and "another amount" in hint.says.en


def test_several_lines_of_one_reference_match_when_they_come_to_the_same() -> None:
    theirs = [item("a", 1, 300, "X")]
    assert found(theirs, [item("1", 1, 100, "X"), item("2", 2, 200, "X")]) == [("reference", "a", "1 2")]


def test_the_nearest_day_is_taken_first() -> None:
    ours = [item("1", 1, 100), item("2", 5, 100)]
    assert ("amount and date", "a", "2") in found([item("a", 5, 100)], ours)


def test_a_line_outside_the_window_stays_unmatched_with_its_distance() -> None:
    result = match([item("a", 1, 100)], [item("1", 20, 100)])
    assert not result.matches
    assert "19" in hints(result, "ours", date(2024, 6, 30), Bounds())["1"].says.cy


def test_a_reversal_cancels_what_it_undoes() -> None:
    ours = [item("1", 1, 100, text="acme"), item("2", 9, -100, text="x", undoes="1"), item("3", 20, 70)]
    assert found([], ours) == [("cancels", "", "1 2")]


def test_a_recharge_is_the_sum_of_a_schemes_month() -> None:
    ours = [item(str(n), n, 100 + n, text=f"s{n}", group="beds") for n in range(1, 26)]
    ours += [item("99", 3, 5_555, text="z", group="aids")]
    result = match([Item("a", date(2024, 7, 12), sum(100 + n for n in range(1, 26)))], ours)
    [made] = result.matches
    assert made.rule is Rule.GROUP and len(made.ours) == 25 and [i.id for i in result.ours] == ["99"]


def test_parts_count_only_where_no_other_parts_would_do() -> None:
    alone = [item("1", 1, 130), item("2", 2, 170), item("3", 3, 11), item("9", 8, 12)]
    assert found([item("a", 2, 300)], alone) == [("sum of parts", "a", "1 2")]
    twice = [*alone, item("4", 3, 130)]
    assert found([item("a", 2, 300)], twice) == []


def test_one_of_ours_may_be_several_of_theirs() -> None:
    theirs = [item("a", 1, 130, text="p"), item("b", 2, 170, text="q")]
    assert found(theirs, [item("1", 2, 300), item("2", 28, 17)]) == [("sum of a group", "a b", "1")]


def test_the_statement_names_each_reason_once() -> None:
    theirs = [item("a", 1, 100), item("b", 30, 70), item("c", 2, 5)]
    ours = [item("1", 1, 100), item("2", 29, 900)]
    result = match(theirs, ours)
    reasons = {("theirs", "b"): Reason.TIMING, ("ours", "2"): Reason.OUR_ERROR}
    made = statement(result, partner=same("Board"), carried={"theirs": [theirs[2]]}, reasons=reasons)
    assert [(step.pence, step.count) for step in made.steps] == [
        (170, None), (5, 1), (-70, 1), (-5, 1), (900, 1), (1000, None),
    ]  # fmt: skip
    assert made.difference_pence == 830


def test_one_month_is_not_from_itself_to_itself() -> None:
    april, march = Text(en="April 2025", cy="Ebrill 2025"), Text(en="March 2026", cy="Mawrth 2026")
    assert span(april, april) == april
    assert span("2025-04", "2025-04") == same("2025-04")
    assert span(april, march) == Text(en="April 2025 to March 2026", cy="Ebrill 2025 – Mawrth 2026")
