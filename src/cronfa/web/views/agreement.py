"""The agreement in plain words, each sentence beside its clause; its versions and what they change; what is due."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cronfa import reporting
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.reporting.agreements import agreement_report
from cronfa.web.pages import fund_page
from cronfa.web.presenters import agreement as presenter
from cronfa.web.views.figures import CONTENT_TYPES


@fund_page("agreement/", "agreement", Right.SEE_FUND)
def agreement(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is due, the versions, every clause in the order of the document, and the texts that were registered."""
    return render(request, "web/agreement.html", {"page": presenter.page(desk)})


@fund_page("agreement.<str:ending>", "agreement-file", Right.SEE_FUND)
def agreement_file(request: HttpRequest, desk: Desk, ending: str) -> HttpResponse:
    """The agreement in plain words as a document, in the language of the address."""
    form = next((form for _, form in presenter.FILES if form == ending), None)
    if form is None:
        raise Http404
    report = agreement_report(desk.fund.agreement)
    [(name, content)] = reporting.rendered(report, f"{desk.fund.slug}-agreement", form, desk.language)
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@fund_page("agreement/versions/<int:before>/<int:after>/", "versions", Right.SEE_FUND)
def versions(request: HttpRequest, desk: Desk, before: int, after: int) -> HttpResponse:
    """What one version changes in another: in words, and in money on last year's figures."""
    return render(request, "web/versions.html", {"page": presenter.difference(desk, before, after)})
