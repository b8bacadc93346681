"""A file as text: what kind of thing it is, its encoding, and its bytes within safe limits.

The content decides, never the name: a workbook called ``.csv`` is a workbook. A ``.gz`` is opened on the way, with a
limit on how much it may swell; line numbers are those of the text inside.
"""

import codecs
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

from cronfa.intake import codes
from cronfa.language import Text, refusal_of
from cronfa.problems import Where, stop

CHUNK_BYTES = 1 << 19
SWELL_FREE_BYTES = 32 << 20
"""What a compressed file may always open into; beyond it the ratio is held to :data:`SWELL_RATIO`."""
SWELL_RATIO = 150
_HEAD_BYTES = 4096
_CP1252_GAPS = frozenset(b"\x81\x8d\x8f\x90\x9d")

Content = Literal["text", "workbook"]

GUESSED_FROM_MARK = Text(en="from the mark at its start", cy="o'r marc ar ei dechrau")
GUESSED_FROM_BYTES = Text(en="from every byte of it", cy="o bob beit ohoni")
SAID_BY_MAPPING = Text(en="as the mapping says", cy="fel y dywed y mapio")

_FOREIGN = (
    (b"%PDF", Text(en="a PDF", cy="PDF")),
    (b"PAR1", Text(en="a Parquet file", cy="Ffeil Parquet")),
    (b"SQLite format 3", Text(en="a database", cy="Cronfa ddata")),
    (b"Rar!", Text(en="an archive", cy="Archif")),
    (b"7z\xbc\xaf", Text(en="an archive", cy="Archif")),
    (b"\x89PNG", Text(en="a picture", cy="Llun")),
    (b"\xff\xd8\xff", Text(en="a picture", cy="Llun")),
    (b"\x1f\x8b", Text(en="a compressed file within a compressed file", cy="Ffeil gywasgedig o fewn ffeil gywasgedig")),
)
_WEB_PAGE = Text(en="a web page or XML", cy="Tudalen we neu XML")


@dataclass(frozen=True, slots=True)
class Source:
    """One file, looked at from end to end once: what it is, and the digest that names its exact content."""

    path: Path
    content: Content
    sha256: str
    compressed: bool
    encoding: str
    encoding_reason: Text
    one_line_endings: bool
    """Lines end with a carriage return alone, as on old Macintosh computers."""
    stamp: tuple[int, int]
    """Its size and when it was last written, before it was looked at."""

    @property
    def name(self) -> str:
        """The file's name, without its folder, as problems and postings cite it."""
        return self.path.name


def _stamp(path: Path) -> tuple[int, int]:
    said = path.stat()
    return said.st_size, said.st_mtime_ns


def check_unchanged(source: Source) -> None:
    """Stop if a file was written to since it was looked at.

    Raises:
        Problems: it was, or is gone.
    """
    try:
        now = _stamp(source.path)
    except OSError:
        now = (0, 0)
    if now != source.stamp:
        stop(codes.FILE_CHANGED, Where(file=source.name))


