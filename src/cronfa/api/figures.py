"""Figures: where the fund stands, whose money paid for what, how the year would settle, and why a figure is what it is."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from ninja import Path, Query, Router, Schema

from cronfa.api.addresses import reads
from cronfa.api.shapes import Months, Words, YearName, words
from cronfa.fund.projecting import projected
from cronfa.fund.why import Part
from cronfa.governance import keeping, reading
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.ledger.queries import balances
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.reporting.common import crossing_flow
from cronfa.settlement.figures import figures

router = Router(tags=["Figures"])
Cut = Literal["scheme", "category", "partner", "whole"]
Dimension = Literal["account", "scheme", "partner", "counterparty", "clause", "period", "category", "kind"]

Cuts = Annotated[list[Cut], Query(description="Cut by these; “whole” alone for the fund in one line.", max_length=4)]
FigureName = Annotated[str, Path(description="A figure's id.", max_length=300, pattern="^[^\\x00-\\x1f]+$")]
Dimensions = Annotated[list[Dimension], Query(description="Add up by these.", max_length=8)]


class PositionOf(Schema):
    """Where one part of the fund stands at the end of a month; nothing in a dimension means all of it."""

    scheme: str | None
    category: str | None
    partner: str | None
    budget_year_pence: int | None
    budget_to_date_pence: int | None
    actual_month_pence: int
    actual_to_date_pence: int
    committed_pence: int
    forecast_pence: int | None
    variance_pence: int | None
    outturn_variance_pence: int | None
    outturn_variance_part: str | None
    movement_pence: int | None
    direction: str | None
    rag: str | None
    rag_rule: Words
    commentary_required: bool
    notes: list[Words]


class Positions(Schema):
    """Budget, actual, committed, forecast and variance, cut as asked."""

    year: str
    months: int
    by: list[str]
    items: list[PositionOf]


class Band(Schema):
    """Money of one partner that paid, through a scheme, for the responsibility of a partner."""

    funder: str
    scheme: str
    responsible: str
    amount_pence: int


class Flow(Schema):
    """Whose money paid for what, before settlement."""

    year: str
    months: int
    items: list[Band]


class Figure(Schema):
    """A figure by its id; ask *why* for what is behind it."""

    id: str
    amount_pence: int


class Outlook(Schema):
    """How the year would settle if it ended as it is forecast; posts nothing."""

    year: str
    months: int
    figures: list[Figure]


class PartOf(Schema):
    """A figure that another is made from, or that stands beside it."""

    what: Words
    amount_pence: int
    figure: str | None


class RowBehind(Schema):
    """A row behind a figure: its entry, and the line of the partner's own file."""

    entry: int
    posted: str
    narrative: str
    supplier: str | None
    amount_pence: int
    clause: str | None
    file: str | None
    line: int | None
    text: str | None


class DecidedOf(Schema):
    """A board's recorded decision that a figure rests on; ``agreed`` is false where the board could not agree."""

    decision: str
    board: Words
    on: date
    minute: str
    agreed: bool
    recorded_by: str
    says: Words


class Why(Schema):
    """Why a figure is what it is. ``rows`` are those of the first ``row_count`` that the token may see."""

    figure: str
    what: Words
    amount_pence: int | None
    value: str
    clauses: list[str]
    decisions: list[DecidedOf]
    how: list[Words]
    parts: list[PartOf]
    beside: list[PartOf]
    rows: list[RowBehind]
    row_count: int
    rows_pence: int
    labels: list[Words]


class Balance(Schema):
    """What postings add up to, debits above zero."""

    of: dict[str, str]
    amount_pence: int


class Balances(Schema):
    """Balances for each combination of the dimensions that were asked for; they come to nothing in all."""

    by: list[str]
    items: list[Balance]


@reads(router, "/funds/{fund}/figures/{year}/{months}", Right.SEE_FUND, Positions)
def get_figures(
    desk: Desk, year: YearName, months: Months, by: Cuts = ["scheme"],  # noqa: B006  nobody changes it
) -> Positions:  # fmt: skip
    """Where each part of the fund stands after a year's first months: by scheme, category, partner, or whole."""
    filled = reading.filled(desk, year, months)
    cut = tuple(dict.fromkeys(each for each in by if each != "whole"))
    agreed = terms_of(filled.terms, filled.year, moved=filled.moved)
    found = positions(filled.facts, agreed, month=months, by=cut)
    return Positions(year=filled.year, months=months, by=list(cut), items=[_position(each) for each in found])


