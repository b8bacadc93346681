"""Row M5: candidates of a design search settled a second, on 10,000 fixed runs, six terms free, two processes.

Two drafts: the Leeds example (six schemes, two partners), and row S's twenty schemes and six partners.
The peer is the same code taking the long way: every candidate written as a file, read, checked and then settled. Seconds are
by the clock; ``processor_ms_a_candidate`` tells apart how busy the machine was with other things.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.settlement import work as twenty
from cronfa.agreement import Agreement, parse
from cronfa.foresight.design.attempts import Attempts
from cronfa.foresight.design.brief import Brief
from cronfa.foresight.design.reading import read_brief
from cronfa.foresight.design.rewriting import Label, judging_day, written
from cronfa.foresight.design.trial import Trial
from cronfa.language import same

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "leeds-learning-disability"
RUNS, CANDIDATES, LONG_WAY, PROCESSOR, WORKERS = 10_000, 1_200, 20, 200, 2
WORK = "M5 design search: 6 free terms, 10,000 fixed runs, candidates settled and summed up, two processes"


def leeds() -> tuple[Agreement, Brief]:
    """The example as it ships."""
    draft = parse((EXAMPLE / "agreement.yaml").read_text("utf-8"))
    return draft, read_brief((EXAMPLE / "brief.yaml").read_text("utf-8"), draft)


def large() -> tuple[Agreement, Brief]:
    """Twenty schemes and six partners with one reserve, and six terms that may vary in three schemes."""
    names = [f"p{number}" for number in range(twenty.PARTNERS)]
    schemes = [
        f"  s{number}:\n    budget: £{budget / 100:.2f}\n"
        f"    contributions: {{{', '.join(f'{name}: £{pence / 100:.2f}' for name, pence in zip(names, dues, strict=True))}}}\n"
        f"    lead commissioner: p{lead}\n    attribute: contributions\n"
        "    overspend: [{draw: {reserve: fund, up to: 1% of budget}}, {share: {by: contributions, up to: £150000}}, "
        "{bear: lead commissioner}]\n    underspend: [{return: contributions}]\n"
        for number, (budget, dues, lead) in enumerate(
            zip(twenty.budgets(), twenty.contributions(), twenty.leads(), strict=True)
        )
    ]
    draft = parse(
        "agreement: twenty\npower: nhs-act-2006-s75\nterm: {from: 2026-04-01, to: 2029-03-31}\nhost: p0\n"
        f"partners: {{{', '.join(f'{name}: health body' for name in names)}}}\nreserves: {{fund: £2000000}}\n"
        f"schemes:\n{''.join(schemes)}"
    )
    limits = "".join(
        f'  - {{limit: "schemes.s{number}.overspend[{step}]", from: £0, to: £300000, by: £10000}}\n'
        for number in (0, 7)
        for step in (0, 1)
    )
    rest = (
        "  - {reserve: fund, from: £1000000, to: £3000000, by: £50000}\n  - {order: schemes.s3.overspend, steps: 2}\n"
    )
    return draft, read_brief(f"year: 2026-27\nmay vary:\n{limits}{rest}years: {{spread: 4%, together: 20%}}\n", draft)


def rows() -> Iterator[dict[str, Any]]:
    """Ours for each draft, and the long way beside it."""
    for title, (draft, brief) in (
        ("cronfa, 6 schemes, 2 partners", leeds()),
        ("cronfa, 20 schemes, 6 partners", large()),
    ):
        assert brief.world is not None and len(brief.lattice.terms) == 6
        terms = draft.on(judging_day(draft, brief.year)).terms
        trial = Trial.of(terms, brief.world, RUNS)
        chance = Random(3)
        every = [tuple(chance.randrange(dial.count) for dial in brief.lattice.dials) for _ in range(CANDIDATES)]
        with Attempts(trial, brief.lattice, WORKERS) as attempts:
            attempts(every[: 8 * WORKERS])  # the processes have started and compiled
            began = time.perf_counter()
            found = attempts(every)
            seconds = time.perf_counter() - began
        began = time.perf_counter()
        slowly = [_as_a_file(draft, brief, trial, places) for places in every[:LONG_WAY]]
        slow_seconds = time.perf_counter() - began
        assert slowly == found[:LONG_WAY], "the long way gives other numbers"
        began = time.process_time()
        Attempts(trial, brief.lattice)(every[:PROCESSOR])
        each_ms = (time.process_time() - began) * 1_000 / PROCESSOR
        yield {**_row(title, CANDIDATES, seconds, 1.0), "processor_ms_a_candidate": round(each_ms, 2)}
        ratio = (CANDIDATES / seconds) / (LONG_WAY / slow_seconds)
        yield _row(
            f"{title.removeprefix('cronfa, ')}: each candidate as a file, one process", LONG_WAY, slow_seconds, ratio
        )


def _as_a_file(draft: Agreement, brief: Brief, trial: Trial, places: tuple[int, ...]) -> Any:
    agreement = parse(written(draft, brief, places, Label("bench", same("bench"))))
    return trial.numbers(agreement.on(judging_day(agreement, brief.year)).terms)


def _row(name: str, candidates: int, seconds: float, ratio: float) -> dict[str, Any]:
    rate = candidates / seconds
    return {"name": name, "work": WORK, "seconds": round(seconds, 3), "rate": round(rate, 1), "ratio": round(ratio, 1)}


if __name__ == "__main__":
    import json

    for row in rows():
        print(json.dumps(row), flush=True)
