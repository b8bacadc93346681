"""Exports: the real tools load them, arrive at our balances, and anybody verifies them with no database."""

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars
import pytest
from beancount import loader
from beancount.core import realization

from cronfa import ledger
from cronfa.ledger import codes
from cronfa.ledger.entries import PostingDraft, SourceLine
from cronfa.ledger.exporting import FORMATS, content
from cronfa.ledger.exports.cells import RISKY_BEGINNINGS
from cronfa.ledger.exports.names import account_names, leg_of
from cronfa.ledger.funds import Fund
from cronfa.problems import Problems
from made_up_ledger import clock, open_made_up_fund, spend

pytestmark = pytest.mark.usefixtures("database")
VERIFIABLE = ("csv", "parquet", "json")
TROUBLE = (
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-SUM(A1:A9)",
    "@SUM(1)",
    '"quoted" \\ back\\',
    "semi; colon | bar, comma: colon",
    "two  spaces  ; not a comment",
    "Tŷ Gwyn £5 €",
    "tab\tand\nline",
    "(virtual) [account]",
    "'apostrophe",
    "* ! ; # %",
)


@pytest.fixture
def fund() -> Fund:
    made = open_made_up_fund("made-up 1", ["council", "health", "thïrd"])
    ledger.register_agreement(made, "agreement: made-up\n", who="tester", recorded_at=clock(0))
    lines = "\n".join(TROUBLE).encode()
    file = ledger.register_source(
        made, "=extract.csv", [lines], mapping="", rows=1, total_pence=1, who="tester", recorded_at=clock(0)
    )
    drafts = [
        spend(
            number,
            narrative=text,
            supplier=TROUBLE[-number],
            category=text,
            reason=text,
            source=SourceLine(file.sha256, number),
        )
        for number, text in enumerate(TROUBLE, start=1)
    ]
    odd = (
        PostingDraft("reserve", "thïrd", -7, "a b", None, text := TROUBLE[5]),
        PostingDraft("reserve", "thïrd", 5, "a-b", "council", text),
        PostingDraft("carried", "thïrd", 2),
        PostingDraft("carried", "council", 0),
    )
    ledger.post(made, [*drafts, spend(99, postings=odd)], recorded_at=clock(1))
    return made


def _our_balances(fund: Fund) -> dict[str, int]:
    legs: Counter[tuple[str, str, str, str]] = Counter()
    for entry in content(fund).entries():
        for line in entry.lines:
            legs[leg_of(line)] += line[5]
    names = account_names(legs)
    assert len(set(names.values())) == len(legs)
    return {names[leg]: pence for leg, pence in legs.items()}


def test_beancount_loads_it_without_an_error_and_has_our_balances(fund: Fund, tmp_path: Path) -> None:
    path = ledger.export(fund, "beancount", tmp_path / "fund.beancount")
    found, errors, _ = loader.load_file(str(path))
    assert not errors
    assert sum(type(entry).__name__ == "Transaction" for entry in found) == len(TROUBLE) + 1
    theirs = {}
    for account in realization.iter_children(realization.realize(found)):
        if (account.txn_postings and not account.balance.is_empty()) or account.account in _our_balances(fund):
            amount = account.balance.get_currency_units("GBP").number
            theirs[account.account] = int(amount * 100)
    assert theirs == _our_balances(fund)


def test_beancount_keeps_every_text(fund: Fund, tmp_path: Path) -> None:
    path = ledger.export(fund, "beancount", tmp_path / "fund.beancount")
    found, _, _ = loader.load_file(str(path))
    narrations = {entry.meta["number"]: entry.narration for entry in found if type(entry).__name__ == "Transaction"}
    assert [narrations[number] for number in range(1, len(TROUBLE) + 1)] == [
        text.replace("\t", " ").replace("\n", " ") for text in TROUBLE
    ]


def test_hledger_loads_it_without_an_error_and_has_our_balances(fund: Fund, tmp_path: Path) -> None:
    path = ledger.export(fund, "hledger", tmp_path / "fund.journal")
    _run("hledger", "-f", str(path), "check", "--strict", "ordereddates")
    shown = _run("hledger", "-f", str(path), "balance", "--flat", "--empty", "--no-total", "-O", "csv")
    theirs = {row["account"]: _pence(row["balance"]) for row in csv.DictReader(shown.splitlines())}
    assert theirs == _our_balances(fund)
    assert _run("hledger", "-f", str(path), "stats").count("balances as exported") == 0


def test_ledger_reads_the_hledger_journal_too(fund: Fund, tmp_path: Path) -> None:
    path = ledger.export(fund, "hledger", tmp_path / "fund.journal")
    shown = _run(
        "ledger",
        "-f",
        str(path),
        "balance",
        "--flat",
        "--empty",
        "--no-total",
        "--balance-format",
        "%(account)\t%(total)\n",
    )
    theirs = dict(line.split("\t") for line in shown.splitlines())
    assert {name: _pence(amount) for name, amount in theirs.items()} == _our_balances(fund)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def _pence(amount: str) -> int:
    return int(amount.removesuffix(" GBP").replace(".", ""))


