"""Reconciliations, packs, what if and worries by program: the same as on pages, for the same people, to the penny."""

import io
import json
import zlib
from datetime import date

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance import working
from cronfa.governance.models import Extract, ManagersForecast, Outlook, Query, Sent
from cronfa.governance.roles import Right, Role
from cronfa.ledger.stored import head
from web.api.programs import answered, program, refused
from web.api.test_once import AT, FEES, GRID, MONTHS
from web.desks import signed_in
from web.test_reconciling import extract
from web.test_what_if import EVEN, STEEP

FUND = "/funds/small"


def started(fund: RunningFund, changed: str = "") -> tuple[object, str]:
    """The board's program, and the address of a reconciliation that it has started."""
    board = program(Role.PARTNER_OFFICER, "board")
    file = SimpleUploadedFile("ledger.csv", extract(fund, changed=changed))
    made = answered(board.send(AT, {**MONTHS, "file": file}), 201)
    assert made["state"] == "open" and made["problems"] == []
    return board, f"{AT}/{made['number']}"


def test_a_ledger_is_reconciled_by_program_and_signed_at_a_page(fund: RunningFund) -> None:
    board, path = started(fund, "2025-06-28,12.34,X9,Elsewhere")
    found = answered(board.get(path))
    assert found["unmatched_theirs"] == 1 and found["unmatched_ours"] == 2 and found["unexplained"] == 3
    page = answered(board.get(f"{path}/matches?limit=2"))
    assert len(page["items"]) == 2 and page["next"]
    every, following = page["items"], page["next"]
    while following:
        page = answered(board.get(f"{path}/matches?limit=7&cursor={following}"))
        every, following = every + page["items"], page["next"]
    assert len(every) == sum(found["matched"].values())
    assert all(sum(line["amount_pence"] for line in each["theirs"]) == sum(line["amount_pence"] for line in each["ours"]) for each in every)  # fmt: skip
    [theirs] = answered(board.get(f"{path}/unmatched/theirs"))["items"]
    assert theirs["amount_pence"] == 1234 and theirs["reference"] == "X9" and "period" in theirs["hint"]["en"]
    ours = answered(board.get(f"{path}/unmatched/ours"))["items"]
    said = {"side": "ours", "lines": [ours[0]["line"]], "reason": "error in ours", "text": "not ours"}
    assert answered(board.post(f"{path}/explanations", said), 201)["unexplained"] == 2
    question = Query.objects.get()
    assert question.entry == int(ours[0]["line"])
    assert answered(board.get(f"{path}/unmatched/ours"))["items"][0]["exception"] == question.pk
    for side in ("ours", "theirs"):
        board.post(f"{path}/explanations", {"side": side, "reason": "timing", "text": "July"})
    done = answered(board.get(path))
    assert done["unexplained"] == 0
    address = f"/en{path}/"
    assert signed_in(Role.CHIEF_OFFICER, "board").post(address, {"do": "sign"}).status_code == 302
    signed = answered(board.get(path))
    assert signed["state"] == "signed" and signed["statement"] == done["statement"]
    last = {each["partner"]: each["last"] for each in answered(board.get(AT))["last_reconciled"]}
    assert last == {"council": None, "board": "2025-06-30"}
    refused(board.post(f"{path}/explanations", {"side": "ours", "reason": "timing", "text": "x"}), 409, "RC005")
    refused(board.post(f"{path}/abandon", {}), 409, "RC005")


def test_one_partners_ledger_is_not_there_for_the_others_program(fund: RunningFund) -> None:
    board, path = started(fund)
    council, auditor = program(Role.PARTNER_OFFICER, "council"), program(Role.AUDITOR)
    for more in ("", "/matches", "/unmatched/ours"):
        refused(council.get(path + more), 404, "AP005")
        assert auditor.get(path + more).status_code == 200
    assert answered(council.get(AT))["items"] == []
    refused(council.post(f"{path}/abandon", {}), 404, "AP005")
    refused(auditor.post(f"{path}/abandon", {}), 403, "AP003")
    sent = {**MONTHS, "file": SimpleUploadedFile("ledger.csv", b"x")}
    refused(council.send(AT, sent), 403, "AP003")
    refused(board.send(AT, {**MONTHS, "file": SimpleUploadedFile("ledger.csv", extract(fund))}), 409, "RC007")


def test_an_extract_that_cannot_be_read_says_all_that_is_wrong_and_is_dropped(fund: RunningFund) -> None:
    board = program(Role.PARTNER_OFFICER, "board")
    wrong = b"Date,Amount,Reference\n2025-04-02,10.00,A\n2025-04-03,ten,B\n2025-99-01,5.00,C\n"
    made = answered(board.send(AT, {**MONTHS, "file": SimpleUploadedFile("ledger.csv", wrong)}), 201)
    assert len(made["problems"]) >= 2 and made["statement"] == []
    path = f"{AT}/{made['number']}"
    assert board.get(f"{path}/matches").status_code == 422
    assert answered(board.post(f"{path}/abandon", {}), 201)["state"] == "abandoned"
    assert Extract.objects.get().content == b""


