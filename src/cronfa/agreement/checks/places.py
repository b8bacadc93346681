"""Where things stand in a version: paths for problems, waterfalls, years and written words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cronfa.agreement.clauses import Scheme
from cronfa.agreement.document import Path, walk
from cronfa.agreement.steps import Waterfall
from cronfa.agreement.versions import Version
from cronfa.calendars import Year, YearKind


@dataclass(frozen=True, slots=True)
class Placed:
    """One waterfall, where it stands, what it shares, and the scheme it belongs to if to one."""

    path: Path
    direction: str
    scheme: str | None
    steps: Waterfall

    def step_path(self, index: int) -> Path:
        return (*self.path, index)


def schemes(version: Version) -> Iterator[tuple[Path, str, Scheme]]:
    """Every scheme with its path."""
    for name, scheme in version.terms.schemes.items():
        yield ("schemes", name), name, scheme


def waterfalls(version: Version) -> Iterator[Placed]:
    """Every waterfall: of the schemes, of the fund, and of the collars (direction ``exposure``)."""
    terms = version.terms
    for path, name, scheme in schemes(version):
        yield Placed((*path, "overspend"), "overspend", name, scheme.overspend)
        yield Placed((*path, "underspend"), "underspend", name, scheme.underspend)
    yield Placed(("overspend",), "overspend", None, terms.overspend)
    yield Placed(("underspend",), "underspend", None, terms.underspend)
    for index, collar in enumerate(terms.exposure):
        one = isinstance(version.document.data.get("exposure"), dict)
        above: Path = ("exposure",) if one else ("exposure", index)
        yield Placed((*above, "excess"), "exposure", None, collar.excess)


def written(version: Version, path: Path) -> Any:
    """What the file says at a path; ``None`` where it says nothing."""
    value: Any = version.document.data
    for part in path:
        inside = isinstance(value, dict) and part in value
        inside = inside or (isinstance(value, list) and isinstance(part, int) and part < len(value))
        if inside:
            value = value[part]
        else:
            return None
    return value


def find(version: Version, above: Path, *names: str) -> Path:
    """The first written path under ``above`` that passes through the names in this order; else ``above``."""
    for known, _ in walk(written(version, above), above):
        if len(known) > len(above) and known[-1] == names[-1]:
            rest = iter(known[len(above) :])
            if all(name in rest for name in names):
                return known
    return above


def year_kind(version: Version) -> YearKind:
    """Whether the fund counts by financial or by calendar years."""
    return "financial" if version.terms.year == "april" else "calendar"


def years(version: Version) -> tuple[str, ...]:
    """The fund's years that hold a day of the version's own time."""
    year, last = Year.containing(version.from_, year_kind(version)), version.to
    found: list[str] = []
    while year.first_day <= last and len(found) < 200:
        found.append(year.label)
        year = year.next
    return tuple(found)
