"""The report of proposed drafts, and reading a report back from its JSON."""

from datetime import date

import pytest

import made_up_fund
from cronfa.foresight.design.designing import Designed, design
from cronfa.language import LANGUAGES
from cronfa.reporting import memorandum, monitoring_report, settlement_schedule, statement
from cronfa.reporting.as_json import render
from cronfa.reporting.designs import design_report
from cronfa.reporting.from_json import parse
from cronfa.reporting.model import Report
from cronfa.reporting.shown import shown
from cronfa.reporting.writing import rendered
from unit.foresight.design.drafts import brief, draft

SHA256 = "0" * 64
BEFORE = date(2026, 3, 31)


@pytest.fixture(scope="module")
def found() -> Designed:
    return design(draft(), brief("must hold: {worse off than alone: £150,000}\n"), runs=200, candidates=60)


@pytest.fixture(scope="module")
def report(found: Designed) -> Report:
    return design_report(draft(), found, SHA256, BEFORE)


def test_it_sets_every_proposal_beside_the_draft(found: Designed, report: Report) -> None:
    table = next(each for each in report.tables() if each.id == "partners")
    first = {row.id: [cell.value for cell in row.cells] for row in table.rows}
    known = found.draft.partners["council"]
    assert first["draft.council"][2:4] == [known.due_pence, known.cost_pence]
    assert len(table.rows) == len(found.draft.partners) * (1 + len(found.proposals))
    assert {f"changes-{each.label.lower()}" for each in found.proposals} <= {each.id for each in report.tables()}


def test_the_headline_says_whether_the_proposals_are_better(found: Designed, report: Report) -> None:
    better = sum(proposal.dominates for proposal in found.proposals)
    assert better > 1 and report.headline.en.startswith(f"{better} proposals are better than the draft")


def test_where_nothing_holds_it_says_what_stands_in_the_way() -> None:
    strict = design(draft(), brief("must hold: {exposure: {council: £1}}\n"), runs=200, candidates=30)
    made = design_report(draft(), strict, SHA256, BEFORE)
    assert strict.problems and made.headline.en.startswith("Nothing that may vary")
    assert strict.problems[0].what("cy") in made.lead[0].cy


def test_the_same_report_gives_the_same_bytes_in_every_form_and_language(found: Designed, report: Report) -> None:
    again = design_report(draft(), found, SHA256, BEFORE)
    for language in LANGUAGES:
        assert shown(report, language)["title"] in ("Better drafts", "Drafftiau gwell")
        for form in ("pdf", "xlsx", "html", "json"):
            assert rendered(report, "d", form, language) == rendered(again, "d", form, language)


def test_a_report_is_read_back_from_its_json_whole(report: Report) -> None:
    book = made_up_fund.book()
    made = [
        report,
        statement(book, "health"),
        settlement_schedule(book),
        memorandum(book, "council"),
        monitoring_report(book),
    ]
    for each in made:
        assert parse(render(each)) == each


@pytest.mark.parametrize("content", [b"{}", b'{"format": "cronfa-report/9"}', b"not json"])
def test_what_is_no_report_is_not_read(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a cronfa-report|Expecting"):
        parse(content)
