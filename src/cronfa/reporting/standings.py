"""Tables of positions: what was budgeted, spent and committed, what the year is forecast to come to, and its status."""

from collections.abc import Sequence

from cronfa.language import Text
from cronfa.monitoring.standing import Position
from cronfa.monitoring.words import Rag
from cronfa.reporting import phrases
from cronfa.reporting.model import Column, Status, Table, Tone, Value
from cronfa.reporting.monitored import Monitored
from cronfa.reporting.tables import Behind, Line, Tables

NOTHING_SPENT = Text(en="Nothing has been spent or budgeted.", cy="Nid oes dim wedi'i wario na'i gyllidebu.")
ROUNDED = Text(
    en="Shown in whole pounds; sums are made from exact pence.",
    cy="Dangosir mewn punnoedd cyfan; gwneir symiau o geiniogau union.",
)
TONES: dict[Rag, Tone] = {"green": "good", "amber": "watch", "red": "over"}
ALL = ("budget", "budget-to-date", "actual", "committed", "forecast", "variance", "part", "movement", "status")


def _columns(first: Text) -> tuple[Column, ...]:
    return (
        Column("name", first),
        Column("budget", Text(en="Budget for the year", cy="Cyllideb y flwyddyn"), "pounds"),
        Column("budget-to-date", Text(en="Budget to date", cy="Cyllideb hyd yma"), "pounds"),
        Column("actual", Text(en="Actual to date", cy="Gwariant gwirioneddol hyd yma"), "pounds"),
        Column("committed", Text(en="Committed", cy="Ymrwymwyd"), "pounds"),
        Column("forecast", Text(en="Forecast outturn", cy="Rhagolwg alldro"), "pounds"),
        Column("variance", Text(en="Variance", cy="Amrywiant"), "pounds"),
        Column("part", Text(en="% of budget", cy="% o'r gyllideb"), "percent"),
        Column("movement", Text(en="Since last month", cy="Ers y mis diwethaf"), "pounds"),
        Column("status", Text(en="Status", cy="Statws"), "status"),
    )


def position_table(
    tables: Tables,
    by: str,
    title: Text,
    first: Text,
    found: list[Position],
    whole: Position | None,
    monitored: Monitored,
    shown: Sequence[str] = ALL,
) -> Table:
    """One row for each position and, beneath, the sum of them with the percentage and status of the whole.

    ``shown`` are the columns that stand in it, beside the name.
    """
    columns = tuple(column for column in _columns(first) if column.id in ("name", *shown))
    terms = monitored.book.terms
    lines = []
    for position in found:
        id_ = (position.partner if by == "partner" else position.scheme) or ""
        name = terms.name(id_) if by == "partner" else terms.scheme_title(id_)
        lines.append(Line(id_, (name, *(_values(position)[column] for column in shown)), behind=behind(position)))
    rows = [tables.row(by, columns, line) for line in lines]
    if rows and whole:
        known = _values(whole)
        rows.append(tables.sum(by, columns, rows, phrases.TOTAL, part=known["part"], status=known["status"]))
    return Table(by, title, columns, tuple(rows), NOTHING_SPENT, ROUNDED)


def _values(position: Position) -> dict[str, Value]:
    return {
        "budget": position.budget_year_pence,
        "budget-to-date": position.budget_to_date_pence,
        "actual": position.actual_to_date_pence,
        "committed": position.committed_pence,
        "forecast": position.forecast_pence,
        "variance": position.outturn_variance_pence,
        "part": position.outturn_variance_part,
        "movement": position.movement_pence,
        "status": Status(phrases.RAG[position.rag], TONES[position.rag]) if position.rag else None,
    }


def behind(position: Position) -> Behind:
    fields = (("scheme", position.scheme), ("category", position.category), ("partner", position.partner))
    return (("account", "expenditure"), *((name, value) for name, value in fields if value))
