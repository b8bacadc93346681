"""From a draft and a brief to proposals: try candidates, choose, write files, and check that each file says what it claims."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cronfa.agreement.explain import changes
from cronfa.agreement.explain.sentences import Sentence
from cronfa.agreement.reading import parse
from cronfa.agreement.versions import Agreement
from cronfa.foresight.design import codes, fair, words
from cronfa.foresight.design.attempts import Attempts
from cronfa.foresight.design.brief import Brief
from cronfa.foresight.design.choosing import Chosen, bindings, choose, dominates, nearest
from cronfa.foresight.design.fair import Shares
from cronfa.foresight.design.glide import Glide, glide
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.design.rewriting import Label, judging_day, written
from cronfa.foresight.design.search import Candidate, judged, search
from cronfa.foresight.design.trial import Progress, Trial
from cronfa.foresight.worlds import Assumption, World
from cronfa.language import Text
from cronfa.problems import NOWHERE, Problem, Problems, errors, stop

MADE = Text(
    en="Made by cronfa design from {draft}, brief “{brief}”: {candidates} candidates tried on {runs} runs, seed {seed}.",
    cy="Gwnaed gan cronfa design o {draft}, briff “{brief}”: rhoddwyd cynnig ar {candidates} ymgeisydd ar {runs} o "
    "rediadau, hedyn {seed}.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate worth the partners' time, as a file."""

    label: str
    text: str
    """The agreement file: valid, and marked as a proposal wherever it differs from the draft."""
    numbers: Numbers
    dominates: bool
    """Whether it is at least as good as the draft on every measure of the brief, and better on one."""
    holds: bool
    reason: tuple[Text, ...]
    changes: tuple[Sentence, ...]
    """What it no longer says and what it says now."""


@dataclass(frozen=True, slots=True)
class Designed:
    """What came of a brief."""

    brief: Brief
    names: Mapping[str, Text]
    draft: Numbers
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]
    """Why nothing holds, if nothing does; the one proposal is then the nearest candidate."""
    tried: int
    holding: int
    shares: Shares
    glide: Glide | None
    assumptions: tuple[Assumption, ...]
    illustrative: tuple[Text, ...]
    """Why the draft or the years are not real ones, where they are not."""
    runs: int
    seed: int


def design(
    draft: Agreement,
    brief: Brief,
    world: World | None = None,
    *,
    runs: int = 10_000,
    candidates: int = 1_000,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> Designed:
    """Look for agreements that serve the partners better than the draft.

    ``world`` says which years may happen; the brief's own if it is left out. The same seed gives the same proposals, in one
    process or in several.

    Raises:
        Problems: nobody says which years may happen, or the agreement cannot be settled on them.
    """
    years = world or brief.world
    if years is None:
        stop(codes.NO_YEARS, NOWHERE)
    terms = draft.on(judging_day(draft, brief.year)).terms
    trial = Trial.of(terms, years, runs)
    before = judged(brief, (), trial.numbers(terms))
    with Attempts(trial, brief.lattice, workers) as attempts:
        tried = search(brief, terms, attempts, candidates, seed, progress)
    label = Label("", MADE.filled(draft=draft.id, brief=brief.name, candidates=len(tried), runs=runs, seed=seed))
    chosen, problems = _chosen(brief, tried, before, draft, label, trial)
    dues = [before.numbers.partners[name].due_pence for name in terms.partner_ids]
    return Designed(
        brief=brief,
        names={name: terms.name(name) for name in terms.partner_ids},
        draft=before.numbers,
        proposals=chosen,
        problems=problems,
        tried=len(tried),
        holding=sum(candidate.holds for candidate in tried),
        shares=fair.shares(trial.owned, terms.partner_ids, dues),
        glide=glide(draft, brief.glide, trial, replace(label, name="glide path")) if brief.glide else None,
        assumptions=years.assumptions,
        illustrative=tuple(words for words in (terms.illustrative, years.illustrative) if words is not None),
        runs=runs,
        seed=seed,
    )


def _chosen(
    brief: Brief, tried: Sequence[Candidate], before: Candidate, draft: Agreement, label: Label, trial: Trial
) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """The proposals whose files are valid; a candidate that makes no valid file gives way to the next."""
    left = list(tried)
    refusal: Problem | None = None
    while left:
        chosen = choose(left, before) or [Chosen(nearest(left, brief), None)]
        made = [
            _proposal(each, replace(label, name=_letter(number)), brief, before, draft, trial)
            for number, each in enumerate(chosen)
        ]
        valid = tuple(each for each in made if isinstance(each, Proposal))
        if len(valid) == len(made):
            holds = any(candidate.holds for candidate in left)
            return valid, () if holds else _why_nothing_holds(brief, left, draft)
        refused = [(each.candidate, why) for each, why in zip(chosen, made, strict=True) if isinstance(why, Problem)]
        refusal = refused[0][1]
        left = [candidate for candidate in left if all(candidate is not known for known, _ in refused)]
    assert refusal is not None, "the draft's own terms are tried at least"
    why = Text(en=refusal.what("en"), cy=refusal.what("cy"))
    return (), (codes.NONE_VALID.at(brief.where, place=refusal.where.path or "–", why=why),)


def _letter(number: int) -> str:
    return "ABCDEFGH"[number]


def _proposal(
    chosen: Chosen, label: Label, brief: Brief, before: Candidate, draft: Agreement, trial: Trial
) -> Proposal | Problem:
    """The file, read again, checked and settled again; the problem if the language of agreements refuses it."""
    day = judging_day(draft, brief.year)
    candidate = chosen.candidate
    try:
        text = written(draft, brief, candidate.places, label)
        version = parse(text, f"proposal-{label.name.lower()}.yaml").on(day)
    except Problems as refused:
        return errors(refused.problems)[0]
    again = trial.numbers(version.terms)
    assert again == candidate.numbers, "the file does not say what was tried"
    terms = draft.on(day).terms
    return Proposal(
        label.name,
        text,
        candidate.numbers,
        dominates(candidate, before),
        candidate.holds,
        words.reason(chosen, before, brief.measures, terms, holds=candidate.holds),
        tuple(_changes(draft, brief, candidate)),
    )


def _changes(draft: Agreement, brief: Brief, candidate: Candidate) -> Iterator[Sentence]:
    """What the candidate changes in the draft's words; that clauses are marked is no change of what they say."""
    version = draft.on(judging_day(draft, brief.year))
    terms = brief.lattice.applied(version.terms, candidate.places)
    assert terms is not None, "a candidate with numbers has terms"
    yield from changes(version, replace(version, terms=terms))


def _why_nothing_holds(brief: Brief, tried: Sequence[Candidate], draft: Agreement) -> tuple[Problem, ...]:
    terms = draft.on(judging_day(draft, brief.year)).terms
    return tuple(
        (codes.NOTHING_HOLDS if each.alone else codes.TOGETHER_NOTHING_HOLDS).at(
            each.constraint.where,
            constraint=words.constraint_words(each.constraint, terms),
            candidates=len(tried),
            **{
                name: words.amount(value, runs=10_000 if each.constraint.is_chance else None)
                for name, value in (
                    ("limit", each.constraint.limit),
                    ("excess", each.excess),
                    ("needed", each.constraint.limit + each.excess),
                )
            },
        )
        for each in bindings(tried, brief)
    )
