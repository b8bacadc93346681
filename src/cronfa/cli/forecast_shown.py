"""A forecast, and how last year's turned out, on the terminal and as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cronfa.agreement import Terms
from cronfa.calendars import Year
from cronfa.cli.show import print_table
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.outturn import Forecast, Interval, Line
from cronfa.foresight.forecast.record import TrackRecord
from cronfa.foresight.forecast.rolling import Choice
from cronfa.foresight.forecast.view import SeriesId
from cronfa.foresight.forecast.words import (
    FROM_SWINGS,
    INTERVALS,
    METHOD_NAMES,
    NOT_COMMITTED,
    why,
)
from cronfa.language import Language, Text
from cronfa.money import pounds, whole_pounds
from cronfa.reporting.forecasts import in_agreed_order

WORDS = {
    "illustrative": Text(en="ILLUSTRATIVE. {why}", cy="ENGHREIFFTIOL. {why}"),
    "title": Text(en="{year}: forecast outturn at the end of {month}", cy="{year}: rhagolwg alldro ar ddiwedd {month}"),
    "by month": Text(en="The fund, month by month", cy="Y gronfa, fesul mis"),
    "by partner": Text(en="By partner", cy="Fesul partner"),
    "by category": Text(en="By category", cy="Fesul categori"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "partner": Text(en="Partner", cy="Partner"),
    "category": Text(en="Category", cy="Categori"),
    "month": Text(en="Month", cy="Mis"),
    "to date": Text(en="To date", cy="Hyd yma"),
    "outturn": Text(en="Forecast outturn", cy="Rhagolwg alldro"),
    "forecast": Text(en="Forecast", cy="Rhagolwg"),
    "interval": Text(en="{level}% interval", cy="cyfwng {level}%"),
    "total": Text(en="Fund", cy="Y gronfa"),
    "methods": Text(en="How", cy="Sut"),
    "method": Text(en="Method", cy="Dull"),
    "why": Text(en="Method, and why", cy="Dull, a pham"),
    "declared": Text(en="Declared of the records, and used:", cy="Datganwyd am y cofnodion, a defnyddiwyd:"),
    "source": Text(en="source", cy="ffynhonnell"),
    "record": Text(
        en="{year}: what was forecast of the year end, and what came: {outturn}",
        cy="{year}: yr hyn a ragwelwyd o ddiwedd y flwyddyn, a'r hyn a ddaeth: {outturn}",
    ),
    "after": Text(en="At the end of", cy="Ar ddiwedd"),
    "error": Text(en="Error", cy="Gwall"),
    "part": Text(en="Error %", cy="Gwall %"),
    "straight": Text(en="Straight line %", cy="Llinell syth %"),
    "held": Text(en="{level}% held", cy="{level}% yn dal"),
    "yes": Text(en="yes", cy="do"),
    "no": Text(en="no", cy="naddo"),
    "mean": Text(
        en="Mean error {own}% of the outturn; the straight line's {other}%. Forecasts are made again from the records as they "
        "stand now, cut off at each month's end.",
        cy="Gwall cymedrig {own}% o'r alldro; {other}% yw un y llinell syth. Gwneir y rhagolygon eto o'r cofnodion "
        "fel y maent nawr, "
        "wedi'u torri ar ddiwedd pob mis.",
    ),
}


def month_name(year: Year, period: str, lang: Language) -> str:
    return next(month.name for month in year.months() if month.label == period).to(lang)


def show_forecast(terms: Terms, made: Forecast, lang: Language, *, categories: bool = False) -> None:
    """Schemes, partners, months, and how each series is forecast; in whole pounds, which are made from exact pence."""

    def said(word: str, **facts: object) -> str:
        return WORDS[word].to(lang, **facts)

    if terms.illustrative:
        print(said("illustrative", why=terms.illustrative))
    ended = made.year.months()[made.passed - 1].name
    intervals = [said("interval", level=level) for level in LEVELS]
    headings = (said("to date"), said("outturn"), *intervals)
    rows = [
        (terms.scheme_title(line.part.scheme or "").to(lang), *_figures(line))
        for line in in_agreed_order(terms, made.schemes)
    ]
    rows.append((said("total"), *_figures(made.fund)))
    title = said("title", year=made.year.label, month=ended)
    print_table(title, (said("scheme"), *headings), rows, total=True)
    partners = [
        (terms.name(line.part.partner or "").to(lang), *_figures(line))
        for line in in_agreed_order(terms, made.partners)
    ]
    print_table(said("by partner"), (said("partner"), *headings), partners)
    if categories:
        listed = [(_category(terms, line, lang), *_figures(line)) for line in in_agreed_order(terms, made.categories)]
        print_table(said("by category"), (said("category"), *headings), listed)
    months = [
        (
            month_name(made.year, month.period, lang),
            whole_pounds(month.pence),
            *map(_interval, month.intervals.values()),
        )
        for month in made.fund.months
    ]
    print_table(said("by month"), (said("month"), said("forecast"), *intervals), months)
    wide = made.choices if categories else _by_scheme(made)
    how = [(_series_name(terms, name, lang), why(choice).to(lang)) for name, choice in wide.items()]
    print_table(said("methods"), (said("scheme"), said("why")), how, folds=1)
    print("\n".join(_notes(made, lang)))


def _figures(line: Line) -> tuple[str, ...]:
    return (
        whole_pounds(line.to_date_pence), whole_pounds(line.outturn_pence), *map(_interval, line.intervals.values()),
    )  # fmt: skip


def _interval(interval: Interval) -> str:
    low, high = (whole_pounds(pence).replace("-", "−") for pence in interval)
    return f"{low} – {high}"


def _category(terms: Terms, line: Line, lang: Language) -> str:
    return f"{terms.scheme_title(line.part.scheme or '').to(lang)} › {line.part.category or '–'}"


def _by_scheme(made: Forecast) -> dict[SeriesId, Choice]:
    """The choices for the fund and its schemes; a scheme with one category alone is forecast as that category."""
    leaves = Counter(line.part.scheme for line in made.categories)
    return {name[:1]: choice for name, choice in made.choices.items() if len(name) < 2 or leaves[name[0]] == 1}


def _series_name(terms: Terms, name: Sequence[str], lang: Language) -> str:
    if not name:
        return WORDS["total"].to(lang)
    return " › ".join((terms.scheme_title(name[0]).to(lang), *filter(None, name[1:])))


def _notes(made: Forecast, lang: Language) -> list[str]:
    notes = [INTERVALS.to(lang), NOT_COMMITTED.to(lang)]
    if not all(line.from_errors for line in made.lines):
        notes.append(FROM_SWINGS.to(lang))
    if made.declared.grounds:
        notes.append(WORDS["declared"].to(lang))
        source = WORDS["source"].to(lang)
        notes += [f"  · {grounds.reason.to(lang)} ({source}: {grounds.source})" for grounds in made.declared.grounds]
    return notes


def forecast_as_dict(terms: Terms, made: Forecast, lang: Language) -> dict[str, Any]:
    """The forecast for JSON: pence, parts by their ids, how each series is forecast, what was declared, warnings."""
    return {
        "fund": terms.agreement,
        "illustrative": terms.illustrative.to(lang) if terms.illustrative else None,
        "year": made.year.label,
        "months": made.passed,
        "lines": [_line_as_dict(line) for line in made.lines],
        "methods": [
            {"series": list(name), "method": choice.method, "trials": choice.tried,
             "errors_in_parts_of_the_combinations": choice.scores, "why": why(choice).to(lang)}
            for name, choice in made.choices.items()
        ],
        "notes": _notes(made, lang),
        "problems": [problem.as_dict(lang) for problem in made.warnings],
    }  # fmt: skip


def _line_as_dict(line: Line) -> dict[str, Any]:
    return {
        "scheme": line.part.scheme,
        "category": line.part.category,
        "partner": line.part.partner,
        "to_date_pence": line.to_date_pence,
        "outturn_pence": line.outturn_pence,
        "intervals_pence": line.intervals,
        "intervals_from_errors": line.from_errors,
        "months": [
            {
                "period": month.period,
                "pence": month.pence,
                "intervals_pence": month.intervals,
                "so_far_pence": month.so_far_pence,
                "so_far_intervals_pence": month.so_far_intervals,
            }
            for month in line.months
        ],
    }


def show_record(terms: Terms, made: TrackRecord, lang: Language) -> None:
    """One line for each month: what was said then, how far out it was, and whether its intervals held."""

    def said(word: str, **facts: object) -> str:
        return WORDS[word].to(lang, **facts)

    if terms.illustrative:
        print(said("illustrative", why=terms.illustrative))
    rows = [
        (
            month_name(made.year, told.period, lang),
            METHOD_NAMES[told.method].to(lang),
            whole_pounds(told.forecast_pence),
            whole_pounds(made.error_pence(told), sign=True),
            _percent(made.error_pence(told), made.outturn_pence),
            _percent(_straight_error(told.straight_line_pence, made), made.outturn_pence),
            *(said("yes" if told.held[level] else "no") for level in LEVELS),
        )
        for told in made.told
    ]
    headings = [said(word) for word in ("after", "method", "forecast", "error", "part", "straight")]
    headings += [said("held", level=level) for level in LEVELS]
    title = said("record", year=made.year.label, outturn=pounds(made.outturn_pence))
    print_table(title, headings, rows)
    other = made.straight_lines_mean_error
    own = f"{100 * made.mean_error:.1f}"
    print(said("mean", own=own, other="–" if other is None else f"{100 * other:.1f}"))


def _straight_error(pence: int | None, made: TrackRecord) -> int | None:
    return None if pence is None else pence - made.outturn_pence


def _percent(error_pence: int | None, outturn_pence: int) -> str:
    return "–" if error_pence is None or not outturn_pence else f"{100 * error_pence / outturn_pence:+.1f}"


def record_as_dict(made: TrackRecord) -> dict[str, Any]:
    """The track record for JSON, in pence."""
    return {
        "year": made.year.label,
        "outturn_pence": made.outturn_pence,
        "by_scheme_pence": made.by_scheme_pence,
        "mean_error": made.mean_error,
        "straight_lines_mean_error": made.straight_lines_mean_error,
        "told": [
            {
                "period": told.period,
                "method": told.method,
                "forecast_pence": told.forecast_pence,
                "error_pence": made.error_pence(told),
                "straight_line_pence": told.straight_line_pence,
                "half_widths_pence": told.half_widths,
                "held": told.held,
                "by_scheme_pence": told.by_scheme_pence,
            }
            for told in made.told
        ],
    }
