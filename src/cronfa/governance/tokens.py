"""Tokens: a program acts for a person, in one fund and for one body, with rights no larger than the person's own.

A token is shown once, when it is issued; the database keeps its SHA-256. At every use the person's standing of that very
day is asked, so that an appointment that ends takes its tokens' rights with it.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.agreement import Agreement
from cronfa.fund.opening import RunningFund
from cronfa.governance import token_codes as codes
from cronfa.governance.models import Person, Token
from cronfa.governance.rights import Standing, standing
from cronfa.governance.roles import Right
from cronfa.governance.token_words import RIGHT_WORDS
from cronfa.governance.trail import record
from cronfa.language import same
from cronfa.problems import Problem, Problems, stop

FOR_PROGRAMS = (
    Right.SEE_FUND,
    Right.SEE_POSTINGS,
    Right.SEE_ALL_POSTINGS,
    Right.SEE_PEOPLE,
    Right.SEE_TRAIL,
    Right.PROPOSE,
    Right.APPROVE,
    Right.QUESTION,
    Right.ANSWER,
    Right.RECONCILE,
    Right.ACCEPT,
    Right.DECIDE,
    Right.SIMULATE,
    Right.WORRY,
)
"""The rights that a program can use. Closing months, signing off and giving rights are left to people at a page."""
BEGINS = "cronfa_"
"""How every token begins, so that scanners of code know one that was left there."""
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Asked:
    """A token that is asked for."""

    name: str
    body: str
    rights: frozenset[Right]
    expires: date


def may_carry(held: Standing, body: str) -> tuple[Right, ...]:
    """The rights that a token for a body could carry."""
    there = held.narrowed(body, frozenset(FOR_PROGRAMS))
    return tuple(right for right in FOR_PROGRAMS if there.may(right))


def issue(fund: RunningFund, person: Person, asked: Asked, by: str, *, today: date) -> tuple[Token, str]:
    """A new token and its text, which is nowhere kept.

    Raises:
        Problems: every one of them: no name, no right, a right that the person has not, a day that is past or too far.
    """
    if found := _wrong(fund, person, asked, today):
        raise Problems(found)
    text = BEGINS + secrets.token_urlsafe(32)
    rights = sorted(right.name for right in asked.rights | _included(asked.rights))
    name = asked.name.strip()[:100]
    try:
        with transaction.atomic():
            made = Token.objects.create(
                person=person, fund=fund.slug, body=asked.body, name=name, rights=json.dumps(rights),
                sha256=hash_of(text), issued_by=by[:200], expires=asked.expires,
            )  # fmt: skip
            facts = {"name": name, "person": person.name, "body": asked.body, "rights": rights, "to": asked.expires}
            record(fund.slug, who=by, what="issued a token", about=f"token {made.pk}", after=facts)
    except IntegrityError:
        stop(codes.TOKEN_NAME_TAKEN, name=name)
    return made, text


def _included(rights: frozenset[Right]) -> frozenset[Right]:
    """Who sees every posting sees those of its own body: the one would be of no use without the other."""
    return frozenset({Right.SEE_POSTINGS} if Right.SEE_ALL_POSTINGS in rights else ())


def _wrong(fund: RunningFund, person: Person, asked: Asked, today: date) -> list[Problem]:
    found = []
    if not asked.name.strip():
        found.append(codes.NO_TOKEN_NAME.at())
    if not asked.rights:
        found.append(codes.NO_RIGHTS_CHOSEN.at())
    own = may_carry(standing(person, fund.agreement, today), asked.body)
    found += [
        codes.NOT_YOUR_RIGHT.at(right=RIGHT_WORDS.get(right, same(right.value)))
        for right in Right
        if right in asked.rights - {*own}
    ]
    if not today <= asked.expires <= today + LONGEST:
        found.append(codes.TOKEN_LASTS_TOO_LONG.at(expires=asked.expires, latest=today + LONGEST))
    return found


def revoke(token: Token, by: str) -> None:
    """Let a token be good no longer, from this moment on.

    Raises:
        Problems: it has been revoked already.
    """
    with transaction.atomic():
        if not Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            stop(codes.REVOKED_ALREADY)
        record(token.fund, who=by, what="revoked a token", about=f"token {token.pk}", after={"name": token.name})


def of_person(fund: RunningFund, person: Person) -> list[Token]:
    """A person's tokens of a fund: those that are good first, then the newest."""
    found = list(Token.objects.filter(fund=fund.slug, person=person))
    return sorted(found, key=lambda each: each.revoked_at is not None)


def find(text: str, today: date) -> Token | None:
    """The token with this text, if it is good today."""
    return Token.objects.filter(sha256=hash_of(text), revoked_at=None, expires__gte=today).first()


def rights_of(token: Token) -> frozenset[Right]:
    """The rights that a token was issued with; one that no longer exists gives nothing."""
    return frozenset(Right[name] for name in json.loads(token.rights) if name in Right.__members__)


def standing_of(token: Token, person: Person, agreement: Agreement, on: date) -> Standing:
    """What a token allows on a day: what its person may then, for its body, of the rights it was issued with."""
    return standing(person, agreement, on).narrowed(token.body, rights_of(token))


def note_use(token: Token, today: date) -> None:
    """Remember the day of a token's last use: written at most once a day, so that reading stays reading."""
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today)


def hash_of(text: str) -> str:
    """The SHA-256 by which a token is found."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
