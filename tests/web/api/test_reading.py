"""What programs read is what pages show: pages that hold together, figures to the penny, *unchanged* while nothing moves."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import yaml
from django.urls import reverse
from django.utils import timezone

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Job, Person
from cronfa.governance.roles import Right, Role
from cronfa.ledger.funds import set_period
from cronfa.ledger.offline import verify_export
from cronfa.ledger.stored import head
from web.api.programs import Program, answered, email_of, program

FUND = "/funds/small"


def every(who: Program, path: str) -> list[dict[str, object]]:
    """Every item of a list, page by page."""
    found, cursor = [], ""
    while True:
        page = answered(who.get(f"{path}&cursor={cursor}"))
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = page["next"]


def test_pages_of_postings_hold_together_in_every_order(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    whole = answered(who.get(f"{FUND}/postings?limit=1000"))["items"]
    assert [each["number"] for each in whole] == list(range(1, 122))
    for sort in ("number", "-number", "date", "-amount", "supplier", "scheme", "narrative"):
        found = every(who, f"{FUND}/postings?limit=50&sort={sort}")
        assert sorted(each["number"] for each in found) == list(range(1, 122)), sort
        assert found == answered(who.get(f"{FUND}/postings?limit=1000&sort={sort}"))["items"], sort
    assert sum(each["spend_pence"] for each in whole) == 2923140


def test_what_is_posted_while_pages_are_turned_comes_after_them(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    for sort in ("number", "-date"):
        last = head(fund.ledger)[0]
        first = answered(who.get(f"{FUND}/postings?limit=60&sort={sort}"))
        reverse_entry(fund, 7 + last % 7, "2025-09", "paid twice", "officer")
        found, cursor = first["items"], first["next"]
        while cursor:
            page = answered(who.get(f"{FUND}/postings?limit=60&sort={sort}&cursor={cursor}"))
            found, cursor = found + page["items"], page["next"]
        assert sorted(each["number"] for each in found) == list(range(1, last + 1))


def test_filters_narrow_and_the_csv_is_the_same_list(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    found = every(who, f"{FUND}/postings?limit=7&scheme=equipment&period=2025-07&contains=supplier%203")
    assert found and all((each["scheme"], each["period"]) == ("equipment", "2025-07") for each in found)
    csv = b"".join(who.get(f"{FUND}/postings.csv?scheme=equipment&period=2025-07&contains=supplier%203")).decode()
    assert [int(line.split(",")[0]) for line in csv.splitlines()[1:]] == [each["number"] for each in found]


def test_an_entry_leads_to_the_partners_own_row(fund: RunningFund) -> None:
    entry = answered(program(Role.AUDITOR).get(f"{FUND}/entries/5"))
    assert sum(line["amount_pence"] for line in entry["lines"]) == 0
    assert entry["row"]["text"].split(",")[2] == entry["narrative"] and entry["row"]["file"] == "payments.csv"


def test_figures_add_up_whichever_way_they_are_cut_and_each_says_why(fund: RunningFund) -> None:
    who = program(Role.BOARD_MEMBER, "board")
    whole = answered(who.get(f"{FUND}/figures/2025-26/6?by=whole"))["items"]
    assert [each["actual_to_date_pence"] for each in whole] == [2923140]
    for cut in ("by=scheme", "by=partner", "by=category&by=scheme"):
        items = answered(who.get(f"{FUND}/figures/2025-26/6?{cut}"))["items"]
        assert sum(each["actual_to_date_pence"] for each in items) == 2923140, cut
    flow = answered(who.get(f"{FUND}/figures/2025-26/6/flow"))["items"]
    assert sum(band["amount_pence"] for band in flow) == 2923140
    why = answered(who.get(f"{FUND}/why/2025-26/equipment/spend"))
    assert why["rows_pence"] == why["amount_pence"] and why["row_count"] and not why["rows"]
    assert answered(program(Role.AUDITOR).get(f"{FUND}/why/2025-26/equipment/spend"))["rows"]


def test_every_figure_of_the_outlook_and_the_settlement_can_be_asked_about(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    settled = answered(who.get(f"{FUND}/settlements/2025-26/12"))
    some = [each for each in settled["figures"] if each["amount_pence"]][:6]
    for each in some:
        assert answered(who.get(f"{FUND}/why/{each['id']}"))["amount_pence"] == each["amount_pence"]
    assert settled["waits_for"] == ["council", "board"] and not settled["posted"]
    assert {each["id"] for each in answered(who.get(f"{FUND}/figures/2025-26/6/outlook"))["figures"]} >= {
        "2025-26/partner/board/to-pay"
    }


def test_balances_come_to_nothing(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    for by in ("by=account", "by=partner&by=account", "by=scheme&by=period"):
        assert sum(each["amount_pence"] for each in answered(who.get(f"{FUND}/balances?{by}"))["items"]) == 0


def test_what_is_owed_for_a_year_and_what_may_be_moved(fund: RunningFund) -> None:
    who = program(Role.PARTNER_OFFICER, "board")
    report = answered(who.get(f"{FUND}/contributions/2025-26?as-at=2025-09-30"))
    assert report["format"] == "cronfa-report/1" and report["as_at"] == "2025-09-30"
    assert who.get(f"{FUND}/contributions/2025-26?as-at=soon").status_code == 422
    assert who.get(f"{FUND}/contributions/1999-00").status_code == 404
    budgets = answered(who.get(f"{FUND}/virements/2025-26"))
    assert [(each["scheme"], each["budget_pence"], each["limit_pence"]) for each in budgets["budgets"]] == [
        ("equipment", 1_200_000, 50_000), ("homecare", 2_400_000, None),
    ]  # fmt: skip
    sent = {"month": "2025-09", "out_of": "equipment", "into": "homecare", "amount_pence": 60_000, "why": "fewer beds"}
    response = program(Role.HOST_OFFICER).post(f"{FUND}/virements/2025-26", sent)
    assert response.status_code == 422, response.content
    minute = {"board": "joint", "on": "2025-09-01", "minute": "JB 9/25"}
    assert program(Role.HOST_OFFICER).post(f"{FUND}/virements/2025-26", {**sent, "decided": minute}).status_code == 403
    assert program(Role.MANAGER).post(f"{FUND}/virements/2025-26", {**sent, "decided": minute}).status_code == 201


def test_runs_are_the_funds_or_released(fund: RunningFund) -> None:
    made_by = Person.objects.get(email=email_of(Role.PARTNER_OFFICER, "board"))
    given = {"fund": "small", "content": "{}", "made_by": made_by}
    private = Job.objects.create(**given, title="ours", partner="board")
    released = Job.objects.create(**given, title="told", partner="board", released_at=timezone.now())
    board = program(Role.PARTNER_OFFICER, "board")
    assert [each["title"] for each in answered(board.get(f"{FUND}/runs"))["items"]] == ["told", "ours"]
    without = program(Role.PARTNER_OFFICER, "board", rights={Right.SEE_FUND, Right.SIMULATE})
    for who in (program(Role.AUDITOR), program(Role.PARTNER_OFFICER, "council"), without):
        assert [each["title"] for each in answered(who.get(f"{FUND}/runs"))["items"]] == ["told"]
        assert who.get(f"{FUND}/runs/{private.pk}").status_code == 404
        assert answered(who.get(f"{FUND}/runs/{released.pk}"))["state"] == "asked"
        assert who.get(f"{FUND}/runs/{released.pk}/report").status_code == 404
    with zipfile.ZipFile(io.BytesIO(b"".join(program(Role.AUDITOR).get(f"{FUND}/export")))) as archive:
        assert [each["title"] for each in json.loads(archive.read("records/job.json"))] == ["told"]


def test_the_agreement_is_there_as_data_as_words_and_as_it_was_registered(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    agreement = answered(who.get(f"{FUND}/agreement"))
    assert agreement["document"]["host"] == "council" and agreement["versions"][0]["from_day"] == "2020-04-01"
    sha256 = agreement["texts"][-1]["sha256"]
    text = answered(who.get(f"{FUND}/agreement/texts/{sha256}"))["text"]
    assert hashlib.sha256(text.encode()).hexdigest() == sha256 and yaml.safe_load(text)["host"] == "council"
    said = [
        each["text"] for part in answered(who.get(f"{FUND}/agreement/words"))["sections"] for each in part["sentences"]
    ]
    assert len(said) > 20 and all(each["en"] and each["cy"] for each in said)


def test_a_report_is_the_same_as_on_its_page_and_each_table_has_its_twins(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    listed = answered(who.get(f"{FUND}/reports"))["items"]
    assert {each["name"] for each in listed} >= {"monitoring", "settlement", "memorandum", "statement-board"}
    for each in listed:
        address = f"{FUND}/reports/{each['year']}/{each['months']}/{each['name']}"
        report = answered(who.get(address))
        tables = [block for part in report["sections"] for block in part["blocks"] if block.get("is") == "Table"]
        assert [table["id"] for table in tables] == [table["id"] for table in each["tables"]]
        for table in tables[:2]:
            alone = answered(who.get(f"{address}/tables/{table['id']}?as=json"))
            assert alone["sections"][0]["blocks"] == [table]
            csv = who.get(f"{address}/tables/{table['id']}?as=csv").content.decode("utf-8-sig")
            assert len(csv.splitlines()) >= 1 + len(table["rows"])
            assert who.get(f"{address}/tables/{table['id']}?as=xlsx").content[:2] == b"PK"
        assert who.get(f"{address}/tables/nothing").status_code == 404
    assert who.get(f"{FUND}/reports/2025-26/6/settlement?as=pdf").content[:5] == b"%PDF-"


def test_what_has_not_moved_is_answered_with_unchanged_until_it_moves(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    path = f"{FUND}/figures/2025-26/6"

    def again(tag: str, **headers: str) -> int:
        return who.get(path, **{"If-None-Match": tag, **headers}).status_code

    tag = who.get(path)["ETag"]
    assert again(tag) == 304 and again(f'"x", {tag}') == 304 and again('"x"') == 200
    assert again("*") == 304 and who.get(f"{FUND}/why/nothing", **{"If-None-Match": "*"}).status_code == 404
    assert who.get(f"{path}?by=partner", **{"If-None-Match": tag}).status_code == 200
    assert again(tag, **{"Accept-Language": "cy"}) == 200
    assert program(Role.AUDITOR).get(path, **{"If-None-Match": tag}).status_code == 200
    tag = who.get(path)["ETag"]
    reverse_entry(fund, 5, "2025-09", "paid twice", "officer")
    assert again(tag) == 200
    tag = who.get(path)["ETag"]
    set_period(fund.ledger, "2020-04", "closed", who="test")
    assert again(tag) == 200


def test_the_whole_fund_can_be_taken_away_and_proves_itself(fund: RunningFund, tmp_path: Path) -> None:
    board = program(Role.PARTNER_OFFICER, "board")
    answered(board.post(f"{FUND}/entries/5/question", {
        "partner": "board", "text": "not ours", "evidence": {"name": "letter.txt", "content": "bGV0dGVy"},
    }), 201)  # fmt: skip
    response = program(Role.AUDITOR).get(f"{FUND}/export")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))["files"]
        assert names == {*manifest, "manifest.json"}
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == sha256 for name, sha256 in manifest.items())
        archive.extractall(tmp_path)
        everything = b"".join(archive.read(name) for name in names if name.startswith(("records", "people")))
    assert verify_export(tmp_path / "ledger" / "fund.json").is_sound
    assert verify_export(tmp_path / "ledger" / "csv").is_sound
    assert (tmp_path / "records" / "query-1-evidence").read_bytes() == b"letter"
    assert json.loads((tmp_path / "trail" / "trail.json").read_text())["sound"]
    assert {"README.md", "DARLLENWCH.md", "people.json", "records/appointment.json"} <= names
    assert b"pbkdf2" not in everything and b"password" not in everything and b"token.json" not in everything
    assert not any(re.search(r"token|sent", name) for name in names)


def test_the_api_is_found_where_it_is_said_to_be() -> None:
    assert reverse("api-v1:list_funds") == "/api/v1/funds"