@pytest.mark.parametrize("form", VERIFIABLE)
def test_an_export_verifies_with_neither_database_nor_django(fund: Fund, tmp_path: Path, form: str) -> None:
    path = ledger.export(fund, form, tmp_path / "export")
    checkpoint = ledger.write_checkpoint(fund, tmp_path / "key", tmp_path / "checkpoint.json")
    program = (
        "import sys; from pathlib import Path; from cronfa.ledger import verify_export\n"
        f"found = verify_export(Path({str(path)!r}), Path({str(tmp_path / 'checkpoint.json')!r}), "
        f"Path({str(tmp_path / 'key.pub')!r}))\n"
        "print(found.entries, found.head_hash, found.is_sound, 'django' in sys.modules)"
    )
    said = _run(sys.executable, "-c", program)
    assert said.split() == [str(checkpoint.entries), checkpoint.head_hash, "True", "False"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_fund_is_exported_byte_for_byte_the_same(fund: Fund, tmp_path: Path, form: str) -> None:
    one, two = (ledger.export(fund, form, tmp_path / name) for name in ("one", "two"))
    assert _bytes(one) == _bytes(two)


def _bytes(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    return {"" if path.is_file() else str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_fund_can_be_exported(tmp_path: Path, form: str) -> None:
    path = ledger.export(open_made_up_fund(), form, tmp_path / "export")
    if form in VERIFIABLE:
        assert ledger.verify_export(path).is_sound


def test_no_text_of_a_csv_is_a_formula_and_amounts_stay_numbers(fund: Fund, tmp_path: Path) -> None:
    path = ledger.export(fund, "csv", tmp_path / "export")
    checked = 0
    for name in ("entries.csv", "postings.csv"):
        with (path / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column, cell in row.items():
                    if column == "amount_pence":
                        checked += int(cell) < 0
                    else:
                        assert not cell.startswith(RISKY_BEGINNINGS[:-4]) or cell.startswith("'"), (column, cell)
    assert checked > len(TROUBLE)


def test_parquet_holds_amounts_as_integers(fund: Fund, tmp_path: Path) -> None:
    path = ledger.export(fund, "parquet", tmp_path / "export")
    frame = polars.read_parquet(path / "postings.parquet")
    assert frame.schema["amount_pence"] == polars.Int64()
    spent = frame.filter(polars.col("account") == "expenditure")["amount_pence"].sum()
    assert {("expenditure",): spent} == ledger.balances(fund, ("account",), where={"account": "expenditure"})


def test_json_is_one_document(fund: Fund, tmp_path: Path) -> None:
    found = json.loads(ledger.export(fund, "json", tmp_path / "fund.json").read_text(encoding="utf-8"))
    assert len(found["entries"]) == len(TROUBLE) + 1
    assert found["standing"]["agreements"][0]["text"] == "agreement: made-up\n"


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_replaces_an_export_and_nothing_else(fund: Fund, tmp_path: Path, form: str) -> None:
    path = ledger.export(fund, form, tmp_path / "export")
    ledger.export(fund, form, path)
    other = tmp_path / "holiday"
    other.mkdir()
    (other / "photo.jpg").write_bytes(b"sea")
    with pytest.raises(Problems) as found:
        ledger.export(fund, form, other)
    assert found.value.problems == (codes.OUTPUT_EXISTS.at(path=other),)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".cronfa")] == []


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_may_go_into_folders_that_are_not_there_yet(fund: Fund, tmp_path: Path, form: str) -> None:
    path = tmp_path / "year" / "month" / "export"
    assert ledger.export(fund, form, path) == path
    assert [file.name for file in path.parent.iterdir()] == ["export"]


def test_an_export_that_fails_leaves_what_was_there(
    fund: Fund, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger.export(fund, "csv", tmp_path / "export")
    before = _bytes(path)

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("cronfa.ledger.exports.csv_folder.write_manifest", broken)
    with pytest.raises(OSError, match="disk full"):
        ledger.export(fund, "csv", path)
    assert _bytes(path) == before


@pytest.mark.parametrize(
    ("make", "why", "pam"),
    [
        (lambda p: None, "it has no “thing”", "nid oes “thing” ynddo"),
        (lambda p: p.mkdir(), "it has no “manifest.json”", "nid oes “manifest.json” ynddo"),
        (lambda p: p.write_text("hello"), "it is not JSON from line 1 on", "nid JSON mohono o linell 1 ymlaen"),
        (lambda p: (p.mkdir(), (p / "manifest.json").write_text("{}")), "“files” is missing", "mae “files” ar goll"),
        (lambda p: p.write_text("[]"), "is not what an export writes", "nid yr hyn y mae allforiad"),
        (lambda p: p.write_bytes(b"\xff\xfe{"), "it is not text in UTF-8", "nid testun UTF-8 mohono"),
    ],
)
def test_what_is_not_an_export_is_a_problem_in_words(
    tmp_path: Path, make: Callable[[Path], None], why: str, pam: str
) -> None:
    path = tmp_path / "thing"
    make(path)
    [problem] = ledger.verify_export(path).problems
    assert problem.code == "EX012" and why in problem.what() and pam in problem.what("cy")


@pytest.mark.parametrize("form", ["json", "beancount", "hledger"])
def test_an_export_is_replaced_and_a_file_of_ones_own_is_not(fund: Fund, tmp_path: Path, form: str) -> None:
    path = tmp_path / "fund.out"
    for _ in range(2):
        ledger.export(fund, form, path)
    mine = tmp_path / "mine.txt"
    mine.write_text("; my notes\n", "utf-8")
    with pytest.raises(Problems) as refused:
        ledger.export(fund, form, mine)
    assert refused.value.problems[0].code == "EX014" and mine.read_text("utf-8") == "; my notes\n"
