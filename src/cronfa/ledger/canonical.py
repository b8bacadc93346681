"""The canonical text of an entry, and the chain of hashes over it.

An entry is written as lines of tab-separated fields: a head, then one line a posting. What is absent is an empty field;
no field can hold a tab or a line break, so the text can be read only one way. The chain is
``hash = SHA-256(previous hash in hex, line break, text)``; the first entry follows the hash of the fund's own name.
``sha256sum`` is enough to check it.

Fields of the head: the word ``entry``, fund, number, time of recording, kind, posting date, service date, period, source
file, source line, narrative, who, reason, idempotency key, reversed number, category, supplier, ``adjustment`` or nothing.
Fields of a posting: partner, account, scheme, counterparty, clause, pence.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from cronfa.ledger.entries import EntryDraft, PostingDraft

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def clean(text: str | None) -> str:
    """One line of text: control characters, line breaks and broken letters become a space, absence an empty text."""
    if not text or text.isprintable():
        return text or ""
    return _UNPRINTABLE.sub(" ", text)


def genesis(fund: str) -> str:
    """The hash that a fund's first entry follows."""
    return hashlib.sha256(f"cronfa ledger\t{fund}".encode()).hexdigest()


def chained(previous_hash: str, text: str) -> str:
    """The hash of the entry with this canonical text, after the entry with that hash."""
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def posting_head(posting: PostingDraft) -> str:
    """A posting's canonical line but for its pence, which follow."""
    account, partner, _, scheme, counterparty, clause = posting
    return f"{clean(partner)}\t{account}\t{clean(scheme)}\t{clean(counterparty)}\t{clean(clause)}\t"


def fields(draft: EntryDraft) -> tuple[str, ...]:
    """The head's fields that the draft itself gives, from its kind to its adjustment mark."""
    file, line = draft.source or ("", "")
    posted = draft.posting_date.isoformat()
    given = (
        draft.kind,
        posted,
        draft.service_date.isoformat() if draft.service_date else posted,
        draft.period,
        file,
        str(line),
        draft.narrative,
        draft.who,
        draft.reason or "",
        draft.idempotency_key,
        str(draft.reverses or ""),
        draft.category or "",
        draft.supplier or "",
        "adjustment" if draft.adjustment else "",
    )
    return given if "".join(given).isprintable() else tuple(clean(field) for field in given)


def entry_text(fund: str, number: int, recorded_at: str, head: Iterable[str], posting_lines: Iterable[str]) -> str:
    """The canonical text of one entry."""
    first, rest = "\t".join(head), "\n".join(posting_lines)
    return f"entry\t{fund}\t{number}\t{recorded_at}\t{first}\n{rest}"


def body(head: Iterable[str], posting_lines: str) -> str:
    """The canonical text after the time of recording: all that the draft itself says."""
    return "\t".join(head) + "\n" + posting_lines


def entry_hash(previous_hash: str, fund: str, number: int, recorded_at: str, body: str) -> str:
    """The hash of the entry whose canonical text has this body, after the entry with that hash."""
    text = f"{previous_hash}\nentry\t{fund}\t{number}\t{recorded_at}\t{body}"
    return hashlib.sha256(text.encode()).hexdigest()


StoredLine = tuple[str, str, str, str, str, int]
"""Partner, account, scheme, counterparty, clause, pence: the fields of a posting's canonical line."""


class Stored(NamedTuple):
    """One entry as stored: ``fields`` and ``lines`` are those of the canonical text."""

    number: int
    recorded_at: str
    hash: str
    fields: tuple[str, ...]
    lines: tuple[StoredLine, ...]

    def line_texts(self) -> list[str]:
        return ["\t".join(line[:5]) + f"\t{line[5]}" for line in self.lines]

    def body(self) -> str:
        """The canonical text after the time of recording."""
        return body(self.fields, "\n".join(self.line_texts()))

    def text(self, fund: str) -> str:
        """The canonical text."""
        return entry_text(fund, self.number, self.recorded_at, self.fields, self.line_texts())
