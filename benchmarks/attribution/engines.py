"""One engine on the work of row A, in a process of its own: ``python engines.py ENGINE FOLDER RUNS`` prints one JSON row.

Each peer is written as its users would write fast code for it: the dated shares joined as of the service date (or, for
DuckDB, by a range), and the shares unrolled as one wide expression for each partner, with no per-line Python. The
second pandas engine is in long form (a row for each line and partner), as it is most often written.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import work

Result = tuple[Any, Any]
Engine = Callable[[dict[str, Any]], Callable[[], Result]]


def cronfa(columns: dict[str, Any]) -> Callable[[], Result]:
    """Responsibility by contributions: the public function, nothing prepared."""
    from cronfa.attribution import Dated, LineColumns, Rule, Rules, attribute_columns

    dated: dict[str, list[Dated]] = {}
    for scheme, first, last, weights in work.versions():
        shared = tuple(weights)
        rule = Rule("contributions", weights=shared, funding=shared)
        dated.setdefault(f"s{scheme}", []).append(Dated(date.fromordinal(first), date.fromordinal(last), rule))
    rules = Rules(
        tuple(f"p{place}" for place in range(work.PARTNERS)), {key: tuple(value) for key, value in dated.items()}
    )
    lines = LineColumns(columns["amount"], tuple(dated), columns["scheme"], columns["day"])

    def run() -> Result:
        done = attribute_columns(lines, rules)
        return done.funded, done.funded_totals

    return run


def polars(columns: dict[str, Any]) -> Callable[[], Result]:
    import polars as pl

    names = [f"w{place}" for place in range(work.PARTNERS)]
    lines = pl.DataFrame({name: columns[name] for name in ("amount", "scheme", "day")})
    rows = [(scheme, first, row, *weights) for row, (scheme, first, _, weights) in enumerate(work.versions())]
    shares = pl.DataFrame(rows, schema=["scheme", "day", "version", *names], orient="row").with_columns(
        pl.col("scheme").cast(pl.UInt32), pl.col("day").cast(pl.Int32)
    )
    shares = shares.sort("day")
    places = range(work.PARTNERS)
    col = pl.col
    size = col("amount").abs()

    def ahead(place: int) -> Any:
        before = [col(f"r{other}") >= col(f"r{place}") for other in places if other < place]
        after = [col(f"r{other}") > col(f"r{place}") for other in places if other > place]
        return pl.sum_horizontal([each.cast(pl.Int8) for each in before + after])

    def run() -> Result:
        frame = (
            lines.lazy()
            .join_asof(shares.lazy(), on="day", by="scheme", strategy="backward")
            .with_columns(size.alias("size"), pl.sum_horizontal(names).alias("whole"))
            .with_columns([(col("size") * col(f"w{p}") // col("whole")).alias(f"q{p}") for p in places])
            .with_columns(
                *[(col("size") * col(f"w{p}") - col(f"q{p}") * col("whole")).alias(f"r{p}") for p in places],
                (col("size") - pl.sum_horizontal([f"q{p}" for p in places])).alias("left"),
            )
            .select(
                "version",
                *[
                    (
                        pl.when(col("amount") < 0).then(-1).otherwise(1) * (col(f"q{p}") + (ahead(p) < col("left")))
                    ).alias(f"s{p}")
                    for p in places
                ],
            )
            .collect(engine="streaming")
        )
        totals = frame.group_by("version").agg(pl.col([f"s{p}" for p in places]).sum())
        return [frame[f"s{p}"].to_numpy() for p in places], [totals[f"s{p}"].to_numpy() for p in places]

    return run


def duckdb(columns: dict[str, Any]) -> Callable[[], Result]:
    import duckdb as engine
    import pyarrow as pa

    places = range(work.PARTNERS)
    db = engine.connect()
    table = pa.table({name: columns[name] for name in ("amount", "scheme", "day")})
    db.register("arrow_lines", table.append_column("line", pa.array(np.arange(table.num_rows))))
    db.execute("create table lines as select * from arrow_lines")
    weights = ", ".join(f"w{p} bigint" for p in places)
    db.execute(f"create table shares (scheme uinteger, first int, last int, version int, {weights})")
    rows = [(s, first, last, row, *given) for row, (s, first, last, given) in enumerate(work.versions())]
    db.executemany(f"insert into shares values ({', '.join('?' * (4 + work.PARTNERS))})", rows)
    whole = " + ".join(f"w{p}" for p in places)

    def ahead(p: int) -> str:
        return " + ".join(f"(r{o} {'>=' if o < p else '>'} r{p})::int" for o in places if o != p)

    query = f"""
        create or replace temp table detail as
        with joined as (
            select line, amount, abs(amount) as size, version, {whole} as whole, {", ".join(f"w{p}" for p in places)}
            from lines join shares on lines.scheme = shares.scheme and day between first and last
        ), floors as (select *, {", ".join(f"size * w{p} // whole as q{p}" for p in places)} from joined),
        parts as (
            select *, size - ({" + ".join(f"q{p}" for p in places)}) as rest,
            {", ".join(f"size * w{p} - q{p} * whole as r{p}" for p in places)} from floors
        )
        select line, version,
        {", ".join(f"sign(amount)::bigint * (q{p} + (({ahead(p)}) < rest)::int) as s{p}" for p in places)} from parts
    """
    sums = ", ".join(f"sum(s{p})::bigint as s{p}" for p in places)

    def run() -> Result:
        db.execute(query)
        totals = db.execute(f"select version, {sums} from detail group by version").fetchnumpy()
        return db, [totals[f"s{p}"] for p in places]

    return run


def pandas_wide(columns: dict[str, Any]) -> Callable[[], Result]:
    import pandas as pd

    lines, shares, names = _frames(pd, columns)

    def run() -> Result:
        frame = pd.merge_asof(lines, shares, on="day", by="scheme")
        size, weights = frame["amount"].abs().to_numpy(), frame[names].to_numpy()
        whole = weights.sum(axis=1)
        product = size[:, None] * weights
        floors = product // whole[:, None]
        remainders = product - floors * whole[:, None]
        left = size - floors.sum(axis=1)
        order = np.argsort(-remainders, axis=1, kind="stable")
        ranks = np.argsort(order, axis=1, kind="stable")
        given = (floors + (ranks < left[:, None])) * np.sign(frame["amount"].to_numpy())[:, None]
        detail = pd.DataFrame(given, columns=names).assign(version=frame["version"])
        totals = detail.groupby("version").sum()
        return [detail[name].to_numpy() for name in names], [totals[name].to_numpy() for name in names]

    return run


def pandas_long(columns: dict[str, Any]) -> Callable[[], Result]:
    import pandas as pd

    lines, shares, names = _frames(pd, columns)
    lines["line"] = np.arange(len(lines))

    def run() -> Result:
        frame = pd.merge_asof(lines, shares, on="day", by="scheme")
        long = frame.melt(["line", "amount", "version"], names, "partner", "weight").sort_values(["line", "partner"])
        size = long["amount"].abs()
        whole = long.groupby("line")["weight"].transform("sum")
        long["floor"] = size * long["weight"] // whole
        long["remainder"] = size * long["weight"] % whole
        left = size - long.groupby("line")["floor"].transform("sum")
        rank = long.groupby("line")["remainder"].rank(method="first", ascending=False)
        long["share"] = (long["floor"] + (rank <= left)) * np.sign(long["amount"])
        wide = long["share"].to_numpy().reshape(-1, work.PARTNERS)
        totals = long.groupby(["version", "partner"])["share"].sum().unstack()
        return [wide[:, p] for p in range(work.PARTNERS)], [totals[name].to_numpy() for name in names]

    return run


def _frames(pd: Any, columns: dict[str, Any]) -> tuple[Any, Any, list[str]]:
    names = [f"w{place}" for place in range(work.PARTNERS)]
    lines = pd.DataFrame({name: columns[name] for name in ("amount", "scheme", "day")})
    rows = [(scheme, first, row, *weights) for row, (scheme, first, _, weights) in enumerate(work.versions())]
    shares = pd.DataFrame(rows, columns=["scheme", "day", "version", *names]).sort_values("day")
    return lines, shares.astype({"scheme": "uint32", "day": "int32"}), names


ENGINES: dict[str, Engine] = {
    "cronfa": cronfa,
    "polars": polars,
    "duckdb": duckdb,
    "pandas (wide)": pandas_wide,
    "pandas (long)": pandas_long,
}


def main(engine: str, folder: str, runs: str) -> None:
    columns = work.load(Path(folder))
    run = ENGINES[engine](columns)
    seconds = []
    for _ in range(int(runs)):
        start = time.perf_counter()
        shares, totals = run()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if engine == "duckdb":
        names = ", ".join(f"s{p}" for p in range(work.PARTNERS))
        found = shares.execute(f"select {names} from detail order by line").fetchnumpy()
        shares = [found[f"s{p}"] for p in range(work.PARTNERS)]
    row = {
        "name": engine,
        "lines": int(columns["amount"].size),
        "seconds": min(seconds),
        "first_seconds": seconds[0],
        "peak_mb": round(peak),
        "checksum": work.checksum(shares, totals),
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
