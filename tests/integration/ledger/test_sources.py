"""Source files are kept byte for byte, and any posting shows the very line it came from."""

import hashlib

import pytest
from hypothesis import given, strategies as st

from cronfa import ledger
from cronfa.ledger import codes
from cronfa.ledger.database import is_postgresql
from cronfa.ledger.sources import LINES_A_CHUNK, SourceFile, _packed, sources
from cronfa.problems import Problems
from lifted_triggers import run_lifted
from made_up_ledger import clock, open_made_up_fund

pytestmark = pytest.mark.usefixtures("database")


def _register(fund, content, *, rows: int = 1, total_pence: int = 0, name: str = "extract.csv"):
    return ledger.register_source(
        fund, name, [content], mapping="columns: {}", rows=rows, total_pence=total_pence, who="tester"
    )


def test_lines_are_shown_as_they_were() -> None:
    fund = open_made_up_fund()
    file = _register(fund, b"\xef\xbb\xbfname,amount\r\nT\xc5\xb7 Gwyn,12.50\r\nCaf\xe9,3\nlast")
    shown = [ledger.source_line(fund, file.sha256, line) for line in (1, 2, 3, 4)]
    assert shown == ["name,amount", "Tŷ Gwyn,12.50", "Café,3", "last"]
    for line in (0, -1, 5):
        with pytest.raises(Problems) as found:
            ledger.source_line(fund, file.sha256, line)
        assert found.value.problems[0].code == "LE017"


def test_a_line_loses_its_line_break_and_nothing_else() -> None:
    fund = open_made_up_fund()
    file = _register(fund, b"BOX\r\nX \r\n\r\r\n")
    assert [ledger.source_line(fund, file.sha256, line) for line in (1, 2, 3)] == ["BOX", "X ", ""]


def test_a_file_is_kept_with_all_that_was_said_of_it() -> None:
    fund = open_made_up_fund()
    digest = hashlib.sha256(b"a\n").hexdigest()
    file = ledger.register_source(
        fund, "a\tb.csv", [b"a\n"], mapping="m: 1\n", rows=1, total_pence=-5, who="x\ny", sha256=digest, recorded_at=clock(3)
    )  # fmt: skip
    assert file == SourceFile(digest, "a b.csv", "m: 1\n", 1, -5, "x y", "2012-04-01T09:00:03.000000Z")
    assert ledger.source(fund, digest) == file
    assert ledger.source(fund, "f" * 64) is None
    again = ledger.register_source(
        fund, "z", [b"a\n"], mapping="m: 1\n", rows=1, total_pence=-5, who="z", sha256=digest
    )
    assert again == file


def test_a_file_read_through_another_mapping_is_another_reading_of_the_same_bytes() -> None:
    fund = open_made_up_fund()
    first, *readings = [
        ledger.register_source(fund, f"{mapping}.csv", [b"a\nb\n"], mapping=mapping, rows=2, total_pence=pence, who="t")
        for mapping, pence in (("m: 1", 5), ("m: 2", 6), ("m: 2", 6), ("m: 1", 5))
    ]
    assert readings[0] == readings[1] != first
    assert sources(fund) == (first, readings[0], readings[2])
    assert ledger.source(fund, first.sha256) == readings[2]
    assert ledger.source_content(fund, first.sha256) == b"a\nb\n"
    assert ledger.verify(fund).is_sound


def test_a_file_that_is_not_what_it_is_named_is_not_kept() -> None:
    fund = open_made_up_fund()
    with pytest.raises(AssertionError):
        ledger.register_source(fund, "a", [b"a"], mapping="", rows=1, total_pence=0, who="t", sha256="f" * 64)
    assert sources(fund) == ()


@pytest.mark.parametrize("change", ["content = {bytes}", "first_line = 2"])
def test_a_kept_file_that_cannot_be_unpacked_or_begins_elsewhere_is_named(change: str) -> None:
    fund = open_made_up_fund()
    _register(fund, b"a\n")
    spoilt = "decode('00', 'hex')" if is_postgresql() else "X'00'"
    run_lifted(f"UPDATE ledger_source_chunk SET {change.format(bytes=spoilt)}")
    assert ledger.verify(fund).problems == (codes.CONTENT_CHANGED.at(name="extract.csv"),)


def test_a_long_file_is_kept_in_chunks() -> None:
    fund = open_made_up_fund()
    content = b"".join(b"%d,%d\n" % (line, line * 7) for line in range(1, 5_001))
    pieces = [content[start : start + 777] for start in range(0, len(content), 777)]
    file = ledger.register_source(fund, "long.csv", pieces, mapping="", rows=5_000, total_pence=0, who="tester")
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert ledger.source_content(fund, file.sha256) == content
    for line in (1, LINES_A_CHUNK, LINES_A_CHUNK + 1, 5_000):
        assert ledger.source_line(fund, file.sha256, line) == f"{line},{line * 7}"


def test_the_same_file_twice_is_kept_once() -> None:
    fund = open_made_up_fund()
    first = _register(fund, b"a\n")
    assert _register(fund, b"a\n", name="renamed.csv") == first
    assert sources(fund) == (first,)
    with pytest.raises(Problems) as found:
        _register(fund, b"a\n", rows=2)
    assert found.value.problems[0].code == "LE016"


def test_an_empty_file_is_kept() -> None:
    fund = open_made_up_fund()
    file = _register(fund, b"")
    assert ledger.source_content(fund, file.sha256) == b""
    assert ledger.verify(fund).is_sound


@given(st.lists(st.binary(max_size=30)))
def test_chunks_hold_the_content_and_the_place_of_every_line(pieces: list[bytes]) -> None:
    import zlib

    digest = hashlib.sha256()
    chunks = list(_packed(pieces, digest))
    whole = b"".join(pieces)
    assert digest.hexdigest() == hashlib.sha256(whole).hexdigest()
    assert b"".join(zlib.decompress(packed) for _, packed in chunks) == whole
