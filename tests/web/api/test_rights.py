"""Who may ask for and send what through the API: every address, every role, own fund and another's (R8, R17)."""

from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver

from cronfa.api.addresses import ADDRESSES, Address
from cronfa.api.doors import Bearer
from cronfa.api.service import api
from cronfa.fund.opening import RunningFund
from cronfa.governance import tokens
from cronfa.governance.models import Appointment, Person, Token
from cronfa.governance.roles import ACTS, RIGHTS, Right, Role
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.posting import post
from web.api.programs import Program, answered, program, refused

GIVEN = {
    "{year}": "2025-26", "{months}": "6", "{name}": "settlement", "{table}": "partners", "{number}": "5",
    "{sha256}": "0" * 64, "{path:figure}": "2025-26/equipment/spend", "{side}": "ours", "{before}": "1", "{after}": "2",
}  # fmt: skip
"""What an address needs beside the fund. One that takes more and is not here fails."""
MISSING_IS_RIGHT = {
    "get_proposal", "get_exception", "get_evidence", "get_file", "get_frozen_report", "get_agreement_text", "get_run", "get_run_report",
    "get_reconciliation", "list_matches", "list_unmatched", "compare_versions", "get_settled_account",
}  # fmt: skip
"""Nothing of the kind is in the small fund: whoever may look finds nothing there."""
DESKS = [(role, body) for role in Role for body in (("council", "board") if ACTS[role] == "for a partner" else ("",))]


def path_of(address: Address, fund: str = "small", body: str = "") -> str:
    """The address with what it takes; of one partner it is that of the body one acts for."""
    path = address.path.replace("{fund}", fund).replace("{partner}", body or "council")
    if address.name == "ask_for_certainty":
        path = path.replace("{months}", "12")  # refused at once: nothing is fitted beside the test
    if address.name == "get_invoice":
        path = path.replace("{number}", "2")  # a year has four instalments
    for name, value in GIVEN.items():
        path = path.replace(name, value)
    assert "{" not in path, f"say in GIVEN what {address.path} takes"
    return path


def sent(who: Program, address: Address, fund: str = "small", body: str = "") -> int:
    """The status of an empty request to an address."""
    path = path_of(address, fund, body)
    if address.method == "GET":
        return who.get(path).status_code
    if address.name in ("send_file", "send_pack", "start_reconciliation"):
        return who.send(path, {"nothing": "x"}).status_code
    return who.post(path, {}).status_code


@pytest.mark.parametrize(("role", "body"), DESKS)
def test_every_address_opens_for_those_whose_role_has_the_right_and_for_nobody_else(
    fund: RunningFund, role: Role, body: str
) -> None:
    who = program(role, body)
    for address in ADDRESSES:
        may = address.needs is None or address.needs in RIGHTS[role]
        if address.name == "export_fund":
            may = may and Right.SEE_TRAIL in RIGHTS[role]
        status = sent(who, address, body=body)
        if not may:
            assert status == 403, (role, address.name, status)
        elif address.method == "GET":
            missing = address.name in MISSING_IS_RIGHT or (address.name == "get_entry" and status == 404)
            assert status == (404 if missing else 200), (role, address.name, status)
        else:
            assert status in (201, 404, 422), (role, address.name, status)


@pytest.mark.parametrize("left_out", [right for right in tokens.FOR_PROGRAMS if right in RIGHTS[Role.MANAGER]])
def test_a_token_without_a_right_is_refused_whatever_its_person_may(fund: RunningFund, left_out: Right) -> None:
    brings_it = {Right.SEE_ALL_POSTINGS} if left_out is Right.SEE_POSTINGS else set()
    carried = {right for right in tokens.FOR_PROGRAMS if right in RIGHTS[Role.MANAGER]} - {left_out} - brings_it
    who = program(Role.MANAGER, rights=carried)
    for address in ADDRESSES:
        if address.needs == left_out:
            assert sent(who, address) == 403, address.name


def test_another_fund_is_not_there_and_nothing_of_it_is_said(fund: RunningFund) -> None:
    stranger, manager = program("stranger@example.org", fund="other"), program(Role.MANAGER)
    for address in ADDRESSES:
        if "{fund}" in address.path:
            assert sent(stranger, address) == 404, address.name
            assert sent(manager, address, "other") == 404, address.name
            assert sent(manager, address, "nowhere") == 404, address.name
    answer = stranger.get("/funds/small")
    assert b"Small pool" not in answer.content and b"Sir Enghraifft" not in answer.content


def test_nobody_is_let_in_without_a_token(fund: RunningFund) -> None:
    for text in ("", "cronfa_" + "x" * 43):
        for address in ADDRESSES:
            assert sent(Program(text), address) == 401, address.name


def test_every_address_is_registered_with_its_right_and_behind_the_door() -> None:
    """A route put into the map by hand would have no right beside it."""
    known = {(each.method, each.path): each.needs for each in ADDRESSES}
    found = {}
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                [door] = operation.auth_callbacks
                assert isinstance(door, Bearer)
                found |= {(method, path): door.needs for method in operation.methods}
    assert found == known
    others = {pattern.name for pattern in _patterns(api.urls[0])} - {each.name for each in ADDRESSES}
    assert others == {"openapi-json", "api-root"}
    assert [str(each.pattern) for each in get_resolver().url_patterns if "api" in str(each.pattern)] == ["api/v1/"]


