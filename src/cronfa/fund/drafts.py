"""Events of the fund as entries to post: pure, from finished attributions and settlements to balanced drafts.

The accounting is one idea throughout: every posting belongs to a partner, and every entry adds up to nothing for each of
them. What one partner's money paid for another's responsibility therefore stands in ``clearing`` between the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cronfa.intake.lines import Line
from cronfa.ledger.entries import EntryDraft, EntryKind, PostingDraft, SourceLine


@dataclass(frozen=True, slots=True)
class Posting:
    """Which file lines come from, and who posts them."""

    file: str
    """SHA-256 of the file in hex."""
    name: str
    who: str


def contribution(line: Line, clause: str | None, period: str, by: Posting) -> EntryDraft:
    """Money that a partner has paid into the fund."""
    assert line.partner is not None, "a contribution has a partner"
    made = [
        PostingDraft("bank", line.partner, line.amount_pence, line.scheme, None, clause),
        PostingDraft("contributions", line.partner, -line.amount_pence, line.scheme, None, clause),
    ]
    return from_line("contribution", line, made, period, by)


def from_line(kind: EntryKind, line: Line, made: list[PostingDraft], period: str, by: Posting) -> EntryDraft:
    """The entry of one line of a file, with these postings."""
    return EntryDraft(
        kind=kind,
        idempotency_key=line.key,
        posting_date=line.posting_date,
        service_date=line.service_date,
        period=period,
        narrative=line.narrative or line.transaction or line.category or line.scheme,
        who=by.who,
        postings=made,
        source=SourceLine(by.file, line.row),
        category=line.category or None,
        supplier=line.supplier or None,
    )


def opening_reserve(
    fund: str, reserve: str, stakes: Mapping[str, int], clause: str | None, day: date, period: str, who: str
) -> EntryDraft:
    """A reserve that the fund begins with, by whose money it is. The posting's scheme names the reserve."""
    made = []
    for partner, pence in stakes.items():
        made += [
            PostingDraft("bank", partner, pence, reserve, None, clause),
            PostingDraft("reserve", partner, -pence, reserve, None, clause),
        ]
    return EntryDraft(
        kind="opening",
        idempotency_key=f"{fund}/opening/{reserve}",
        posting_date=day,
        period=period,
        narrative=f"Opening balance of reserve {reserve}",
        who=who,
        postings=[posting for posting in made if posting.amount_pence],
    )
