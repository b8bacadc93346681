"""Verifying an exported fund with neither the database nor Django: anybody who holds an export can do it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from cronfa.language import Text
from cronfa.ledger import chain, codes
from cronfa.ledger.canonical import Stored
from cronfa.ledger.chain import ChainCheck, Link
from cronfa.ledger.checkpoints import Checkpoint, read_checkpoint
from cronfa.ledger.exports import csv_folder, json_file, parquet_folder
from cronfa.ledger.exports.content import file_sha256, manifest_json, read_standing
from cronfa.ledger.findings import Verification, chain_problems, compared
from cronfa.ledger.records import Standing
from cronfa.problems import Problem, Where

_READERS: dict[str, Callable[[Path], Iterator[Stored]]] = {"csv": csv_folder.read, "parquet": parquet_folder.read}
_UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError, OverflowError)


def verify_export(path: Path, checkpoint: Path | None = None, public_key: Path | None = None) -> Verification:
    """Verify a folder (csv, parquet) or a file (json) that an export wrote, if given against a checkpoint.

    ``public_key`` is a file with the key that the checkpoint must have been signed with, in hex.

    Raises:
        Problems: the file ``checkpoint`` is not one.
    """
    signed = None
    if checkpoint:
        signed = read_checkpoint(checkpoint.read_text(encoding="utf-8"), Where(file=str(checkpoint)))
    key = public_key.read_text(encoding="utf-8").strip() if public_key else None
    try:
        return (_folder if path.is_dir() else _file)(path, signed, key)
    except _UNREADABLE as wrong:
        problem = codes.NOT_AN_EXPORT.at(Where(file=str(path)), why=_why(wrong))
        return Verification(path.name, 0, "", None, (problem,))


def _why(wrong: Exception) -> Text:
    """What stopped the reading, in words."""
    match wrong:
        case FileNotFoundError(filename=str(name)):
            return _NOT_THERE.filled(name=Path(name).name)
        case OSError():
            return _NOT_READABLE
        case json.JSONDecodeError(lineno=line):
            return _NOT_JSON.filled(line=line)
        case UnicodeDecodeError():
            return _NOT_TEXT
        case KeyError(args=(str(part),)):
            return _LACKS.filled(part=part)
        case _:
            return _OTHERWISE


_NOT_THERE = Text(en="it has no “{name}”", cy="nid oes “{name}” ynddo")
_NOT_READABLE = Text(en="it cannot be opened", cy="ni ellir ei agor")
_NOT_JSON = Text(en="it is not JSON from line {line} on", cy="nid JSON mohono o linell {line} ymlaen")
_NOT_TEXT = Text(en="it is not text in UTF-8", cy="nid testun UTF-8 mohono")
_LACKS = Text(en="“{part}” is missing in it", cy="mae “{part}” ar goll ynddo")
_OTHERWISE = Text(
    en="what is in it is not what an export writes", cy="nid yr hyn y mae allforiad yn ei ysgrifennu sydd ynddo"
)


def _folder(path: Path, signed: Checkpoint | None, key: str | None) -> Verification:
    text = (path / "manifest.json").read_bytes().decode("utf-8")
    manifest = json.loads(text)
    files = {
        str(file.relative_to(path).as_posix()): file_sha256(file)
        for file in sorted(path.rglob("*"))
        if file.is_file() and file != path / "manifest.json"
    }
    changed = [name for name in {**files, **manifest["files"]} if files.get(name) != manifest["files"].get(name)]
    problems: list[Problem] = [codes.FILE_CHANGED.at(name=name) for name in sorted(changed)]
    standing = read_standing((path / "standing.json").read_bytes().decode("utf-8"))
    found, entries_wrong = _checked(standing, _READERS[manifest["format"]](path), signed)
    problems += entries_wrong
    said = manifest_json(manifest["format"], standing.slug, found.entries, found.head_hash, files)
    if said != text and not problems:
        problems.append(codes.FILE_CHANGED.at(name="manifest.json"))
    problems += _contents(standing, lambda sha256: file_sha256(path / "sources" / sha256))
    return _verification(standing, found, problems, signed, key)


def _file(path: Path, signed: Checkpoint | None, key: str | None) -> Verification:
    content = json_file.read(path)
    found, problems = _checked(content.standing, content.entries(), signed)
    if found.first_wrong is None and found.head_hash != content.head_hash:
        problems.append(codes.FILE_CHANGED.at(name=path.name))
    problems += _contents(content.standing, lambda sha256: hashlib.sha256(content.source_content(sha256)).hexdigest())
    return _verification(content.standing, found, problems, signed, key)


def _verification(
    standing: Standing, found: ChainCheck, problems: list[Problem], signed: Checkpoint | None, key: str | None
) -> Verification:
    if signed:
        problems += compared(signed, found, standing, key)
    looked = signed is not None
    return Verification(standing.slug, found.entries, found.head_hash, found.first_wrong, tuple(problems), looked)


def _checked(
    standing: Standing, entries: Iterator[Stored], signed: Checkpoint | None
) -> tuple[ChainCheck, list[Problem]]:
    """The chain of the export, and the entries that do not balance."""
    unbalanced: list[int] = []
    found = chain.check(
        standing.slug, _links(standing.slug, entries, unbalanced), at=signed.entries if signed else None
    )
    problems = [*chain_problems(standing.slug, found)]
    problems += [codes.UNBALANCED_STORED.at(number=number, fund=standing.slug) for number in unbalanced[:1]]
    return found, problems


def _links(fund: str, entries: Iterator[Stored], unbalanced: list[int]) -> Iterator[Link]:
    number = 0
    try:
        for entry in entries:
            number = entry.number
            if not _balances(entry):
                unbalanced.append(number)
            yield number, entry.hash, entry.text(fund)
    except _UNREADABLE:
        yield number + 1, "unreadable", ""  # a link that cannot be right, so that the place is named


def _balances(entry: Stored) -> bool:
    sums: dict[str, int] = {}
    for line in entry.lines:
        sums[line[0]] = sums.get(line[0], 0) + line[5]
    return bool(sums) and not any(sums.values())


def _contents(standing: Standing, sha256_of: Callable[[str], str]) -> Iterator[Problem]:
    for version in standing.agreements:
        if hashlib.sha256(version.text.encode()).hexdigest() != version.sha256:
            yield codes.CONTENT_CHANGED.at(name=version.sha256)
    for file in standing.sources:
        if sha256_of(file.sha256) != file.sha256:
            yield codes.CONTENT_CHANGED.at(name=file.name)
