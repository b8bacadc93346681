"""The agreement in plain words, each sentence beside its clause; its versions and what they change; what is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.reporting.agreements import agreement_report
from cronfa.web.documents import document
from cronfa.web.pages import fund_page
from cronfa.web.presenters import agreement as presenter


@fund_page("agreement/", "agreement", Right.SEE_FUND)
def agreement(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is due, the versions, every clause in the order of the document, and the texts that were registered."""
    return render(request, "web/agreement.html", {"page": presenter.page(desk)})


@fund_page("agreement.<str:ending>", "agreement-file", Right.SEE_FUND)
def agreement_file(request: HttpRequest, desk: Desk, ending: str) -> HttpResponse:
    """The agreement in plain words as a document, in the language of the address."""
    return document(agreement_report(desk.fund.agreement), f"{desk.fund.slug}-agreement", ending, desk.language)


@fund_page("agreement/versions/<int:before>/<int:after>/", "versions", Right.SEE_FUND)
def versions(request: HttpRequest, desk: Desk, before: int, after: int) -> HttpResponse:
    """What one version changes in another: in words, and in money on last year's figures."""
    return render(request, "web/versions.html", {"page": presenter.difference(desk, before, after)})
