"""Before and after in the trail are words on the page, in both languages; what is exported is what was recorded."""

import html
import json
from collections.abc import Callable

import pytest
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Event
from cronfa.governance.roles import Role
from cronfa.governance.trail import record
from cronfa.web.presenters.trail import INNER, about, facts, what
from cronfa.web.presenters.trail_words import NAMES
from web.desks import signed_in

RECORDED = {
    "on": "2025-07-30", "partner": "board", "pence": {"equipment": 120000, "homecare": -5}, "reference": "BACS 81",
    "responsible": None, "month": "2025-09", "total_pence": 250000, "agreed": True, "key": "v1",
    "split": {"reserve:contingency": 100, "council": 250}, "to_pay": {"board": -150}, "role": "board-member", "number": 1234,
    "lines": [{"account": "bank", "partner": "council", "pence": 500}], "sha256": "f" * 64, "status": "closed",
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", {
            "on": "30 July 2025", "partner": "Enghraifft Health Board", "reference": "BACS 81",
            "amount": "Community equipment £1,200.00; Home care −£0.05", "whose responsibility": "–",
            "month": "September 2025", "total": "£2,500.00", "agreed": "yes", "role": "Board member", "number": "1234",
            "shared out": "Contingency £1.00; Sir Enghraifft Council £2.50", "status": "closed",
            "to pay (− to get)": "Enghraifft Health Board −£1.50",
            "lines": "account Bank; partner Sir Enghraifft Council; amount £5.00", "SHA-256": "ffffffffffff…",
        }),
        ("cy", {
            "ar": "30 Gorffennaf 2025", "partner": "Bwrdd Iechyd Enghraifft", "cyfeirnod": "BACS 81",
            "swm": "Offer cymunedol £1,200.00; Gofal cartref −£0.05", "cyfrifoldeb pwy": "–", "mis": "Medi 2025",
            "cyfanswm": "£2,500.00", "cytunwyd": "ie", "rôl": "Aelod o'r bwrdd", "rhif": "1234",
            "wedi'i rannu": "Wrth gefn £1.00; Cyngor Sir Enghraifft £2.50", "statws": "ar gau",
            "i'w dalu (− i'w gael)": "Bwrdd Iechyd Enghraifft −£1.50",
            "llinellau": "cyfrif Banc; partner Cyngor Sir Enghraifft; swm £5.00", "SHA-256": "ffffffffffff…",
        }),
    ],
)  # fmt: skip
def test_what_was_recorded_is_told_in_words(fund: RunningFund, lang: str, told: dict[str, str]) -> None:
    found = facts(fund.agreement.latest.terms, json.dumps(RECORDED))
    assert {getattr(name, lang): getattr(value, lang) for name, value in found} == told


def test_the_lines_of_a_journal_are_told_as_lines(fund: RunningFund) -> None:
    lines = [["expenditure", "council", 125_000, "homecare", None, None], ["bank", "board", -125_000, None, None, "3"]]
    ((_, told),) = facts(fund.agreement.latest.terms, json.dumps({"lines": lines}))
    assert told.en == (
        "Expenditure, Sir Enghraifft Council, £1,250.00, Home care / Bank, Enghraifft Health Board, −£1,250.00, 3"
    )
    assert "Gwariant, Cyngor Sir Enghraifft, £1,250.00, Gofal cartref / Banc" in told.cy


def test_nothing_is_told_of_nothing(fund: RunningFund) -> None:
    assert facts(fund.agreement.latest.terms, "") == ()
    blank = facts(fund.agreement.latest.terms, json.dumps({"why": " ", "split": {}, "reason": "{braces}"}))
    assert [value.cy for _, value in blank] == ["–", "–", "{braces}"]


def test_every_field_that_the_trail_has_held_has_a_name(busy_fund: RunningFund) -> None:
    """In a fund in which something of every kind has happened."""
    held = {
        field for each in Event.objects.filter(fund="small") for told in (each.before, each.after) if told
        for field in json.loads(told)
    }  # fmt: skip
    assert len(held) > 15
    done = {each.what for each in Event.objects.filter(fund="small")}
    assert {said for said in done if what(said).cy == said} == set()
    assert {field for field in held if field not in INNER and field.removesuffix("_pence") not in NAMES} == set()


def test_the_page_shows_words_and_the_export_what_was_recorded(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    record("small", who="somebody", what="prepared arrival", after=RECORDED)
    client = sign_in(Role.AUDITOR)
    english, welsh = (client.get(f"/{lang}/funds/small/trail/").content.decode() for lang in ("en", "cy"))
    assert "Community equipment £1,200.00" in english and "120000" not in english and "{&#34;" not in english
    assert "Offer cymunedol £1,200.00" in welsh and "30 Gorffennaf 2025" in welsh
    for ending in ("csv", "json"):
        assert "120000" in signed_in(Role.AUDITOR).get(f"/en/funds/small/trail/trail.{ending}").content.decode()


def test_what_was_done_is_told_in_both_languages() -> None:
    assert (what("approved file").en, what("approved file").cy) == ("approved file", "cymeradwywyd: Ffeil partner")
    assert what("left file to a worker").cy == "gadawyd i weithiwr: Ffeil partner"
    assert what("something of tomorrow") == what("something of tomorrow").map(str)
    assert (about("proposal 12").cy, about("october.csv").cy) == ("cynnig 12", "october.csv")


@pytest.mark.parametrize(("lang", "said"), [("en", "the demo's own set-up"), ("cy", "y demo ei hun")])
def test_what_the_demonstration_set_up_by_itself_is_told_as_such(fund: RunningFund, lang: str, said: str) -> None:
    record(fund.slug, who="demo", what="appointed", about="Mair Huws")
    page = signed_in(Role.AUDITOR).get(f"/{lang}/funds/small/trail/").content.decode()
    assert html.unescape(page).count(f">{said}<") == 1 and ">demo<" not in page
    assert Event.objects.filter(who="demo", what="appointed").count() == 1, "the record stays as it is"
