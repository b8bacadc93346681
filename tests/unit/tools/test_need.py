"""A missing Debian program stops the work and is named, where it may not be installed; it is never skipped in silence."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def as_somebody(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who is not root and has no sudo."""
    somebody = tmp_path / "id"
    somebody.write_text("#!/bin/sh\necho 1000\n")
    somebody.chmod(0o755)
    return {"PATH": str(tmp_path)}


def _need(environment: dict[str, str], *pairs: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/bash", str(ROOT / "tools" / "need"), *pairs]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_what_is_there_is_not_asked_for(as_somebody: dict[str, str]) -> None:
    done = _need(as_somebody, "id=coreutils")
    assert done.returncode == 0
    assert not done.stdout + done.stderr


def test_what_is_missing_is_named_and_stops_the_work(as_somebody: dict[str, str]) -> None:
    done = _need(as_somebody, "id=coreutils", "hledger=hledger", "pdftotext=poppler-utils")
    assert done.returncode == 1
    assert "sudo apt-get install hledger poppler-utils" in done.stderr
