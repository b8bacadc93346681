"""A ledger in plain Python, as simple as can be, for the real one to be compared with."""

from collections import Counter
from dataclasses import dataclass, field

from cronfa.ledger.entries import EntryDraft, PostingDraft


@dataclass
class Oracle:
    """Keeps what was posted in a list and answers by adding up."""

    partners: tuple[str, ...]
    periods: dict[str, str] = field(default_factory=dict)
    posted: list[EntryDraft] = field(default_factory=list)

    def would_accept(self, draft: EntryDraft) -> bool:
        """Whether a draft with a new key may be posted."""
        status = self.periods.get(draft.period, "closed")
        sums: Counter[str] = Counter()
        for posting in draft.postings:
            sums[posting.partner] += posting.amount_pence
        return (
            (status == "open" or (status == "soft-closed" and draft.adjustment))
            and bool(draft.postings)
            and not any(sums.values())
            and all(partner in self.partners for partner in sums)
            and self._may_reverse(draft)
        )

    def _may_reverse(self, draft: EntryDraft) -> bool:
        if draft.kind != "reversal":
            return True
        reversed_before = {entry.reverses for entry in self.posted}
        return (
            bool(draft.reason)
            and 1 <= (draft.reverses or 0) <= len(self.posted)
            and draft.reverses not in reversed_before
        )

    def post(self, draft: EntryDraft) -> int | None:
        """The number that the draft gets or has; nothing if it is refused."""
        for number, entry in enumerate(self.posted, start=1):
            if entry.idempotency_key == draft.idempotency_key:
                return number if _content(entry) == _content(draft) else None
        if not self.would_accept(draft):
            return None
        self.posted.append(draft)
        return len(self.posted)

    def balances(self) -> dict[tuple[str, str, str], int]:
        """By partner, account and scheme."""
        sums: dict[tuple[str, str, str], int] = {}
        for draft in self.posted:
            for posting in draft.postings:
                key = (posting.partner, posting.account, posting.scheme or "")
                sums[key] = sums.get(key, 0) + posting.amount_pence
        return sums


def _content(draft: EntryDraft) -> tuple[object, ...]:
    lines = sorted(draft.postings, key=lambda line: draft.postings.index(line))
    by_partner: dict[str, list[PostingDraft]] = {}
    for line in lines:
        by_partner.setdefault(line.partner, []).append(line)
    return (
        draft.kind,
        draft.posting_date,
        draft.period,
        draft.narrative,
        draft.reverses,
        draft.adjustment,
        sorted(by_partner.items()),
    )
