"""Months: open, soft-closed and closed; closing them, and asking for one to be reopened."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.calendars import Year
from cronfa.fund.entry_codes import NO_MONTH
from cronfa.governance import month_end, reopening
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.ledger.records import PeriodStatus
from cronfa.problems import Problems, Where, stop
from cronfa.web.pages import fund_page
from cronfa.web.presenters import months as presenter
from cronfa.web.presenters.contributing import year_now
from cronfa.web.sending import Reading, status

CLOSING = {"close": "closed", "soft": "soft-closed"}


@fund_page("months/", "months", Right.SEE_FUND)
def months(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The months of the year that people look at first."""
    return redirect("months-of", fund=desk.fund.slug, year=year_now(desk))


@fund_page("months/<str:year>/", "months-of", Right.SEE_FUND, changes=Right.CLOSE)
def months_of(request: HttpRequest, desk: Desk, year: str) -> HttpResponse:
    """The months of a year; whoever may, closes one here or asks for it to be reopened."""
    desk.fund.terms_of(year)
    sent = Reading(request.POST)
    if request.method != "POST":
        return render(request, "web/months.html", {"page": presenter.page(desk, year, sent)})
    try:
        return _changed(desk, year, sent)
    except Problems as wrong:
        page = presenter.page(desk, year, sent, wrong.problems)
        return render(request, "web/months.html", {"page": page}, status=status(wrong))


def _changed(desk: Desk, year: str, sent: Reading) -> HttpResponse:
    month = next((each for each in Year(year).months() if each.label == sent.text("month")), None)
    do = sent.text("do")
    if not sent.text("month"):
        stop(NO_MONTH, Where(path="month"))
    if month is None or do not in (*CLOSING, "reopen"):
        raise Http404
    if do == "reopen":
        made = reopening.put_forward(desk.fund, month.label, desk.person, sent.text("why"))
        return redirect("proposal", fund=desk.fund.slug, number=made.pk)
    status = cast(PeriodStatus, CLOSING[do])
    why = sent.text("why") or "month end"
    month_end.close(desk.fund, year, month.number, desk.person, status=status, reason=why)
    return redirect("months-of", fund=desk.fund.slug, year=year)
