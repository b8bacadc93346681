"""One engine on the work of row S, in a process of its own: ``python engines.py ENGINE SCENARIOS RUNS`` prints one JSON row.

Each peer is written as its users would write fast code for it: columns and no per-scenario Python, except the Decimal loop,
which is what most settlement spreadsheets and scripts amount to. OpenFisca keeps its variables in 32 bits, so that its sums
are not exact: it is measured, and not held to the pennies.
"""

import ctypes
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import work

Result = tuple[Any, Any]
"""What each partner bears, and what the reserve holds."""
PLACES = range(work.PARTNERS)
SCHEMES = range(work.SCHEMES)
WEIGHTS, BUDGETS, LIMITS, LEADS = work.contributions(), work.budgets(), work.draw_limits(), work.leads()


def pounds(pence: int) -> str:
    return f"£{pence // 100:,}.{pence % 100:02d}"


def agreement() -> Any:
    """The terms of row S in the agreement language."""
    from cronfa.agreement.clauses import Terms

    names = [f"p{place}" for place in PLACES]
    schemes = {
        f"s{scheme}": {
            "budget": pounds(BUDGETS[scheme]),
            "contributions": {name: pounds(pence) for name, pence in zip(names, WEIGHTS[scheme], strict=True)},
            "lead commissioner": names[LEADS[scheme]],
            "overspend": [
                {"draw": {"reserve": "all", "up to": "1% of budget"}},
                {"share": {"by": "contributions", "up to": pounds(work.CAP_PENCE)}},
                {"bear": {"partner": "lead commissioner"}},
            ],
            "underspend": [{"return": {"by": "contributions"}}],
        }
        for scheme in SCHEMES
    }
    return Terms.model_validate(
        {
            "agreement": "row-s",
            "power": "nhs-act-2006-s75",
            "term": {"from": "2026-04-01", "to": "2029-03-31"},
            "host": "p0",
            "partners": dict.fromkeys(names, "other"),
            "reserves": {"all": pounds(work.RESERVE_PENCE)},
            "schemes": schemes,
        }
    )


def cronfa(spend: Any) -> Callable[[], Result]:
    """The public function, nothing prepared."""
    from cronfa.settlement import vector
    from cronfa.settlement.scenarios import Scenarios

    terms = agreement()
    scenarios = Scenarios("2026-27", spend.shape[1], {f"s{scheme}": spend[scheme] for scheme in SCHEMES})

    def run() -> Result:
        results = vector.settle(terms, scenarios)
        return results.borne_pence, results.reserves_pence["all"]

    return run


def c(spend: Any) -> Callable[[], Result]:
    """The hand-written kernel, compiled here by gcc for this machine."""
    library = Path(tempfile.mkdtemp()) / "kernel.so"
    source = Path(__file__).with_name("kernel.c")
    flags = ["-O3", "-march=native", "-fopenmp", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, str(source), "-o", str(library)], check=True)
    settle = ctypes.CDLL(str(library)).settle
    count = spend.shape[1]
    tables = [np.array(table, np.int64) for table in (BUDGETS, WEIGHTS, BUDGETS, LIMITS, LEADS)]

    def run() -> Result:
        borne, reserve = np.empty((work.PARTNERS, count), np.int64), np.empty(count, np.int64)
        numbers = [ctypes.c_int64(number) for number in (count, work.SCHEMES)]
        columns = [ctypes.c_void_p(array.ctypes.data) for array in (spend, *tables)]
        limits = [ctypes.c_int64(number) for number in (work.CAP_PENCE, work.RESERVE_PENCE)]
        settle(*numbers, *columns, *limits, ctypes.c_void_p(borne.ctypes.data), ctypes.c_void_p(reserve.ctypes.data))
        return borne, reserve

    return run


def largest_remainder(amount: Any, weights: list[int], total: int) -> Any:
    """The parts of every amount, in NumPy."""
    products = amount * np.array(weights)[:, None]
    parts, rest = products // total, products % total
    order = np.argsort(-rest, axis=0, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(len(weights))[:, None], axis=0)
    return parts + (ranks < amount - parts.sum(axis=0))


def numpy(spend: Any) -> Callable[[], Result]:
    def run() -> Result:
        borne = np.zeros((work.PARTNERS, spend.shape[1]), np.int64)
        reserve = np.full(spend.shape[1], work.RESERVE_PENCE)
        for scheme in SCHEMES:
            variance = spend[scheme] - BUDGETS[scheme]
            over = np.maximum(variance, 0)
            drawn = np.minimum(np.minimum(over, LIMITS[scheme]), reserve)
            reserve -= drawn
            shared = np.minimum(over - drawn, work.CAP_PENCE)
            borne[LEADS[scheme]] += over - drawn - shared
            amount = np.where(variance > 0, shared, -variance)
            parts = largest_remainder(amount, WEIGHTS[scheme], BUDGETS[scheme])
            borne += np.where(variance > 0, parts, -parts)
        return borne, reserve

    return run


