"""Whether the idempotency keys of a long batch are new to its fund, asked without waiting for what is being written.

On SQLite a second connection sees what was committed, while the transaction itself writes. Nobody else can post meanwhile.
"""

from collections.abc import Sequence

from cronfa.ledger import database, stored
from cronfa.ledger.funds import Fund

_CACHE = "PRAGMA cache_size = -8192"
"""Eight megabytes: keys come in no order, so a larger cache would only fill."""


class FreshKeys:
    """Asks about the keys of one batch. ``db`` sees what has been written, ``number`` is the fund's last before the batch."""

    def __init__(self, fund: Fund, number: int, db: database.Session) -> None:
        self._fund, self._number, self._db = fund, number, db
        self._beside = None if db.is_postgresql else database.another_connection()
        self._asks: database.Session | None = None

    def are_new(self, keys: Sequence[str]) -> bool:
        """Whether none of these keys was there before the batch."""
        return not stored.numbers_by_key(self._fund, keys, self._committed() or self._db)

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
