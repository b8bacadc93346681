"""Trying one agreement after another on the same runs."""

from collections.abc import Callable

from cronfa.agreement.clauses import Terms
from cronfa.foresight.design import measures
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.worlds import World
from cronfa.problems import Where, stop
from cronfa.settlement import codes as settlement_codes, vector
from cronfa.settlement.scenarios import Scenarios

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""


class Trial:
    """Fixed runs, and what every partner's own responsibilities cost in them."""

    def __init__(self, draft: Terms, scenarios: Scenarios) -> None:
        for scheme, spend in scenarios.spend.items():
            if spend.ndim == 1:
                stop(settlement_codes.TOTALS_NOT_ENOUGH, Where(path=f"schemes.{scheme}"), scheme=scheme)
        self.scenarios = scenarios
        self.owned = measures.owned(draft, scenarios)
        self.owned_means = tuple(measures.mean(row) for row in self.owned)

    @classmethod
    def of(cls, draft: Terms, world: World, runs: int) -> "Trial":
        return cls(draft, world.years(0, runs).scenarios)

    def numbers(self, terms: Terms) -> Numbers:
        """The numbers of one agreement on these runs."""
        results = vector.settle(terms, self.scenarios)
        return measures.numbers(terms, self.scenarios, results, self.owned_means)
