"""A partner's ledger is put beside the fund, what is left is explained, and another person signs it off."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.fund.reconciling import our_items
from cronfa.governance.models import Explanation, Extract, Query, Reconciliation
from cronfa.governance.roles import Role

LIST = "/en/funds/small/reconciliations/"


def extract(fund: RunningFund, *, changed: str = "", first: str = "2025-04", last: str = "2025-06") -> bytes:
    """What the board's ledger says: the fund's own lines for it but the first two, and a line of its own."""
    from cronfa.fund.reconciling import months_between

    items = our_items(fund, "board", "responsibility", *months_between(first, last))
    rows = [f"{item.on},{item.amount_pence / 100:.2f},{item.reference},{item.text}" for item in items[2:]]
    return ("Date,Amount,Reference,Supplier\n" + "\n".join([*rows, *changed.splitlines()]) + "\n").encode()


def begun(client: Client, content: bytes, first: str = "2025-04", last: str = "2025-06") -> str:
    sent = {
        "partner": "board", "against": "responsibility", "first": first, "last": last,
        "file": SimpleUploadedFile("ledger.csv", content),
    }  # fmt: skip
    response = client.post(LIST, sent)
    assert response.status_code == 302, response.content.decode()[:2000]
    return str(response["Location"])


def test_what_is_left_is_explained_and_signed_by_another_person(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = begun(board, extract(fund, changed="2025-06-28,12.34,X9,Elsewhere"))
    page = board.get(address).content.decode()
    assert "Only in the fund" in page and "£12.34" in page and "close to the end of the period" in page
    chief = sign_in(Role.CHIEF_OFFICER, "board")
    assert chief.post(address, {"do": "sign"}).status_code == 422
    theirs = {"do": "all", "side": "theirs", "reason": "outside the fund", "text": "our own"}
    assert board.post(address, theirs).status_code == 302
    missing = our_items(
        fund, "board", "responsibility", Reconciliation.objects.get().first, Reconciliation.objects.get().last
    )
    sent = {"do": "ticked", "side": "ours", "line": missing[0].id, "reason": "error in ours", "text": "not ours"}
    board.post(address, sent)
    question = Query.objects.get()
    assert question.entry == int(missing[0].id) and f"/exceptions/{question.pk}/" in board.get(address).content.decode()
    board.post(address, {"do": "all", "side": "ours", "reason": "timing", "text": "July"})
    assert Explanation.objects.count() == 3
    assert board.post(address, {"do": "sign"}).status_code == 403
    assert chief.post(address, {"do": "sign"}).status_code == 302
    assert "Signed off by chief-finance-officer board" in board.get(address).content.decode()
    assert "30 June 2025" in sign_in(Role.BOARD_MEMBER, "council").get(LIST).content.decode()
    assert board.post(address, theirs).status_code == 422


def test_what_was_timing_is_found_in_the_next_months(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board, chief = sign_in(Role.PARTNER_OFFICER, "board"), sign_in(Role.CHIEF_OFFICER, "board")
    address = begun(board, extract(fund))
    board.post(address, {"do": "all", "side": "ours", "reason": "timing", "text": "paid in July"})
    chief.post(address, {"do": "sign"})
    first = our_items(fund, "board", "responsibility", *_months("2025-04", "2025-06"))[:2]
    late = "\n".join(
        f"2025-07-0{n},{item.amount_pence / 100:.2f},{item.reference},late" for n, item in enumerate(first, 1)
    )
    again = begun(board, extract(fund, changed=late, first="2025-07", last="2025-09"), "2025-07", "2025-09")
    found = board.get(f"{again}lines.json").json()
    carried = [
        line for line in found["lines"] if line["side"] == "ours" and line["line"] in {item.id for item in first}
    ]
    assert [line["rule"] for line in carried] == ["reference", "reference"]
    assert found["statement"][-2]["pence"] == -sum(item.amount_pence for item in first)


def _months(first: str, last: str) -> tuple[object, object]:
    from cronfa.fund.reconciling import months_between

    return months_between(first, last)


def test_one_partners_ledger_is_not_the_other_partners_to_read(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    address = begun(sign_in(Role.PARTNER_OFFICER, "board"), extract(fund))
    council = sign_in(Role.PARTNER_OFFICER, "council")
    for path in ("", "matches/", "lines.csv", "lines.json"):
        assert council.get(address + path).status_code == 404
    assert council.post(address, {"do": "abandon"}).status_code == 404
    assert sign_in(Role.AUDITOR).get(address).status_code == 200
    sent = {"partner": "board", "against": "spend", "first": "2025-04", "last": "2025-05"}
    sent |= {"file": SimpleUploadedFile("l.csv", b"x")}
    assert council.post(LIST, sent).status_code == 403


def test_an_extract_that_cannot_be_read_says_all_that_is_wrong_and_is_read_anew(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = begun(board, b"Date,Amount,Reference\n2025-04-02,10.00,A\n2025-04-03,ten,B\n2025-99-01,5.00,C\n")
    page = board.get(address).content.decode()
    assert "What must be put right" in page and page.count("IN0") >= 2
    board.post(address, {"do": "again", "mapping": Extract.objects.get().mapping + "\nearliest: 1991-01-01\n"})
    assert "earliest" in Extract.objects.get().mapping
    assert board.post(address, {"do": "abandon"}).status_code == 302
    assert Extract.objects.get().content == b"" and begun(board, extract(fund))


def test_months_are_reconciled_once(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    begun(board, extract(fund))
    sent = {"partner": "board", "against": "responsibility", "first": "2025-06", "last": "2025-07"}
    response = board.post(LIST, {**sent, "file": SimpleUploadedFile("l.csv", extract(fund))})
    assert response.status_code == 422 and "RC007" in response.content.decode()
    odd = board.post(LIST, {**sent, "first": "2025-07", "last": "2025-06", "file": SimpleUploadedFile("l.csv", b"x")})
    assert odd.status_code == 422 and "RC001" in odd.content.decode()


def test_every_match_says_why(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = begun(board, extract(fund))
    page = board.get(f"{address}matches/?rule=reference").content.decode()
    assert "Both ledgers have the reference" in page
    rows = board.get(f"{address}lines.csv").content.decode("utf-8-sig").splitlines()
    assert rows[0] == "side,line,on,reference,text,pence,match,rule" and len(rows) > 10
