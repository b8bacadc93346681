"""Exporting a fund out of the database, all of it, in one of five forms."""

import os
import shutil
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from cronfa.ledger import codes, stored
from cronfa.ledger.exports.content import Content
from cronfa.ledger.funds import Fund
from cronfa.ledger.sources import source_content
from cronfa.ledger.verification import standing
from cronfa.problems import stop

_FOLDERS = {"csv": "csv_folder", "parquet": "parquet_folder"}
_FILES = {"json": "json_file", "beancount": "beancount_file", "hledger": "hledger_file"}
FORMATS = (*_FOLDERS, *_FILES)


def export(fund: Fund, form: str, out: Path) -> Path:
    """Write the fund to ``out``: a folder for csv and parquet, a file for json, beancount and hledger.

    What was exported to the same place before is replaced, once the new export is complete.

    Raises:
        Problems: something that is not an export is at ``out``.
    """
    assert form in FORMATS, form
    out = Path(out)
    if out.exists() and not _may_be_replaced(out, form):
        stop(codes.OUTPUT_EXISTS, path=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    module = import_module(f"cronfa.ledger.exports.{(_FOLDERS | _FILES)[form]}")
    write = cast(Callable[[Content, Path], None], module.write)
    with tempfile.TemporaryDirectory(prefix=".cronfa-export-", dir=out.parent) as made:
        fresh = Path(made) / "export"
        if form in _FOLDERS:
            fresh.mkdir()
        write(content(fund), fresh)
        if out.is_dir():
            shutil.rmtree(out)
        os.replace(fresh, out)  # noqa: PTH105  one step, whether file or folder
    return out


def content(fund: Fund) -> Content:
    """The fund as exports see it, up to the entry that is its last now."""
    last, head_hash, _ = stored.head(fund)
    return Content(
        standing(fund),
        lambda: stored.between(fund, 1, last),
        lambda sha256: source_content(fund, sha256),
        head_hash,
    )


_BEGINS = {
    "json": b'{"cronfa_export": ',
    "beancount": b'"\noption "operating_currency" "GBP"\n\n',
    "hledger": b"\n\ncommodity 1000.00 GBP\n\n",
}
"""What an export that is one file has near its beginning."""


def _may_be_replaced(out: Path, form: str) -> bool:
    """Only an export of ours, or an empty folder: never a file of somebody's own."""
    if form in _FILES:
        return out.is_file() and _BEGINS[form] in out.read_bytes()[:4096]
    return out.is_dir() and ((out / "manifest.json").is_file() or not any(out.iterdir()))
