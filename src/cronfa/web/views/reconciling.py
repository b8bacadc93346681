"""Reconciliation: an extract uploaded and matched, lines explained, signed off; every match to read."""

import csv
import io
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from cronfa.fund.reconciling import AGAINST, months_between
from cronfa.governance import reading, reconciliations, sent_codes as codes
from cronfa.governance.desk import Desk
from cronfa.governance.models import Reconciliation
from cronfa.governance.roles import Right
from cronfa.governance.uploads import MOST_BYTES
from cronfa.problems import stop
from cronfa.reconciliation import Side
from cronfa.reporting.as_csv import safe
from cronfa.web.pages import fund_page
from cronfa.web.presenters import reconciling as presenter, reconciling_matches

COLUMNS = ("side", "line", "on", "reference", "text", "pence", "match", "rule")


@fund_page("reconciliations/", "reconciliations", Right.SEE_FUND, changes=Right.RECONCILE)
def listed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """When each ledger was last reconciled; a new extract arrives here."""
    if request.method == "POST":
        made = _begun(request, desk)
        return redirect("reconciliation", fund=desk.fund.slug, number=made.pk)
    return render(request, "web/reconciliations.html", presenter.listed(desk))


def _begun(request: HttpRequest, desk: Desk) -> Reconciliation:
    sent = request.FILES.get("file")
    if sent is None:
        stop(codes.NO_FILE)
    partner, against = request.POST.get("partner", ""), request.POST.get("against", "")
    if not desk.may(Right.RECONCILE, partner):
        raise PermissionDenied
    if against not in AGAINST:
        raise Http404
    if (sent.size or 0) > MOST_BYTES:
        size, most = f"{(sent.size or 0) // 1_000_000} MB", f"{MOST_BYTES // 1_000_000} MB"
        stop(codes.FILE_TOO_LARGE, size=size, most=most)
    first, last = months_between(request.POST.get("first", ""), request.POST.get("last", ""))
    months = reconciliations.Months(partner, against, first, last)
    return reconciliations.keep(desk.fund, months, sent.name or "file", sent.read(), desk.person, desk.language)


@fund_page("reconciliations/<int:number>/", "reconciliation", Right.SEE_POSTINGS, changes=Right.SEE_POSTINGS)
def one(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One reconciliation; what one may do with it depends on one's role."""
    found = reading.reconciliation(desk, number)
    if request.method == "POST":
        _do(request, desk, found)
        if request.POST.get("do") == "abandon":
            return redirect("reconciliations", fund=desk.fund.slug)
        return redirect("reconciliation", fund=desk.fund.slug, number=number)
    return render(
        request, "web/reconciliation.html", {"page": presenter.page(desk, found, request.GET), "fund": desk.fund.slug}
    )


def _do(request: HttpRequest, desk: Desk, found: Reconciliation) -> None:
    do = request.POST.get("do", "")
    if do not in ("ticked", "all", "again", "abandon", "sign"):
        raise Http404
    right = Right.SIGN_OFF if do == "sign" else Right.RECONCILE
    if not desk.may(right, found.partner):
        raise PermissionDenied
    if do == "sign":
        reconciliations.sign(desk.fund, found, desk.person, reading.reconciled(desk, found))
    elif do == "again":
        reconciliations.change_mapping(found, request.POST.get("mapping", ""))
    elif do == "abandon":
        reconciliations.abandon(desk.fund, found, desk.person)
    else:
        _explain(request, desk, found, everything=do == "all")


def _explain(request: HttpRequest, desk: Desk, found: Reconciliation, *, everything: bool) -> None:
    """Give a reason to the ticked lines of a side, or to all that have none."""
    side = cast(Side, request.POST.get("side", ""))
    there = reconciliations.unmatched(reading.reconciled(desk, found))
    known = reconciliations.reasons_of(desk.fund, found)
    of_side = [line for at, line in there if at == side]
    ticked = set(request.POST.getlist("line"))
    lines = [line for line in of_side if ((side, line) not in known if everything else line in ticked)]
    reconciliations.explain(
        desk.fund, found, desk.person, side, lines, request.POST.get("reason", ""), request.POST.get("text", ""),
        today=desk.today, asks=not everything and desk.may(Right.QUESTION, found.partner),
    )  # fmt: skip


@fund_page("reconciliations/<int:number>/matches/", "reconciliation-matches", Right.SEE_POSTINGS)
def matches(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The matches and why each is one: ``?rule=reference``."""
    given = reconciling_matches.matches(desk, reading.reconciliation(desk, number), request.GET)
    return render(request, "web/reconciliation_matches.html", given)


@fund_page("reconciliations/<int:number>/lines.<str:ending>", "reconciliation-file", Right.SEE_POSTINGS)
def whole(request: HttpRequest, desk: Desk, number: int, ending: str) -> HttpResponse:
    """The whole reconciliation as a file."""
    if ending not in ("csv", "json"):
        raise Http404
    given = reconciling_matches.as_file(desk, reading.reconciliation(desk, number))
    name = f"{desk.fund.slug}-reconciliation-{number}.{ending}"
    if ending == "json":
        response: HttpResponse = JsonResponse(given, json_dumps_params={"ensure_ascii": False})
    else:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows([_cell(line[column]) for column in COLUMNS] for line in given["lines"])
        response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> object:
    """Words that a spreadsheet cannot run; numbers stay numbers."""
    return safe(value) if isinstance(value, str) else value
