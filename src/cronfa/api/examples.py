"""An example of each body that is sent, by the name of its shape: shown in the description; a test holds it to the shape."""

from collections.abc import Mapping
from typing import Any

_HASH = "5f" * 32
_PAYMENT = {"on": "2026-05-01", "reference": "BACS 4711", "why": "bank statement of 2 May"}

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "Abandoning": {},
    "NewMapping": {"mapping": "mapping: payments\ncolumns: {date: Date, amount: Amount}\nschemes: [{scheme: homecare}]\n"},
    "Totals": {"rows": 412, "total_pence": 1_204_550, "why": "e-mail of 4 October"},
    "DecisionOn": {"decision": "refuse", "remark": "the total is that of September"},
    "ReversalAsked": {"reason": "paid twice: see entry 118"},
    "Question": {"partner": "board", "text": "The placement ended in March."},
    "Answer": {"outcome": "upheld", "text": "Agreed: it is the council's."},
    "WordOnIt": {"partner": "board", "view": "accept", "figures_sha256": _HASH},
    "BoardDecided": {
        "decision": "rescue", "on": "2026-04-20", "minute": "JB 12/26", "split": {"council": 250_000, "board": 250_000},
    },
    "PuttingForward": {"why": "every partner has accepted"},
    "Arrived": {"partner": "board", "pence": {"homecare": 100_000}, **_PAYMENT},
    "Payment": {"amount_pence": 52_310, **_PAYMENT},
    "JournalAsked": {
        "month": "2025-09", "narrative": "interest of the quarter", "why": "bank statement",
        "lines": [
            {"account": "bank", "partner": "board", "amount_pence": 500},
            {"account": "income", "partner": "board", "amount_pence": -500, "scheme": "homecare"},
        ],
    },
    "AccrualAsked": {
        "month": "2025-08", "scheme": "equipment", "category": "Beds", "amount_pence": 5_000, "what": "beds of August",
        "why": "delivery note",
    },
    "VirementAsked": {
        "month": "2025-09", "out_of": "equipment", "into": "homecare", "amount_pence": 10_000, "why": "fewer beds",
    },
    "Explaining": {"side": "ours", "lines": ["118"], "reason": "timing", "text": "paid in July"},
    "RunAsked": {
        "title": "Equal shares", "tried": "both", "year": "2026-27", "runs": 20_000, "seed": 0,
        "drafts": [{"name": "even.yaml", "text": "agreement: leeds\n…"}],
    },
    "RunMoved": {"do": "release"},
    "Grid": {
        "rows": [{"shock": {"name": "Fees +9 %", "fees": {"up": "9%", "schemes": ["homecare"], "from": "October"}}}],
    },
}  # fmt: skip
"""What is sent as JSON; files are sent as forms."""