def test_a_pack_is_taken_filled_in_sent_back_and_counts_once_it_is_approved(fund: RunningFund) -> None:
    maker, path = program(Role.AUTHORISER, "council"), f"{FUND}/forecasts/2025-26/6"
    book = openpyxl.load_workbook(io.BytesIO(maker.get(f"{path}/pack").content))

    def pack(**cells: object) -> SimpleUploadedFile:
        for cell, value in cells.items():
            book.worksheets[0][cell] = value
        saved = io.BytesIO()
        book.save(saved)
        return SimpleUploadedFile("pack.xlsx", saved.getvalue())

    wrong = refused(maker.send(path, {"file": pack(G4="lots", G5="more"), "why": "x"}), 422, "MN001")
    assert [problem["where"]["line"] for problem in wrong["problems"]] == [4, 5]
    made = answered(maker.send(path, {"file": pack(G4=13_250.5, H4="hoists", G5=None), "why": "October"}), 201)
    assert made["kind"] == "forecasts" and ManagersForecast.objects.count() == 0
    decision = {"decision": "approve"}
    refused(maker.post(f"{FUND}/proposals/{made['number']}/decision", decision), 403, "AP003")
    assert program(Role.MANAGER).post(f"{FUND}/proposals/{made['number']}/decision", decision).status_code == 201
    found = answered(program(Role.BOARD_MEMBER, "council").get(path))
    assert {each["scheme"]: each["expected_pence"] for each in found["schemes"]} == {
        "equipment": 1_325_050,
        "homecare": None,
    }
    assert [(each["amount_pence"], each["why"]) for each in found["said"]] == [(1_325_050, "hoists")]


def test_how_sure_a_forecast_is_is_asked_for_and_read(fund: RunningFund) -> None:
    manager, path = program(Role.MANAGER), f"{FUND}/forecasts/2025-26/6/certainty"
    assert answered(manager.get(path))["state"] == "none"
    assert answered(manager.post(path, {}), 201)["state"] == "waiting"
    content = {"middle_pence": [100, 200], "intervals": {"80": [[90, 110], [150, 260]]}}
    Outlook.objects.filter(ledger_head=head(fund.ledger)[1]).update(
        state=Outlook.DONE, result=zlib.compress(json.dumps(content).encode())
    )
    found = answered(program(Role.AUDITOR).get(path))
    assert found["middle_pence"] == [100, 200] and found["intervals"]["80"][1] == {"low_pence": 150, "high_pence": 260}
    refused(manager.post(path.replace("/6/", "/12/"), {}), 404, "AP005")
    refused(program(Role.AUDITOR).post(path, {}), 403, "AP003")


RUN = {
    "title": "Two drafts", "tried": "both", "year": "2026-27", "runs": 300,
    "drafts": [{"name": "even.yaml", "text": EVEN}, {"name": "steep.yaml", "text": STEEP}],
}  # fmt: skip


def test_drafts_are_compared_by_program_as_on_the_page(fund: RunningFund) -> None:
    manager = program(Role.MANAGER)
    made = answered(manager.post(f"{FUND}/runs", RUN), 201)
    path = f"{FUND}/runs/{made['number']}"
    assert made["state"] == "waiting" and made["needed_bytes"] > 0 and manager.get(f"{path}/report").status_code == 404
    assert working.work_once("one")
    found = answered(manager.get(path))
    assert (found["state"], found["done"], [each["name"] for each in found["question"]["drafts"]]) == (
        "done", 300, ["even.yaml", "steep.yaml"],
    )  # fmt: skip
    report = answered(program(Role.AUDITOR).get(f"{path}/report"))
    [drafts] = [each for each in report["sections"] if each["id"] == "drafts"]
    tables = {each["id"]: each for each in drafts["blocks"] if "id" in each}
    assert {"drafts-beside", "drafts", "draft-clauses-1", "draft-clauses-2"} <= set(tables)
    assert manager.get(f"{path}/report?as=pdf").content.startswith(b"%PDF")
    refused(manager.post(f"{path}/state", {"do": "stop"}), 409, "GO042")
    broken = [{"name": f"{name}.yaml", "text": EVEN.replace("host: council", f"host: {name}")} for name in ("x", "y")]
    told = answered(manager.post(f"{FUND}/runs", {**RUN, "drafts": broken}), 422)
    assert {each["where"]["file"] for each in told["problems"] if each["severity"] == "error"} == {"x.yaml", "y.yaml"}


def test_a_body_keeps_its_run_to_itself_until_it_is_released(fund: RunningFund) -> None:
    board = program(Role.PARTNER_OFFICER, "board")
    number = answered(board.post(f"{FUND}/runs", {"title": "ours alone", "year": "2026-27", "runs": 300}), 201)[
        "number"
    ]
    path = f"{FUND}/runs/{number}"
    working.work_once("one")
    others = [program(Role.MANAGER), program(Role.AUDITOR), program(Role.PARTNER_OFFICER, "council")]
    for other in others:
        assert other.get(path).status_code == 404 and other.get(f"{path}/report").status_code == 404
        assert other.post(f"{path}/state", {"do": "release"}).status_code in (403, 404)
    assert answered(board.post(f"{path}/state", {"do": "release"}), 201)["state"] == "done"
    assert all(other.get(path).status_code == 200 for other in others)