def _patterns(patterns: list[URLPattern]) -> list[URLPattern]:
    return [each for each in patterns if isinstance(each, URLPattern)]


def test_a_token_has_no_right_that_no_address_asks_for() -> None:
    asked = {each.needs for each in ADDRESSES if each.needs} | {Right.APPROVE}  # asked for by kinds of proposal
    assert asked == set(tokens.FOR_PROGRAMS)


def test_a_browsers_session_opens_nothing(fund: RunningFund) -> None:
    from django.conf import settings

    client = Client(HTTP_HOST="127.0.0.1")
    person = Person.objects.get(email="auditor-fund@example.org")
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get("/en/funds/small/postings/").status_code == 200
    refused(client.get("/api/v1/funds/small"), 401, "AP001")


def test_a_token_ends_with_the_appointment_that_it_stands_on(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    assert who.get("/funds/small").status_code == 200
    Appointment.objects.filter(role=Role.AUDITOR.value).update(ends=date(2020, 5, 1))
    assert who.get("/funds/small").status_code == 404


def test_a_token_ends_with_its_last_day_and_with_its_person(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    Person.objects.filter(email="auditor-fund@example.org").update(is_active=False)
    assert who.get("/funds/small").status_code == 404
    Person.objects.filter(email="auditor-fund@example.org").update(is_active=True)
    token = Token.objects.get()
    assert tokens.find(who.token, token.expires) is not None
    assert tokens.find(who.token, date(2999, 1, 1)) is None


@pytest.mark.parametrize(
    ("approves", "status"), [("same token", 403), ("another token of the same person", 403), ("second", 201)]
)
def test_nobody_approves_what_they_prepared_through_any_token(fund: RunningFund, approves: str, status: int) -> None:
    maker = program(Role.MANAGER)
    number = answered(maker.post("/funds/small/entries/5/reversal", {"reason": "paid twice"}), 201)["number"]
    checker = {"same token": maker, "second": program("second@example.org")}.get(approves) or program(Role.MANAGER)
    response = checker.post(f"/funds/small/proposals/{number}/decision", {"decision": "approve"})
    assert response.status_code == status
    if status == 403:
        refused(response, 403, "GO001")
        assert answered(checker.get(f"/funds/small/proposals/{number}"))["may"] == ["withdraw"]


def test_to_approve_needs_the_right_of_the_kind_and_the_second_proof(fund: RunningFund) -> None:
    number = answered(program(Role.MANAGER).post("/funds/small/entries/5/reversal", {"reason": "twice"}), 201)["number"]
    path, approve = f"/funds/small/proposals/{number}/decision", {"decision": "approve"}
    refused(program(Role.AUTHORISER, "council").post(path, approve), 403, "AP003")
    refused(program("second@example.org", rights={Right.SEE_FUND}).post(path, approve), 403, "AP003")
    second = program("second@example.org")
    with override_settings(SECOND_PROOF=True):
        refused(second.post(path, approve), 403, "AP004")
    assert second.post(path, approve).status_code == 201


def test_a_partners_program_sees_its_own_entries_statement_and_questions_alone(fund: RunningFund) -> None:
    board, council = program(Role.PARTNER_OFFICER, "board"), program(Role.PARTNER_OFFICER, "council")
    lines = [PostingDraft("bank", "board", 500, "homecare"), PostingDraft("contributions", "board", -500, "homecare")]
    draft = EntryDraft("contribution", "k", date(2025, 9, 1), "2025-09", "paid in", "officer", lines)
    [number] = post(fund.ledger, [draft]).numbers
    assert number in _listed(board) and number not in _listed(council)
    assert board.get(f"/funds/small/entries/{number}").status_code == 200
    refused(council.get(f"/funds/small/entries/{number}"), 404, "AP005")
    asked = {"partner": "council", "text": "whose?"}
    refused(council.post(f"/funds/small/entries/{number}/question", asked), 404, "AP005")
    assert b"paid in" not in b"".join(council.get("/funds/small/postings.csv"))
    names = {each["name"] for each in answered(board.get("/funds/small/reports"))["items"]}
    assert "statement-board" in names and "statement-council" not in names
    assert board.get("/funds/small/reports/2025-26/6/statement-council").status_code == 404
    assert board.get("/funds/small/why/small/2025-26/statement-council/account.due/amount").status_code == 404
    question = answered(board.post("/funds/small/entries/5/question", {"partner": "board", "text": "ours?"}), 201)
    assert council.get(f"/funds/small/exceptions/{question['number']}").status_code == 404
    refused(board.post("/funds/small/entries/6/question", {"partner": "council", "text": "x"}), 403, "AP003")
    said = {"partner": "council", "view": "accept", "figures_sha256": "0" * 64}
    refused(board.post("/funds/small/settlements/2025-26/12/word", said), 403, "AP003")


def _listed(who: Program) -> set[int]:
    return {each["number"] for each in answered(who.get("/funds/small/postings?limit=1000"))["items"]}
