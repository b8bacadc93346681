"""A stretch of a fund's chain, read and checked in one pass: every hash computed anew from what is stored, every entry
balanced for every partner, and the postings added up, all from the same rows.

Every entry carries its own hash, so a stretch can be checked by itself, from the hash that the entry before it carries; two
stretches are one chain where the first ends on the hash that the second began with. A second process may therefore
check the second half. To start at once it imports nothing but Python's own library, so this module does too: it is also
that process's program. It gets the path of an SQLite file and a :class:`Segment` as JSON, and answers with a :class:`Found`.

An entry comes as two rows: its head as one text, and its postings as two lists of numbers, legs (partner and coding) and
pence. Few entries of a fund differ in their legs, so the words of each such shape are put together once.
"""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

CHUNK = 10_000
_SHAPES_KEPT = 5_000
Rows = Callable[[str, list[Any]], Iterable[tuple[Any, ...]]]
"""Runs a query, whose parameters are marked ``%s``, and gives its rows."""
Texts = tuple[Iterable[tuple[Any, ...]], Iterable[tuple[Any, ...]]]
"""A chunk's rows: id, hash and head of each entry; id, legs and pence of each entry that has postings."""

_HEAD_FIELDS = (
    "e.number",
    "b.recorded_at",
    "e.kind",
    "e.posting_date",
    "e.service_date",
    "per.code",
    "s.sha256",
    "e.source_line",
    "e.narrative",
    "e.who",
    "e.reason",
    "e.idempotency_key",
    "e.reverses_id - {first_id}",
    "e.category",
    "e.supplier",
    "CASE e.adjustment WHEN 1 THEN 'adjustment' ELSE '' END",
)
"""The head's fields after the fund. Every one is read from the row itself, so that a change of any is seen."""


class Segment(NamedTuple):
    """The entries ``first`` to ``last`` of a fund. ``previous`` is the hash that the entry before them carries."""

    fund: str
    fund_id: int
    first_id: int
    first: int
    last: int
    previous: str

    def spans(self) -> Iterator[list[int]]:
        """The first and last id of each chunk."""
        for start in range(self.first, self.last + 1, CHUNK):
            yield [self.first_id + start, self.first_id + min(start + CHUNK - 1, self.last)]


class Found(NamedTuple):
    """What a check found. ``entries`` counts those right before the first wrong one, up to ``head_hash``.

    ``unbalanced`` is the number of the first of them that does not balance for a partner; ``sums`` are partner, coding and
    the pence of their postings.
    """

    entries: int
    head_hash: str
    unbalanced: int | None
    sums: list[list[int]]


class Legs(NamedTuple):
    """Partners and codings of a fund, in the words of a canonical line. A leg is one number: its partner's id times
    ``base``, plus its coding's.
    """

    base: int
    partners: dict[int, str]
    codings: dict[int, str]

    @classmethod
    def of(cls, segment: Segment, rows: Rows) -> "Legs":
        """Those of the segment's fund."""
        # "+fund_id" uses no index: what is verified is the row itself, which everything shown is read from too.
        partners: dict[int, str] = dict(
            rows("SELECT id, slug FROM ledger_partner WHERE +fund_id = %s", [segment.fund_id])
        )
        wanted = "SELECT id, account, scheme, counterparty, clause FROM ledger_coding WHERE +fund_id = %s"
        codings = {coding: "\t".join(words) for coding, *words in rows(wanted, [segment.fund_id])}
        return cls(max(codings, default=0) + 1, partners, codings)

    def text(self, leg: tuple[int, int]) -> str:
        """A leg's canonical line but for the pence, which follow.

        Raises:
            KeyError: the fund has no such partner or coding.
        """
        return f"{self.partners[leg[0]]}\t{self.codings[leg[1]]}\t"


class _Shape:
    """Entries with the same legs: the pieces of their text, with places left for what differs, and their pence."""

    def __init__(self, legs: list[tuple[int, int]], words: Legs) -> None:
        self.legs = legs
        self.pieces = ["", "", ""]
        for leg in legs:
            self.pieces += ["\n" + words.text(leg), ""]
        turns = [place for place in range(1, len(legs)) if legs[place][0] != legs[place - 1][0]]
        self._partners = list(pairwise([0, *turns, len(legs)]))
        self.numbers: list[int] = []
        self.pence: list[str] = []

    def added_up(self, sums: dict[tuple[int, int], int]) -> int | None:
        """Add the pence kept so far to the sums, and forget them. Gives the first entry that does not balance."""
        pence = list(map(int, ",".join(self.pence).split(",")))
        columns = [pence[place :: len(self.legs)] for place in range(len(self.legs))]
        for leg, column in zip(self.legs, columns, strict=True):
            sums[leg] = sums.get(leg, 0) + sum(column)
        unbalanced = None
        for begin, end in self._partners:
            together = list(map(sum, zip(*columns[begin:end], strict=True)))
            if any(together):
                number = next(number for number, total in zip(self.numbers, together, strict=True) if total)
                unbalanced = min(number, unbalanced or number)
        self.numbers, self.pence = [], []
        return unbalanced


