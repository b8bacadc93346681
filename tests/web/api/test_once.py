"""R2: everything that changes something, sent three times at once with one key: one effect, one answer; another body: 409."""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse

from cronfa.api import service  # noqa: F401  importing it registers the addresses
from cronfa.api.addresses import ADDRESSES
from cronfa.calendars import Year
from cronfa.fund.contribution_documents import settled_accounts
from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import accept, close_months
from cronfa.governance import reconciliations
from cronfa.governance.models import Appointment, Event, PartnerView, Person, Sent, Upload
from cronfa.governance.roles import Role
from cronfa.governance.settlements import position
from cronfa.governance.trail import first_wrong
from cronfa.ledger.funds import set_period
from cronfa.ledger.stored import head
from small_fund import MAPPING
from web.api.programs import Program, answered, email_of, program, refused

FILE = "Date,Amount,Id,Kind,Supplier,Scheme\n2025-10-02,100.00,Q1,Beds,New Cyf,equipment\n2025-10-03,50.50,Q2,Beds,New Cyf,homecare\n"
SENDERS = 3


@dataclass
class Case:
    """A request that changes something, another that differs from it in its body, and what the trail calls the change."""

    who: Program
    path: str
    sent: dict[str, object]
    other: dict[str, object]
    what: str
    form: bool = False
    other_path: str = ""
    """Where the other request goes, if not to the same address."""

    def send(self, key: str, *, other: bool = False) -> HttpResponse:
        sent = self.other if other else self.sent
        path = (self.other_path or self.path) if other else self.path
        return self.who.send(path, _with_file(sent), key=key) if self.form else self.who.post(path, sent, key=key)


def _with_file(sent: dict[str, object]) -> dict[str, object]:
    content = sent["file"]
    if isinstance(content, bytes):
        return {**sent, "file": SimpleUploadedFile("pack.xlsx", content)}
    file = SimpleUploadedFile("october.csv", str(content).encode())
    return {**sent, "file": file} if "partner" in sent else {**sent, "file": file, "mapping": MAPPING}


def file_sent(who: Program) -> int:
    """The number of a file that has been sent and reads without an error."""
    return int(answered(who.send("/funds/small/files", _with_file({"file": FILE})), 201)["number"])


def reversal(fund: RunningFund) -> Case:
    who = program(Role.HOST_OFFICER)
    return Case(
        who, "/funds/small/entries/5/reversal", {"reason": "paid twice"}, {"reason": "wrong"}, "prepared reversal"
    )


def decision(fund: RunningFund) -> Case:
    made = answered(program(Role.HOST_OFFICER).post("/funds/small/entries/5/reversal", {"reason": "twice"}), 201)
    path = f"/funds/small/proposals/{made['number']}/decision"
    return Case(
        program(Role.MANAGER),
        path,
        {"decision": "approve"},
        {"decision": "refuse", "remark": "no"},
        "approved reversal",
    )


def sending(fund: RunningFund) -> Case:
    other = {"file": FILE.replace("50.50", "51.50")}
    return Case(program(Role.HOST_OFFICER), "/funds/small/files", {"file": FILE}, other, "uploaded a file", form=True)


def mapping(fund: RunningFund) -> Case:
    who = program(Role.HOST_OFFICER)
    path = f"/funds/small/files/{file_sent(who)}/mapping"
    return Case(who, path, {"mapping": MAPPING + "\n# read again"}, {"mapping": "none"}, "")


def forward(fund: RunningFund) -> Case:
    who = program(Role.HOST_OFFICER)
    totals = {"rows": 2, "total_pence": 15050, "why": "letter"}
    path = f"/funds/small/files/{file_sent(who)}/proposal"
    return Case(who, path, totals, {**totals, "why": "another letter"}, "prepared file")


def abandoning(fund: RunningFund) -> Case:
    who = program(Role.HOST_OFFICER)
    path = f"/funds/small/files/{file_sent(who)}"
    return Case(who, f"{path}/abandon", {}, {"mapping": "x"}, "abandoned a file", other_path=f"{path}/mapping")


def question(fund: RunningFund) -> Case:
    asked = {"partner": "board", "text": "not our patient"}
    path = "/funds/small/entries/5/question"
    return Case(program(Role.PARTNER_OFFICER, "board"), path, asked, {**asked, "text": "not us"}, "questioned an entry")


def answer(fund: RunningFund) -> Case:
    asked = question(fund)
    number = answered(asked.send("asked"), 201)["number"]
    said = {"outcome": "upheld", "text": "agreed, ours"}
    path = f"/funds/small/exceptions/{number}/answer"
    return Case(program(Role.HOST_OFFICER), path, said, {**said, "text": "agreed"}, "upheld a question")


