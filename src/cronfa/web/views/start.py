"""Before a fund: choosing the language, signing in, one's funds, and what the law asks every site to say."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cronfa.governance.desk import sit_down
from cronfa.governance.models import Person
from cronfa.governance.rights import funds_of
from cronfa.governance.roles import ROLE_NAMES, Right
from cronfa.language import same
from cronfa.web import languages
from cronfa.web.presenters import start as words


@require_GET
def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the language that the browser asks for."""
    return HttpResponseRedirect(f"/{languages.preferred(request)}/")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The funds of whoever is signed in; the only one opens at once. Others are asked to sign in."""
    if not request.user.is_authenticated:
        return redirect("demo" if settings.DEMO else "account_login")
    person = request.user
    assert isinstance(person, Person)
    found = []
    for slug in funds_of(person, timezone.localdate()):
        at = sit_down(person, slug, languages.current(), timezone.localdate())
        if at and at.standing.role:
            first = "home" if at.may(Right.SEE_FUND) else "people"
            title = at.fund.agreement.latest.terms.title or same(slug)
            found.append((title, reverse(first, args=[slug]), ROLE_NAMES[at.standing.role]))
    if len(found) == 1 and "all" not in request.GET:
        return HttpResponseRedirect(found[0][1])
    return render(request, "web/start.html", {"words": words.START, "funds": found})


@require_http_methods(["GET", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One sign-in for each role of the example, without a password. Not there at all outside the demonstration."""
    if not settings.DEMO or request.META.get("REMOTE_ADDR") not in ("127.0.0.1", "::1"):
        raise Http404
    people = Person.objects.filter(email__endswith=words.DEMO_DOMAIN).order_by("id")
    if request.method == "POST":
        person = people.filter(pk=request.POST.get("person") or 0).first()
        if person is None:
            raise Http404
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("start")
    return render(request, "web/demo.html", {"words": words.DEMO, "people": [words.card(person) for person in people]})


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/text.html", {"page": words.ACCESSIBILITY})


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people who sign in and people in care."""
    return render(request, "web/text.html", {"page": words.PRIVACY})
