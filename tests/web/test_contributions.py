"""Contributions: the schedule, its documents, and money that comes, recorded by one and approved by another."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from cronfa.fund.contributing import Arrival, check
from cronfa.fund.opening import RunningFund, open_fund
from cronfa.fund.settling import accept, close_months
from cronfa.governance.models import Appointment, Proposal
from cronfa.governance.roles import Role
from cronfa.ledger.queries import balances, entry
from cronfa.ledger.stored import head
from cronfa.problems import Problems
from page_words import TAG
from small_fund import AGREEMENT

YEAR = "/en/funds/small/contributions/2025-26/"
BOARD = f"{YEAR}board/2/"
CAME = {
    "on": "2025-07-30", "reference": "BACS 81", "pence:equipment": "£1,200", "pence:homecare": "2,500.00", "why": "statement 12",
}  # fmt: skip


def record(client: Client, sent: dict[str, str]) -> int:
    response = client.post(BOARD, sent)
    assert response.status_code == 302, response.content.decode()
    return int(response["Location"].rstrip("/").split("/")[-1])


def approve(client: Client, number: int) -> int:
    return client.post(f"/en/funds/small/proposals/{number}/", {"decision": "approve"}).status_code


def test_what_is_late_is_said_in_words_and_days(sign_in: Callable[..., Client]) -> None:
    page = TAG.sub("", sign_in(Role.MANAGER).get(YEAR, {"as-at": "2025-08-01"}).content.decode())
    assert "£0 of the £36,000 due for 2025-26 has arrived; £18,000 is late." in page
    assert "Late by 93 days" in page and "Late by one day" in page and "Not yet due" in page
    assert "Assumed: each is due by the end of its first month." in page
    welsh = sign_in(Role.MANAGER).get("/cy/funds/small/contributions/2025-26/?as-at=2025-08-01").content.decode()
    assert "93 diwrnod yn hwyr" in welsh


def test_money_that_came_is_posted_when_another_person_approves(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    before = head(fund.ledger)[0]
    number = record(sign_in(Role.HOST_OFFICER), CAME)
    assert head(fund.ledger)[0] == before
    assert approve(sign_in(Role.HOST_OFFICER), number) == 403 or head(fund.ledger)[0] == before
    assert approve(sign_in(Role.MANAGER), number) == 302
    posted = entry(fund.ledger, before + 1)
    assert (posted.kind, posted.narrative, posted.period) == ("contribution", "BACS 81", "2025-07")
    paid = balances(fund.ledger, ("scheme",), where={"account": "contributions", "partner": "board"})
    assert paid == {("equipment",): -120_000, ("homecare",): -250_000}
    page = sign_in(Role.PARTNER_OFFICER, "board").get(f"{YEAR}?as-at=2025-08-01").content.decode()
    assert "Arrived" in page and "£3,700.00" in page


def test_one_bank_reference_is_recorded_once(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    """A double click, the back button, another person with the same bank statement: one entry."""
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    number = record(maker, CAME)
    again = maker.post(BOARD, CAME)
    assert again.status_code == 409 and b"GO003" in again.content
    assert approve(checker, number) == 302
    after = head(fund.ledger)[0]
    again = checker.post(BOARD, CAME)
    assert again.status_code == 409 and b"GO003" in again.content and head(fund.ledger)[0] == after


def test_every_problem_is_shown_at_once_and_what_was_sent_is_kept(sign_in: Callable[..., Client]) -> None:
    refused = sign_in(Role.HOST_OFFICER).post(BOARD, {"on": "soon", "pence:equipment": "much", "why": ""})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert all(code in page for code in ("WE005", "MN001", "GO004", "FU022"))
    assert 'value="much"' in page and "FU023" not in page


def test_money_for_a_scheme_without_a_name_is_a_problem(fund: RunningFund) -> None:
    arrival = Arrival("2025-26", "board", date(2025, 7, 30), "BACS 81", {" ": 120_000})
    with pytest.raises(Problems) as refused:
        check(fund, arrival)
    assert [problem.code for problem in refused.value.problems] == ["FU045"]


def test_a_partner_sees_its_own_instalments_and_the_totals_of_all(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    page = board.get(YEAR).content.decode()
    assert "Schedule of Enghraifft Health Board" in page and "Schedule of Sir Enghraifft Council" not in page
    assert "£36,000.00" in page and "Sir Enghraifft Council" in page
    assert board.get(f"{YEAR}council/2/").status_code == 404
    assert board.get(f"{YEAR}council/2/invoice.pdf").status_code == 404
    assert board.get(f"{YEAR}files/schedule-council.csv").status_code == 404
    member = sign_in(Role.BOARD_MEMBER).get(YEAR).content.decode()
    assert "£36,000.00" in member and "Schedule of" not in member


def test_an_invoice_is_the_same_bytes_whenever_it_is_made(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    first = {
        ending: sign_in(Role.MANAGER).get(f"{BOARD}invoice.{ending}").content for ending in ("pdf", "html", "json")
    }
    approve(sign_in(Role.MANAGER), record(sign_in(Role.HOST_OFFICER), CAME))
    again = {ending: sign_in(Role.AUDITOR).get(f"{BOARD}invoice.{ending}").content for ending in first}
    assert first == again
    made = json.loads(first["json"])
    assert made["subtitle"]["en"] == "small/2025-26/board/2" and made["title"]["cy"] == "Anfoneb"
    welsh = sign_in(Role.MANAGER).get(BOARD.replace("/en/", "/cy/") + "invoice.html").content.decode()
    assert "talwch £4,200.00 erbyn 31 Gorffennaf 2025" in welsh


def test_a_table_has_its_twins(sign_in: Callable[..., Client]) -> None:
    written = sign_in(Role.MANAGER).get(f"{YEAR}files/partners.csv?as-at=2025-08-01").content.decode("utf-8-sig")
    assert written.splitlines()[1].startswith("Sir Enghraifft Council,19200.00,9600.00,0.00,9600.00,0.00,")
    assert sign_in(Role.MANAGER).get(f"{YEAR}files/nothing.csv").status_code == 404
    assert sign_in(Role.MANAGER).get(f"{YEAR}files/contributions.pdf").content.startswith(b"%PDF")


def test_a_settlement_leaves_an_invoice_that_is_paid_by_two_people(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    close_months(fund, "2025-26", "manager")
    accept(fund, "2025-26", "manager")
    client = sign_in(Role.MANAGER)
    assert "In the settlement" in client.get(YEAR).content.decode()
    page = client.get(f"{YEAR}board/settlement/").content.decode()
    assert "please pay" in page and "stands open" in page
    sent = {"on": "2026-05-04", "reference": "BACS 9", "amount": "£100", "why": "statement 14"}
    assert client.post(f"{YEAR}board/settlement/", sent | {"amount": "£1,000,000"}).status_code == 422
    response = sign_in(Role.HOST_OFFICER).post(f"{YEAR}board/settlement/", sent)
    assert response.status_code == 302
    assert approve(client, Proposal.objects.latest("pk").pk) == 302
    page = client.get(f"{YEAR}board/settlement/").content.decode()
    assert "Paid, reference BACS 9" in page and "-£100.00" in page.replace("−", "-")


def test_a_year_of_another_agreement_is_refused_plainly(sign_in: Callable[..., Client]) -> None:
    assert sign_in(Role.MANAGER).get("/en/funds/small/contributions/1990-91/").status_code == 422
    assert sign_in(Role.MANAGER).get("/en/funds/small/contributions/nonsense/").status_code == 422


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 8, 1), "as at 1 August 2025"),  # while the year runs it is today
        (
            date(2027, 1, 1),
            "as at 30 September 2025",
        ),  # over and not settled: as far as the ledger reaches, as the home page
    ],
)
def test_what_is_late_is_told_at_a_day_that_the_page_says(
    sign_in: Callable[..., Client], fund: RunningFund, monkeypatch: pytest.MonkeyPatch, today: date, said: str
) -> None:
    monkeypatch.setattr("cronfa.web.pages.timezone.localdate", lambda: today)
    assert said in sign_in(Role.MANAGER).get(YEAR).content.decode()


def test_what_a_partner_has_no_part_in_is_neither_in_its_schedule_nor_on_its_invoice(
    sign_in: Callable[..., Client], fund: RunningFund, tmp_path: Path
) -> None:
    alone = "  clubs:\n    title: {en: Lunch clubs, cy: Clybiau cinio}\n    budget: £1,200\n    contributions: {council: 100%}\n"
    (tmp_path / "clubs.yaml").write_text(
        AGREEMENT.format(name="clubs", title="Clubs", title_cy="Clybiau") + alone, "utf-8"
    )
    open_fund(tmp_path / "clubs.yaml", "manager")
    for each in Appointment.objects.filter(fund="small"):
        Appointment.objects.create(
            person=each.person, fund="clubs", role=each.role, body=each.body, starts=each.starts, appointed_by="test"
        )
    at = "/en/funds/clubs/contributions/2025-26/"
    own, other = (sign_in(Role.PARTNER_OFFICER, body).get(at).content.decode() for body in ("council", "board"))
    assert own.count(">Lunch clubs<") > other.count(">Lunch clubs<") and "Nothing due" not in other
    invoices = [
        sign_in(Role.PARTNER_OFFICER, body).get(f"{at}{body}/1/").content.decode() for body in ("council", "board")
    ]
    assert ["Lunch clubs" in each for each in invoices] == [True, False]
