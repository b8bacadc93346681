"""Words in English and Welsh, side by side.

Every sentence that cronfa shows is a :class:`Text`: a pair that cannot exist with one language missing. A person's
language is ``"en"`` or ``"cy"``.
"""

import errno
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


def counted(count: int, en: str, cy: str) -> Text:
    """``1 day``, ``2 days``; ``1 diwrnod``, ``2 ddiwrnod``: a Welsh noun stays singular after a number, and two softens it.

    Where a number of things is not of time, “{count} o” and the plural serves every number.
    """
    soft = next((new + cy[len(old) :] for old, new in _SOFT if cy.startswith(old)), cy)
    return Text(en=f"{count:,} {en}{'' if count == 1 else 's'}", cy=f"{count:,} {soft if count == 2 else cy}")


def span(first: Text | str, last: Text | str) -> Text:
    """From one month or year to another; one by its name alone. A dash in Welsh: a preposition would mutate a name."""
    begins, ends = (each if isinstance(each, Text) else same(each) for each in (first, last))
    return begins if begins == ends else Text(en=f"{begins.en} to {ends.en}", cy=f"{begins.cy} – {ends.cy}")


def refusal_of(error: Exception) -> Text:
    """Why a file cannot be read or written, in words for the commonest reasons; else as the system says it."""
    if isinstance(error, UnicodeDecodeError):
        return Text(en="it is not text in UTF-8", cy="nid testun UTF-8 ydyw")
    known = _REFUSALS.get(getattr(error, "errno", None) or 0)
    return known or same(getattr(error, "strerror", None) or str(error) or type(error).__name__)


_SOFT = (("ll", "l"), ("rh", "r"), *zip("pbmtdcg", ("b", "f", "f", "d", "dd", "g", ""), strict=True))
_REFUSALS = {
    errno.ENOENT: Text(en="it does not exist", cy="nid yw'n bod"),
    errno.EACCES: Text(en="you have no right to it", cy="nid oes gennych hawl iddi"),
    errno.EPERM: Text(en="you have no right to it", cy="nid oes gennych hawl iddi"),
    errno.EISDIR: Text(en="it is a folder", cy="ffolder ydyw"),
    errno.ENOTDIR: Text(en="a part of its path is not a folder", cy="nid ffolder yw rhan o'i llwybr"),
    errno.EEXIST: Text(en="it exists already", cy="mae'n bod eisoes"),
    errno.ENOSPC: Text(en="the disk is full", cy="mae'r ddisg yn llawn"),
    errno.EROFS: Text(en="the disk can only be read", cy="dim ond darllen y ddisg sy'n bosibl"),
    errno.ENAMETOOLONG: Text(en="its name is too long", cy="mae ei henw'n rhy hir"),
}


def _said(fact: object, language: Language) -> object:
    return fact.to(language) if isinstance(fact, Text) else fact