def pandas(spend: Any) -> Callable[[], Result]:
    """In long form, a row for each scenario and partner, as it is most often written."""
    import pandas as pd

    count = spend.shape[1]

    def parts(amount: Any, weights: list[int], total: int) -> Any:
        frame = pd.DataFrame(
            {
                "scenario": np.repeat(np.arange(count), work.PARTNERS),
                "amount": np.repeat(amount.to_numpy(), work.PARTNERS),
                "weight": np.tile(weights, count),
            }
        )
        frame["part"] = frame.amount * frame.weight // total
        frame["rest"] = frame.amount * frame.weight % total
        groups = frame.groupby("scenario", sort=False)
        left = frame.amount - groups.part.transform("sum")
        rank = groups.rest.rank(method="first", ascending=False)
        return (frame.part + (rank <= left)).to_numpy().reshape(count, work.PARTNERS).T

    def run() -> Result:
        frame = pd.DataFrame({scheme: spend[scheme] for scheme in SCHEMES})
        borne = np.zeros((work.PARTNERS, count), np.int64)
        reserve = pd.Series(work.RESERVE_PENCE, index=frame.index)
        for scheme in SCHEMES:
            variance = frame[scheme] - BUDGETS[scheme]
            over = variance.clip(lower=0)
            drawn = np.minimum(over.clip(upper=LIMITS[scheme]), reserve)
            reserve = reserve - drawn
            shared = (over - drawn).clip(upper=work.CAP_PENCE)
            borne[LEADS[scheme]] += (over - drawn - shared).to_numpy()
            amount = shared.where(variance > 0, -variance)
            sign = np.where(variance > 0, 1, -1)
            borne += sign * parts(amount, WEIGHTS[scheme], BUDGETS[scheme])
        return borne, reserve.to_numpy()

    return run


