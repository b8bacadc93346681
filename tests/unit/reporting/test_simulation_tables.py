"""A table of a simulation has a total in every column that adds up to something, and says why where one has none."""

from unittest.mock import patch

from cronfa.foresight import tails
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import simulate
from cronfa.foresight.tails import Share
from cronfa.foresight.worlds import OTHER
from cronfa.reporting import simulation_words as said
from cronfa.reporting.simulation_tables import Seen, causes
from unit.foresight.a_pool import work


def test_causes_have_a_total_in_every_column_or_the_table_says_why_not() -> None:
    asked = work(400)
    seen = Seen(asked, simulate(asked, local))
    found = tails.by_cause(seen.work, seen.summary)
    for shares in ([each for each in found if each.id != OTHER], [*found, Share(OTHER, 5, 7)]):
        partly = shares[-1].id == OTHER

        def by_cause(
            work: object, summary: object, partner: str | None = None, of: list[Share] = shares
        ) -> list[Share]:
            return of if partner is None else [each for each in of if each.id != OTHER]

        with patch.object(tails, "by_cause", by_cause):
            made = causes(seen)
        total = made.rows[-1]
        assert total.level == "total" and all((cell.value is None) == partly for cell in total.cells[2:])
        assert made.note == (said.CAUSES_PART_NOTE if partly else said.CAUSES_NOTE)
