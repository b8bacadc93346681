"""The report of how a year's forecasts turned out, month by month: for the annual report, and for whoever reads the next one."""

from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.record import Told, TrackRecord
from cronfa.foresight.forecast.words import METHOD_NAMES
from cronfa.language import Text, same
from cronfa.reporting import forecast_words as said, words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import Column, Paragraph, Provenance, Report, Section, Table, Value
from cronfa.reporting.plain_tables import money, other, table


def record_report(terms: Terms, made: TrackRecord, provenance: Provenance, notes: tuple[Text, ...] = ()) -> Report:
    """The report of a track record, for every partner."""
    year = made.year.label
    straight = made.straight_lines_mean_error
    return Report(
        kind="forecast",
        fund=terms.agreement,
        year=year,
        as_at=made.year.last_day,
        partner=None,
        title=said.RECORD_TITLE,
        subtitle=said.RECORD_SUBTITLE.filled(fund=terms.title or same(terms.agreement), year=year),
        headline=said.RECORD_HEADLINE.filled(
            year=year,
            outturn=words.rounded(made.outturn_pence),
            own=_percent(made.mean_error),
            other="–" if straight is None else _percent(straight),
        ),
        provenance=provenance,
        labels=(ILLUSTRATIVE.filled(why=terms.illustrative),) if terms.illustrative else (),
        sections=(Section("record", said.BY_MONTH, (_table(made), Paragraph(said.RECORD_AGAIN, "note"))),),
        notes=notes,
    )


def _percent(part: float) -> str:
    return f"{100 * part:.1f}%"


def _table(made: TrackRecord) -> Table:
    columns = [
        other("after", said.AFTER), other("method", said.METHOD), money("forecast", said.FORECAST), money("error", said.ERROR),
        _share("error-part", said.ERROR_PART), _share("straight-part", said.STRAIGHT_PART),
        *(other(f"held-{level}", said.HELD.filled(level=level)) for level in LEVELS),
    ]  # fmt: skip
    names = {month.label: month.name for month in made.year.months()}
    rows = [(told.period, [names[told.period], *_row(made, told)]) for told in made.told]
    return table("record", said.BY_MONTH, columns, rows, said.EMPTY)


def _share(id_: str, title: Text) -> Column:
    return other(id_, title, "percent")


def _row(made: TrackRecord, told: Told) -> list[Value]:
    straight = told.straight_line_pence
    return [
        METHOD_NAMES[told.method],
        told.forecast_pence,
        made.error_pence(told),
        _part(made.error_pence(told), made),
        None if straight is None else _part(straight - made.outturn_pence, made),
        *(said.YES if told.held[level] else said.NO for level in LEVELS),
    ]


def _part(error_pence: int, made: TrackRecord) -> Fraction | None:
    return Fraction(error_pence, made.outturn_pence) if made.outturn_pence else None
