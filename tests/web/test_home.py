"""The fund's home: what waits, what can be trusted, what changed, and how sure the forecast is."""

import json
import zlib
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance import outlooks, working
from cronfa.governance.models import Event, Outlook, Person, Query
from cronfa.governance.roles import Role
from cronfa.web.presenters import home

HOME = "/en/funds/small/"
CHAIN = "/en/funds/small/verification/"


def test_verifying_the_chain_is_kept_for_everybody(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    assert "not yet verified" in sign_in(Role.AUDITOR).get(HOME).content.decode()
    assert sign_in(Role.BOARD_MEMBER).post(CHAIN).status_code == 302
    assert Event.objects.filter(what="verified the chain").count() == 1
    assert "verified by board-member council" in sign_in(Role.AUDITOR).get(HOME).content.decode()
    assert "whole" in sign_in(Role.AUDITOR).get(CHAIN).content.decode()


def test_what_waits_is_what_this_person_can_do(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    board.post("/en/funds/small/entries/5/question/", {"partner": "board", "text": "not ours"})
    assert "Answer exception 1" in sign_in(Role.HOST_OFFICER).get(HOME).content.decode()
    assert "Answer exception 1" not in board.get(HOME).content.decode()
    Query.objects.update(due=date(2026, 1, 5))
    assert "was due 5 January 2026" in sign_in(Role.HOST_OFFICER).get(HOME).content.decode()
    sent = {"partner": "board", "against": "spend", "first": "2025-04", "last": "2025-06"}
    file = SimpleUploadedFile("l.csv", b"Date,Amount,Reference\n2025-04-02,10.00,A\n2025-04-03,11.00,B\n")
    board.post("/en/funds/small/reconciliations/", {**sent, "file": file})
    chief = sign_in(Role.CHIEF_OFFICER, "board").get(HOME).content.decode()
    assert "Sign off the reconciliation of Enghraifft Health Board" in chief
    assert "Finish reconciling Enghraifft Health Board" in board.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("pence", "said"),
    [
        (41_200_000, ("Forecast £412,000 over budget (0.7%)", "Rhagolwg o £412,000 dros y gyllideb (0.7%)")),
        (-41_200_000, ("Forecast £412,000 under budget (0.7%)", "Rhagolwg o £412,000 o dan y gyllideb (0.7%)")),
        (0, ("Forecast to end on budget", "Rhagolwg o orffen ar y gyllideb")),
    ],
)
def test_the_title_says_over_under_or_on_budget(pence: int, said: tuple[str, str]) -> None:
    whole = Mock(outturn_variance_pence=pence, outturn_variance_part=Fraction(pence, 5_885_714_285))
    made = home._title(whole)
    assert (made.en, made.cy) == said


def test_the_month_grid_opens_down_to_a_month(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    page = sign_in(Role.BOARD_MEMBER).get(f"{HOME}?year=2025-26&month=4").content.decode()
    assert "/schemes/2025-26/4/equipment/" in page and "/schemes/2025-26/5/equipment/" not in page
    assert f"{HOME}?year=2025-26&amp;month=3" in page


def test_how_sure_the_forecast_is_stands_on_the_page_once_it_is_worked_out(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board = sign_in(Role.BOARD_MEMBER)
    assert "Work out how sure it is" in board.get(HOME).content.decode()
    assert "Work out how sure it is" not in sign_in(Role.AUDITOR).get(HOME).content.decode()
    outlooks.ask(fund, "2025-26", 6, Person.objects.get(email="board-member-council@example.org"))
    assert "is being worked out" in board.get(HOME).content.decode()
    ahead = [700_000, 800_000, 900_000, 1_000_000, 1_100_000, 1_200_000]
    ends = [[pence - 50_000, pence + 60_000] for pence in ahead]
    content = {"middle_pence": ahead, "intervals": {"80": ends, "95": [[low - 1, high + 1] for low, high in ends]}}
    Outlook.objects.update(state=Outlook.DONE, result=zlib.compress(json.dumps(content).encode()))
    page = board.get(HOME).content.decode()
    assert "By the pattern of past years the year comes to £12,000" in page and "To (80 in 100)" in page
    assert "£12,600.00" in page


def test_an_outlook_is_asked_for_once_and_again_when_it_failed(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    person = Person.objects.first()
    assert person is not None
    for _ in range(2):
        outlooks.ask(fund, "2025-26", 6, person)
    assert Outlook.objects.get().state == Outlook.WAITING
    board = sign_in(Role.BOARD_MEMBER)
    assert "Work out how sure it is" not in board.get(HOME).content.decode()
    Outlook.objects.update(made_at="2026-01-01T00:00:00Z")
    assert "no worker is at work" in board.get(HOME).content.decode()
    why = [{"en": {"what": "the fit went wrong"}, "cy": {"what": "aeth y ffitio o'i le"}}]
    Outlook.objects.update(state=Outlook.FAILED, problems=json.dumps(why))
    page = board.get(HOME).content.decode()
    assert "could not be worked out: the fit went wrong." in page and "Work out how sure it is" in page
    outlooks.ask(fund, "2025-26", 6, person)
    assert Outlook.objects.get().state == Outlook.WAITING


def test_a_worker_works_it_out_or_says_why_not(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    person = Person.objects.first()
    assert person is not None
    outlooks.ask(fund, "2025-26", 6, person)
    assert working.work_once("test", tables=(Outlook,))
    found = Outlook.objects.get()
    page = sign_in(Role.BOARD_MEMBER).get(HOME).content.decode()
    if found.state == Outlook.DONE:
        assert "By the pattern of past years" in page
    else:
        (why,) = outlooks.why_failed(found)
        assert f"could not be worked out: {why.en}" in page
