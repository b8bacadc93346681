"""The agreement: as data, in plain words, every text that was registered, what versions change, what falls due."""

from datetime import date
from typing import Annotated, Any

import yaml
from django.http import Http404
from ninja import Path, Router, Schema

from cronfa.agreement.clauses import Variation
from cronfa.agreement.deadlines import deadlines, review
from cronfa.agreement.explain import Sentence as Said, explain
from cronfa.api.addresses import reads
from cronfa.api.shapes import LARGEST, Words, words
from cronfa.governance import keeping, reading
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.ledger.funds import agreements
from cronfa.settlement.comparison import Case, Change, Comparison
from cronfa.settlement.comparison_text import changed_by

router = Router(tags=["Agreement"])
VersionNumber = Annotated[int, Path(description="A version's number, from 1.", ge=1, le=LARGEST)]
Sha256 = Annotated[str, Path(description="Of the text.", pattern="^[0-9a-f]{64}$")]


class Version(Schema):
    """Terms in force between two days, and the variation that brought them, if one did."""

    number: int
    from_day: date
    to_day: date
    title: Words | None
    clause: str | None


class RegisteredText(Schema):
    """A text of the agreement as it was registered."""

    sha256: str
    registered_by: str
    registered_at: str


class Agreement(Schema):
    """The agreement. ``document`` is the signed file as data: its keys are those of the agreement language."""

    id: str
    title: Words | None
    versions: list[Version]
    texts: list[RegisteredText]
    document: dict[str, Any]


class WholeText(RegisteredText):
    """A text of the agreement, whole: YAML, byte for byte what was registered."""

    text: str


class Sentence(Schema):
    """One thing that the agreement says; ``default`` is the source of a standard term where it is silent."""

    text: Words
    clause: str | None
    default: Words | None
    level: int


class Section(Schema):
    """A heading and its sentences."""

    heading: Words
    sentences: list[Sentence]


class PlainWords(Schema):
    """The whole agreement in plain words, in the order of the document."""

    sections: list[Section]


class Changed(Schema):
    """One sum before and after: of a partner in all, or ``by`` one contribution or step and its clause."""

    partner: str
    scheme: str | None
    clause: str | None
    by: Words | None
    before_pence: int
    after_pence: int
    change_pence: int


class CaseOf(Schema):
    """One year of spend under both versions: what it costs each partner, by which clauses, what waits for a board."""

    title: Words
    year: str
    spend_pence: int
    partners: list[Changed]
    clauses: list[Changed]
    waiting_before_pence: int
    waiting_after_pence: int


class Difference(Schema):
    """What one version changes in another. Without ``cases`` no year can be settled under both."""

    before: int
    after: int
    words: list[Sentence]
    cases: list[CaseOf]
    illustrative: list[Words]


class DeadlineOf(Schema):
    """A day, what it is for, and the clause that sets it."""

    day: date
    days_left: int
    what: Words
    clause: str | None


class Deadlines(Schema):
    """What falls due; ``review`` is what the agreement says of its review, which has no day. None once it has ended."""

    today: date
    ended: bool
    review: Words | None
    items: list[DeadlineOf]


@reads(router, "/funds/{fund}/agreement", Right.SEE_FUND, Agreement)
def get_agreement(desk: Desk) -> Agreement:
    """The agreement as data, with its dated versions and the texts that were registered."""
    agreement = desk.fund.agreement
    variations = {each.from_: each for each in agreement.versions[0].terms.variations}
    return Agreement(
        id=agreement.id,
        title=words(desk.terms.title) if desk.terms.title else None,
        versions=[
            _version(each.number, each.from_, each.to, variations.get(each.from_)) for each in agreement.versions
        ],
        texts=[
            RegisteredText(sha256=each.sha256, registered_by=each.who, registered_at=each.registered_at)
            for each in agreements(desk.fund.ledger)
        ],
        document=_plain(yaml.safe_load(agreement.text)),
    )  # fmt: skip


def _version(number: int, from_: date, to: date, by: Variation | None) -> Version:
    title = words(by.title) if by and by.title else None
    return Version(number=number, from_day=from_, to_day=to, title=title, clause=by.clause if by else None)


@reads(router, "/funds/{fund}/agreement/words", Right.SEE_FUND, PlainWords)
def explain_agreement(desk: Desk) -> PlainWords:
    """Every clause in plain words, each sentence with the clause it comes from."""
    sections = keeping.of_ledger(desk.fund, "explained", lambda: explain(desk.fund.agreement))
    return PlainWords(
        sections=[
            Section(
                heading=words(each.heading),
                sentences=[_sentence(said) for said in each.sentences],
            )
            for each in sections
        ]
    )  # fmt: skip


@reads(router, "/funds/{fund}/agreement/texts/{sha256}", Right.SEE_FUND, WholeText)
def get_agreement_text(desk: Desk, sha256: Sha256) -> WholeText:
    """One registered text, whole."""
    for each in agreements(desk.fund.ledger):
        if each.sha256 == sha256:
            return WholeText(
                sha256=each.sha256, registered_by=each.who, registered_at=each.registered_at, text=each.text
            )  # fmt: skip
    raise Http404


@reads(router, "/funds/{fund}/agreement/versions/{before}/{after}", Right.SEE_FUND, Difference)
def compare_versions(desk: Desk, before: VersionNumber, after: VersionNumber) -> Difference:
    """What a later version changes in an earlier one: in words, and in money on the newest year that settles under both."""
    _, _, found = reading.compared(desk, before, after)
    return Difference(
        before=before, after=after, words=[_sentence(each) for each in found.words],
        cases=[_case(found, each) for each in found.cases], illustrative=[words(why) for why in found.illustrative],
    )  # fmt: skip


def _case(found: Comparison, case: Case) -> CaseOf:
    return CaseOf(
        title=words(case.title), year=case.year, spend_pence=case.spend_pence,
        partners=[_changed(found, each) for each in case.partners], clauses=[_changed(found, each) for each in case.clauses],
        waiting_before_pence=case.waiting[0], waiting_after_pence=case.waiting[1],
    )  # fmt: skip


def _changed(found: Comparison, each: Change) -> Changed:
    return Changed(
        partner=each.partner, scheme=each.scheme, clause=each.clause,
        by=words(changed_by(found, each)) if each.direction else None, before_pence=each.before_pence,
        after_pence=each.after_pence, change_pence=each.difference_pence,
    )  # fmt: skip


@reads(router, "/funds/{fund}/agreement/deadlines", Right.SEE_FUND, Deadlines)
def list_deadlines(desk: Desk) -> Deadlines:
    """What falls due under the agreement from today on, the nearest first: reports, notices, breaks, its end."""
    agreement, today = desk.fund.agreement, desk.today
    said = review(agreement, today)
    ended = today > agreement.latest.to
    return Deadlines(
        today=today, ended=ended, review=words(said[0]) if said and not ended else None,
        items=[
            DeadlineOf(day=each.day, days_left=each.days_left(today), what=words(each.what), clause=each.clause)
            for each in deadlines(agreement, today)
        ],
    )  # fmt: skip


def _sentence(said: Said) -> Sentence:
    return Sentence(
        text=words(said.text),
        clause=said.clause,
        level=said.level,
        default=words(said.default) if said.default else None,
    )


def _plain(value: Any) -> Any:
    """What YAML reads, as JSON can hold it: names are text and days are written out."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
