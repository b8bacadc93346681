"""The fund's home where a scheme is only in view, and where an underspend goes into next year: every figure is the fund's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from cronfa.fund.accruing import Accrual, accrue_spend
from cronfa.fund.books import book
from cronfa.fund.forecasting import history_of
from cronfa.fund.opening import RunningFund, open_fund
from cronfa.fund.projecting import spent_until
from cronfa.fund.settling import accept, close_months
from cronfa.fund.simulating import history_of_ledger
from cronfa.fund.taking_in import take_in
from cronfa.governance.models import Appointment
from cronfa.governance.roles import Role
from cronfa.monitoring.standing import positions
from cronfa.monitoring.terms import terms_of
from cronfa.reporting.common import whose_money
from cronfa.web.presenters.outturn import year_so_far
from small_fund import AGREEMENT, MAPPING

BESIDE = """
  hospital:
    title: {en: Hospital beds, cy: Gwelyau ysbyty}
    form: in view
    budget: £500,000
    contributions: {board: 100%}
"""
PAYMENTS = """Date,Amount,Id,Kind,Supplier,Scheme
2025-04-02,6000.00,A1,Beds,New Cyf,equipment
2025-04-03,1000.00,A2,Care,New Cyf,homecare
2025-04-04,90000.00,A3,Beds,Ysbyty,hospital
"""


@pytest.fixture
def beside(fund: RunningFund, tmp_path: Path) -> RunningFund:
    """A fund with a scheme in view, in which home care's underspend is carried; the small fund's people are appointed."""
    text = AGREEMENT.format(name="beside", title="Beside", title_cy="Wrth ochr") + BESIDE
    care = text.index("homecare:")
    text = text[:care] + text[care:].replace("underspend: [{return: contributions}]", "underspend: [carry]", 1)
    (tmp_path / "beside.yaml").write_text(text, "utf-8")
    (tmp_path / "april.csv").write_text(PAYMENTS, "utf-8")
    opened = open_fund(tmp_path / "beside.yaml", "manager")
    mapping = MAPPING.replace("schemes: [", "schemes: [{when: {Scheme: hospital}, scheme: hospital}, ")
    take_in(opened, tmp_path / "april.csv", mapping, "officer", confirmed=lambda _: True)
    for each in Appointment.objects.filter(fund="small"):
        Appointment.objects.create(
            person=each.person, fund="beside", role=each.role, body=each.body, starts=each.starts, appointed_by="test"
        )
    return opened


def test_the_year_so_far_adds_up_the_funds_own_money(beside: RunningFund) -> None:
    filled = book(beside, "2025-26", 1)
    whole = positions(filled.facts, terms_of(filled.terms, "2025-26"), month=1, by=(), method=filled.method)[0]
    made = year_so_far(filled, whole, 1, "en", None)
    assert made is not None
    assert made.rows[0][2].en == "£7,000.00" and made.rows[-1][1].en == "£36,000.00"
    assert whole.actual_to_date_pence == 700_000 and whole.budget_year_pence == 3_600_000


def test_the_picture_shows_the_funds_own_money(beside: RunningFund) -> None:
    assert {band.through for band in whose_money(book(beside, "2025-26", 1))} == {"equipment", "homecare"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "£12,000 of underspend would be carried into next year"),
        ("cy", "Câi £12,000 o danwariant ei gario i gronfa"),
    ],
)
def test_what_next_year_would_take_is_told(
    sign_in: Callable[..., Client], beside: RunningFund, language: str, said: str
) -> None:
    assert said in sign_in(Role.MANAGER).get(f"/{language}/funds/beside/").content.decode()


def test_what_last_year_left_is_told(sign_in: Callable[..., Client], beside: RunningFund, tmp_path: Path) -> None:
    close_months(beside, "2025-26", "manager")
    accept(beside, "2025-26", "manager")
    (tmp_path / "may.csv").write_text(PAYMENTS.replace("2025-04", "2026-05"), "utf-8")
    mapping = MAPPING.replace("schemes: [", "schemes: [{when: {Scheme: hospital}, scheme: hospital}, ")
    take_in(beside, tmp_path / "may.csv", mapping, "officer", confirmed=lambda _: True)
    manager = sign_in(Role.MANAGER)
    said = "£23,000 brought forward from last year meets part of what is spent."
    assert said in manager.get("/en/funds/beside/").content.decode()
    assert "£23,000 a gariwyd o&#39;r llynedd" in manager.get("/cy/funds/beside/").content.decode()


def test_a_list_of_one_entry_says_so(sign_in: Callable[..., Client], beside: RunningFund) -> None:
    at = "funds/beside/postings/?scheme=hospital"
    assert "1 entry, with £90,000.00 of spend" in sign_in(Role.MANAGER).get(f"/en/{at}").content.decode()
    assert "1 cofnod, gwariant £90,000.00" in sign_in(Role.MANAGER).get(f"/cy/{at}").content.decode()


def test_what_is_only_accrued_makes_no_month_of_spend(beside: RunningFund) -> None:
    accrue_spend(beside, Accrual("2025-06", "equipment", "Beds", 10_000, "an invoice to come", "council"), "officer")
    assert spent_until(beside, "2025-26") == 1


def test_an_accrual_ahead_of_its_months_spend_makes_no_hole_in_the_past(beside: RunningFund) -> None:
    accrue_spend(beside, Accrual("2025-06", "equipment", "Beds", 10_000, "an invoice to come", "council"), "officer")
    assert history_of_ledger(beside).months == ("2025-04",)
    assert history_of(beside).months == ("2025-04",)