SECRET = FEES["name"]


def test_worries_are_read_by_their_own_body_alone_until_they_are_released(fund: RunningFund) -> None:
    board = program(Role.PARTNER_OFFICER, "board")
    kept = board.post(GRID, {"rows": [{"shock": FEES}]})
    assert answered(kept, 201) == {"partner": "board", "own": 1, "released": 0}
    others = [program(Role.MANAGER), program(Role.AUDITOR), program(Role.PARTNER_OFFICER, "council")]
    others.append(program(Role.PARTNER_OFFICER, "board", rights={Right.SEE_FUND, Right.SIMULATE}))
    for other in others:
        assert answered(other.get(GRID))["items"] == []
    [mine] = answered(program(Role.CHIEF_OFFICER, "board").get(GRID))["items"]
    assert mine["shock"] == FEES and mine["partner"] == "board"
    assert not any(SECRET in each.answer for each in Sent.objects.all()), "what is kept of a request says nothing of it"
    other = program(Role.PARTNER_OFFICER, "council")
    assert answered(other.post(GRID, {"rows": [{"number": mine["number"]}]}), 201)["own"] == 0, (
        "another's row is not there"
    )
    assert len(answered(board.get(GRID))["items"]) == 1
    assert answered(board.post(f"{GRID}/release", {}), 201) == {"partner": "board", "own": 0, "released": 1}
    for other in others:
        assert [each["shock"]["name"] for each in answered(other.get(GRID))["items"]] == [SECRET]
    refused(program(Role.PARTNER_OFFICER, "council").post(f"{GRID}/{mine['number']}/withdraw", {}), 404, "AP005")
    run = {"year": "2026-27", "runs": 300, "worries": "released"}
    assert answered(program(Role.MANAGER).post(f"{FUND}/runs", run), 201)["partner"] is None
    refused(program(Role.MANAGER).post(f"{FUND}/runs", {**run, "worries": "own"}), 403, "AP003")


def test_every_wrong_worry_is_said_and_none_is_kept(fund: RunningFund) -> None:
    board = program(Role.PARTNER_OFFICER, "board")
    rows = [{"shock": FEES}, {"shock": {"name": "x", "fees": {"up": "lots"}}}, {"shock": {"nothing": [1]}}]
    told = board.post(GRID, {"rows": rows})
    assert told.status_code == 422 and len(json.loads(told.content)["problems"]) >= 2
    assert answered(board.get(GRID))["items"] == []


def test_what_versions_change_and_what_falls_due_are_as_on_the_page(busy_fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    found = answered(who.get(f"{FUND}/agreement/versions/1/2"))
    page = signed_in(Role.AUDITOR).get("/en/funds/small/agreement/versions/1/2/").content.decode()
    assert found["words"] and all(each["text"]["en"].split("{")[0][:30] in page for each in found["words"][:3])
    for case in found["cases"]:
        for each in (*case["partners"], *case["clauses"]):
            assert each["change_pence"] == each["after_pence"] - each["before_pence"]
    assert who.get(f"{FUND}/agreement/versions/2/1").status_code == 404
    due = answered(who.get(f"{FUND}/agreement/deadlines"))
    days = [date.fromisoformat(each["day"]) for each in due["items"]]
    assert days == sorted(days) and due["items"] and all(each["days_left"] >= 0 for each in due["items"])


def test_accruals_and_documents_of_contributions_are_read_by_those_who_may(busy_fund: RunningFund) -> None:
    auditor, council = program(Role.AUDITOR), program(Role.PARTNER_OFFICER, "council")
    [accrual] = answered(auditor.get(f"{FUND}/accruals"))["items"]
    assert (accrual["amount_pence"], accrual["month"], accrual["what"]) == (25_000, "2025-09", "Invoice 771")
    refused(council.get(f"{FUND}/accruals"), 403, "AP003")
    at = f"{FUND}/contributions/2025-26/partners"
    for name in ("instalments/2", "settlement"):
        assert answered(auditor.get(f"{at}/board/{name}"))["partner"] == "board"
        assert auditor.get(f"{at}/board/{name}?as=pdf").content.startswith(b"%PDF")
        assert council.get(f"{at}/council/{name}").status_code == 200
        refused(council.get(f"{at}/board/{name}"), 404, "AP005")
    table = auditor.get(f"{FUND}/contributions/2025-26/tables/partners?as=csv")
    assert table.status_code == 200 and table["Content-Type"].startswith("text/csv")
    assert answered(auditor.get(f"{FUND}/proposals?kind=accrual"))["items"][0]["kind"] == "accrual"


def test_a_browsers_session_opens_none_of_it(fund: RunningFund) -> None:
    client: Client = signed_in(Role.PARTNER_OFFICER, "board")
    for path in (AT, GRID, f"{FUND}/runs", f"{FUND}/forecasts/2025-26/6"):
        refused(client.get(f"/api/v1{path}"), 401, "AP001")
