"""Sloping shoulders as a page: one's own worries to write, those that are released, and what each does to every partner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cronfa.calendars import MONTHS
from cronfa.foresight.anatomy import years_with_budgets
from cronfa.foresight.shocks import MONTHS as MONTHS_A_YEAR
from cronfa.governance import jobs, worries
from cronfa.governance.desk import Desk
from cronfa.governance.models import Job, Worry
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.problems import Problem
from cronfa.reporting.shown import shown
from cronfa.settlement.terms import NEVER_SETTLED
from cronfa.web.presenters.what_if import body_of, next_year
from cronfa.web.presenters.worries_words import EFFECTS, LABELS

FIELDS = ("number", "name", "kind", "scheme", "partner", "size", "fee", "from", "to", "chance", "gone")
EVERY = "all"
SECTIONS = ("worries", "pooling")
"""The sections of a report that make the grid."""
Fields = dict[str, str]
"""One row of the form, as it is typed."""
BLANK: Fields = dict.fromkeys(FIELDS, "") | {"kind": "fees", "scheme": EVERY}


@dataclass(frozen=True, slots=True)
class Released:
    """A worry that everybody may read."""

    number: int
    name: str
    whose: Text
    says: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The page."""

    whose: Text | None
    """The partner for which one writes; nothing where one writes for none."""
    rows: tuple[Fields, ...]
    problems: tuple[tuple[str, Problem], ...]
    released: tuple[Released, ...]
    kinds: tuple[tuple[str, Text], ...]
    schemes: tuple[tuple[str, Text], ...]
    partners: tuple[tuple[str, Text], ...]
    months: tuple[tuple[str, Text], ...]
    years: tuple[str, ...]
    may: bool
    kept: bool
    """Whether anything is written and not yet released."""
    report: dict[str, Any] | None
    run: str
    all: str
    words: dict[str, Text]


def grid(desk: Desk, typed: tuple[Fields, ...] | None = None, problems: tuple[tuple[str, Problem], ...] = ()) -> Grid:
    """The page; with what was typed and everything wrong with it, where the form is shown again."""
    terms, body = desk.terms, body_of(desk)
    found = list(worries.visible(desk.fund.slug, desk.standing).order_by("pk"))
    own = [each for each in found if each.partner == body and each.released_at is None]
    latest = _latest(desk)
    first = next_year(desk)
    return Grid(
        whose=terms.name(body) if body else None,
        rows=typed or (*(_fields(each) for each in own), dict(BLANK)),
        problems=problems,
        released=tuple(_released(desk, each) for each in found if each.released_at is not None),
        kinds=tuple(EFFECTS.items()),
        schemes=((EVERY, LABELS["every_scheme"]), *((id_, terms.scheme_title(id_)) for id_ in settled(desk))),
        partners=(("", LABELS["as_now"]), *((id_, terms.name(id_)) for id_ in terms.partner_ids)),
        months=_months(terms.year),
        years=tuple(dict.fromkeys([*filter(None, [first]), *reversed(years_with_budgets(desk.fund.agreement))])),
        may=desk.may(Right.SIMULATE),
        kept=bool(own),
        report=_part(desk, latest) if latest else None,
        run=reverse("run", args=[desk.fund.slug, latest.pk]) if latest else "",
        all=reverse("what-if", args=[desk.fund.slug]),
        words=LABELS,
    )


def settled(desk: Desk) -> tuple[str, ...]:
    return tuple(id_ for id_, scheme in desk.terms.schemes.items() if scheme.form not in NEVER_SETTLED)


def _months(kind: str) -> tuple[tuple[str, Text], ...]:
    """The months in the order of the year, each by its English name, which is how a worry is kept."""
    first = 3 if kind == "april" else 0
    names = [MONTHS[(first + at) % MONTHS_A_YEAR] for at in range(MONTHS_A_YEAR)]
    return (("", LABELS["no_month"]), *((name.en, name) for name in names))


