"""Shocks as people write them: read as they are meant, and refused where they cannot be, all at once and located."""

from fractions import Fraction

import pytest

from cronfa.foresight.shock_file import read_shocks
from cronfa.foresight.shocks import Extra, Fees, Leaves, Placements, Withheld
from cronfa.problems import Problems
from unit.foresight.a_pool import pool


def test_every_kind_of_shock_is_read() -> None:
    shocks = read_shocks(
        """\
shocks:
  everything:
    name: {en: All of it, cy: Y cyfan}
    whose: board
    chance: 1 in 8
    fees: {up: 9%, schemes: nursing, from: Hydref}
    placements: {scheme: nursing, number: 20, weekly fee: £950, partner: board, from: November, to: March}
    spend:
      - {scheme: home-care, amount: "-£50,000", cause: management action}
      - {scheme: nursing, amount: £1,000, from: 2026-12, to: 2026-12}
  quarter: {withheld: {partner: council, share: 25%}}
  gone: {leaves: {partner: board, from: January, its people: stay}}
""",
        pool(),
    )
    assert [shock.id for shock in shocks] == ["everything", "quarter", "gone"]
    everything, quarter, gone = shocks
    assert (everything.name.cy, everything.whose, everything.chance) == ("Y cyfan", "board", Fraction(1, 8))
    assert everything.effects == (
        Fees(Fraction(9, 100), ("nursing",), 7, 12),
        Placements("nursing", 20, 950_00, "board", 8, 12),
        Extra("home-care", -50_000_00, None, "management action"),
        Extra("nursing", 1_000_00, from_month=9, to_month=9),
    )
    assert quarter.effects == (Withheld("council", Fraction(1, 4)),)
    assert gone.effects == (Leaves("board", 10, people_leave=False),)
    assert gone.name.en == "gone"


def test_every_mistake_is_said_at_once_each_at_its_place() -> None:
    with pytest.raises(Problems) as raised:
        read_shocks(
            """\
shocks:
  one:
    fees: {up: 9%, schemes: [hospital]}
  two:
    placements: {scheme: nursing, number: 0, weekly fee: £950}
  three:
    leaves: {partner: nobody, from: Smarch}
  four:
    fees: {up: -100%}
    whom: council
""",
            pool(),
            "worries.yaml",
        )
    found = [(problem.code, problem.where.line) for problem in raised.value.problems]
    assert sorted(found) == [("FS070", 3), ("FS071", 7), ("FS072", 7), ("FS073", 10), ("FS074", 5), ("FS074", 9)]
    assert all(problem.where.file == "worries.yaml" for problem in raised.value.problems)


def test_what_is_not_a_list_of_settings_is_said_once() -> None:
    with pytest.raises(Problems) as raised:
        read_shocks("shocks:\n  one:\n    fees: +9%\n  two:\n    whom: council\n", pool())
    assert sorted(problem.code for problem in raised.value.problems) == ["FS072", "FS073", "FS075"]


def test_the_end_is_not_before_the_beginning() -> None:
    with pytest.raises(Problems) as raised:
        read_shocks("shocks: {late: {fees: {up: 1%, from: March, to: April}}}", pool())
    assert [problem.code for problem in raised.value.problems] == ["FS074"]


def test_an_amount_that_is_none_keeps_the_code_of_money() -> None:
    with pytest.raises(Problems) as raised:
        read_shocks("shocks: {dear: {spend: {scheme: nursing, amount: lots}}}", pool())
    assert raised.value.problems[0].code.startswith("MN")
