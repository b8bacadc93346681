"""What every export holds, and the columns it is written in."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cronfa.ledger.canonical import Stored, StoredLine
from cronfa.ledger.records import Agreement, PeriodEvent, SourceFile, Standing

VERSION = 1
HEAD_COLUMNS = (
    "kind",
    "posting_date",
    "service_date",
    "period",
    "source_file",
    "source_line",
    "narrative",
    "who",
    "reason",
    "idempotency_key",
    "reverses",
    "category",
    "supplier",
    "adjustment",
)
ENTRY_COLUMNS = ("number", "recorded_at", *HEAD_COLUMNS, "hash")
LINE_COLUMNS = ("partner", "account", "scheme", "counterparty", "clause", "amount_pence")
POSTING_COLUMNS = ("number", "line", *LINE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Content:
    """A fund to be exported. ``entries`` and ``source_content`` are read as they are needed."""

    standing: Standing
    entries: Callable[[], Iterator[Stored]]
    source_content: Callable[[str], bytes]
    head_hash: str


def entry_cells(entry: Stored) -> tuple[int | str, ...]:
    """The cells of :data:`ENTRY_COLUMNS`; numbers are numbers, and what an entry does not say is an empty text."""
    return (entry.number, entry.recorded_at, *entry.fields, entry.hash)


def posting_cells(entry: Stored) -> Iterator[tuple[int | str, ...]]:
    """The cells of :data:`POSTING_COLUMNS`, one row a posting."""
    for place, line in enumerate(entry.lines, start=1):
        yield (entry.number, place, *line)


def joined(entries: Iterable[list[Any]], postings: Iterable[list[Any]]) -> Iterator[Stored]:
    """Entries with their postings, from rows of cells that stand in the same order."""
    waiting = iter(postings)
    posting = next(waiting, None)
    for cells in entries:
        number = int(cells[0])
        lines: list[StoredLine] = []
        while posting is not None and int(posting[0]) == number and int(posting[1]) == len(lines) + 1:
            partner, account, scheme, counterparty, clause, pence = posting[2:]
            lines.append((partner, account, scheme, counterparty, clause, int(pence)))
            posting = next(waiting, None)
        yield Stored(number, cells[1], cells[-1], tuple(cells[2:-1]), tuple(lines))
    if posting is not None:
        raise ValueError("postings that belong to no entry")


def standing_json(standing: Standing) -> str:
    """The standing data as a JSON document."""
    lists = {
        "agreements": [item._asdict() for item in standing.agreements],
        "sources": [item._asdict() for item in standing.sources],
        "period_events": [item._asdict() for item in standing.period_events],
    }
    return _document({**asdict(standing), **lists})


def read_standing(text: str) -> Standing:
    """The standing data in a JSON document that :func:`standing_json` wrote."""
    found = json.loads(text)
    standing = Standing(
        found["slug"],
        found["title"],
        tuple(found["partners"]),
        tuple(Agreement(**item) for item in found["agreements"]),
        tuple(SourceFile(**item) for item in found["sources"]),
        tuple(PeriodEvent(**item) for item in found["period_events"]),
    )
    if standing_json(standing) != text:
        raise ValueError("the standing data is not as it was written")
    return standing


def manifest_json(form: str, fund: str, entries: int, head_hash: str, files: dict[str, str]) -> str:
    """What a folder holds: the SHA-256 of every file, and where the chain ends."""
    return _document(
        {
            "cronfa_export": VERSION,
            "format": form,
            "fund": fund,
            "entries": entries,
            "head_hash": head_hash,
            "files": dict(sorted(files.items())),
        }
    )


def _document(found: dict[str, Any]) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def file_sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_beside(content: Content, folder: Path) -> None:
    """Write what stands beside the entries: ``standing.json`` and the source files, each named by its SHA-256."""
    (folder / "standing.json").write_text(standing_json(content.standing), encoding="utf-8", newline="\n")
    for file in content.standing.sources:
        (folder / "sources").mkdir(exist_ok=True)
        (folder / "sources" / file.sha256).write_bytes(content.source_content(file.sha256))


def write_manifest(content: Content, folder: Path, form: str, entries: int) -> None:
    """Write ``manifest.json`` over all the other files."""
    files = {
        path.relative_to(folder).as_posix(): file_sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    text = manifest_json(form, content.standing.slug, entries, content.head_hash, files)
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