def word(fund: RunningFund) -> Case:
    said = {"partner": "board", "view": "accept", "figures_sha256": position(fund, "2025-26", 12).figures_sha256}
    path = "/funds/small/settlements/2025-26/12/word"
    return Case(program(Role.PARTNER_OFFICER, "board"), path, said, {**said, "why": "yes"}, "settlement accepted")


def posting(fund: RunningFund) -> Case:
    for month in Year("2025-26").months():
        set_period(fund.ledger, month.label, "soft-closed" if month.number == 12 else "closed", who="test")
    digest = position(fund, "2025-26", 12).figures_sha256
    for partner in ("council", "board"):
        PartnerView.objects.create(
            fund="small", year="2025-26", months=12, partner=partner, view=PartnerView.ACCEPTED, figures_sha256=digest,
            said_by=Person.objects.get(email=email_of(Role.PARTNER_OFFICER, partner)),
        )  # fmt: skip
    path = "/funds/small/settlements/2025-26/12/posting"
    return Case(program(Role.HOST_OFFICER), path, {"why": "year end"}, {"why": "end of year"}, "prepared settlement")


def board_decided(fund: RunningFund) -> Case:
    person = Person.objects.get(email="second@example.org")
    Appointment.objects.create(
        person=person, fund="deciding", role=Role.MANAGER.value, body="council", starts=date(2020, 4, 1), appointed_by="x"
    )  # fmt: skip
    who = program("second@example.org", fund="deciding")
    path = "/funds/deciding/settlements/2025-26/6"
    [wanted] = answered(who.get(path))["decisions_wanted"]
    half = wanted["amount_pence"] // 2
    said = {
        "decision": wanted["decision"], "on": "2025-10-20", "minute": "JB 12/25",
        "split": {"council": half, "board": wanted["amount_pence"] - half},
    }  # fmt: skip
    return Case(who, f"{path}/decisions", said, {**said, "agreed": False}, "prepared decision")


def arrival(fund: RunningFund) -> Case:
    said = {
        "partner": "board",
        "on": "2025-09-30",
        "reference": "BACS 1",
        "pence": {"homecare": 100_000},
        "why": "statement",
    }
    path = "/funds/small/contributions/2025-26/arrivals"
    return Case(program(Role.HOST_OFFICER), path, said, {**said, "reference": "BACS 2"}, "prepared arrival")


def journal(fund: RunningFund) -> Case:
    lines = [
        {"account": "bank", "partner": "board", "amount_pence": 500},
        {"account": "income", "partner": "board", "amount_pence": -500, "scheme": "homecare"},
    ]
    said = {"month": "2025-09", "narrative": "interest", "lines": lines, "why": "bank statement"}
    return Case(
        program(Role.HOST_OFFICER), "/funds/small/journals", said, {**said, "why": "statement"}, "prepared journal"
    )


def accrual(fund: RunningFund) -> Case:
    said = {
        "month": "2025-08", "scheme": "equipment", "category": "Beds", "amount_pence": 5_000, "what": "beds of August",
        "why": "delivery note",
    }  # fmt: skip
    return Case(program(Role.HOST_OFFICER), "/funds/small/accruals", said, {**said, "why": "note"}, "prepared accrual")


def virement(fund: RunningFund) -> Case:
    said = {"month": "2025-09", "out_of": "equipment", "into": "homecare", "amount_pence": 10_000, "why": "fewer beds"}
    path = "/funds/small/virements/2025-26"
    return Case(program(Role.HOST_OFFICER), path, said, {**said, "amount_pence": 9_000}, "prepared virement")


LEDGER = "Date,Amount,Reference,Supplier\n2025-06-28,12.34,X9,Elsewhere\n"
MONTHS = {"partner": "board", "against": "responsibility", "first": "2025-04", "last": "2025-06"}
AT = "/funds/small/reconciliations"


def reconciled(who: Program) -> int:
    """The number of a reconciliation of the board's ledger."""
    sent = {**MONTHS, "file": SimpleUploadedFile("ledger.csv", LEDGER.encode())}
    return int(answered(who.send(AT, sent), 201)["number"])


def reconciliation(fund: RunningFund) -> Case:
    sent: dict[str, object] = {**MONTHS, "file": LEDGER}
    other = {**sent, "first": "2025-05"}
    who = program(Role.PARTNER_OFFICER, "board")
    return Case(who, AT, sent, other, "began a reconciliation", form=True)


def mapped_again(fund: RunningFund) -> Case:
    who = program(Role.PARTNER_OFFICER, "board")
    number = reconciled(who)
    mapping = str(answered(who.get(f"{AT}/{number}"))["mapping"])
    return Case(who, f"{AT}/{number}/mapping", {"mapping": mapping + "\n# read again"}, {"mapping": mapping}, "")


