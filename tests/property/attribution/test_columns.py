"""Columns give the same pennies as one line at a time, whatever the rules; and the laws of attribution."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import scale
from cronfa.attribution import Component, Dated, LineColumns, Rule, Rules, attribute_columns, attribute_line, postings
from cronfa.problems import Problems

laws = settings(max_examples=scale.examples(60, 3_000))
FIRST = date(2012, 4, 1).toordinal()
KINDS = ("responsibility", "contributions", "shares", "line", "components")


@st.composite
def some_rules(draw: st.DrawFn) -> Rules:
    """Rules of any kind for one to three schemes, in one or two versions each, some with gaps."""
    partners = tuple("abcde"[: draw(st.integers(2, 5))])
    weights = st.lists(st.integers(0, 12) | st.integers(0, 10**9), min_size=len(partners), max_size=len(partners))
    partner = st.sampled_from(partners)
    # Often all rules are of one kind, for which columns have shorter ways.
    kinds = draw(st.sampled_from([[kind] for kind in KINDS] + [list(KINDS)]))
    schemes = {}
    for name in draw(st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True)):
        days = sorted(draw(st.lists(st.integers(0, 60), min_size=4, max_size=4, unique=True)))
        dated = []
        for first, last in ((days[0], days[1]), (days[2], days[3])):
            kind = draw(st.sampled_from(kinds))
            funding = tuple(draw(weights))
            component = st.builds(
                Component,
                st.sampled_from(["nursing", "rent"]),
                partner,
                up_to_pence=st.none() | st.integers(0, 10_000),
                per=st.sampled_from(["line", "week"]),
            )
            rule = Rule(
                kind=kind,
                weights=funding if kind == "contributions" else tuple(draw(weights)) if kind == "shares" else (),
                categories=draw(st.dictionaries(st.sampled_from(["c0", "c1"]), partner)),
                components=tuple(draw(st.lists(component, max_size=2, unique_by=lambda each: each.name))),
                otherwise=draw(st.none() | partner | partner),
                funding=draw(st.sampled_from([funding, funding, None])),
            )
            dated.append(Dated(date.fromordinal(FIRST + first), date.fromordinal(FIRST + last), rule))
        schemes[name] = tuple(dated)
    return Rules(partners, schemes)


@st.composite
def some_columns(draw: st.DrawFn, rules: Rules) -> LineColumns:
    count = draw(st.integers(0, 25))

    def column(values: st.SearchStrategy[int], kind: Any = np.int64) -> Any:
        return np.array(draw(st.lists(values, min_size=count, max_size=count)), kind)

    amounts = column(st.integers(-100_000, 100_000) | st.integers(-(10**12), 10**12))
    first = column(st.integers(0, 100))
    percentages = np.zeros((len(rules.partners), count), np.int64)
    percentages[0], percentages[1] = first, 100 - first
    parts = column(st.integers(0, 60))
    components = {"nursing": amounts * parts // 100} if draw(st.booleans()) else {}
    # Whole pence below the amount, with its sign.
    components = {name: np.where(amounts < 0, -(-amounts * parts // 100), pence) for name, pence in components.items()}
    return LineColumns(
        amounts=amounts,
        schemes=tuple(rules.schemes),
        scheme=column(st.integers(0, len(rules.schemes) - 1), np.uint32),
        day=column(st.integers(FIRST, FIRST + 60), np.int32),
        bodies=(*rules.partners, "stranger") if draw(st.integers(0, 9)) == 0 else rules.partners,
        body=column(st.integers(-1, len(rules.partners) - 1), np.int32) if draw(st.booleans()) else None,
        categories=("c0", "c1", "c2"),
        category=column(st.integers(-1, 2), np.int32) if draw(st.booleans()) else None,
        percentages=percentages if draw(st.integers(0, 4)) else None,
        whole=100,
        components=components,
        service_days=column(st.integers(0, 40), np.int32) if draw(st.booleans()) else None,
        file="lines.csv",
    )


def only_good(lines: LineColumns, rules: Rules) -> LineColumns:
    """The lines that can be attributed."""

    def is_good(at: int) -> bool:
        try:
            attribute_line(lines.line(at, rules.partners), rules)
        except Problems:
            return False
        return True

    return lines.take(np.array([at for at in range(lines.amounts.size) if is_good(at)], np.intp))


@laws
@given(st.data())
def test_columns_and_lines_give_the_same_pennies(data: st.DataObject) -> None:
    rules = data.draw(some_rules())
    lines = only_good(data.draw(some_columns(rules)), rules)
    fast, plain = attribute_columns(lines, rules, compiled=True), attribute_columns(lines, rules, compiled=False)
    for name in ("rows", "responsible", "funded", "totals"):
        assert getattr(fast, name).tolist() == getattr(plain, name).tolist(), name
    assert fast.totals.sum(axis=(0, 2)).tolist() == fast.funded.sum(axis=1).tolist()
    assert fast.totals.sum(axis=(0, 1)).tolist() == fast.responsible.sum(axis=1).tolist()
    crossed = fast.crossings()
    for at in range(lines.amounts.size):
        one = attribute_line(lines.line(at, rules.partners), rules)
        assert fast.rules[fast.rows[at]] == one.rule
        assert tuple(fast.responsible[:, at].tolist()) == one.responsible_pence
        assert tuple(fast.funded[:, at].tolist()) == one.funded_pence
        found = {pair: int(pence[at]) for pair, pence in crossed.items() if pence[at]}
        assert found == {(each.funder, each.responsible): each.pence for each in one.crossings}


@laws
@given(st.data())
def test_columns_refuse_what_lines_refuse_and_say_the_same(data: st.DataObject) -> None:
    rules = data.draw(some_rules())
    lines = data.draw(some_columns(rules))
    said = []
    for compiled in (True, False):
        try:
            attribute_columns(lines, rules, compiled=compiled)
            said.append(set())
        except Problems as problems:
            said.append({(str(problem.where), problem.what()) for problem in problems.problems})
    assert said[0] == said[1]


@laws
@given(st.data())
def test_attribution_conserves_money_and_every_partner_balances(data: st.DataObject) -> None:
    rules = data.draw(some_rules())
    lines = only_good(data.draw(some_columns(rules)), rules)
    for at in range(lines.amounts.size):
        line = lines.line(at, rules.partners)
        done = attribute_line(line, rules)
        assert sum(done.responsible_pence) == sum(done.funded_pence) == line.amount_pence
        balance = dict.fromkeys(rules.partners, 0)
        for posting in postings(done, rules.partners):
            balance[posting.partner] += posting.pence
        assert not any(balance.values())
        # Nobody both pays for others and is paid for; nobody pays for itself through clearing.
        givers, takers = ({c.funder for c in done.crossings}, {c.responsible for c in done.crossings})
        assert not givers & takers
        for place, partner in enumerate(rules.partners):
            beyond = done.funded_pence[place] - done.responsible_pence[place]
            given_away = sum(c.pence for c in done.crossings if c.funder == partner)
            taken = sum(c.pence for c in done.crossings if c.responsible == partner)
            assert given_away - taken == beyond


def test_long_columns_take_the_compiled_path_by_themselves_and_agree() -> None:
    chance = np.random.default_rng(7)
    count = 30_000
    rule = Rule("responsibility", categories={"c0": "a"}, otherwise="b", funding=(3, 5, 1))
    days = Dated(date(2012, 4, 1), date(2013, 3, 31), rule)
    rules = Rules(("a", "b", "c"), {"x": (days,)})
    lines = LineColumns(
        amounts=chance.integers(-50_000, 500_000, count),
        schemes=("x",),
        scheme=np.zeros(count, np.uint32),
        day=chance.integers(FIRST, FIRST + 365, count).astype(np.int32),
        bodies=("c",),
        body=chance.integers(-1, 1, count).astype(np.int32),
        categories=("c0", "c1"),
        category=chance.integers(-1, 2, count).astype(np.int32),
    )
    fast, plain = attribute_columns(lines, rules), attribute_columns(lines, rules, compiled=False)
    assert (fast.responsible == plain.responsible).all() and (fast.funded == plain.funded).all()
    assert fast.totals.tolist() == plain.totals.tolist()
    assert int(fast.totals.sum()) == int(lines.amounts.sum())


def test_lines_too_large_for_64_bits_are_exact_and_a_line_that_is_refused_is_told_first() -> None:
    funded = Rule("responsibility", categories={"c0": "a"}, funding=(10**9, 10**9 - 1, 1))
    unfunded = Rule("responsibility", otherwise="a", funding=(0, 0, 0))
    rules = Rules(
        ("a", "b", "c"),
        {
            "x": (Dated(date(2012, 4, 1), date(2012, 4, 30), funded),),
            "y": (Dated(date(2012, 4, 1), date(2012, 4, 30), unfunded),),
        },
    )

    def lines(*given: tuple[int, int, int, int]) -> LineColumns:
        amounts, scheme, day, category = zip(*given, strict=True)
        return LineColumns(
            amounts=np.array(amounts),
            schemes=("x", "y"),
            scheme=np.array(scheme, np.uint32),
            day=np.array(day, np.int32) + FIRST,
            categories=("c0",),
            category=np.array(category, np.int32),
        )

    large = (10**13 + 1, 0, 0, 0), (5, 0, 1, 0), (-(10**13) - 1, 0, 2, 0)
    fast, plain = (attribute_columns(lines(*large), rules, compiled=compiled) for compiled in (True, False))
    assert fast.funded.tolist() == plain.funded.tolist() and fast.totals.tolist() == plain.totals.tolist()
    for refused in ((5, 0, 0, -1), (5, 1, 0, 0), (5, 0, 60, 0)):  # no body, no contributions, no rule on the day
        said = []
        for compiled in (True, False):
            with pytest.raises(Problems) as raised:
                attribute_columns(lines(*large, refused), rules, compiled=compiled)
            said.append([(str(problem.where), problem.what()) for problem in raised.value.problems])
        assert said[0] == said[1] and len(said[0]) == 1


def test_percentages_of_a_line_are_exact_parts() -> None:
    lines = LineColumns(
        amounts=np.array([100]),
        schemes=("x",),
        scheme=np.zeros(1, np.uint32),
        day=np.array([FIRST], np.int32),
        percentages=np.array([[3333], [6667]]),
    )
    assert lines.line(0, ("a", "b")).percentages == {"a": Fraction(3333, 10_000), "b": Fraction(6667, 10_000)}
