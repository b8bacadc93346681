"""Two versions of an agreement on the same possible years: the money column of ``cronfa agreement diff``."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cronfa.agreement import Agreement, Terms
from cronfa.agreement.versions import Version
from cronfa.cli.show import counting
from cronfa.foresight import compare
from cronfa.foresight.anatomy import years_with_budgets
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import Draft, Summary, Work, simulate
from cronfa.foresight.worlds import World
from cronfa.fund.simulated import plain
from cronfa.language import Language, Text

BEFORE = Text(en="as it was", cy="fel yr oedd")
AFTER = Text(en="as it would be", cy="fel y byddai")


@dataclass(frozen=True, slots=True)
class PossibleYears:
    """Both versions, and what came of the years drawn."""

    work: Work
    summary: Summary

    def as_data(self) -> dict[str, Any]:
        """For JSON: every partner's change in pence with its interval, and every clause by which it changes."""
        return {
            "year": self.work.world.year,
            "runs": self.summary.runs,
            "partners": [plain(asdict(each)) for each in compare.changes(self.work, self.summary, 1)],
            "clauses": [asdict(each) for each in compare.by_clause(self.work, self.summary, 1)],
            "assumptions": [asdict(each) for each in self.work.world.assumptions],
        }

    def show(self, lang: Language) -> None:
        """Who gains and who loses, by which clause, and what the years are made of."""
        from cronfa.cli.simulate import print_assumptions, print_simulated
        from cronfa.reporting.simulation_tables import Seen, draft_changes, draft_clauses

        seen = Seen(self.work, self.summary)
        print_simulated(draft_changes(seen), lang)
        print_simulated(draft_clauses(seen, 1), lang)
        print_assumptions(seen, lang)


def possible_years(old: Path, later: Agreement, before: Version, after: Version, runs: int) -> PossibleYears:
    """Both versions on the same years of the last year that both have budgets for.

    Raises:
        Problems: too few runs, other partners, or no year in common.
    """
    terms = before.terms, after.terms
    year = next((year for year in reversed(years_with_budgets(later)) if all(_has(each, year) for each in terms)), "–")
    drafts = [_draft("before", BEFORE, before), _draft("after", AFTER, after)]
    work = Work.of(drafts, _world(old, terms[0], year), runs)
    with counting() as progress:
        return PossibleYears(work, simulate(work, local, progress=progress))


def _has(terms: Terms, year: str) -> bool:
    return any(scheme.budget.for_year(year) is not None for scheme in terms.schemes.values())


def _draft(id_: str, title: Text, version: Version) -> Draft:
    return Draft(id_, title, version.terms, sha256(repr(version.terms).encode()).hexdigest())


def _world(old: Path, terms: Terms, year: str) -> World:
    """As in ``cronfa simulate``: payments beside the agreement, else its open ledger, else assumptions around its budgets."""
    from cronfa.agreement import load
    from cronfa.fund.simulating import Asked, files_beside, from_ledger, history_of_files, world_of_history

    beside = files_beside(old)
    if beside is None:
        return from_ledger(terms.agreement, terms, Asked(year))
    return world_of_history(terms, history_of_files(load(old), *beside), Asked(year))