def explaining(fund: RunningFund) -> Case:
    who = program(Role.PARTNER_OFFICER, "board")
    said = {"side": "theirs", "reason": "outside the fund", "text": "our own"}
    path = f"{AT}/{reconciled(who)}/explanations"
    return Case(who, path, said, {**said, "side": "ours"}, "explained lines")


def dropping(fund: RunningFund) -> Case:
    who = program(Role.PARTNER_OFFICER, "board")
    path = f"{AT}/{reconciled(who)}"
    return Case(
        who, f"{path}/abandon", {}, {"mapping": "x"}, "abandoned a reconciliation", other_path=f"{path}/mapping"
    )


def pack(fund: RunningFund) -> Case:
    who = program(Role.AUTHORISER, "council")
    path = "/funds/small/forecasts/2025-26/6"
    book = openpyxl.load_workbook(io.BytesIO(who.get(f"{path}/pack").content))
    book.worksheets[0]["G4"] = 13_250.5
    saved = io.BytesIO()
    book.save(saved)
    sent: dict[str, object] = {"file": saved.getvalue(), "why": "October pack"}
    return Case(who, path, sent, {**sent, "why": "pack of October"}, "prepared forecasts", form=True)


def certainty(fund: RunningFund) -> Case:
    path = "/funds/small/forecasts/2025-26"
    asked = "asked how sure a forecast is"
    return Case(program(Role.MANAGER), f"{path}/6/certainty", {}, {}, asked, other_path=f"{path}/5/certainty")


RUN = {"title": "bad years", "year": "2026-27", "runs": 300}


def run(fund: RunningFund) -> Case:
    return Case(program(Role.MANAGER), "/funds/small/runs", RUN, {**RUN, "seed": 1}, "asked what if")


def run_moved(fund: RunningFund) -> Case:
    who = program(Role.MANAGER)
    number = answered(who.post("/funds/small/runs", {**RUN, "begin": False}), 201)["number"]
    return Case(who, f"/funds/small/runs/{number}/state", {"do": "begin"}, {"do": "stop"}, "began what if")


FEES = {"name": "Our largest home closes", "fees": {"up": "9%", "schemes": ["equipment"], "from": "October"}}
GRID = "/funds/small/worries"


def worry(fund: RunningFund) -> Case:
    sent = {"rows": [{"shock": FEES}]}
    other = {"rows": [{"shock": {**FEES, "name": "another"}}]}
    return Case(program(Role.PARTNER_OFFICER, "board"), GRID, sent, other, "wrote worries")


def worries_released(fund: RunningFund) -> Case:
    case = worry(fund)
    assert case.send("written").status_code == 201
    return Case(case.who, f"{GRID}/release", {}, case.sent, "released worries", other_path=GRID)


def worry_withdrawn(fund: RunningFund) -> Case:
    case = worries_released(fund)
    assert case.send("released").status_code == 201
    [there] = answered(case.who.get(GRID))["items"]
    return Case(case.who, f"{GRID}/{there['number']}/withdraw", {}, case.other, "withdrew a worry", other_path=GRID)


def payment(fund: RunningFund) -> Case:
    close_months(fund, "2025-26", "manager")
    accept(fund, "2025-26", "manager")
    who = program(Role.HOST_OFFICER)
    at = "/funds/small/contributions/2025-26/partners/board"
    account = next(each for each in settled_accounts(fund) if each.partner == "board")
    assert who.get(f"{at}/settlement").status_code == 200
    sent = {"amount_pence": account.open_pence, "on": "2026-05-01", "reference": "BACS 9", "why": "bank statement"}
    return Case(who, f"{at}/payments", sent, {**sent, "why": "statement"}, "prepared payment")


CASES: tuple[Callable[[RunningFund], Case], ...] = (
    reversal, decision, sending, mapping, forward, abandoning, question, answer, word, posting, board_decided,
    arrival, journal, accrual, virement, reconciliation, mapped_again, explaining, dropping, pack, certainty, run,
    run_moved, worry, worries_released, worry_withdrawn, payment,
)  # fmt: skip


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_three_at_once_have_one_effect_and_one_answer(fund: RunningFund, make: Callable[[RunningFund], Case]) -> None:
    case = make(fund)
    before, uploads = Event.objects.filter(what=case.what).count(), Upload.objects.count()
    answers = at_once(case)
    assert sorted(each.status_code for each in answers) == [200, 200, 201], [each.content for each in answers]
    assert len({each.content for each in answers}) == 1
    assert sorted(each["Idempotency-Replayed"] for each in answers) == ["false", "true", "true"]
    after = head(fund.ledger)
    assert not case.what or Event.objects.filter(what=case.what).count() == before + 1
    assert Upload.objects.count() == uploads + (case.what == "uploaded a file")
    refused(case.send("one", other=True), 409, "AP011")
    assert case.send("one").status_code == 200
    assert head(fund.ledger) == after


