"""Sentences and sections: what an explanation is made of, and how it becomes plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import TextWrapper

from cronfa.agreement.document import Path
from cronfa.agreement.versions import Version
from cronfa.language import Language, Text, join

DEFAULT = Text(en="default", cy="diofyn")
CLAUSE = Text(en="clause", cy="cymal")
OWN_TERM = Text(
    en="cronfa: the plainest choice, where the agreement is silent",
    cy="cronfa: y dewis symlaf, lle mae'r cytundeb yn dawel",
)
"""The source of what no published wording settles, such as how a budget falls on its months."""
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the agreement says. ``default`` is the source of the standard term, where one speaks."""

    text: Text
    clause: str | None = None
    default: Text | None = None
    level: int = 0
    """How far it is set in: 1 for a step of a waterfall, 2 for what belongs to the step."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    heading: Text
    sentences: tuple[Sentence, ...]


def default_at(version: Version, *path: str | int) -> Text | None:
    """The source of the term that stands at a path, if the agreement says nothing there."""
    written: Path = path
    for known, term in version.standard.items():
        if written[: len(known)] == known:
            return term.source
    return None if written in version.document.places else OWN_TERM


def say(*parts: Text | None, clause: str | None = None, default: Text | None = None, level: int = 0) -> Sentence:
    """One sentence of several short ones."""
    return Sentence(join([part for part in parts if part is not None], between=" "), clause, default, level)


def section(heading: Text, sentences: Iterable[Sentence]) -> Iterator[Section]:
    """The section, if it says anything."""
    every = tuple(sentences)
    if every:
        yield Section(heading, every)


def as_text(sections: Iterable[Section], language: Language = "en") -> str:
    """The explanation as plain text: clause numbers in brackets, standard terms marked as default with their source."""
    lines: list[str] = []
    for each in sections:
        heading = each.heading.to(language)
        lines += ["", heading, "-" * len(heading)]
        for sentence in each.sentences:
            lines += _wrapped(sentence, language)
    return "\n".join(lines).lstrip("\n") + "\n"


def _wrapped(sentence: Sentence, language: Language) -> list[str]:
    indent = "   " * sentence.level
    wrapper = TextWrapper(_WIDTH, initial_indent=indent, subsequent_indent=f"{indent}   ", break_on_hyphens=False)
    return wrapper.wrap(marked(sentence, language))


def marked(sentence: Sentence, language: Language) -> str:
    """The sentence with its clause number and, for a standard term, its mark and source."""
    words = sentence.text.to(language)
    if sentence.clause:
        words += f" ({sentence.clause})"
    if sentence.default:
        source = "" if sentence.default is OWN_TERM else f": {sentence.default.to(language)}"
        words += f" [{DEFAULT.to(language)}{source}]"
    return words


def as_data(sections: Iterable[Section], language: Language = "en") -> list[dict[str, object]]:
    """The explanation for JSON."""
    return [
        {
            "heading": each.heading.to(language),
            "sentences": [
                {
                    "text": sentence.text.to(language),
                    "clause": sentence.clause,
                    "default": sentence.default is not None,
                    "source": sentence.default.to(language) if sentence.default else None,
                }
                for sentence in each.sentences
            ],
        }
        for each in sections
    ]
