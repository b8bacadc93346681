"""A signed agreement as its dated versions: each the terms in force from one day to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cronfa.agreement import codes
from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Document, Path
from cronfa.agreement.standard_terms import StandardTerm
from cronfa.problems import NOWHERE, Problem, Problems


@dataclass(frozen=True, slots=True)
class Version:
    """The terms in force from one day to another, and where each was written."""

    number: int
    from_: date
    to: date
    terms: Terms
    document: Document
    standard: Mapping[Path, StandardTerm]
    """The paths that the agreement left unsaid, with the standard term that speaks there."""

    def is_default(self, path: Path) -> bool:
        """Whether what stands at a path is a standard term."""
        return any(path[: len(known)] == known for known in self.standard)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A signed agreement: its versions in order of time, without gap or overlap."""

    versions: tuple[Version, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        return self.latest.terms.agreement

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def text(self) -> str:
        """The file as it was signed."""
        return self.versions[0].document.text

    def on(self, service_date: date) -> Version:
        """The version in force on a service date: money is judged by it, however late it comes.

        Raises:
            Problems: the date is outside the agreement's term.
        """
        for version in self.versions:
            if version.from_ <= service_date <= version.to:
                return version
        first, last = self.versions[0].from_, self.latest.to
        raise Problems([codes.OUTSIDE_TERM.at(NOWHERE, day=service_date, first=first, last=last)])
