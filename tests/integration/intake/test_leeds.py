"""The real example: Leeds City Council's published payments, every row and penny of them."""

from pathlib import Path

import pytest

from cronfa.intake import Intake, Mapping, Sum, guess, load_mapping, parse_mapping, read, rows_at

YEARS = {
    "2010-11": Sum(3_094, 16_701_636_49),
    "2011-12": Sum(5_679, 36_107_313_37),
    "2012-13": Sum(9_959, 61_361_272_19),
    "2013-14": Sum(8_463, 56_115_753_74),
}
SCHEMES = {"community-equipment", "day-opportunities", "direct-payments", "other", "residential", "supported-living"}


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    return root / "examples" / "leeds-learning-disability"


@pytest.fixture(scope="module")
def mapping(example: Path) -> Mapping:
    return load_mapping(example / "payments.mapping.yaml")


@pytest.fixture(scope="module")
def intakes(example: Path, mapping: Mapping) -> dict[str, Intake]:
    return {year: read(_file(example, year), mapping) for year in YEARS}


def _file(example: Path, year: str) -> Path:
    return example / "payments" / f"leeds_pooled_full_{year}.csv.gz"


@pytest.mark.parametrize("year", YEARS)
def test_every_row_of_a_year_is_mapped(year: str, intakes: dict[str, Intake]) -> None:
    intake = intakes[year]
    assert intake.ok
    assert set(intake.counts) <= {"IN044"}, "only rules that other years need are unused"
    assert intake.read == intake.accepted == YEARS[year]
    assert set(intake.by_scheme()) == SCHEMES
    assert intake.confirm(rows=YEARS[year].rows, total_pence=YEARS[year].pence) == ()


def test_all_years_together(intakes: dict[str, Intake]) -> None:
    total = sum((intake.accepted for intake in intakes.values()), Sum())
    assert total == Sum(27_195, 170_285_975_79)
    lines = [line for intake in intakes.values() for line in intake.lines()]
    assert len({line.key for line in lines}) == 27_195
    assert sum(line.scheme == "community-equipment" for line in lines) == 1_859
    assert not any(line.responsible or line.capital for line in lines)
    assert min(line.amount_pence for line in lines) > 0


def test_lines_described_wrongly_or_not_at_all_are_mapped_by_their_code(intakes: dict[str, Intake]) -> None:
    lines = [line for intake in intakes.values() for line in intake.lines()]
    by_category = [line.category for line in lines if "published" in line.category]
    assert sum("Asylum Seekers" in category for category in by_category) == 173
    assert sum("without a description" in category for category in by_category) == 7


def test_a_line_leads_back_to_its_row(example: Path, intakes: dict[str, Intake]) -> None:
    line = list(intakes["2012-13"].lines())[4_000]
    text = rows_at(_file(example, "2012-13"), [line.row])[line.row]
    assert line.transaction in text
    assert line.supplier in text


@pytest.mark.parametrize("year", YEARS)
def test_the_guess_reads_it_as_the_mapping_does(year: str, example: Path, mapping: Mapping) -> None:
    found = guess(_file(example, year))
    columns, ours = found.mapping.columns, mapping.columns
    for role in ("date", "net", "transaction", "supplier", "category", "capital_or_revenue"):
        assert getattr(columns, role) == getattr(ours, role)
    assert found.intake.read == YEARS[year]
    assert "Leeds Community Equip Store Pooled Budgt" in found.groups


def test_a_scheme_left_out_stops_the_posting_and_is_listed(example: Path) -> None:
    text = (example / "payments.mapping.yaml").read_text(encoding="utf-8")
    without = text.replace("Residential, ", "").replace("Jcs For People", "Xjcs For People")
    intake = read(_file(example, "2012-13"), parse_mapping(without))
    assert not intake.ok
    assert list(intake.lines()) == []
    lost = {dict(group.values)["Detailed expenditure type"]: group.sum for group in intake.unmapped}
    assert lost["Residential"].rows > 2_000
    assert intake.accepted + sum((group.sum for group in intake.unmapped), Sum()) == YEARS["2012-13"]
