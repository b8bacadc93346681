"""A settlement accepted by every partner and posted by two people; figures that move void what was accepted."""

from collections.abc import Callable

from django.test import Client

from cronfa.calendars import Year
from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import is_settled
from cronfa.governance.models import PartnerView, Proposal
from cronfa.governance.roles import Role
from cronfa.governance.settlements import position
from cronfa.ledger.funds import set_period

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
    assert (
        sign_in(Role.MANAGER).post(f"/en/funds/small/proposals/{proposal.pk}/", {"decision": "approve"}).status_code
        == 302
    )
    assert is_settled(fund, "2025-26")
    assert b"posted" in host.get(ADDRESS).content


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
