"""Source files: kept whole and compressed, so that any entry can show the very line it came from."""

import hashlib
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from itertools import islice

from cronfa.ledger import codes, database
from cronfa.ledger.canonical import clean
from cronfa.ledger.funds import Fund, stamp
from cronfa.ledger.records import SourceFile as SourceFile
from cronfa.money import pounds
from cronfa.problems import stop

LINES_A_CHUNK = 2_000
CHUNKS_A_STATEMENT = 50
THREADS = 2


def register_source(
    fund: Fund,
    name: str,
    content: Iterable[bytes],
    *,
    mapping: str,
    rows: int,
    total_pence: int,
    who: str,
    sha256: str | None = None,
    recorded_at: datetime | None = None,
) -> SourceFile:
    """Keep a partner's file for ever. ``content`` gives its bytes in pieces of any size (an open binary file will do).

    The same file twice is kept once; read through another mapping than last, it is registered again, without its bytes.
    ``sha256``, if given, is checked against the content.

    Raises:
        Problems: the file is registered already with this mapping and other control totals.
    """
    with database.transaction():
        digest = hashlib.sha256()
        packed = _packed(content, digest)
        if sha256 is None:  # its name is known only at its end
            packed = iter(list(packed))
        readings = _readings(fund, sha256 or digest.hexdigest())
        if readings and (kept := readings[-1]).mapping == mapping:
            if (kept.rows, kept.total_pence) != (rows, total_pence):
                stop(codes.SOURCE_DIFFERS, name=kept.name, rows=kept.rows, total=pounds(kept.total_pence))
            return kept
        file = SourceFile(
            sha256 or digest.hexdigest(), clean(name), mapping, rows, total_pence, clean(who), stamp(recorded_at)
        )
        source_id = database.insert(
            f"INSERT INTO ledger_source (fund_id, {_COLUMNS}, reading) "  # noqa: S608  names of our own columns
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [fund.id, *file, len(readings) + 1],
        )
        if readings:
            return file
        session = database.Session()
        while some := [(source_id, *chunk) for chunk in islice(packed, CHUNKS_A_STATEMENT)]:
            session.insert_rows("ledger_source_chunk (source_id, first_line, content)", some)
        assert digest.hexdigest() == file.sha256, "the content is not that of the file named"
    return file


def _packed(content: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[tuple[int, bytes]]:
    """The number of each chunk's first line, and the chunk, compressed behind the back of whoever takes them.

    ``digest`` is given all of the content.
    """
    waiting: deque[tuple[int, Future[bytes]]] = deque()
    with ThreadPoolExecutor(THREADS) as threads:
        for first_line, lines in _chunks_of_lines(content, digest):
            waiting.append((first_line, threads.submit(zlib.compress, lines)))
            if len(waiting) > 2 * THREADS:
                line, packed = waiting.popleft()
                yield line, packed.result()
        for line, packed in waiting:
            yield line, packed.result()


def _chunks_of_lines(content: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[tuple[int, bytes]]:
    first_line, held, rest = 1, [], b""
    for piece in content:
        digest.update(piece)
        *lines, rest = (rest + piece).split(b"\n")
        held += lines
        while len(held) >= LINES_A_CHUNK:
            yield first_line, b"\n".join([*held[:LINES_A_CHUNK], b""])
            first_line, held = first_line + LINES_A_CHUNK, held[LINES_A_CHUNK:]
    if held or rest:
        yield first_line, b"\n".join([*held, rest])


_COLUMNS = "sha256, name, mapping, rows, total_pence, who, received_at"


def source(fund: Fund, sha256: str) -> SourceFile | None:
    """The registered file with this SHA-256, if there is one, as it was read last."""
    readings = _readings(fund, sha256)
    return readings[-1] if readings else None


def _readings(fund: Fund, sha256: str) -> list[SourceFile]:
    found = database.rows(
        f"SELECT {_COLUMNS} FROM ledger_source WHERE fund_id = %s AND sha256 = %s ORDER BY reading",  # noqa: S608  names of our own columns
        [fund.id, sha256],
    )
    return [SourceFile(*file) for file in found]


REPORTED = "what was reported with a settlement"
"""Stands in place of the mapping of a file that is no partner's: it is kept, and no lines are taken from it."""


def sources(fund: Fund) -> tuple[SourceFile, ...]:
    """Every partner's file that was taken in, oldest first; one read again through another mapping, once for each."""
    return tuple(file for file in kept_files(fund) if file.mapping != REPORTED)


def kept_files(fund: Fund) -> tuple[SourceFile, ...]:
    """Every file that entries name as their source, oldest first."""
    found = database.rows(f"SELECT {_COLUMNS} FROM ledger_source WHERE fund_id = %s ORDER BY id", [fund.id])  # noqa: S608  names of our own columns
    return tuple(SourceFile(*file) for file in found)


def source_content(fund: Fund, sha256: str) -> bytes:
    """The whole file, byte for byte."""
    return b"".join(zlib.decompress(packed) for _, packed in _chunks(fund, sha256))


def is_kept_whole(fund: Fund, sha256: str) -> bool:
    """Whether the kept chunks are the file with this SHA-256, and each begins at the line it says."""
    digest, line = hashlib.sha256(), 1
    for first_line, packed in _chunks(fund, sha256):
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            return False
        if first_line != line:
            return False
        digest.update(content)
        line += content.count(b"\n")
    return digest.hexdigest() == sha256


def _chunks(fund: Fund, sha256: str) -> list[database.Row]:
    return database.rows(
        "SELECT c.first_line, c.content FROM ledger_source_chunk c JOIN ledger_source s ON s.id = c.source_id "
        "WHERE s.fund_id = %s AND s.sha256 = %s ORDER BY c.first_line",
        [fund.id, sha256],
    )


def source_line(fund: Fund, sha256: str, line: int) -> str:
    """One line of a registered file, without its line break; bytes that are not UTF-8 are read as Windows-1252.

    Raises:
        Problems: the file has no such line.
    """
    found = database.row(
        "SELECT c.first_line, c.content FROM ledger_source_chunk c JOIN ledger_source s ON s.id = c.source_id "
        "WHERE s.fund_id = %s AND s.sha256 = %s AND c.first_line <= %s ORDER BY c.first_line DESC LIMIT 1",
        [fund.id, sha256, line],
    )
    lines = zlib.decompress(found[1]).split(b"\n") if found else []
    if not found or line - found[0] >= len(lines):
        stop(codes.NO_SUCH_LINE, line=line)
    return _text(lines[line - found[0]]).rstrip("\r")


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
