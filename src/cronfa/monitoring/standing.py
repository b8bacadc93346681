"""Positions: budget, actual, committed, forecast, variance, movement and RAG, for any dimension.

The forecast has one of two methods, which each position states. *Straight line*: what was spent to date, divided by the
part of the profile that has passed. *Remaining budget*: what was spent to date, and the rest of the year as budgeted.
A straight line is drawn for every scheme, category and partner apart and rounded to the penny there; all wider
figures are sums of those, so totals add up whichever way they are cut.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from cronfa.calendars import Period
from cronfa.language import Text
from cronfa.money import allocate, pounds
from cronfa.monitoring import codes, words
from cronfa.monitoring.terms import EQUAL, MonitoringTerms, SchemeTerms
from cronfa.problems import Problems, stop

Dimension = Literal["scheme", "category", "partner"]
Method = Literal["straight line", "remaining budget"]
Direction = Literal["better", "worse", "unchanged"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Pence of one month (``2012-04``). ``committed`` facts are what is authorised and not yet spent, in the month of
    the report. ``service_period`` is the month in which the service was given, where it is known."""

    period: str
    scheme: str
    category: str
    partner: str
    pence: int
    kind: Literal["actual", "committed"] = "actual"
    service_period: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where one part of the fund stands at the end of a month. ``None`` in a dimension means all of it.

    ``variance_pence`` is actual less budget to date, ``outturn_variance_pence`` forecast less the year's budget; above
    zero is over. ``None`` where there is no budget at this level. Percentages are exact parts of one; ``None`` where
    the budget is nil. ``movement_pence`` is how the outturn variance moved since last month; ``None`` in the first.
    """

    month: Period
    scheme: str | None
    category: str | None
    partner: str | None
    budget_year_pence: int | None
    budget_to_date_pence: int | None
    actual_month_pence: int
    actual_to_date_pence: int
    committed_pence: int
    forecast_pence: int | None
    method: Text
    variance_pence: int | None
    variance_part: Fraction | None
    outturn_variance_pence: int | None
    outturn_variance_part: Fraction | None
    movement_pence: int | None
    direction: Direction | None
    rag: words.Rag | None
    rag_rule: Text
    commentary_required: bool
    notes: tuple[Text, ...]


@dataclass(slots=True)
class _Figures:
    """The sums of one group while they are added up."""

    budget_year: int | None = None
    budget_to_date: int | None = None
    actual_month: int = 0
    actual: int = 0
    committed: int = 0
    straight_line: int = 0
    late: int = 0
    months: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    without_budget: list[str] = field(default_factory=list)

    def add_budget(self, year_pence: int, to_date_pence: int) -> None:
        self.budget_year = (self.budget_year or 0) + year_pence
        self.budget_to_date = (self.budget_to_date or 0) + to_date_pence

    def forecast(self, method: Method) -> int | None:
        if method == "straight line":
            return self.straight_line
        if self.budget_year is None or self.budget_to_date is None:
            return None
        return self.actual + self.budget_year - self.budget_to_date

    def outturn_variance(self, method: Method) -> int | None:
        forecast = self.forecast(method)
        return None if forecast is None or self.budget_year is None else forecast - self.budget_year


def positions(
    facts: Iterable[Fact],
    terms: MonitoringTerms,
    *,
    month: int = 12,
    by: Sequence[Dimension] = ("scheme",),
    method: Method = "straight line",
    in_view: bool = False,
) -> tuple[Position, ...]:
    """Where each part of the fund stands at the end of a month of the year (1 to 12), cut by any dimensions.

    ``by=()`` gives the whole fund. Parts come in the agreement's order, then by name. Schemes that are only in view are no
    part of it: they are asked for by themselves, with ``in_view``.

    Raises:
        Problems: the month is not one of twelve, or a fact belongs to another year.
    """
    if not 1 <= month <= 12:
        stop(codes.NOT_A_MONTH, month=month)
    given = tuple(facts)
    _check_year(given, terms)
    kept, terms = _apart(given, terms, in_view=in_view)
    now = _figures(kept, terms, month, by)
    before = _figures(kept, terms, month - 1, by) if month > 1 else {}
    return tuple(
        _position(terms, month, dict(zip(by, key, strict=True)), now[key], before.get(key, _Figures()), method)
        for key in sorted(now, key=_order(terms, by))
    )


def _check_year(facts: tuple[Fact, ...], terms: MonitoringTerms) -> None:
    labels = {month.label for month in terms.year.months()}
    strangers = [fact for fact in facts if fact.period not in labels]
    if strangers:
        raise Problems(
            codes.OTHER_YEAR.at(pence=pounds(fact.pence), period=fact.period, year=terms.year.label)
            for fact in strangers
        )


def _apart(
    facts: tuple[Fact, ...], terms: MonitoringTerms, *, in_view: bool
) -> tuple[tuple[Fact, ...], MonitoringTerms]:
    """The facts and schemes that are the fund's, or those that are only in view beside it."""
    beside = {name for name, scheme in terms.schemes.items() if scheme.in_view}
    schemes = {name: scheme for name, scheme in terms.schemes.items() if scheme.in_view == in_view}
    kept = tuple(fact for fact in facts if (fact.scheme in beside) == in_view)
    return kept, replace(terms, schemes=schemes)


