"""The agreement: as data, in plain words, and every text that was registered."""

from datetime import date
from typing import Annotated, Any

import yaml
from django.http import Http404
from ninja import Path, Router, Schema

from cronfa.agreement.clauses import Variation
from cronfa.agreement.explain import explain
from cronfa.api.addresses import reads
from cronfa.api.shapes import Words, words
from cronfa.governance import keeping
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.ledger.funds import agreements

router = Router(tags=["Agreement"])
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
                sentences=[
                    Sentence(
                        text=words(said.text), clause=said.clause, level=said.level,
                        default=words(said.default) if said.default else None,
                    )
                    for said in each.sentences
                ],
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


def _plain(value: Any) -> Any:
    """What YAML reads, as JSON can hold it: names are text and days are written out."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
