"""One's own tokens for programs: listed, issued, shown once, revoked."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cronfa.governance import tokens
from cronfa.governance.desk import Desk
from cronfa.governance.models import Token
from cronfa.governance.roles import Right
from cronfa.web.pages import fund_page
from cronfa.web.presenters import tokens as presenter
from cronfa.web.sending import day_of


@fund_page("tokens/", "tokens", Right.SEE_PEOPLE, changes=Right.SEE_PEOPLE)
def own_tokens(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One's tokens in this fund. A new one is shown on the very answer that makes it, and never again."""
    if request.method != "POST":
        return render(request, "web/tokens.html", {"page": presenter.page(desk)})
    match request.POST.get("do"):
        case "issue":
            made = tokens.issue(desk.fund, desk.person, _asked(request.POST), desk.person.name, today=desk.today)
            answer = render(request, "web/tokens.html", {"page": presenter.page(desk, made)})
            answer["Cache-Control"] = "no-store"
            return answer
        case "revoke":
            tokens.revoke(_own(desk, request.POST.get("token", "")), desk.person.name)
            return redirect("tokens", fund=desk.fund.slug)
    raise Http404


def _asked(sent: QueryDict) -> tokens.Asked:
    rights = presenter.rights_named(sent.getlist("right"))
    return tokens.Asked(sent.get("name", ""), sent.get("body", ""), rights, day_of(sent.get("expires", "")))


def _own(desk: Desk, number: str) -> Token:
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    found = Token.objects.filter(fund=desk.fund.slug, person=desk.person, pk=known).first()
    if found is None:
        raise Http404
    return found
