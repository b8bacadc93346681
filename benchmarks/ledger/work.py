"""The same entries for everybody: spend paid 60:40 from a pool of two partners, five postings each, by a fixed seed.

The spend of the real example comes to four, five or six postings a line, 5.2 in the mean: five is what real lines need.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import polars as pl

from cronfa.attribution.rules import Dated, Rule, Rules
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


def rules() -> Rules:
    """By which the lines of :func:`frames` come to the postings that :func:`drafts` have."""
    rule = Rule("responsibility", "Sch 2 para 4", otherwise="leeds", funding=(60, 40), funding_clause="Sch 3 para 1")
    return Rules(PARTNERS, dict.fromkeys(SCHEMES, (Dated(PERIODS[0][1], date(2013, 3, 31), rule),)))


def frames(count: int, each: int = 20_000, seed: int = 1) -> Iterator[pl.DataFrame]:
    """So many lines as they come out of intake, spread over twelve months: spend not yet attributed to anybody.

    They come in longer stretches than a file is taken in by, which must stay within its memory.
    """
    chance, firsts = np.random.default_rng(seed), pl.Series([first for _, first in PERIODS])
    for start in range(0, count, each):
        number = pl.Series(range(start, min(start + each, count)), dtype=pl.Int64)
        yield pl.DataFrame({"row": number + 2, "day": firsts.gather(number * 12 // count)}).select(
            "row",
            pl.format("spend/{}", number).alias("key"),
            pl.lit(pl.Series(chance.integers(200, 1_000_000, len(number)))).alias("amount_pence"),
            pl.lit(pl.Series(SCHEMES).gather(chance.integers(0, len(SCHEMES), len(number)))).alias("scheme"),
            pl.col("day").alias("posting_date"),
            pl.col("day").alias("service_date"),
            pl.lit("leeds").alias("responsible"),
            pl.lit("Residential care placement").alias("narrative"),
            pl.lit("").alias("transaction"),
            pl.lit("Private contractors").alias("category"),
            pl.format("Supplier {} Ltd", number % 997).alias("supplier"),
        )


def periods_of(days: pl.Series) -> pl.Series:
    """The period of each day, which is a month's first."""
    return days.replace_strict([first for _, first in PERIODS], [code for code, _ in PERIODS])
