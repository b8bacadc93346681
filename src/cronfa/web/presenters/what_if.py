"""What if, as pages: the runs there are, the form that asks, a run under way, and what came of it."""

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cronfa.foresight.anatomy import years_with_budgets
from cronfa.fund.questions import DraftText
from cronfa.governance import jobs, reading
from cronfa.governance.desk import Desk
from cronfa.governance.models import Job
from cronfa.governance.roles import Right
from cronfa.governance.words import JOB_STATES
from cronfa.language import LANGUAGES, Language, Text, same
from cronfa.problems import Problem
from cronfa.reporting import words
from cronfa.reporting.shown import shown
from cronfa.web.presenters.what_if_words import FILES, LABELS, SPANS, TONES, TRIED

DEFAULT_RUNS = 20_000
Fields = dict[str, str]
"""What stands in the form, by its fields."""


@dataclass(frozen=True, slots=True)
class Line:
    """A run in a list."""

    address: str
    title: str
    who: str
    when: Text
    state: Text
    tone: str
    whose: Text


@dataclass(frozen=True, slots=True)
class Asking:
    """The runs that may be looked at, and the form that asks for another."""

    lines: tuple[Line, ...]
    may: bool
    fields: Fields
    drafts: tuple[tuple[str, Text, DraftText], ...]
    """Drafts that stand in the form already, each with its field's name on the page and its label."""
    years: tuple[str, ...]
    tried: tuple[tuple[str, Text], ...]
    problems: tuple[Problem, ...]
    private: Text | None
    worries: str
    words: dict[str, Text]


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run, at whatever stage."""

    line: Line
    all: str
    ask_again: str
    asked: tuple[tuple[Text, Text], ...]
    estimate: Text
    state: str
    done: int
    total: int
    progress: Text
    problems: tuple[dict[str, Any], ...]
    report: dict[str, Any] | None
    files: tuple[tuple[Text, tuple[tuple[str, str], ...]], ...]
    may: bool
    mine: bool
    """Whether it is kept by a body that one may speak for, and not yet released."""
    words: dict[str, Text]


def body_of(desk: Desk) -> str:
    """The partner for which somebody asks and keeps what comes of it; empty for those who act for the fund."""
    return next(iter(desk.standing.bodies(Right.WORRY)), "")


def asking(
    desk: Desk, fields: Fields | None = None, drafts: tuple[DraftText, ...] = (), problems: tuple[Problem, ...] = ()
) -> Asking:
    """The page of all runs; with what was typed and everything wrong with it, where the form is shown again."""
    years = years_with_budgets(desk.fund.agreement)
    body = body_of(desk)
    found = jobs.visible(desk.fund.slug, desk.standing).defer("result", "checkpoint", "content")[:50]
    given: Fields = {
        "title": "", "tried": "signed", "year": next_year(desk), "runs": str(DEFAULT_RUNS), "seed": "0",
    }  # fmt: skip
    return Asking(
        lines=tuple(line(desk, job) for job in found),
        may=desk.may(Right.SIMULATE),
        fields=given | (fields or {}),
        drafts=tuple(
            (f"draft_text-{at}", LABELS["draft_of"].filled(number=at, name=each.name), each)
            for at, each in enumerate(drafts, start=1)
        ),
        years=years,
        tried=tuple(TRIED.items()),
        problems=problems,
        private=LABELS["private"].filled(partner=desk.terms.name(body)) if body else None,
        worries=reverse("worries", args=[desk.fund.slug]),
        words=LABELS,
    )


def next_year(desk: Desk) -> str:
    """The year that people ask about first: the one after the last with spend, as far as the agreement has budgets."""
    years, spent = years_with_budgets(desk.fund.agreement), reading.years(desk)
    if not spent:
        return years[0] if years else ""
    return next((year for year in years if year > spent[-1]), years[-1] if years else "")


def fields_of(job: Job) -> Fields:
    """The form as it was when a run was asked for; a model of demand has to be chosen anew."""
    asked = jobs.question_of(job)
    return {
        "title": job.title, "tried": asked.tried, "year": asked.year, "runs": str(asked.runs), "seed": str(asked.seed),
    }  # fmt: skip


def line(desk: Desk, job: Job) -> Line:
    return Line(
        address=reverse("run", args=[desk.fund.slug, job.pk]),
        title=job.title or LABELS["untitled"].filled(number=job.pk).to(desk.language),
        who=job.made_by.name,
        when=words.day(job.made_at.date()),
        state=JOB_STATES[job.state],
        tone=TONES[job.state],
        whose=_whose(desk, job),
    )


def _whose(desk: Desk, job: Job) -> Text:
    if not job.partner:
        return LABELS["of_all"]
    told = LABELS["released_by"] if job.released_at else LABELS["kept_by"]
    return told.filled(partner=desk.terms.name(job.partner))


def page(desk: Desk, job: Job) -> RunPage:
    """One run: what was asked, how far it is, what came of it."""
    mine = jobs.is_for(job, desk.standing)
    report = shown(jobs.report_of(job), desk.language) if job.state == Job.DONE else None
    return RunPage(
        line=line(desk, job),
        all=reverse("what-if", args=[desk.fund.slug]),
        ask_again=f"{reverse('what-if', args=[desk.fund.slug])}?again={job.pk}#ask" if desk.may(Right.SIMULATE) else "",
        asked=_asked(desk, job),
        estimate=LABELS["estimate"].filled(
            memory=f"{-(-job.needed_bytes // 1_000_000):,}", span=span(job.estimated_seconds)
        ),
        state=job.state,
        done=job.done,
        total=job.total,
        progress=_progress(job),
        problems=tuple(each[desk.language] for each in json.loads(job.problems or "[]")),
        report=report,
        files=_files(desk, job) if report else (),
        may=mine,
        mine=mine and bool(job.partner) and job.released_at is None,
        words=LABELS,
    )


def _asked(desk: Desk, job: Job) -> tuple[tuple[Text, Text], ...]:
    question = jobs.question_of(job)
    rows = [(LABELS["tried"], TRIED[question.tried])]
    rows += [(LABELS["draft"], same(", ".join(each.name for each in question.drafts)))] if question.drafts else []
    rows += [(LABELS["demand"], same(question.demand_name))] if question.demand else []
    rows.append((LABELS["year"], same(question.year)))
    rows.append((LABELS["runs"], same(f"{question.runs:,}")))
    rows.append((LABELS["seed"], same(str(question.seed))))
    if question.worries:
        rows.append((LABELS["worries"], same(f"{len(json.loads(question.worries)['shocks']):,}")))
    return tuple(rows)


def _progress(job: Job) -> Text:
    if job.state == Job.WAITING:
        return LABELS["forgotten"] if jobs.is_forgotten(job) else LABELS["before"].filled(count=jobs.before(job))
    done = LABELS["so_far"].filled(done=f"{job.done:,}", total=f"{job.total:,}")
    if job.state != Job.RUNNING or not job.done or not job.started_at or not job.beat_at:
        return done
    taken = (job.beat_at - job.started_at).total_seconds()
    return LABELS["left"].filled(done=done, span=span(round(taken * (job.total - job.done) / job.done)))


def span(seconds: int) -> Text:
    """About how long: in seconds up to two minutes, then in minutes, then in hours."""
    for unit, size, most in (("seconds", 1, 120), ("minutes", 60, 7_200)):
        if seconds < most:
            return SPANS[unit].filled(count=max(1, -(-seconds // size)))
    return SPANS["hours"].filled(count=-(-seconds // 3_600))


def _files(desk: Desk, job: Job) -> tuple[tuple[Text, tuple[tuple[str, str], ...]], ...]:
    """The same report to take away, in either language."""

    def address(name: str) -> str:
        return reverse("run-file", args=[desk.fund.slug, job.pk, name])

    def of(language: Language) -> tuple[tuple[str, str], ...]:
        return tuple((title, address(f"what-if-{language}.{ending}")) for title, ending in FILES)

    both = [(LABELS[f"in_{language}"], of(language)) for language in LANGUAGES]
    return (*both, (LABELS["as_data"], (("JSON", address("what-if.json")),)))
