"""The forecasts of a whole fund at any origin, made to add up: what forecasts, back-tests and track records are read from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import Cell, History
from cronfa.foresight.forecast.intervals import Miss, Spread, spread, usual
from cronfa.foresight.forecast.methods import Method
from cronfa.foresight.forecast.reconciling import Figure, by_partner, reconciled
from cronfa.foresight.forecast.rolling import WINDOW, Choice, Rolling, origins, rolling
from cronfa.foresight.forecast.view import Series, SeriesId

Progress = Callable[[int, int], None]
Budgets = Mapping[str, Mapping[str, tuple[int, ...]]]
"""By scheme and year: the budget of each of the twelve months."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the fund: all of it, or what has this scheme, category or partner."""

    scheme: str | None = None
    category: str | None = None
    partner: str | None = None

    def has(self, cell: Cell) -> bool:
        wanted = (self.scheme, self.category, self.partner)
        return all(name is None or name == own for name, own in zip(wanted, cell, strict=True))


FUND = Part()


@dataclass(frozen=True)
class Outlook:
    """A fund's history, and the forecasts of every series at every origin from ``first`` to ``last``."""

    history: History
    declared: Declared
    series: Mapping[SeriesId, Rolling]
    leaves: tuple[SeriesId, ...]
    first: int
    last: int

    @cached_property
    def _made(self) -> dict[int, dict[Cell, tuple[int, ...]]]:
        return {}

    @cached_property
    def _whole(self) -> list[bool]:
        return self.declared.complete(self.history.months, None)

    @property
    def origins(self) -> list[int]:
        return origins(self.history, self.declared, self.first, self.last)

    def choice(self, series: SeriesId, origin: int) -> Choice:
        return self.series[series].choice(origin)

    def at(self, origin: int) -> dict[Cell, tuple[int, ...]]:
        """Pence of each cell for each month still to come, as forecast at an origin."""
        if origin not in self._made:
            self._made[origin] = self._forecast(origin)
        return self._made[origin]

    def path(self, part: Part, origin: int) -> tuple[int, ...]:
        """Pence of a part for each month still to come, as forecast at an origin."""
        found = [path for cell, path in self.at(origin).items() if part.has(cell)]
        return tuple(map(sum, zip(*found, strict=True))) if found else (0,) * (12 - self.history.passed(origin))

    def spread(self, part: Part, origin: int) -> Spread:
        """How far the forecast of a part may be out, by what was known at an origin."""
        pence = self.history.total(part.has)
        earlier = [at for at in self.origins if origin - WINDOW <= at < origin]
        misses = [miss for at in earlier if (miss := self._miss(part, pence, at, origin)) is not None]
        return spread(misses, self._recent(pence, origin))

    def _miss(self, part: Part, pence: Sequence[int], at: int, now: int) -> Miss | None:
        path = self.path(part, at)
        end = min(at + len(path), now)
        if not all(self._whole[at:end]):
            return None
        came = tuple(float(real - said) for real, said in zip(pence[at:end], path, strict=False))
        return Miss(came, usual(self._recent(pence, at)))

    def _recent(self, pence: Sequence[int], origin: int) -> list[int]:
        """The last twelve whole months."""
        known = [amount for amount, whole in zip(pence[:origin], self._whole, strict=False) if whole]
        return known[-12:]

    def _forecast(self, origin: int) -> dict[Cell, tuple[int, ...]]:
        ahead = 12 - self.history.passed(origin)
        figures = {name: self._figures(each, origin) for name, each in self.series.items() if origin in each.made}
        missing = {leaf: [Figure(0.0, 1.0)] * ahead for leaf in self.leaves if leaf not in figures}
        months = [
            reconciled({name: path[month] for name, path in {**figures, **missing}.items()}, self.leaves)
            for month in range(ahead)
        ]
        found: dict[Cell, tuple[int, ...]] = {}
        for leaf in self.leaves:
            least = min(0, *self.series[leaf].series.pence[:origin])
            path = [round(max(least, month[leaf])) for month in months]
            found |= self._partners(leaf, path, origin)
        return dict(sorted(found.items()))

    def _figures(self, each: Rolling, origin: int) -> list[Figure]:
        method: Method = each.choice(origin).method
        variance = each.variance(method, origin)
        return [Figure(value, variance) for value in each.made[origin][method]]

    def _partners(self, leaf: SeriesId, path: Sequence[int], origin: int) -> dict[Cell, tuple[int, ...]]:
        """A leaf's path by partner: as this year has fallen to them so far, or else as the last twelve months did."""
        cells = [cell for cell in self.history.cells if cell[: len(leaf)] == leaf]
        for months in (self.history.passed(origin), 12, origin):
            recent = [max(0, sum(self.history.cells[cell][max(0, origin - months) : origin])) for cell in cells]
            if any(recent):
                break
        split = [by_partner(pence, recent) for pence in path]
        return {cell: tuple(month[at] for month in split) for at, cell in enumerate(cells)}


def outlook(
    history: History,
    declared: Declared,
    budgets: Budgets,
    *,
    first: int,
    last: int,
    progress: Progress = lambda done, total: None,
) -> Outlook:
    """Forecast the fund, every scheme and every category at every origin; long work, which tells how far it is."""
    series = _series(history, budgets)
    at = origins(history, declared, first, last)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(done, len(series) * len(at))

    made = {each.id: rolling(each, history, declared, at, advance) for each in series}
    return Outlook(history, declared, made, _leaves(history), first, last)


def _leaves(history: History) -> tuple[SeriesId, ...]:
    """The smallest series that are forecast: categories, as far as there are any."""
    return tuple(dict.fromkeys((scheme, category) for scheme, category, _ in history.cells))


def _series(history: History, budgets: Budgets) -> list[Series]:
    """The series to forecast: leaves, and each wider series that has more than one part."""
    leaves = _leaves(history)
    names: list[SeriesId] = [()] if len(leaves) > 1 else []
    for scheme in history.schemes:
        of_scheme = [leaf for leaf in leaves if leaf[0] == scheme]
        names += [(scheme,)] if 1 < len(of_scheme) < len(leaves) else []
        names += of_scheme
    return [Series(name, history.total(_within(name)), _budgets(name, leaves, budgets)) for name in names]


def _within(name: SeriesId) -> Callable[[Cell], bool]:
    return lambda cell: cell[: len(name)] == name


def _budgets(name: SeriesId, leaves: Sequence[SeriesId], budgets: Budgets) -> dict[str, tuple[int, ...]]:
    """The budgets of a series by year. Agreements give none by category, so a category has one only if it is alone."""
    if len(name) == 2 and sum(leaf[0] == name[0] for leaf in leaves) > 1:
        return {}
    schemes = [scheme for scheme in budgets if not name or scheme == name[0]]
    years = dict.fromkeys(year for scheme in schemes for year in budgets[scheme])
    return {
        year: tuple(
            map(sum, zip(*(budgets[scheme][year] for scheme in schemes if year in budgets[scheme]), strict=True))
        )
        for year in years
    }
