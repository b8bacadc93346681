"""One batch of entries on its way into the ledger: checked, numbered, chained, written, sealed."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cronfa.ledger import canonical, codes, database, stored
from cronfa.ledger.behind import Behind
from cronfa.ledger.checks import Checker
from cronfa.ledger.entries import EntryDraft
from cronfa.ledger.funds import Fund, stamp
from cronfa.ledger.lines import Lines, Shape
from cronfa.problems import Problem, Problems

if TYPE_CHECKING:
    import polars as pl

PROBLEMS_SHOWN = 1_000
WRITTEN_BEHIND_FROM = 1_000
"""From so many entries on, they are written while the next are made ready."""
_ENTRY = (
    "ledger_entry (id, fund_id, number, batch_id, kind, posting_date, service_date, period_id, source_id, source_line, "
    "narrative, who, reason, idempotency_key, reverses_id, category, supplier, adjustment, hash)"
)
_POSTING = "ledger_posting (entry_id, partner_id, line, coding_id, amount_pence)"


class Frames(NamedTuple):
    """Entries and their postings as frames with the names of their tables; ``same`` are the entries' columns that are alike
    in every row.
    """

    entries: "pl.DataFrame"
    same: Mapping[str, Any]
    postings: "pl.DataFrame"


@dataclass(frozen=True, slots=True)
class PostResult:
    """What posting did. ``numbers`` are the entries' numbers in the order of the drafts, posted now or before."""

    posted: int
    posted_before: int
    numbers: Sequence[int]
    head_number: int
    head_hash: str


