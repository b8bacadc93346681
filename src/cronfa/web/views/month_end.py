"""Month end: the checklist, commentary, actions, closing and reopening, the report frozen and signed off."""

from itertools import zip_longest
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.calendars import Year
from cronfa.governance import month_end, reopening
from cronfa.governance.codes import NO_REASON
from cronfa.governance.desk import Desk
from cronfa.governance.models import FrozenReport
from cronfa.governance.roles import Right
from cronfa.ledger.records import PeriodStatus
from cronfa.problems import stop
from cronfa.web.documents import document, kept
from cronfa.web.pages import fund_page
from cronfa.web.presenters import month_end as presenter
from cronfa.web.presenters.figures import filled
from cronfa.web.views.home import empty

STATUSES = {"close": "closed", "soft-close": "soft-closed"}


@fund_page("month-end/", "month-end", Right.SEE_FUND)
def months(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The latest month with spend."""
    found = presenter.latest(desk)
    if found is None:
        return empty(request, desk, presenter.LABELS["title"], presenter.LABELS["none"])
    return redirect("month", fund=desk.fund.slug, year=found[0], month=found[1])


@fund_page("month-end/<str:year>/<int:month>/", "month", Right.SEE_FUND, changes=Right.SEE_FUND)
def month(request: HttpRequest, desk: Desk, year: str, month: int) -> HttpResponse:
    """One month; what one may do for it depends on one's role."""
    filled(desk, year, month)
    if request.method == "POST":
        if request.POST.get("do") == "reopen" and desk.may(Right.CLOSE):
            label = Year(year).months()[month - 1].label
            asked = reopening.put_forward(desk.fund, label, desk.person, request.POST.get("why", ""))
            return redirect("proposal", fund=desk.fund.slug, number=asked.pk)
        _do(request, desk, year, month)
        return redirect("month", fund=desk.fund.slug, year=year, month=month)
    return render(request, "web/month_end.html", {"page": presenter.page(desk, year, month)})


def _do(request: HttpRequest, desk: Desk, year: str, month: int) -> None:
    sent = request.POST
    do = sent.get("do", "")
    needs = {"comment": Right.COMMENT, "finish": Right.COMMENT, "freeze": Right.CLOSE, "sign": Right.SIGN_OFF}
    right = needs.get(do) or (Right.CLOSE if do in (*STATUSES, "reopen") else None)
    if right is None:
        raise Http404
    if not desk.may(right, sent.get("partner") if do == "sign" else None):
        raise PermissionDenied
    match do:
        case "comment":
            _comment(request, desk, year, month)
        case "finish":
            number = sent.get("action", "")
            month_end.finish(desk.fund, int(number) if number.isdecimal() else 0, desk.person)
        case "freeze":
            month_end.freeze(desk.fund, year, month, desk.person)
        case "sign":
            report = FrozenReport.objects.filter(fund=desk.fund.slug, pk=_number(sent.get("report", ""))).first()
            if report is None:
                raise Http404
            month_end.sign_off(desk.fund, report, sent["partner"], desk.person)
        case _:
            status = cast(PeriodStatus, STATUSES[do])
            month_end.close(desk.fund, year, month, desk.person, status=status, reason=sent.get("why", ""))


FIELDS = ("scheme", "text", "action", "owner", "due", "was")


def _comment(request: HttpRequest, desk: Desk, year: str, month: int) -> None:
    """Keep what is said of every variance; what stands as it was shown is left alone, for another may have changed it."""
    sent = list(zip_longest(*(request.POST.getlist(field) for field in FIELDS), fillvalue=""))
    if not sent or any(scheme not in desk.fund.terms_of(year).schemes for scheme, *_ in sent):
        raise Http404
    said = [each for each in sent if each[1].split() != each[5].split() or any(part.strip() for part in each[2:5])]
    if not said:
        stop(NO_REASON)
    with transaction.atomic():
        for scheme, text, action, owner, due, _ in said:
            month_end.comment(
                desk.fund, Year(year).months()[month - 1].label, scheme, desk.person, text=text, action=action, owner=owner,
                due=presenter.as_day(due),
            )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


@fund_page("reports/<int:number>/", "frozen", Right.SEE_FUND)
def frozen(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A frozen report's very bytes."""
    found = month_end.frozen(desk.fund, number)
    return kept(month_end.content_of(found), "application/json", f"{_stem(found)}.json")


@fund_page("reports/<int:number>.<str:ending>", "frozen-file", Right.SEE_FUND)
def frozen_file(request: HttpRequest, desk: Desk, number: int, ending: str) -> HttpResponse:
    """A frozen report to be read, in the language of the address: what is signed off, on paper or in a board's papers."""
    found = month_end.frozen(desk.fund, number)
    return document(month_end.as_signed(desk.fund, found), _stem(found), ending, desk.language)


def _stem(report: FrozenReport) -> str:
    return f"{report.fund}-{report.year}-{report.months}-frozen"
