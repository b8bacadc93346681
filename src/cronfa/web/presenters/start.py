"""Words of the pages before a fund."""

from dataclasses import dataclass

from cronfa.governance.models import Person
from cronfa.governance.roles import ROLE_NAMES
from cronfa.language import Text, same

DEMO_DOMAIN = "@demo.invalid"

START = {
    "title": Text(en="My funds", cy="Fy nghronfeydd"),
    "none": Text(
        en="You have no role in any fund today. Ask the fund's administrator to appoint you.",
        cy="Nid oes gennych rôl mewn unrhyw gronfa heddiw. Gofynnwch i weinyddwr y gronfa eich penodi.",
    ),
}
DEMO = {
    "title": Text(en="Whose desk do you want to sit at?", cy="Wrth ddesg pwy hoffech chi eistedd?"),
    "lead": Text(
        en="The people are invented; the payments are real. Each role sees and may do what the agreement gives it.",
        cy="Dyfeisiwyd y bobl; mae'r taliadau'n real. Mae pob rôl yn gweld ac yn gwneud yr hyn y mae'r cytundeb yn ei ganiatáu.",
    ),
    "sit": Text(en="Sign in as {name}", cy="Mewngofnodi fel {name}"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One person of the demonstration."""

    id: int
    name: str
    role: Text
    button: Text


def card(person: Person) -> Card:
    """A person with their first role."""
    first = person.appointments.first()
    role = ROLE_NAMES[first.as_role] if first else same("–")
    return Card(person.pk, person.name, role, DEMO["sit"].filled(name=person.name))


@dataclass(frozen=True, slots=True)
class Prose:
    """A page of sentences."""

    title: Text
    parts: tuple[tuple[Text, tuple[Text, ...]], ...]


ACCESSIBILITY = Prose(
    Text(en="Accessibility", cy="Hygyrchedd"),
    (
        (
            Text(en="How this site is meant to work", cy="Sut y bwriedir i'r safle hwn weithio"),
            (
                Text(
                    en="It is made to meet WCAG 2.2 level AA: by keyboard alone, at 320 pixels wide, at 400% zoom, without "
                    "JavaScript, in English and in Welsh.",
                    cy="Fe'i gwneir i fodloni WCAG 2.2 lefel AA: â'r bysellfwrdd yn unig, ar led o 320 picsel, ar chwyddiad o "
                    "400%, heb JavaScript, yn Gymraeg ac yn Saesneg.",
                ),
                Text(
                    en="Every picture has its figures beside it as a table.",
                    cy="Mae gan bob llun ei ffigurau wrth ei ochr fel tabl.",
                ),
            ),
        ),
        (
            Text(en="If something does not work for you", cy="Os nad yw rhywbeth yn gweithio i chi"),
            (
                Text(
                    en="Tell the pooled-fund manager, who is named under People. They answer within five working days.",
                    cy="Dywedwch wrth reolwr y gronfa gyfun, a enwir o dan Pobl. Atebir o fewn pum diwrnod gwaith.",
                ),
            ),
        ),
    ),
)
PRIVACY = Prose(
    Text(en="Privacy", cy="Preifatrwydd"),
    (
        (
            Text(en="About people who sign in", cy="Am bobl sy'n mewngofnodi"),
            (
                Text(
                    en="Your name, work e-mail address, language and roles are kept, and what you did to money, rights and "
                    "settings, because the law asks public bodies to account for it.",
                    cy="Cedwir eich enw, eich cyfeiriad e-bost gwaith, eich iaith a'ch rolau, a'r hyn a wnaethoch i arian, "
                    "hawliau a gosodiadau, am fod y gyfraith yn gofyn i gyrff cyhoeddus roi cyfrif amdano.",
                ),
                Text(
                    en="One cookie keeps you signed in and one protects forms. Nothing is sent to anyone else.",
                    cy="Mae un cwci yn eich cadw wedi mewngofnodi ac un yn diogelu ffurflenni. Nid anfonir dim at neb arall.",
                ),
            ),
        ),
        (
            Text(en="About people in care", cy="Am bobl mewn gofal"),
            (
                Text(
                    en="Files are taken in as partners send them. A partner sees rows its own money or responsibilities "
                    "stand behind; others see totals.",
                    cy="Cymerir ffeiliau fel y mae partneriaid yn eu hanfon. Mae partner yn gweld y rhesi y mae ei arian neu ei "
                    "gyfrifoldebau y tu ôl iddynt; mae eraill yn gweld cyfansymiau.",
                ),
            ),
        ),
    ),
)
