"""What is made of a fund's entries once, kept in this process, and afterwards only added to.

A ledger only grows, so what was made of its entries up to one of them is right for ever; that entry's hash names the whole
history before it. What is kept is used while that entry still carries that hash, and the entries after it are added;
otherwise (another database at the same address, a transaction that was undone) it is made anew.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from cronfa.ledger import database, stored
from cronfa.ledger.funds import Fund
from cronfa.ledger.promise import PROMISED

T = TypeVar("T")
_Name = tuple[object, ...]
"""What tells a fund from any other: its database and its id there."""
Adds = Callable[[Fund, T, int, int, database.Session], T]
"""Fund, what is known, the numbers of the last entry in it and of the last to add → both together, as a new value."""
_MOST = 32
"""Funds that are kept; the one that was asked for longest ago goes first."""


@dataclass(frozen=True, slots=True)
class _Known(Generic[T]):
    last: int
    hash: str
    value: T


class Kept(Generic[T]):
    """One kind of thing that is kept of each fund: ``empty`` for no entries, and how ``add`` takes more in.

    By its ``name`` another process may have promised it, which reads ahead.
    """

    def __init__(self, name: str, empty: Callable[[], T], add: Adds[T]) -> None:
        self._name, self._empty, self._add = name, empty, add
        self._known: OrderedDict[_Name, _Known[T]] = OrderedDict()
        self._lock, self._taking_over = Lock(), Lock()
        self._making: defaultdict[_Name, Lock] = defaultdict(Lock)

    def of(self, fund: Fund) -> T:
        """What is made of the fund's entries as its ledger stands now. It is shared: nobody changes it."""
        db = database.Session()
        last, head_hash, _ = stored.head(fund, db)
        if not last:
            return self._empty()
        name = (*database.identity(), fund.id)
        known = self._found(name, last, head_hash)
        if known is None:
            with self._lock:
                making = self._making[name]
            with making:  # several who ask at once wait for one of them
                known = self._found(name, last, head_hash) or self._made(fund, name, last, head_hash, db)
        return known.value

    def forget(self) -> None:
        """Everything that is kept."""
        with self._lock:
            self._known.clear()

    def known(self) -> dict[_Name, _Known[T]]:
        """Everything that is kept, for a process that goes on from there."""
        with self._lock:
            return dict(self._known)

    def _take_over(self) -> None:
        """What another process has promised, once it is there."""
        with self._taking_over:
            promise = PROMISED.pop(self._name, None)
            if promise:
                read = promise.value() or {}
                promise.close()
                with self._lock:
                    self._known = OrderedDict(read | self._known)

    def _found(self, name: _Name, last: int, head_hash: str) -> _Known[T] | None:
        """What is kept, if it is of the whole ledger as it stands."""
        with self._lock:
            known = self._known.get(name)
            if known is None or (known.last, known.hash) != (last, head_hash):
                return None
            self._known.move_to_end(name)
            return known

    def _made(self, fund: Fund, name: _Name, last: int, head_hash: str, db: database.Session) -> _Known[T]:
        """What is kept, with what came after it; or all of it anew."""
        self._take_over()
        with self._lock:
            known = self._known.get(name)
        if known is None or known.last > last or not _still_there(fund, known, db):
            known = _Known(0, "", self._empty())
        if (known.last, known.hash) != (last, head_hash):
            known = _Known(last, head_hash, self._add(fund, known.value, known.last, last, db))
        with self._lock:
            self._known[name] = known
            self._known.move_to_end(name)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return known


def _still_there(fund: Fund, known: _Known[T], db: database.Session) -> bool:
    found = db.row("SELECT hash FROM ledger_entry WHERE id = %s", [fund.first_id + known.last])
    return found is not None and found[0] == known.hash
