"""``cronfa simulate`` as people ask it: answers first, in either language; a report to keep; mistakes before any work."""

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pypdf
import pytest

import forked

LEEDS = "leeds-learning-disability"
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _cronfa(folder: Path, *words: str) -> "CompletedProcess[str]":
    return forked.cronfa(folder, *words, environment=os.environ)


def test_the_first_line_answers_the_question(tmp_path: Path) -> None:
    done = _cronfa(tmp_path, "simulate", LEEDS, "--runs", "500")
    assert done.returncode == 0, done.stderr
    first, second, *rest = done.stdout.splitlines()
    assert first.startswith("In a bad year (1 in 20) Leeds City Council would owe £")
    assert first.endswith("more than its budget of £58,200,000.")
    assert "Leeds clinical commissioning groups" in second
    assert any(line.startswith("Illustrative.") for line in rest)
    assert any(line.startswith("Assumed:") for line in rest)
    assert not list(tmp_path.iterdir()), "a question leaves nothing behind"


def test_it_answers_in_welsh_and_for_the_partner_that_asks(tmp_path: Path) -> None:
    done = _cronfa(tmp_path, "simulate", LEEDS, "--runs", "500", "--lang", "cy", "--partner", "nhs-leeds")
    first = done.stdout.splitlines()[0]
    assert first.startswith("Mewn blwyddyn wael (1 mewn 20) byddai Grwpiau comisiynu clinigol Leeds yn talu £")
    assert "Average year" not in done.stdout


def test_the_report_holds_the_same_figures_in_every_form(tmp_path: Path) -> None:
    worries = EXAMPLES / "possible-years" / "shocks-leeds.yaml"
    done = _cronfa(tmp_path, "simulate", LEEDS, "--runs", "500", "--shocks", str(worries), "--out", "out", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    council = said["partners"][0]
    assert council["partner"] == "leeds"
    headline = said["answers"][0]["en"]
    for lang in ("en", "cy"):
        page = (tmp_path / "out" / f"simulation-2013-14-{lang}.html").read_text(encoding="utf-8")
        assert said["answers"][0][lang].replace("'", "&#39;") in page
        assert page.count("<svg") == 2
        text = "".join(
            sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "out" / f"simulation-2013-14-{lang}.pdf").pages
        )
        assert f"{council['high_pence'] // 100:,}"[:-2] in text
    book = openpyxl.load_workbook(tmp_path / "out" / "simulation-2013-14-en.xlsx", data_only=False)
    assert any(headline == cell.value for row in book.worksheets[0].iter_rows() for cell in row)
    first = next(sheet for sheet in book.worksheets if sheet["A1"].value == "Each partner's year")
    cells = {cell.value for row in first.iter_rows() for cell in row}
    assert council["high_pence"] / 100 in cells
    kept = json.loads((tmp_path / "out" / "simulation-2013-14.json").read_text(encoding="utf-8"))
    assert kept["headline"] == said["answers"][0]
    assert {section["id"] for section in kept["sections"]} >= {
        "bills",
        "tails",
        "clauses",
        "worries",
        "pooling",
        "assumptions",
    }


def test_the_parts_of_the_tail_add_up_in_what_programs_read(tmp_path: Path) -> None:
    said = json.loads(_cronfa(tmp_path, "simulate", LEEDS, "--runs", "300", "--json").stdout)
    for bill in said["partners"]:
        shares = said["tail_by_scheme"][bill["partner"]]
        assert sum(share["bad_pence"] for share in shares) == bill["shortfall_pence"] - bill["planned_pence"]


def test_drafts_go_through_the_same_years(tmp_path: Path) -> None:
    folder = EXAMPLES / "possible-years"
    announced, used = folder / "agreement-borders-announced.yaml", folder / "agreement-borders-own-side.yaml"
    said = json.loads(
        _cronfa(tmp_path, "simulate", str(announced), "--draft", str(used), "--runs", "300", "--json").stdout
    )
    council, board = said["drafts"]["agreement-borders-own-side"]
    assert abs(council["mean_pence"] + board["mean_pence"]) <= 1
    assert all(assumption["standing"] == "assumed" for assumption in said["assumptions"])


def test_a_variation_is_compared_on_possible_years(tmp_path: Path) -> None:
    folder = EXAMPLES / "possible-years"
    files = [str(folder / f"agreement-borders-{rule}.yaml") for rule in ("announced", "own-side")]
    said = json.loads(_cronfa(tmp_path, "agreement", "diff", *files, "--runs", "300", "--json").stdout)
    assert [each["partner"] for each in said["possible_years"]["partners"]] == ["council", "nhs-borders"]
    shown = _cronfa(tmp_path, "agreement", "diff", *files, "--runs", "300")
    assert "Drafts side by side" in shown.stdout


@pytest.mark.long  # closes the whole example first
def test_the_open_fund_is_its_own_past(tmp_path: Path) -> None:
    assert _cronfa(tmp_path, "demo").returncode == 0
    ledger = json.loads(_cronfa(tmp_path, "simulate", LEEDS, "--history", "ledger", "--runs", "300", "--json").stdout)
    files = json.loads(_cronfa(tmp_path, "simulate", LEEDS, "--runs", "300", "--json").stdout)
    assert ledger["partners"] == files["partners"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--runs", "0"), "FS060"),
        (("--year", "2031-32"), "FS062"),
        (("--since", "2013-06"), "FS061"),
        (("--history", "nowhere"), "FS066"),
    ],
)
def test_mistakes_are_said_before_anything_is_drawn(tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    done = _cronfa(tmp_path, "simulate", LEEDS, *words)
    assert done.returncode == 1
    assert code in done.stderr
    assert not done.stdout


def test_wrong_words_are_wrong_use(tmp_path: Path) -> None:
    for words in (("--engine", "magic"), ("--partner", "nobody"), ("--growth", "lots")):
        assert _cronfa(tmp_path, "simulate", LEEDS, "--runs", "100", *words).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--growth", "900%"], "write a share from -50% to 100%"),
        (["--since", "last year"], "write a month such as 2014-01"),
        (["--seed", "-1"], "--seed"),
        (["--since", "2026-01"], "FS096"),
        (["--growth", "3%"], "FS096"),
    ],
)
def test_what_is_asked_of_a_past_is_refused_where_it_would_change_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = _cronfa(tmp_path, "simulate", "small-pool", "--runs", "100", "--history", "none", *arguments)
    assert done.returncode != 0 and said in done.stdout + done.stderr
