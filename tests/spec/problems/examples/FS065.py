"""A checkpoint cut short by a full disk."""

import tempfile
from pathlib import Path

from cronfa.foresight import checkpoints
from cronfa.problems import Problems

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "winter.checkpoint"
    path.write_bytes(b"PK half a file")
    try:
        checkpoints.load(path, {})
    except Problems as found:
        problems = [checkpoints.placed(problem, "winter.checkpoint") for problem in found.problems]
