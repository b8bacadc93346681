"""A month explained, closed, its report frozen and signed off by both chief finance officers."""

import hashlib
import io
import json
import re
from collections.abc import Callable

import pypdf
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment, Commentary, FrozenReport, Proposal, SignOff
from cronfa.governance.roles import Role
from cronfa.language import LANGUAGES
from cronfa.ledger.funds import periods
from web.api.programs import program

MONTH = "/en/funds/small/month-end/2025-26/{month}/"


def status(fund: RunningFund, code: str) -> str:
    return {period.code: period.status for period in periods(fund.ledger)}[code]


def test_a_month_is_closed_when_its_checklist_is_done(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    manager = sign_in(Role.MANAGER)
    assert manager.post(MONTH.format(month=2), {"do": "close"}).status_code == 422  # April is open
    assert status(fund, "2025-05") == "open"
    assert manager.post(MONTH.format(month=1), {"do": "close"}).status_code == 302
    assert manager.post(MONTH.format(month=2), {"do": "close"}).status_code == 302
    assert status(fund, "2025-05") == "closed"


def test_what_waits_for_approval_holds_a_month_open(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    sign_in(Role.HOST_OFFICER).post("/en/funds/small/entries/5/reverse/", {"reason": "paid twice"})
    assert sign_in(Role.MANAGER).post(MONTH.format(month=1), {"do": "close"}).status_code == 422


def test_two_people_closing_one_month_are_told(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    manager, second = sign_in(Role.MANAGER), sign_in("second@example.org")
    assert manager.post(MONTH.format(month=1), {"do": "close"}).status_code == 302
    refused = second.post(MONTH.format(month=1), {"do": "close"})
    assert refused.status_code == 409 and b"GO010" in refused.content


def test_a_month_is_reopened_with_a_reason_and_by_two(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    manager = sign_in(Role.MANAGER)
    manager.post(MONTH.format(month=1), {"do": "close"})
    assert manager.post(MONTH.format(month=1), {"do": "reopen"}).status_code == 422
    assert manager.post(MONTH.format(month=1), {"do": "reopen", "why": "late invoice"}).status_code == 302
    assert status(fund, "2025-04") == "closed"
    number = Proposal.objects.latest("pk").pk
    second = sign_in("second@example.org")
    assert second.post(f"/en/funds/small/proposals/{number}/", {"decision": "approve"}).status_code == 302
    assert status(fund, "2025-04") == "open"


def test_the_report_is_frozen_once_and_signed_off_by_each_partner(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    manager = sign_in(Role.MANAGER)
    for _ in range(2):
        assert manager.post(MONTH.format(month=6), {"do": "freeze"}).status_code == 302
    report = FrozenReport.objects.get()
    for partner in ("council", "board"):
        chief = sign_in(Role.CHIEF_OFFICER, partner)
        form = {"do": "sign", "report": report.pk, "partner": partner}
        assert chief.post(MONTH.format(month=6), form).status_code == 302
        assert chief.post(MONTH.format(month=6), form).status_code == 409
    assert SignOff.objects.count() == 2
    paper = pypdf.PdfReader(io.BytesIO(manager.get(f"/cy/funds/small/reports/{report.pk}.pdf").content))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert words.count("Cymeradwywyd ar ran") == 2 and "Rhewyd gan" in words
    page = manager.get(MONTH.format(month=6)).content.decode()
    assert "the very same figures today" in page and "Not yet signed off" not in page
    assert json.loads(manager.get(f"/en/funds/small/reports/{report.pk}/").content)["kind"] == "board"


def test_nobody_signs_off_for_another_partner(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    sign_in(Role.MANAGER).post(MONTH.format(month=6), {"do": "freeze"})
    form = {"do": "sign", "report": FrozenReport.objects.get().pk, "partner": "council"}
    assert sign_in(Role.CHIEF_OFFICER, "board").post(MONTH.format(month=6), form).status_code == 403
    assert sign_in(Role.MANAGER).post(MONTH.format(month=6), form).status_code == 403


def test_a_frozen_report_says_when_its_figures_have_changed(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    from cronfa.fund.correcting import reverse_entry

    manager = sign_in(Role.MANAGER)
    manager.post(MONTH.format(month=6), {"do": "freeze"})
    reverse_entry(fund, 5, "2025-09", "paid twice", "officer")
    assert "The figures of these months have changed since" in manager.get(MONTH.format(month=6)).content.decode()


def test_what_is_posted_in_a_later_month_or_said_since_does_not_move_a_frozen_report(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    from cronfa.fund.correcting import reverse_entry

    manager, same = sign_in(Role.MANAGER), "The ledger gives the very same figures today"
    manager.post(MONTH.format(month=6), {"do": "freeze"})
    reverse_entry(fund, 5, "2025-10", "paid twice", "officer")
    form = {"scheme": "equipment", "text": "Fewer beds", "action": "", "owner": "", "due": "", "was": ""}
    assert manager.post(MONTH.format(month=6), {"do": "comment", **form}).status_code == 302
    assert same in manager.get(MONTH.format(month=6)).content.decode()


def test_the_frozen_report_holds_what_was_said_and_promised_and_can_be_read_in_both_languages(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    manager = sign_in(Role.MANAGER)
    said = {
        "scheme": "equipment",
        "text": "Two more hoists",
        "action": "Ask again",
        "owner": "Elin",
        "due": "2025-11-30",
    }
    assert manager.post(MONTH.format(month=6), {"do": "comment", "was": "", **said}).status_code == 302
    manager.post(MONTH.format(month=6), {"do": "freeze"})
    page = manager.get(MONTH.format(month=6)).content.decode()
    files = re.findall(r'href="([^"]+/reports/\d+\.(?:pdf|docx))"', page)
    assert [address[-4:] for address in files] == [".pdf", "docx"]
    read = {
        language: pypdf.PdfReader(io.BytesIO(manager.get(files[0].replace("/en/", f"/{language}/")).content))
        for language in LANGUAGES
    }
    for language, promised in (("en", "30 November 2025"), ("cy", "30 Tachwedd 2025")):
        words = " ".join(" ".join(page.extract_text() for page in read[language].pages).split())
        assert "Two more hoists" in words and "Ask again" in words and promised in words
    assert manager.get(files[1]).content.startswith(b"PK")
    number = FrozenReport.objects.get().pk
    assert manager.get(f"/en/funds/small/reports/{number}.exe").status_code == 404
    assert manager.get(f"/en/funds/small/reports/{number + 1}.pdf").status_code == 404


def test_a_program_reads_a_frozen_report_to_the_byte_and_as_a_document(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    sign_in(Role.MANAGER).post(MONTH.format(month=6), {"do": "freeze"})
    frozen, reader = FrozenReport.objects.get(), program(Role.AUDITOR)
    at = f"/funds/small/frozen-reports/{frozen.pk}"
    assert hashlib.sha256(reader.get(at).content).hexdigest() == frozen.sha256
    assert reader.get(f"{at}?as=pdf").content.startswith(b"%PDF")
    assert reader.get(f"{at}?as=docx").content.startswith(b"PK")
    assert reader.get(f"/funds/small/frozen-reports/{frozen.pk + 1}?as=pdf").status_code == 404


def test_keeping_one_commentary_keeps_what_was_typed_of_the_others_and_leaves_others_words_alone(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    at = "/en/funds/deciding/month-end/2025-26/6/"
    for each in Appointment.objects.filter(fund="small"):
        Appointment.objects.create(
            person=each.person, fund="deciding", role=each.role, body=each.body, starts=each.starts, appointed_by="test"
        )
    manager = sign_in(Role.MANAGER)
    page = manager.get(at).content.decode()
    assert (
        page.count('value="comment"') == page.count('name="was"') == 2 and page.count('name="do" value="comment"') == 2
    )
    schemes, nothing = ["equipment", "homecare"], ["", ""]
    sent = {"do": "comment", "scheme": schemes, "action": nothing, "owner": nothing, "due": nothing, "was": nothing}
    assert manager.post(at, {**sent, "text": ["More beds", "Fewer calls"]}).status_code == 302
    assert {each.scheme: each.text for each in Commentary.objects.all()} == {
        "equipment": "More beds", "homecare": "Fewer calls",
    }  # fmt: skip
    sign_in(Role.HOST_OFFICER).post(at, {**sent, "text": ["More hoists", ""]})
    manager.post(at, {**sent, "was": ["More beds", "Fewer calls"], "text": ["More beds", "Far fewer calls"]})
    newest = {each.scheme: each.text for each in Commentary.objects.order_by("pk")}
    assert newest == {"equipment": "More hoists", "homecare": "Far fewer calls"}
    assert manager.post(at, {**sent, "text": nothing}).status_code == 422
    assert manager.post(at, {**sent, "scheme": ["equipment", "nothing"], "text": ["a", "b"]}).status_code == 404
