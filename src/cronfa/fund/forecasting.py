"""A fund's forecasts: its history from the ledger, or from payments files, and its budgets from the agreement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cronfa.agreement import Terms
from cronfa.calendars import YearKind
from cronfa.foresight.forecast.backtest import BackTest, back_test
from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.declared_file import load_declared
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.outturn import Forecast, forecast
from cronfa.foresight.forecast.record import TrackRecord, track_record
from cronfa.fund.bearing import is_inside
from cronfa.fund.books import notes_of, provenance
from cronfa.fund.example import LEEDS, example
from cronfa.fund.figures import SETTLEMENT
from cronfa.fund.opening import RunningFund
from cronfa.fund.projecting import last_month_with_spend
from cronfa.intake import load_mapping, read
from cronfa.language import LANGUAGES, Language
from cronfa.ledger.queries import balances
from cronfa.money import allocate
from cronfa.monitoring import Fact
from cronfa.problems import Problem, Problems, errors
from cronfa.reporting.forecast_records import record_report
from cronfa.reporting.forecasts import Forecasted, forecast_report
from cronfa.reporting.model import Report
from cronfa.reporting.writing import FORMATS, Format, write
from cronfa.settlement.terms import month_weights

Progress = Callable[[int, int], None]
MonthlyBudgets = dict[str, dict[str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Published:
    """Payments files that can be back-tested without a fund: files, how they are read, what is declared of them."""

    files: tuple[Path, ...]
    mapping: Path
    declared: Path | None = None


def ten_years() -> Published:
    """The ten years of payments that ship with cronfa."""
    folder = example(LEEDS)
    return Published(
        files=tuple(sorted((folder / "ten-years").glob("*.csv.gz"))),
        mapping=folder / "ten-years.mapping.yaml",
        declared=folder / "declared.yaml",
    )


def history_of(fund: RunningFund) -> History:
    """What the ledger holds as spent inside the fund, by month of posting, before any settlement.

    Raises:
        Problems: nothing has been spent.
    """
    terms, last = fund.agreement.latest.terms, last_month_with_spend(fund)
    found = balances(fund.ledger, ("period", "scheme", "category", "partner", "kind"), where={"account": "expenditure"})
    facts = [
        Fact(period, scheme, category, partner, pence)
        for (period, scheme, category, partner, kind), pence in found.items()
        if period <= last and kind != SETTLEMENT and (scheme not in terms.schemes or is_inside(terms, scheme))
    ]
    return History.of(facts, _kind(terms))


def budgets_of(fund: RunningFund, history: History) -> MonthlyBudgets:
    """Each scheme's budget, month by month by its profile, for every year of the history that the agreement budgets."""
    found: MonthlyBudgets = {}
    for label in dict.fromkeys(history.year_at(at).label for at in range(1, len(history.months) + 1)):
        try:
            terms = fund.terms_of(label)
        except Problems:
            continue  # a year with records from before the agreement's first, or after its last
        for name, scheme in terms.schemes.items():
            budget = scheme.budget.for_year(label)
            if budget is not None and is_inside(terms, name):
                found.setdefault(name, {})[label] = allocate(budget, month_weights(terms, name, label))
    return found


def forecast_of(
    fund: RunningFund,
    *,
    year: str | None = None,
    months: int | None = None,
    declared: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> Forecast:
    """The forecast of a year of the fund once so many of its months are over; of the last open year if none is named.

    Raises:
        Problems: the year is not one that the records reach, they are too few, or the declarations are wrong.
    """
    known = load_declared(declared) if declared else Declared()
    history = history_of(fund)
    return forecast(
        history, year=year, passed=months, declared=known, budgets=budgets_of(fund, history), progress=progress
    )


def write_forecast(
    fund: RunningFund,
    made: Forecast,
    out: Path,
    languages: Sequence[Language] = LANGUAGES,
    formats: Sequence[Format] = FORMATS,
) -> list[Path]:
    """Write the report of a forecast to a folder; the paths written."""
    history = history_of(fund)
    year = made.year.label
    spent = dict(zip(history.months, history.total(), strict=True))
    budgets = [by_year[year] for by_year in budgets_of(fund, history).values() if year in by_year]
    report = forecast_report(
        Forecasted(
            terms=fund.terms_of(year),
            made=made,
            spent_pence=tuple(spent.get(month.label, 0) for month in made.year.months()[: made.passed]),
            budget_pence=tuple(map(sum, zip(*budgets, strict=True))) or (0,) * 12,
            provenance=provenance(fund),
            notes=notes_of(fund),
        )
    )
    return _written(report, out, f"{year}-forecast", languages, formats)


def _written(
    report: Report, out: Path, stem: str, languages: Sequence[Language], formats: Sequence[Format]
) -> list[Path]:
    """The report in every language; what holds both languages is written once."""
    written: list[Path] = []
    for language in languages:
        chosen = [form for form in formats if form != "json" or language == languages[0]]
        written += write(report, out, stem, chosen, language)
    return written


def record_of(
    fund: RunningFund, year: str, *, declared: Path | None = None, progress: Progress = lambda done, total: None
) -> TrackRecord:
    """How the forecasts of a year that is over turned out.

    Raises:
        Problems: the year is not over in the records, they are too few, or the declarations are wrong.
    """
    known = load_declared(declared) if declared else Declared()
    history = history_of(fund)
    return track_record(history, year, declared=known, budgets=budgets_of(fund, history), progress=progress)


def write_record(
    fund: RunningFund,
    made: TrackRecord,
    out: Path,
    languages: Sequence[Language] = LANGUAGES,
    formats: Sequence[Format] = FORMATS,
) -> list[Path]:
    """Write the report of how a year's forecasts turned out to a folder; the paths written."""
    year = made.year.label
    report = record_report(fund.terms_of(year), made, provenance(fund), notes_of(fund))
    return _written(report, out, f"{year}-forecast-record", languages, formats)


def published_history(published: Published) -> History:
    """What payments files hold, by scheme and category; nothing says there whose responsibility a payment was.

    Raises:
        Problems: everything wrong with a file or its mapping.
    """
    mapping = load_mapping(published.mapping)
    facts: list[Fact] = []
    wrong: list[Problem] = []
    for file in published.files:
        taken = read(file, mapping)
        wrong += errors(taken.problems)
        if taken.ok:
            facts += [
                Fact(f"{line.posting_date:%Y-%m}", line.scheme, line.category, "", line.amount_pence)
                for line in taken.lines()
            ]
    if wrong:
        raise Problems(wrong)
    return History.of(facts)


def back_test_of(published: Published, *, progress: Progress = lambda done, total: None) -> BackTest:
    """How each method would have forecast the year end of published payments, in every year that is whole.

    Raises:
        Problems: everything wrong with a file, its mapping or what is declared of it; no year is whole.
    """
    known = load_declared(published.declared) if published.declared else Declared()
    return back_test(published_history(published), declared=known, progress=progress)


def _kind(terms: Terms) -> YearKind:
    return "financial" if terms.year == "april" else "calendar"
