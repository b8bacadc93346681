"""Documents to take away: of which kinds, and as what they are sent."""

from django.http import Http404, HttpResponse

from cronfa import reporting
from cronfa.language import Language
from cronfa.reporting.model import Report
from cronfa.reporting.writing import Format

DOCUMENTS: tuple[tuple[str, Format], ...] = (("PDF", "pdf"), ("Word", "docx"))
"""What is read on paper and put into other papers, by its name."""
CONTENT_TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def document(report: Report, stem: str, ending: str, language: Language) -> HttpResponse:
    """A report as a file to keep.

    Raises:
        Http404: there is no such kind of file.
    """
    form = next((form for form in CONTENT_TYPES if form == ending), None)
    if form is None:
        raise Http404
    [(name, content)] = reporting.rendered(report, stem, form, language)
    return kept(content, CONTENT_TYPES[form], name)


def kept(content: bytes, content_type: str, name: str) -> HttpResponse:
    """An answer that is a file to keep."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
