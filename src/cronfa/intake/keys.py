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

BASE = "@base"
_DIGEST_BYTES = 12
_DATE = "%Y%m%d"
BASE_LENGTH = 8 + 2 * _DIGEST_BYTES
"""How many characters of a key are the date and the digest, before the number among lines alike."""
_BETWEEN = "\x1f"


def base_keys(frame: pl.DataFrame, dataset: str) -> pl.Series:
    """The digest of each line's identity, without its number among lines alike."""
    parts = [pl.lit(dataset), "transaction", pl.col("posting_date").cast(pl.String), "amount_pence", "supplier"]
    texts = frame.select(pl.concat_str(parts, separator=_BETWEEN).cast(pl.Binary)).to_series()
    blake2b = hashlib.blake2b
    digests = [blake2b(text, digest_size=_DIGEST_BYTES).digest() for text in texts.to_list()]
    digest = pl.Series("digest", digests, dtype=pl.Binary).bin.encode("hex")
    return frame.select(pl.concat_str(pl.col("posting_date").dt.strftime(_DATE), digest).alias(BASE)).to_series()


def _any_twice(hashes: NDArray[np.uint64]) -> bool:
    """Whether any number occurs twice; found in a tenth of the memory that a table of the keys themselves would take."""
    in_order = np.sort(hashes)
    return bool((in_order[1:] == in_order[:-1]).any())


def with_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``key`` in place of :data:`BASE`.

    Lines alike are numbered in the order of their descriptions and then of their rows, so that a file sent again in
    another order keeps its keys.
    """
    bases = frame[BASE]
    if not _any_twice(bases.hash().to_numpy()):
        return frame.rename({BASE: "key"})
    repeated = bases.is_duplicated()
    order = ["service_date", "category", "cost_centre", "narrative", "row"]
    alike = frame.filter(repeated).sort(order, nulls_last=True)
    numbers = alike.select("row", pl.int_range(1, pl.len() + 1).over(BASE).alias("@number"))
    numbered = frame.join(numbers, on="row", how="left", maintain_order="left")
    suffix = pl.when(pl.col("@number") > 1).then(pl.concat_str(pl.lit("-"), "@number")).otherwise(pl.lit(""))
    return numbered.with_columns(key=pl.concat_str(BASE, suffix)).drop(BASE, "@number")
