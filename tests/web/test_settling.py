"""A settlement accepted by every partner and posted by two people; figures that move void what was accepted."""

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from cronfa.calendars import Year
from cronfa.cli.statements import why as why_command
from cronfa.fund.opening import RunningFund, find
from cronfa.fund.settling import accept, is_settled
from cronfa.fund.taking_in import take_in
from cronfa.governance import proposals
from cronfa.governance.decisions import decided
from cronfa.governance.models import Appointment, PartnerView, Person, Proposal
from cronfa.governance.roles import Role
from cronfa.governance.settlements import decision_wanted, position, put_decision_forward
from cronfa.ledger.finding import entries_with
from cronfa.ledger.funds import set_period
from cronfa.reporting import words
from cronfa.settlement.outcome import Decision, Outcome, Party
from small_fund import MAPPING
from web.api.programs import Program, answered, program
from web.desks import signed_in

WHY = "why/2025-26/equipment/overspend/2/council"
ADDRESS = "/en/funds/small/settlement/2025-26/12/"


def close(fund: RunningFund) -> None:
    for month in Year("2025-26").months():
        set_period(fund.ledger, month.label, "soft-closed" if month.number == 12 else "closed", who="test")


def word(client: Client, fund: RunningFund, partner: str, do: str = "accept", why: str = "") -> int:
    figures = position(fund, "2025-26", 12).figures_sha256
    return client.post(ADDRESS, {"do": do, "partner": partner, "figures": figures, "why": why}).status_code


