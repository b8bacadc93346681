"""Each table of a report page is a file too: the same figures as CSV, Excel and JSON, in the language of the page."""

import csv
import io
import json
import re
from collections.abc import Callable

import openpyxl
from django.test import Client

from cronfa.governance.roles import Role

REPORT = "figures/2025-26/6/monitoring/"


def test_every_table_of_a_report_has_its_files(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Role.BOARD_MEMBER, "board")
    for language, heading in (("en", "Scheme"), ("cy", "Cynllun")):
        page = client.get(f"/{language}/funds/small/{REPORT}").content.decode()
        files = re.findall(r'href="([^"]+\.csv)"', page)
        assert len(files) == page.count("<table") > 2
        for address in files:
            rows = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
            book = openpyxl.load_workbook(io.BytesIO(client.get(address.replace(".csv", ".xlsx")).content))
            table = json.loads(client.get(address.replace(".csv", ".json")).content)["sections"][0]["blocks"][0]
            assert len(rows) == len(table["rows"]) + 1 and len(book.sheetnames) >= 1, address
        [scheme] = [address for address in files if address.endswith("/scheme.csv")]
        assert next(csv.reader(io.StringIO(client.get(scheme).content.decode("utf-8-sig"))))[0] == heading


def test_a_table_that_is_none_and_another_partners_are_not_there(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Role.PARTNER_OFFICER, "board")
    at = "/en/funds/small/figures/2025-26/6"
    assert client.get(f"{at}/monitoring/nothing.csv").status_code == 404
    assert client.get(f"{at}/monitoring/scheme.exe").status_code == 404
    assert client.get(f"{at}/statement-council/account.csv").status_code == 404


def test_a_report_is_a_file_of_each_kind_in_the_language_of_the_page(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Role.BOARD_MEMBER, "board")
    for language in ("en", "cy"):
        page = client.get(f"/{language}/funds/small/{REPORT}").content.decode()
        files = re.findall(r'href="([^"]+/monitoring\.(pdf|docx|xlsx|json))"', page)
        assert [ending for _, ending in files] == ["pdf", "docx", "xlsx", "json"]
        opening = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}
        for address, ending in files:
            assert client.get(address).content.startswith(opening[ending])
    assert client.get(f"/en/funds/small/{REPORT.rstrip('/')}.exe").status_code == 404
