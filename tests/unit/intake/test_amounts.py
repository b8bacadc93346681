"""Amounts in columns say what :func:`cronfa.money.parse_pence` says of each."""

import polars as pl
import pytest

from cronfa.intake.amounts import pence_or_error, read_pence
from cronfa.intake.mapping import Amounts
from cronfa.money import MoneyError

WRITTEN = [
    "100",
    "100.5",
    "1,234.50",
    "£1,234.50",
    "-£1,234.50",
    "£-1,234.50",
    "(1,234.50)",
    "1234.5-",
    "1,234.50 CR",
    "1,234.50 DR",
    "-0",
    ".5",
    "5.",
    "0.00",
    "1,23.50",
    "12,34",
    "1.005",
    "1e5",
    "nan",
    "inf",
    "1.2m",
    "12k",
    "--5",
    "(5",
    "£",
    "-",
    "abc",
    "1 000",
    "999999999999.99",
    "1" * 30,
    "1000000000000",
    "1000000000000.01",
    "١٢٣",
    "=1+1",
    " 7.25 ",
    "\xa07.25",
    "−7.25",
]


def _one(text: str) -> int | str:
    found = pence_or_error(text)
    return found.kind.code if isinstance(found, MoneyError) else found


@pytest.mark.parametrize("text", WRITTEN)
def test_a_column_reads_an_amount_as_the_one_parser_does(text: str) -> None:
    pence, errors = read_pence(pl.Series([text]))
    assert (errors[0].kind.code if errors else pence[0]) == _one(text)


def test_blank_cells_are_nothing_and_no_mistake() -> None:
    pence, errors = read_pence(pl.Series(["", "  ", "1"]))
    assert pence.to_list() == [None, None, 100]
    assert not errors


def test_suffixes_only_where_the_mapping_declares_them() -> None:
    assert read_pence(pl.Series(["12k"]), Amounts(suffixes=True))[0].to_list() == [1_200_000]
    assert 0 in read_pence(pl.Series(["12k"]))[1]


def test_errors_are_given_by_place() -> None:
    pence, errors = read_pence(pl.Series(["1", "x", "(2)", "y"]))
    assert pence.to_list() == [100, None, -200, None]
    assert sorted(errors) == [1, 3]


@pytest.mark.parametrize(
    ("text", "pence"),
    [("1.234,56", 123_456), ("-5,00", -500), ("1234,5", 123_450), ("1 234,50", 123_450), ("(1.000,00)", -100_000), ("7,00-", -700),
     ("€1,00", None), ("2,688.53", None), ("1234.50", None), ("1,234", None)],
)  # fmt: skip
def test_a_decimal_comma_is_read_where_the_mapping_says_so(text: str, pence: int | None) -> None:
    found, errors = read_pence(pl.Series([text]), Amounts(decimal="comma"))
    assert (found.to_list(), [error.facts["text"] for error in errors.values()]) == ([pence], [] if pence else [text])


def test_pence_are_pence_where_the_mapping_says_so() -> None:
    found, errors = read_pence(pl.Series(["123456", "-500", "12.5", "1,234", "x", ""]), Amounts(unit="pence"))
    assert found.to_list() == [123_456, -500, None, 1_234, None, None]
    assert {place: error.kind.code for place, error in errors.items()} == {2: "MN002", 4: "MN001"}
