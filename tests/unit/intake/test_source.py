"""What a file is: its encoding, its content whatever its name, and its limits."""

import gzip
from pathlib import Path

import pytest

from cronfa.intake import source
from cronfa.intake.source import survey, text_chunks
from cronfa.problems import Problems
from made_up_files import HEADER, LINE, PLAIN, outcome, taken, written

WELSH = HEADER + "2019-01-10,T1,Tŷ Gwyn £5 – Llŷr,Gofal,100.50\n"
LATIN = HEADER + "2019-01-10,T1,Café £5,Care,100.50\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (HEADER.encode(), "utf-8"),
        (WELSH.encode(), "utf-8"),
        (WELSH.encode("utf-8-sig"), "utf-8-sig"),
        (WELSH.encode("utf-16"), "utf-16"),
        (WELSH.encode("utf-16-le"), "utf-16-le"),
        (WELSH.encode("utf-16-be"), "utf-16-be"),
        (LATIN.encode("cp1252"), "cp1252"),
        (LATIN.encode("latin-1") + b"\x81", "latin-1"),
        (HEADER.encode() + "2019-01-10,T1,a,b,5\n\nCafé".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(data: bytes, encoding: str, tmp_path: Path) -> None:
    assert survey(written(tmp_path, data)).encoding == encoding


def test_an_odd_character_far_down_decides_the_encoding(tmp_path: Path) -> None:
    data = HEADER.encode() + LINE.encode() * 30_000 + LATIN.split("\n")[1].encode("cp1252")
    assert survey(written(tmp_path, data)).encoding == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_encoding_gives_the_same_line(encoding: str, tmp_path: Path) -> None:
    line = next(taken(tmp_path, LATIN.encode(encoding)).lines())
    assert (line.supplier, line.amount_pence, line.row) == ("Café £5", 10_050, 2)


@pytest.mark.parametrize("said", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_the_mapping_may_say_the_encoding(said: str, tmp_path: Path) -> None:
    intake = taken(tmp_path, LATIN.encode(said), PLAIN + f"file: {{encoding: {said}}}\n")
    assert next(intake.lines()).supplier == "Café £5"
    assert intake.encoding_reason == source.SAID_BY_MAPPING


def test_bytes_that_are_not_of_the_encoding_said_are_a_problem_with_their_line(tmp_path: Path) -> None:
    data = (HEADER + LINE).encode() + LATIN.split("\n")[1].encode("cp1252") + b"\n"
    with pytest.raises(Problems) as caught:
        taken(tmp_path, data, PLAIN + "file: {encoding: utf-8}\n")
    assert [(p.code, p.where.line) for p in caught.value.problems] == [("IN013", 3)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_every_kind_count_the_same(ending: str, tmp_path: Path) -> None:
    lines = list(taken(tmp_path, (HEADER + LINE * 3).replace("\n", ending).encode()).lines())
    assert [line.row for line in lines] == [2, 3, 4]


def test_a_carriage_return_split_between_pieces_is_one_line_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "CHUNK_BYTES", 1)
    text = "".join(text_chunks(survey(written(tmp_path, b"a\r\nb\rc\r\n"))))
    assert text == "a\nb c\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "IN011"),
        (gzip.compress(b"", mtime=0), "IN011"),
        (b"%PDF-1.4 ...", "IN012"),
        (b"<!DOCTYPE html><table><tr><td>Date</td></tr></table>", "IN012"),
        (b"\xef\xbb\xbf  <html></html>", "IN012"),
        (b"PAR1....", "IN012"),
        (gzip.compress(gzip.compress(b"a,b\n1,2\n", mtime=0), mtime=0), "IN012"),
        (gzip.compress(HEADER.encode() * 50, mtime=0)[:-20], "IN010"),
        (HEADER.encode() + b"2019-01-10,T\x001,x,y,1\n", "IN014"),
    ],
)
def test_what_is_not_a_table_is_said_to_be_so(data: bytes, code: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, data) == {code}


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        survey(tmp_path / "none.csv")
    assert caught.value.problems[0].code == "IN010"


def test_a_compressed_file_reads_as_the_text_within(tmp_path: Path) -> None:
    plain, packed = taken(tmp_path, HEADER + LINE), taken(tmp_path, HEADER + LINE, name="payments.csv.gz")
    assert list(plain.lines()) == list(packed.lines())
    assert plain.sha256 == packed.sha256


def test_a_compressed_bomb_is_refused_before_it_opens(tmp_path: Path) -> None:
    assert outcome(tmp_path, gzip.compress(b"0" * (100 << 20)), name="payments.csv") == {"IN017"}
