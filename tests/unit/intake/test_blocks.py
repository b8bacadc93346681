"""Records, delimiters and physical lines."""

from pathlib import Path

import pytest

from cronfa.intake import blocks
from cronfa.intake.blocks import ROW, Block, cells, find_delimiter, records
from cronfa.problems import Problems

NAMES = ["a", "b", "c"]


def _rows(text: str, delimiter: str = ",", first: int = 1) -> list[tuple[object, ...]]:
    frame = cells(Block(first, text), delimiter, NAMES).frame
    return frame.select(ROW, *(frame[name].fill_null("") for name in NAMES)).rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,2,3\n4,5,6\n", [(1, "1", "2", "3"), (2, "4", "5", "6")]),
        ("1,2\n\n3,4,5\n", [(1, "1", "2", ""), (3, "3", "4", "5")]),
        ('1,"x\ny",3\n4,5,6\n', [(1, "1", "x\ny", "3"), (3, "4", "5", "6")]),
        ('1,"a, b",3\n', [(1, "1", "a, b", "3")]),
        ('1,5" pipe,3\n4,5,6\n', [(1, "1", '5" pipe', "3"), (2, "4", "5", "6")]),
        ('1,5" by 3" pipe,3\n', [(1, "1", '5" by 3" pipe', "3")]),
        ('1,"say ""hi""",3\n', [(1, "1", 'say "hi"', "3")]),
        ("1,2,3,,\n4,5,6\n", [(1, "1", "2", "3"), (2, "4", "5", "6")]),
        ("1,a\u2028b,3\n", [(1, "1", "a\u2028b", "3")]),
        (" 1 ,2,3\n", [(1, " 1 ", "2", "3")]),
    ],
)
def test_cells_and_their_lines(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [row for row in _rows(text) if any(row[1:])] == expected


def test_lines_are_counted_from_where_the_block_begins() -> None:
    assert _rows("1,2,3\n", first=41) == [(41, "1", "2", "3")]


def test_filled_cells_beyond_the_header_are_reported() -> None:
    assert cells(Block(7, "1,2,3\n1,2,3,4\n"), ",", NAMES).overfull == {8: 4}


@pytest.mark.parametrize("delimiter", blocks.DELIMITERS)
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["Date", "Net, amount", "Supplier"], ["2019-01-01", "1;2|3", "x"]]
    sample = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert find_delimiter(sample) == delimiter


def test_blocks_are_cut_between_records_and_keep_their_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 40)
    text = "".join(f'{number},"two\nlines",x\n' for number in range(30)) + 'last,5" pipe,y'
    chunks = [text[start : start + 17] for start in range(0, len(text), 17)]
    found = list(blocks.blocks(iter(chunks), ",", "f.csv"))
    assert len(found) > 5
    assert "".join(block.text for block in found) == text + "\n"
    rows = [row for block in found for row in records(block, ",")]
    assert [line for line, _ in rows] == [1 + 2 * number for number in range(31)]


@pytest.mark.parametrize("text", ['1,"never closed\n' + "2,3,4\n" * 300_000, "x" * 3_000_000])
def test_a_record_without_end_is_a_problem_with_its_line(text: str, tmp_path: Path) -> None:
    chunks = ["1,2,3\n", *(text[start : start + 500_000] for start in range(0, len(text), 500_000))]
    with pytest.raises(Problems) as caught:
        for block in blocks.blocks(iter(chunks), ",", "f.csv"):
            assert len(block.text) <= blocks.BLOCK_CHARACTERS + 500_000
    assert caught.value.problems[0].code == "IN015"
    assert caught.value.problems[0].where.line == 2
