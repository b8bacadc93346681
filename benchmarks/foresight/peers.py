"""One peer on the work of row M1: ``python peers.py PEER RESIDENTS`` simulates one run and prints one JSON row.

Each is written as its users would: plain Python draws each life once; SimPy has a process for each person; Mesa an agent,
asked in every step; ciw a network of queues without waiting, for one council (less work than the others). The hazards
of a stay are drawn as times, the first of which ends it, given the time spent already.
"""

import json
import math
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import work

Counts = dict[tuple[str, str, str], list[int]]
"""By council, care and funding: people in each step."""
OUT = {
    cell: work.ways_out(*cell)
    for cell in [(c, f) for c in ("home", "day", "extra", "residential", "nursing") for f in work.ALL]
}


def first_way(care: str, funding: str, weeks: float) -> tuple[float, Any]:
    """How many more weeks a stay goes on, and how it ends."""
    soonest, how = math.inf, None
    for way in OUT[care, funding]:
        met = (weeks / way.scale_weeks) ** way.shape + random.expovariate(1.0)
        lasts = way.scale_weeks * met ** (1 / way.shape) - weeks
        if lasts < soonest:
            soonest, how = lasts, way
    return soonest, how


def next_cell(care: str, funding: str, way: Any) -> tuple[str, str] | None:
    if way.to_care is None and way.to_funding is None:
        return None
    return way.to_care or care, way.to_funding or funding


def residents_at_start(residents: int) -> list[tuple[str, str, str, int]]:
    """Council, care, funding and steps in care of everybody on the first day."""
    names, weights = work.councils(), work.weights()
    steps = range(work.LONGEST_ELAPSED)
    found = []
    for (care, funding), part in work.START.items():
        number = round(residents * part)
        where = random.choices(names, weights, k=number)
        elapsed = random.choices(steps, work.elapsed_weights(), k=number)
        found += [(council, care, funding, spent) for council, spent in zip(where, elapsed, strict=True)]
    return found


def arrivals(residents: int, step: int) -> list[tuple[str, str, str]]:
    """Council, care and funding of those who come in a step."""
    names, weights = work.councils(), work.weights()
    total = sum(weights)
    found = []
    for (care, funding), part in work.START.items():
        for council, weight in zip(names, weights, strict=True):
            mean = residents * part * work.TURNOVER_A_YEAR / 13 * weight / total * work.season(step)
            waited = random.expovariate(1.0)
            while waited < mean:
                found.append((council, care, funding))
                waited += random.expovariate(1.0)
    return found


def python(residents: int) -> Counts:
    """Whole lives, added to differences."""
    change: Counts = defaultdict(lambda: [0] * (work.STEPS + 1))

    def live(council: str, care: str, funding: str, step: int, spent: int) -> None:
        while True:
            change[council, care, funding][step] += 1
            weeks, way = first_way(care, funding, spent * work.WEEKS)
            stays = math.ceil(weeks / work.WEEKS)
            step += stays
            if step >= work.STEPS:
                return
            change[council, care, funding][step] -= 1
            after = next_cell(care, funding, way)
            if after is None:
                return
            care, funding = after
            spent = spent + stays if way.keeps_clock else 0

    for council, care, funding, spent in residents_at_start(residents):
        live(council, care, funding, 0, spent)
    for step in range(work.STEPS):
        for council, care, funding in arrivals(residents, step):
            live(council, care, funding, step, 0)
    return {cell: [sum(changes[: step + 1]) for step in range(work.STEPS)] for cell, changes in change.items()}


def simpy(residents: int) -> Counts:
    """A process for each person and one that brings newcomers; a clock of steps writes down who is there."""
    import simpy as library

    env = library.Environment()
    there: dict[tuple[str, str, str], int] = defaultdict(int)
    counts: Counts = defaultdict(lambda: [0] * work.STEPS)

    def person(council: str, care: str, funding: str, spent: int) -> Any:
        while True:
            there[council, care, funding] += 1
            weeks, way = first_way(care, funding, spent * work.WEEKS)
            stays = math.ceil(weeks / work.WEEKS)
            yield env.timeout(stays)
            there[council, care, funding] -= 1
            after = next_cell(care, funding, way)
            if after is None:
                return
            care, funding = after
            spent = spent + stays if way.keeps_clock else 0

    def newcomers() -> Any:
        for step in range(work.STEPS):
            for council, care, funding in arrivals(residents, step):
                env.process(person(council, care, funding, 0))
            yield env.timeout(1)

    def clock() -> Any:
        yield env.timeout(0.5)
        for step in range(work.STEPS):
            for cell, number in there.items():
                counts[cell][step] = number
            yield env.timeout(1)

    for council, care, funding, spent in residents_at_start(residents):
        env.process(person(council, care, funding, spent))
    env.process(newcomers())
    env.process(clock())
    env.run(until=work.STEPS)
    return counts