def test_both_partners_accept_and_two_people_post(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    close(fund)
    council, board = sign_in(Role.PARTNER_OFFICER, "council"), sign_in(Role.CHIEF_OFFICER, "board")
    host = sign_in(Role.HOST_OFFICER)
    assert host.post(ADDRESS, {"do": "post", "why": "year end"}).status_code == 422
    assert word(council, fund, "council") == 302
    assert word(board, fund, "board") == 302
    assert host.post(ADDRESS, {"do": "post", "why": "year end"}).status_code == 302
    proposal = Proposal.objects.get(kind="settlement")
    asked = sign_in(Role.MANAGER).get(f"/en/funds/small/proposals/{proposal.pk}/").content.decode()
    assert "Post the settlement of 2025-26<" in asked and "months 1 to" not in asked
    for each in position(fund, "2025-26", 12).settlement.partners:
        assert words.money(abs(each.to_pay_pence)).en in asked
    assert (
        sign_in(Role.MANAGER).post(f"/en/funds/small/proposals/{proposal.pk}/", {"decision": "approve"}).status_code
        == 302
    )
    assert is_settled(fund, "2025-26")
    assert b"posted" in host.get(ADDRESS).content
    [number] = [each.number for each in entries_with(fund.ledger, {"kind": ["settlement"]})]
    refused = host.post(f"/en/funds/small/entries/{number}/reverse/", {"reason": "disputed"})
    assert refused.status_code == 422 and b"FU048" in refused.content
    assert not Proposal.objects.filter(kind="reversal").exists()


def test_nobody_speaks_for_another_partner(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    assert word(board, fund, "council") == 403
    assert word(sign_in(Role.HOST_OFFICER), fund, "council") == 403
    assert not PartnerView.objects.exists()


def test_a_dispute_needs_a_reason_and_stops_the_posting(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    assert word(board, fund, "board", "dispute") == 422
    assert word(board, fund, "board", "dispute", "not our placement") == 302
    assert word(sign_in(Role.PARTNER_OFFICER, "council"), fund, "council") == 302
    assert sign_in(Role.HOST_OFFICER).post(ADDRESS, {"do": "post", "why": "x"}).status_code == 422
    assert b"not our placement" in board.get(ADDRESS).content


def test_figures_that_have_moved_are_not_accepted_unseen(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    from cronfa.fund.correcting import reverse_entry

    board = sign_in(Role.PARTNER_OFFICER, "board")
    seen = position(fund, "2025-26", 12).figures_sha256
    assert word(board, fund, "board") == 302
    reverse_entry(fund, 5, "2025-09", "paid twice", "officer")
    assert board.post(ADDRESS, {"do": "accept", "partner": "board", "figures": seen}).status_code == 409
    assert "board" in position(fund, "2025-26", 12).stale


def board_has_decided() -> RunningFund:
    """A board's decision on the fund whose agreement leaves an overspend to it, put forward by one and approved by another."""
    deciding = find("deciding")
    people = {name: Person.objects.get(email=f"{name}@example.org") for name in ("stranger", "second")}
    for person in people.values():
        Appointment.objects.create(
            person=person, fund="deciding", role=Role.MANAGER.value, body="council", starts=date(2020, 4, 1),
            appointed_by="test",
        )  # fmt: skip
    wanted = decision_wanted(position(deciding, "2025-26", 12), "equipment-overspend-2")
    assert wanted is not None
    made = put_decision_forward(
        deciding, wanted, people["stranger"], year="2025-26", months=12, on=date(2026, 4, 20), minute="JB 12/26",
        agreed=True, split={"council": wanted.amount_pence},
    )  # fmt: skip
    proposals.approve(deciding, made, people["second"])
    return deciding


def told(who: Program, browser: Client, capsys: pytest.CaptureFixture[str]) -> tuple[str, ...]:
    """What the API, the page in both languages and the command line say of the line that the board decided."""
    [behind] = answered(who.get(f"/funds/deciding/{WHY}"))["decisions"]
    assert (behind["minute"], behind["on"], behind["agreed"]) == ("JB 12/26", "2026-04-20", True)
    assert behind["board"] == {"en": "Joint board", "cy": "Cyd-fwrdd"}
    assert behind["recorded_by"] == "second manager, prepared by stranger"
    pages = {lang: browser.get(f"/{lang}/funds/deciding/{WHY}/").content.decode() for lang in ("en", "cy")}
    capsys.readouterr()
    why_command(WHY.removeprefix("why/"), fund="deciding", rows=3, reported=None)
    printed = capsys.readouterr().out
    for lang, page in pages.items():
        assert f"<li>{behind['says'][lang]}</li>" in page
    assert f"  {behind['says']['en']}\n" in printed
    return behind["says"]["en"], behind["says"]["cy"]


def test_why_names_the_decision_its_minute_and_who_recorded_it(
    fund: RunningFund, capsys: pytest.CaptureFixture[str]
) -> None:
    """As soon as it is recorded, and for ever once the settlement is accepted, whatever boards record later."""
    browser = signed_in("second@example.org")
    assert browser.get(f"/en/funds/deciding/{WHY}/").status_code in (403, 404)
    deciding = board_has_decided()
    who, browser = program("second@example.org", fund="deciding"), signed_in("second@example.org")
    said = told(who, browser, capsys)
    assert said[0] == (
        "Joint board decided it on 20 April 2026: minute JB 12/26 (“equipment-overspend-2”). "
        "Recorded by second manager, prepared by stranger."
    )
    assert said[1].startswith("Cyd-fwrdd a benderfynodd hyn ar 20 Ebrill 2026: cofnod cyfarfod JB 12/26")
    close(deciding)
    accept(deciding, "2025-26", "manager", decided(deciding, "2025-26"))
    assert told(who, browser, capsys) == said


def test_what_was_reported_on_the_command_line_stands_on_the_pages_too(fund: RunningFund) -> None:
    """A settlement accepted with a decision that no page knows of shows the same figures everywhere."""
    deciding = find("deciding")
    wanted = decision_wanted(position(deciding, "2025-26", 12), "equipment-overspend-2")
    assert wanted is not None
    given = Decision(
        wanted.decision, wanted.board, date(2026, 4, 20), "7", split=((Party("partner", "board"), wanted.amount_pence),)
    )
    reported = Outcome(year="2025-26", spend={}, decisions={given.id: given})
    close(deciding)
    settled = accept(deciding, "2025-26", "manager", reported).settlement
    assert position(deciding, "2025-26", 12).settlement.lines == settled.lines
    assert not position(deciding, "2025-26", 12).settlement.decisions


def test_what_all_partners_pay_is_added_up(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    """The same sum as in the schedule above it: what the fund gets in all, less what it gives back."""
    page = sign_in(Role.HOST_OFFICER).get(ADDRESS).content.decode()
    said = page[page.index('id="said"') :]
    total = sum(each.to_pay_pence for each in position(fund, "2025-26", 12).settlement.partners)
    row = said[said.index('class="govuk-table__row total"') :].split("</tr>")[0]
    assert f">{words.money(total).en}</td>" in row and ">Total</th>" in row


@pytest.mark.parametrize(("language", "said"), [("en", ": to pay (− to get)"), ("cy", ": i'w dalu (− i'w gael)")])
def test_the_list_of_settlements_says_what_each_year_comes_to(
    sign_in: Callable[..., Client], fund: RunningFund, language: str, said: str
) -> None:
    """The row says what the settlement's own page and the API say."""
    who = sign_in(Role.BOARD_MEMBER, "board")
    page = html.unescape(who.get(f"/{language}/funds/small/settlement/").content.decode())
    found = position(fund, "2025-26", 12).settlement
    assert page.count(said) == len(found.partners) and any(each.to_pay_pence for each in found.partners)
    terms = fund.terms_of("2025-26")
    for each in found.partners:
        assert terms.name(each.partner).to("cy" if language == "cy" else "en") in page
        assert words.money(each.to_pay_pence).en in page
    assert words.money(sum(each.variance_pence for each in found.schemes), sign=True).en in page
    [year] = answered(program(Role.BOARD_MEMBER, "board").get("/funds/small/settlements"))["items"]
    assert year["to_pay_pence"] == {each.partner: each.to_pay_pence for each in found.partners}
    assert year["variance_pence"] == sum(each.variance_pence for each in found.schemes)


def test_from_what_a_partner_bears_one_comes_to_the_rows(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    """Settlement, its share, the step, the spend that the step meets: the rows with their entries stand there."""
    who = sign_in(Role.PARTNER_OFFICER, "council")
    found = set(re.findall(r'href="([^"]*/partner/council/borne/)"', who.get(ADDRESS).content.decode()))
    [share] = found
    steps = re.findall(r'href="([^"]*/why/[^"]*/(?:over|under)spend/[^"]*/council/)"', who.get(share).content.decode())
    assert steps
    for step in steps:
        page = who.get(step).content.decode()
        spend = re.search(r'href="([^"]*/why/[^"]*/spend/)"', page)
        assert spend, step
        assert "/entries/" in who.get(spend[1]).content.decode()


def wanted_by_board() -> tuple[RunningFund, Client, int]:
    """The fund that leaves an overspend to its board, someone who may record decisions of it, and the amount in pence."""
    deciding = find("deciding")
    for name in ("stranger", "second"):
        Appointment.objects.create(
            person=Person.objects.get(email=f"{name}@example.org"), fund="deciding", role=Role.MANAGER.value,
            body="council", starts=date(2020, 4, 1), appointed_by="test",
        )  # fmt: skip
    [wanted] = position(deciding, "2025-26", 12).settlement.decisions
    return deciding, signed_in("stranger@example.org"), wanted.amount_pence


AT_DECIDING = "/en/funds/deciding/settlement/2025-26/12/"
DECISION = {"do": "decide", "decision": "equipment-overspend-2", "minute": "JB 41", "agreed": "yes", "on": "2026-06-03"}


def test_a_decision_that_does_not_settle_the_amount_is_refused_on_its_page_with_what_was_typed(
    fund: RunningFund,
) -> None:
    _, client, pence = wanted_by_board()
    for part, code in (
        (f"{pence // 100 - 1}.07", "SE018"),
        (f"{pence // 100 + 9}", "SE009"),
        ("lots", "MN"),
        ("", "SE018"),
    ):
        refused = client.post(AT_DECIDING, {**DECISION, "part:council": part})
        page = refused.content.decode()
        assert refused.status_code == 422 and code in page, part
        assert f'name="part:council" value="{part}"' in page and 'value="JB 41"' in page
    page = client.post(AT_DECIDING, {**DECISION, "part:board": "lots", "on": ""}).content.decode()
    assert 'href="#part1board"' in page and 'href="#on1"' in page and 'id="part1board"' in page
    assert not Proposal.objects.filter(fund="deciding").exists()


def test_whoever_approves_a_decision_sees_who_takes_how_much_and_the_settlement_says_that_it_waits(
    fund: RunningFund,
) -> None:
    deciding, client, pence = wanted_by_board()
    sent = client.post(AT_DECIDING, {**DECISION, "part:council": "100", "part:board": f"{(pence - 10_000) / 100:.2f}"})
    asked = sent["Location"]
    waiting = client.get(AT_DECIDING).content.decode()
    assert asked in waiting and "Record what Joint board decided on 3 June 2026: minute JB 41" in waiting
    checker = signed_in("second@example.org")
    page = checker.get(asked).content.decode()
    assert "Sir Enghraifft Council takes" in page and "£100.00" in page and "Together" in page
    assert checker.post(asked, {"decision": "approve"}).status_code == 302
    recorded = client.get(AT_DECIDING).content.decode()
    assert asked not in recorded and "Sir Enghraifft Council £100.00; Enghraifft Health Board" in recorded
    assert "Cyngor Sir Enghraifft £100.00" in client.get(AT_DECIDING.replace("/en/", "/cy/")).content.decode()
    assert not position(deciding, "2025-26", 12).settlement.problems


def test_a_decision_that_the_figures_have_outgrown_is_asked_for_again(fund: RunningFund, tmp_path: Path) -> None:
    deciding, client, pence = wanted_by_board()
    sent = client.post(AT_DECIDING, {**DECISION, "part:council": f"{pence / 100:.2f}"})
    signed_in("second@example.org").post(sent["Location"], {"decision": "approve"})
    late = "Date,Amount,Id,Kind,Supplier,Scheme\n2025-09-30,500.00,L1,Beds,New Cyf,equipment\n"
    (tmp_path / "late.csv").write_text(late, "utf-8")
    take_in(deciding, tmp_path / "late.csv", MAPPING, "officer", confirmed=lambda _: True)
    page = client.get(AT_DECIDING).content.decode()
    assert "It cannot be posted like this" in page and "SE018" in page
    [again] = position(deciding, "2025-26", 12).wanted
    assert again.amount_pence > pence and f'value="{again.decision}"' in page
    anew = {**DECISION, "minute": "JB 44", "part:council": f"{again.amount_pence / 100:.2f}"}
    sent = client.post(AT_DECIDING, anew)
    signed_in("second@example.org").post(sent["Location"], {"decision": "approve"})
    after = position(deciding, "2025-26", 12)
    assert not after.wanted and not after.settlement.problems
