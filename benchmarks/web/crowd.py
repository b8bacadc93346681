"""Fifty people reading at once (R20): each opens a page, reads it for a while, and opens the next."""

import random
import threading
import time
from dataclasses import dataclass, field

from benchmarks.web.serving import FUND, Visitor

AT = f"/en/funds/{FUND}/"
PAGES = {
    "fund home": "",
    "figures": "figures/",
    "monitoring report": "figures/2012-13/12/monitoring/",
    "partner statement": "figures/2012-13/12/statement-leeds/",
    "settlement": "settlement/2012-13/12/",
    "postings, first page": "postings/",
    "postings, filtered and sorted": "postings/?scheme=residential&sort=-amount",
    "month end": "month-end/2012-13/12/",
    "entry": "entries/{entry}/",
    "why": "why/2012-13/residential/spend/",
}
DRILL_DOWNS = ("entry", "why")
"""What opens a figure down to its rows, and a row to its file's line."""
ROLES = ("Pooled-fund manager", "Host finance officer", "Auditor")


@dataclass
class Crowd:
    """What the visitors met: seconds by page, and what was not answered with a page."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PAGES})
    wrong: list[str] = field(default_factory=list)

    def visit(self, port: int, users: int, minutes: float, reading: tuple[float, float], entries: int) -> None:
        """So many users for so long; each reads a page for between ``reading`` seconds before the next."""
        until = time.perf_counter() + minutes * 60
        threads = [
            threading.Thread(target=self._one, args=(port, until, reading, entries, number)) for number in range(users)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, port: int, until: float, reading: tuple[float, float], entries: int, number: int) -> None:
        chance = random.Random(number)
        visitor = Visitor(port)
        visitor.sign_in(ROLES[number % len(ROLES)])
        time.sleep(chance.uniform(0, reading[1]))
        while time.perf_counter() < until:
            name = chance.choice(list(PAGES))
            path = AT + PAGES[name].format(entry=chance.randrange(5, entries))
            began = time.perf_counter()
            status, _, _ = visitor.get(path)
            self.seconds[name].append(time.perf_counter() - began)
            if status != 200:
                self.wrong.append(f"{path}: {status}")
            time.sleep(chance.uniform(*reading))


def p95(seconds: list[float]) -> float:
    """The time within which nineteen of twenty were answered."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
