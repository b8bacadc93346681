"""A fund in which something of every kind has happened, done on its own pages: for tests that open every one of them."""

import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.opening import find, open_fund
from cronfa.fund.questions import Question
from cronfa.fund.settling import accept, close_months
from cronfa.governance import jobs, working
from cronfa.governance.models import Person, Proposal
from cronfa.governance.roles import Role
from small_fund import AGREEMENT
from web.desks import signed_in

AT = "/en/funds/small/"
FILE = "Date,Amount,Id,Kind,Supplier,Scheme\n2025-10-02,100.00,Q1,Beds,New Cyf,equipment\n"
VARIATION = """
variations:
  - from: 2026-04-01
    title: {en: Even shares, cy: Cyfrannau cyfartal}
    changes: {schemes: {equipment: {contributions: {council: 50%, board: 50%}}}}
"""
ARRIVAL = {
    "on": "2025-07-30", "reference": "BACS 81", "pence:equipment": "£1,200", "pence:homecare": "2,500.00",
    "why": "statement 12",
}  # fmt: skip
ACCRUAL = {
    "month": "2025-09", "scheme": "equipment", "category": "Nursing", "amount": "£250", "what": "Invoice 771",
    "why": "late",
}  # fmt: skip
VIREMENT = {
    "out_of": "equipment", "into": "homecare", "amount": "£300", "month": "2025-08", "why": "demand", "once": "v1",
}  # fmt: skip
WORRY = {
    "do": "save", "rows": "1", "name.0": "Our largest home closes", "kind.0": "fees", "scheme.0": "equipment",
    "size.0": "9%", "from.0": "October",
}  # fmt: skip


def happen(folder: Path) -> None:
    """Do one thing of every kind in the small fund of the database in use."""
    host, manager, board = (
        signed_in(Role.HOST_OFFICER),
        signed_in(Role.MANAGER),
        signed_in(Role.PARTNER_OFFICER, "board"),
    )
    _vary(folder)
    _send(host, "files/", file=SimpleUploadedFile("october.csv", FILE.encode()))
    _send(host, "entries/5/reverse/", reason="paid twice")
    evidence = SimpleUploadedFile("letter.txt", b"The placement ended in March.")
    _send(board, "entries/7/question/", partner="board", text="Not our placement", evidence=evidence)
    _send(host, "contributions/2025-26/board/2/", **ARRIVAL)
    _approve(manager)
    _send(host, "accruals/", **ACCRUAL)
    _approve(manager)
    _send(host, "virements/2025-26/", **VIREMENT)
    _send(manager, "month-end/2025-26/6/", do="freeze")
    _send(board, "what-if/worries/", **WORRY)
    _send(board, "what-if/worries/", do="release")
    _reconcile(board)
    _ask()
    close_months(find("small"), "2025-26", "manager")
    accept(find("small"), "2025-26", "manager")


def _vary(folder: Path) -> None:
    """The agreement is varied from next year."""
    path = folder / "small.yaml"
    text = AGREEMENT.format(name="small", title="Small pool", title_cy="Cronfa fach")
    path.write_text(text + VARIATION, "utf-8")
    open_fund(path, "manager")


def _send(client: Client, page: str, **form: object) -> str:
    """Send a form; where it leads."""
    answer = client.post(AT + page, form)
    assert answer.status_code == 302, (
        page,
        answer.status_code,
        re.sub(r"<[^>]*>|\s+", " ", answer.content.decode())[-900:],
    )
    return str(answer["Location"])


def _approve(client: Client) -> None:
    _send(client, f"proposals/{Proposal.objects.latest('pk').pk}/", decision="approve")


def _reconcile(client: Client) -> None:
    ledger = "Date,Amount,Reference,Supplier\n2025-06-28,12.34,X9,Elsewhere\n"
    _send(
        client, "reconciliations/", partner="board", against="responsibility", first="2025-04", last="2025-06",
        file=SimpleUploadedFile("ledger.csv", ledger.encode()),
    )  # fmt: skip


def _ask() -> None:
    """A question of possible years, answered."""
    person = Person.objects.get(email="pooled-fund-manager-council@example.org")
    job = jobs.ask(find("small"), Question("signed", "2026-27", 300), person, title="First look", partner="")
    jobs.begin(job, person)
    assert working.work_once("one")
