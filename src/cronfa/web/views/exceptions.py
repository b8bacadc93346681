"""Exceptions: asked about an entry, answered by the host, upheld into a reversal."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.governance import queries
from cronfa.governance.desk import Desk
from cronfa.governance.reading import question as found, questions
from cronfa.governance.reversals import REVERSAL
from cronfa.governance.roles import Right
from cronfa.governance.uploads import check_size
from cronfa.ledger.queries import entry as ledger_entry
from cronfa.problems import Problems
from cronfa.web.pages import fund_page
from cronfa.web.presenters import exceptions as presenter


@fund_page("exceptions/", "exceptions", Right.SEE_POSTINGS)
def exceptions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The questions there are, filtered and sorted by the address."""
    return render(request, "web/exceptions.html", presenter.listed(desk, questions(desk), request.GET))


@fund_page("entries/<int:number>/question/", "question", Right.QUESTION, changes=Right.QUESTION)
def question(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Question an entry that one's own body has a line in."""
    try:
        lines = ledger_entry(desk.fund.ledger, number).postings
    except Problems:
        raise Http404 from None
    if not {line.partner for line in lines} & set(desk.sees_partners):
        raise Http404
    if request.method == "POST":
        partner = request.POST.get("partner", "")
        if not desk.may(Right.QUESTION, partner):
            raise PermissionDenied
        made = queries.ask(
            desk.fund, number, partner, desk.person, text=request.POST.get("text", ""), evidence=_evidence(request),
            today=desk.today,
        )  # fmt: skip
        return redirect("exception", fund=desk.fund.slug, number=made.pk)
    given = {"number": number, "bodies": presenter.bodies(desk), "words": presenter.LABELS}
    return render(request, "web/question.html", given)


def _evidence(request: HttpRequest) -> tuple[str, bytes] | None:
    sent = request.FILES.get("evidence")
    if sent is None:
        return None
    check_size(sent.size or 0, queries.MOST_EVIDENCE_BYTES)
    return sent.name or "evidence", sent.read()


@fund_page("exceptions/<int:number>/", "exception", Right.SEE_POSTINGS, changes=Right.ANSWER)
def exception(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One question; the host answers it here."""
    query = found(desk, number)
    if request.method == "POST":
        do = request.POST.get("do")
        if do not in ("uphold", "reject"):
            raise Http404
        queries.answer(
            desk.fund, query, desk.person, text=request.POST.get("answer", ""), upheld=do == "uphold", reversal=REVERSAL
        )
        return redirect("exception", fund=desk.fund.slug, number=number)
    return render(request, "web/exception.html", {"page": presenter.page(desk, query)})


@fund_page("exceptions/<int:number>/evidence/", "evidence", Right.SEE_POSTINGS)
def evidence(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The evidence as it was sent; browsers keep it as a file and run nothing of it."""
    query = found(desk, number)
    if not query.evidence_name:
        raise Http404
    ending = Path(query.evidence_name).suffix.lower()
    ending = ending if ending in queries.EVIDENCE else ""
    response = HttpResponse(bytes(query.evidence), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="evidence-{number}{ending}"'
    return response
