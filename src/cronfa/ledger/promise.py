"""A value that one process makes for others: whoever needs it before it is there waits for it."""

import mmap
import os
import pickle
from tempfile import TemporaryFile
from typing import Any


class Promise:
    """Made before the processes are: the one that keeps it, and those that ask, are forked from the one that made it."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  open as long as the promise is
        self._until, self._making = os.pipe()
        """Nothing is ever written here. Its end is read, by however many, when nobody can write any more."""

    def keep(self, value: Any) -> None:
        """Say the value, once, in the process that has made it."""
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._file.flush()
        self.leave()

    def leave(self) -> None:
        """It is another process that keeps this promise."""
        os.close(self._making)

    def value(self) -> Any:
        """What has been said; nothing where the process that promised has ended without. Waits until it is one of the two."""
        os.read(self._until, 1)
        try:
            with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as said:
                return pickle.loads(said)  # noqa: S301  a file without a name, written by our own process
        except (ValueError, EOFError, pickle.UnpicklingError):  # empty, or broken off
            return None

    def close(self) -> None:
        """Nobody asks any more in this process."""
        self._file.close()
        os.close(self._until)


PROMISED: dict[str, Promise] = {}
"""What has been promised to this process, by name."""
