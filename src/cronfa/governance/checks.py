"""Large files, read beside the pages: how far that is, and what a worker does."""

from collections.abc import Callable

from cronfa.fund.opening import find
from cronfa.governance.file_said import Said, kept, said_by
from cronfa.governance.models import Check, Upload
from cronfa.governance.uploads import as_file, mapping_for, read_through
from cronfa.language import Language
from cronfa.problems import Problems


def of(upload: Upload) -> Check | None:
    """The last check of a file; nothing of one that is read at once."""
    return Check.objects.filter(upload=upload).defer("result").first()


def found(check: Check, tell: Callable[[int], None]) -> bytes:
    """Read a file and keep what it says; ``tell`` is given the rows so far, and may end it. A mapping that is proposed is
    written to the file, unless somebody has been quicker. Finding it is the first half of the way.
    """
    upload = Upload.objects.get(pk=check.upload_id)
    language: Language = "cy" if check.language == "cy" else "en"
    said: Said | None = None
    with as_file(upload) as path:
        mapping, intake = check.mapping, None
        if not mapping:
            mapping, intake = mapping_for(find(check.fund), path, language, _first_half(check, tell))
        before = 0 if check.mapping else check.rows
        try:
            said = said_by(intake or read_through(path, mapping, lambda rows: tell(before + rows)))
            problems = said.problems
        except Problems as wrong:
            problems = wrong.problems
    if not check.mapping:
        Upload.objects.filter(pk=upload.pk, proposal=None, abandoned=False, mapping="").update(mapping=mapping)
    return kept(mapping, said, problems)


def _first_half(check: Check, tell: Callable[[int], None]) -> Callable[[int], None]:
    """Tells the rows while a mapping is found, which may read the file several times: never fewer than before, and no more
    than there are.
    """
    most = 0

    def told(rows: int) -> None:
        nonlocal most
        most = max(most, min(rows, check.rows) if check.rows else rows)
        tell(most)

    return told
