"""Workbooks: the zip directory is checked for bombs, then another process reads the sheet within limits."""

import codecs
import json
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO, NoReturn

from cronfa.intake import codes
from cronfa.intake.source import CHUNK_BYTES, Source
from cronfa.language import Text
from cronfa.problems import Where, stop

FILE_BYTES = 200 << 20
ENTRIES = 5_000
OPENED_BYTES = 1 << 30
RATIO = 200
"""How much smaller than its content a large entry may be. Real sheets are some ten to thirty times smaller."""
_LARGE_ENTRY_BYTES = 4 << 20
_MEMORY_BYTES = 256 << 20
_MEMORY_FOR_EACH_BYTE = 6
_SECONDS = 9
_BYTES_A_SECOND = 4 << 20

_OUT_OF_MEMORY = Text(en="it needs more memory than is allowed", cy="mae angen mwy o gof nag a ganiateir")
_OUT_OF_TIME = Text(en="it takes longer than is allowed", cy="mae'n cymryd mwy o amser nag a ganiateir")
_OVERLAPS = Text(en="its parts overlap", cy="mae ei rannau yn gorgyffwrdd")
_BROKEN = Text(en="it is damaged", cy="mae wedi'i ddifrodi")
_LOCKED = Text(en="it is locked with a password", cy="mae wedi'i gloi â chyfrinair")
_ARCHIVE = Text(en="an archive", cy="Archif")
_OLD = b"\xd0\xcf\x11\xe0"
"""How the container begins that older workbooks and locked ones are kept in."""
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
"""The name of the part that holds a locked workbook, as the container's directory writes it."""
_CHILD = Path(__file__).with_name("workbook_child.py")


@dataclass(frozen=True, slots=True)
class Table:
    """A text in pieces; of a workbook, the name of its sheet, and the other sheets that have as many of the columns.

    ``number`` is the sheet's place in the workbook, from one, where several are read together; else nought.
    """

    chunks: Iterator[str]
    sheet: str | None = None
    alike: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook in its order, those hidden, and how many of the wanted columns each has near its top."""

    names: tuple[str, ...]
    hidden: frozenset[str]
    found: dict[str, int]


def sheet_table(source: Source, sheet: str | None, wanted: set[str]) -> Table:
    """A workbook's sheet, its rows as lines of comma-separated text.

    Without a ``sheet``, the one with the most of the ``wanted`` columns; then the one with the most rows.

    Raises:
        Problems: it is a bomb, is not a workbook, cannot be read, or has no such sheet.
    """
    chunks, taken, known = _read(source, sheet, wanted)
    best = known.found.get(taken, 0)
    alike = (name for name in known.names if name != taken and known.found.get(name, 0) == best > 0)
    return Table(chunks, taken, tuple(alike))


def sheets_of(source: Source, wanted: set[str]) -> Sheets:
    """Which sheets a workbook has, and which of them have the columns.

    Raises:
        Problems: as of :func:`sheet_table`.
    """
    chunks, _, known = _read(source, None, wanted)
    next(chunks, None)  # only what has been begun is ended with the reading
    chunks.close()
    return known


def _read(source: Source, sheet: str | None, wanted: set[str]) -> tuple[Generator[str, None, None], str, Sheets]:
    """A sheet's text, its name, and what is known of all of them."""
    if _is_locked(source.path):
        stop(codes.WORKBOOK_UNREADABLE, Where(file=source.name), reason=_LOCKED)
    opened = check_zip(source.path) if zipfile.is_zipfile(source.path) else source.path.stat().st_size * 2
    memory = _MEMORY_BYTES + _MEMORY_FOR_EACH_BYTE * opened
    seconds = _SECONDS + opened // _BYTES_A_SECOND
    command = [sys.executable, "-I", str(_CHILD), str(source.path), sheet or "", json.dumps(sorted(wanted))]
    child = subprocess.Popen(  # noqa: S603  our own script; the path is an argument, never a command
        [*command, str(memory), str(seconds)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None, "the output was asked for"
    first = child.stdout.readline()
    if not first.endswith(b"\n"):
        _failed(child, source, sheet)
    told = json.loads(first)
    known = Sheets(tuple(told["sheets"]), frozenset(told["hidden"]), told["found"])
    return _rest(child, child.stdout, source), told["sheet"], known


def _is_locked(path: Path) -> bool:
    """Whether it is a workbook locked with a password, which is kept in another kind of container."""
    with path.open("rb") as stream:
        if stream.read(len(_OLD)) != _OLD or path.stat().st_size > FILE_BYTES:
            return False
        with mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
            return content.find(_LOCKED_PART) >= 0


def check_zip(path: Path) -> int:
    """The size that a workbook says it opens into, in bytes.

    Raises:
        Problems: it opens into too much, its parts overlap, it is locked, damaged, or an archive of something else.
    """
    where = Where(file=path.name)
    size = path.stat().st_size
    if size > FILE_BYTES:
        stop(codes.SWELLS_TOO_MUCH, where, limit=f"{FILE_BYTES >> 20} MB")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        stop(codes.WORKBOOK_UNREADABLE, where, reason=_BROKEN)
    opened = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or opened > OPENED_BYTES or any(_is_bomb(entry) for entry in entries):
        stop(codes.SWELLS_TOO_MUCH, where, limit=f"{OPENED_BYTES >> 20} MB")
    if sum(entry.compress_size for entry in entries) > size:
        stop(codes.WORKBOOK_UNREADABLE, where, reason=_OVERLAPS)
    if any(entry.flag_bits & 1 for entry in entries):
        stop(codes.WORKBOOK_UNREADABLE, where, reason=_LOCKED)
    if not {entry.filename for entry in entries} & {"[Content_Types].xml", "content.xml"}:
        stop(codes.NOT_A_TABLE, where, content=_ARCHIVE)
    return opened


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _LARGE_ENTRY_BYTES and entry.file_size > RATIO * max(entry.compress_size, 1)


def _rest(child: "subprocess.Popen[bytes]", output: IO[bytes], source: Source) -> Generator[str, None, None]:
    """The rows as text; the child is ended with the reading, however that ends."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        while chunk := output.read(CHUNK_BYTES):
            yield decoder.decode(chunk)
        if child.wait() != 0:
            _failed(child, source, None)
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    child.wait()
    for stream in (child.stdout, child.stderr):
        if stream:
            stream.close()


def _failed(child: "subprocess.Popen[bytes]", source: Source, sheet: str | None) -> NoReturn:
    """Say why the child could not read the workbook."""
    assert child.stderr is not None, "the error output was asked for"
    said = child.stderr.read(10_000).decode(errors="replace").strip()
    code = child.wait()
    _end(child)
    where = Where(file=source.name, sheet=sheet)
    if code == 4:
        stop(codes.NO_SUCH_SHEET, where, sheet=sheet, sheets=", ".join(json.loads(said)))
    if code < 0:  # ended by the system: a limit was reached
        stop(codes.WORKBOOK_UNREADABLE, where, reason=_OUT_OF_TIME if code in (-9, -24) else _OUT_OF_MEMORY)
    last = said.splitlines()[-1] if said else ""
    if "MemoryError" in last or "memory" in said:
        stop(codes.WORKBOOK_UNREADABLE, where, reason=_OUT_OF_MEMORY)
    stop(codes.WORKBOOK_UNREADABLE, where, reason=_LOCKED if last.startswith("PasswordError") else _BROKEN)
