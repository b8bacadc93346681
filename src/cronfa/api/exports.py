"""The whole fund in one file: nobody who leaves leaves anything behind."""

from tempfile import TemporaryFile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from ninja import Router

from cronfa.api.addresses import reads
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.governance.taking_away import write_whole

router = Router(tags=["Export"])
ZIP = "application/zip"


@reads(router, "/funds/{fund}/export", Right.SEE_ALL_POSTINGS, ZIP)
def export_fund(desk: Desk) -> FileResponse:
    """Everything of the fund as a ZIP archive: ledger, agreement, trail, records, partners' files. README inside.

    Needs the right to read the audit trail too.
    """
    if not desk.may(Right.SEE_TRAIL):
        raise PermissionDenied
    made = TemporaryFile()  # noqa: SIM115  the response closes it
    write_whole(desk, made)
    made.seek(0)
    return FileResponse(made, as_attachment=True, filename=f"{desk.fund.slug}.zip", content_type=ZIP)
