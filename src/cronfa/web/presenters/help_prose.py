"""Answers to be finished by whoever runs the service: what cronfa does is said, what only they know is marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from cronfa.language import Language, Text

FILL = Text(en="To fill in:", cy="I'w lenwi:")
WHAT_IT_IS = Text(
    en="A template. What the software does is answered; what only your organisation knows is marked “To fill in”. It is not "
    "legal advice and not an assessment until your information governance lead has made it one.",
    cy="Templed. Atebir yr hyn y mae'r feddalwedd yn ei wneud; nodir “I'w lenwi” wrth yr hyn na ŵyr neb ond eich sefydliad chi. "
    "Nid yw'n gyngor cyfreithiol, nac yn asesiad nes i'ch arweinydd llywodraethu gwybodaeth ei wneud yn un.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question, what the software's answer is, and what is left to fill in."""

    question: Text
    said: tuple[Text, ...] = ()
    fill: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Questions under one heading."""

    title: Text
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A document of questions and answers; ``source`` is whose questions they are."""

    name: str
    title: Text
    source: Text
    parts: tuple[Part, ...]


def answer(question: tuple[str, str], *said: tuple[str, str], fill: tuple[str, str] | None = None) -> Answer:
    """An answer from pairs of English and Welsh."""
    return Answer(
        Text(en=question[0], cy=question[1]),
        tuple(Text(en=en, cy=cy) for en, cy in said),
        Text(en=fill[0], cy=fill[1]) if fill else None,
    )


def as_markdown(template: Template, language: Language) -> str:
    """The template as Markdown, to be finished in any editor."""
    return "\n".join(_written(template, language)) + "\n"


def _written(template: Template, language: Language) -> Iterator[str]:
    yield f"# {template.title.to(language)}\n"
    yield f"{WHAT_IT_IS.to(language)}\n"
    yield f"{template.source.to(language)}\n"
    for part in template.parts:
        yield f"## {part.title.to(language)}\n"
        for each in part.answers:
            yield f"### {each.question.to(language)}\n"
            yield from (f"{said.to(language)}\n" for said in each.said)
            if each.fill:
                yield f"> **{FILL.to(language)}** {each.fill.to(language)}\n"
