"""Tokens as a page: one's own, what each carries, and what a new one could carry."""

from dataclasses import dataclass
from datetime import timedelta

from cronfa.governance import tokens
from cronfa.governance.desk import Desk
from cronfa.governance.models import Token
from cronfa.governance.roles import Right
from cronfa.governance.token_words import RIGHT_WORDS
from cronfa.language import Text, join, same
from cronfa.reporting import words

LABELS = {
    "title": Text(en="Tokens for programs", cy="Tocynnau i raglenni"),
    "lead": Text(
        en="A token lets a program of yours act for you in this fund, with the rights that you choose here and never more than "
        "you have yourself that day.",
        cy="Mae tocyn yn gadael i raglen o'ch eiddo weithredu drosoch yn y gronfa hon, gyda'r hawliau a ddewiswch yma a byth mwy "
        "nag sydd gennych eich hun y diwrnod hwnnw.",
    ),
    "name": Text(en="Name", cy="Enw"),
    "for_what": Text(en="What it is for, such as “monthly extract”", cy="Ar gyfer beth, megis “detholiad misol”"),
    "body": Text(en="For", cy="Dros"),
    "fund": Text(en="the fund", cy="y gronfa"),
    "rights": Text(en="Rights", cy="Hawliau"),
    "expires": Text(en="Last day, within a year", cy="Diwrnod olaf, o fewn blwyddyn"),
    "until": Text(en="Last day", cy="Diwrnod olaf"),
    "used": Text(en="Last used", cy="Defnyddiwyd ddiwethaf"),
    "never": Text(en="never", cy="erioed"),
    "state": Text(en="State", cy="Cyflwr"),
    "good": Text(en="good", cy="yn ddilys"),
    "expired": Text(en="its last day has passed", cy="mae ei ddiwrnod olaf wedi mynd heibio"),
    "revoked": Text(en="revoked", cy="wedi'i ddiddymu"),
    "none": Text(en="You have no tokens in this fund.", cy="Nid oes gennych docynnau yn y gronfa hon."),
    "issue": Text(en="Issue a token", cy="Rhoi tocyn"),
    "send": Text(en="Issue it", cy="Ei roi"),
    "revoke": Text(en="Revoke", cy="Diddymu"),
    "revoke_it": Text(en="Revoke “{name}”", cy="Diddymu “{name}”"),
    "made": Text(en="Your new token “{name}”", cy="Eich tocyn newydd “{name}”"),
    "once": Text(
        en="It is shown this once and nowhere kept. Put it where only your program can read it; if it is lost, revoke it.",
        cy="Fe'i dangosir unwaith yn unig ac ni chedwir ef yn unman. Rhowch ef lle gall eich rhaglen yn unig ei ddarllen; os "
        "collir ef, diddymwch ef.",
    ),
    "address": Text(en="Programs ask at", cy="Mae rhaglenni'n gofyn yn"),
    "described": Text(en="described for programs in", cy="disgrifir ar gyfer rhaglenni yn"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One token. ``number`` is given where it can still be revoked."""

    name: str
    cells: tuple[Text, ...]
    number: int | None
    revoke: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """A body that a new token can be for, and the rights that it could carry."""

    body: str
    name: Text
    rights: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One's own tokens, and the forms for another."""

    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    latest: str
    made: tuple[Text, str] | None
    words: dict[str, Text]


def page(desk: Desk, made: tuple[Token, str] | None = None) -> Page:
    """The page; ``made`` is a token just issued with its text."""
    found = tokens.of_person(desk.fund, desk.person)
    return Page(
        lines=tuple(_line(desk, each) for each in found),
        choices=tuple(_choices(desk)),
        latest=(desk.today + timedelta(days=90)).isoformat(),
        made=(LABELS["made"].filled(name=made[0].name), made[1]) if made else None,
        words=LABELS,
    )


def _line(desk: Desk, token: Token) -> Line:
    state = "revoked" if token.revoked_at else "expired" if token.expires < desk.today else "good"
    carried = [RIGHT_WORDS[right] for right in tokens.FOR_PROGRAMS if right in tokens.rights_of(token)]
    used = words.day(token.last_used_on) if token.last_used_on else LABELS["never"]
    cells = (_body(desk, token.body), join(carried), words.day(token.expires), used, LABELS[state])
    revoke = LABELS["revoke_it"].filled(name=token.name)
    return Line(token.name, (same(token.name), *cells), None if token.revoked_at else token.pk, revoke)


def _choices(desk: Desk) -> list[Choice]:
    bodies = dict.fromkeys(body for _, body in desk.standing.held)
    return [Choice(body, _body(desk, body), _rights(desk, body)) for body in bodies]


def _rights(desk: Desk, body: str) -> tuple[tuple[str, Text], ...]:
    return tuple((right.name, RIGHT_WORDS[right]) for right in tokens.may_carry(desk.standing, body))


def _body(desk: Desk, body: str) -> Text:
    return desk.terms.name(body) if body in desk.terms.partners else same(body) if body else LABELS["fund"]


def rights_named(names: list[str]) -> frozenset[Right]:
    """The rights of these names; a name that is none counts for nothing."""
    return frozenset(Right[name] for name in names if name in Right.__members__)
