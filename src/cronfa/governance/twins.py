"""Lists as files: the CSV and JSON twins of what pages list, written once for pages, programs and whoever leaves."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from cronfa.governance.models import Event
from cronfa.governance.trail import events, first_wrong
from cronfa.ledger.listing import Row
from cronfa.reporting.as_csv import safe

EVENT_FIELDS = ("number", "at", "who", "role", "what", "about", "why", "before", "after", "hash")


def event_as_json(event: Event) -> dict[str, Any]:
    """An event of the trail; what was before and after as it was written."""
    facts = {name: json.loads(getattr(event, name) or "null") for name in ("before", "after")}
    return {name: getattr(event, name) for name in EVENT_FIELDS} | facts


def trail_as_json(fund: str) -> dict[str, object]:
    """The whole trail, with what verification found."""
    wrong = first_wrong(fund)
    told = [event_as_json(event) for event in events(fund)]
    return {"fund": fund, "sound": wrong is None, "first_wrong": wrong, "events": told}


def trail_as_csv(fund: str) -> bytes:
    """The whole trail, UTF-8 with a mark so that Excel shows Welsh letters."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(EVENT_FIELDS)
    table.writerows([_cell(getattr(event, name)) for name in EVENT_FIELDS] for event in events(fund))
    return written.getvalue().encode("utf-8-sig")


def entries_as_csv(rows: Iterator[Row]) -> Iterator[str]:
    """A list of entries, a line at a time: pence are exact, and no text becomes a formula."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(Row._fields)
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


def _cell(value: object) -> object:
    return safe(value) if isinstance(value, str) else value
