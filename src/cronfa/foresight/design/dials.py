"""What may vary in a draft: free terms, each with one dial or more, laid over the frozen clauses without reading them anew.

A candidate is a tuple of places, one for each dial. :func:`applied` gives its terms in some tens of microseconds: only the
steps, waterfalls and schemes that change are made again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, permutations
from math import factorial
from typing import Any, Literal

from cronfa.agreement.clauses import Reserve, Scheme, Terms
from cronfa.agreement.contributions import Contributions, Fixed
from cronfa.agreement.document import Path
from cronfa.agreement.steps import AnyStep, Waterfall
from cronfa.agreement.values import ByYear, Limit, LimitOf
from cronfa.money import allocate, as_weights

ONE_BP = 10_000
"""A whole, in basis points."""
LimitField = Literal["up_to", "each_up_to", "until"]
Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dial:
    """A number from ``low`` to ``high`` by steps of ``by``: pence, basis points, or the number of an order."""

    low: int
    high: int
    by: int = 1

    def __post_init__(self) -> None:
        assert self.low <= self.high and self.by > 0, "a dial that cannot be turned"

    @property
    def count(self) -> int:
        return (self.high - self.low) // self.by + 1

    def value(self, place: int) -> int:
        assert 0 <= place < self.count
        return self.low + place * self.by

    def nearest(self, value: int) -> int:
        """The place whose value is nearest."""
        return max(0, min(self.count - 1, (value - self.low + self.by // 2) // self.by))


@dataclass(frozen=True, slots=True)
class LimitTerm:
    """The limit of a step, each partner's own limit in it, or what a reserve is filled up to."""

    paths: tuple[Path, ...]
    """The step, and every other that is written by the same words."""
    field: LimitField
    of: LimitOf
    dials: tuple[Dial, ...]
    partners: tuple[str, ...] = ()
    """One for each dial, where partners have limits of their own; empty if one limit is for all."""

    def limit(self, value: int) -> Limit:
        return Limit("money", pence=value) if self.of == "money" else Limit(self.of, share=Fraction(value, ONE_BP))

    def apply(self, terms: Terms, values: Values) -> Terms:
        made: Any
        if self.field == "until":
            made = values[0]
        elif self.partners:
            made = {name: (self.limit(value),) for name, value in zip(self.partners, values, strict=True)}
        else:
            made = (self.limit(values[0]),)
        return with_steps(terms, self.paths, lambda step: step.model_copy(update={self.field: made}))

    def now(self, terms: Terms) -> Values | None:
        """What the draft says; nothing if it says it in another way."""
        written = getattr(step_at(terms, self.paths[0]), self.field)
        if self.field == "until":
            return None if written is None else (written,)
        if self.partners:
            each = [
                self._single(written.get(name, ())) if isinstance(written, Mapping) else None for name in self.partners
            ]
        else:
            each = [None if isinstance(written, Mapping) else self._single(written)]
        return None if None in each else tuple(value for value in each if value is not None)

    def _single(self, written: Sequence[Limit]) -> int | None:
        if len(written) != 1 or written[0].of != self.of:
            return None
        scaled = written[0].share * ONE_BP
        return written[0].pence if self.of == "money" else int(scaled) if scaled.denominator == 1 else None


@dataclass(frozen=True, slots=True)
class ShareTerm:
    """Who takes which share of a step. The named partners have a dial each; the others keep their proportions in the rest."""

    paths: tuple[Path, ...]
    partners: tuple[str, ...]
    dials: tuple[Dial, ...]
    others: Mapping[str, int]
    """Weights of the partners without a dial, in the draft."""

    def shares(self, values: Values) -> dict[str, Fraction] | None:
        """Exact shares that add up to one; nothing if the dials ask for more."""
        rest = ONE_BP - sum(values)
        if rest < 0 or (rest and not any(self.others.values())):
            return None
        parts = allocate(rest, tuple(self.others.values())) if self.others else ()
        made = dict(zip(self.partners, values, strict=True)) | dict(zip(self.others, parts, strict=True))
        return {name: Fraction(part, ONE_BP) for name, part in made.items()}

    def apply(self, terms: Terms, values: Values) -> Terms | None:
        shares = self.shares(values)
        if shares is None:
            return None
        return with_steps(terms, self.paths, lambda step: step.model_copy(update={"by": "shares", "shares": shares}))

    def now(self, terms: Terms) -> Values | None:
        return _in_basis_points(getattr(step_at(terms, self.paths[0]), "shares", {}), self.partners)


