"""Sloping shoulders: each partner writes its worries for itself, and shows them when it chooses.

A worry is a shock as :mod:`cronfa.foresight.shock_file` reads it. Until its partner releases it, nobody else may see it, the
host and the auditor neither; that it was written stands in the trail, what it says does not.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cronfa.agreement import Terms
from cronfa.foresight.shock_file import read_shocks
from cronfa.fund.opening import RunningFund
from cronfa.governance import job_codes as codes
from cronfa.governance.models import Person, Worry
from cronfa.governance.rights import Standing
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.problems import NOWHERE, Problem, Problems, stop

MOST_ROWS = 40
"""Of one partner at a time."""
Body = Mapping[str, Any]
"""A shock as a file has it: ``{"name": "Fees +9 %", "fees": {"up": "9%"}}``."""


@dataclass(frozen=True, slots=True)
class Written:
    """One row of a grid: a worry that is there already or a new one. Without a body it is taken away."""

    number: int | None
    body: Body | None


def visible(fund: str, held: Standing) -> QuerySet[Worry]:
    """The worries that somebody may read: those released, and their own body's."""
    own = Q(partner__in=held.bodies(Right.WORRY))
    return Worry.objects.filter(own | Q(released_at__isnull=False), fund=fund, gone_at=None)


def wrong(body: Body, terms: Terms) -> tuple[Problem, ...]:
    """Everything wrong with one worry, under the agreement."""
    try:
        read_shocks(_file({"row": body}), terms)
    except Problems as found:
        return tuple(replace(problem, where=NOWHERE) for problem in found.problems)
    return ()


def save(fund: RunningFund, partner: str, rows: Sequence[Written], person: Person) -> None:
    """Keep a partner's grid as it now stands; what has been released stays as it is.

    Raises:
        Problems: a row is wrong, or there are too many. Nothing is kept then.
    """
    terms = fund.agreement.latest.terms
    problems = [problem for row in rows if row.body for problem in wrong(row.body, terms)]
    if problems:
        raise Problems(problems)
    if sum(row.body is not None for row in rows) > MOST_ROWS:
        stop(codes.TOO_MANY_WORRIES, most=MOST_ROWS)
    with transaction.atomic():
        changed = sum(_kept(fund.slug, partner, row, person) for row in rows)
        if changed:
            record(fund.slug, who=person.name, what="wrote worries", about=f"{partner}: {changed}")


def _kept(fund: str, partner: str, row: Written, person: Person) -> bool:
    """Whether anything of a row was new."""
    content = json.dumps(row.body, ensure_ascii=False) if row.body else ""
    if row.number is None:
        if content:
            Worry.objects.create(fund=fund, partner=partner, content=content, written_by=person)
        return bool(content)
    mine = Worry.objects.filter(pk=row.number, fund=fund, partner=partner, released_at=None, gone_at=None)
    if not content:
        return bool(mine.update(content="", gone_at=timezone.now(), written_by=person))
    return bool(mine.exclude(content=content).update(content=content, written_by=person, written_at=timezone.now()))


def release(fund: RunningFund, partner: str, person: Person) -> None:
    """Show a partner's worries to every partner, for good.

    Raises:
        Problems: there is nothing that is not shown already.
    """
    with transaction.atomic():
        mine = Worry.objects.filter(fund=fund.slug, partner=partner, released_at=None, gone_at=None)
        released = mine.update(released_at=timezone.now())
        if not released:
            stop(codes.NOTHING_TO_RELEASE)
        record(fund.slug, who=person.name, what="released worries", about=f"{partner}: {released}")


def withdraw(fund: RunningFund, partner: str, number: int, person: Person) -> bool:
    """Take a released worry off the grid; that it was there stays a record. Whether it was there."""
    with transaction.atomic():
        mine = Worry.objects.filter(pk=number, fund=fund.slug, partner=partner, gone_at=None).exclude(released_at=None)
        if gone := mine.update(gone_at=timezone.now()):
            record(fund.slug, who=person.name, what="withdrew a worry", about=f"{partner}: {number}")
        return bool(gone)


def as_shocks(found: Sequence[Worry]) -> str:
    """Worries as the text of a file of shocks, each with whose it is; nothing where there are none."""
    return _file({f"worry-{each.pk}": {**body_of(each), "whose": each.partner} for each in found}) if found else ""


def body_of(worry: Worry) -> Body:
    body: Body = json.loads(worry.content)
    return body


def _file(shocks: Mapping[str, Body]) -> str:
    """JSON, which is YAML too."""
    return json.dumps({"shocks": shocks}, ensure_ascii=False)
