"""The two pictures of the monitoring report: spend against profile, and the waterfall of the variance."""

from dataclasses import replace

from cronfa.agreement.clauses import Terms
from cronfa.calendars import MONTHS
from cronfa.language import Text, join, same
from cronfa.money import allocate
from cronfa.monitoring.standing import Position
from cronfa.monitoring.terms import SchemeTerms
from cronfa.reporting import phrases, words
from cronfa.reporting.model import Bar, MonthsChart, Series, WaterfallChart
from cronfa.reporting.monitored import Monitored

PROFILE = Text(en="Spend against profile", cy="Gwariant yn erbyn y proffil")
WATERFALL = Text(en="What makes the variance", cy="Beth sy'n gwneud yr amrywiant")
BUDGET = Text(en="Budget of the month", cy="Cyllideb y mis")
ACTUAL = Text(en="Spent", cy="Gwariwyd")
FORECAST = Text(en="Forecast", cy="Rhagolwg")
PROFILE_ALT = Text(
    en="Bars for twelve months: spend, with a tick at each month's budget. By the end of {month} {actual} had been"
    " spent against {budget} of budget to date;"
    " the year's budget is {year}{forecast}.",
    cy="Barrau ar gyfer deuddeg mis: gwariant, gyda marc ar gyllideb pob mis. Erbyn diwedd {month} roedd {actual}"
    " wedi'i wario yn erbyn {budget} o gyllideb hyd yma; cyllideb y flwyddyn yw {year}{forecast}.",
)
AND_FORECAST = Text(en=", and the forecast is {amount}", cy=", a'r rhagolwg yw {amount}")
WATERFALL_ALT = Text(
    en="Bars from nothing to the fund's variance of {total}: {parts}.",
    cy="Barrau o ddim i amrywiant y gronfa o {total}: {parts}.",
)
SHORT_MONTHS = tuple(
    Text(en=english.en[:3], cy=short)
    for english, short in zip(
        MONTHS,
        ("Ion", "Chw", "Maw", "Ebr", "Mai", "Meh", "Gor", "Awst", "Medi", "Hyd", "Tach", "Rhag"),
        strict=True,
    )
)
MOST_BARS = 9
"""More schemes than this: the smallest are drawn as one bar, and stand apart only in the table."""


def profile_chart(monitored: Monitored, whole: Position | None) -> MonthsChart | None:
    """What was spent in each month beside its budget, and what the forecast leaves; none where there is no budget."""
    if whole is None or whole.budget_year_pence is None or whole.budget_to_date_pence is None:
        return None
    months = monitored.terms.year.months()
    past = monitored.book.settlement.months
    actual = [_spent(monitored, month.label) for month in months[:past]]
    ahead = _forecast(actual, whole.forecast_pence)
    waiting = (None,) * (12 - past)
    series = [Series("actual", ACTUAL, (*actual, *waiting))]
    if ahead:
        series.append(Series("forecast", FORECAST, (*(None,) * past, *ahead), "open bar"))
    series.append(Series("budget", BUDGET, tuple(_budgets(monitored)), "tick"))
    forecast = AND_FORECAST.filled(amount=words.rounded(whole.forecast_pence or 0)) if ahead else None
    alt = PROFILE_ALT.filled(
        month=monitored.month.name,
        actual=words.rounded(whole.actual_to_date_pence),
        budget=words.rounded(whole.budget_to_date_pence),
        year=words.rounded(whole.budget_year_pence),
        forecast=forecast or "",
    )
    names = tuple(SHORT_MONTHS[month.first_day.month - 1] for month in months)
    return MonthsChart("profile", PROFILE, alt, names, tuple(series))


def _spent(monitored: Monitored, period: str) -> int:
    return sum(
        fact.pence
        for fact in monitored.book.facts
        if fact.period == period and fact.kind == "actual" and monitored.partner in (None, fact.partner)
    )


def _budgets(monitored: Monitored) -> list[int]:
    """The fund's budget of each month, or one partner's share of it."""
    months = [0] * 12
    partners = monitored.terms.partners
    for scheme in monitored.terms.schemes.values():
        mine = scheme
        if monitored.partner and any(scheme.partner_weights):
            mine = _part(scheme, partners.index(monitored.partner))
        months = [sum(pair) for pair in zip(months, mine.by_month(monitored.month.number), strict=True)]
    return months


def _part(scheme: SchemeTerms, partner: int) -> SchemeTerms:
    """One partner's share of a scheme's budget and of what was moved."""
    moved = tuple((since, allocate(pence, scheme.partner_weights)[partner]) for since, pence in scheme.moved)
    return replace(
        scheme, budget_pence=allocate(scheme.budget_pence or 0, scheme.partner_weights)[partner], moved=moved
    )


def _forecast(actual: list[int], forecast_pence: int | None) -> tuple[int, ...]:
    """What the forecast leaves for the rest of the year, in even parts; nothing once the year is over."""
    left = 12 - len(actual)
    return () if forecast_pence is None or not left else allocate(forecast_pence - sum(actual), (1,) * left)


def variance_chart(terms: Terms, schemes: list[Position], whole: Position | None) -> WaterfallChart | None:
    """Each scheme's variance, one after another, and what they come to; none where there is none to draw."""
    parts = [
        (terms.scheme_title(position.scheme or ""), position.outturn_variance_pence)
        for position in schemes
        if position.outturn_variance_pence
    ]
    if whole is None or not parts:
        return None
    drawn = _largest(parts)
    total = sum(pence for _, pence in drawn)
    named = [same("{name} {amount}").filled(name=name, amount=words.rounded(pence, sign=True)) for name, pence in drawn]
    alt = WATERFALL_ALT.filled(total=words.rounded(total, sign=True), parts=join(named))
    bars = (*(Bar(name, pence) for name, pence in drawn), Bar(phrases.TOTAL, total, is_total=True))
    return WaterfallChart("waterfall", WATERFALL, alt, bars)


def _largest(parts: list[tuple[Text, int]]) -> list[tuple[Text, int]]:
    if len(parts) <= MOST_BARS:
        return parts
    kept = sorted(parts, key=lambda part: -abs(part[1]))[: MOST_BARS - 1]
    others = sum(pence for _, pence in parts) - sum(pence for _, pence in kept)
    return [*(part for part in parts if part in kept), (phrases.OTHERS, others)]
