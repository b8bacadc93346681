"""Words in English and Welsh, side by side.

Every sentence that cronfa shows is a :class:`Text`: a pair that cannot exist with one language missing. A person's
language is ``"en"`` or ``"cy"``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = ("en", "cy")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in both languages, with ``{named}`` places to fill."""

    en: str
    cy: str

    def __post_init__(self) -> None:
        assert self.en.strip() and self.cy.strip(), "a text needs words in both languages"

    def to(self, language: Language, **facts: object) -> str:
        """The words in one language, with the facts filled in; a fact that is itself a Text is put in the same language."""
        words = self.cy if language == "cy" else self.en
        if not facts:
            return words
        return words.format(**{name: _said(fact, language) for name, fact in facts.items()})

    def filled(self, **facts: object) -> "Text":
        """The same pair with its places filled."""
        return Text(en=self.to("en", **facts), cy=self.to("cy", **facts))

    def map(self, change: Callable[[str], str]) -> "Text":
        """Both languages changed in the same way."""
        return Text(en=change(self.en), cy=change(self.cy))


def same(words: str) -> Text:
    """A name that is the same in both languages, such as a supplier or a file."""
    return Text(en=words, cy=words)


def join(parts: list[Text], *, between: Text | str = ", ") -> Text:
    """Texts put one after another."""
    assert parts, "nothing to join"
    en = (between if isinstance(between, str) else between.en).join(part.en for part in parts)
    cy = (between if isinstance(between, str) else between.cy).join(part.cy for part in parts)
    return Text(en=en, cy=cy)


def _said(fact: object, language: Language) -> object:
    return fact.to(language) if isinstance(fact, Text) else fact
