"""Taking in a partner's file: upload, look, put right, confirm, send for approval; or abandon it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.fund.entry_codes import NO_AMOUNT
from cronfa.governance import sent_codes as codes, uploads
from cronfa.governance.desk import Desk
from cronfa.governance.models import Upload
from cronfa.governance.roles import Right
from cronfa.problems import Problems, Where, stop
from cronfa.web import failures
from cronfa.web.enhancing import for_part
from cronfa.web.pages import fund_page
from cronfa.web.presenters import files as presenter
from cronfa.web.sending import Reading, status


@fund_page("files/", "files", Right.SEE_ALL_POSTINGS, changes=Right.PROPOSE)
def files(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The files under way and those taken in; a new one arrives here."""
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            stop(codes.NO_FILE)
        uploads.check_size(sent.size or 0, uploads.MOST_BYTES)
        kept = uploads.keep(desk.fund, sent.name or "file", sent.read(), desk.person, desk.language, beside=True)
        return redirect("file", fund=desk.fund.slug, number=kept.pk)
    return render(request, "web/files.html", {"page": presenter.listed(desk)})


@fund_page("files/<int:number>/", "file", Right.SEE_ALL_POSTINGS, changes=Right.PROPOSE)
def file(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One file under way."""
    found = Upload.objects.select_related("made_by", "proposal").filter(fund=desk.fund.slug, pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _changed(request, desk, found)
    page = presenter.page(desk, found)
    if for_part(request) and not page.progress:
        return redirect(request.get_full_path())  # the whole page has changed
    return render(request, "web/file.html", {"page": page})


def _changed(request: HttpRequest, desk: Desk, upload: Upload) -> HttpResponse:
    uploads.open_one(upload)
    match request.POST.get("do"):
        case "again":
            uploads.remap(upload, request.POST.get("mapping", ""), desk.person)
        case "schemes":
            sent = Reading(request.POST)
            if sent.text("of") != presenter.digest(upload.mapping):
                stop(codes.FILE_CHANGED, file=upload.name)
            uploads.remap(upload, presenter.chosen(desk, upload.mapping, sent), desk.person)
        case "forward":
            return _forward(request, desk, upload)
        case "abandon":
            uploads.abandon(desk.fund, upload, desk.person)
            return redirect("files", fund=desk.fund.slug)
        case _:
            raise Http404
    return redirect("file", fund=desk.fund.slug, number=upload.pk)


def _forward(request: HttpRequest, desk: Desk, upload: Upload) -> HttpResponse:
    """Send it for approval, or say on its page why not, beside what was sent."""
    sent = Reading(request.POST)
    rows, total_pence, why = _count(sent), _total(sent), sent.reason("why")
    try:
        made = sent.then(
            lambda: uploads.put_forward(desk.fund, upload, desk.person, rows=rows, total_pence=total_pence, why=why)
        )
    except Problems as wrong:
        if any(problem.code in failures.CONFLICTS for problem in wrong.problems):
            raise
        page = replace(presenter.page(desk, upload), sent=sent, refused=wrong.problems)
        return render(request, "web/file.html", {"page": page}, status=status(wrong))
    return redirect("proposal", fund=desk.fund.slug, number=made.pk)


def _total(sent: Reading) -> int:
    """The total in pence, which may be nought but not left out; a problem is kept where it cannot be read."""
    if not sent.text("total"):
        sent.problems.append(NO_AMOUNT.at(Where(path="total")))
    return sent.pence("total")


def _count(sent: Reading) -> int:
    """The number of rows; nought where it cannot be read and a problem is kept."""
    digits = sent.text("rows").replace(",", "")
    if not digits.isdecimal():
        sent.problems.append(codes.NOT_A_COUNT.at(Where(path="rows"), text=sent.text("rows")))
        return 0
    return int(digits)