def mesa(residents: int) -> Counts:
    """An agent for each person, asked in every step whether the stay goes on."""
    import mesa as library

    class Person(library.Agent):  # type: ignore[misc, unused-ignore]  # the peer has no types
        def __init__(self, model: Any, council: str, care: str, funding: str, spent: int) -> None:
            super().__init__(model)
            self.council, self.care, self.funding, self.spent = council, care, funding, spent

        def step(self) -> None:
            begins, ends = self.spent * work.WEEKS, (self.spent + 1) * work.WEEKS
            ways = OUT[self.care, self.funding]
            met = [(ends / way.scale_weeks) ** way.shape - (begins / way.scale_weeks) ** way.shape for way in ways]
            self.spent += 1
            if random.random() < math.exp(-sum(met)):
                return
            way = random.choices(ways, met)[0]
            after = next_cell(self.care, self.funding, way)
            if after is None:
                self.remove()
                return
            self.care, self.funding = after
            self.spent = self.spent if way.keeps_clock else 0

    model = library.Model()
    counts: Counts = defaultdict(lambda: [0] * work.STEPS)
    for council, care, funding, spent in residents_at_start(residents):
        Person(model, council, care, funding, spent)
    for step in range(work.STEPS):
        if step:
            model.agents.do("step")
        for council, care, funding in arrivals(residents, step):
            Person(model, council, care, funding, 0)
        for agent in model.agents:
            counts[agent.council, agent.care, agent.funding][step] += 1
    return counts


def ciw(residents: int) -> Counts:
    """Nodes with servers enough for everybody; those there at the start come as one batch of a class of their own."""
    import ciw as library

    cells = [(care, funding) for care, funding in OUT if (care, funding) in work.START]
    place = {cell: number for number, cell in enumerate(cells, start=1)}

    class Stay(library.dists.Distribution):  # type: ignore[misc, unused-ignore]  # the peer has no types
        def __init__(self, cell: tuple[str, str], old: bool) -> None:
            self.cell, self.old = cell, old

        def sample(self, t: Any = None, ind: Any = None) -> float:
            if not hasattr(ind, "spent"):
                elapsed = random.choices(range(work.LONGEST_ELAPSED), work.elapsed_weights())[0] if self.old else 0
                ind.spent = elapsed * work.WEEKS
            weeks, ind.way = first_way(*self.cell, ind.spent)
            stays = math.ceil(weeks / work.WEEKS)
            ind.spent = ind.spent + stays * work.WEEKS if ind.way.keeps_clock else 0
            return stays

    class Onward(library.routing.NodeRouting):  # type: ignore[misc, unused-ignore]  # the peer has no types
        def __init__(self, cell: tuple[str, str]) -> None:
            super().__init__()
            self.cell = cell

        def next_node(self, ind: Any) -> Any:
            after = next_cell(*self.cell, ind.way)
            return self.simulation.nodes[-1 if after is None else place[after]]

    start = [round(residents * work.START[cell]) for cell in cells]
    a_step = [residents * work.START[cell] * work.TURNOVER_A_YEAR / 13 for cell in cells]
    never = library.dists.Deterministic(math.inf)
    routing = library.routing.NetworkRouting(routers=[Onward(cell) for cell in cells])
    network = library.create_network(
        arrival_distributions={
            "new": [library.dists.Exponential(rate=rate) for rate in a_step],
            "old": [library.dists.Sequential([0.0001, math.inf]) if number else never for number in start],
        },
        batching_distributions={
            "new": [library.dists.Deterministic(1)] * len(cells),
            "old": [library.dists.Deterministic(max(number, 1)) for number in start],
        },
        service_distributions={
            "new": [Stay(cell, False) for cell in cells],
            "old": [Stay(cell, True) for cell in cells],
        },
        number_of_servers=[math.inf] * len(cells),
        routing={"new": routing, "old": library.routing.NetworkRouting(routers=[Onward(cell) for cell in cells])},
    )
    simulation = library.Simulation(network)
    simulation.simulate_until_max_time(work.STEPS)
    counts: Counts = defaultdict(lambda: [0] * work.STEPS)
    records = [(r.node, r.arrival_date, r.exit_date) for r in simulation.get_all_records()]
    there = [
        (n.id_number, ind.arrival_date, math.inf) for n in simulation.transitive_nodes for ind in n.all_individuals
    ]
    for node, came, left in records + there:
        for step in range(math.ceil(came), math.ceil(min(work.STEPS, left))):
            counts["one", *cells[node - 1]][step] += 1
    return counts


PEERS: dict[str, Callable[[int], Counts]] = {"python": python, "simpy": simpy, "mesa": mesa, "ciw": ciw}


def main(peer: str, residents: int) -> None:
    """One run, timed, with the people of each care type at the first step, in the middle and at the last."""
    random.seed(2014)
    began, busy = time.perf_counter(), time.process_time()
    counts = PEERS[peer](residents)
    seconds, processor = time.perf_counter() - began, time.process_time() - busy
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (_, care, _), by_step in counts.items():
        found[care] = [sum(pair) for pair in zip(found[care], [by_step[step] for step in (0, 19, 38)], strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "runs": 1, "people": found, "peak_mb": peak}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
