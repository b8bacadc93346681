"""Who may open and send what: every registered page, every role, own fund and another's (R8)."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import ACTS, RIGHTS, Right, Role
from cronfa.web.pages import PAGES
from web.every_page import MISSING_IS_RIGHT, address

DESKS = [(role, body) for role in Role for body in (("council", "board") if ACTS[role] == "for a partner" else ("",))]


@pytest.mark.parametrize(("role", "body"), DESKS)
def test_every_page_opens_for_those_whose_role_has_the_right_and_for_nobody_else(
    sign_in: Callable[..., Client], role: Role, body: str
) -> None:
    client = sign_in(role, body)
    for page in PAGES:
        may = page.needs in RIGHTS[role]
        status = client.get(address(page, "small", body)).status_code
        allowed = {404} if page.name in MISSING_IS_RIGHT else {200, 302}
        assert status in (allowed if may else {403}), (role, page.name, status)


@pytest.mark.parametrize(("role", "body"), DESKS)
def test_nothing_is_sent_by_those_without_the_right_to_change(
    sign_in: Callable[..., Client], role: Role, body: str
) -> None:
    client = sign_in(role, body)
    for page in PAGES:
        status = client.post(address(page, "small", body), {"partner": body}).status_code
        if page.changes is None:
            assert status == 405, (role, page.name, status)
        elif not {page.needs, page.changes} <= RIGHTS[role]:
            assert status == 403, (role, page.name, status)
        else:
            assert status in (302, 404, 422), (role, page.name, status)


def test_a_fund_without_a_role_in_it_is_not_there_and_none_of_it_is_said(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    client = sign_in("stranger@example.org")
    for page in PAGES:
        response = client.get(address(page, "small"))
        assert response.status_code == 404, page.name
        assert b"Small pool" not in response.content and b"Sir Enghraifft" not in response.content, page.name


def test_whoever_is_not_signed_in_is_asked_to(fund: RunningFund) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    for page in PAGES:
        response = client.get(address(page, "small"))
        assert response.status_code == 302 and "/account/login/" in response["Location"], page.name


def test_every_address_of_a_fund_is_a_registered_page() -> None:
    """A route put into the map by hand would have no right beside it."""
    routes = [pattern for pattern in _patterns(get_resolver().url_patterns) if "<slug:fund>" in str(pattern.pattern)]
    known = {page.name for page in PAGES}
    assert routes and {pattern.name for pattern in routes} == known


def _patterns(patterns: list[object]) -> list[object]:
    found: list[object] = []
    for pattern in patterns:
        found += _patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]
    return found


def test_an_ended_appointment_gives_no_right(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    from datetime import date

    from cronfa.governance.models import Appointment

    client = sign_in(Role.AUDITOR)
    assert client.get("/en/funds/small/").status_code == 200
    Appointment.objects.filter(role=Role.AUDITOR.value).update(ends=date(2020, 5, 1))
    assert client.get("/en/funds/small/").status_code == 404


def test_a_role_for_the_host_held_for_another_body_gives_no_right(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    from cronfa.governance.models import Appointment

    client = sign_in(Role.HOST_OFFICER)
    Appointment.objects.filter(role=Role.HOST_OFFICER.value).update(body="board")
    assert client.get("/en/funds/small/").status_code == 404


def test_a_partner_sees_its_own_statement_and_entries_and_not_the_other_partners(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    assert board.get("/en/funds/small/figures/2025-26/6/statement-board/").status_code == 200
    assert board.get("/en/funds/small/figures/2025-26/6/statement-council/").status_code == 404
    assert board.get("/en/funds/small/why/small/2025-26/statement-council/account.due/amount/").status_code == 404


def test_the_rows_behind_a_figure_are_those_that_one_may_open(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    """Equipment is paid for by whose responsibility it is; the council may not open what concerns the board alone."""
    figure = "/en/funds/small/why/2025-26/equipment/spend/"
    for role, body in ((Role.PARTNER_OFFICER, "council"), (Role.BOARD_MEMBER, "council"), (Role.AUDITOR, "")):
        client = sign_in(role, body)
        entries = re.findall(r'href="(/en/funds/small/entries/\d+/)"', client.get(figure).content.decode())
        assert all(client.get(entry).status_code == 200 for entry in entries)
        assert bool(entries) == (role != Role.BOARD_MEMBER)


def test_the_right_to_approve_is_never_given_with_the_role_of_a_partner_alone() -> None:
    assert {role for role in Role if Right.APPROVE in RIGHTS[role]} == {Role.MANAGER, Role.HOST_OFFICER}
