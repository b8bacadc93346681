"""The board's report: the monitoring report's figures, what was said of them, what was promised, on two pages."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

import made_up_fund
from cronfa.language import LANGUAGES, Language
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import as_pdf
from cronfa.reporting.board import board_report, figures_of
from cronfa.reporting.inputs import Action, Comment
from cronfa.reporting.model import Report, Status, Table
from cronfa.reporting.monitored import Monitored
from cronfa.reporting.monitors import monitoring_report, to_explain
from cronfa.reporting.words import rounded

BOOK = made_up_fund.book()
SCHEMES = list(BOOK.terms.schemes)
WORDS = "Placements are dearer than was planned, and more people came in winter than in any year before it. " * 3


def told(until: date) -> Report:
    said = [Comment(scheme, WORDS, "Mari Ellis") for scheme in SCHEMES]
    promised = [Action(scheme, "Bring placements to the panel", "Panel", until, False) for scheme in SCHEMES]
    return board_report(BOOK, said, [*promised, Action(SCHEMES[0], "Ask again", "Contracts", until, True)])


def table(report: Report, name: str) -> Table:
    return next(each for each in report.tables() if each.id == name)


def test_its_figures_are_those_of_the_monitoring_report_by_the_same_ids() -> None:
    whole = {cell.figure: cell.value for _, _, cell in monitoring_report(BOOK).figures()}
    short = {cell.figure: cell.value for _, _, cell in told(date(2013, 5, 1)).figures()}
    assert len(short) > 20
    assert short == {figure: whole[figure] for figure in short}


def test_what_was_said_stands_beside_the_variance_it_is_said_of() -> None:
    report = told(date(2013, 5, 1))
    variances = {row.id: row.cells[-4].value for row in table(report, "scheme").lines}
    said = table(report, "said")
    assert {row.id: row.cells[1].value for row in said.rows} == variances
    assert {row.cells[2].value.en for row in said.rows} == {WORDS}


def test_an_action_is_late_when_its_day_has_passed_by_the_end_of_the_month() -> None:
    def states(until: date) -> list[str]:
        shown = [row.cells[-1].value for row in table(told(until), "actions").rows]
        return [state.word.en for state in shown if isinstance(state, Status)]

    assert states(date(2013, 5, 1)) == ["Open"] * len(SCHEMES) + ["Done"]
    assert states(BOOK.as_at) == ["Open"] * len(SCHEMES) + ["Done"]
    assert states(date(2013, 2, 28)) == ["Overdue"] * len(SCHEMES) + ["Done"]


def test_its_figures_are_the_same_whatever_is_said_and_however_the_ledger_grows() -> None:
    grown = replace(BOOK, provenance=replace(BOOK.provenance, ledger_head="f" * 64, version="9.9.9"))
    assert figures_of(told(date(2013, 5, 1)), is_year_over=True) == figures_of(board_report(grown), is_year_over=True)
    nine = figures_of(board_report(made_up_fund.nine_months()), is_year_over=False)
    assert nine != figures_of(board_report(BOOK), is_year_over=False)


def test_what_partners_bear_of_a_year_that_is_over_is_one_of_its_figures() -> None:
    first, *others = BOOK.settlement.partners
    decided = replace(
        BOOK.settlement, partners=(replace(first, borne_pence=first.borne_pence + 1), *others), decisions=()
    )
    later = replace(BOOK, settlement=decided)
    whole, forecast = (
        [figures_of(board_report(book), is_year_over=over) for book in (BOOK, later)] for over in (True, False)
    )
    assert whole[0] != whole[1] and forecast[0] == forecast[1]


def test_only_what_was_not_said_is_asked_for() -> None:
    monitored = Monitored(BOOK, terms_of(BOOK.terms, BOOK.year), None)
    large = [replace(position, commentary_required=True) for position in monitored.by("scheme")]
    [asked] = to_explain(BOOK, large, {SCHEMES[0]})
    titles = [BOOK.terms.scheme_title(scheme).en for scheme in SCHEMES]
    assert [title in asked.en for title in titles] == [False] + [True] * (len(SCHEMES) - 1)
    assert to_explain(BOOK, large, set(SCHEMES)) == ()


def test_while_the_year_runs_it_says_what_the_forecast_would_cost_each_partner() -> None:
    ahead = [text.en for text in board_report(made_up_fund.nine_months(), ahead=BOOK.settlement).lead]
    [sentence] = [text for text in ahead if text.startswith("If the year ended like this")]
    assert all(rounded(each.borne_pence).en in sentence for each in BOOK.settlement.partners)
    assert any("would wait for a decision by Joint Commissioning Board" in text for text in ahead)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_two_pages(language: Language) -> None:
    for report in (told(date(2013, 5, 1)), board_report(made_up_fund.nine_months())):
        assert len(pypdf.PdfReader(io.BytesIO(as_pdf.render(report, language))).pages) == 2


def test_a_month_with_nothing_spent_or_said_says_so() -> None:
    report = board_report(made_up_fund.empty_book())
    assert [each.empty.en for each in report.tables() if not each.rows][-2:] == [
        "Nothing has been said of a variance.",
        "No action has been promised.",
    ]
