"""Every code of intake: a small file that gives it, and words in both languages."""

from pathlib import Path

import pytest

from cronfa.intake import KINDS, parse_mapping
from cronfa.problems import Problem, Problems
from made_up_files import HEADER, LINE, PLAIN, outcome, taken
from unit.intake.test_workbooks import HEAD, ROW, workbook

RULED = PLAIN.replace("[{scheme: care}]", "[{when: {Type: Care}, scheme: care}]")
GROSS = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, net: N, gross: G, vat: V}\n"
SHARED = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, percentages: {council: C}}\n"
SPLIT = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, components: {care: C}}\n"
MARKED = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, debit or credit: M}\n"
PARTED = "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: [Y, P], amount: A}\ndates: financial yyyy pp\n"
MAPPINGS = {
    "IN001": "mapping: [",
    "IN002": "mapping: m\n",
    "IN003": PLAIN + "colour: red\n",
    "IN004": PLAIN + "kind: presents\n",
    "IN005": "mapping: m\ncolumns: {date: D}\n",
    "IN006": PLAIN.replace("dd/mm/yyyy", "dd/mm/yyyy, mm/dd/yyyy"),
    "IN007": PLAIN + "mapping: again\n",
    "IN008": PLAIN.replace("{scheme: care}", "{responsible: council}"),
}
FILES: dict[str, tuple[str | bytes, str]] = {
    "IN011": ("", PLAIN),
    "IN012": ("%PDF-1.7", PLAIN),
    "IN013": (HEADER.encode() + b"\xff\n", PLAIN + "file: {encoding: utf-8}\n"),
    "IN014": (HEADER + LINE + "\0", PLAIN),
    "IN015": (HEADER + '"' + LINE, PLAIN),
    "IN016": (HEADER.strip() + ",x" * 1_100 + "\n", PLAIN),
    "IN018": (b"PK\x03\x04 broken", PLAIN),
    "IN019": (workbook({"Jan": [HEAD]}), PLAIN + "file: {sheet: Feb}\n"),
    "IN020": (HEADER.replace("Ref", "Else"), PLAIN),
    "IN021": ("a,b\n1,2\n", PLAIN),
    "IN022": (HEADER.strip() + ",Ref\n" + LINE, PLAIN),
    "IN026": (workbook({"Jan": [HEAD, ROW], "Feb": [HEAD, ROW]}), PLAIN),
    "IN027": (
        workbook({"Jan": [HEAD, ROW], "Feb": [HEAD, ROW], "Notes": [["Read me"]]}),
        PLAIN + "file: {sheets: all}\n",
    ),
    "IN030": (HEADER + LINE.strip() + ",more\n", PLAIN),
    "IN031": (HEADER + LINE.replace("2019-01-10", "soon"), PLAIN),
    "IN032": (HEADER + LINE.replace("2019-01-10", ""), PLAIN),
    "IN033": (HEADER + LINE.replace("100.50", ""), PLAIN),
    "IN034": ("D,N,G,V\n2019-01-10,1,1,1\n", GROSS),
    "IN035": ("D,A,C\n2019-01-10,1,50\n", SHARED),
    "IN036": ("D,A,C\n2019-01-10,1,half\n", SHARED),
    "IN037": ("D,A,C\n2019-01-10,1,2\n", SPLIT),
    "IN038": (HEADER + ",,note,more,\n" + LINE, PLAIN),
    "IN063": (HEADER + ",,note,,\n" + LINE, PLAIN),
    "IN039": (HEADER + LINE.replace("2019", "1919"), PLAIN),
    "IN040": (HEADER + LINE, RULED),
    "IN041": (HEADER + LINE + LINE, PLAIN),
    "IN042": (HEADER + LINE + ",,,Total,1\n", PLAIN),
    "IN043": (HEADER, PLAIN),
    "IN044": (HEADER + LINE, RULED),
    "IN045": (HEADER + ",,note,,\n" * 10_001, PLAIN),
    "IN061": ("Y,P,A\n2025,13,1\n", PARTED),
    "IN062": (
        "D,A,C\n2025-04-01,1,EUR\n",
        "mapping: m\nschemes: [{scheme: care}]\ncolumns: {date: D, amount: A, currency: C}\n",
    ),
    "IN060": ("D,A,M\n2019-01-10,1,maybe\n", MARKED),
}
ELSEWHERE = {
    "IN010": "test_source.py",
    "IN017": "test_source.py",
    "IN023": "test_guessing.py",
    "IN024": "test_guessing.py",
    "IN025": "test_guessing.py",
    "IN028": "test_strangers.py",
    "IN050": "test_reading.py",
    "IN051": "test_reading.py",
    "IN052": "test_reading.py",
}


@pytest.mark.parametrize("code", MAPPINGS)
def test_a_mapping_gives_the_code(code: str) -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping(MAPPINGS[code])
    assert code in {problem.code for problem in caught.value.problems}
    _reads_well(caught.value.problems)


@pytest.mark.parametrize("code", FILES)
def test_a_file_gives_the_code(code: str, tmp_path: Path) -> None:
    content, mapping = FILES[code]
    assert code in outcome(tmp_path, content, mapping)
    try:
        _reads_well(taken(tmp_path, content, mapping).problems)
    except Problems as found:
        _reads_well(found.problems)


def _reads_well(problems: tuple[Problem, ...]) -> None:
    """Each problem has its words and its remedy in both languages with every place filled, and its file."""
    for problem in problems:
        said = [problem.what("en"), problem.what("cy"), problem.remedy("en"), problem.remedy("cy")]
        assert all(words and "{" not in words for words in said), said
        assert said[0] != said[1]
        assert problem.where.file


def test_every_code_is_given_by_a_test() -> None:
    assert {kind.code for kind in KINDS} == MAPPINGS.keys() | FILES.keys() | ELSEWHERE.keys()
    for code, module in ELSEWHERE.items():
        assert f'"{code}"' in (Path(__file__).parent / module).read_text(encoding="utf-8")


def test_codes_are_unique_and_in_order() -> None:
    codes = [kind.code for kind in KINDS]
    assert codes == sorted(set(codes))