@dataclass(frozen=True, slots=True)
class ContributionTerm:
    """Who contributes which share of a scheme in the year; the sum stays as it is."""

    scheme: str
    year: str
    shares: ShareTerm
    total_pence: int
    """What all contribute together by fixed sums; nought where the agreement writes shares."""

    @property
    def paths(self) -> tuple[Path, ...]:
        return self.shares.paths

    @property
    def dials(self) -> tuple[Dial, ...]:
        return self.shares.dials

    def sums(self, terms: Terms, shares: Mapping[str, Fraction]) -> dict[str, int]:
        """Each partner's fixed sum, to the penny."""
        weights = as_weights([shares.get(name, Fraction(0)) for name in terms.partner_ids])
        parts = zip(terms.partner_ids, allocate(self.total_pence, weights), strict=True)
        return {name: pence for name, pence in parts if pence}

    def apply(self, terms: Terms, values: Values) -> Terms | None:
        shares = self.shares.shares(values)
        if shares is None:
            return None
        rule = terms.schemes[self.scheme].contributions
        assert rule is not None
        changed: Contributions
        if isinstance(rule, Fixed):
            years = {**rule.amounts.years, self.year: self.sums(terms, shares)}
            changed = rule.model_copy(update={"amounts": ByYear(rule.amounts.every, years)})
        else:
            changed = rule.model_copy(update={"shares": _for_year(rule.shares, self.year, shares)})
        return with_scheme(terms, self.scheme, contributions=changed)

    def now(self, terms: Terms) -> Values | None:
        rule = terms.schemes[self.scheme].contributions
        assert rule is not None
        if not isinstance(rule, Fixed):
            return _in_basis_points(rule.shares.for_year(self.year) or {}, self.shares.partners)
        sums = rule.amounts.for_year(self.year) or {}
        return tuple(round(Fraction(sums.get(name, 0) * ONE_BP, self.total_pence)) for name in self.shares.partners)


