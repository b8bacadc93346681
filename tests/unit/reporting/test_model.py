"""A document that contradicts itself cannot exist."""

from datetime import date
from fractions import Fraction

import pytest

from cronfa.language import Text, same
from cronfa.reporting.model import (
    Cell,
    Column,
    Level,
    Provenance,
    Report,
    Row,
    Section,
    Table,
    Value,
    figure_id,
)

COLUMNS = (Column("item", same("Item")), Column("amount", same("Amount"), "money"))


def row(id_: str, pence: int, level: Level = "line") -> Row:
    return Row(id_, (Cell(same(id_)), Cell(pence, f"fund/2012-13/x/{id_}/amount")), level)


def table(*rows: Row, columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("account", same("Account"), columns, rows, same("Empty"))


def test_a_total_is_the_sum_of_its_lines() -> None:
    assert table(row("a", 1), row("b", -3), row("total", -2, "total")).lines == (row("a", 1), row("b", -3))


@pytest.mark.parametrize("wrong", [-1, 0, 4])
def test_a_total_that_is_a_penny_out_is_refused(wrong: int) -> None:
    with pytest.raises(AssertionError, match="is not the sum"):
        table(row("a", 1), row("b", 2), row("total", wrong, "total"))


def test_a_subtotal_adds_only_the_lines_since_the_last_one() -> None:
    rows = (row("a", 1), row("s1", 1, "subtotal"), row("b", 5), row("s2", 5, "subtotal"), row("t", 6, "total"))
    assert table(*rows).rows[-1].cells[1].value == 6
    with pytest.raises(AssertionError, match="is not the sum"):
        table(row("a", 1), row("s1", 1, "subtotal"), row("b", 5), row("s2", 6, "subtotal"))


def test_a_column_that_does_not_add_is_left_alone() -> None:
    columns = (COLUMNS[0], Column("amount", same("Amount"), "money", adds=False))
    assert table(row("a", 1), row("total", 99, "total"), columns=columns)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("money", same("5")),
        ("text", 5),
        ("percent", 5),
        ("date", same("today")),
        ("status", same("over")),
        ("money", True),
    ],
)
def test_a_cell_of_the_wrong_kind_is_refused(kind: str, value: Value) -> None:
    columns = (COLUMNS[0], Column("amount", same("Amount"), kind))  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="cannot hold"):
        table(Row("a", (Cell(same("a")), Cell(value))), columns=columns)


@pytest.mark.parametrize(("kind", "value"), [("percent", Fraction(1, 3)), ("date", date(2013, 3, 31)), ("money", None)])
def test_a_cell_of_the_right_kind_is_taken(kind: str, value: Value) -> None:
    columns = (COLUMNS[0], Column("amount", same("Amount"), kind))  # type: ignore[arg-type]
    assert table(Row("a", (Cell(same("a")), Cell(value))), columns=columns)


def test_a_row_with_a_cell_missing_is_refused() -> None:
    with pytest.raises(AssertionError, match="wrong number"):
        table(Row("a", (Cell(same("a")),)))


def test_one_figure_may_stand_in_two_tables_and_is_found_in_both() -> None:
    twice = Section("s", same("S"), (table(row("a", 1)), table(row("a", 1))))
    report = Report(
        kind="statement",
        fund="fund",
        year="2012-13",
        as_at=date(2013, 3, 31),
        partner=None,
        title=same("T"),
        subtitle=same("S"),
        headline=Text(en="H", cy="P"),
        provenance=Provenance("0" * 64, "0"),
        sections=(twice,),
    )
    assert len(report.find("fund/2012-13/x/a/amount")) == 2
    assert not report.find("fund/2012-13/x/b/amount")


def test_a_figure_id_has_five_parts_without_spaces() -> None:
    id_ = figure_id("fund", "2012-13", "statement-a", "account.Hoists and/or beds", "amount")
    assert id_ == "fund/2012-13/statement-a/account.Hoists-and-or-beds/amount"
    assert id_.count("/") == 4
