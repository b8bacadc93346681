"""The command line as a person meets it: exit codes, both languages, JSON, and mistakes that change nothing."""

import json
import os
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import forked

FUND = """agreement: mine
power: part-9-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes: {equipment: {budget: £4,000,000, contributions: {council: 60%, board: 40%}}}
"""


def cronfa(folder: Path, *arguments: str, **environment: str) -> "CompletedProcess[str]":
    told = {**os.environ, "COLUMNS": "120", "CRONFA_DATABASE_URL": "", **environment}
    return forked.cronfa(folder, *arguments, environment=told)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fund.yaml").write_text(FUND, "utf-8")
    return tmp_path


def test_help_reads_like_a_manual_and_wrong_use_is_two(folder: Path) -> None:
    assert "Pooled funds between health bodies" in cronfa(folder, "--help").stdout
    assert cronfa(folder, "settle").returncode == 2
    assert cronfa(folder, "agreement", "check", "fund.yaml", "--lang", "fr").returncode == 2
    assert cronfa(folder, "take-in", "fund.yaml").returncode == 2


def test_asking_without_a_fund_is_a_problem_and_makes_no_database(folder: Path) -> None:
    done = cronfa(folder, "settle", "2026-27", "--lang", "cy")
    assert (done.returncode, "FU001 gwall" in done.stderr) == (1, True)
    assert [path.name for path in folder.iterdir()] == ["fund.yaml"]


def test_problems_come_as_json_where_json_is_asked(folder: Path) -> None:
    (folder / "wrong.yaml").write_text(FUND.replace("host: council", "host: nobody"), "utf-8")
    done = cronfa(folder, "agreement", "check", "wrong.yaml", "--json")
    [problem] = [each for each in json.loads(done.stdout)["problems"] if each["severity"] == "error"]
    assert (done.returncode, problem["where"]["line"]) == (1, 4)
    assert cronfa(folder, "open", "wrong.yaml").returncode == 1
    assert not (folder / "cronfa.sqlite3").exists()


@pytest.mark.parametrize(
    ("url", "code"),
    [("mysql://x", "CL001"), ("sqlite:////proc/nowhere/x.sqlite3", "CL001"), ("postgresql://127.0.0.1:1/x", "CL001")],
)
def test_a_database_that_cannot_be_reached_is_a_problem(folder: Path, url: str, code: str) -> None:
    done = cronfa(folder, "open", "fund.yaml", CRONFA_DATABASE_URL=url)
    assert (done.returncode, code in done.stderr) == (1, True)


