"""The report of a forecast: what the year will come to, how sure that is, by which methods, and on what it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cronfa.agreement.clauses import Terms
from cronfa.foresight.forecast import words as methods
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.outturn import Forecast, Interval, Line
from cronfa.language import Text, join, same
from cronfa.reporting import forecast_words as said, phrases, words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import (
    Block,
    Column,
    FanChart,
    Paragraph,
    Provenance,
    Range,
    Report,
    Section,
    Table,
    Value,
)  # fmt: skip
from cronfa.reporting.monitor_charts import SHORT_MONTHS
from cronfa.reporting.plain_tables import money, other, table
from cronfa.reporting.simulation_words import about

BETWEEN = " › "


@dataclass(frozen=True, slots=True)
class Forecasted:
    """A forecast of a fund, with its terms and what it stands on.

    ``spent_pence`` is what each month that is over came to, ``budget_pence`` the fund's budget of each of the twelve months.
    """

    terms: Terms
    made: Forecast
    spent_pence: tuple[int, ...]
    budget_pence: tuple[int, ...]
    provenance: Provenance
    notes: tuple[Text, ...] = ()


def forecast_report(each: Forecasted) -> Report:
    """The report of a forecast, for every partner."""
    terms, made = each.terms, each.made
    month = made.year.months()[made.passed - 1]
    low, high = made.fund.intervals[LEVELS[0]]
    year = made.year.label
    return Report(
        kind="forecast",
        fund=terms.agreement,
        year=year,
        as_at=month.last_day,
        partner=None,
        title=said.TITLE,
        subtitle=said.SUBTITLE.filled(fund=terms.title or same(terms.agreement), year=year, month=month.name),
        headline=said.HEADLINE.filled(
            year=year, outturn=about(made.fund.outturn_pence), low=about(low), high=about(high)
        ),
        provenance=each.provenance,
        lead=tuple(_lead(each, month.name)),
        labels=(ILLUSTRATIVE.filled(why=terms.illustrative),) if terms.illustrative else (),
        sections=tuple(_sections(each)),
        notes=each.notes,
    )


def _lead(each: Forecasted, month: Text) -> Iterable[Text]:
    made = each.made
    yield said.SPENT.filled(amount=words.rounded(made.fund.to_date_pence), month=month)
    budget = sum(each.budget_pence)
    if budget:
        over = made.fund.outturn_pence - budget
        amounts = {"amount": about(abs(over)), "budget": words.rounded(budget)}
        yield said.AGAINST[(over > 0) - (over < 0)].filled(**amounts)


def _sections(each: Forecasted) -> Iterable[Section]:
    terms, made = each.terms, each.made
    schemes = [(line, terms.scheme_title(line.part.scheme or "")) for line in in_agreed_order(terms, made.schemes)]
    partners = [(line, terms.name(line.part.partner or "")) for line in in_agreed_order(terms, made.partners)]
    categories = [(line, _category(terms, line)) for line in in_agreed_order(terms, made.categories)]
    yield _lines("schemes", said.BY_SCHEME, phrases.SCHEME, schemes, Paragraph(methods.INTERVALS, "note"))
    yield _lines("partners", said.BY_PARTNER, phrases.PARTNER, partners)
    yield Section("fan", said.FAN, (_fan(each),))
    yield Section("months", said.BY_MONTH, (_months(made),))
    yield _lines("categories", said.BY_CATEGORY, phrases.CATEGORY, categories)
    yield Section("how", said.HOW, (_methods(terms, made), *_remarks(made)))
    if made.declared.grounds:
        yield Section("declared", said.DECLARED, (_declared(made),))
    if made.warnings:
        lines = [
            Text(en=f"{each.what('en')} {each.remedy('en')}", cy=f"{each.what('cy')} {each.remedy('cy')}")
            for each in made.warnings
        ]
        yield Section("warnings", said.WARNINGS, tuple(Paragraph(line) for line in lines))


def in_agreed_order(terms: Terms, lines: Sequence[Line]) -> list[Line]:
    """Schemes and partners as the agreement lists them; what it does not name comes after."""
    order = {name: place for place, name in enumerate((*terms.schemes, *terms.partner_ids))}
    return sorted(lines, key=lambda line: order.get(line.part.scheme or line.part.partner or "", len(order)))


def _category(terms: Terms, line: Line) -> Text:
    scheme = terms.scheme_title(line.part.scheme or "")
    return join([scheme, same(line.part.category)], between=BETWEEN) if line.part.category else scheme


def _interval_columns() -> list[Column]:
    return [
        money(f"{end}-{level}", title.filled(level=level))
        for level in LEVELS
        for end, title in (("from", said.LOW), ("to", said.HIGH))
    ]


def _ends(intervals: Mapping[int, Interval]) -> list[int]:
    return [pence for level in LEVELS for pence in intervals[level]]


def _lines(id_: str, title: Text, first: Text, lines: Sequence[tuple[Line, Text]], *after: Block) -> Section:
    """A row for each part, and beneath, the sums of what adds up: not of the intervals."""
    columns = [
        other("name", first), money("to-date", said.TO_DATE, adds=True), money("outturn", said.OUTTURN, adds=True),
        *_interval_columns(),
    ]  # fmt: skip
    rows: list[tuple[str, list[Value]]] = []
    for line, name in lines:
        part = line.part
        row = "-".join(filter(None, (part.scheme, part.category, part.partner))) or "-"
        rows.append((row, [name, line.to_date_pence, line.outturn_pence, *_ends(line.intervals)]))
    return Section(id_, title, (table(id_, title, columns, rows, said.EMPTY, total=True), *after))


def _months(made: Forecast) -> Table:
    columns = [other("month", said.MONTH), money("forecast", said.FORECAST, adds=True), *_interval_columns()]
    names = {month.label: month.name for month in made.year.months()}
    rows: list[tuple[str, list[Value]]] = [
        (month.period, [names[month.period], month.pence, *_ends(month.intervals)]) for month in made.fund.months
    ]
    return table("months", said.BY_MONTH, columns, rows, said.EMPTY, total=True)


def _methods(terms: Terms, made: Forecast) -> Table:
    rows: list[tuple[str, list[Value]]] = []
    for series, choice in made.choices.items():
        parts = [terms.scheme_title(series[0]), *map(same, filter(None, series[1:]))] if series else [phrases.TOTAL]
        rows.append(("-".join(series) or "fund", [join(parts, between=BETWEEN), methods.why(choice)]))
    return table("how", said.HOW, [other("series", phrases.SCHEME), other("method", said.METHOD)], rows, said.EMPTY)


def _remarks(made: Forecast) -> Iterable[Paragraph]:
    yield Paragraph(methods.NOT_COMMITTED, "note")
    if not all(line.from_errors for line in made.lines):
        yield Paragraph(methods.FROM_SWINGS, "note")


def _declared(made: Forecast) -> Table:
    columns = [other("reason", said.REASON), other("source", said.SOURCE)]
    rows: list[tuple[str, list[Value]]] = [
        (str(number), [grounds.reason, same(grounds.source)])
        for number, grounds in enumerate(made.declared.grounds, start=1)
    ]
    return table("declared", said.DECLARED, columns, rows, said.EMPTY)


def _fan(each: Forecasted) -> FanChart:
    """Spend added up through the year: what is known, then the intervals around what is forecast."""
    made = each.made
    known = _added(each.spent_pence)
    middle = (*known, *(month.so_far_pence for month in made.fund.months))
    budget = _added(each.budget_pence)
    low, high = made.fund.intervals[LEVELS[0]]
    facts = {"known": known[-1], "low": low, "high": high, "outturn": middle[-1], "budget": budget[-1]}
    return FanChart(
        id="fan",
        title=said.FAN,
        alt=said.FAN_ALT.filled(
            month=made.year.months()[made.passed - 1].name,
            **{name: words.rounded(pence) for name, pence in facts.items()},
        ),
        parts=tuple(SHORT_MONTHS[month.first_day.month - 1] for month in made.year.months()),
        ranges=tuple(_range(made, known, level) for level in reversed(LEVELS)),
        middle=said.FORECAST,
        middle_pence=middle,
        planned=said.BUDGET,
        planned_pence=budget,
        known=said.SO_FAR,
        known_pence=known,
    )


def _range(made: Forecast, known: tuple[int, ...], level: int) -> Range:
    ends = [month.so_far_intervals[level] for month in made.fund.months]
    lows, highs = tuple(low for low, _ in ends), tuple(high for _, high in ends)
    return Range(said.INTERVAL.filled(level=level), (*known, *lows), (*known, *highs))


def _added(pence: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(pence[: at + 1]) for at in range(len(pence)))
