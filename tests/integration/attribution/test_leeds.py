"""The real fund: every published payment attributed, by lines and by columns, and what monitoring says of its gaps."""

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from cronfa.agreement import load
from cronfa.attribution import Attributed, Line, LineColumns, Rules, attribute_columns, attribute_lines, rules_of
from cronfa.calendars import Year, month_of
from cronfa.intake import load_mapping, read
from cronfa.monitoring import Fact, positions, terms_of

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "leeds-learning-disability"
TOTAL_PENCE = 170_285_975_79
ROWS = 27_195


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(load(EXAMPLE / "agreement.yaml"))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    return list(_lines(tmp_path_factory.mktemp("leeds")))


@pytest.fixture(scope="module")
def attributed(lines: list[Line], rules: Rules) -> tuple[Attributed, ...]:
    return attribute_lines(lines, rules)


def _lines(folder: Path) -> Iterator[Line]:
    mapping = load_mapping(EXAMPLE / "payments.mapping.yaml")
    for path in sorted(EXAMPLE.glob("payments/*.csv.gz")):
        plain = folder / path.stem
        plain.write_bytes(gzip.decompress(path.read_bytes()))
        for line in read(plain, mapping).lines():
            yield Line(line.scheme, line.amount_pence, line.service_date, line.responsible, line.category)


def test_every_pound_published_has_a_body_a_funder_and_a_clause(attributed: tuple[Attributed, ...]) -> None:
    assert len(attributed) == ROWS
    assert sum(sum(each.responsible_pence) for each in attributed) == TOTAL_PENCE
    assert sum(sum(each.funded_pence) for each in attributed) == TOTAL_PENCE
    assert all(each.clause and each.funding_clause for each in attributed)


def test_columns_give_the_same_pennies_line_by_line(
    lines: list[Line], attributed: tuple[Attributed, ...], rules: Rules
) -> None:
    schemes = tuple(rules.schemes)
    categories = tuple(dict.fromkeys(line.category for line in lines if line.category))
    places = {name: place for place, name in enumerate(categories)}
    columns = LineColumns(
        amounts=np.array([line.amount_pence for line in lines]),
        schemes=schemes,
        scheme=np.array([schemes.index(line.scheme) for line in lines], np.uint32),
        day=np.array([line.service_date.toordinal() for line in lines], np.int32),
        categories=categories,
        category=np.array([places.get(line.category or "", -1) for line in lines], np.int32),
    )
    done = attribute_columns(columns, rules)
    assert [tuple(each) for each in done.funded.T.tolist()] == [each.funded_pence for each in attributed]
    assert [tuple(each) for each in done.responsible.T.tolist()] == [each.responsible_pence for each in attributed]
    crossed: dict[tuple[str, str], int] = defaultdict(int)
    for each in attributed:
        for crossing in each.crossings:
            crossed[crossing.funder, crossing.responsible] += crossing.pence
    assert {pair: int(pence.sum()) for pair, pence in done.crossings().items()} == dict(crossed)
    assert crossed, "in a fund of two partners somebody's money pays for the other's responsibility"


def test_monitoring_says_which_months_hold_almost_nothing(lines: list[Line]) -> None:
    """2011-12 was published without the learning disability lines of five months."""
    facts = [
        Fact(month_of(line.service_date).label, line.scheme, line.category or "", "leeds", line.amount_pence)
        for line in lines
        if line.service_date in Year("2011-12")
    ]
    terms = terms_of(load(EXAMPLE / "agreement.yaml").latest.terms, "2011-12")
    (whole,) = positions(facts, terms, by=())
    [thin] = [note.en for note in whole.notes if "Almost nothing" in note.en]
    for month in ("April 2011", "May 2011", "June 2011", "July 2011", "November 2011"):
        assert month in thin
    assert "August" not in thin
    residential = next(position for position in positions(facts, terms) if position.scheme == "residential")
    assert any("No spend was reported for April 2011" in note.en for note in residential.notes)