def _latest(desk: Desk) -> Job | None:
    """The newest run with worries that may be looked at."""
    done = jobs.visible(desk.fund.slug, desk.standing).filter(state=Job.DONE).defer("result", "checkpoint")
    return next((job for job in done[:20] if jobs.question_of(job).worries), None)


def _part(desk: Desk, job: Job) -> dict[str, Any]:
    report = shown(jobs.report_of(job), desk.language)
    return {**report, "sections": [each for each in report["sections"] if each["id"] in SECTIONS]}


def _released(desk: Desk, worry: Worry) -> Released:
    body = worries.body_of(worry)
    kind = kind_of(body)
    return Released(
        number=worry.pk,
        name=str(body["name"]),
        whose=desk.terms.name(worry.partner),
        says=_says(desk, kind, body[kind]),
        mine=desk.may(Right.WORRY, worry.partner),
    )


def _says(desk: Desk, kind: str, effect: Mapping[str, Any]) -> str:
    """What a worry is, in a few words: its kind, how much, of what, when."""
    said = [EFFECTS[kind].to(desk.language)]
    said += [str(effect[field]) for field in ("up", "number", "amount", "share") if field in effect]
    if "weekly fee" in effect:
        said.append(LABELS["a_week"].to(desk.language, fee=effect["weekly fee"]))
    names = effect.get("schemes", effect.get("scheme"))
    for scheme in [names] if isinstance(names, str) else names or ():
        said.append(desk.terms.scheme_title(scheme).to(desk.language))
    if "partner" in effect:
        said.append(desk.terms.name(effect["partner"]).to(desk.language))
    spell = [_month(effect[end], desk) for end in ("from", "to") if end in effect]
    return " · ".join([*said, *([" – ".join(spell)] if spell else [])])


def _month(english: str, desk: Desk) -> str:
    return next(name.to(desk.language) for name in MONTHS if name.en == english)


def kind_of(body: Mapping[str, Any]) -> str:
    return next(kind for kind in EFFECTS if kind in body)


def _fields(worry: Worry) -> Fields:
    """A worry as its row of the form."""
    body = worries.body_of(worry)
    kind = kind_of(body)
    effect = body[kind]
    schemes = effect.get("schemes") or [effect.get("scheme") or EVERY]
    size = next((effect[field] for field in ("up", "number", "amount", "share") if field in effect), "")
    found = {
        "number": worry.pk, "name": body["name"], "kind": kind, "scheme": schemes[0], "size": size,
        "partner": effect.get("partner", ""), "fee": effect.get("weekly fee", ""), "from": effect.get("from", ""),
        "to": effect.get("to", ""), "chance": body.get("chance", ""),
    }  # fmt: skip
    return dict(BLANK) | {name: str(value) for name, value in found.items()}


def body_from(row: Fields) -> worries.Body:
    """The worry that a row of the form describes, as a file of shocks has it. What is wrong with it is for its reader to say."""
    kind = row["kind"] if row["kind"] in EFFECTS else "fees"
    scheme = {} if row["scheme"] == EVERY else {"scheme": row["scheme"]}
    schemes = {} if row["scheme"] == EVERY else {"schemes": [row["scheme"]]}
    partner = {"partner": row["partner"]} if row["partner"] else {}
    months = {end: row[end] for end in ("from", "to") if row[end]}
    effects: dict[str, dict[str, Any]] = {
        "fees": {"up": row["size"], **schemes, **months},
        "placements": {**scheme, "number": row["size"], "weekly fee": row["fee"], **partner, **months},
        "spend": {**scheme, "amount": row["size"], **partner, **months},
        "withheld": {**partner, "share": row["size"], **schemes},
        "leaves": {**partner, "from": row["from"] or None, "its people": "leave"},
    }
    chance = {"chance": row["chance"]} if row["chance"] else {}
    return {"name": row["name"] or EFFECTS[kind].en, **chance, kind: effects[kind]}


def is_blank(row: Fields) -> bool:
    return not any(row[field] for field in ("name", "size", "fee", "chance", "partner"))
