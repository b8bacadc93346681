"""Mappings: what may be written, and every mistake shown with its place."""

from pathlib import Path

import pytest

from cronfa.intake import Mapping, load_mapping, parse_mapping
from cronfa.intake.mapping import Amounts, Columns, File, Rule
from cronfa.problems import Problems
from made_up_files import PLAIN

COLUMNS = "columns: {date: Date, amount: Amount}\n"


def _problems(text: str) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(Problems) as caught:
        parse_mapping(text)
    return [(problem.code, problem.where.line, problem.where.column) for problem in caught.value.problems]


def test_words_may_have_spaces_underscores_or_capitals() -> None:
    spaced = parse_mapping("mapping: m\ncolumns: {Date: D, service date: S, amount: A}\n")
    assert spaced == parse_mapping("mapping: m\ncolumns: {date: D, service_date: S, amount: A}\n")


def test_values_stay_as_they_were_written() -> None:
    mapping = parse_mapping("mapping: m\n" + COLUMNS + "schemes: [{when: {Code: [0580, no, 1e5]}, scheme: 007}]\n")
    assert mapping.schemes[0].when == {"Code": ("0580", "no", "1e5")}
    assert mapping.schemes[0].scheme == "007"


def test_every_mistake_is_shown_at_once_with_its_place() -> None:
    text = """\
mapping: Not A Slug
columns:
  date: Date
  suplier: Supplier
dates: [dd/mm]
file: {encoding: klingon, header row: 0}
schemes:
  - {scheme: a, ignore: b}
control: {total: lots}
"""
    assert _problems(text) == [
        ("IN004", 1, 1),
        ("IN003", 4, 3),
        ("IN004", 5, 1),
        ("IN004", 6, 8),
        ("IN004", 6, 27),
        ("IN008", 8, 5),
        ("MN001", 9, 11),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mapping: m\n", [("IN002", 1, 1)]),
        ("just words\n", [("IN002", 1, None)]),
        ("mapping: [\n", [("IN001", 2, 1)]),
        ("mapping: m\nmapping: n\n" + COLUMNS, [("IN007", 2, 1)]),
        ("a: &x [1]\nb: *x\n", [("IN001", 1, 4)]),
        ("mapping: m\ncolumns: {date: D}\n", [("IN005", 2, 1)]),
        ("mapping: m\ncolumns: {date: D, amount: A, net: N}\n", [("IN005", 2, 1)]),
        ("mapping: m\ncolumns: {date: D, debit: A}\n", [("IN005", 2, 1)]),
        ("mapping: m\n" + COLUMNS + "dates: [dd/mm/yyyy, mm/dd/yyyy]\n", [("IN006", 3, 1)]),
        ("mapping: m\n" + COLUMNS + "dates: [when]\n", [("IN004", 3, 1)]),
        ("mapping: \x00m\n", [("IN001", 1, None)]),
    ],
)
def test_a_mistake_has_its_code_and_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert _problems(text) == expected


def test_a_near_word_is_suggested() -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping("mapping: m\ncolumns: {date: D, amount: A, suplier: S}\n")
    assert "supplier" in caught.value.problems[0].remedy()
    assert "supplier" in caught.value.problems[0].remedy("cy")


@pytest.mark.parametrize(
    "columns",
    [
        "{date: D, amount: A}",
        "{date: D, net: N}",
        "{date: D, net: N, gross: G, vat: V}",
        "{date: D, amount: A, vat: V}",
        "{date: D, gross: G, vat: V}",
        "{date: D, debit: A, credit: B}",
    ],
)
def test_each_way_of_giving_amounts_is_allowed(columns: str) -> None:
    assert parse_mapping(f"mapping: m\ncolumns: {columns}\n")


def test_a_mapping_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text("\ufeff" + PLAIN, encoding="utf-8")
    assert load_mapping(path) == parse_mapping(PLAIN)


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_a_mapping_that_cannot_be_opened_is_a_problem(data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Problems) as caught:
        load_mapping(path)
    assert caught.value.problems[0].code == "IN010"


def test_many_aliases_do_not_swell() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert _problems("\n".join(lines))[0][0] == "IN001"


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    assert _problems("mapping: " + "[" * 3_000 + "]" * 3_000)[0][0] == "IN001"


def test_notes_are_in_both_languages() -> None:
    mapping = parse_mapping("mapping: m\n" + COLUMNS + "notes: [one, {en: two, cy: dau}]\n")
    assert [(note.en, note.cy) for note in mapping.notes] == [("one", "one"), ("two", "dau")]


def test_reasons_are_in_the_language_of_the_reader() -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping("mapping: m\n" + COLUMNS + "file: {encoding: klingon}\n")
    assert "write one of 'utf-8'" in caught.value.problems[0].what("en")
    assert "ysgrifennwch un" in caught.value.problems[0].what("cy")


def test_the_example_of_the_reference_is_a_mapping_and_every_word_is_explained(root: Path) -> None:
    page = (root / "docs" / "reference" / "mapping.md").read_text(encoding="utf-8")
    mapping = parse_mapping(page.split("```yaml\n")[1].split("```")[0])
    assert mapping.control.total == 17_028_597_579
    words = {
        *Mapping.model_fields,
        *Columns.model_fields,
        *File.model_fields,
        *Amounts.model_fields,
        *Rule.model_fields,
    }
    assert not {word for word in words if word.replace("_", " ") not in page}
