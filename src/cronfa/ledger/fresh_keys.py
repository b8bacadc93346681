"""Whether the idempotency keys of a long batch are new to its fund, asked without waiting for what is being written.

On SQLite a second connection sees what was committed, while the transaction itself writes; what the batch has brought so far
is known by hashes of its keys. Two keys with one hash are asked about as if they were one: nothing is taken for new that
may not be.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cronfa.ledger import database, stored
from cronfa.ledger.funds import Fund

_CACHE = "PRAGMA cache_size = -8192"
"""Eight megabytes: keys come in no order, so a larger cache would only fill."""


class FreshKeys:
    """The keys of one batch. ``db`` sees what the batch has written, ``number`` is the fund's last before it."""

    def __init__(self, fund: Fund, number: int, db: database.Session) -> None:
        self._fund, self._number, self._db = fund, number, db
        self._hashes: NDArray[np.uint64] = np.zeros(0, np.uint64)
        self._beside = None if db.is_postgresql else database.another_connection()
        self._asks: database.Session | None = None

    def note(self, keys: pl.Series) -> bool:
        """Remember the keys of the next stretch; whether none of them has come in this batch before."""
        hashes = np.sort(keys.hash().to_numpy())
        found = np.searchsorted(self._hashes, hashes)
        is_new = not self._hashes.size or not (self._hashes.take(found, mode="clip") == hashes).any()
        self._hashes = np.sort(np.concatenate([self._hashes, hashes]), kind="stable")
        return is_new

    def are_new(self, keys: pl.Series, *, first_here: bool) -> bool:
        """Whether the fund has none of these keys; ``first_here`` is what :meth:`note` said."""
        committed = self._committed() if first_here else None
        return not stored.numbers_by_key(self._fund, keys.to_list(), committed or self._db)

    def _committed(self) -> database.Session | None:
        """What asks for entries that are committed; nothing where the transaction has written others before this batch."""
        if self._asks is None and self._beside is not None:
            asks = database.Session(self._beside)
            asks.run(_CACHE)
            if stored.head(self._fund, asks)[0] != self._number:
                self.close()
                return None
            self._asks = asks
        return self._asks

    def close(self) -> None:
        """Close the second connection, if there is one."""
        beside, self._beside, self._asks = self._beside, None, None
        if beside is not None:
            beside.close()
