"""What the monitoring report and its pictures are made from: a book's positions, for everybody or one partner."""

from dataclasses import dataclass

from cronfa.calendars import Period
from cronfa.monitoring.standing import Dimension, Position, positions
from cronfa.monitoring.terms import MonitoringTerms
from cronfa.reporting.inputs import Book


@dataclass(frozen=True, slots=True)
class Monitored:
    """A book's positions at the end of its last month, for everybody or for one partner's part."""

    book: Book
    terms: MonitoringTerms
    partner: str | None

    @property
    def month(self) -> Period:
        return self.terms.year.months()[self.book.settlement.months - 1]

    def by(self, *dimensions: Dimension, in_view: bool = False) -> list[Position]:
        """The fund's positions cut by dimensions, or those of what is only in view; one partner's if the report is for one."""
        cut: tuple[Dimension, ...] = dimensions
        if self.partner and "partner" not in cut:
            cut = (*cut, "partner")
        months = self.book.settlement.months
        found = positions(self.book.facts, self.terms, month=months, by=cut, method=self.book.method, in_view=in_view)
        return [position for position in found if self.partner in (None, position.partner)]
