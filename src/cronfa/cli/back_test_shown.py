"""A back-test on the terminal, as the manual's tables, and as JSON."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from cronfa.cli.show import print_table
from cronfa.foresight.forecast.backtest import BackTest
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.methods import Method
from cronfa.foresight.forecast.words import CHOSEN, METHOD_NAMES
from cronfa.language import Language, Text

MONTHS = range(1, 12)
WORDS = {
    "errors": Text(
        en="Mean error of the year-end forecast, in % of the year's outturn: {years}",
        cy="Gwall cymedrig y rhagolwg diwedd blwyddyn, mewn % o alldro'r flwyddyn: {years}",
    ),
    "coverage": Text(
        en="Of 100 intervals, how many held the outturn, and how wide they were (± % of the outturn)",
        cy="O bob 100 cyfwng, faint a gynhwysodd yr alldro, a pha mor llydan oeddent (± % o'r alldro)",
    ),
    "years": Text(en="Year by year after month 6: error in %, above zero is too high",
                  cy="Fesul blwyddyn ar ôl mis 6: gwall mewn %, uwchlaw sero yn rhy uchel"),
    "method": Text(en="Method, after month", cy="Dull, ar ôl mis"),
    "all": Text(en="all", cy="pob un"),
    "bias": Text(en="bias", cy="tuedd"),
    "tests": Text(en="years", cy="blynyddoedd"),
    "held": Text(en="{level}% interval held", cy="cyfwng {level}% yn dal"),
    "width": Text(en="{level}% interval, ±", cy="cyfwng {level}%, ±"),
    "year": Text(en="Year", cy="Blwyddyn"),
    "outturn": Text(en="Outturn, £m", cy="Alldro, £m"),
    "chose": Text(en="Chosen", cy="Dewiswyd"),
    "verdict better": Text(
        en="After month 6 the chosen method's mean error is {own}%, the straight line's {other}%.",
        cy="Ar ôl mis 6 gwall cymedrig y dull a ddewiswyd yw {own}%; {other}% yw un y llinell syth.",
    ),
    "verdict worse": Text(
        en="After month 6 the chosen method does NOT beat the straight line: its mean error is {own}%, the straight line's "
        "{other}%.",
        cy="Ar ôl mis 6 NID yw'r dull a ddewiswyd yn curo'r llinell syth: ei wall cymedrig yw {own}%; {other}% yw un "
        "y llinell syth.",
    ),
    "months": Text(
        en="Over all months: {own}% against {other}%. Chosen: {chosen}.",
        cy="Dros bob mis: {own}% yn erbyn {other}%. Dewiswyd: {chosen}.",
    ),
}  # fmt: skip
Table = tuple[str, list[str], list[list[str]]]


def show_back_test(made: BackTest, lang: Language) -> None:
    """Three tables and a verdict."""
    for title, headings, rows in _tables(made, lang):
        print_table(title, headings, rows)
    print("\n".join(_verdict(made, lang)))


def back_test_tables(made: BackTest, lang: Language) -> str:
    """The same as Markdown, for the manual."""
    parts = []
    for title, headings, rows in _tables(made, lang):
        lines = [f"**{title}**", "", f"| {' | '.join(headings)} |", f"|---|{'---:|' * (len(headings) - 1)}"]
        parts.append("\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]))
    return "\n\n".join([*parts, *_verdict(made, lang)])


def _tables(made: BackTest, lang: Language) -> Iterator[Table]:
    def said(word: str, **facts: object) -> str:
        return WORDS[word].to(lang, **facts)

    months = [str(passed) for passed in MONTHS]
    years = f"{made.years[0]} – {made.years[-1]}"
    methods: list[Method | None] = [*made.methods, None]
    rows = [_errors(made, method, lang) for method in methods]
    yield said("errors", years=years), [said("method"), *months, said("all"), said("bias"), said("tests")], rows
    held = [_row(said("held", level=level), _coverage(made, level)) for level in LEVELS]
    wide = [_row(said("width", level=level), _width(made, level)) for level in LEVELS]
    yield said("coverage"), [said("method"), *months, said("all")], held + wide
    names = [METHOD_NAMES[method].to(lang) if method else CHOSEN.to(lang) for method in methods]
    yield said("years"), [said("year"), said("outturn"), *names, said("chose")], list(_years(made, methods, lang))


def _errors(made: BackTest, method: Method | None, lang: Language) -> list[str]:
    name = METHOD_NAMES[method].to(lang) if method else CHOSEN.to(lang)
    by_month = [_part(made.mean_error(method, passed)) for passed in MONTHS]
    tests = sum(trial.error(method) is not None for trial in made.after(6))
    return [name, *by_month, _part(made.mean_error(method)), _part(made.bias(method), sign=True), str(tests)]


def _row(name: str, figure: Callable[[int | None], str]) -> list[str]:
    return [name, *(figure(passed) for passed in MONTHS), figure(None)]


def _coverage(made: BackTest, level: int) -> Callable[[int | None], str]:
    return lambda passed: f"{100 * made.coverage(level, passed):.0f}"


def _width(made: BackTest, level: int) -> Callable[[int | None], str]:
    return lambda passed: f"{100 * made.width(level, passed):.1f}"


def _years(made: BackTest, methods: list[Method | None], lang: Language) -> Iterator[list[str]]:
    for trial in made.after(6):
        errors = [_part(trial.error(method), sign=True) for method in methods]
        name = METHOD_NAMES[trial.method].to(lang)
        yield [trial.year, f"{trial.actual_pence / 100_000_000:.1f}", *errors, name]


def _part(value: float | None, *, sign: bool = False) -> str:
    return "–" if value is None else f"{100 * value:{'+' if sign else ''}.1f}"


def _verdict(made: BackTest, lang: Language) -> Iterator[str]:
    own, other = made.mean_error(None, 6), made.mean_error("straight line", 6)
    word = "verdict better" if made.beats("straight line", 6) else "verdict worse"
    yield WORDS[word].to(lang, own=_exact(own), other=_exact(other))
    chosen = Counter(METHOD_NAMES[trial.method].to(lang) for trial in made.trials)
    counted = ", ".join(f"{name} × {count}" for name, count in sorted(chosen.items(), key=lambda each: -each[1]))
    yield WORDS["months"].to(
        lang, own=_exact(made.mean_error(None)), other=_exact(made.mean_error("straight line")), chosen=counted
    )


def _exact(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f}"


def back_test_as_dict(made: BackTest) -> dict[str, Any]:
    """Every trial in pence, and the errors of each method by month."""
    methods: list[Method | None] = [*made.methods, None]
    return {
        "years": list(made.years),
        "mean_errors": {
            method or "chosen": {str(passed): made.mean_error(method, passed) for passed in MONTHS}
            for method in methods
        },
        "coverage": {level: {str(passed): made.coverage(level, passed) for passed in MONTHS} for level in LEVELS},
        "trials": [asdict(trial) for trial in made.trials],
    }
