"""What people come to do, done in a real browser: by two people, in both languages, by keyboard, and without a script."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cronfa.calendars import Year
from cronfa.fund.opening import RunningFund, find
from cronfa.fund.settling import is_settled
from cronfa.governance.models import Appointment, FrozenReport, PartnerView, Query
from cronfa.governance.roles import Role
from cronfa.ledger.funds import periods, set_period
from cronfa.ledger.stored import head
from cronfa.web.presenters import exceptions, files, month_end, postings, proposals, settling
from web.browser.visitors import Visitor

GOOD = "Date,Amount,Id,Kind,Supplier,Scheme\n2025-10-02,100.00,Q1,Beds,New Cyf,equipment\n2025-10-03,50.50,Q2,Beds,New Cyf,homecare\n"


def test_a_file_is_taken_in_by_two_people(visits: Callable[..., Visitor], fund: RunningFund, tmp_path: Path) -> None:
    before = head(fund.ledger)[0]
    (tmp_path / "october.csv").write_text(GOOD, "utf-8")
    maker = visits(Role.HOST_OFFICER)
    maker.goes("small/files/")
    maker.attaches("file", tmp_path / "october.csv")
    maker.presses(files.LABELS["send"])
    assert "£150.50" in maker.reads()
    maker.writes(files.LABELS["sender_rows"], "2")
    maker.writes(files.LABELS["sender_total"], "£150.50")
    maker.writes(files.LABELS["why"], "e-mail, 4 October")
    maker.presses(files.LABELS["forward"])
    checker = visits(Role.MANAGER)
    checker.goes("small/")
    checker.follows("october.csv")
    checker.presses(proposals.LABELS["approve"])
    assert "october.csv" in checker.reads("h1")
    assert head(fund.ledger)[0] == before + 2


def _deciding() -> RunningFund:
    """The fund whose board decides and whose variances are explained, with everyone of the small fund appointed to it."""
    fund = find("deciding")
    assert fund is not None
    for each in Appointment.objects.filter(fund="small"):
        Appointment.objects.create(
            person=each.person, fund=fund.slug, role=each.role, body=each.body, starts=each.starts, appointed_by="test"
        )
    return fund


@pytest.mark.lasting
def test_a_month_is_explained_closed_frozen_and_signed_off(visits: Callable[..., Visitor], fund: RunningFund) -> None:
    words, at, deciding = month_end.LABELS, "deciding/month-end/2025-26/6/", _deciding()
    for month in Year("2025-26").months()[:5]:
        set_period(deciding.ledger, month.label, "closed", who="test")
    manager = visits(Role.MANAGER)
    manager.goes(at)
    manager.writes(words["explain"], "More beds than the winter plan foresaw")
    manager.writes(words["action"], "Review the beds on loan")
    manager.writes(words["owner"], "Equipment manager")
    manager.dates(words["due"], date(2027, 6, 15))
    manager.presses(words["save"])
    assert "Review the beds on loan" in manager.reads()
    manager.writes(words["explain"], "Fewer calls than planned", nth=1)
    manager.presses(words["save"], nth=1)
    manager.presses(words["close"])
    assert {each.code: each.status for each in periods(deciding.ledger)}["2025-09"] == "closed"
    manager.presses(words["freeze"])
    for partner in ("council", "board"):
        chief = visits(Role.CHIEF_OFFICER, partner)
        chief.goes(at)
        chief.presses(words["sign"].filled(partner=deciding.agreement.latest.terms.name(partner)))
    assert {each.partner for each in FrozenReport.objects.get().sign_offs.all()} == {"council", "board"}
    assert words["unsigned"].to(manager.language).split("{")[0] not in chief.reads()


@pytest.mark.lasting
def test_a_settlement_is_decided_accepted_by_both_partners_and_posted(
    visits: Callable[..., Visitor], fund: RunningFund
) -> None:
    words, at, deciding = settling.LABELS, "deciding/settlement/2025-26/12/", _deciding()
    for month in Year("2025-26").months():
        set_period(deciding.ledger, month.label, "soft-closed" if month.number == 12 else "closed", who="test")
    manager = visits(Role.MANAGER)
    manager.goes(at)
    wanted = manager.page.locator("section[aria-labelledby=to-decide] .govuk-body").first.inner_text()
    amount = wanted.split("£")[1].split(" ")[0]
    manager.dates(words["on"], date(2026, 6, 3))
    manager.writes(words["minute"], "JB 26/41")
    manager.writes(words["share_of"].filled(party=deciding.agreement.latest.terms.name("council")), amount)
    manager.presses(words["record"])
    checker = visits(Role.HOST_OFFICER)
    checker.goes("deciding/proposals/")
    checker.follows("JB 26/41")
    checker.presses(proposals.LABELS["approve"])
    for role, partner in ((Role.PARTNER_OFFICER, "council"), (Role.CHIEF_OFFICER, "board")):
        speaker = visits(role, partner)
        speaker.goes(at)
        speaker.presses(words["accept"])
    assert PartnerView.objects.filter(view=PartnerView.ACCEPTED).count() == 2
    checker.goes(at)
    checker.writes(words["post_why"], "year end")
    checker.presses(words["post"])
    manager.goes("deciding/proposals/")
    manager.follows("2025-26")
    manager.presses(proposals.LABELS["approve"])
    assert is_settled(deciding, "2025-26")


@pytest.mark.lasting
def test_an_exception_is_asked_answered_and_credited(
    visits: Callable[..., Visitor], fund: RunningFund, tmp_path: Path
) -> None:
    words = exceptions.LABELS
    (tmp_path / "letter.txt").write_text("The placement ended in March.", "utf-8")
    partner = visits(Role.PARTNER_OFFICER, "board")
    partner.goes("small/entries/5/")
    partner.follows(postings.ENTRY["question"])
    partner.writes(words["what"], "This placement is not ours")
    partner.attaches("evidence", tmp_path / "letter.txt")
    partner.presses(words["send"])
    host = visits(Role.HOST_OFFICER)
    host.goes("small/exceptions/")
    host.follows(words["says"].filled(number=Query.objects.get().pk, entry=5))
    assert "This placement is not ours" in host.reads()
    host.writes(words["your_answer"], "You are right: it is the council's")
    host.presses(words["uphold"])
    manager = visits(Role.MANAGER)
    manager.goes("small/exceptions/")
    manager.follows(words["says"].filled(number=Query.objects.get().pk, entry=5))
    manager.follows(words["reversal"])
    manager.presses(proposals.LABELS["approve"])
    assert Query.objects.get().proposal.state == "approved"  # type: ignore[union-attr]  # upheld: it has one
    partner.goes(f"small/exceptions/{Query.objects.get().pk}/")
    assert words["upheld"].to(partner.language) in partner.reads()


def test_a_partner_traces_what_it_owes_to_the_row_in_four_clicks(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.PARTNER_OFFICER, "board")
    page.goto("/en/funds/small/")
    page.get_by_role("link", name="Figures").click()
    page.get_by_role("link", name="Partner statement, Enghraifft Health Board").click()
    page.locator("#table-spent a.open").first.click()
    page.locator("section.why table a[href*='/entries/']").first.click()
    named = page.locator(".cells dt")
    expect(named).to_have_text(["Date", "Amount", "Id", "Kind", "Supplier", "Scheme"])
    expect(named.first).to_be_visible()
    page.locator("summary").click()
    assert page.locator("pre.row").inner_text().count(",") == 5
