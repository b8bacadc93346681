"""Laws of intake, whatever a file holds."""

import csv
import io
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings, strategies as st

from cronfa.intake import Line, Sum, compare, parse_mapping, read
from cronfa.intake.amounts import pence_or_error, read_pence
from cronfa.intake.blocks import ROW, Block, _careful, _quick, blocks, records
from cronfa.intake.comparing import base_key
from cronfa.intake.dates import COMMON_FORMATS, parse_date
from cronfa.intake.mapping import Amounts
from cronfa.money import PENCE_LIMIT, MoneyError, pounds
from made_up_files import PLAIN
from scale import examples

MANY = settings(max_examples=examples(100, 5_000), deadline=None)
SOME = settings(max_examples=examples(30, 1_000), deadline=None)

amounts = st.one_of(
    st.text(alphabet="0123456789.,-()£ CRDkm", max_size=14),
    st.integers(-PENCE_LIMIT, PENCE_LIMIT).map(pounds),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(str),
    st.text(max_size=6),
)


@MANY
@given(st.lists(amounts, max_size=20), st.booleans())
def test_a_column_of_amounts_is_what_each_is_alone(texts: list[str], suffixes: bool) -> None:
    pence, errors = read_pence(pl.Series(texts, dtype=pl.String), Amounts(suffixes=suffixes))
    for place, text in enumerate(texts):
        if not text.strip():
            continue
        alone = pence_or_error(text, suffixes)
        if isinstance(alone, MoneyError):
            assert errors[place].kind == alone.kind
        else:
            assert pence[place] == alone


cells = st.text(alphabet=st.sampled_from('ab1,;"\n \x0b\u2028é=\t'), max_size=8)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), max_size=12)


def _as_csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


NAMES = ["a", "b", "c", "d"]


@MANY
@given(st.one_of(tables.map(_as_csv), st.text(alphabet='ab,"\n;', max_size=60)))
def test_the_quick_reader_sees_what_the_careful_one_sees(text: str) -> None:
    if not text:
        return
    block = Block(3, text if text.endswith("\n") else text + "\n")
    quick, careful = _quick(block, ",", NAMES), _careful(block, ",", NAMES)
    if quick is not None:
        assert not careful.overfull
        assert _filled(quick) == _filled(careful.frame)


def _filled(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """The rows that hold anything; a blank line is a row of nothing or no row at all."""
    rows = frame.select(ROW, *(frame[name].fill_null("") for name in NAMES)).rows()
    return [row for row in rows if any(row[1:])]


@MANY
@given(tables, st.integers(1, 30), st.integers(0, 40))
def test_records_do_not_depend_on_how_the_text_was_cut(rows: list[list[str]], piece: int, block_size: int) -> None:
    import cronfa.intake.blocks as module

    text = _as_csv(rows)
    kept = module.BLOCK_CHARACTERS
    module.BLOCK_CHARACTERS = block_size
    try:
        chunks = (text[start : start + piece] for start in range(0, len(text), piece))
        found = [record for block in blocks(chunks, ",", "f") for record in records(block, ",")]
    finally:
        module.BLOCK_CHARACTERS = kept
    assert found == (list(records(Block(1, text), ",")) if text else [])


days = st.dates(date(2000, 1, 1), date(2079, 12, 31))
WRITTEN = {"yyyy": "%Y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "dd": "%d"}


@MANY
@given(days, st.sampled_from(COMMON_FORMATS))
def test_a_date_written_in_a_format_is_read_back(day: date, name: str) -> None:
    pattern = name
    for part, code in WRITTEN.items():
        pattern = pattern.replace(part, code) if code not in pattern else pattern
    assert parse_date(day.strftime(pattern), [name]) == (day if "d" in name else day.replace(day=1))


@MANY
@given(st.integers(61, 80_000))
def test_day_numbers_of_both_calendars_agree(number: int) -> None:
    new = parse_date(str(number), ["excel 1900"])
    assert new == parse_date(str(number - 1462), ["excel 1904"]) if number >= 1462 else new is not None


payments = st.lists(
    st.tuples(
        st.integers(0, 40).map(lambda number: date(2019, 1, 1) + timedelta(number)),
        st.sampled_from(["", "T1", "T2", "T3"]),
        st.sampled_from(["Rose House", 'The "Inn", Ltd', "=1+1", "Tŷ Gwyn"]),
        st.sampled_from(["Home Care", "Residential"]),
        st.integers(-500, 500),
    ),
    min_size=1,
    max_size=25,
)
Payment = tuple[date, str, str, str, int]
RULED = parse_mapping(PLAIN.replace("[{scheme: care}]", "[{when: {Type: Home*}, scheme: home}, {scheme: care}]"))


def _lines(rows: list[Payment], encoding: str = "utf-8") -> tuple[list[Line], Sum]:
    texts = [[str(day), ref, who, kind, pounds(pence)] for day, ref, who, kind, pence in rows]
    text = _as_csv([["Date", "Ref", "Supplier", "Type", "Amount"], *texts])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.csv"
        path.write_bytes(text.encode(encoding))
        intake = read(path, RULED)
    assert intake.ok, intake.problems
    assert intake.read == intake.accepted == Sum(len(rows), sum(row[4] for row in rows))
    return list(intake.lines()), intake.read


@SOME
@given(payments, st.randoms(use_true_random=False), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_keys_and_lines_do_not_depend_on_order_or_encoding(
    rows: list[Payment], chance: random.Random, encoding: str
) -> None:
    shuffled = chance.sample(rows, len(rows))
    first, second = _lines(rows)[0], _lines(shuffled, encoding)[0]
    assert len({line.key for line in first}) == len(rows)
    assert compare(first, second).is_empty


@SOME
@given(payments, payments, st.randoms(use_true_random=False))
def test_posting_the_difference_leaves_exactly_what_the_new_file_says(
    old: list[Payment], new: list[Payment], chance: random.Random
) -> None:
    """Through three publications: first, then another, then the first again; no key is ever used twice."""
    in_force = _lines(old)[0]
    used = {line.key for line in in_force}
    for rows in (new + chance.sample(old, len(old) // 2), old):
        lines, total = _lines(rows)
        found = compare(in_force, lines, used=used)
        posted = [line.key for line in found.to_post]
        assert len(set(posted)) == len(posted)
        assert not used & set(posted)
        used |= set(posted)
        gone = Counter(line.key for line in found.to_reverse)
        in_force = [line for line in in_force if not gone[line.key]] + list(found.to_post)
        assert Counter(map(_said, in_force)) == Counter(map(_said, lines))
        assert found.unchanged.rows + len(found.to_post) == total.rows
        assert {base_key(line.key) for line in in_force} == {line.key for line in lines}


def _said(line: Line) -> tuple[object, ...]:
    return (line.posting_date, line.transaction, line.supplier, line.scheme, line.category, line.amount_pence)
