"""Whatever an agreement says: bills are the reference engine's, their parts and schemes add up to them, and costs add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

import scale
from cronfa.foresight.engines import local
from cronfa.foresight.shocks import Shock
from cronfa.foresight.simulating import Draft, Work, name, simulate
from cronfa.foresight.worlds import Assumption, World, Years
from cronfa.language import Text, same
from cronfa.settlement import Outcome, settle
from cronfa.settlement.scenarios import Scenarios, stack
from property.settlement.agreements import Maker

OUTCOMES, RUNS = 5, 100
AGREEMENTS = scale.examples(60, 1_500)
BATCH = 20


@dataclass(frozen=True)
class TheseYears:
    """A world of given outcomes, over and over."""

    few: Scenarios
    seed: int = 0
    assumptions: tuple[Assumption, ...] = ()
    expected_pence: int = 0
    illustrative: None = None
    fingerprint: str = "these"

    @property
    def name(self) -> Text:
        return same("these")

    @property
    def year(self) -> str:
        return self.few.year

    @property
    def causes(self) -> Mapping[str, Text]:
        return {}

    def years(self, first: int, count: int) -> Years:
        assert first == 0
        times = count // self.few.count

        def over(groups: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, np.ndarray]]:
            return {
                key: {n: np.tile(self.few.column(number), times) for n, number in group.items()}  # type: ignore[arg-type]
                for key, group in groups.items()
            }

        return Years(
            0,
            replace(
                self.few,
                count=count,
                spend={scheme: np.tile(table, times) for scheme, table in self.few.spend.items()},
                measures=over(self.few.measures),
                causes=over(self.few.causes),
                uncommitted=over({"": self.few.uncommitted})[""],
                reserves=over({"": self.few.reserves})[""],
            ),
        )

    def shocked(self, shocks: Sequence[Shock]) -> World:
        raise NotImplementedError


def _bills(outcome: Outcome, maker: Maker) -> list[int]:
    return [each.due_pence + each.borne_pence for each in settle(maker.terms(), outcome).partners]


@pytest.mark.parametrize("first", range(0, AGREEMENTS, BATCH))
def test_bills_are_the_references_and_everything_adds_up_to_them(first: int) -> None:
    for seed in range(first, first + BATCH):
        maker = Maker(seed)
        terms = maker.terms()
        outcomes = [replace(outcome, months=12) for outcome in maker.outcomes(terms, OUTCOMES)]
        work = Work.of([Draft("draft", same("draft"), terms, "")], TheseYears(stack(outcomes, terms.partner_ids)), RUNS)
        summary = simulate(work, local)
        reference = [_bills(outcome, maker) for outcome in outcomes]
        for row, partner in enumerate(terms.partner_ids):
            found = summary.columns[name("bill", "draft", partner)]
            assert found.values is not None
            wanted = sorted(bills[row] for bills in reference)
            assert (found.values[:: RUNS // OUTCOMES] + found.anchor_pence).tolist() == wanted, f"seed {seed}"
            parts, schemes = found.parts[: len(work.plans[0].parts)], found.parts[len(work.plans[0].parts) :]
            assert int(parts.sum()) == int(schemes.sum()) == found.total, f"seed {seed}"
