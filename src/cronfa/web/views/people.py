"""Who has which role in the fund, from when, to when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cronfa.governance.models import Appointment
from cronfa.governance.roles import ROLE_NAMES, Right
from cronfa.language import Text, same
from cronfa.reporting import words
from cronfa.web.desk import Desk
from cronfa.web.pages import fund_page

WORDS = {
    "title": Text(en="People", cy="Pobl"),
    "lead": Text(
        en="Joiners and leavers: every appointment that was ever made, and whether it holds today.",
        cy="Y rhai sy'n dod a'r rhai sy'n mynd: pob penodiad a wnaed erioed, ac a yw'n dal heddiw.",
    ),
    "name": Text(en="Name", cy="Enw"),
    "role": Text(en="Role", cy="Rôl"),
    "body": Text(en="For", cy="Dros"),
    "from": Text(en="From", cy="O"),
    "to": Text(en="To", cy="Hyd"),
    "holds": Text(en="Today", cy="Heddiw"),
    "yes": Text(en="holds", cy="yn dal"),
    "no": Text(en="ended or not begun", cy="wedi dod i ben neu heb ddechrau"),
    "fund": Text(en="the fund", cy="y gronfa"),
    "open": Text(en="no end", cy="dim diwedd"),
}


@fund_page("people/", "people", Right.SEE_PEOPLE)
def people(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every appointment of the fund."""
    rows = []
    for each in Appointment.objects.filter(fund=desk.fund.slug).select_related("person"):
        holds = each.starts <= desk.today and (each.ends is None or each.ends >= desk.today) and each.person.is_active
        body = desk.terms.name(each.body) if each.body else WORDS["fund"]
        ends = words.day(each.ends) if each.ends else WORDS["open"]
        cells = (ROLE_NAMES[each.as_role], body, words.day(each.starts), ends, WORDS["yes" if holds else "no"])
        rows.append((same(each.person.name), *cells))
    return render(request, "web/people.html", {"rows": rows, "words": WORDS})