def test_a_year_that_is_none_is_a_problem_with_a_remedy(folder: Path) -> None:
    assert cronfa(folder, "open", "fund.yaml").returncode == 0
    done = cronfa(folder, "settle", "2026-28")
    assert (done.returncode, "2012-13" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_a_small_fund_from_nothing_to_settled(folder: Path) -> None:
    """The tutorial's way, in the shortest form: open, take in, close, settle, report, verify."""
    (folder / "pay.yaml").write_text(
        "mapping: pay\ncolumns: {date: Date, amount: Amount, transaction: Id}\nschemes: [{scheme: equipment}]\n",
        "utf-8",
    )
    (folder / "pay.csv").write_text("Date,Amount,Id\n2026-05-01,4000100.00,1\n", "utf-8")
    steps = (
        ("open", "fund.yaml"),
        ("take-in", "pay.csv", "--mapping", "pay.yaml", "--rows", "1", "--total", "£4,000,100.00"),
        ("close", "2026-27"),
        ("settle", "2026-27", "--accept"),
        ("report", "2026-27", "--format", "html", "--lang", "cy"),
        ("ledger", "checkpoint", "--out", "point.json", "--key", "sign.key"),
        ("ledger", "export", "--out", "export", "--format", "csv"),
        ("verify", "export", "--checkpoint", "point.json", "--public-key", "sign.pub"),
        ("pay", "board", "£1,600,040.00", "--on", "2027-04-12", "--reference", "BACS 1"),
    )
    for step in steps:
        done = cronfa(folder, *step)
        assert done.returncode == 0, (step, done.stderr)
    told = json.loads(cronfa(folder, "settle", "2026-27", "--json").stdout)
    assert told["figures_pence"]["2026-27/partner/board/to-pay"] == 1_600_040_00
    assert (folder / "out" / "2026-27-statement-board-cy.html").exists()
    [owed] = [
        row["pence"]
        for row in json.loads(cronfa(folder, "ledger", "balances", "--by", "account,partner", "--json").stdout)
        if (row["account"], row["partner"]) == ("debtors", "board")
    ]
    assert owed == 0


def test_figures_are_never_cut_by_a_narrow_terminal(folder: Path) -> None:
    """A column that does not fit makes the table wider than the terminal; pence are not lost at its edge."""
    cronfa(folder, "open", "fund.yaml")
    wide, narrow = (cronfa(folder, "settle", "2026-27", COLUMNS=columns).stdout for columns in ("200", "40"))
    assert [word for word in wide.split() if "£" in word] == [word for word in narrow.split() if "£" in word]
    assert "£2,400,000.00" in narrow


def test_the_figures_that_a_settlement_prints_are_those_that_why_takes(folder: Path) -> None:
    (folder / "p.csv").write_text("Date,Amount\n2026-05-01,5000000.00\n", "utf-8")
    mapping = "mapping: p\ncolumns: {date: Date, amount: Amount}\nschemes: [{scheme: equipment}]\n"
    (folder / "p.yaml").write_text(mapping, "utf-8")
    cronfa(folder, "open", "fund.yaml")
    cronfa(folder, "take-in", "p.csv", "--mapping", "p.yaml", "--yes")
    shown = re.findall(r"2026-27/[a-z]+/overspend/\S+", cronfa(folder, "settle", "2026-27").stdout)
    assert shown == ["2026-27/equipment/overspend/1/council", "2026-27/equipment/overspend/1/board"]
    for figure in shown:
        assert cronfa(folder, "why", figure).returncode == 0


@pytest.mark.parametrize("command", [("close", "2026-04"), ("ledger", "balances"), ("ledger", "reverse", "1")])
def test_every_command_of_the_fund_knows_its_languages(folder: Path, command: tuple[str, ...]) -> None:
    assert "FU001 gwall" in cronfa(folder, *command, *REVERSAL.get(command[-2], ()), "--lang", "cy").stderr
    assert cronfa(folder, *command, *REVERSAL.get(command[-2], ()), "--lang", "fr").returncode == 2


REVERSAL = {"reverse": ("--reason", "error", "--month", "2026-04")}


def test_a_reversal_leaves_the_balances_of_earlier_days_as_they_were(folder: Path) -> None:
    (folder / "p.csv").write_text("Date,Amount\n2026-05-01,100.00\n", "utf-8")
    mapping = "mapping: p\ncolumns: {date: Date, amount: Amount}\nschemes: [{scheme: equipment}]\n"
    (folder / "p.yaml").write_text(mapping, "utf-8")
    cronfa(folder, "open", "fund.yaml")
    cronfa(folder, "take-in", "p.csv", "--mapping", "p.yaml", "--yes")
    assert cronfa(folder, "ledger", "reverse", "1", "--reason", "error", "--month", "2026-07").returncode == 0
    before, after = (
        cronfa(folder, "ledger", "balances", "--by", "account", "--as-at", day).stdout
        for day in ("2026-06-30", "2026-07-01")
    )
    assert "£100.00" in before
    assert "£100.00" not in after
    for month in ("2026-07", "2026-08"):
        again = cronfa(folder, "ledger", "reverse", "1", "--reason", "error", "--month", month)
        assert (again.returncode, again.stdout) == (1, "")
        assert "FU016" in again.stderr and "by entry 2 of 2026-07-01" in again.stderr


def test_of_many_problems_alike_the_terminal_shows_the_first_and_counts_the_rest(folder: Path) -> None:
    (folder / "m.yaml").write_text("mapping: m\ncolumns: {date: D, amount: A}\nschemes: [{scheme: care}]\n")
    (folder / "f.csv").write_text("D,A\n" + "soon,1.00\n" * 30)
    shown = cronfa(folder, "intake", "check", "f.csv", "--mapping", "m.yaml")
    listed = cronfa(folder, "intake", "check", "f.csv", "--mapping", "m.yaml", "--json")
    assert (shown.returncode, shown.stderr.count("IN031 error")) == (1, 20)
    assert "IN031: 10 more like these" in shown.stderr
    assert len(json.loads(listed.stdout)["problems"]) == 30
