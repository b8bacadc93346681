"""Who has which role in the fund, from when, to when; appointments put forward, confirmed, and ended."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cronfa.governance import appointments, proposals
from cronfa.governance.appointments import APPOINTMENT, Wanted
from cronfa.governance.desk import Desk
from cronfa.governance.models import Appointment, Proposal
from cronfa.governance.roles import ROLE_NAMES, Right, Role
from cronfa.language import Text, same
from cronfa.reporting import words
from cronfa.web.pages import fund_page
from cronfa.web.presenters import proposals as deciding
from cronfa.web.sending import day_of

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
    "ended": Text(en="ended", cy="wedi dod i ben"),
    "not_begun": Text(en="not begun yet", cy="heb ddechrau eto"),
    "barred": Text(en="may not sign in", cy="ni chaiff fewngofnodi"),
    "fund": Text(en="the fund", cy="y gronfa"),
    "open": Text(en="no end", cy="dim diwedd"),
    "appoint": Text(en="Propose an appointment", cy="Cynnig penodiad"),
    "how": Text(
        en="Another administrator or the pooled-fund manager confirms it. A new person then sets a password by "
        "“Forgotten your password?” on the sign-in page.",
        cy="Mae gweinyddwr arall neu reolwr y gronfa gyfun yn ei gadarnhau. Yna mae person newydd yn gosod cyfrinair trwy "
        "“Wedi anghofio eich cyfrinair?” ar y dudalen fewngofnodi.",
    ),
    "email": Text(en="Work e-mail address", cy="Cyfeiriad e-bost gwaith"),
    "language": Text(en="Language of letters", cy="Iaith llythyrau"),
    "why": Text(en="Why", cy="Pam"),
    "date_from": Text(en="First day", cy="Diwrnod cyntaf"),
    "last": Text(en="Last day, if one is set", cy="Diwrnod olaf, os oes un"),
    "send": Text(en="Send for confirmation", cy="Anfon i'w gadarnhau"),
    "end": Text(en="Propose the end of an appointment", cy="Cynnig diwedd penodiad"),
    "which": Text(en="Which appointment", cy="Pa benodiad"),
    "last_day": Text(en="Last day", cy="Diwrnod olaf"),
    "waiting": Text(en="Waiting for confirmation", cy="Yn aros am gadarnhad"),
    "prepared": Text(en="prepared by {name}", cy="paratowyd gan {name}"),
    "approve": Text(en="Confirm", cy="Cadarnhau"),
    "refuse": Text(en="Refuse", cy="Gwrthod"),
    "withdraw": Text(en="Withdraw", cy="Tynnu'n ôl"),
    "remark": Text(en="Remark (needed to refuse)", cy="Sylw (mae angen un i wrthod)"),
    "tokens": Text(en="Tokens for your programs", cy="Tocynnau i'ch rhaglenni"),
}
LANGUAGES = (("en", same("English")), ("cy", same("Cymraeg")))


@fund_page("people/", "people", Right.SEE_PEOPLE, changes=Right.APPOINT)
def people(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every appointment of the fund, what waits, and for an administrator the forms that put more forward."""
    if request.method == "POST":
        _put_forward(desk, request.POST)
        return redirect("people", fund=desk.fund.slug)
    made = list(Appointment.objects.filter(fund=desk.fund.slug).select_related("person"))
    given = {
        "rows": [_row(desk, each) for each in made],
        "words": WORDS,
        "waiting": _waiting(desk),
        "fund": desk.fund.slug,
    }
    if desk.may(Right.APPOINT):
        given |= {"roles": _roles(desk), "languages": LANGUAGES, "open": _open(desk, made)}
    return render(request, "web/people.html", {"roles": (), "open": (), **given})


@fund_page(
    "people/appointments/<int:number>/", "appointment", Right.SEE_PEOPLE, changes=Right.CONFIRM_APPOINTMENT
)  # fmt: skip
def appointment(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Where an appointment that waits is confirmed, refused or withdrawn; it is looked at on the page of people."""
    found = Proposal.objects.filter(fund=desk.fund.slug, kind=APPOINTMENT.name, pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        deciding.decide(desk, found, request.POST.get("decision", ""), request.POST.get("remark", ""))
    return redirect("people", fund=desk.fund.slug)


def _put_forward(desk: Desk, sent: QueryDict) -> None:
    why = sent.get("why", "").strip()
    if sent.get("action") == "end":
        made = Appointment.objects.filter(fund=desk.fund.slug, pk=_number(sent.get("appointment", ""))).first()
        if made is None:
            raise Http404
        content = appointments.ending(made, day_of(sent.get("ends", "")), why)
        key = f"end/{made.pk}/{content['ends']}"
    else:
        wanted = _asked(sent)
        appointments.check(desk.fund, wanted)
        content = appointments.as_content(wanted)
        key = "/".join(str(content[name]) for name in ("email", "role", "body", "starts"))[:150]
    proposals.prepare(desk.fund, APPOINTMENT, content, desk.person, key=key, why=why)


def _asked(sent: QueryDict) -> Wanted:
    role, _, body = sent.get("role", "").partition("/")
    if role not in set(Role):
        raise Http404
    ends = sent.get("ends", "").strip()
    return Wanted(
        sent.get("email", ""), sent.get("name", ""), Role(role), body, day_of(sent.get("starts", "")),
        day_of(ends) if ends else None, "cy" if sent.get("language") == "cy" else "en",
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _row(desk: Desk, each: Appointment) -> tuple[Text, ...]:
    ends = words.day(each.ends) if each.ends else WORDS["open"]
    cells = (ROLE_NAMES[each.as_role], _body(desk, each.body), words.day(each.starts), ends)
    return (same(each.person.name), *cells, WORDS[_today(desk, each)])


def _today(desk: Desk, each: Appointment) -> str:
    if each.ends is not None and each.ends < desk.today:
        return "ended"
    if each.starts > desk.today:
        return "not_begun"
    return "yes" if each.person.is_active else "barred"


def _body(desk: Desk, body: str) -> Text:
    return desk.terms.name(body) if body in desk.terms.partners else same(body) if body else WORDS["fund"]


def _roles(desk: Desk) -> list[tuple[str, Text]]:
    """Every role with every body for which it can act, as a choice of the form."""
    return [
        (f"{role.value}/{body}", same("{role}: {body}").filled(role=ROLE_NAMES[role], body=_body(desk, body)))
        for role in Role
        for body in appointments.bodies(desk.fund.agreement.latest.terms, role)
    ]


def _open(desk: Desk, made: list[Appointment]) -> list[tuple[int, Text]]:
    """The appointments that can still be ended."""
    said = same("{name}: {role}, {body}")
    return [
        (each.pk, said.filled(name=each.person.name, role=ROLE_NAMES[each.as_role], body=_body(desk, each.body)))
        for each in made
        if each.ends is None or each.ends > desk.today
    ]


def _waiting(desk: Desk) -> list[dict[str, object]]:
    """The appointments that wait, each with what this person may decide."""
    found = Proposal.objects.filter(fund=desk.fund.slug, kind=APPOINTMENT.name, state=Proposal.PREPARED)
    return [
        {
            "number": each.pk,
            "says": APPOINTMENT.says(desk.fund, proposals.content_of(each)),
            "why": each.why,
            "who": WORDS["prepared"].filled(name=each.made_by.name),
            "may": deciding.may(desk, each),
        }
        for each in found.select_related("made_by")
    ]