def _position(at: Position) -> PositionOf:
    same = {name: getattr(at, name) for name in PositionOf.model_fields if name not in ("rag_rule", "notes")}
    same["outturn_variance_part"] = _exact(at.outturn_variance_part)
    return PositionOf(**same, rag_rule=words(at.rag_rule), notes=[words(note) for note in at.notes])


def _exact(part: Fraction | None) -> str | None:
    return None if part is None else f"{part.numerator}/{part.denominator}"


@reads(router, "/funds/{fund}/figures/{year}/{months}/flow", Right.SEE_FUND, Flow)
def get_flow(desk: Desk, year: YearName, months: Months) -> Flow:
    """Whose money paid for what: from who paid, through schemes, to whose responsibility it was."""
    filled = reading.filled(desk, year, months)
    chart = crossing_flow(filled)
    bands = chart.bands if chart else ()
    items = [
        Band(funder=each.funder, scheme=each.through, responsible=each.responsible, amount_pence=each.amount_pence)
        for each in bands
    ]
    return Flow(year=filled.year, months=months, items=items)


@reads(router, "/funds/{fund}/figures/{year}/{months}/outlook", Right.SEE_FUND, Outlook)
def get_outlook(desk: Desk, year: YearName, months: Months) -> Outlook:
    """How the year would settle, by the agreement's clauses, if it ended as it is forecast after its first months."""
    known = reading.filled(desk, year, months).year
    settled = keeping.of_ledger(desk.fund, "projected", lambda: projected(desk.fund, known, months), known, months)
    items = [Figure(id=name, amount_pence=pence) for name, pence in figures(settled).items()]
    return Outlook(year=known, months=months, figures=items)


@reads(router, "/funds/{fund}/why/{path:figure}", Right.SEE_FUND, Why)
def get_why(
    desk: Desk, figure: Annotated[str, Path(description="A figure's id.", max_length=300, pattern="^[^\\x00-\\x1f]+$")],
    months: Annotated[int, Query(description="As the first so many months of the year have it.", ge=1, le=12)] = 12,
) -> Why:  # fmt: skip
    """Why a figure is what it is: clauses, boards' decisions, parts, and the rows of the partners' files behind it."""
    found = reading.reason(desk, figure, months)
    seen = reading.seen(desk, found)
    return Why(
        figure=found.figure, what=words(found.what), value=str(found.value),
        amount_pence=found.value if isinstance(found.value, int) else None, clauses=list(found.clauses),
        decisions=[
            DecidedOf(
                decision=each.decision, board=words(each.board), on=date.fromisoformat(each.on), minute=each.minute,
                agreed=each.agreed, recorded_by=each.recorded_by, says=words(each.says),
            )
            for each in found.decisions
        ],
        how=[words(said) for said in found.how], parts=[_part(each) for each in found.parts],
        beside=[_part(each) for each in found.beside],
        rows=[
            RowBehind(
                entry=row.entry, posted=row.on, narrative=row.narrative, supplier=row.supplier, amount_pence=row.pence,
                clause=row.clause, file=row.file, line=row.line, text=row.text,
            )
            for row in found.rows
            if row.entry in seen
        ],
        row_count=found.row_count, rows_pence=found.rows_pence, labels=[words(label) for label in found.labels],
    )  # fmt: skip


def _part(part: Part) -> PartOf:
    return PartOf(what=words(part.what), amount_pence=part.pence, figure=part.figure)


@reads(router, "/funds/{fund}/balances", Right.SEE_FUND, Balances)
def get_balances(
    desk: Desk, by: Dimensions = ["account"],  # noqa: B006  nobody changes it
) -> Balances:  # fmt: skip
    """Balances of the ledger, added up by accounts, partners, schemes, months and more."""
    dimensions = tuple(dict.fromkeys(by))
    found = balances(desk.fund.ledger, dimensions)
    items = [
        Balance(of=dict(zip(dimensions, key, strict=True)), amount_pence=pence) for key, pence in sorted(found.items())
    ]
    return Balances(by=list(dimensions), items=items)
