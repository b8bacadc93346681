"""Typical answers, kept: whoever programs against them sees in a change's diff what a program would see.

``CRONFA_SNAPSHOTS=1`` writes them anew; read what changed before it is kept.
"""

import json
import os
import re
from pathlib import Path

import pytest

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from web.api.programs import program
from web.api.test_once import FILE, SimpleUploadedFile

KEPT = Path(__file__).parent / "snapshots"
MOVING = re.compile(r'"[0-9a-f]{64}"|"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)"')
"""Hashes and moments: they differ from run to run."""
READ = {
    "fund": "/funds/small",
    "figures": "/funds/small/figures/2025-26/6",
    "flow": "/funds/small/figures/2025-26/6/flow",
    "why": "/funds/small/why/2025-26/partner/board/to-pay",
    "postings": "/funds/small/postings?limit=2&scheme=equipment",
    "entry": "/funds/small/entries/5",
    "settlement": "/funds/small/settlements/2025-26/6",
    "month-end": "/funds/small/month-ends/2025-26/6",
    "table": "/funds/small/reports/2025-26/6/settlement/tables/partners",
    "verification": "/funds/small/verification",
    "not-there": "/funds/small/entries/999",
}


def kept(name: str, content: bytes) -> None:
    """Compare an answer with the one that is kept."""
    pretty = json.dumps(json.loads(content), indent=1, ensure_ascii=False)
    told = MOVING.sub('"…"', pretty) + "\n"
    path = KEPT / f"{name}.json"
    if os.environ.get("CRONFA_SNAPSHOTS") == "1":
        KEPT.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8"), (
        f"read what changed in {path.name}; CRONFA_SNAPSHOTS=1 writes it anew"
    )


def test_what_is_read_is_answered_as_before(fund: RunningFund) -> None:
    who = program(Role.AUDITOR)
    for name, path in READ.items():
        kept(name, who.get(path).content)


def test_what_is_sent_is_answered_as_before(fund: RunningFund) -> None:
    who = program(Role.HOST_OFFICER)
    kept("file", who.send("/funds/small/files", {"file": SimpleUploadedFile("october.csv", FILE.encode())}).content)
    kept("reversal", who.post("/funds/small/entries/5/reversal", {"reason": "paid twice"}).content)
    kept("own-proposal", who.post("/funds/small/proposals/1/decision", {"decision": "approve"}).content)
    who.language = "cy"
    kept("refused-in-welsh", who.post("/funds/small/files/1/proposal", {"rows": 2, "total_pence": "much"}).content)


@pytest.mark.parametrize("name", [*READ, "file", "reversal", "own-proposal", "refused-in-welsh"])
def test_nothing_of_the_day_or_of_chance_is_kept(name: str) -> None:
    assert MOVING.search((KEPT / f"{name}.json").read_text(encoding="utf-8")) is None
