"""The same entries for everybody: spend paid 60:40 from a pool of two partners, five postings each, by a fixed seed.

The spend of the real example comes to four, five or six postings a line, 5.2 in the mean: five is what real lines need.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from cronfa.ledger.entries import EntryDraft, PostingDraft

PARTNERS = ("leeds", "nhs-leeds")
SCHEMES = tuple(f"residential-{number}" for number in range(1, 8))
PERIODS = tuple((f"2012-13 M{month:02d}", date(2012 + (month > 9), (month + 2) % 12 + 1, 1)) for month in range(1, 13))


def days() -> list[tuple[str, date, date]]:
    """The periods with their first and last days."""
    starts = [first for _, first in PERIODS] + [date(2013, 4, 1)]
    return [(code, first, after - timedelta(days=1)) for (code, first), after in zip(PERIODS, starts[1:], strict=True)]


def drafts(count: int, seed: int = 1) -> Iterator[EntryDraft]:
    """So many entries, spread over twelve months."""
    chance = random.Random(seed)
    for number in range(count):
        code, first = PERIODS[number * 12 // count]
        pence, scheme = chance.randrange(200, 1_000_000), chance.choice(SCHEMES)
        lent = pence * 4 // 10
        lines = (
            PostingDraft("expenditure", "leeds", pence, scheme, None, "Sch 2 para 4"),
            PostingDraft("bank", "leeds", lent - pence, scheme),
            PostingDraft("bank", "nhs-leeds", -lent, scheme),
            PostingDraft("clearing", "leeds", -lent, scheme, "nhs-leeds", "Sch 3 para 1"),
            PostingDraft("clearing", "nhs-leeds", lent, scheme, "leeds", "Sch 3 para 1"),
        )
        yield EntryDraft(
            "spend",
            f"spend/{number}",
            first,
            code,
            "Residential care placement",
            "intake",
            lines,
            category="Private contractors",
            supplier=f"Supplier {number % 997} Ltd",
        )
