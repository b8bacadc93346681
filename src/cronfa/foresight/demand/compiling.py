"""How the kernels of this room are compiled: when first called, kept for the next process, and holding no interpreter.

Nothing in them makes or keeps an array, so numba need not count references to those they are given (``_nrt=False``): counting
would cost ten times what drawing a random number does. Parts are compiled into the whole that calls them, and only wholes are
kept; numba keeps them by the file of the whole alone, so a whole is told the digest of every part's file.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba

Real: TypeAlias = Any
"""A number of compiled code, which no type checker follows."""
Whole: TypeAlias = Any
F = TypeVar("F", bound=Callable[..., Any])
_ALIKE: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
_PART: dict[str, Any] = {**_ALIKE, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def part(function: F) -> F:
    """Called by other compiled functions alone."""
    return cast(F, numba.njit(**_PART)(function))


def inlined(function: F) -> F:
    """A part put into each of its callers: what is called so often that handing over the tables would cost more than the work."""
    return cast(F, numba.njit(**_PART, forceinline=True)(function))


def whole(function: F) -> F:
    """Called from Python; compiled when first called, with all of its parts, and kept. It must close over ``digest()``."""
    assert digest() in [cell.cell_contents for cell in function.__closure__ or ()], "kept under no digest"
    return cast(F, numba.njit(**_ALIKE, cache=True)(function))


@cache
def digest() -> str:
    """Of the files of this room: another when anything that is compiled may be."""
    found = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
