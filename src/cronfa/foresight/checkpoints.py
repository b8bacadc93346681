"""The state of a simulation that is not finished, in a file: which simulation it is, how far it came, and its sums.

The file is a zip of one JSON and plain arrays; nothing in it is run when it is read. It is written beside its place and
moved there, so that it is whole or not there.
"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cronfa.foresight import codes
from cronfa.foresight.summaries import Distribution
from cronfa.problems import Problem, Where, stop

if TYPE_CHECKING:
    from cronfa.foresight.simulating import Summary

_HEADER = "simulation.json"
_FORM = 1
_ARRAYS = ("keys", "counts", "sums", "parts", "values")
_NUMBERS = tuple(field.name for field in fields(Distribution) if field.name not in _ARRAYS)


def save(path: Path, identity: Mapping[str, str], blocks: int, summary: "Summary") -> None:
    """Write how far a simulation came."""
    names = list(summary.columns)
    header = {
        "form": _FORM, "identity": dict(identity), "blocks": blocks, "runs": summary.runs, "counts": dict(summary.counts),
        "columns": {name: {n: str(getattr(column, n)) for n in _NUMBERS} for name, column in summary.columns.items()},
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(waiting, "w") as archive:
        archive.writestr(_HEADER, json.dumps(header))
        for at, name in enumerate(names):
            for array in _ARRAYS:
                held = getattr(summary.columns[name], array)
                if held is not None:
                    archive.writestr(f"{at}.{array}.npy", _bytes(held))
    waiting.replace(path)


def load(path: Path, identity: Mapping[str, str]) -> tuple[int, "Summary | None"]:
    """How many blocks are done and their summary; nought and nothing if there is no checkpoint.

    Raises:
        Problems: it is of another simulation, or cannot be read.
    """
    if not path.exists():
        return 0, None
    try:
        with zipfile.ZipFile(path) as archive:
            header = json.loads(archive.read(_HEADER))
            differs = [key for key, value in identity.items() if header["identity"].get(key) != value]
            if differs or header["form"] != _FORM:
                stop(
                    codes.OTHER_CHECKPOINT, Where(file=str(path)), file=path.name, differs=", ".join(differs) or "form"
                )
            return int(header["blocks"]), _summary(header, archive)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        stop(
            codes.CHECKPOINT_UNREADABLE,
            Where(file=str(path)),
            file=path.name,
            reason=str(error) or type(error).__name__,
        )


def placed(problem: Problem, file: str) -> Problem:
    """The same problem of a file by another name, for what is shown where the file lay in a passing folder."""
    return replace(problem, where=Where(file=file))


def _summary(header: dict[str, Any], archive: zipfile.ZipFile) -> "Summary":
    from cronfa.foresight.simulating import Summary

    there = set(archive.namelist())
    columns = {}
    for at, (name, numbers) in enumerate(header["columns"].items()):
        held: dict[str, Any] = {array: _array(archive, f"{at}.{array}.npy", there) for array in _ARRAYS}
        held.update({key: int(number) for key, number in numbers.items()})
        columns[name] = Distribution(**held)
    return Summary(int(header["runs"]), header["counts"], columns)


def _bytes(array: Any) -> bytes:
    held = BytesIO()
    np.save(held, array, allow_pickle=False)
    return held.getvalue()


def _array(archive: zipfile.ZipFile, name: str, there: set[str]) -> Any:
    return np.load(BytesIO(archive.read(name)), allow_pickle=False) if name in there else None
