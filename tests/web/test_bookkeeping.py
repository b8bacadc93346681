"""Journals, accruals, virements and months: prepared by one, approved by another, each done once and within its limits."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import accept, close_months
from cronfa.fund.virements import moved
from cronfa.governance.models import Allowance, Proposal
from cronfa.governance.roles import Role
from cronfa.ledger.funds import periods
from cronfa.ledger.queries import balances, entry
from cronfa.ledger.stored import head

AT = "/en/funds/small/"
LINES = {
    "do": "send", "once": "a", "count": "4", "month": "2025-09", "narrative": "Hoist booked to the council", "why": "audit",
    "account-1": "expenditure", "scheme-1": "equipment", "partner-1": "board", "debit-1": "£50.00",
    "account-2": "expenditure", "scheme-2": "equipment", "partner-2": "council", "credit-2": "50",
}  # fmt: skip
ACCRUAL = {
    "month": "2025-09",
    "scheme": "equipment",
    "category": "Nursing",
    "amount": "£250",
    "what": "Invoice 771",
    "why": "late",
}
VIREMENT = {
    "out_of": "equipment",
    "into": "homecare",
    "amount": "£300",
    "month": "2025-08",
    "why": "demand",
    "once": "v1",
}


def approve_newest(client: Client) -> int:
    number = Proposal.objects.latest("pk").pk
    return client.post(f"{AT}proposals/{number}/", {"decision": "approve"}).status_code


def filled_in(page: str, **changed: str) -> dict[str, str]:
    """The form of a page as a browser would send it."""
    import re

    found = dict(re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {**{name: value.replace("&#39;", "'") for name, value in found.items()}, **changed}


def test_a_journal_is_shown_to_balance_before_it_is_sent_and_posted_once(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker, checker, before = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER), head(fund.ledger)[0]
    refused = maker.post(f"{AT}journals/new/", LINES)
    page = refused.content.decode()
    assert refused.status_code == 422 and page.count("FU033") == 2 and "FU032" not in page
    assert "out by £50.00" in page and 'value="£50.00"' in page
    page = maker.post(f"{AT}journals/new/", LINES | {"do": "clear"}).content.decode()
    assert "out by" not in page and page.count("balances") == 3 + page.count("It balances")
    whole = filled_in(page, do="send", why="audit")
    assert maker.post(f"{AT}journals/new/", whole | {"do": "check"}).status_code == 200
    assert maker.post(f"{AT}journals/new/", whole).status_code == 302
    again = maker.post(f"{AT}journals/new/", whole)
    assert again.status_code == 409 and b"GO003" in again.content
    assert head(fund.ledger)[0] == before
    asked = checker.get(f"{AT}proposals/{Proposal.objects.latest('pk').pk}/").content.decode()
    assert asked.count("Debit £50.00") == asked.count("Credit £50.00") == 2, "whoever approves sees every line"
    assert "Journal of £100.00 in September 2025" in asked
    assert approve_newest(maker) in (403, 422) and approve_newest(checker) == 302
    posted = entry(fund.ledger, before + 1)
    assert (posted.kind, len(posted.postings), posted.reason) == ("adjustment", 4, "audit")
    assert maker.post(f"{AT}entries/{before + 1}/reverse/", {"reason": "wrong hoist"}).status_code == 302
    assert approve_newest(checker) == 302
    assert f"reversed by {before + 2}" in sign_in(Role.AUDITOR).get(f"{AT}journals/").content.decode()


def test_a_journal_says_everything_that_is_wrong_at_once(sign_in: Callable[..., Client]) -> None:
    sent = {"do": "send", "count": "4", "month": "", "account-1": "reserve", "debit-1": "much", "partner-1": "nobody"}
    refused = sign_in(Role.HOST_OFFICER).post(f"{AT}journals/new/", sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert all(code in page for code in ("MN001", "GO004", "FU043", "FU044", "FU027", "FU029", "FU030"))


def test_a_line_is_added_by_the_server(sign_in: Callable[..., Client]) -> None:
    page = sign_in(Role.MANAGER).post(f"{AT}journals/new/", LINES | {"do": "add"}).content.decode()
    assert (
        "Line 5" in page
        and "Line 6" not in page
        and "Add clearing between partners" in page
        and 'value="£50.00"' in page
    )


def test_an_accrual_undoes_itself_in_the_next_month_and_is_made_once(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker, checker, before = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER), head(fund.ledger)[0]
    assert maker.post(f"{AT}accruals/", ACCRUAL).status_code == 302
    again = maker.post(f"{AT}accruals/", ACCRUAL)
    assert again.status_code == 409 and b"GO003" in again.content
    assert approve_newest(checker) == 302 and head(fund.ledger)[0] == before + 2
    again = maker.post(f"{AT}accruals/", ACCRUAL)
    assert again.status_code == 422 and b"FU034" in again.content
    made, undone = entry(fund.ledger, before + 1), entry(fund.ledger, before + 2)
    assert (made.kind, made.period, undone.period, undone.reverses) == ("accrual", "2025-09", "2025-10", made.number)
    assert {line.partner for line in made.postings if line.account == "expenditure"} == {"board"}  # nursing
    page = maker.get(f"{AT}accruals/").content.decode()
    assert "Invoice 771" in page and f"{undone.number}, in October 2025" in page
    assert "Undone by" in page and sign_in(Role.AUDITOR).get(f"{AT}accruals/").status_code == 200


def test_a_year_with_an_accrual_over_its_end_is_settled_and_the_next_is_free_of_it(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    """What is accrued in March stays in the bank for the invoice; the settlement balances for every partner."""
    sign_in(Role.HOST_OFFICER).post(f"{AT}accruals/", ACCRUAL | {"month": "2026-03"})
    assert approve_newest(sign_in(Role.MANAGER)) == 302
    close_months(fund, "2025-26", "manager")
    accept(fund, "2025-26", "manager")
    found = balances(fund.ledger, ("partner", "account"))
    stakes = ("bank", "debtors", "creditors", "reserve", "carried", "loans", "accruals")
    assert found["board", "accruals"] == 0  # undone in April
    until_march = balances(fund.ledger, ("partner", "account", "period"))
    for partner in fund.partners:
        sums = [
            p
            for (who, account, period), p in until_march.items()
            if who == partner and account in stakes and period <= "2026-03"
        ]
        assert sum(sums) == 0, partner


def test_a_virement_within_the_limit_is_counted_by_monitoring_and_by_no_settlement(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    page = maker.get(f"{AT}virements/2025-26/").content.decode()
    assert "£500.00" in page and "nothing: the agreement sets no limit" in page and "Joint board" in page
    assert maker.post(f"{AT}virements/2025-26/", VIREMENT).status_code == 302
    assert b"GO003" in maker.post(f"{AT}virements/2025-26/", VIREMENT).content
    assert approve_newest(checker) == 302
    assert moved(fund, "2025-26") == {"equipment": ((5, -30_000),), "homecare": ((5, 30_000),)}
    refused = maker.post(f"{AT}virements/2025-26/", VIREMENT | {"once": "v2"})
    assert refused.status_code == 422 and "more than the £200.00" in refused.content.decode()
    report = checker.get(f"{AT}figures/2025-26/6/monitoring/").content.decode()
    assert "£11,700" in report and "£24,300" in report
    assert "£12,000" in checker.get(f"{AT}figures/2025-26/4/monitoring/").content.decode()
    settlement = checker.get(f"{AT}settlement/2025-26/12/").content.decode()
    assert "£12,000.00" in settlement and "£11,700.00" not in settlement


def test_beyond_the_limit_a_board_decides_and_its_minute_stands_on_the_entry(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    sent = VIREMENT | {"amount": "£4,000", "board": "joint", "on": "2025-07-20", "minute": "JB 25/31"}
    assert sign_in(Role.HOST_OFFICER).post(f"{AT}virements/2025-26/", sent).status_code == 403
    manager, second = sign_in(Role.MANAGER), sign_in("second@example.org")
    assert manager.post(f"{AT}virements/2025-26/", sent | {"minute": ""}).status_code == 422
    assert manager.post(f"{AT}virements/2025-26/", sent).status_code == 302
    assert approve_newest(second) == 302
    assert "JB 25/31" in entry(fund.ledger, head(fund.ledger)[0]).reason
    assert not Allowance.objects.filter(name="virement/2025-26/equipment", used_pence__gt=0).exists()


def test_a_reversed_virement_frees_its_limit(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    maker.post(f"{AT}virements/2025-26/", VIREMENT)
    assert approve_newest(checker) == 302
    number = head(fund.ledger)[0]
    maker.post(f"{AT}entries/{number}/reverse/", {"reason": "not needed"})
    assert approve_newest(checker) == 302
    assert set(Allowance.objects.values_list("used_pence", flat=True)) == {0}
    assert not any(moved(fund, "2025-26").values())


def test_months_are_closed_by_one_and_reopened_by_two(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    manager, second = sign_in(Role.MANAGER), sign_in("second@example.org")
    assert manager.post(f"{AT}months/2025-26/", {"month": "2025-04", "do": "soft"}).status_code == 302
    assert manager.post(f"{AT}months/2025-26/", {"month": "2025-04", "do": "reopen"}).status_code == 422
    sent = {"month": "2025-04", "do": "reopen", "why": "late invoice"}
    assert manager.post(f"{AT}months/2025-26/", sent).status_code == 302
    assert status(fund, "2025-04") == "soft-closed"
    assert approve_newest(manager) in (302, 403, 422) and status(fund, "2025-04") == "soft-closed"
    assert approve_newest(second) == 302
    assert status(fund, "2025-04") == "open"
    page = sign_in(Role.BOARD_MEMBER).get(f"{AT}months/2025-26/").content.decode()
    assert "late invoice" in page


def test_months_of_a_settled_year_stay_closed(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    close_months(fund, "2025-26", "manager")
    accept(fund, "2025-26", "manager")
    refused = sign_in(Role.MANAGER).post(f"{AT}months/2025-26/", {"month": "2025-04", "do": "reopen", "why": "late"})
    assert refused.status_code == 422 and b"FU011" in refused.content


def status(fund: RunningFund, month: str) -> str:
    return next(period.status for period in periods(fund.ledger) if period.code == month)


@pytest.mark.parametrize(("language", "said"), [("en", "No month is chosen."), ("cy", "Nid oes mis wedi'i ddewis.")])
def test_a_choice_that_was_not_made_is_told_beside_its_field_in_words_of_its_own(
    sign_in: Callable[..., Client], language: str, said: str
) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    for place in ("accruals/", "journals/new/", "virements/2025-26/"):
        refused = maker.post(f"/{language}/funds/small/{place}", {"do": "send", "account-3": "bank", "once": "a"})
        page = html.unescape(refused.content.decode())
        assert refused.status_code == 422 and "“–”" not in page and "FU044" in page, place
        beside = re.search(r'id="month-wrong">(.*?)</p>', page)
        assert beside and beside[1].startswith(said), place
        assert 'name="month" aria-invalid="true" aria-describedby="month-wrong"' in page
        assert f'href="#month">{said}</a>' in page
    page = maker.post("/en/funds/small/journals/new/", {"do": "send", "account-3": "bank"}).content.decode()
    assert 'id="partner-1-wrong"' in page and 'id="debit-1-wrong"' in page, "the line is told where it is written"
    assert re.search(r'id="account-1"[^>]*>.*?value="bank" selected', page, re.DOTALL)


def test_a_month_that_was_not_chosen_is_no_page_that_is_not_there(sign_in: Callable[..., Client]) -> None:
    refused = sign_in(Role.MANAGER).post(f"{AT}months/2025-26/", {"do": "close", "month": ""})
    assert refused.status_code == 422 and b"FU044" in refused.content


def test_the_categories_that_there_are_are_offered_for_an_accrual(sign_in: Callable[..., Client]) -> None:
    page = sign_in(Role.HOST_OFFICER).get(f"{AT}accruals/").content.decode()
    offered = re.search(r'<datalist id="category-known">(.*?)</datalist>', page)
    assert offered and '<option value="Nursing">' in offered[1] and 'list="category-known"' in page


def test_what_still_waits_is_not_put_forward_again_by_a_form_that_was_gone_back_to(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    """The back button gives a form of another name with everything that was written in it."""
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    balanced = LINES | {"partner-2": "board"}
    forms = ((f"{AT}journals/new/", balanced), (f"{AT}virements/2025-26/", VIREMENT))
    for count, (place, sent) in enumerate(forms, start=1):
        assert maker.post(place, sent | {"once": "one"}).status_code == 302
        again = maker.post(place, sent | {"once": "two"})
        assert again.status_code == 409 and b"GO003" in again.content
        assert Proposal.objects.count() == count
    before = head(fund.ledger)[0]
    assert approve_newest(checker) == 302 and head(fund.ledger)[0] == before + 1
    assert maker.post(forms[1][0], VIREMENT | {"once": "three", "amount": "£100"}).status_code == 302, (
        "another may follow"
    )
