"""The main job, as a newcomer runs it: the demo in an empty folder, twice."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

CRONFA = str(Path(sys.executable).with_name("cronfa"))

pytestmark = pytest.mark.lasting


def run(folder: Path, *arguments: str, code: int = 0) -> str:
    """What a command prints in a folder; its exit code is checked."""
    done = subprocess.run([CRONFA, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, json.loads(run(folder, "demo", "--json"))


def digests(folder: Path) -> dict[str, str]:
    files = sorted((folder / "out" / "reports").iterdir())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_real_fund_is_posted_to_the_penny(demo: tuple[Path, dict[str, object]]) -> None:
    _, told = demo
    assert (told["rows_read"], told["rows_posted"], told["rows_refused"]) == (27_195, 27_195, 0)
    assert told["file_total_pence"] == told["posted_total_pence"] == 170_285_975_79
    assert told["ledger"] == {**told["ledger"], "sound": True, "entries": 27_195 + 144 + 1 + 1}  # type: ignore[dict-item]


def test_everyone_has_every_report_in_both_languages(demo: tuple[Path, dict[str, object]]) -> None:
    folder, _ = demo
    names = set(digests(folder))
    for who in ("leeds", "nhs-leeds"):
        for language in ("en", "cy"):
            assert {f"2012-13-statement-{who}-{language}.{form}" for form in ("pdf", "xlsx", "html")} <= names
    for report in ("monitoring", "settlement", "memorandum"):
        assert f"2012-13-{report}-cy.pdf" in names


def test_a_figure_leads_to_the_line_of_the_councils_file(demo: tuple[Path, dict[str, object]]) -> None:
    folder, _ = demo
    told = json.loads(run(folder, "why", "2012-13/residential/spend", "--rows", "1", "--json"))
    assert told["rows_pence"] == told["value"] == 32_487_613_57
    assert told["rows"][0]["file"] == "leeds_pooled_full_2012-13.csv.gz"
    assert "Residential" in told["rows"][0]["text"]


def test_what_it_says_is_illustrative_everywhere(demo: tuple[Path, dict[str, object]]) -> None:
    folder, _ = demo
    for page in (folder / "out" / "reports").glob("*.html"):
        assert ("Enghreifftiol" if page.stem.endswith("cy") else "Illustrative") in page.read_text("utf-8")


def test_again_it_writes_the_same_bytes(demo: tuple[Path, dict[str, object]]) -> None:
    folder, _ = demo
    before = digests(folder)
    run(folder, "demo", "--json")
    assert digests(folder) == before


def test_a_database_of_other_funds_is_left_alone(tmp_path: Path) -> None:
    agreement = tmp_path / "agreement.yaml"
    agreement.write_text(
        "agreement: mine\npower: part-9-2014\nterm: {from: 2026-04-01, to: 2027-03-31}\nhost: a\n"
        "partners: {a: local authority, b: health body}\n"
        "schemes: {equipment: {budget: £4,000,000, contributions: {a: 60%, b: 40%}}}\n",
        "utf-8",
    )
    run(tmp_path, "open", str(agreement))
    assert run(tmp_path, "demo", code=1) == ""
    assert "mine" in run(tmp_path, "ledger", "verify")