def survey(path: Path | str, *, encoding: str | None = None) -> Source:
    """Look at a whole file once.

    Raises:
        Problems: it cannot be opened, holds nothing, or is not text or a workbook.
    """
    path = Path(path)
    try:
        stamp = _stamp(path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError as error:
        stop(codes.CANNOT_OPEN, Where(file=path.name), reason=refusal_of(error))
    if not head:
        stop(codes.EMPTY_FILE, Where(file=path.name))
    compressed = head.startswith(b"\x1f\x8b")
    if not compressed and head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return Source(path, "workbook", _file_digest(path), False, "workbook", GUESSED_FROM_BYTES, False, stamp)
    return _survey_text(path, compressed, encoding, stamp)


def raw_chunks(path: Path, compressed: bool) -> Iterator[bytes]:
    """The bytes of the text, opened if compressed, in pieces of half a megabyte."""
    try:
        with gzip.open(path) if compressed else path.open("rb") as stream:
            limit = max(SWELL_FREE_BYTES, SWELL_RATIO * path.stat().st_size)
            given = 0
            while chunk := stream.read(CHUNK_BYTES):
                given += len(chunk)
                if compressed and given > limit:
                    stop(codes.SWELLS_TOO_MUCH, Where(file=path.name), limit=f"{limit >> 20} MB")
                yield chunk
    except (OSError, EOFError, zlib.error) as error:
        stop(codes.CANNOT_OPEN, Where(file=path.name), reason=refusal_of(error))


def _survey_text(path: Path, compressed: bool, said: str | None, stamp: tuple[int, int]) -> Source:
    digest = hashlib.sha256()
    watch = _Watch()
    for chunk in raw_chunks(path, compressed):
        if not watch.head:
            _refuse_foreign(chunk[:_HEAD_BYTES], path)
        digest.update(chunk)
        watch.see(chunk)
    if not watch.head:
        stop(codes.EMPTY_FILE, Where(file=path.name))
    encoding, reason = (_exact(said, watch), SAID_BY_MAPPING) if said else watch.encoding()
    return Source(path, "text", digest.hexdigest(), compressed, encoding, reason, watch.returns_only, stamp)


def _exact(said: str, watch: "_Watch") -> str:
    """A byte order mark is not part of the text, whether or not the mapping mentions it."""
    if said == "utf-8" and watch.head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return (watch.utf16() or "utf-16-le") if said == "utf-16" else said


def _refuse_foreign(head: bytes, path: Path) -> None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            stop(codes.NOT_A_TABLE, Where(file=path.name), content=what)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<!--")):
        stop(codes.NOT_A_TABLE, Where(file=path.name), content=_WEB_PAGE)


class _Watch:
    """Sees every byte of a text once and says what its encoding must be."""

    def __init__(self) -> None:
        self.head = b""
        self.is_utf8 = True
        self.gaps = False
        self.newline = False
        self.carriage_return = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def see(self, chunk: bytes) -> None:
        self.head = self.head or chunk[:_HEAD_BYTES]
        self.newline = self.newline or b"\n" in chunk
        self.carriage_return = self.carriage_return or b"\r" in chunk
        if chunk.isascii() and not self._decoder.getstate()[0]:
            return
        self.gaps = self.gaps or bool(_CP1252_GAPS & set(chunk))
        if self.is_utf8:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError:
                self.is_utf8 = False

    @property
    def returns_only(self) -> bool:
        return self.carriage_return and not self.newline

    def encoding(self) -> tuple[str, Text]:
        """The encoding, and what it was told by."""
        if self.head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig", GUESSED_FROM_MARK
        if wide := self.utf16():
            return wide, GUESSED_FROM_MARK if wide == "utf-16" else GUESSED_FROM_BYTES
        if self.is_utf8 and not self._decoder.getstate()[0]:  # nothing begun that the file does not end
            return "utf-8", GUESSED_FROM_BYTES
        return ("latin-1" if self.gaps else "cp1252"), GUESSED_FROM_BYTES

    def utf16(self) -> str | None:
        """``utf-16`` with a mark; without one, told by the NUL that every second byte of Latin text is."""
        if self.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        half = len(self.head) // 2
        if half > 4 and self.head[1::2].count(0) > 0.8 * half and 0 not in self.head[0::2]:
            return "utf-16-le"
        if half > 4 and self.head[0::2].count(0) > 0.8 * half and 0 not in self.head[1::2]:
            return "utf-16-be"
        return None


def text_chunks(source: Source) -> Iterator[str]:
    """The text in pieces, with every line ending as ``\\n``.

    Raises:
        Problems: bytes that are not of the encoding, or a NUL, with the line.
    """
    decoder = codecs.getincrementaldecoder(source.encoding)()
    line = 1
    held = ""
    for chunk in raw_chunks(source.path, source.compressed):
        text = held + _decoded(decoder, chunk, source, line)
        held = "\r" if text.endswith("\r") and not source.one_line_endings else ""
        text = _plain_endings(text.removesuffix(held) if held else text, source.one_line_endings)
        if "\0" in text:
            stop(codes.HOLDS_NUL, Where(file=source.name, line=line + text[: text.index("\0")].count("\n")))
        line += text.count("\n")
        yield text
    _decoded(decoder, b"", source, line, final=True)


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, source: Source, line: int, *, final: bool = False
) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        _not_of_encoding(source, line + error.object[: error.start].count(b"\n"))


def _not_of_encoding(source: Source, line: int) -> NoReturn:
    stop(codes.WRONG_ENCODING, Where(file=source.name, line=line), encoding=source.encoding)


def _plain_endings(text: str, one_line_endings: bool) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r", "\n") if one_line_endings else text.replace("\r\n", "\n").replace("\r", " ")


def _file_digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