@dataclass(slots=True)
class _Stretch:
    """What some drafts come to: the number and hash after them, their numbers, their rows, their problems."""

    number: int
    hash: str
    numbers: list[int] = field(default_factory=list)
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    postings: list[tuple[int, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Batch:
    """Entries of one transaction. Used once: made, entered with ``with``, given drafts, sealed."""

    def __init__(self, fund: Fund, recorded_at: datetime | None) -> None:
        self._behind = Behind()
        self._writing = database.Session()
        # What is asked must see what has been written, and PostgreSQL hears one statement at a time.
        self.db = self._writing.asking_after(self._behind.wait)
        self.fund = fund
        self.number, self.hash, last_recorded_at, last_event = stored.locked_head(fund, self.db)
        self.first_number, self.previous_hash = self.number + 1, self.hash
        # "As known on" needs a clock that never runs backwards.
        self.recorded_at = max(stamp(recorded_at), last_recorded_at)
        self.id = fund.first_id + self.first_number
        self.numbers = array("q")
        self.problems: list[Problem] = []
        self.checker = Checker(fund, self.db, last_event)
        self.lines = Lines(fund, self.db)
        self._is_open = False
        self._rest: _Stretch | None = None

    def __enter__(self) -> Self:
        self._behind.__enter__()
        return self

    def __exit__(self, *wrong: object) -> None:
        self._behind.__exit__(*wrong)

    def add(self, drafts: Sequence[EntryDraft]) -> None:
        """Check and write some more entries; those that are there already only give their numbers."""
        self._write_rest()
        # While the stretch before is being written, this one is made as if none of it were there already.
        hopeful = None if any(draft.reverses for draft in drafts) else self._stretch(drafts, {}, {})
        keys = [canonical.clean(draft.idempotency_key) for draft in drafts]
        there = stored.numbers_by_key(self.fund, keys, self.db)
        stretch = hopeful if hopeful and not there else self._stretch(drafts, there, self._bodies(there))
        self.number, self.hash = stretch.number, stretch.hash
        self.numbers.extend(stretch.numbers)
        self.problems += stretch.problems[: PROBLEMS_SHOWN - len(self.problems)]
        if stretch.entries and not self.problems:
            self._rest = stretch
            if len(stretch.entries) >= WRITTEN_BEHIND_FROM:
                self._write_rest()

    def write(self, hashes: Sequence[str], frames: Frames) -> None:
        """Write entries that are sound, numbered from the next number on, with their hashes."""
        self._behind.do(self.writing(hashes, frames))

    def writing(self, hashes: Sequence[str], frames: Frames) -> Callable[[], None]:
        """As :meth:`write`, but for whoever calls what is given, in a thread of its own if it likes."""
        self._write_rest()
        self._behind.wait()
        self._open()
        self.numbers.extend(range(self.number + 1, self.number + 1 + len(hashes)))
        self.number, self.hash = self.number + len(hashes), hashes[-1]
        return partial(self._insert_frames, frames)

    def seal(self) -> PostResult:
        """Close the batch, or refuse all of it.

        Raises:
            Problems: everything found wrong in any draft.
        """
        if self.problems:
            raise Problems(self.problems)
        self._behind.wait()
        posted = self.number - self.first_number + 1
        if posted:
            self._write_last()
        return PostResult(posted, len(self.numbers) - posted, self.numbers, self.number, self.hash)

    def _write_last(self) -> None:
        rest, self._rest = self._rest, None
        self._open()
        if rest:
            self._insert(rest)
        values = (self.id, self.fund.id, self.first_number, self.number, self.previous_hash, self.hash)
        self._writing.run("INSERT INTO ledger_seal VALUES (%s, %s, %s, %s, %s, %s)", values)

    def _stretch(self, drafts: Iterable[EntryDraft], numbers: dict[str, int], bodies: dict[str, str]) -> _Stretch:
        """What the drafts come to when entries with these keys, numbers and canonical bodies are there already."""
        stretch, numbers, bodies = _Stretch(self.number, self.hash), dict(numbers), dict(bodies)
        for draft in drafts:
            head = canonical.fields(draft)
            shape, pence, wrong = self.lines.of(draft)
            body = canonical.body(head, shape.text % pence) if shape else ""
            key = head[9]
            if key in numbers:
                stretch.numbers.append(numbers[key])
                if bodies[key] != body:
                    stretch.problems.append(codes.KEY_REUSED.at(key=key, number=numbers[key]))
                continue
            found = wrong + self.checker.problems(draft, head, stretch.number)
            if found or shape is None:
                stretch.problems += found
                continue
            self._take(stretch, head, body, shape, pence)
            numbers[key], bodies[key] = stretch.number, body
        return stretch

    def _bodies(self, there: dict[str, int]) -> dict[str, str]:
        found = stored.by_numbers(self.fund, there.values()) if there else ()
        return {one.fields[9]: one.body() for one in found}

    def _take(self, stretch: _Stretch, head: tuple[str, ...], body: str, shape: Shape, pence: tuple[int, ...]) -> None:
        stretch.number = number = stretch.number + 1
        stretch.numbers.append(number)
        fund, first_id = self.fund, self.fund.first_id
        entry_id = first_id + number
        stretch.hash = carried = canonical.entry_hash(stretch.hash, fund.slug, number, self.recorded_at, body)
        kind, posted, served, period, file, line, narrative, who, reason, key, reverses, category, supplier, adjusts = (
            head
        )
        stretch.entries.append(
            (
                entry_id,
                fund.id,
                number,
                self.id,
                kind,
                posted,
                served,
                self.checker.period_id(period),
                self.checker.source_id(file) if file else None,
                int(line) if line else None,
                narrative,
                who,
                reason,
                key,
                first_id + int(reverses) if reverses else None,
                category,
                supplier,
                1 if adjusts else 0,
                carried,
            )
        )
        stretch.postings += zip(
            repeat(entry_id), shape.partner_ids, shape.places, shape.coding_ids, pence, strict=False
        )

    def _write_rest(self) -> None:
        """Begin to write what has been made ready."""
        rest, self._rest = self._rest, None
        if rest and not self.problems:
            self._open()
            self._behind.do(partial(self._insert, rest))

    def _open(self) -> None:
        if not self._is_open:
            self._writing.run("INSERT INTO ledger_batch VALUES (%s, %s, %s)", (self.id, self.fund.id, self.recorded_at))
            self._is_open = True

    def _insert(self, stretch: _Stretch) -> None:
        self._writing.insert_rows(_ENTRY, stretch.entries)
        self._writing.insert_rows(_POSTING, stretch.postings)

    def _insert_frames(self, frames: Frames) -> None:
        self._writing.insert_frame("ledger_entry", frames.entries, frames.same)
        self._writing.insert_frame("ledger_posting", frames.postings, {})
