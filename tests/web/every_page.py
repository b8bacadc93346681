"""Every registered page of the small fund by its address, so that no page is forgotten by the tests that open them all."""

from django.urls import reverse

import cronfa.web.addresses  # noqa: F401  which registers them
from cronfa.web.pages import PAGES, Page

GIVEN: dict[str, dict[str, object]] = {
    "report": {"year": "2025-26", "months": 6, "name": "settlement"},
    "agreement-file": {"ending": "pdf"},
    "report-file": {"year": "2025-26", "months": 6, "name": "settlement", "ending": "json"},
    "report-table": {"year": "2025-26", "months": 6, "name": "settlement", "table": "partners", "ending": "csv"},
    "scheme": {"year": "2025-26", "months": 6, "scheme": "equipment"},
    "why": {"figure": "2025-26/equipment/spend"},
    "entry": {"number": 5},
    "reverse": {"number": 5},
    "proposal": {"number": 1},
    "file": {"number": 1},
    "question": {"number": 5},
    "exception": {"number": 1},
    "evidence": {"number": 1},
    "frozen": {"number": 1},
    "frozen-file": {"number": 1, "ending": "pdf"},
    "month": {"year": "2025-26", "month": 6},
    "appointment": {"number": 1},
    "trail-file": {"ending": "json"},
    "run": {"number": 1},
    "forecasts": {"year": "2025-26", "month": 6},
    "pack-file": {"year": "2025-26", "month": 6},
    "versions": {"before": 1, "after": 2},
    "run-file": {"number": 1, "name": "what-if-en.html"},
    "reconciliation": {"number": 1},
    "reconciliation-matches": {"number": 1},
    "reconciliation-file": {"number": 1, "ending": "csv"},
    "outlook": {"year": "2025-26", "month": 6},
    "settlement": {"year": "2025-26", "months": 12},
    "contributions": {"year": "2025-26"},
    "contributions-file": {"year": "2025-26", "table": "partners", "ending": "csv"},
    "call": {"year": "2025-26", "partner": "council", "number": 1},
    "call-file": {"year": "2025-26", "partner": "council", "number": 1, "ending": "json"},
    "settled": {"year": "2025-26", "partner": "council"},
    "settled-file": {"year": "2025-26", "partner": "council", "ending": "json"},
    "virements-of": {"year": "2025-26"},
    "months-of": {"year": "2025-26"},
}
"""What an address needs beside the fund. A page that takes more and is not here fails."""
MISSING_IS_RIGHT = {
    "settled",
    "settled-file",
    "reconciliation",
    "reconciliation-matches",
    "reconciliation-file",
    "proposal",
    "appointment",
    "file",
    "exception",
    "evidence",
    "frozen",
    "frozen-file",
    "run",
    "run-file",
    "versions",
}
"""Nothing has been put forward in the small fund: whoever may look finds nothing there."""

FILES = {"evidence", "frozen", "run-file"}
"""What is a file to keep, not a page to look at, beside those whose address says what kind of file it is."""


def address(page: Page, fund: str, body: str = "") -> str:
    """The address of a page; a page of one partner is that of the body one acts for."""
    given = {**GIVEN.get(page.name, {})}
    if "partner" in given and body:
        given["partner"] = body
    return reverse(page.name, kwargs={"fund": fund, **given})


def paths(fund: str = "small") -> list[str]:
    """Every page that is looked at, as it follows ``/en`` or ``/cy``."""
    shown = [page for page in PAGES if "." not in page.pattern and page.name not in FILES]
    return [address(page, fund)[3:] for page in shown]
