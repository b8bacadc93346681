"""Reports as pages and files, a scheme's entries, and why a figure is what it is."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.reporting.twins import CONTENT_TYPES as TWIN_TYPES, TWINS, Twin, twin
from cronfa.web.documents import document, kept
from cronfa.web.enhancing import STAY, for_part
from cronfa.web.pages import fund_page
from cronfa.web.presenters import figures as presenter
from cronfa.web.presenters.packs import brief


@fund_page("figures/", "figures", Right.SEE_FUND)
def figures(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The reports there are."""
    return render(request, "web/figures.html", {"offers": presenter.offers(desk), "words": presenter.LABELS})


@fund_page("figures/<str:year>/<int:months>/<slug:name>/", "report", Right.SEE_FUND)
def report(request: HttpRequest, desk: Desk, year: str, months: int, name: str) -> HttpResponse:
    """One report; each of its figures opens."""
    page = presenter.report_page(desk, year, months, name)
    managers = brief(desk, year, months) if name == "monitoring" else None
    return render(request, "web/report.html", {"page": page, "managers": managers})


@fund_page("figures/<str:year>/<int:months>/<slug:name>.<str:ending>", "report-file", Right.SEE_FUND)
def report_file(request: HttpRequest, desk: Desk, year: str, months: int, name: str, ending: str) -> HttpResponse:
    """The same report as a file, in the language of the address."""
    found = presenter.find_report(desk, year, months, name)
    return document(found, f"{desk.fund.slug}-{year}-{name}", ending, desk.language)


@fund_page("figures/<str:year>/<int:months>/<slug:name>/<str:table>.<str:ending>", "report-table", Right.SEE_FUND)
def report_table(
    request: HttpRequest, desk: Desk, year: str, months: int, name: str, table: str, ending: str
) -> HttpResponse:  # fmt: skip
    """One table of a report as a file, to be counted on; CSV and Excel in the language of the address."""
    if ending not in TWINS:
        raise Http404
    form: Twin = ending
    content = twin(presenter.find_report(desk, year, months, name), table, form, desk.language)
    if content is None:
        raise Http404
    return kept(content, TWIN_TYPES[form], f"{desk.fund.slug}-{year}-{name}-{table}.{ending}")


@fund_page("schemes/<str:year>/<int:months>/<str:scheme>/", "scheme", Right.SEE_FUND)
def scheme(request: HttpRequest, desk: Desk, year: str, months: int, scheme: str) -> HttpResponse:
    """A scheme's line of the monitoring report explains itself."""
    if scheme not in desk.terms.schemes:
        raise Http404
    figure = f"{desk.fund.slug}/{year}/monitoring/scheme.{scheme}/actual"
    presenter.filled(desk, year, months)
    more = f"?months={months}" if months != 12 else ""
    return HttpResponseRedirect(reverse("why", args=[desk.fund.slug, figure]) + more)


@fund_page("why/<path:figure>/", "why", Right.SEE_FUND)
def why(request: HttpRequest, desk: Desk, figure: str) -> HttpResponse:
    """Why a figure is what it is: clauses, parts, rows. A page; or a row of the table in which the figure stands."""
    months = request.GET.get("months", "12")
    page = presenter.why_page(desk, figure, int(months) if months.isdecimal() and len(months) < 3 else 12)
    columns = request.GET.get("columns", "")
    if for_part(request) and columns.isdecimal() and len(columns) < 3:
        row = render(request, "web/why_row.html", {"page": page, "columns": columns})
        row[STAY] = "false"
        return row
    return render(request, "web/why.html", {"page": page})
