"""Row M3: ``python -m benchmarks.foresight.report [RUNS]``: M1's people through 20 schemes and 6 partners to the report.

Three years of 20,000 residents of 22 councils are drawn for every run; the last of them is priced, settled by the clauses, summed
up, and written as PDF, web page, Excel and JSON in two languages. Five local authorities answer for their areas and a health
board for what is its; each sort of care in each of four areas is a scheme. Budgets are what the model expects. No peer does this.
"""

import json
import resource
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.foresight.ours import CARES, MADE_UP, demand
from cronfa.agreement import parse
from cronfa.foresight.demand.model import Demand, Price, Which
from cronfa.foresight.demand.world import DemandWorld
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import Draft, Work, simulate
from cronfa.fund.simulated import write_report
from cronfa.language import same

RESIDENTS, RUNS, YEAR = 20_000, 100_000, "2028-29"
COUNCILS = ("council-a", "council-b", "council-c", "council-d", "council-e")
BOARD = "board"
AREAS = 4
WEEKLY_POUNDS = {"home": 310, "day": 190, "extra": 420, "residential": 780, "nursing": 940}
WORK = "M3 from a model of 20,000 residents, through 20 schemes and 6 partners, to the report; runs"


def priced(residents: int) -> Demand:
    """M1's people with fees, and 22 localities under five authorities."""
    model = demand(residents)
    places = tuple(
        (name, COUNCILS[at % len(COUNCILS)], weight) for at, (name, _, weight) in enumerate(model.localities)
    )
    fees = []
    for area in range(AREAS):
        names = tuple(name for at, (name, _, _) in enumerate(places) if at % AREAS == area)
        for care in CARES:
            scheme, weekly = f"{care}-{area}", WEEKLY_POUNDS[care] * 100
            fees.append(Price(Which(names, (care,), (), ("council",)), scheme, weekly, MADE_UP))
            fees.append(Price(Which(names, (care,), (), ("health",)), scheme, weekly, MADE_UP, BOARD))
    return replace(model, localities=places, prices=tuple(fees))


def agreement(budgets: dict[str, list[int]]) -> str:
    """Twenty schemes with four layers each; contributions are each partner's expected spend."""
    lines = [
        "agreement: twenty",
        "power: part-9-2014",
        "term: {from: 2026-04-01, to: 2029-03-31}",
        "host: council-a",
        "partners:",
    ]
    lines += [f"  {council}: {{kind: local authority, tolerance: £250,000}}" for council in COUNCILS]
    lines += [f"  {BOARD}: {{kind: health body, tolerance: £250,000}}", "boards: {joint: Joint board}"]
    lines += ["reserves: {winter: £2,000,000}", "schemes:"]
    for scheme, pounds in budgets.items():
        sums = ", ".join(f"{who}: £{sum_:,}" for who, sum_ in zip((*COUNCILS, BOARD), pounds, strict=True) if sum_)
        lines += [
            f"  {scheme}:",
            f"    budget: {{{YEAR}: £{sum(pounds):,}}}",
            f"    contributions: {{by: fixed, amounts: {{{YEAR}: {{{sums}}}}}}}",
            "    overspend:",
            "      - draw: {reserve: winter, up to: 1% of budget}",
            "      - share: {by: contributions, up to: 2% of budget}",
            "      - share: {by: equal, up to: 2% of budget}",
            "      - decide: {board: joint}",
            "    underspend:",
            "      - keep: {reserve: winter, until: £3,000,000}",
            "      - return: {by: contributions}",
        ]
    return "\n".join(lines) + "\n"


def work(residents: int, runs: int) -> Work:
    """All of it, with budgets from the mean of a few runs."""
    world = DemandWorld(priced(residents), (*COUNCILS, BOARD), seed=3, of_year=2)
    sample = world.years(10**7, 200).scenarios.spend
    budgets = {
        scheme: [int(row.mean()) // 100_000 * 1_000 for row in table] for scheme, table in sorted(sample.items())
    }
    terms = parse(agreement(budgets)).latest.terms
    return Work.of([Draft("twenty", same("Twenty schemes"), terms, "0" * 64)], world, runs)


def main(runs: int = RUNS) -> dict[str, Any]:
    """One row: from the model to the files."""
    work(RESIDENTS, 100).block(0)  # the compiler's start is no part of the work
    began, used = time.perf_counter(), _cpu()
    asked = work(RESIDENTS, runs)
    summary = simulate(asked, local)
    drawn = time.perf_counter()
    with TemporaryDirectory() as folder:
        written = write_report(asked, summary, date(2028, 3, 31), None, Path(folder))
        size = sum(path.stat().st_size for path in written)
    seconds = time.perf_counter() - began
    return {
        "name": f"cronfa, {runs:,} runs",
        "work": WORK,
        "seconds": round(seconds, 1),
        "rate": round(runs / seconds),
        "ratio": None,
        "processor_seconds_a_run": round((_cpu() - used) / runs, 6),
        "report_seconds": round(seconds - (drawn - began), 1),
        "megabytes": round(size / 10**6, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(main(*(int(word) for word in sys.argv[1:]))))
