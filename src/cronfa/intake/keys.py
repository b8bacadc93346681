"""Keys: what makes a line the same line, whichever file it comes in.

A key is the posting date and a digest of the data set's name, transaction, posting date, amount and supplier; the second
line that agrees in all of them has ``-2`` after it, and so on. The date stands first so that keys posted together stand
together in the ledger's index, however many there are. Scheme, category and narrative are left out on purpose: when
they change, the line is the same line described otherwise, and :mod:`cronfa.intake.comparing` finds the change.
"""

import hashlib

import numpy as np
import polars as pl
from numpy.typing import NDArray

DIGEST = "@digest"
"""The column that holds each line's digest: twelve bytes, where its key as text would take fifty."""
NUMBER = "@number"
"""The column that holds each line's number among lines alike, from one."""
_DIGEST_BYTES = 12
_DATE = "%Y%m%d"
_BETWEEN = "\x1f"


def digests(frame: pl.DataFrame, dataset: str) -> pl.Series:
    """The digest of each line's identity."""
    parts = [pl.lit(dataset), "transaction", pl.col("posting_date").cast(pl.String), "amount_pence", "supplier"]
    texts = frame.select(pl.concat_str(parts, separator=_BETWEEN).cast(pl.Binary)).to_series()
    blake2b = hashlib.blake2b
    return pl.Series(DIGEST, [blake2b(text, digest_size=_DIGEST_BYTES).digest() for text in texts], dtype=pl.Binary)


def numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with :data:`NUMBER`.

    Lines alike are numbered in the order of their descriptions and then of their rows, so that a file sent again in
    another order keeps its keys.
    """
    first = frame.with_columns(pl.lit(1, dtype=pl.UInt32).alias(NUMBER))
    if not _any_twice(frame[DIGEST].hash().to_numpy()):
        return first
    order = ["service_date", "category", "cost_centre", "narrative", "row"]
    alike = frame.filter(frame[DIGEST].is_duplicated()).sort(order, nulls_last=True)
    number = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over(DIGEST).alias(NUMBER)
    return first.update(alike.select("row", number), on="row")


def _any_twice(hashes: NDArray[np.uint64]) -> bool:
    """Whether any number occurs twice; found in a tenth of the memory that a table of the digests would take."""
    in_order = np.sort(hashes)
    return bool((in_order[1:] == in_order[:-1]).any())


def with_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``key`` in place of :data:`DIGEST` and :data:`NUMBER`."""
    suffix = pl.when(pl.col(NUMBER) > 1).then(pl.concat_str(pl.lit("-"), NUMBER)).otherwise(pl.lit(""))
    day, digest = pl.col("posting_date").dt.strftime(_DATE), pl.col(DIGEST).bin.encode("hex")
    return frame.with_columns(key=pl.concat_str(day, digest, suffix)).drop(DIGEST, NUMBER)
