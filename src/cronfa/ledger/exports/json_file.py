"""One JSON file: the standing data, every entry with its postings, and the source files in Base64."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cronfa.ledger.canonical import Stored, StoredLine
from cronfa.ledger.exports.content import (
    HEAD_COLUMNS,
    LINE_COLUMNS,
    VERSION,
    Content,
    read_standing,
    standing_json,
)


def write(content: Content, path: Path) -> None:
    """Write the fund into one file, an entry a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for piece in pieces(content):
            file.write(piece)


def pieces(content: Content) -> Iterator[str]:
    """The document, piece by piece."""
    yield f'{{"cronfa_export": {VERSION}, "format": "json", "standing": {_line(json.loads(standing_json(content.standing)))},\n'
    yield '"entries": ['
    count, between = 0, "\n"
    for entry in content.entries():
        yield between + _line(_as_object(entry))
        count, between = count + 1, ",\n"
    yield "\n],\n"
    kept = {
        file.sha256: base64.b64encode(content.source_content(file.sha256)).decode() for file in content.standing.sources
    }
    yield f'"sources": {_line(kept)}, "count": {count}, "head_hash": {_line(content.head_hash)}}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_object(entry: Stored) -> dict[str, object]:
    head = dict(zip(HEAD_COLUMNS, entry.fields, strict=True))
    postings = [dict(zip(LINE_COLUMNS, line, strict=True)) for line in entry.lines]
    return {
        "number": entry.number,
        "recorded_at": entry.recorded_at,
        **head,
        "postings": postings,
        "hash": entry.hash,
    }


def read(path: Path) -> Content:
    """The fund in a file that :func:`write` wrote.

    Raises:
        ValueError: it is not as it was written.
    """
    text = path.read_bytes().decode("utf-8")
    found = json.loads(text)
    if not isinstance(found, dict) or found.get("cronfa_export") != VERSION or found.get("format") != "json":
        raise ValueError("it does not say that it is an export")
    standing = read_standing(json.dumps(found["standing"], indent=2, ensure_ascii=False) + "\n")
    files = {str(name): base64.b64decode(kept) for name, kept in found["sources"].items()}
    entries = [_as_stored(entry) for entry in found["entries"]]
    content = Content(standing, lambda: iter(entries), files.__getitem__, str(found["head_hash"]))
    if "".join(pieces(content)) != text:
        raise ValueError("it is not as it was written")
    return content


def _as_stored(entry: dict[str, Any]) -> Stored:
    lines: list[StoredLine] = [
        (line["partner"], line["account"], line["scheme"], line["counterparty"], line["clause"], line["amount_pence"])
        for line in entry["postings"]
    ]
    fields = tuple(str(entry[name]) for name in HEAD_COLUMNS)
    return Stored(int(entry["number"]), str(entry["recorded_at"]), str(entry["hash"]), fields, tuple(lines))
