"""The rolling back-test: what every method said at every earlier origin, how far out it was, and which one is chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.methods import LEAST_TO_FIT, METHODS, Method, Path, paths
from cronfa.foresight.forecast.view import Series, View, view

WINDOW = 36
"""Months back that errors count for."""
LEAST_TRIALS = 22
"""Origins that a method must have been tried at to be chosen for its errors: two years, since those of one share its luck."""
LEAST_ERRORS = 6
"""Origins with errors, below which a usual month stands for the size of an error."""
HALF_YEAR = 6
"""Months between one learning of models and the next."""
MARGIN = 0.9
"""A method takes the combination's place only if its errors are a tenth smaller: less may be luck."""

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """The method chosen at an origin; ``scores`` are each method's mean error in parts of the combination's."""

    method: Method
    scores: dict[Method, float] = field(default_factory=dict)
    tried: int = 0


@dataclass(frozen=True, slots=True)
class Rolling:
    """The forecasts that were made of one series, by origin and method; each saw nothing later than its origin."""

    series: Series
    whole: tuple[bool, ...]
    made: dict[int, dict[Method, Path]]

    def error(self, method: Method, origin: int, now: int) -> float | None:
        """Pence by which the months from an origin to ``now``, or to that year's end, came to more than was forecast.

        ``None`` where there was no forecast, or the records of those months are not whole.
        """
        path = self.made.get(origin, {}).get(method)
        if path is None:
            return None
        end = min(origin + len(path), now)
        if end <= origin or not all(self.whole[origin:end]):
            return None
        return sum(self.series.pence[origin:end]) - sum(path[: end - origin])

    def choice(self, now: int) -> Choice:
        """The method for an origin, by the errors that were known there."""
        ready = self.made[now]
        scores: dict[Method, float] = {}
        earlier = [origin for origin in self.made if now - WINDOW <= origin < now]
        tried = sum(self.error("combination", origin, now) is not None for origin in earlier)
        for method in METHODS:
            score = self._score(method, earlier, now) if method in ready else None
            if score is not None:
                scores[method] = score
        best = min(scores, key=lambda method: scores[method], default="combination")
        chosen: Method = best if best in scores and scores[best] < MARGIN else "combination"
        return Choice(chosen, scores, tried)

    def _score(self, method: Method, earlier: Iterable[int], now: int) -> float | None:
        """Mean size of a method's errors in parts of the combination's at the same origins."""
        own = other = 0.0
        count = 0
        for origin in earlier:
            error, beside = self.error(method, origin, now), self.error("combination", origin, now)
            if error is not None and beside is not None:
                own, other, count = own + abs(error), other + abs(beside), count + 1
        if count < LEAST_TRIALS:
            return None
        return own / other if other else 1.0

    def variance(self, method: Method, now: int) -> float:
        """Mean square of the error of a month, by the errors known at an origin; what is usual for a month if there are few."""
        errors = [
            error / (min(origin + len(self.made[origin][method]), now) - origin)
            for origin in self.made
            if now - WINDOW <= origin < now and (error := self.error(method, origin, now)) is not None
        ]
        if len(errors) >= LEAST_ERRORS:
            return max(1.0, sum(error * error for error in errors) / len(errors))
        known = [pence for pence, whole in zip(self.series.pence[:now], self.whole, strict=False) if whole][-12:]
        return max(1.0, sum(pence * pence for pence in known) / max(1, len(known)))


def rolling(
    series: Series, history: History, declared: Declared, origins: Iterable[int], advance: Advance = lambda _: None
) -> Rolling:
    """Forecast a series at each origin, seeing only what was known there."""
    made: dict[int, dict[Method, Path]] = {}
    whole = tuple(declared.complete(history.months, series.scheme))
    learnt: dict[int, View] = {}
    for origin in origins:
        at = learnt_at(history, whole, origin)
        if at is not None and at not in learnt:
            learnt[at] = view(series, history, declared, at)
        found = paths(view(series, history, declared, origin, None if at is None else learnt[at]))
        if found:
            made[origin] = found
        advance(1)
    return Rolling(series, whole, made)


def learnt_at(history: History, whole: Sequence[bool], origin: int) -> int | None:
    """Where models that are used at an origin were learnt: the end of the last half year, or the first place with enough whole
    months if that is later; nowhere if there is none.

    Learning takes some thirty times as long as carrying on, and a few months more change little of what is learnt.
    """
    ended = origin - history.passed(origin) % HALF_YEAR
    return next((at for at in range(max(1, ended), origin + 1) if sum(whole[:at]) >= LEAST_TO_FIT), None)


def origins(history: History, declared: Declared, first: int, last: int) -> list[int]:
    """The places from ``first`` to ``last`` where forecasts are made: the ends of months 1 to 11, once enough is known."""
    whole = declared.complete(history.months, None)
    return [
        origin
        for origin in range(max(1, first), last + 1)
        if history.passed(origin) < 12 and sum(whole[:origin]) >= LEAST_TO_FIT
    ]
