"""The pack: taken, filled in, sent back, every mistake with its place, nothing kept before two people agree (expectation 7)."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import ManagersForecast, Proposal
from cronfa.governance.roles import Role

PAGE = "/en/funds/small/forecasts/2025-26/6/"
HEAD, FIRST = 3, 4
"""Rows of the sheet: the headings, and the first scheme."""


def taken(client: Client, page: str = PAGE) -> Any:
    """The pack, opened as a manager opens it."""
    return openpyxl.load_workbook(io.BytesIO(client.get(f"{page}pack.xlsx").content))


def filled_in(client: Client, cells: dict[str, object], page: str = PAGE) -> bytes:
    book = taken(client, page)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sent(client: Client, content: bytes, name: str = "pack.xlsx", page: str = PAGE) -> Any:
    return client.post(page, {"file": SimpleUploadedFile(name, content)})


def sealed_in(page: str) -> str:
    return page.split('name="sealed" value="')[1].split('"')[0]


def test_two_people_keep_a_managers_forecast_beside_the_computed_one(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker = sign_in(Role.AUTHORISER, "council")
    looked = sent(maker, filled_in(maker, {"G4": 13_250.5, "H4": "New hoists in winter"}))
    page = looked.content.decode()
    assert looked.status_code == 200 and "£13,250.50" in page and "New hoists in winter" in page
    assert (ManagersForecast.objects.count(), Proposal.objects.count()) == (0, 0), (
        "nothing is kept before it is confirmed"
    )
    proposal = maker.post(PAGE, {"sealed": sealed_in(page), "why": "October pack"})["Location"]
    assert ManagersForecast.objects.count() == 0, "nor before it is approved"
    seen = sign_in(Role.MANAGER).get(proposal).content.decode()
    assert "Community equipment" in seen and "£13,250.50: New hoists in winter" in seen, "what is approved is seen"
    assert sign_in(Role.MANAGER).post(proposal, {"decision": "approve"}).status_code == 302
    kept = ManagersForecast.objects.get()
    assert (kept.scheme, kept.amount_pence, kept.why) == ("equipment", 1_325_050, "New hoists in winter")
    assert kept.made_by.name == "locality-authoriser council"
    for where in (PAGE, "/en/funds/small/?month=6", "/en/funds/small/figures/2025-26/6/monitoring/"):
        shown = sign_in(Role.BOARD_MEMBER).get(where).content.decode()
        assert "£13,251" in shown and "locality-authoriser council" in shown, where
    assert taken(maker).worksheets[0]["G4"].value == 13_250.5


def test_the_newest_counts_and_the_older_ones_stay(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    for amount in (13_000, 14_000, 13_000):
        page = sent(maker, filled_in(maker, {"G4": amount})).content.decode()
        proposal = maker.post(PAGE, {"sealed": sealed_in(page), "why": "pack"})["Location"]
        checker.post(proposal, {"decision": "approve"})
    assert ManagersForecast.objects.count() == 3
    assert taken(maker).worksheets[0]["G4"].value == 13_000
    with pytest.raises(DatabaseError), transaction.atomic():
        ManagersForecast.objects.update(amount_pence=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        ManagersForecast.objects.all().delete()


def test_every_mistake_is_named_with_its_row_and_column(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    cells = {"G4": "about 12k", "G5": 12_000, "B5": "hospital", "H6": "why?", "B6": "equipment", "A6": "Again"}
    answer = sent(maker, filled_in(maker, cells))
    page = answer.content.decode()
    assert answer.status_code == 422
    for place, said in (
        ("row 4, column G", "about 12k"),
        ("row 5, column B", "hospital"),
        ("row 6, column B", "row 4"),
    ):
        assert place in page and said in page, place
    assert 'name="sealed"' not in page and Proposal.objects.count() == 0


def test_an_untouched_pack_and_another_months_are_refused(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    assert "GO066" in sent(maker, filled_in(maker, {})).content.decode()
    other = filled_in(maker, {"G4": 1}, page=PAGE.replace("/6/", "/5/"))
    assert "GO060" in sent(maker, other).content.decode()


def test_a_pack_in_welsh_comes_back_as_well(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    welsh = PAGE.replace("/en/", "/cy/")
    assert taken(maker, welsh).sheetnames == ["Rhagolwg", "Nodiadau"]
    assert "£12,345.67" in sent(maker, filled_in(maker, {"G4": 12_345.67}, page=welsh)).content.decode()


def test_what_is_confirmed_is_what_was_looked_at(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    sealed = sealed_in(sent(maker, filled_in(maker, {"G4": 1})).content.decode())
    for page, given in ((PAGE, sealed[:-2]), (PAGE.replace("/6/", "/5/"), sealed), (PAGE, "")):
        assert maker.post(page, {"sealed": given, "why": "x"}).status_code == 422
    answers = [maker.post(PAGE, {"sealed": sealed, "why": "x"}).status_code for _ in range(2)]
    assert answers == [302, 409] and Proposal.objects.count() == 1


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", b"\0" * (40 << 20))
    return held.getvalue()


def test_what_is_no_pack_is_refused_with_a_reason(sign_in: Callable[..., Client]) -> None:
    maker = sign_in(Role.HOST_OFFICER)
    for content in (b"", b"\x00\x01", b"%PDF-1.7", b"PK\x03\x04 cut", b"a,b\n1,2\n", b'"never ends', bomb()):
        answer = sent(maker, content)
        assert answer.status_code == 422 and "<strong>" in answer.content.decode(), content[:20]


def test_text_of_a_user_never_becomes_a_formula(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    book = taken(maker)
    book.worksheets[0]["G4"], book.worksheets[0]["H4"] = 5, "=1+1"
    book.worksheets[0]["H4"].data_type = "s"
    held = io.BytesIO()
    book.save(held)
    page = sent(maker, held.getvalue()).content.decode()
    checker.post(maker.post(PAGE, {"sealed": sealed_in(page), "why": "x"})["Location"], {"decision": "approve"})
    cell = taken(maker).worksheets[0]["H4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_only_the_cells_to_fill_in_are_open_and_the_sheet_has_one_table(sign_in: Callable[..., Client]) -> None:
    sheet = taken(sign_in(Role.HOST_OFFICER)).worksheets[0]
    assert sheet.protection.sheet and len(sheet.tables) == 1 and not sheet.merged_cells.ranges
    open_ = {cell.column_letter for row in sheet.iter_rows(min_row=FIRST) for cell in row if not cell.protection.locked}
    assert open_ == {"G", "H"}


def test_who_may_not_prepare_may_look_and_not_send(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.BOARD_MEMBER)
    assert board.get(PAGE).status_code == 200 and 'type="file"' not in board.get(PAGE).content.decode()
    assert sent(board, b"x").status_code == 403
