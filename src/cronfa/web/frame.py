"""What stands around every page: the person, the ways to go, the other language."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cronfa.governance.desk import Desk
from cronfa.governance.models import Person
from cronfa.governance.roles import ROLE_NAMES, Right
from cronfa.language import Language, Text, same
from cronfa.web import languages, tour
from cronfa.web.enhancing import for_part
from cronfa.web.ways import Ways, ways

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
    "again": Text(en="Back to the page", cy="Yn ôl i'r dudalen"),
    "written": Text(en="What you had written, to be copied", cy="Yr hyn yr oeddech wedi'i ysgrifennu, i'w gopïo"),
    "go_on": Text(en="Go to my funds", cy="Mynd i'm cronfeydd"),
    "my_funds": Text(en="My funds", cy="Fy nghronfeydd"),
}


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
    ways: Ways
    demo: bool
    tour: tour.Banner | None
    tour_begins: str
    part: bool
    """Whether only a part of the page is asked for."""
    words: dict[str, Text] = field(default_factory=lambda: WORDS)

    def told(self, *said: Text | str) -> str:
        """What a screen reader is told of a part that has changed; nothing of a page that is opened and read from its top."""
        told = [each.to(self.language) if isinstance(each, Text) else each for each in said]
        return " ".join(told) if self.part else ""


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
        ways=ways(at, (match.url_name if match else None) or "") if at else Ways(),
        demo=settings.DEMO,
        tour=tour.banner(request, at),
        tour_begins=tour.begins(at),
        part=for_part(request),
    )


def _role(at: Desk | None) -> Text | None:
    if at is None or at.standing.role is None:
        return None
    role, body = at.standing.held[0]
    if not body:
        return ROLE_NAMES[role]
    return same("{role}, {body}").filled(role=ROLE_NAMES[role], body=at.terms.name(body))
