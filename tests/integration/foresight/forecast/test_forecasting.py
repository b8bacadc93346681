"""Forecasts with the real fitted methods: of a whole history, of a fund in a ledger, and at the command line."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

import forked
from cronfa.agreement import parse
from cronfa.calendars import named
from cronfa.foresight.forecast.backtest import back_test
from cronfa.foresight.forecast.declared import Declared, Grounds, Incomplete, PartYear
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.outturn import forecast
from cronfa.foresight.forecast.record import track_record
from cronfa.fund.forecasting import budgets_of, forecast_of, history_of, record_of, write_forecast
from cronfa.fund.opening import open_fund
from cronfa.fund.taking_in import take_in
from cronfa.language import same
from cronfa.monitoring import Fact
from cronfa.problems import Problems
from cronfa.reporting.forecast_records import record_report
from cronfa.reporting.model import Provenance
from cronfa.reporting.writing import write

FIRST = 2010 * 12 + 3
GROUNDS = Grounds(same("known"), "a note")
AGREEMENT = """
agreement: small-pool
power: nhs-act-2006-s75
term: {from: 2010-04-01, to: 2016-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  homes:
    budget: {2010-11: £12,000, 2011-12: £13,000, 2012-13: £14,000}
    contributions: {council: 60%, board: 40%}
    attribute: {by: responsibility, categories: {Nursing: board}, otherwise: council}
    overspend: [{share: contributions}]
    underspend: [{return: contributions}]
"""
MAPPING = """
mapping: payments
columns: {date: Date, amount: Amount, transaction: Id, category: Kind}
schemes: [{scheme: homes}]
"""


def month(at: int) -> str:
    return f"{(FIRST + at) // 12}-{(FIRST + at) % 12 + 1:02d}"


def seasonal(months: int, scheme: str = "homes", size: int = 1_000_000) -> list[Fact]:
    """Growing spend that is high in winter, with some noise that is always the same."""
    return [
        Fact(month(at), scheme, "care", "council", round(size * (1 + 0.005 * at) * (1 + 0.3 * math.sin(math.pi * at / 6)) + _noise(at) * size))
        for at in range(months)
    ]  # fmt: skip


def _noise(at: int) -> float:
    return ((at * 37) % 11 - 5) / 100


def lumps(months: int) -> list[Fact]:
    return [Fact(month(at), "grants", "", "board", 500_000 if at % 5 == 2 else 0) for at in range(months)]


def test_a_yearly_pattern_is_forecast_far_better_than_by_a_straight_line() -> None:
    history = History.of(seasonal(60))
    made = forecast(history, year="2013-14", passed=6)
    came = sum(history.total()[36:48])
    straight = 2 * sum(history.total()[36:42])
    assert made.choices["homes", "care"].method != "straight line"
    assert abs(made.fund.outturn_pence - came) < 0.04 * came < 0.15 * came < abs(straight - came)
    low, high = made.fund.intervals[95]
    assert low <= came <= high


def test_the_same_records_give_the_same_pence_and_parts_add_up_with_the_fitted_methods() -> None:
    facts = [*seasonal(30), *lumps(30)]
    first, again = forecast(History.of(facts)), forecast(History.of(facts[::-1]))
    assert list(first.lines) == list(again.lines)
    assert sum(line.outturn_pence for line in first.schemes) == first.fund.outturn_pence
    assert sum(line.outturn_pence for line in first.partners) == first.fund.outturn_pence


def test_a_gap_is_warned_about_until_it_is_declared() -> None:
    facts = [
        fact if fact.period != month(10) else Fact(month(10), "homes", "care", "council", 10) for fact in seasonal(15)
    ]
    [warning] = forecast(History.of(facts)).warnings
    assert (warning.code, warning.facts["months"]) == ("FS009", named(month(10)))
    declared = Declared(incomplete=(Incomplete((month(10),), GROUNDS),))
    assert not forecast(History.of(facts), declared=declared).warnings


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"year": "2010-11", "passed": 5}, "FS002"),
        ({"year": "2019-20"}, "FS003"),
        ({"year": "2011-12", "passed": 9}, "FS003"),
        ({"declared": Declared(incomplete=(Incomplete(("2010-04",), Grounds(same("x"), "y", ("hmoes",))),))}, "FS008"),
    ],
)
def test_what_cannot_be_forecast_is_said_before_any_work(asked: dict[str, object], code: str) -> None:
    worked: list[int] = []
    with pytest.raises(Problems) as raised:
        forecast(History.of(seasonal(18)), progress=lambda done, total: worked.append(done), **asked)  # type: ignore[arg-type]
    assert [problem.code for problem in raised.value.problems] == [code]
    assert not worked


def test_a_year_that_is_over_has_nothing_to_forecast() -> None:
    with pytest.raises(Problems, match="FS003"):
        forecast(History.of(seasonal(24)))


def test_a_back_test_tries_every_whole_year_and_sees_nothing_later() -> None:
    facts = seasonal(36)
    made = back_test(History.of(facts))
    assert made.years == ("2011-12", "2012-13")
    assert [trial.passed for trial in made.after(6)] == [6, 6]
    earlier = back_test(History.of(facts[:24]))
    assert earlier.trials == made.trials[:11], "what came after a year changes nothing said in it"
    assert made.after(6)[0].actual_pence == sum(fact.pence for fact in facts[12:24])


def test_no_whole_year_is_a_problem() -> None:
    with pytest.raises(Problems, match="FS004"):
        back_test(History.of(seasonal(20)))
    declared = Declared(part_years=(PartYear("2011-12", GROUNDS),))
    with pytest.raises(Problems, match="FS004"):
        back_test(History.of(seasonal(24)), declared=declared)


def test_last_years_forecasts_are_reported_back_month_by_month() -> None:
    history = History.of([*seasonal(30), *lumps(30)])
    made = track_record(history, "2011-12")
    assert [told.period for told in made.told] == [month(at) for at in range(12, 23)]
    assert made.outturn_pence == sum(made.by_scheme_pence.values()) == sum(history.total()[12:24])
    for told in made.told:
        assert sum(told.by_scheme_pence.values()) == told.forecast_pence
        assert told.held[95] == (abs(made.error_pence(told)) <= told.half_widths[95])
    alone = forecast(history, year="2011-12", passed=6)
    assert made.told[5].forecast_pence == alone.fund.outturn_pence, "what is reported back is what was said"


def test_a_year_that_is_not_over_has_no_record() -> None:
    with pytest.raises(Problems, match="FS010"):
        track_record(History.of(seasonal(30)), "2012-13")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, "utf-8")
    (tmp_path / "payments.mapping.yaml").write_text(MAPPING, "utf-8")
    rows = ["Date,Amount,Id,Kind"]
    for at in range(14):
        rows += [
            f"{month(at)}-10,{900 + 10 * at + 40 * (at % 3)}.00,r{at},Residential",
            f"{month(at)}-20,{200 + 5 * (at % 4)}.50,n{at},Nursing",
        ]
    (tmp_path / "payments.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return tmp_path


def test_a_fund_is_forecast_from_its_ledger(folder: Path, database: str) -> None:
    fund = open_fund(folder / "agreement.yaml", "manager")
    take_in(fund, folder / "payments.csv", MAPPING, "officer", confirmed=lambda _: True)
    history = history_of(fund)
    assert history.partners == ("board", "council") and len(history.months) == 14
    assert sum(budgets_of(fund, history)["homes"]["2011-12"]) == 13_000_00
    made = forecast_of(fund)
    assert (made.year.label, made.passed) == ("2011-12", 2)
    assert sum(line.outturn_pence for line in made.partners) == made.fund.outturn_pence
    assert made.partners[0].outturn_pence == sum(
        line.outturn_pence for line in made.categories if line.part.category == "Nursing"
    ), "nursing is the board's, and so is its forecast"
    with pytest.raises(Problems, match="FS010"):
        record_of(fund, "2011-12")
    written = write_forecast(fund, made, folder / "out", formats=("html", "json", "pdf"))
    assert [path.name for path in written] == [
        "2011-12-forecast-en.html", "2011-12-forecast.json", "2011-12-forecast-en.pdf",
        "2011-12-forecast-cy.html", "2011-12-forecast-cy.pdf",
    ]  # fmt: skip
    page = written[3].read_text("utf-8")
    assert "Rhagolwg o&#39;r alldro" in page or "Rhagolwg o'r alldro" in page
    assert f"£{(made.fund.outturn_pence + 50) // 100:,}" in page and "Forecast" not in page


@pytest.mark.lasting
def test_the_command_shows_a_forecast_in_both_languages_and_as_json(folder: Path) -> None:
    def cronfa(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "COLUMNS": "140", "CRONFA_DATABASE_URL": ""}
        return forked.cronfa(folder, *arguments, environment=environment)

    assert cronfa("open", "agreement.yaml").returncode == 0
    assert "FS001" in cronfa("forecast").stderr
    assert cronfa("take-in", "payments.csv", "--mapping", "payments.mapping.yaml", "--yes").returncode == 0
    said = json.loads(cronfa("forecast", "--json").stdout)
    fund, *parts = said["lines"]
    assert fund["outturn_pence"] == sum(part["outturn_pence"] for part in parts if part["partner"])
    shown = cronfa("forecast", "--lang", "cy").stdout
    assert "rhagolwg alldro ar ddiwedd Mai 2011" in shown and "Forecast" not in shown
    assert f"£{(fund['outturn_pence'] + 50) // 100:,}" in shown
    wrong = cronfa("forecast", "--declared", "payments.mapping.yaml")
    assert (wrong.returncode, "FS006" in wrong.stderr) == (1, True)


@pytest.mark.long
def test_the_leeds_forecast_that_the_manual_tells(tmp_path: Path) -> None:
    """£74.4m, £72.3m to £76.4m in 80 of 100; the council went on to publish £73,512,811.43 for the year."""
    environment = {**os.environ, "CRONFA_DATABASE_URL": ""}

    def cronfa(*arguments: str) -> str:
        command = [str(Path(sys.executable).with_name("cronfa")), *arguments, "--json"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, env=environment).stdout

    cronfa("demo")
    declared = Path(__file__).resolve().parents[4] / "examples" / "leeds-learning-disability" / "declared.yaml"
    fund = json.loads(cronfa("forecast", "--declared", str(declared)))["lines"][0]
    low, high = fund["intervals_pence"]["80"]
    assert [round(pence / 10_000_000) for pence in (fund["outturn_pence"], low, high)] == [744, 723, 764]
    assert low < 73_512_811_43 < high


def test_the_record_becomes_a_report_in_both_languages(tmp_path: Path) -> None:
    terms = parse(AGREEMENT).latest.terms
    made = track_record(History.of(seasonal(24)), "2011-12")
    report = record_report(terms, made, Provenance("0" * 64, "test"))
    [page] = write(report, tmp_path, "record", ("html",), "cy")
    said = page.read_text("utf-8")
    assert "Pa mor gywir oedd rhagolygon y flwyddyn" in said and "Straight line" not in said
    assert f"{100 * made.mean_error:.1f}%" in said
    assert len(report.sections[0].blocks[0].rows) == len(made.told) == 11  # type: ignore[union-attr]
