"""Many entries as columns: what a whole file becomes, without a Python object for each of its lines.

A stretch of :class:`EntryColumns` means the drafts that :meth:`EntryColumns.drafts` gives, one by one; posting it writes
the same entries with the same hashes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cronfa.ledger.entries import EntryDraft, EntryKind, PostingDraft, SourceLine

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EntryColumns:
    """Entries of one kind from one file, by one author.

    ``heads`` has a row for each entry and the columns of :data:`HEADS`. The postings follow each other entry by entry:
    ``entry`` is the place of each posting's entry, ``leg`` the place in ``legs`` of all that it says but its ``pence``.
    """

    kind: EntryKind
    who: str
    file: str
    """SHA-256 of the file in hex."""
    heads: pl.DataFrame
    legs: Sequence[PostingDraft]
    """Postings whose pence are left out."""
    entry: Places
    leg: Places
    pence: Places

    def __post_init__(self) -> None:
        assert tuple(self.heads.columns) == tuple(HEADS), "a column is missing"
        assert self.entry.size == self.leg.size == self.pence.size, "columns of one length"
        assert not self.entry.size or (np.diff(self.entry) >= 0).all(), "postings out of order"

    def drafts(self) -> Iterator[EntryDraft]:
        """The same entries one by one."""
        ends = np.searchsorted(self.entry, np.arange(self.heads.height + 1)).tolist()
        leg, pence = self.leg.tolist(), self.pence.tolist()
        for place, row in enumerate(self.heads.iter_rows()):
            key, posting_date, service_date, period, source_line, narrative, category, supplier = row
            yield EntryDraft(
                kind=self.kind,
                idempotency_key=key,
                posting_date=posting_date,
                service_date=service_date,
                period=period,
                narrative=narrative,
                who=self.who,
                postings=[
                    self.legs[leg[at]]._replace(amount_pence=pence[at]) for at in range(ends[place], ends[place + 1])
                ],
                source=SourceLine(self.file, source_line),
                category=category or None,
                supplier=supplier or None,
            )


HEADS: dict[str, type] = {
    "key": str,
    "posting_date": date,
    "service_date": date,
    "period": str,
    "source_line": int,
    "narrative": str,
    "category": str,
    "supplier": str,
}
"""What differs from entry to entry."""