def polars(spend: Any) -> Callable[[], Result]:
    """Wide expressions, one for each partner."""
    import polars as pl

    col = pl.col

    def scheme_step(frame: Any, scheme: int) -> Any:
        weights, total = WEIGHTS[scheme], BUDGETS[scheme]
        variance = col(f"s{scheme}") - total
        frame = frame.with_columns(variance.alias("v"), variance.clip(lower_bound=0).alias("over"))
        frame = frame.with_columns(pl.min_horizontal("over", pl.lit(LIMITS[scheme]), "reserve").alias("drawn"))
        frame = frame.with_columns(
            (col("over") - col("drawn")).clip(upper_bound=work.CAP_PENCE).alias("shared"),
            (col("reserve") - col("drawn")).alias("reserve"),
        ).with_columns(pl.when(col("v") > 0).then(col("shared")).otherwise(-col("v")).alias("amount"))
        frame = frame.with_columns(
            *[(col("amount") * weights[p] // total).alias(f"q{p}") for p in PLACES],
            *[(col("amount") * weights[p] % total).alias(f"r{p}") for p in PLACES],
        ).with_columns((col("amount") - pl.sum_horizontal([f"q{p}" for p in PLACES])).alias("left"))
        return frame.with_columns([borne(p, scheme).alias(f"b{p}") for p in PLACES])

    def borne(p: int, scheme: int) -> Any:
        before = [col(f"r{o}") >= col(f"r{p}") for o in PLACES if o < p] + [
            col(f"r{o}") > col(f"r{p}") for o in PLACES if o > p
        ]
        rank = pl.sum_horizontal([each.cast(pl.Int64) for each in before])
        part = col(f"q{p}") + (rank < col("left"))
        signed = pl.when(col("v") > 0).then(part).otherwise(-part)
        lead = col("over") - col("drawn") - col("shared") if LEADS[scheme] == p else pl.lit(0)
        return col(f"b{p}") + signed + lead

    def run() -> Result:
        frame = pl.DataFrame({f"s{scheme}": spend[scheme] for scheme in SCHEMES}).with_columns(
            pl.lit(work.RESERVE_PENCE, pl.Int64).alias("reserve"), *[pl.lit(0, pl.Int64).alias(f"b{p}") for p in PLACES]
        )
        for scheme in SCHEMES:
            frame = scheme_step(frame, scheme)
        return [frame[f"b{p}"].to_numpy() for p in PLACES], frame["reserve"].to_numpy()

    return run


def decimal_split(amount: Decimal, weights: list[int]) -> list[Decimal]:
    total, penny = Decimal(sum(weights)), Decimal("0.01")
    exact = [amount * weight / total for weight in weights]
    parts = [share.quantize(penny, ROUND_DOWN) for share in exact]
    rest = [amount * weight - part * total for part, weight in zip(parts, weights, strict=True)]
    left = int((amount - sum(parts)) / penny)
    for place in sorted(PLACES, key=lambda place: -rest[place])[:left]:
        parts[place] += penny
    return parts


def decimal(spend: Any) -> Callable[[], Result]:
    """One scenario after another, in Decimal pounds."""

    def settled(scenario: int) -> list[int]:
        borne, reserve = [Decimal(0)] * work.PARTNERS, Decimal(work.RESERVE_PENCE) / 100
        for scheme in SCHEMES:
            variance = (Decimal(int(spend[scheme, scenario])) - BUDGETS[scheme]) / 100
            if variance > 0:
                drawn = min(variance, Decimal(LIMITS[scheme]) / 100, reserve)
                reserve -= drawn
                shared = min(variance - drawn, Decimal(work.CAP_PENCE) / 100)
                borne[LEADS[scheme]] += variance - drawn - shared
                parts = decimal_split(shared, WEIGHTS[scheme])
            else:
                parts = [-part for part in decimal_split(-variance, WEIGHTS[scheme])]
            borne = [sum_ + part for sum_, part in zip(borne, parts, strict=True)]
        return [int(pounds * 100) for pounds in (*borne, reserve)]

    def run() -> Result:
        rows = np.array([settled(scenario) for scenario in range(spend.shape[1])], np.int64).T
        return rows[:-1], rows[-1]

    return run


def openfisca(spend: Any) -> Callable[[], Result]:
    """Variables of one entity, each computed when another asks for it; a new simulation each time, as a run would have."""
    from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

    person = entities.Entity("scenario", "scenarios", "A scenario", "")
    system = taxbenefitsystems.TaxBenefitSystem([person])
    common = {"entity": person, "definition_period": periods.DateUnit.YEAR, "value_type": float}

    def variable(name: str, formula: Callable[..., Any] | None = None) -> None:
        body = {**common, "label": name} | ({"formula": formula} if formula else {})
        system.add_variable(type(name, (variables.Variable,), body))

    def over(scheme: int) -> Callable[..., Any]:
        return lambda one, period: np.maximum(one(f"spend_{scheme}", period) - BUDGETS[scheme], 0)

    def drawn(scheme: int) -> Callable[..., Any]:
        def formula(one: Any, period: Any) -> Any:
            taken = sum((one(f"drawn_{before}", period) for before in range(scheme)), np.float32(0))
            room = work.RESERVE_PENCE - taken
            return np.minimum(np.minimum(one(f"over_{scheme}", period), LIMITS[scheme]), room)

        return formula

    def shared(scheme: int) -> Callable[..., Any]:
        return lambda one, period: np.minimum(
            one(f"over_{scheme}", period) - one(f"drawn_{scheme}", period), work.CAP_PENCE
        )

    def parts(scheme: int) -> Callable[..., Any]:
        def formula(one: Any, period: Any) -> Any:
            variance = one(f"spend_{scheme}", period).astype(np.int64) - BUDGETS[scheme]
            amount = np.where(variance > 0, one(f"shared_{scheme}", period).astype(np.int64), -variance)
            signed = np.where(variance > 0, 1, -1) * largest_remainder(amount, WEIGHTS[scheme], BUDGETS[scheme])
            for place in PLACES:
                one.simulation.set_input(f"part_{scheme}_{place}", period, signed[place])
            return amount

        return formula

    def borne(place: int) -> Callable[..., Any]:
        def formula(one: Any, period: Any) -> Any:
            for scheme in SCHEMES:
                one(f"amount_{scheme}", period)
            total = sum(one(f"part_{scheme}_{place}", period) for scheme in SCHEMES)
            led = [scheme for scheme in SCHEMES if LEADS[scheme] == place]
            return total + sum(
                one(f"over_{s}", period) - one(f"drawn_{s}", period) - one(f"shared_{s}", period) for s in led
            )

        return formula

    for scheme in SCHEMES:
        variable(f"spend_{scheme}")
        variable(f"over_{scheme}", over(scheme))
        variable(f"drawn_{scheme}", drawn(scheme))
        variable(f"shared_{scheme}", shared(scheme))
        variable(f"amount_{scheme}", parts(scheme))
        for place in PLACES:
            variable(f"part_{scheme}_{place}")
    for place in PLACES:
        variable(f"borne_{place}", borne(place))

    def run() -> Result:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, count=spend.shape[1])
        for scheme in SCHEMES:
            simulation.set_input(f"spend_{scheme}", "2026", spend[scheme])
        rows = [simulation.calculate(f"borne_{place}", "2026") for place in PLACES]
        taken = sum(simulation.calculate(f"drawn_{scheme}", "2026").astype(np.int64) for scheme in SCHEMES)
        return rows, work.RESERVE_PENCE - taken

    return run


ENGINES = {
    "cronfa": cronfa,
    "c": c,
    "numpy": numpy,
    "polars": polars,
    "pandas": pandas,
    "decimal": decimal,
    "openfisca": openfisca,
}


def main(engine: str, scenarios: int, runs: int) -> None:
    """Run one engine and print its row; the first run starts compilers and is told apart."""
    spend = work.spend(scenarios)
    run = ENGINES[engine](spend)
    taken: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        borne, reserve = run()
        taken.append(time.perf_counter() - began)
    row = {
        "name": engine,
        "scenarios": scenarios,
        "seconds": min(taken),
        "first_seconds": taken[0],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "checksum": work.checksum(borne, reserve),
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