class _Check:
    """A check on its way through a segment."""

    def __init__(self, segment: Segment, words: Legs, seen: Callable[[str], None] | None) -> None:
        self._segment, self._words, self._seen = segment, words, seen
        self._head = f"\nentry\t{segment.fund}\t"
        self._shapes: dict[str, _Shape] = {}
        self._sums: dict[tuple[int, int], int] = {}
        self.number, self.previous = segment.first - 1, segment.previous
        self._unbalanced: int | None = None

    def chunk(self, heads: Iterable[tuple[Any, ...]], lines: Iterable[tuple[Any, ...]]) -> None:
        """Check a chunk's entries, up to one that is wrong: missing, without its postings, or with another hash."""
        previous, number, first_id = self.previous, self.number, self._segment.first_id
        begin, shapes, seen, sha256 = self._head, self._shapes, self._seen, hashlib.sha256
        for (entry_id, carried, head), (of_id, legs, pence) in zip(heads, lines, strict=False):
            shape = shapes.get(legs) or self._shape(legs)
            if shape is None or not entry_id == of_id == first_id + number + 1:
                break
            pieces, amounts = shape.pieces, pence.split(",")
            pieces[0], pieces[1], pieces[2] = previous, begin, head
            if len(amounts) != len(shape.legs):
                break
            pieces[4::2] = amounts
            if sha256("".join(pieces).encode()).hexdigest() != carried:
                break
            number, previous = number + 1, carried
            shape.numbers.append(number)
            shape.pence.append(pence)
            if seen:
                seen(carried)
        self.previous, self.number = previous, number
        self._add_up()

    def _shape(self, legs: str) -> _Shape | None:
        """The shape of these legs; none if the fund has no such partner or coding."""
        try:
            each = [divmod(int(leg), self._words.base) for leg in legs.split(",")]
            return self._shapes.setdefault(legs, _Shape(each, self._words))
        except (KeyError, ValueError):
            return None

    def _add_up(self) -> None:
        for shape in self._shapes.values():
            if shape.pence and (wrong := shape.added_up(self._sums)):
                self._unbalanced = min(wrong, self._unbalanced or wrong)
        if len(self._shapes) > _SHAPES_KEPT:
            self._shapes.clear()

    def found(self) -> Found:
        sums = [[partner, coding, pence] for (partner, coding), pence in self._sums.items()]
        return Found(self.number - self._segment.first + 1, self.previous, self._unbalanced, sums)


def check(segment: Segment, words: Legs, chunks: Iterable[Texts], seen: Callable[[str], None] | None = None) -> Found:
    """Check a segment, whose rows come in ``chunks``. ``seen`` is given each hash that is right, in order."""
    checking = _Check(segment, words, seen)
    for (_, last_id), (heads, lines) in zip(segment.spans(), chunks, strict=False):
        checking.chunk(heads, lines)
        if segment.first_id + checking.number != last_id:
            break
    return checking.found()


def queries(segment: Segment, words: Legs, *, is_postgresql: bool = False) -> tuple[str, str]:
    """The two queries whose parameters are a span and whose rows are :data:`Texts`."""
    fields = [field.format(first_id=segment.first_id) for field in _HEAD_FIELDS]
    # %z is SQLite's other name for %s, which marks a parameter here.
    marks = "\t".join(["%z"] * len(fields))
    head = f"format('{marks}', {', '.join(fields)})"
    leg, ordered = f"p.partner_id * {words.base} + p.coding_id", ""
    legs, pence = f"group_concat({leg})", "group_concat(p.amount_pence)"
    if is_postgresql:
        head, ordered = f"concat({', chr(9), '.join(fields)})", "',' ORDER BY p.partner_id, p.line"
        legs = f"string_agg(CAST({leg} AS text), {ordered})"
        pence = f"string_agg(CAST(p.amount_pence AS text), {ordered})"
    # Columns that a broken file gives as null make an empty list, which no entry has.
    lists = f"coalesce({legs}, ''), coalesce({pence}, '')"
    heads = (
        f"SELECT e.id, e.hash, {head} FROM ledger_entry e LEFT JOIN ledger_batch b ON b.id = e.batch_id "  # noqa: S608  names of our own columns
        "LEFT JOIN ledger_period per ON per.id = e.period_id LEFT JOIN ledger_source s ON s.id = e.source_id "
        "WHERE e.id BETWEEN %s AND %s ORDER BY e.id"
    )
    lines = (
        f"SELECT p.entry_id, {lists} FROM ledger_posting p WHERE p.entry_id BETWEEN %s AND %s "  # noqa: S608  names of our own columns
        "GROUP BY p.entry_id ORDER BY p.entry_id"
    )
    return heads, lines


def of_file(path: str, segment: Segment) -> Found:
    """Check a segment of the fund in this SQLite file, which is only read."""
    database = sqlite3.connect(Path(path).absolute().as_uri() + "?mode=ro", uri=True)

    def rows(sql: str, parameters: list[Any]) -> Iterable[tuple[Any, ...]]:
        return database.execute(sql.replace("%s", "?"), parameters)

    try:
        words = Legs.of(segment, rows)
        heads, lines = queries(segment, words)
        return check(segment, words, ((rows(heads, span), rows(lines, span)) for span in segment.spans()))
    finally:
        database.close()


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    json.dump(of_file(asked["path"], Segment(*asked["segment"])), sys.stdout)