@dataclass(frozen=True, slots=True)
class ReserveTerm:
    """What a reserve holds at the beginning."""

    reserve: str
    dials: tuple[Dial, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        return (("reserves", self.reserve),)

    def apply(self, terms: Terms, values: Values) -> Terms:
        reserve: Reserve = terms.reserves[self.reserve].model_copy(update={"opening": values[0]})
        return terms.model_copy(update={"reserves": {**terms.reserves, self.reserve: reserve}})

    def now(self, terms: Terms) -> Values:
        return (terms.reserves[self.reserve].opening,)


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """In which order the first steps of a waterfall come. Applied last, so that other terms name steps as the draft does."""

    paths: tuple[Path, ...]
    """The waterfall, and every other that is written by the same words."""
    steps: int

    @property
    def dials(self) -> tuple[Dial, ...]:
        return (Dial(0, factorial(self.steps) - 1),)

    def order(self, values: Values) -> tuple[int, ...]:
        """Which step of the draft comes first, second and so on, counted from nought."""
        return next(order for number, order in enumerate(permutations(range(self.steps))) if number == values[0])

    def apply(self, terms: Terms, values: Values) -> Terms:
        order = self.order(values)
        return with_waterfalls(terms, self.paths, lambda steps: (*(steps[at] for at in order), *steps[self.steps :]))

    def now(self, terms: Terms) -> Values:
        return (0,)


FreeTerm = LimitTerm | ShareTerm | ContributionTerm | ReserveTerm | OrderTerm


@dataclass(frozen=True, slots=True)
class Lattice:
    """Everything that may vary, and so every candidate there can be."""

    terms: tuple[FreeTerm, ...]

    @property
    def dials(self) -> tuple[Dial, ...]:
        return tuple(dial for term in self.terms for dial in term.dials)

    @property
    def size(self) -> int:
        """How many candidates there can be."""
        size = 1
        for dial in self.dials:
            size *= dial.count
        return size

    def values(self, places: Iterable[int]) -> tuple[Values, ...]:
        """The value of each dial, by free term."""
        turned = iter(zip(self.dials, places, strict=True))
        return tuple(tuple(dial.value(place) for dial, place in islice(turned, len(term.dials))) for term in self.terms)

    def nearest(self, draft: Terms) -> tuple[int, ...]:
        """The candidate that is nearest to the draft; the lowest place of a dial where the draft says something else."""
        places: list[int] = []
        for term in self.terms:
            values = term.now(draft)
            numbers = (0,) * len(term.dials) if values is None else values
            places += [
                0 if values is None else dial.nearest(value) for dial, value in zip(term.dials, numbers, strict=True)
            ]
        return tuple(places)

    def applied(self, draft: Terms, places: Iterable[int]) -> Terms | None:
        """The draft with every dial turned; nothing if shares would come to more than a whole."""
        terms = draft
        made = sorted(
            zip(self.terms, self.values(places), strict=True), key=lambda each: isinstance(each[0], OrderTerm)
        )
        for term, values in made:
            turned = term.apply(terms, values)
            if turned is None:
                return None
            terms = turned
        return terms


def step_at(terms: Terms, path: Path) -> AnyStep:
    """The step that stands at a path such as ``schemes.residential.overspend[1]``."""
    return waterfall_at(terms, path[:-1])[int(path[-1])]


def waterfall_at(terms: Terms, path: Path) -> Waterfall:
    """The waterfall at ``schemes.residential.overspend``, or the fund's own at ``overspend``."""
    holder: Scheme | Terms = terms.schemes[str(path[1])] if path[0] == "schemes" else terms
    steps: Waterfall = getattr(holder, str(path[-1]))
    return steps


def with_steps(terms: Terms, paths: Iterable[Path], change: Callable[[AnyStep], AnyStep]) -> Terms:
    """The terms with some steps changed."""
    for path in paths:
        at = int(path[-1])
        terms = with_waterfalls(
            terms,
            [path[:-1]],
            lambda steps, at=at: (*steps[:at], change(steps[at]), *steps[at + 1 :]),  # type: ignore[misc]  # mypy cannot type a default
        )
    return terms


def with_waterfalls(terms: Terms, paths: Iterable[Path], change: Callable[[Waterfall], Waterfall]) -> Terms:
    """The terms with some waterfalls changed."""
    for path in paths:
        steps = change(waterfall_at(terms, path))
        field = str(path[-1])
        if path[0] == "schemes":
            terms = with_scheme(terms, str(path[1]), **{field: steps})
        else:
            terms = terms.model_copy(update={field: steps})
    return terms


def with_scheme(terms: Terms, scheme: str, **changes: object) -> Terms:
    changed = terms.schemes[scheme].model_copy(update=changes)
    return terms.model_copy(update={"schemes": {**terms.schemes, scheme: changed}})


def _for_year(
    known: ByYear[dict[str, Fraction]], year: str, shares: dict[str, Fraction]
) -> ByYear[dict[str, Fraction]]:
    """Shares of one year, or of every year where the agreement has but one set of them."""
    return ByYear(known.every, {**known.years, year: shares}) if known.years else ByYear(shares, {})


def _in_basis_points(shares: Mapping[str, Fraction], partners: Sequence[str]) -> Values | None:
    scaled = [shares.get(name, Fraction(0)) * ONE_BP for name in partners]
    if not shares or any(part.denominator != 1 for part in scaled):
        return None
    return tuple(int(part) for part in scaled)
