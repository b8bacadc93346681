"""Every Welsh council and health board, and every English board, simulated in one run. SYNTHETIC: the money is made up.

    python examples/national/run.py --runs 4000
    python examples/national/run.py --runs 100000 --engine processes --workers 8
    python examples/national/run.py --runs 100000 --engine dask --address tcp://10.0.0.1:8786 --out national.csv

Real are the bodies and how many people aged 65 and over live in their areas (``boards.csv``; see DATA.md). Made up are the
agreements, the budgets (a round sum for each of those people), the shares and how widely spend may differ. Wales: one pooled
fund for each of the seven health-board footprints, with its councils and its health board. England: one for each of 152
boards, with the council and the integrated care board in whose area most of it lies.
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cronfa.agreement import Terms, parse
from cronfa.cli.show import counting
from cronfa.foresight.design.stated import Cell, StatedWorld
from cronfa.foresight.engines import Processes, local
from cronfa.foresight.many import Funds, simulate_all
from cronfa.foresight.simulating import Draft, Engine, Summary, Work, name
from cronfa.language import same
from cronfa.problems import Problems, render

HERE = Path(__file__).parent
YEAR = "2026-27"
CARE_HOMES_A_HEAD, HOME_CARE_A_HEAD = 900, 450
"""Made up: pounds of budget for each person aged 65 and over."""
HEALTH_SHARE = 38
"""Made up: the health body's part of budgets and of responsibilities, in percent."""
SPREAD_BP, TOGETHER_BP = 500, 3_000
"""Made up: each partner's spend on a scheme differs by 5 % (standard deviation), of whose variance 30 % is common to all."""


@dataclass(frozen=True)
class Body:
    """A council of a fund and how many people aged 65 and over live there."""

    code: str
    title: str
    older_people: int


@dataclass(frozen=True)
class Fund:
    """One pooled fund: a health body and one council or several."""

    nation: str
    code: str
    title: str
    councils: tuple[Body, ...]

    @property
    def partners(self) -> tuple[str, ...]:
        return (*(body.code.lower() for body in self.councils), self.code.lower())

    @property
    def titles(self) -> dict[str, str]:
        return dict(zip(self.partners, (*(body.title for body in self.councils), self.title), strict=True))


def funds(boards: Path = HERE / "boards.csv") -> Iterator[Fund]:
    """Seven funds in Wales, one for each health board; 152 in England, one for each council."""
    with boards.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wales = [row for row in rows if row["nation"] == "wales"]
    for code in dict.fromkeys(row["health_code"] for row in wales):
        mine = [row for row in wales if row["health_code"] == code]
        yield Fund("wales", code, mine[0]["health_body"], tuple(_body(row) for row in mine))
    for row in rows:
        if row["nation"] == "england":
            yield Fund("england", row["health_code"], row["health_body"], (_body(row),))


def _body(row: dict[str, str]) -> Body:
    return Body(row["council_code"], row["council"], int(row["people_65_and_over"]))


