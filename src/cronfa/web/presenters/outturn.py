"""The year as it adds up, month by month: what was spent, what was budgeted, where the forecast leads."""

from dataclasses import dataclass
from itertools import accumulate

from cronfa.calendars import Year
from cronfa.governance.outlooks import Sure
from cronfa.language import Language, Text
from cronfa.money import allocate
from cronfa.monitoring.standing import Position
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import words, year_line
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import FanChart, Range
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
    note: Text | None
    """How sure the forecast is, where that has been worked out."""
    headings: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


def year_so_far(
    filled: Book, whole: Position | None, month: int, language: Language, sure: Sure | None
) -> YearSoFar | None:
    """The year of a book after its first months; nothing where there is no budget to stand it beside.

    With ``sure`` the fan of the forecast is drawn around the forecast that it was fitted with.
    """
    if whole is None or whole.budget_year_pence is None:
        return None
    chart = _chart(filled, whole, month, sure)
    names = [each.name for each in Year(filled.year).months()]
    ahead = chart.middle_pence
    rows = tuple(
        (
            name, words.money(chart.planned_pence[at]),
            words.money(chart.known_pence[at]) if at < month else NONE,
            words.money(ahead[at] or 0) if at >= month else NONE,
            *(text for each in chart.ranges[-1:] for text in (_ends(each, at) if at >= month else (NONE, NONE))),
        )
        for at, name in enumerate(names)
    )  # fmt: skip
    headings = (MONTH, BUDGET, SPENT, FORECAST, *((LOW, HIGH) if sure else ()))
    picture = {"id": chart.id, "alt": chart.alt.to(language), "svg": year_line.draw(chart, language)}
    return YearSoFar(picture, _note(chart, sure), headings, rows)


LOW = Text(en="From (80 in 100)", cy="O (80 o bob 100)")
HIGH = Text(en="To (80 in 100)", cy="Hyd (80 o bob 100)")
LEVEL = Text(en="{level} in 100", cy="{level} o bob 100")
SURE = Text(
    en="By the pattern of past years the year comes to {outturn}; in {level} of 100 such years the end is {low} to {high} from "
    "the budget. The darker fan is that range, the wider one 95 of 100. The table above draws a straight line instead.",
    cy="Yn ôl patrwm y blynyddoedd a fu, daw'r flwyddyn i {outturn}; mewn {level} o bob 100 o flynyddoedd tebyg mae'r diwedd "
    "{low} i {high} o'r gyllideb. Y wyntyll dywyllaf yw'r ystod honno, a'r un letach 95 o bob 100. Llinell syth sydd yn y "
    "tabl uchod.",
)
NONE = Text(en="–", cy="–")


def _note(chart: FanChart, sure: Sure | None) -> Text | None:
    if sure is None:
        return None
    level, (low, high) = min(sure.last.items())
    budget = chart.planned_pence[-1]
    amounts = {"low": words.rounded(low - budget, sign=True), "high": words.rounded(high - budget, sign=True)}
    return SURE.filled(level=level, outturn=words.rounded(sure.middle_pence[-1]), **amounts)


def _ends(each: Range, at: int) -> tuple[Text, Text]:
    return words.money(each.low_pence[at]), words.money(each.high_pence[at])


def _ranges(known: tuple[int, ...], sure: Sure) -> tuple[Range, ...]:
    """From the widest to the narrowest; where all is known, nothing is between."""
    return tuple(
        Range(LEVEL.filled(level=level), (*known, *(low for low, _ in ends)), (*known, *(high for _, high in ends)))
        for level, ends in sorted(sure.intervals.items(), reverse=True)
    )


def _chart(filled: Book, whole: Position, month: int, sure: Sure | None) -> FanChart:
    months = Year(filled.year).months()
    spent = dict.fromkeys((each.label for each in months), 0)
    inside = {result.scheme for result in filled.in_fund}
    for fact in filled.facts:
        if fact.kind == "actual" and fact.scheme in inside:
            spent[fact.period] += fact.pence
    known = tuple(accumulate(spent[each.label] for each in months[:month]))
    forecast = whole.forecast_pence if whole.forecast_pence is not None else known[-1]
    left = 12 - month
    ahead = allocate(forecast - known[-1], (1,) * left) if left else ()
    middle = (*known, *(known[-1] + pence for pence in accumulate(ahead)))
    if sure:
        middle = (*known, *sure.middle_pence)
    planned = _budget(filled)
    return FanChart(
        id="year", title=TITLE, parts=tuple(SHORT_MONTHS[each.first_day.month - 1] for each in months),
        ranges=_ranges(known, sure) if sure else (),
        alt=ALT.filled(
            known=words.rounded(known[-1]), month=months[month - 1].name, outturn=words.rounded(middle[-1]),
            budget=words.rounded(planned[-1]),
        ),
        middle=FORECAST, middle_pence=middle, planned=BUDGET, planned_pence=planned, known=SPENT, known_pence=known,
    )  # fmt: skip


def _budget(filled: Book) -> tuple[int, ...]:
    """The budget of the fund's schemes as it adds up by their profiles, without virements between them."""
    months = [0] * 12
    for scheme in terms_of(filled.terms, filled.year).schemes.values():
        if scheme.budget_pence and not scheme.in_view:
            months = [sum(pair) for pair in zip(months, allocate(scheme.budget_pence, scheme.profile), strict=True)]
    return tuple(accumulate(months))
