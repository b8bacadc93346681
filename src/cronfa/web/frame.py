"""What stands around every page: the person, the ways to go, the other language."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cronfa.governance.models import Person
from cronfa.governance.roles import ROLE_NAMES, Right
from cronfa.language import Language, Text, same
from cronfa.web import languages, tour
from cronfa.web.desk import Desk

WORDS = {
    "skip": Text(en="Skip to the page", cy="Neidio i'r dudalen"),
    "sign_in": Text(en="Sign in", cy="Mewngofnodi"),
    "sign_out": Text(en="Sign out", cy="Allgofnodi"),
    "accessibility": Text(en="Accessibility", cy="Hygyrchedd"),
    "privacy": Text(en="Privacy", cy="Preifatrwydd"),
    "menu": Text(en="The fund", cy="Y gronfa"),
    "language": Text(en="Language", cy="Iaith"),
    "demo": Text(
        en="Demonstration: signed in without a password, on this machine alone.",
        cy="Arddangosiad: wedi mewngofnodi heb gyfrinair, ar y peiriant hwn yn unig.",
    ),
    "demo_name": Text(en="Demonstration", cy="Arddangosiad"),
    "help": Text(en="Help", cy="Cymorth"),
    "tour": tour.BEGIN,
    "as_file": Text(en="This table as", cy="Y tabl hwn fel"),
    "scroll": Text(en="scrolls sideways", cy="sgrolio i'r ochr"),
    "my_funds": Text(en="My funds", cy="Fy nghronfeydd"),
}

WAYS = (
    ("home", Text(en="Home", cy="Hafan"), Right.SEE_FUND),
    ("figures", Text(en="Figures", cy="Ffigurau"), Right.SEE_FUND),
    ("postings", Text(en="Postings", cy="Postiadau"), Right.SEE_POSTINGS),
    ("files", Text(en="Take in a file", cy="Cymryd ffeil"), Right.SEE_ALL_POSTINGS),
    ("contributions-now", Text(en="Contributions", cy="Cyfraniadau"), Right.SEE_FUND),
    ("journals", Text(en="Journals", cy="Dyddlyfrau"), Right.SEE_ALL_POSTINGS),
    ("virements", Text(en="Virements", cy="Trosglwyddo cyllideb"), Right.SEE_FUND),
    ("proposals", Text(en="Proposals", cy="Cynigion"), Right.SEE_FUND),
    ("month-end", Text(en="Month end", cy="Diwedd mis"), Right.SEE_FUND),
    ("exceptions", Text(en="Exceptions", cy="Eithriadau"), Right.SEE_POSTINGS),
    ("reconciliations", Text(en="Reconciliation", cy="Cysoni"), Right.SEE_FUND),
    ("settlements", Text(en="Settlement", cy="Setliad"), Right.SEE_FUND),
    ("agreement", Text(en="Agreement", cy="Cytundeb"), Right.SEE_FUND),
    ("what-if", Text(en="What if", cy="Beth petai"), Right.SEE_FUND),
    ("people", Text(en="People", cy="Pobl"), Right.SEE_PEOPLE),
    ("trail", Text(en="Audit trail", cy="Llwybr archwilio"), Right.SEE_TRAIL),
)
"""Where one can go in a fund; what a person may not read is not offered."""


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go. ``here`` is the place one is at."""

    title: Text
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around one page."""

    language: Language
    other: Language
    other_name: str
    other_address: str
    person: Person | None
    role: Text | None
    fund: Text | None
    fund_address: str
    ways: tuple[Way, ...]
    demo: bool
    tour: tour.Banner | None
    tour_begins: str
    words: dict[str, Text] = field(default_factory=lambda: WORDS)


def of(request: HttpRequest) -> Frame:
    """The frame of the page that is asked for."""
    language = languages.current()
    other: Language = "en" if language == "cy" else "cy"
    at: Desk | None = getattr(request, "desk", None)
    user = getattr(request, "user", None)
    match = request.resolver_match
    return Frame(
        language=language,
        other=other,
        other_name=languages.NAMES[other],
        other_address=languages.same_page(request),
        person=user if isinstance(user, Person) else None,
        role=_role(at),
        fund=(at.terms.title or same(at.fund.slug)) if at else None,
        fund_address=reverse("home", args=[at.fund.slug]) if at and at.may(Right.SEE_FUND) else reverse("start"),
        ways=_ways(at, match.url_name if match else None),
        demo=settings.DEMO,
        tour=tour.banner(request, at),
        tour_begins=tour.begins(at),
    )


def _role(at: Desk | None) -> Text | None:
    if at is None or at.standing.role is None:
        return None
    role, body = at.standing.held[0]
    if not body:
        return ROLE_NAMES[role]
    return same("{role}, {body}").filled(role=ROLE_NAMES[role], body=at.terms.name(body))


def _ways(at: Desk | None, here: str | None) -> tuple[Way, ...]:
    if at is None:
        return ()
    open_ = [(name, title) for name, title, needs in WAYS if at.may(needs)]
    return tuple(Way(title, reverse(name, args=[at.fund.slug]), name == here) for name, title in open_)
