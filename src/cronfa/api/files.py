"""Files of partners: sent, looked at through a mapping, put forward with control totals, or abandoned."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from cronfa.api.addresses import changes, reads
from cronfa.api.doors import FILE
from cronfa.api.proposals import ProposalOf, proposal_of
from cronfa.api.refusals import language
from cronfa.api.shapes import Line, Number, OneProblem, Pence, Sends, one_problem
from cronfa.governance import uploads
from cronfa.governance.desk import Desk
from cronfa.governance.file_said import Said
from cronfa.governance.models import Upload
from cronfa.governance.roles import Right
from cronfa.ledger.sources import sources
from cronfa.problems import Problem

router = Router(tags=["Files"])
ENVELOPE_BYTES = 1024 * 1024
"""What a form may add around a file."""
Mapping = Annotated[str, Field(max_length=200_000, pattern=r"^[^\x00]*$")]

MappingField = Annotated[
    str,
    Form(
        description="How its columns are read; without it, as the last file like it, or a guess.",
        max_length=200_000,
        pattern=r"^[^\x00]*$",
    ),
]


class FileLine(Schema):
    """A file that has been sent: being looked at, put forward, or abandoned."""

    number: int
    name: str
    sha256: str
    sent_by: str
    sent_at: datetime
    abandoned: bool
    proposal: int | None
    state: str | None


class TakenIn(Schema):
    """A file that has been posted, with its control totals."""

    name: str
    sha256: str
    rows: int
    total_pence: int
    who: str
    received_at: str


class Files(Schema):
    """Files under way, and those taken in; the newest first."""

    under_way: list[FileLine]
    taken_in: list[TakenIn]


class Sum(Schema):
    """So many rows, adding up to so much."""

    rows: int
    amount_pence: int


class FileOf(FileLine):
    """A file and what it says through its mapping: totals, and every problem. ``ready``: it can be put forward."""

    mapping: str
    read: Sum | None
    refused: Sum | None
    schemes: dict[str, Sum]
    ignored: dict[str, Sum]
    problems: list[OneProblem]
    ready: bool


class NewMapping(Sends):
    """How the columns are to be read: a mapping, as in the manual."""

    mapping: Mapping


class Totals(Sends):
    """What the sender says that the file holds, and where they say it."""

    rows: Annotated[int, Field(ge=0, le=10_000_000)]
    total_pence: Pence
    why: Line


class Abandoning(Sends):
    """Nothing needs to be said."""


@reads(router, "/funds/{fund}/files", Right.SEE_ALL_POSTINGS, Files, lasting=False)
def list_files(desk: Desk) -> Files:
    """The files under way and those that have been taken in."""
    found = Upload.objects.filter(fund=desk.fund.slug).select_related("made_by", "proposal").defer("content")
    under_way = [FileLine(**_line(each)) for each in found]
    taken = [
        TakenIn(**{name: getattr(each, name) for name in TakenIn.model_fields}) for each in sources(desk.fund.ledger)
    ]
    return Files(under_way=under_way, taken_in=taken[::-1])


@reads(router, "/funds/{fund}/files/{number}", Right.SEE_ALL_POSTINGS, FileOf, lasting=False)
def get_file(desk: Desk, number: Number) -> FileOf:
    """One file with what it says and every problem of it."""
    return _file(_found(desk, number))


@changes(
    router, "/funds/{fund}/files", Right.PROPOSE, FileOf, takes=FILE, most_bytes=uploads.MOST_BYTES + ENVELOPE_BYTES,
    looks=True,
)  # fmt: skip
def send_file(
    desk: Desk, file: Annotated[UploadedFile, File(description="CSV or Excel, up to 50 MB.")], mapping: MappingField = ""
) -> Callable[[], FileOf]:  # fmt: skip
    """Send a partner's file. It is kept and looked at; nothing is posted before it is put forward and approved."""
    uploads.check_size(file.size or 0, uploads.MOST_BYTES)
    name, content = file.name or "file", file.read()
    proposed, said, problems = uploads.look(desk.fund, name, content, desk.language, mapping)

    def kept() -> FileOf:
        made = uploads.keep(desk.fund, name, content, desk.person, mapping=proposed)
        if mapping:
            uploads.remap(made, mapping, desk.person)
        return _told(made, said, problems)

    return kept


@changes(router, "/funds/{fund}/files/{number}/mapping", Right.PROPOSE, FileOf, looks=True)
def map_file(desk: Desk, number: Number, sent: NewMapping) -> Callable[[], FileOf]:
    """Have a file's columns read in another way, and look at it again."""
    found = uploads.open_one(_found(desk, number))
    found.mapping = sent.mapping
    said, problems = uploads.looked(found)

    def mapped() -> FileOf:
        now = _found(desk, number)
        uploads.remap(now, sent.mapping, desk.person)
        return _told(now, said, problems)

    return mapped


@changes(router, "/funds/{fund}/files/{number}/proposal", Right.PROPOSE, ProposalOf, looks=True)
def put_file_forward(desk: Desk, number: Number, sent: Totals) -> Callable[[], ProposalOf]:
    """Confirm the control totals that the sender gave, and put the file forward for another person to approve."""
    found = uploads.open_one(_found(desk, number))
    seen = uploads.looked(found)
    given = {"rows": sent.rows, "total_pence": sent.total_pence}

    def put() -> ProposalOf:
        return proposal_of(desk, uploads.put_forward(desk.fund, found, desk.person, **given, why=sent.why, seen=seen))

    return put


@changes(router, "/funds/{fund}/files/{number}/abandon", Right.PROPOSE, FileLine)
def abandon_file(desk: Desk, number: Number, sent: Abandoning) -> FileLine:
    """Drop a file that has not been put forward; that it was there stays in the trail."""
    uploads.abandon(desk.fund, uploads.open_one(_found(desk, number)), desk.person)
    return FileLine(**_line(_found(desk, number)))


def _found(desk: Desk, number: int) -> Upload:
    found = Upload.objects.select_related("made_by", "proposal").filter(fund=desk.fund.slug, pk=number).first()
    if found is None:
        raise Http404
    return found


def _line(upload: Upload) -> dict[str, Any]:
    return {
        "number": upload.pk, "name": upload.name, "sha256": upload.sha256, "sent_by": upload.made_by.name,
        "sent_at": upload.made_at, "abandoned": upload.abandoned, "proposal": upload.proposal_id,
        "state": upload.proposal.state if upload.proposal else None,
    }  # fmt: skip


def _file(upload: Upload) -> FileOf:
    return _told(upload, *uploads.looked(upload))


def _told(upload: Upload, intake: Said | None, problems: tuple[Problem, ...]) -> FileOf:
    """A file with what it says."""
    errors = any(problem.is_error for problem in problems)
    is_open = upload.proposal_id is None and not upload.abandoned
    return FileOf(
        **_line(upload), mapping=upload.mapping, problems=[one_problem(each, language()) for each in problems],
        read=_sum(intake.read) if intake else None, refused=_sum(intake.refused) if intake else None,
        schemes={name: _sum(part) for name, part in intake.by_scheme().items()} if intake else {},
        ignored={why: _sum(part) for why, part in intake.ignored.items()} if intake else {},
        ready=is_open and intake is not None and not errors,
    )  # fmt: skip


def _sum(part: object) -> Sum:
    return Sum(rows=part.rows, amount_pence=part.pence)  # type: ignore[attr-defined]  # rows and pence, whichever part it is
