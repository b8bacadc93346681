"""Trying one agreement after another on the same runs."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from cronfa.agreement.clauses import Terms
from cronfa.foresight.design import measures
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.worlds import World
from cronfa.problems import Where, stop
from cronfa.settlement import codes as settlement_codes, compiled, compiled_run, vector, vector_dues
from cronfa.settlement.scenarios import Results, Scenarios
from cronfa.settlement.vector_dues import FundingTable

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""


class Trial:
    """Fixed runs, and what every partner's own responsibilities cost in them.

    What the draft and a candidate have in common is worked out once: dues of schemes whose contributions stay, and the
    total spend of each scheme, which is all that a compiled waterfall looks at.
    """

    def __init__(self, draft: Terms, scenarios: Scenarios) -> None:
        for scheme, spend in scenarios.spend.items():
            if spend.ndim == 1:
                stop(settlement_codes.TOTALS_NOT_ENOUGH, Where(path=f"schemes.{scheme}"), scheme=scheme)
        self.draft = draft
        self.scenarios = scenarios
        self.owned = measures.owned(draft, scenarios)
        self.owned_means = tuple(measures.mean(row) for row in self.owned)
        self._totals = replace(scenarios, spend={name: spend.sum(axis=0) for name, spend in scenarios.spend.items()})
        self._fundings = self._of_the_draft()

    @classmethod
    def of(cls, draft: Terms, world: World, runs: int) -> "Trial":
        return cls(draft, world.years(0, runs).scenarios)

    def numbers(self, terms: Terms) -> Numbers:
        """The numbers of one agreement on these runs."""
        return measures.numbers(terms, self.scenarios, self._settled(terms), self.owned_means)

    def _settled(self, terms: Terms) -> Results:
        """What it settles to, in one thread: several agreements are tried side by side."""
        known = self._known(terms)
        if self.scenarios.count >= compiled_run.BLOCK:
            made = compiled.program(terms, self._totals, known)
            if made is not None:
                return compiled_run.run(terms, made, self._totals, self._by_columns(terms), threads=1)
        return vector.settle_columns(terms, self.scenarios, known=known)

    def _by_columns(self, terms: Terms) -> Callable[[Scenarios], Results]:
        return lambda block: vector.settle_columns(terms, block)

    def _of_the_draft(self) -> dict[str, FundingTable]:
        """The dues of every scheme that no outcome changes."""
        return {
            scheme: vector_dues.fund(self.draft, scheme, self._totals)
            for scheme in self.draft.schemes
            if not compiled.depends_on_outcome(self.draft, scheme)
        }

    def _known(self, terms: Terms) -> Mapping[str, FundingTable]:
        """The draft's dues, for the schemes whose contributions are the very same."""
        return {
            name: funding
            for name, funding in self._fundings.items()
            if name in terms.schemes and _same_dues(terms, self.draft, name)
        }


def _same_dues(terms: Terms, draft: Terms, scheme: str) -> bool:
    """Whether nothing that dues come from is other than in the draft: the very same clauses, not copies."""
    one, other = terms.schemes[scheme], draft.schemes[scheme]
    return (
        one.contributions is other.contributions
        and one.budget is other.budget
        and one.form == other.form
        and one.profile == other.profile
        and terms.measures is draft.measures
        and terms.partner_ids == draft.partner_ids
    )