def at_once(case: Case) -> list[HttpResponse]:
    """The answers to the same request, sent by several at the same moment."""
    barrier, answers = threading.Barrier(SENDERS), []

    def send() -> None:
        try:
            barrier.wait()
            answers.append(case.send("one"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_every_address_that_changes_something_is_tried() -> None:
    tried = {
        "ask_for_reversal", "decide_proposal", "send_file", "map_file", "put_file_forward", "abandon_file",
        "question_entry", "answer_exception", "say_of_settlement", "put_settlement_forward", "record_decision",
        "record_arrival", "put_journal_forward", "put_accrual_forward", "put_virement_forward", "start_reconciliation",
        "map_reconciliation", "explain_lines", "abandon_reconciliation", "send_pack", "ask_for_certainty", "ask_for_run",
        "move_run", "write_worries", "release_worries", "withdraw_worry", "record_payment",
    }  # fmt: skip
    assert {each.name for each in ADDRESSES if each.method == "POST"} == tried
    assert len(CASES) == len(tried)


def test_what_was_refused_leaves_no_key_and_may_be_sent_again(fund: RunningFund) -> None:
    who = program(Role.PARTNER_OFFICER, "board")
    asked = {"partner": "board", "text": " "}
    refused(who.post("/funds/small/entries/5/question", asked, key="k"), 422, "GO004")
    assert not Sent.objects.exists()
    assert who.post("/funds/small/entries/5/question", {**asked, "text": "ours?"}, key="k").status_code == 201


def test_the_trail_says_by_which_token_and_a_second_sending_adds_nothing(fund: RunningFund) -> None:
    case = reversal(fund)
    for _ in range(2):
        assert case.send("mine").status_code in (200, 201)
    said = Event.objects.get(what="sent by a program")
    assert said.who == "host-finance-officer council" and '"key": "mine"' in said.after
    assert "POST /api/v1/funds/small/entries/5/reversal" in said.after and said.about.startswith("token ")
    assert first_wrong("small") is None


def test_a_key_belongs_to_its_token(fund: RunningFund) -> None:
    for number, who in ((5, program(Role.HOST_OFFICER)), (6, program(Role.MANAGER))):
        response = who.post(f"/funds/small/entries/{number}/reversal", {"reason": "twice"}, key="mine")
        assert response.status_code == 201, response.content


LOOKS: dict[Callable[[RunningFund], Case], tuple[str, ...]] = {
    run: ("cronfa.fund.what_if.estimate", "cronfa.fund.what_if.work_of"),
    reconciliation: ("cronfa.fund.reconciling.match", "cronfa.fund.reconciling.read", "cronfa.fund.reconciling.guess"),
    mapped_again: ("cronfa.fund.reconciling.match", "cronfa.fund.reconciling.read"),
    explaining: ("cronfa.governance.reading.reconciled",),
    sending: ("cronfa.governance.uploads.read",),
    mapping: ("cronfa.governance.uploads.read",),
    forward: ("cronfa.governance.uploads.read",),
}  # fmt: skip


@pytest.mark.parametrize("make", LOOKS, ids=lambda make: make.__name__)
def test_what_takes_long_is_looked_at_before_the_fund_is_held(
    fund: RunningFund, monkeypatch: pytest.MonkeyPatch, make: Callable[[RunningFund], Case]
) -> None:
    """Nothing long is done inside the transaction, while others wait to write; and nothing at all for a key that is known."""
    case, looked = make(fund), []

    def outside(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **more: object) -> object:
            assert not connection.in_atomic_block, f"{name} is called while the fund is held"
            looked.append(name)
            return real(*args, **more)

        return called

    for name in LOOKS[make]:
        module, _, function = name.rpartition(".")
        monkeypatch.setattr(name, outside(name, getattr(import_module(module), function)))
    assert case.send("one").status_code == 201
    assert set(looked) == set(LOOKS[make])
    looked.clear()
    assert case.send("one").status_code == 200 and not looked
    refused(case.send("one", other=True), 409, "AP011")
    assert not looked


def test_what_the_same_key_does_while_one_looks_is_the_answer(
    fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second sender finds the months taken, by nobody but itself: it gets the answer, not a refusal."""
    case = reconciliation(fund)
    free, sent = reconciliations._free, []

    def meanwhile(*asked: Any) -> None:
        if not sent:
            sent.append(None)
            sent[0] = case.send("one")
        free(*asked)

    monkeypatch.setattr(reconciliations, "_free", meanwhile)
    again = case.send("one")
    assert (sent[0].status_code, again.status_code) == (201, 200) and again.content == sent[0].content
