"""From a demand file to a model: everything read, everything checked, every problem with its line; only then is there a model.

The file is YAML; ``docs/reference/demand-file.md`` says what may stand in it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Document, Path
from cronfa.agreement.reading import text_of
from cronfa.foresight.demand import codes
from cronfa.foresight.demand.fields import SOURCES, Reader
from cronfa.foresight.demand.hazards import hazard
from cronfa.foresight.demand.model import (
    YEAR,
    Arrivals,
    Demand,
    Failure,
    Fixed,
    InCare,
    Leaving,
    Price,
    Surge,
    Swing,
    Which,
)
from cronfa.foresight.demand.outcomes import WAY_BITS
from cronfa.foresight.demand.tables import LONGEST
from cronfa.foresight.settings_file import DEMAND, read_settings
from cronfa.language import Text
from cronfa.problems import Problem, Problems, errors

WHO = ("locality", "care", "age", "funding")
SECTIONS = (
    "demand",
    "title",
    "illustrative",
    "year",
    "steps",
    "localities",
    "care",
    "ages",
    "funding",
    "in care",
    "arrivals",
    "leaving",
    "seasons",
    "prices",
    "swings",
    "surges",
    "failures",
    "fixed",
)
KIND_NAMES = {
    "locality": Text(en="locality", cy="ardal"),
    "care": Text(en="care type", cy="math o ofal"),
    "age": Text(en="age band", cy="band oedran"),
    "funding": Text(en="funding route", cy="llwybr ariannu"),
    "season": Text(en="season", cy="tymor"),
}
MOST_STEPS = 20 * YEAR
MOST_WAYS = 1 << WAY_BITS
MOST_PEOPLE = 50_000_000
MEGABYTES_LIMIT = 4_000
LONGEST_STAY = 100 * YEAR
"""Steps that people may have been in care on the first day."""
LEAST_SPREAD = 0.001
"""Less is not told from nought by any number of runs, and the gamma numbers behind it lose their digits."""
BYTES_A_PLACE = 32
"""For each cell and each step that somebody may have been there: four tables of eight bytes."""


def load(path: FilePath | str, terms: Terms | None = None) -> Demand:
    """Read a demand file; with the terms of an agreement, its schemes and partners must be the agreement's.

    Raises:
        Problems: every error found, with file, line and column.
        OSError: the file cannot be read.
    """
    return parse(text_of(path), str(path), terms)


def parse(text: str, file: str = "demand.yaml", terms: Terms | None = None) -> Demand:
    """Read a demand model from text; see :func:`load`."""
    demand, problems = examine(text, file, terms)
    if demand is None or errors(problems):
        raise Problems(problems)
    return demand


def examine(text: str, file: str, terms: Terms | None = None) -> tuple[Demand | None, tuple[Problem, ...]]:
    """The model, if it can be built, and every problem found, in the order of the file."""
    reading = _Reading(read_settings(text, file, DEMAND, "demand:"), terms)
    demand = reading.demand()
    if not errors(reading.problems):
        reading.check(demand)
    found = tuple(sorted(reading.problems, key=lambda p: (p.where.line or 0, p.where.column or 0, p.code)))
    return None if errors(found) else demand, found


class _Reading(Reader):
    """The sections of a file, one method each."""

    def __init__(self, document: Document, terms: Terms | None) -> None:
        super().__init__(document)
        self.data = self.mapping(document.data, (), SECTIONS)
        self.terms = terms
        self.lists: dict[str, tuple[str, ...]] = {
            "locality": tuple(self._settings("localities")),
            "care": self._list("care"),
            "age": self._list("ages"),
            "funding": self._list("funding"),
            "season": tuple(self._settings("seasons")),
        }

    def demand(self) -> Demand:
        return Demand(
            name=self._name(),
            first_year=self._year(),
            steps=self.whole(self.required(self.data, "steps", (), "13"), ("steps",), 1, MOST_STEPS),
            localities=self._localities(),
            care=self.lists["care"],
            ages=self.lists["age"],
            funding=self.lists["funding"],
            in_care=tuple(self._in_care(row, path) for path, row in self._rows("in care")),
            arrivals=tuple(self._arrivals(row, path) for path, row in self._rows("arrivals")),
            leaving=tuple(self._leaving(row, path) for path, row in self._rows("leaving")),
            prices=tuple(self._price(row, path) for path, row in self._rows("prices")),
            seasons=tuple(self._seasons()),
            swings=tuple(self._swing(name, row, path) for name, path, row in self._named("swings")),
            surges=tuple(self._surge(name, row, path) for name, path, row in self._named("surges")),
            failures=tuple(self._failure(name, row, path) for name, path, row in self._named("failures")),
            fixed=tuple(self._fixed(row, path) for path, row in self._rows("fixed")),
            illustrative=self.text(self.data.get("illustrative"), ("illustrative",)),
            title=self.text(self.data.get("title"), ("title",)),
        )

    def _name(self) -> str:
        written = self.required(self.data, "demand", (), "our-demand")
        if isinstance(written, dict | list):
            wanted = Text(en="a name", cy="enw")
            self.refuse(codes.UNREADABLE, ("demand",), text=written, wanted=wanted, example="demand: our-demand")
        return str(written)

    def check(self, demand: Demand) -> None:
        """What can be asked only of a whole model."""
        self._check_names(demand)
        most = len(demand.localities) * len(demand.care) * len(demand.ages) * len(demand.funding)
        megabytes = most * (demand.steps + LONGEST) * BYTES_A_PLACE // 2**20
        if megabytes > MEGABYTES_LIMIT:
            self.refuse(codes.TOO_LARGE, ("steps",), cells=most, steps=demand.steps, megabytes=megabytes)
            return
        if not demand.cells:
            self.refuse(codes.NOBODY, ())
            return
        self._check_ways(demand)
        meant = {"leaving": [row.which for row in demand.leaving], "prices": [row.which for row in demand.prices]}
        for section, rows in meant.items():
            for index, which in enumerate(rows):
                if not any(which.has(cell) for cell in demand.cells):
                    self.refuse(codes.ROW_FOR_NOBODY, (section, index))

    def _check_ways(self, demand: Demand) -> None:
        """Every stay ends, in one of so many ways as the tables of the engines can tell apart."""
        ways = {(c.care, c.age, c.funding): len(demand.ways_out(c)) for c in demand.cells}
        for (care, age, funding), count in ways.items():
            cell = f"{care}, {age}, {funding}"
            if not count:
                self.refuse(codes.NO_WAY_OUT, ("leaving",), cell=cell)
            elif count > MOST_WAYS:
                self.refuse(codes.TOO_MANY_WAYS, ("leaving",), cell=cell, count=count, most=MOST_WAYS)

    def _check_names(self, demand: Demand) -> None:
        """Whatever can be named elsewhere, or brings money of its own, is the only one of its name."""
        lists: list[tuple[str, tuple[str, ...]]] = [
            ("care", demand.care),
            ("ages", demand.ages),
            ("funding", demand.funding),
        ]
        for section, names in lists:
            for index, name in enumerate(names):
                if name in names[:index]:
                    self.refuse(codes.TWO_OF_A_NAME, (section, index), name=name)
        taken = {"people"}
        for section in ("swings", "surges", "failures"):
            for name in self._settings(section):
                if name in taken:
                    self.refuse(codes.TWO_OF_A_NAME, (section, name), name=name)
                taken.add(name)

    def _year(self) -> str:
        text = str(self.required(self.data, "year", (), "2026-27"))
        begins = text[:4]
        if not (begins.isdigit() and text == f"{begins}-{(int(begins) + 1) % 100:02d}"):
            example = Text(en="a financial year", cy="blwyddyn ariannol")
            self.refuse(codes.UNREADABLE, ("year",), text=text, wanted=example, example="year: 2026-27")
            return "2000-01"
        return text

    def _settings(self, section: str) -> Mapping[str, Any]:
        return self.mapping(self.data.get(section), (section,))

    def _list(self, section: str) -> tuple[str, ...]:
        self.required(self.data if self.data.get(section) != [] else {}, section, (), "[…]")
        return tuple(str(item) for _, item in self.rows(self.data.get(section), (section,)))

    def _rows(self, section: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        for path, row in self.rows(self.data.get(section), (section,)):
            yield path, self.mapping(row, path, _FIELDS[section])

    def _named(self, section: str) -> Iterator[tuple[str, Path, Mapping[str, Any]]]:
        for name, row in self._settings(section).items():
            yield name, (section, name), self.mapping(row, (section, name), _FIELDS[section])

    def _localities(self) -> tuple[tuple[str, str, float], ...]:
        self.required(self.data, "localities", (), "{town: {partner: council}}")
        found = []
        for name, value in self._settings("localities").items():
            path: Path = ("localities", name)
            row = self.mapping(value, path, ("partner", "weight"))
            weight = self.number(row["weight"], (*path, "weight"), above=True) if "weight" in row else 1.0
            found.append((name, self._partner(row.get("partner", name), (*path, "partner")), weight))
        return tuple(found)

    def _which(self, row: Mapping[str, Any], path: Path) -> Which:
        """A list that is missing itself is told once, not at every row that names something of it."""
        listed = {part: self.lists[part] for part in WHO if self.lists[part]}
        picked = {
            part: self.names(row.get(part), known, KIND_NAMES[part], (*path, part)) for part, known in listed.items()
        }
        return Which(**picked)

    def _one(self, value: Any, part: str, path: Path) -> str | None:
        if not value or not self.lists[part]:
            return None
        return self.name(value, self.lists[part], KIND_NAMES[part], path)

    def _in_care(self, row: Mapping[str, Any], path: Path) -> InCare:
        by_steps = tuple(
            self.whole(item, place, 0, MOST_PEOPLE)
            for place, item in self.rows(row.get("by steps"), (*path, "by steps"))
        )
        written = row.get("people", sum(by_steps) if by_steps else None)
        if written is None:
            self.required(row, "people", path, "120")
        if len(by_steps) > LONGEST_STAY:
            longest = Text(en="at most {n} steps", cy="yn {n} cam ar y mwyaf").filled(n=f"{LONGEST_STAY:,}")
            self.refuse(
                codes.IMPOSSIBLE, (*path, "by steps"), field="by steps", text=f"{len(by_steps):,}", range=longest
            )
        people = self.whole(written or 0, (*path, "people"), 0, MOST_PEOPLE)
        if by_steps and people != sum(by_steps):
            total = Text(en="{n}, as its steps add up", cy="{n}, fel y mae ei gamau'n adio").filled(n=sum(by_steps))
            self.refuse(codes.IMPOSSIBLE, (*path, "people"), field="people", text=people, range=total)
        return InCare(self._which(row, path), people, self.source(row, path), by_steps)

    def _arrivals(self, row: Mapping[str, Any], path: Path) -> Arrivals:
        season = row.get("season")
        return Arrivals(
            which=self._which(row, path),
            per_year=self.number(self.required(row, "a year", path, "120") or 0, (*path, "a year"), most=MOST_PEOPLE),
            source=self.source(row, path),
            trend_per_year=self.number(row.get("trend", 0), (*path, "trend"), -1.0, 10.0, above=True),
            season=self.name(season, self.lists["season"], KIND_NAMES["season"], (*path, "season")) if season else None,
            spread=self._spread(row, path),
        )

    def _spread(self, row: Mapping[str, Any], path: Path) -> float:
        """Nought, or enough to be seen."""
        spread = self.number(row.get("spread", 0), (*path, "spread"), 0.0, 10.0)
        return self.number(row["spread"], (*path, "spread"), LEAST_SPREAD, 10.0) if spread else 0.0

    def _leaving(self, row: Mapping[str, Any], path: Path) -> Leaving:
        to = self.mapping(row.get("to"), (*path, "to"), ("care", "funding", "clock"))
        care, funding = to.get("care"), to.get("funding")
        if "to" in row and not (care or funding):
            self.required({}, "care", (*path, "to"), "nursing")
        clock = str(to.get("clock", "restarts" if care else "keeps"))
        if clock not in ("keeps", "restarts"):
            wanted = Text(en="keeps or restarts", cy="keeps neu restarts")
            self.refuse(codes.UNREADABLE, (*path, "to", "clock"), text=clock, wanted=wanted, example="clock: keeps")
        return Leaving(
            name=str(row.get("name") or ("moves" if to else "care ends")),
            which=self._which(row, path),
            hazard=hazard(self, row, path),
            source=self.source(row, path),
            to_care=self._one(care, "care", (*path, "to", "care")),
            to_funding=self._one(funding, "funding", (*path, "to", "funding")),
            keeps_clock=bool(to) and clock == "keeps",
        )

    def _seasons(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        for name, value in self._settings("seasons").items():
            path: Path = ("seasons", name)
            weights = tuple(self.number(item, place) for place, item in self.rows(value, path))
            if len(weights) != YEAR:
                self.refuse(codes.SEASON_LENGTH, path, season=name, count=len(weights))
            elif not sum(weights):
                above = Text(en="above 0 in some step", cy="yn uwch na 0 mewn rhyw gam")
                self.refuse(codes.IMPOSSIBLE, path, field=name, text=0, range=above)
            yield name, weights

    def _price(self, row: Mapping[str, Any], path: Path) -> Price:
        uplift = row.get("uplift", "0")
        rises = self.rows(uplift, (*path, "uplift")) if isinstance(uplift, list) else [((*path, "uplift"), uplift)]
        partner = row.get("partner")
        return Price(
            which=self._which(row, path),
            scheme=self._scheme(self.required(row, "scheme", path, "residential"), (*path, "scheme")),
            weekly_pence=self.pence(self.required(row, "a week", path, "£800") or 0, (*path, "a week")),
            source=self.source(row, path),
            partner=None if partner in (None, "locality") else self._partner(partner, (*path, "partner")),
            uplift=tuple(self.number(item, place, -1.0, 10.0) for place, item in rises) or (0.0,),
        )

    def _swing(self, name: str, row: Mapping[str, Any], path: Path) -> Swing:
        of = str(self.required(row, "of", path, "fees"))
        if of not in ("fees", "arrivals"):
            wanted = Text(en="fees or arrivals", cy="fees neu arrivals")
            self.refuse(codes.UNREADABLE, (*path, "of"), text=of, wanted=wanted, example="of: fees")
        spread = self.number(self.required(row, "spread", path, "3%") or 0, (*path, "spread"), 0.0, 10.0)
        return Swing(name, of == "fees", self._which(row, path), spread, self.source(row, path))

    def _surge(self, name: str, row: Mapping[str, Any], path: Path) -> Surge:
        written = row if row.get("steps") != [] else {}
        steps = self.rows(self.required(written, "steps", path, "[9, 10, 11, 12]"), (*path, "steps"))
        return Surge(
            name,
            self._which(row, path),
            self.number(self.required(row, "chance", path, "30%") or 0, (*path, "chance"), 0.0, 1.0),
            self.number(self.required(row, "up", path, "15%") or 0, (*path, "up"), -1.0, 10.0),
            tuple(self.whole(item, place, 1, YEAR) for place, item in steps),
            self.source(row, path),
        )

    def _failure(self, name: str, row: Mapping[str, Any], path: Path) -> Failure:
        return Failure(
            name,
            self._which(row, path),
            self.number(self.required(row, "chance", path, "5%") or 0, (*path, "chance"), 0.0, 1.0),
            self.number(self.required(row, "share", path, "20%") or 0, (*path, "share"), 0.0, 1.0),
            self.number(self.required(row, "premium", path, "30%") or 0, (*path, "premium"), 0.0, 10.0),
            self.whole(self.required(row, "lasts", path, "4") or 1, (*path, "lasts"), 1, MOST_STEPS),
            self.source(row, path),
        )

    def _fixed(self, row: Mapping[str, Any], path: Path) -> Fixed:
        return Fixed(
            self._scheme(self.required(row, "scheme", path, "equipment"), (*path, "scheme")),
            self._partner(self.required(row, "partner", path, "council"), (*path, "partner")),
            self.pence(self.required(row, "a year", path, "£250,000") or 0, (*path, "a year")),
            self.source(row, path),
        )

    def _scheme(self, value: Any, path: Path) -> str:
        if self.terms is not None and value is not None and str(value) not in self.terms.schemes:
            self.refuse(codes.UNKNOWN_SCHEME, path, scheme=value, known=", ".join(self.terms.schemes))
        return str(value)

    def _partner(self, value: Any, path: Path) -> str:
        if self.terms is not None and value is not None and str(value) not in self.terms.partners:
            self.refuse(codes.UNKNOWN_PARTNER, path, partner=value, known=", ".join(self.terms.partners))
        return str(value)


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "in care": (*WHO, "people", "by steps", *SOURCES),
    "arrivals": (*WHO, "a year", "trend", "season", "spread", *SOURCES),
    "leaving": ("name", *WHO, "weibull", "gompertz", "constant", "to", *SOURCES),
    "prices": (*WHO, "scheme", "partner", "a week", "uplift", *SOURCES),
    "swings": ("of", *WHO, "spread", *SOURCES),
    "surges": (*WHO, "chance", "up", "steps", *SOURCES),
    "failures": (*WHO, "chance", "share", "premium", "lasts", *SOURCES),
    "fixed": ("scheme", "partner", "a year", *SOURCES),
}
