"""Problems: a user's mistakes as values, each with its place and its remedy, collected and shown all at once.

A :class:`Kind` is one rule that data can break: a stable code, what is wrong and what to do, in English and Welsh.
``KIND.at(where, fact=…)`` makes the :class:`Problem` for one place. Code that cannot go on raises :class:`Problems`
with every problem found; the shell shows them and exits with 1. A broken invariant of the program is an assertion,
never a problem.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from cronfa.language import Language, Text

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem. Lines, columns and rows count from one; ``path`` names the place inside a document."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    path: str | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        """``file:line:column`` as editors and terminals understand it."""
        parts = [self.file or "-", self.sheet, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Kind:
    """One rule that data can break. ``code`` never changes once released."""

    code: str
    what: Text
    remedy: Text
    severity: Severity = "error"

    def at(self, where: Where = NOWHERE, **facts: object) -> "Problem":
        """The problem of this kind at one place; ``facts`` fill the words of ``what`` and ``remedy``."""
        return Problem(kind=self, where=where, facts=facts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule at one place."""

    kind: Kind
    where: Where = NOWHERE
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def is_error(self) -> bool:
        return self.kind.severity == "error"

    def what(self, language: Language = "en") -> str:
        return self._said(self.kind.what, language)

    def remedy(self, language: Language = "en") -> str:
        return self._said(self.kind.remedy, language)

    def _said(self, words: Text, language: Language) -> str:
        """Filled in; where there is nothing to fill, doubled braces are still one."""
        if self.facts:
            return words.to(language, **self.facts)
        return words.to(language).replace("{{", "{").replace("}}", "}")

    def as_dict(self, language: Language = "en") -> dict[str, object]:
        """The problem for ``--json`` and for the web."""
        place = {name: getattr(self.where, name) for name in ("file", "line", "column", "sheet", "path", "excerpt")}
        return {
            "code": self.code,
            "severity": self.kind.severity,
            "where": {name: value for name, value in place.items() if value is not None},
            "what": self.what(language),
            "remedy": self.remedy(language),
        }


class Problems(Exception):
    """Raised by code that cannot go on; carries every problem found, errors and warnings."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        assert self.problems, "raised without a problem"
        super().__init__("; ".join(f"{p.code} {p.where} {p.what()}" for p in self.problems[:5]))


SEVERITY_WORDS: Mapping[Severity, Text] = {
    "error": Text(en="error", cy="gwall"),
    "warning": Text(en="warning", cy="rhybudd"),
}
_WIDEST_CARET = 100  # further right, a caret helps no one find the place


def render(problem: Problem, language: Language = "en", source_text: str | None = None) -> str:
    """One problem as plain text: its place, code, excerpt, what is wrong and what to do.

    With the text of its file the excerpt is the whole line, and a caret stands under the column.
    """
    word = SEVERITY_WORDS[problem.kind.severity].to(language)
    lines = [f"{problem.where}  {problem.code} {word}"]
    lines += [f"    {line}" for line in excerpt(problem.where, source_text)]
    lines += [f"  {problem.what(language)}", f"  → {problem.remedy(language)}"]
    return "\n".join(lines)


def excerpt(where: Where, source_text: str | None = None) -> list[str]:
    """The line that a problem is in, and with the text of its file a caret beneath it."""
    written = source_text.splitlines() if source_text is not None else []
    if where.line is None or where.line > len(written):
        return [where.excerpt] if where.excerpt else []
    line = written[where.line - 1]
    indent = len(line) - len(line.lstrip())
    shown = [line.strip()[:160]]
    if where.column is not None and indent < where.column <= _WIDEST_CARET + indent:
        shown.append(" " * (where.column - 1 - indent) + "^")
    return shown


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop the work; the rest are warnings."""
    return tuple(problem for problem in problems if problem.is_error)


def stop(kind: Kind, where: Where = NOWHERE, **facts: object) -> NoReturn:
    """Raise one problem."""
    raise Problems([kind.at(where, **facts)])
