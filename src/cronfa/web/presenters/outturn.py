"""The year as it adds up, month by month: what was spent, what was budgeted, where the forecast leads."""

from dataclasses import dataclass
from itertools import accumulate

from cronfa.calendars import Year
from cronfa.language import Language, Text
from cronfa.money import allocate
from cronfa.monitoring.standing import Position
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import words, year_line
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import FanChart
from cronfa.reporting.monitor_charts import SHORT_MONTHS

TITLE = Text(en="The year so far", cy="Y flwyddyn hyd yma")
ALT = Text(
    en="A line that adds up spend: {known} by the end of {month}, heading for {outturn} against a budget of {budget}.",
    cy="Llinell sy'n adio gwariant: {known} erbyn diwedd {month}, yn anelu at {outturn} yn erbyn cyllideb o {budget}.",
)
MONTH = Text(en="Month", cy="Mis")
BUDGET = Text(en="Budget", cy="Cyllideb")
SPENT = Text(en="Spent", cy="Gwariwyd")
FORECAST = Text(en="Forecast", cy="Rhagolwg")


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """The drawing, and the same figures as rows: month, budget, spent, forecast, each added up."""

    picture: dict[str, str]
    headings: tuple[Text, Text, Text, Text]
    rows: tuple[tuple[Text, Text, Text, Text], ...]


def year_so_far(filled: Book, whole: Position | None, month: int, language: Language) -> YearSoFar | None:
    """The year of a book after its first months; nothing where there is no budget to stand it beside."""
    if whole is None or whole.budget_year_pence is None:
        return None
    chart = _chart(filled, whole, month)
    names = [each.name for each in Year(filled.year).months()]
    ahead = chart.middle_pence
    rows = tuple(
        (
            name, words.money(chart.planned_pence[at]),
            words.money(chart.known_pence[at]) if at < month else NONE,
            words.money(ahead[at] or 0) if at >= month else NONE,
        )
        for at, name in enumerate(names)
    )  # fmt: skip
    picture = {"id": chart.id, "alt": chart.alt.to(language), "svg": year_line.draw(chart, language)}
    return YearSoFar(picture, (MONTH, BUDGET, SPENT, FORECAST), rows)


NONE = Text(en="–", cy="–")


def _chart(filled: Book, whole: Position, month: int) -> FanChart:
    months = Year(filled.year).months()
    spent = dict.fromkeys((each.label for each in months), 0)
    for fact in filled.facts:
        if fact.kind == "actual":
            spent[fact.period] += fact.pence
    known = tuple(accumulate(spent[each.label] for each in months[:month]))
    forecast = whole.forecast_pence if whole.forecast_pence is not None else known[-1]
    left = 12 - month
    ahead = allocate(forecast - known[-1], (1,) * left) if left else ()
    middle = (*known, *(known[-1] + pence for pence in accumulate(ahead)))
    planned = _budget(filled)
    return FanChart(
        id="year", title=TITLE, parts=tuple(SHORT_MONTHS[each.first_day.month - 1] for each in months), ranges=(),
        alt=ALT.filled(
            known=words.rounded(known[-1]), month=months[month - 1].name, outturn=words.rounded(middle[-1]),
            budget=words.rounded(planned[-1]),
        ),
        middle=FORECAST, middle_pence=middle, planned=BUDGET, planned_pence=planned, known=SPENT, known_pence=known,
    )  # fmt: skip


def _budget(filled: Book) -> tuple[int, ...]:
    """The budget of all schemes as it adds up by their profiles, without virements between them."""
    months = [0] * 12
    for scheme in terms_of(filled.terms, filled.year).schemes.values():
        if scheme.budget_pence:
            months = [sum(pair) for pair in zip(months, allocate(scheme.budget_pence, scheme.profile), strict=True)]
    return tuple(accumulate(months))
