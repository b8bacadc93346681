"""One batch of entries on its way into the ledger: checked, numbered, chained, written, sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cronfa.ledger import canonical, codes, database, stored
from cronfa.ledger.checks import Checker
from cronfa.ledger.entries import EntryDraft
from cronfa.ledger.funds import Fund, lock, stamp
from cronfa.ledger.lines import Line, Lines
from cronfa.problems import Problem, Problems

PROBLEMS_SHOWN = 1_000
_ENTRY = (
    "ledger_entry (id, fund_id, number, batch_id, kind, posting_date, service_date, period_id, source_id, source_line, "
    "narrative, who, reason, idempotency_key, reverses_id, category, supplier, adjustment, hash)"
)
_POSTING = "ledger_posting (entry_id, partner_id, line, coding_id, amount_pence)"

Content = tuple[tuple[str, ...], list[str]]
"""What an idempotency key stands for: the head's fields and the lines' canonical texts."""

Columns = Sequence[Sequence[Any]]
"""Rows of a table, as columns of one length."""


@dataclass(frozen=True, slots=True)
class PostResult:
    """What posting did. ``numbers`` are the entries' numbers in the order of the drafts, posted now or before."""

    posted: int
    posted_before: int
    numbers: Sequence[int]
    head_number: int
    head_hash: str


class Batch:
    """Entries of one transaction. Used once: made, given drafts, sealed."""

    def __init__(self, fund: Fund, recorded_at: datetime | None) -> None:
        self.db = database.Session()
        lock(fund, self.db)
        self.fund = fund
        self.number, self.hash, last_recorded_at = stored.head(fund, self.db)
        self.first_number, self.previous_hash = self.number + 1, self.hash
        # "As known on" needs a clock that never runs backwards.
        self.recorded_at = max(stamp(recorded_at), last_recorded_at)
        self.id = fund.first_id + self.first_number
        self.numbers: list[int] = []
        self.problems: list[Problem] = []
        self.checker = Checker(fund, self.db)
        self.lines = Lines(fund, self.db)
        self._entries: list[tuple[Any, ...]] = []
        self._postings: list[tuple[int, int, int, int, int]] = []

    def add(self, drafts: Sequence[EntryDraft]) -> None:
        """Check and write some more entries; those that are there already only give their numbers."""
        if self._entries:
            self._write()
        heads = [canonical.fields(draft) for draft in drafts]
        there = stored.numbers_by_key(self.fund, [head[9] for head in heads], self.db)
        contents = self._contents(there)
        for draft, head in zip(drafts, heads, strict=True):
            lines, wrong = self.lines.of(draft)
            texts = [line[3] for line in lines]
            if head[9] in contents:
                self._posted_before(head[9], there[head[9]], contents[head[9]] == (head, texts))
                continue
            wrong += self.checker.problems(draft, head, self.number)
            if wrong:
                self.problems += wrong[: PROBLEMS_SHOWN - len(self.problems)]
                continue
            self._take(draft, head, lines, texts)
            there[head[9]], contents[head[9]] = self.number, (head, texts)

    def write(self, hashes: Sequence[str], entries: Columns, postings: Columns) -> None:
        """Write entries that are sound, numbered from the next number on, with their hashes."""
        self._write()
        if self.number < self.first_number:
            self._open()
        self.numbers += range(self.number + 1, self.number + 1 + len(hashes))
        self.number, self.hash = self.number + len(hashes), hashes[-1]
        self.db.insert_columns(_ENTRY, entries)
        self.db.insert_columns(_POSTING, postings)

    def seal(self) -> PostResult:
        """Close the batch, or refuse all of it.

        Raises:
            Problems: everything found wrong in any draft.
        """
        if self.problems:
            raise Problems(self.problems)
        posted = self.number - self.first_number + 1
        if posted:
            values = (self.id, self.fund.id, self.first_number, self.number, self.previous_hash, self.hash)
            with self.db.together(len(self._postings)):
                self._write()
                self.db.run("INSERT INTO ledger_seal VALUES (%s, %s, %s, %s, %s, %s)", values)
        return PostResult(posted, len(self.numbers) - posted, self.numbers, self.number, self.hash)

    def _contents(self, there: dict[str, int]) -> dict[str, Content]:
        """The content of the entries that are there already, by idempotency key."""
        if not there:
            return {}
        found = stored.by_numbers(self.fund, there.values())
        return {entry.fields[9]: (entry.fields, entry.line_texts()) for entry in found}

    def _posted_before(self, key: str, number: int, same: bool) -> None:
        self.numbers.append(number)
        if not same and len(self.problems) < PROBLEMS_SHOWN:
            self.problems.append(codes.KEY_REUSED.at(key=key, number=number))

    def _take(self, draft: EntryDraft, head: tuple[str, ...], lines: list[Line], texts: list[str]) -> None:
        self.number += 1
        self.numbers.append(self.number)
        entry_id = self.fund.first_id + self.number
        text = canonical.entry_text(self.fund.slug, self.number, self.recorded_at, head, texts)
        self.hash = canonical.chained(self.hash, text)
        source = draft.source
        self._entries.append(
            (
                entry_id,
                self.fund.id,
                self.number,
                self.id,
                head[0],
                head[1],
                head[2],
                self.checker.period_id(head[3]),
                self.checker.source_id(source.file) if source else None,
                source.line if source else None,
                head[6],
                head[7],
                head[8],
                head[9],
                self.fund.first_id + draft.reverses if draft.reverses else None,
                head[11],
                head[12],
                1 if draft.adjustment else 0,
                self.hash,
            )
        )
        self._postings += [(entry_id, line[0], place, line[1], line[2]) for place, line in enumerate(lines, start=1)]

    def _write(self) -> None:
        if not self._entries or self.problems:
            return
        if self._entries[0][0] == self.id:
            self._open()
        self.db.insert_rows(_ENTRY, self._entries)
        self.db.insert_rows(_POSTING, self._postings)
        self._entries, self._postings = [], []

    def _open(self) -> None:
        self.db.run("INSERT INTO ledger_batch VALUES (%s, %s, %s)", (self.id, self.fund.id, self.recorded_at))