def _order(terms: MonitoringTerms, by: Sequence[Dimension]) -> Callable[[Key], tuple[tuple[int, str], ...]]:
    known = {"scheme": list(terms.schemes), "partner": list(terms.partners), "category": []}

    def place(key: Key) -> tuple[tuple[int, str], ...]:
        orders = [known[dimension] for dimension in by]
        return tuple(
            (order.index(name) if name in order else len(order), name) for order, name in zip(orders, key, strict=True)
        )

    return place


def _figures(
    facts: tuple[Fact, ...], terms: MonitoringTerms, month: int, by: Sequence[Dimension]
) -> dict[Key, _Figures]:
    """The sums of every group to the end of a month; the month before the first has none."""
    groups: dict[Key, _Figures] = defaultdict(_Figures)
    labels = [period.label for period in terms.year.months()[:month]]
    cells: dict[Key, int] = defaultdict(int)
    for fact in facts:
        if fact.period not in labels:
            continue
        group = groups[tuple(getattr(fact, dimension) for dimension in by)]
        if fact.kind == "committed":
            group.committed += fact.pence if fact.period == labels[-1] else 0
            continue
        cells[fact.scheme, fact.category, fact.partner] += fact.pence
        group.actual += fact.pence
        group.months[fact.period] += fact.pence
        if fact.period == labels[-1]:
            group.actual_month += fact.pence
            late = fact.service_period is not None and fact.service_period < fact.period
            group.late += fact.pence if late else 0
    for (scheme, category, partner), pence in cells.items():
        cell = {"scheme": scheme, "category": category, "partner": partner}
        profile = terms.schemes[scheme].profile if scheme in terms.schemes else EQUAL
        groups[tuple(cell[dimension] for dimension in by)].straight_line += _straight_line(pence, profile, month)
    _add_budgets(groups, terms, month, by)
    return groups


def _straight_line(pence: int, profile: tuple[int, ...], month: int) -> int:
    """Spend to date over the part of the profile that has passed, to the nearest penny; as it is if none has."""
    passed = sum(profile[:month])
    if not passed:
        return pence
    size = (2 * abs(pence) * sum(profile) + passed) // (2 * passed)
    return size if pence >= 0 else -size


def _add_budgets(groups: dict[Key, _Figures], terms: MonitoringTerms, month: int, by: Sequence[Dimension]) -> None:
    """Lay each scheme's budget on its groups. Agreements give no budgets by category, so none stands there."""
    for name, scheme in terms.schemes.items():
        parts = {} if "category" in by else dict(_budget_parts(name, scheme, terms, month, by))
        for key, (year_pence, to_date_pence) in parts.items():
            groups[key].add_budget(year_pence, to_date_pence)
        for key in (
            [] if parts else [key for key in groups if "scheme" not in by or key[list(by).index("scheme")] == name]
        ):
            groups[key].without_budget.append(name)


