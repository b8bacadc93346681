"""Files on their way in: kept, looked at through a mapping as often as needed, put forward, taken in when approved."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.fund.taking_in import TakenIn, checked, post_checked, take_in
from cronfa.governance import sent_codes
from cronfa.governance.file_said import Said, found_again, said_by
from cronfa.governance.models import Check, Event, Person, Proposal, Upload
from cronfa.governance.proposals import Content, Kind, Tell, kind, prepare
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.intake import Intake, as_yaml, guess, parse_mapping, read
from cronfa.language import Language, Text
from cronfa.ledger.sources import sources
from cronfa.money import pounds
from cronfa.problems import Problem, Problems, stop

Seen = tuple[Said | None, tuple[Problem, ...]]
"""What a file says through its mapping, if it can be read at all, and everything wrong with it."""
MAPPED = "mapped a file"
MOST_BYTES = 50 * 1024 * 1024
"""A larger file is taken in on the command line, which streams it."""
AT_ONCE_BYTES = 1_000_000
"""A file of up to this size, some 12,000 rows of text, is read while its sender waits for the page: in well under a second."""
PACKED = (b"PK", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
"""How workbooks and compressed files begin."""


def keep(
    fund: RunningFund, name: str, content: bytes, person: Person, language: Language = "en", *, beside: bool = False,
    mapping: str | None = None,
) -> Upload:  # fmt: skip
    """Keep a file that has arrived, with the mapping of the last file of this shape or a guess at one, explained.

    With ``beside``, one of more than :data:`AT_ONCE_BYTES` is left for a worker to read, who proposes the mapping too. With a
    ``mapping``, which was found before, it is not read at all.
    """
    with transaction.atomic():
        upload = Upload.objects.create(
            fund=fund.slug, name=Path(name).name[:255], sha256=hashlib.sha256(content).hexdigest(),
            content=zlib.compress(content, 6), size_bytes=len(content), made_by=person,
        )  # fmt: skip
        record(fund.slug, who=person.name, what="uploaded a file", about=upload.name, after={"sha256": upload.sha256})
        if beside and len(content) > AT_ONCE_BYTES:
            _have_read(upload, language=language, rows=_rows_about(content))
            return upload
    if mapping is None:
        with as_file(upload) as path:
            mapping, _ = mapping_for(fund, path, language)
    upload.mapping = mapping
    upload.save(update_fields=["mapping"])
    return upload


def _have_read(upload: Upload, *, rows: int, mapping: str = "", language: str = "en") -> None:
    """Leave a file for a worker to read; whoever reads it through an older mapping stops."""
    _stop_reading(upload)
    Check.objects.create(
        fund=upload.fund, upload=upload, mapping=mapping, language=language, state=Check.WAITING,
        total=rows if mapping else 2 * rows,
    )  # fmt: skip


def _stop_reading(upload: Upload) -> None:
    under_way = Check.objects.filter(upload=upload, state__in=(Check.WAITING, Check.RUNNING))
    under_way.update(state=Check.STOPPED, ended_at=timezone.now())


def _rows_about(content: bytes) -> int:
    """About how many rows a file has; nothing where it is packed, and only reading it tells."""
    return 0 if content.startswith(PACKED) else max(0, content.count(b"\n") - 1)


def mapping_for(
    fund: RunningFund, path: Path, language: Language, progress: Callable[[int], None] = lambda _rows: None
) -> tuple[str, Intake | None]:  # fmt: skip
    """The newest mapping under which the file reads without an error, with what it reads; else a guess; else nothing."""
    for mapping in dict.fromkeys(file.mapping for file in reversed(sources(fund.ledger))):
        try:
            intake = read(path, parse_mapping(mapping, file="mapping"), progress=progress)
        except Problems:
            continue
        if intake.ok:
            return mapping, intake
    try:
        return as_yaml(guess(path, progress=progress), language), None
    except Problems:
        return "", None


def look(
    fund: RunningFund, name: str, content: bytes, language: Language, mapping: str = ""
) -> tuple[str, Said | None, tuple[Problem, ...]]:
    """A file before it is kept: the mapping that would be proposed for it, what it says through that or through the
    ``mapping`` given, and everything wrong with it. Nothing is written.
    """
    with _on_disk(Path(name).name[:255], content) as path:
        proposed, intake = mapping_for(fund, path, language)
        try:
            if mapping or intake is None:
                intake = read_through(path, mapping or proposed)
        except Problems as found:
            return proposed, None, found.problems
        said = said_by(intake)
    return proposed, said, said.problems


def read_through(path: Path, mapping: str, progress: Callable[[int], None] = lambda _rows: None) -> Intake:
    """A file as its mapping reads it.

    Raises:
        Problems: the mapping cannot be read through; where none could be proposed, why not: what is wrong with the file.
    """
    if not mapping.strip():
        guess(path)
    return read(path, parse_mapping(mapping, file="mapping"), progress=progress)


@contextmanager
def as_file(upload: Upload) -> Iterator[Path]:
    """The kept content as a file of its own name, for as long as it is read."""
    with _on_disk(upload.name, zlib.decompress(bytes(upload.content))) as path:
        yield path


@contextmanager
def _on_disk(name: str, content: bytes) -> Iterator[Path]:
    with TemporaryDirectory(prefix="cronfa-upload-") as folder:
        path = Path(folder) / (name or "file")
        path.write_bytes(content)
        yield path


def looked(upload: Upload) -> Seen:
    """What the file says through its mapping, if it can be read at all, and everything wrong with it; nothing of one that is
    abandoned. A large file is not read again where a worker has read it.
    """
    if upload.abandoned:
        return None, ()
    last = Check.objects.filter(upload=upload).first()
    if last and last.state == Check.DONE:
        mapping, said, problems = found_again(bytes(last.result))
        if mapping == upload.mapping:
            return said, problems
    try:
        with as_file(upload) as path:
            said = said_by(read_through(path, upload.mapping))
    except Problems as found:
        return None, found.problems
    return said, said.problems


def open_one(upload: Upload) -> Upload:
    """The file, if it can still be changed.

    Raises:
        Problems: it has been put forward or abandoned.
    """
    if upload.proposal_id is not None or upload.abandoned:
        stop(sent_codes.FILE_SETTLED, file=upload.name)
    return upload


def remap(upload: Upload, mapping: str, person: Person) -> None:
    """Have a file's columns read in another way. Whoever does has had a hand in it.

    Raises:
        Problems: it has been put forward or abandoned.
    """
    with transaction.atomic():
        if not Upload.objects.filter(pk=upload.pk, proposal=None, abandoned=False).update(mapping=mapping):
            stop(sent_codes.FILE_SETTLED, file=upload.name)
        record(
            upload.fund, who=person.name, what=MAPPED, about=f"file {upload.pk}", before={"mapping": upload.mapping},
            after={"mapping": mapping, "person": person.pk},
        )  # fmt: skip
        last = Check.objects.filter(upload=upload).first()
        if last:
            _have_read(upload, rows=last.rows, mapping=mapping)
    upload.mapping = mapping


def _hands(upload: Upload) -> list[int]:
    """Everybody who brought the file or said how it is to be read: none of them approves it."""
    mapped = Event.objects.filter(fund=upload.fund, what=MAPPED, about=f"file {upload.pk}").values_list(
        "after", flat=True
    )
    return sorted({upload.made_by_id, *(json.loads(after)["person"] for after in mapped)})


def check_size(size: int, most: int) -> None:
    """Refuse what is too large, in bytes, before it is read.

    Raises:
        Problems: it is.
    """
    if size > most:
        stop(sent_codes.FILE_TOO_LARGE, size=f"{size // 1_000_000} MB", most=f"{most // 1_000_000} MB")


def put_forward(
    fund: RunningFund,
    upload: Upload,
    person: Person,
    *,
    rows: int,
    total_pence: int,
    why: str,
    seen: Seen | None = None,
) -> Proposal:
    """Put a file forward with the control totals that its sender says. ``seen`` is what :func:`looked` gave for it before.

    Raises:
        Problems: the file has errors, the totals are not the file's, or it has been changed or put forward meanwhile.
    """
    said, problems = seen or looked(upload)
    against = [*problems, *(said.confirm(rows=rows, total_pence=total_pence) if said else ())]
    if any(problem.is_error for problem in against):
        raise Problems(problem for problem in against if problem.is_error)
    content = {
        "upload": upload.pk, "file": upload.name, "sha256": upload.sha256, "rows": rows, "total_pence": total_pence,
        "hands": _hands(upload),
    }  # fmt: skip
    with transaction.atomic():
        looked_at = Upload.objects.select_for_update().filter(pk=upload.pk, mapping=upload.mapping)
        if not looked_at.filter(proposal=None, abandoned=False).exists():
            stop(sent_codes.FILE_SETTLED, file=upload.name)
        upload.proposal = prepare(fund, FILE, content, person, key=f"{upload.sha256}/{upload.pk}", why=why)
        upload.save(update_fields=["proposal"])
        return upload.proposal


def abandon(fund: RunningFund, upload: Upload, person: Person) -> None:
    """Drop a file that has not been put forward; that it was there stays in the trail."""
    with transaction.atomic():
        dropped = Upload.objects.filter(pk=upload.pk, proposal=None, abandoned=False).update(
            abandoned=True, content=b""
        )
        if dropped:
            _stop_reading(upload)
            record(fund.slug, who=person.name, what="abandoned a file", about=upload.name)


def _says(fund: RunningFund, content: Content) -> Text:
    said = Text(en="Take in {file}: {rows} rows, {total}", cy="Cymryd {file} i mewn: {rows} o resi, {total}")
    if content["rows"] == 1:
        said = Text(en="Take in {file}: 1 row, {total}", cy="Cymryd {file} i mewn: 1 rhes, {total}")
    return said.filled(file=content["file"], rows=f"{content['rows']:,}", total=pounds(content["total_pence"]))


def _take_in(fund: RunningFund, content: Content, who: str) -> Content:
    upload = Upload.objects.get(pk=content["upload"])
    with as_file(upload) as path:
        taken = take_in(
            fund, path, upload.mapping, who, mapping_file="mapping", rows=content["rows"],
            total_pence=content["total_pence"],
        )  # fmt: skip
    return _outcome(taken)


def _rows_beside(fund: RunningFund, content: Content) -> int:
    """The rows of a large file. A page would wait for them no less than for reading them."""
    is_large = Upload.objects.filter(pk=content["upload"], size_bytes__gt=AT_ONCE_BYTES).exists()
    return max(1, content["rows"]) if is_large else 0


@contextmanager
def _ready(fund: RunningFund, content: Content, tell: Tell) -> Iterator[Callable[[str], Content]]:
    """The file read once more, with everything checked as it was; what is given posts it."""
    upload, rows = Upload.objects.get(pk=content["upload"]), content["rows"]
    with as_file(upload) as path:
        intake = checked(
            path, upload.mapping, mapping_file="mapping", rows=rows, total_pence=content["total_pence"], progress=tell
        )
        yield lambda who: _outcome(
            post_checked(fund, path, intake, upload.mapping, who, lambda done, _: tell(rows + done))
        )


def _outcome(taken: TakenIn) -> Content:
    return {"posted": taken.posted, "reversed": taken.reversed_, "unchanged": taken.unchanged, "late": taken.late}


FILE = kind(
    Kind(
        "file",
        Text(en="A partner's file", cy="Ffeil partner"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_says,
        do=_take_in,
        rows_beside=_rows_beside,
        ready=_ready,
    )
)