def sums(fund: Fund, pounds_a_head: int) -> dict[str, int]:
    """What each partner pays in, in pounds: councils by their older people, the health body its share on top."""
    total = pounds_a_head * sum(body.older_people for body in fund.councils)
    health = total * HEALTH_SHARE // 100
    council = [pounds_a_head * body.older_people * (100 - HEALTH_SHARE) // 100 for body in fund.councils]
    council[0] += total - health - sum(council)
    return dict(zip(fund.partners, (*council, health), strict=True))


def agreement(fund: Fund) -> Terms:
    """The same made-up agreement everywhere: a reserve of 1 %, then shared up to 3 %, then each its own side."""
    power = "part-9-2014" if fund.nation == "wales" else "nhs-act-2006-s75"
    kinds = [f"{partner}: local authority" for partner in fund.partners[:-1]] + [f"{fund.partners[-1]}: health body"]
    schemes = ""
    reserve = 0
    for scheme, a_head in (("care-homes", CARE_HOMES_A_HEAD), ("home-care", HOME_CARE_A_HEAD)):
        paid = sums(fund, a_head)
        reserve += sum(paid.values()) // 100
        schemes += (
            f"  {scheme}:\n    budget: £{sum(paid.values())}\n"
            f"    contributions: {{{', '.join(f'{partner}: £{pounds}' for partner, pounds in paid.items())}}}\n"
            "    overspend: [{draw: {reserve: rainy-day, up to: 1% of budget}}, {share: {by: contributions, up to: "
            "3% of budget}}, {share: own side}]\n    underspend: [{return: contributions}]\n"
        )
    return parse(
        f"agreement: national-example\nillustrative: Synthetic; no such fund exists.\npower: {power}\n"
        f"term: {{from: 2026-04-01, to: 2029-03-31}}\nhost: {fund.partners[0]}\npartners: {{{', '.join(kinds)}}}\n"
        f"reserves: {{rainy-day: £{reserve}}}\nschemes:\n{schemes}"
    ).latest.terms


def work(fund: Fund, runs: int, seed: int) -> Work:
    """One fund's simulation; each has its own random years."""
    terms = agreement(fund)
    cells = tuple(
        Cell(scheme, partner, pounds * 100, SPREAD_BP)
        for scheme, a_head in (("care-homes", CARE_HOMES_A_HEAD), ("home-care", HOME_CARE_A_HEAD))
        for partner, pounds in sums(fund, a_head).items()
    )
    own_seed = seed * 1_000_003 + int(fund.councils[0].code[1:])
    world = StatedWorld(YEAR, terms.partner_ids, cells, TOGETHER_BP, own_seed)
    return Work.of([Draft("fund", same(fund.title), terms, "0" * 64)], world, runs)


Row = tuple[str, str, str, int, int, int, int]
HEADINGS = ("nation", "health body of the fund", "partner", "contributes", "mean bill", "bill in a bad year (95%)",
            "worst 5% of years")  # fmt: skip


def rows_of(fund: Fund, done: Work, summary: Summary) -> Iterator[Row]:
    """One row for each partner, in whole pounds."""
    for partner, planned in zip(done.partners, done.plans[0].planned_pence, strict=True):
        bill = summary.columns[name("bill", "fund", partner)]
        found = (
            planned,
            bill.mean_pence,
            bill.quantile_pence(Fraction(95, 100)),
            bill.worst(Fraction(5, 100)).mean_pence,
        )
        yield (fund.nation, fund.title, fund.titles[partner], *((pence + 50) // 100 for pence in found))  # type: ignore[misc]  # as many cells as headings


def national(runs: int, engine: Engine, seed: int = 0, chosen: Iterable[Fund] | None = None) -> list[Row]:
    """Every fund's partners."""
    every = tuple(funds() if chosen is None else chosen)
    whole = Funds.of(tuple(work(fund, runs, seed) for fund in every))
    with counting() as progress:
        found = list(simulate_all(whole, engine, progress))
    return [row for fund, (done, summary) in zip(every, found, strict=True) for row in rows_of(fund, done, summary)]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description="Every Welsh and English board in one run; the money is synthetic.")
    parser.add_argument("--runs", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=("local", "processes", "dask"), default="local")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--address")
    parser.add_argument("--out", type=Path, help="write every partner's row to this CSV file")
    asked = parser.parse_args(arguments)
    if not 1 <= asked.workers <= 256:
        parser.error("argument --workers: from 1 to 256")
    if asked.out and not asked.out.parent.is_dir():
        parser.error(f"argument --out: there is no folder {asked.out.parent}")
    began = time.perf_counter()
    found = national(asked.runs, _engine(asked.engine, asked.workers, asked.address), asked.seed)
    seconds = time.perf_counter() - began
    if asked.out:
        with asked.out.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *found])
    print("SYNTHETIC: real bodies and populations; agreements, budgets and spreads are made up.")
    for nation in ("wales", "england"):
        mine = [row for row in found if row[0] == nation]
        paid, bad = sum(row[3] for row in mine), sum(row[5] - row[3] for row in mine)
        bodies = len({row[2] for row in mine})
        print(
            f"{nation.title()}: {bodies} bodies, £{paid:,} in; a bad year asks £{bad:,} more, if all had theirs at once."
        )
    print(f"{asked.runs:,} runs of {sum(1 for _ in funds())} funds in {seconds:.1f} s.")


def _engine(engine: str, workers: int, address: str | None) -> Engine:
    if engine == "dask":
        from cronfa.foresight.cluster import Cluster

        return Cluster.at(address)
    return Processes(workers) if engine == "processes" else local


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Problems as problems:
        sys.exit("\n".join(render(problem) for problem in problems.problems))
