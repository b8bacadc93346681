"""Problems as they are found: every one counted, the first few hundred kept with their places."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cronfa.intake.rows import in_sheet
from cronfa.problems import Kind, Problem, Severity, Where

SHOWN = 200


@dataclass(slots=True)
class Tally:
    """Collects problems of one file. ``counts`` has every problem by its code, shown or not."""

    file: str
    sheet: str | None = None
    sheets: dict[int, str] = field(default_factory=dict)
    """The sheets read together, by which the row of one is told."""
    shown_limit: int = SHOWN
    kept: dict[Severity, list[Problem]] = field(default_factory=lambda: {"error": [], "warning": []})
    counts: Counter[str] = field(default_factory=Counter)
    has_errors: bool = False

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it if there is room."""
        self.count(problem.kind)
        if not self.is_full(problem.kind):
            self.kept[problem.kind.severity].append(problem)

    def is_full(self, kind: Kind) -> bool:
        """Whether further problems like it are only counted, so that no place need be found for them."""
        return len(self.kept[kind.severity]) >= self.shown_limit

    @property
    def shown(self) -> tuple[Problem, ...]:
        """The problems to show: errors before warnings, so that no number of warnings hides an error."""
        return tuple((self.kept["error"] + self.kept["warning"])[: self.shown_limit])

    def count(self, kind: Kind) -> None:
        """Count a problem that is not shown."""
        self.counts[kind.code] += 1
        self.has_errors = self.has_errors or kind.severity == "error"

    def at(
        self, kind: Kind, row: int, column: int | None, excerpt: str | None, facts: Mapping[str, object] | None = None
    ) -> None:
        """A problem of one row and column of the file."""
        number, line = in_sheet(row)
        where = Where(self.file, line, column, self.sheets.get(number, self.sheet), excerpt=excerpt)
        self.add(kind.at(where, **(facts or {})))

    def said(self, row: int) -> str:
        """A row as people cite it, with its sheet where several are read together."""
        number, line = in_sheet(row)
        return f"{self.sheets[number]}:{line}" if number else str(line)
