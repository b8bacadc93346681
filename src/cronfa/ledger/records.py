"""What stands beside the entries of a fund, as plain values: partners, agreements, source files, periods.

This *standing data* is append-only as the entries are. A checkpoint signs a digest of as much of it as there was.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

PeriodStatus = Literal["open", "soft-closed", "closed"]
PERIOD_STATUSES: tuple[PeriodStatus, ...] = get_args(PeriodStatus)


class Period(NamedTuple):
    """An accounting period and how it stands."""

    code: str
    starts: date
    ends: date
    status: PeriodStatus


class PeriodEvent(NamedTuple):
    """One change of a period's status: what, why, who, when; with the period's days."""

    code: str
    starts: str
    ends: str
    status: PeriodStatus
    reason: str
    who: str
    recorded_at: str


class Agreement(NamedTuple):
    """One version of the agreement's document as it was registered."""

    sha256: str
    text: str
    who: str
    registered_at: str


class SourceFile(NamedTuple):
    """A registered file. ``rows`` and ``total_pence`` are its control totals; ``mapping`` the text of its mapping."""

    sha256: str
    name: str
    mapping: str
    rows: int
    total_pence: int
    who: str
    received_at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing data of one fund, each list in the order in which it grew."""

    slug: str
    title: str
    partners: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    sources: tuple[SourceFile, ...]
    period_events: tuple[PeriodEvent, ...]

    def digest(self, like: str | None = None) -> str:
        """How much there is of each list, and the SHA-256 over it; ``like`` an earlier digest, over as much as it covers."""
        lists: tuple[tuple[object, ...], ...] = (self.partners, self.agreements, self.sources, self.period_events)
        lengths = [len(each) for each in lists] if like is None else _lengths(like)
        covered = [each[:length] for each, length in zip(lists, lengths, strict=True)]
        text = json.dumps([self.slug, self.title, *covered], ensure_ascii=False, separators=(",", ":"))
        found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return ".".join(str(len(each)) for each in covered) + ":" + found


def _lengths(digest: str) -> list[int]:
    lengths = digest.partition(":")[0].split(".")
    return [int(length) if length.isascii() and length.isdigit() else 0 for length in (*lengths, *"0000")[:4]]
