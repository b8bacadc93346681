"""Pages for what goes wrong, in the reader's language: what happened, that nothing was changed, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cronfa.calendars import CalendarError
from cronfa.governance import codes, sent_codes, token_codes
from cronfa.language import Text
from cronfa.money import MoneyError
from cronfa.problems import Problem, Problems


@dataclass(frozen=True, slots=True)
class Failure:
    """One kind of failure as its page says it."""

    status: int
    title: Text
    what: Text


BAD = Failure(
    400,
    Text(en="This request could not be understood", cy="Ni ellid deall y cais hwn"),
    Text(
        en="Nothing has been changed. Go back and try again.",
        cy="Nid oes dim wedi newid. Ewch yn ôl a rhowch gynnig arall.",
    ),
)
FORBIDDEN = Failure(
    403,
    Text(en="Your role does not allow this", cy="Nid yw eich rôl yn caniatáu hyn"),
    Text(
        en="Nothing has been changed. Who has which role stands under People; the fund's administrator can change it.",
        cy="Nid oes dim wedi newid. Mae pwy sydd â pha rôl o dan Pobl; gall gweinyddwr y gronfa newid hynny.",
    ),
)
FORGED = Failure(
    403,
    Text(en="This form is no longer good", cy="Nid yw'r ffurflen hon yn ddilys mwyach"),
    Text(
        en="Nothing has been changed. It was open for too long, or did not come from this site. Go back, open the page anew "
        "and send it again.",
        cy="Nid oes dim wedi newid. Bu ar agor yn rhy hir, neu ni ddaeth o'r safle hwn. Ewch yn ôl, agorwch y dudalen o'r "
        "newydd a'i hanfon eto.",
    ),
)
ENDED = Failure(
    403,
    Text(en="You have been signed out", cy="Rydych wedi'ch allgofnodi"),
    Text(
        en="Your session had ended before you sent this. Nothing has been changed. Sign in again, and send it from its page.",
        cy="Roedd eich sesiwn wedi dod i ben cyn i chi anfon hyn. Nid oes dim wedi newid. Mewngofnodwch eto, a'i anfon o'i "
        "dudalen.",
    ),
)
NOT_FOUND = Failure(
    404,
    Text(en="There is no such page for you", cy="Nid oes tudalen o'r fath i chi"),
    Text(
        en="The address is wrong, or it belongs to a fund in which you have no role.",
        cy="Mae'r cyfeiriad yn anghywir, neu'n perthyn i gronfa nad oes gennych rôl ynddi.",
    ),
)
WRONG = Failure(
    500,
    Text(en="Something went wrong here", cy="Aeth rhywbeth o'i le yma"),
    Text(
        en="What you were doing has not been done, and nothing is half-done. It has been noted. Try again in a while.",
        cy="Ni wnaed yr hyn yr oeddech yn ei wneud, ac nid oes dim ar ei hanner. Fe'i nodwyd. Rhowch gynnig arall ymhen tipyn.",
    ),
)


def page(request: HttpRequest, failure: Failure, problems: Problems | None = None) -> HttpResponse:
    """The page of a failure, with the problems that made it; what was written in the form that failed is not lost with it."""
    given = {
        "failure": failure, "problems": problems.problems if problems else (),
        "again": request.path if request.method == "POST" and failure.status in (409, 422) else "",
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}" if failure is ENDED else "",
        "written": () if failure is BAD else _written(request),
    }  # fmt: skip
    return render(request, "web/failure.html", given, status=failure.status)


def _written(request: HttpRequest) -> tuple[str, ...]:
    """The sentences of a form of ours that was sent in vain, to be copied: the browser may no longer know them.

    What comes from another site is not shown as if our reader had written it.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return ()
    fields = ((name, value.strip()) for name, values in request.POST.lists() for value in values)
    return tuple(dict.fromkeys(text for name, text in fields if " " in text and "password" not in name))


REFUSED = Failure(
    422,
    Text(en="This cannot be done as it stands", cy="Ni ellir gwneud hyn fel y mae"),
    Text(en="Nothing has been changed. Here is why.", cy="Nid oes dim wedi newid. Dyma pam."),
)


OVERTAKEN = Failure(
    409,
    Text(en="This has been done in the meantime", cy="Gwnaed hyn yn y cyfamser"),
    Text(
        en="Somebody was a moment earlier, or it was sent twice. What was done stands once; nothing more has been changed.",
        cy="Bu rhywun o'ch blaen, neu fe'i hanfonwyd ddwywaith. Mae'r hyn a wnaed yn sefyll unwaith; ni newidiwyd dim arall.",
    ),
)
CONFLICTS = codes.OVERTAKEN | {
    sent_codes.FILE_SETTLED.code,
    sent_codes.FILE_CHANGED.code,
    token_codes.REVOKED_ALREADY.code,
}


class ClearFailures:
    """A user's problems that no page has shown become a page of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, MoneyError | CalendarError):
            exception = Problems([Problem(exception.kind, facts=exception.facts)])
        if not isinstance(exception, Problems):
            return None
        overtaken = all(problem.code in CONFLICTS for problem in exception.problems)
        return page(request, OVERTAKEN if overtaken else REFUSED, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, BAD)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, FORBIDDEN)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the mark that this site puts into its forms."""
    return page(request, FORGED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NOT_FOUND)


def went_wrong(request: HttpRequest) -> HttpResponse:
    return page(request, WRONG)
