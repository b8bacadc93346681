"""Managers' forecasts: the pack to take, the pack that comes back, and its confirmation."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.governance import pack_codes as codes
from cronfa.governance.desk import Desk
from cronfa.governance.pack_reading import Forecast
from cronfa.governance.packs import MOST_BYTES, look, pack, put_forward
from cronfa.governance.roles import Right
from cronfa.problems import Problems, Where, stop
from cronfa.reporting.packs import render as workbook
from cronfa.web.pages import fund_page
from cronfa.web.presenters import packs as presenter
from cronfa.web.presenters.figures import filled

GOOD_FOR_SECONDS = 12 * 60 * 60
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@fund_page("forecasts/<str:year>/<int:month>/", "forecasts", Right.SEE_FUND, changes=Right.PROPOSE)
def forecasts(request: HttpRequest, desk: Desk, year: str, month: int) -> HttpResponse:
    """What managers expect; a pack that comes back is looked at here, and kept nowhere until it is confirmed and approved."""
    if request.method != "POST":
        return render(request, "web/forecasts.html", {"page": presenter.page(desk, year, month)})
    filled(desk, year, month)
    if "sealed" in request.POST:
        return _confirmed(request, desk, year, month)
    try:
        came = _read(request, desk, year, month)
    except Problems as found:
        page = presenter.page(desk, year, month, problems=found.problems)
        return render(request, "web/forecasts.html", {"page": page}, status=422)
    return render(request, "web/forecasts.html", {"page": presenter.page(desk, year, month, came=came)})


def _read(request: HttpRequest, desk: Desk, year: str, month: int) -> tuple[str, tuple[Forecast, ...]]:
    sent: Any = request.FILES.get("file")
    if sent is None:
        stop(codes.NO_PACK)
    if (sent.size or 0) > MOST_BYTES:
        stop(codes.TOO_LONG, Where(file=(sent.name or "")[:100]))
    return look(pack(desk.fund, filled(desk, year, month), month), sent.name or "", sent.read())


def _confirmed(request: HttpRequest, desk: Desk, year: str, month: int) -> HttpResponse:
    try:
        content = signing.loads(request.POST["sealed"], salt=presenter.SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        stop(codes.NOT_LOOKED_AT)
    fund, of_year, of_month, file, rows = content
    if (fund, of_year, of_month) != (desk.fund.slug, year, month):
        stop(codes.NOT_LOOKED_AT)
    found = [Forecast(*row) for row in rows]
    made = put_forward(desk.fund, year, month, file, found, desk.person, request.POST.get("why", ""))
    return redirect("proposal", fund=desk.fund.slug, number=made.pk)


@fund_page("forecasts/<str:year>/<int:month>/pack.xlsx", "pack-file", Right.SEE_FUND)
def pack_file(request: HttpRequest, desk: Desk, year: str, month: int) -> HttpResponse:
    """The pack of a month, in the language of the address."""
    made = pack(desk.fund, filled(desk, year, month), month)
    if not made.lines:
        raise Http404
    response = HttpResponse(workbook(made, desk.language), content_type=EXCEL)
    name = f"{desk.fund.slug}-{made.year}-{month:02d}-{desk.language}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
