"""``cronfa design`` as a user meets it: proposals as files that ``cronfa agreement check`` accepts."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cronfa.cli import app
from unit.foresight.design.drafts import DRAFT, VARY

RUN = CliRunner()
HOLD = "must hold: {worse off than alone: £150,000}\nglide path: {stages: {2027-28: 0%, 2028-29: 100%}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.yaml").write_text(DRAFT, "utf-8")
    (tmp_path / "brief.yaml").write_text(VARY + HOLD, "utf-8")
    return tmp_path


def asked(folder: Path, *more: str) -> list[str]:
    files = [str(folder / "draft.yaml"), "--brief", str(folder / "brief.yaml")]
    return ["design", *files, "--runs", "200", "--candidates", "60", *more]


def test_proposals_are_written_and_check_without_errors(folder: Path) -> None:
    done = RUN.invoke(app, asked(folder, "--out", str(folder / "out")))
    assert done.exit_code == 0, done.output
    written = sorted(path.name for path in (folder / "out").glob("*.yaml"))
    assert "glide-path.yaml" in written and "proposal-a.yaml" in written
    for name in written:
        checked = RUN.invoke(app, ["agreement", "check", str(folder / "out" / name), "--json"])
        assert checked.exit_code == 0, checked.output
    for words in ("Proposal A", "Shapley", "Glide path", "worst 5%", "seed 0"):
        assert words in done.output


def test_json_has_every_number_in_pence_and_the_text_of_each_file(folder: Path) -> None:
    done = RUN.invoke(app, asked(folder, "--json"))
    found = json.loads(done.output)
    assert done.exit_code == 0 and found["tried"] == 60 and len(found["glide_path"]) == 2
    first = found["proposals"][0]
    assert first["dominates_draft"] and first["holds"] and first["text"].startswith("# PROPOSAL")
    spent = sum(partner["cost_pence"] for partner in first["partners"].values())
    assert spent == sum(partner["cost_pence"] for partner in found["draft"]["partners"].values())


def test_welsh_says_it_in_welsh(folder: Path) -> None:
    done = RUN.invoke(app, asked(folder, "--lang", "cy"))
    assert done.exit_code == 0
    for words in ("Cynnig A", "Y mwyaf cytbwys", "Llwybr graddol", "Cymerwyd yn ganiataol"):
        assert words in done.output
    for words in ("Proposal", "falls from", "Shared"):
        assert words not in done.output


def test_what_cannot_hold_is_said_and_ends_with_one(folder: Path) -> None:
    (folder / "brief.yaml").write_text(VARY + "must hold: {exposure: {board: £5}}\n", "utf-8")
    done = RUN.invoke(app, asked(folder))
    assert done.exit_code == 1
    assert "FS108" in done.stderr and "brief.yaml:10" in done.stderr
