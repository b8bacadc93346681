"""Proposals for what of a line is whose: percentages, components, contributions; and what they leave."""

from pathlib import Path

import pytest

from cronfa.intake import Guess, as_yaml, guess, parse_mapping, read
from made_up_files import taken, written

SHARED = "Date,Council %,Health %,Cost\n01/04/2025,60,40,100.00\n02/04/2025,62.5%,37.5%,200\n03/04/2025,,,10\n"
MADE = "Date,Home,FNC Amount,Care Amount,Total Amount\n01/04/2025,A,60.10,40,100.10\n02/04/2025,B,50,50,100\n13/04/2025,C,,10,10\n"
PAID_IN = (
    "Date received,Contributor,Pool,Amount,Reference\n14/04/2025,Anytown,LD,100,B1\n15/04/2025,Board,LD,200,B2\n"
    "16/04/2025,Board,Stores,5,B3\n"
)


def guessed(folder: Path, text: str, name: str = "file.csv") -> Guess:
    found = guess(written(folder, text, name))
    as_it_stands = parse_mapping(as_yaml(found))
    assert as_it_stands == found.mapping
    return found


def test_columns_of_percentages_are_proposed(tmp_path: Path) -> None:
    found = guessed(tmp_path, SHARED)
    assert found.mapping.columns.percentages == {"council": "Council %", "health": "Health %"}
    assert found.mapping.columns.amount == "Cost"
    assert 'percentages: {council: "Council %", health: "Health %"}  # the columns add up to 100' in as_yaml(found)


def test_per_cent_as_a_spreadsheet_keeps_it_is_proposed_and_read(tmp_path: Path) -> None:
    text = SHARED.replace("60,40", "0.6,0.4").replace("62.5%,37.5%", "0.333333,0.666667")
    mapping = guessed(tmp_path, text).mapping
    assert mapping.columns.percentages == {"council": "Council %", "health": "Health %"}
    intake = read(
        tmp_path / "file.csv", parse_mapping(as_yaml(guess(tmp_path / "file.csv")) + "schemes: [{scheme: a}]\n")
    )
    assert [line.shares for line in intake.lines()] == [
        (("council", 3), ("health", 2)), (("council", 333333), ("health", 666667)), (),
    ]  # fmt: skip


def test_one_per_cent_is_not_taken_for_a_whole(tmp_path: Path) -> None:
    mapping = "mapping: m\nschemes: [{scheme: a}]\ncolumns: {date: D, amount: A, percentages: {a: X, b: Y}}\n"
    assert set(taken(tmp_path, "D,A,X,Y\n2025-04-01,1,0.5,0.4\n", mapping).counts) == {"IN035"}


@pytest.mark.parametrize("text", [SHARED.replace("60,40", "60,41"), SHARED.replace("Health %", "Health")])
def test_what_does_not_add_up_to_100_is_not_proposed(text: str, tmp_path: Path) -> None:
    assert not guessed(tmp_path, text).mapping.columns.percentages


def test_columns_that_make_up_the_amount_are_proposed(tmp_path: Path) -> None:
    columns = guessed(tmp_path, MADE).mapping.columns
    assert (columns.amount, columns.components) == ("Total Amount", {"fnc": "FNC Amount", "care": "Care Amount"})


@pytest.mark.parametrize(
    "text",
    [
        "Date,Net,VAT,Gross,Dept\n14/04/2025,100.10,20,120.10,A\n15/04/2025,10,2,12,B\n",
        "Date,Actual,Variance,Budget amount,Dept\n14/04/2025,100.10,20,120.10,A\n15/04/2025,10,2,12,B\n",
        MADE.replace("60.10,40,", "60.10,41,"),
    ],
)
def test_other_sums_are_no_components(text: str, tmp_path: Path) -> None:
    assert not guessed(tmp_path, text).mapping.columns.components


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (PAID_IN, "file.csv"),
        (PAID_IN.replace("Contributor", "Partner"), "pool_contributions_q1.csv"),
        ("Contributions received 2025/26\n\n" + PAID_IN.replace("Contributor", "Received from"), "file.csv"),
    ],
)
def test_contributions_are_proposed_by_who_paid_and_for_what(text: str, name: str, tmp_path: Path) -> None:
    found = guessed(tmp_path, text, name)
    assert found.mapping.kind == "contributions received"
    whose = found.mapping.columns.supplier
    assert [list(values.items()) for values, _ in found.kinds] == [
        [(whose, "Board"), ("Pool", "LD")], [(whose, "Anytown"), ("Pool", "LD")], [(whose, "Board"), ("Pool", "Stores")],
    ]  # fmt: skip
    assert f"#   - when: {{{whose}: Anytown, Pool: LD}}" in as_yaml(found)
    assert as_yaml(found).count("#     partner: …") == 3


def test_a_clients_contribution_makes_no_file_of_contributions(tmp_path: Path) -> None:
    text = "Date,Funder,Client contribution,Net cost\n14/04/2025,Board,20,100.50\n15/04/2025,X,2,10\n"
    assert guessed(tmp_path, text).mapping.kind == "payments"


def test_columns_that_are_not_used_are_said(tmp_path: Path) -> None:
    found = guessed(
        tmp_path, "Date,Team,Blank,Our key,Amount\n14/04/2025,LD,,a1,1.50\n15/04/2025,LD,,b1,1\n16/04/2025,LD,,c1,10\n"
    )
    assert found.left == ("Our key",)
    assert "# Columns not used: Our key.\n" in as_yaml(found)
    assert "# Colofnau nas defnyddir: Our key.\n" in as_yaml(found, "cy")
