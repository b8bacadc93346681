"""The audit trail: who did what, when and why, before and after; and whether it is whole."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from cronfa.governance.desk import Desk
from cronfa.governance.models import Event
from cronfa.governance.roles import Right
from cronfa.governance.trail import first_wrong
from cronfa.governance.twins import trail_as_csv, trail_as_json
from cronfa.language import Text
from cronfa.web.pages import fund_page
from cronfa.web.presenters import trail as presenter

WORDS = {
    "title": Text(en="Audit trail", cy="Trywydd archwilio"),
    "whole": Text(
        en="The trail is whole: every event follows from the one before it.",
        cy="Mae'r trywydd yn gyfan: mae pob digwyddiad yn dilyn o'r un o'i flaen.",
    ),
    "broken": Text(
        en="The trail is broken: event {number} is missing or has been changed.",
        cy="Mae'r trywydd wedi'i dorri: mae digwyddiad {number} ar goll neu wedi'i newid.",
    ),
    "none": Text(en="Nothing has been recorded yet.", cy="Nid oes dim wedi'i gofnodi eto."),
    "number": Text(en="No.", cy="Rhif"),
    "at": Text(en="When (UTC)", cy="Pryd (UTC)"),
    "who": Text(en="Who", cy="Pwy"),
    "what": Text(en="What", cy="Beth"),
    "about": Text(en="About", cy="Ynghylch"),
    "why": Text(en="Why", cy="Pam"),
    "before": Text(en="Before", cy="Cynt"),
    "after": Text(en="After", cy="Wedyn"),
    "earlier": Text(en="Previous", cy="Blaenorol"),
    "later": Text(en="Next", cy="Nesaf"),
    "csv": Text(en="The whole trail as CSV", cy="Y trywydd cyfan fel CSV"),
    "json": Text(en="The whole trail as JSON", cy="Y trywydd cyfan fel JSON"),
    "pages": Text(en="Pages", cy="Tudalennau"),
}


@fund_page("trail/", "trail", Right.SEE_TRAIL)
def trail(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The events of the fund, the newest first."""
    found = Paginator(Event.objects.filter(fund=desk.fund.slug).order_by("-number"), 50)
    wrong = first_wrong(desk.fund.slug)
    verdict = WORDS["whole"] if wrong is None else WORDS["broken"].filled(number=wrong)
    page = found.get_page(request.GET.get("page"))
    given = {
        "events": page,
        "lines": presenter.lines(desk, list(page.object_list)),
        "verdict": verdict,
        "sound": wrong is None,
        "words": WORDS,
        "csv": reverse("trail-file", args=[desk.fund.slug, "csv"]),
        "json": reverse("trail-file", args=[desk.fund.slug, "json"]),
    }
    return render(request, "web/trail.html", given)


@fund_page("trail/trail.<str:ending>", "trail-file", Right.SEE_TRAIL)
def trail_file(request: HttpRequest, desk: Desk, ending: str) -> HttpResponse:
    """The whole trail from its beginning, for keeping elsewhere: CSV, or JSON with what verification found."""
    if ending == "json":
        return JsonResponse(trail_as_json(desk.fund.slug))
    if ending != "csv":
        raise Http404
    response = HttpResponse(trail_as_csv(desk.fund.slug), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{desk.fund.slug}-trail.csv"'
    return response