def _budget_parts(
    name: str, scheme: SchemeTerms, terms: MonitoringTerms, month: int, by: Sequence[Dimension]
) -> Iterator[tuple[Key, tuple[int, int]]]:
    """The groups that a scheme's budget falls on, with the pence of the year and to date."""
    year, to_date = scheme.budget_at(month), scheme.budget_to_date(month)
    if year is None:
        return
    if "partner" not in by:
        yield tuple(name for _ in by), (year, to_date)
    elif any(scheme.partner_weights):
        shares = zip(allocate(year, scheme.partner_weights), allocate(to_date, scheme.partner_weights), strict=True)
        for partner, share in zip(terms.partners, shares, strict=True):
            yield tuple(partner if dimension == "partner" else name for dimension in by), share


def _position(
    terms: MonitoringTerms, month: int, cut: dict[Dimension, str], now: _Figures, before: _Figures, method: Method
) -> Position:
    period = terms.year.months()[month - 1]
    outturn, earlier = now.outturn_variance(method), before.outturn_variance(method)
    variance = None if now.budget_to_date is None else now.actual - now.budget_to_date
    movement = None if outturn is None or earlier is None else outturn - earlier
    part = _part(outturn, now.budget_year)
    thresholds = terms.thresholds
    limit = thresholds.commentary_over_pence
    return Position(
        month=period,
        scheme=cut.get("scheme"),
        category=cut.get("category"),
        partner=cut.get("partner"),
        budget_year_pence=now.budget_year,
        budget_to_date_pence=now.budget_to_date,
        actual_month_pence=now.actual_month,
        actual_to_date_pence=now.actual,
        committed_pence=now.committed,
        forecast_pence=now.forecast(method),
        method=words.METHODS[method],
        variance_pence=variance,
        variance_part=_part(variance, now.budget_to_date),
        outturn_variance_pence=outturn,
        outturn_variance_part=part,
        movement_pence=movement,
        direction=_direction(outturn, movement),
        rag=words.rag(outturn, now.budget_year, thresholds),
        rag_rule=words.rag_rule(thresholds),
        commentary_required=limit is not None and outturn is not None and abs(outturn) > limit,
        notes=tuple(_notes(terms, month, cut, now, method)),
    )


def _part(variance: int | None, budget: int | None) -> Fraction | None:
    return Fraction(variance, budget) if variance is not None and budget else None


def _direction(outturn: int | None, movement: int | None) -> Direction | None:
    """Whether the outturn came nearer to the budget since last month, or went further from it."""
    if outturn is None or movement is None:
        return None
    nearer = abs(outturn) - abs(outturn - movement)
    return "unchanged" if nearer == 0 else "better" if nearer < 0 else "worse"


def _whole(terms: MonitoringTerms, cut: dict[Dimension, str]) -> SchemeTerms | None:
    """The terms of a scheme, where it is a whole scheme that is looked at."""
    return terms.schemes.get(cut["scheme"]) if set(cut) == {"scheme"} else None


def _notes(
    terms: MonitoringTerms, month: int, cut: dict[Dimension, str], now: _Figures, method: Method
) -> Iterator[Text]:
    """What a reader must know to trust the figures."""
    if now.budget_year is None:
        yield words.NO_BUDGET
    elif now.budget_year == 0:
        yield words.NIL_BUDGET
    if now.budget_year is not None and now.without_budget:
        yield words.SOME_WITHOUT_BUDGET.filled(schemes=", ".join(now.without_budget))
    if not {"category", "partner"} & set(cut):  # a narrow cut may well have months without spend
        months = [(period, now.months.get(period.label)) for period in terms.year.months()[:month]]
        yield from words.gaps(months, (now.budget_to_date or 0) // month)
    moved = sum(pence for since, pence in scheme.moved if since <= month) if (scheme := _whole(terms, cut)) else 0
    if moved:
        yield words.MOVED[moved > 0].filled(amount=pounds(abs(moved)))
    if now.late:
        yield words.LATE.filled(amount=pounds(now.late))
    forecast = now.forecast(method)
    if forecast is not None and now.committed > 0 and now.actual + now.committed > forecast:
        yield words.COMMITTED_BEYOND.filled(amount=pounds(now.actual + now.committed - forecast))
