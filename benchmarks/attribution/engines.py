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

Result = tuple[Any, Any, Any]
"""The responsible body of each line, each partner's pence of each line, and the totals."""
Engine = Callable[[dict[str, Any]], Callable[[], Result]]
PLACES = range(work.PARTNERS)


def cronfa(columns: dict[str, Any]) -> Callable[[], Result]:
    """The public function, nothing prepared."""
    from cronfa.attribution import Dated, LineColumns, Rule, Rules, attribute_columns

    partners = tuple(f"p{place}" for place in PLACES)
    named = tuple(f"c{place}" for place in range(work.CATEGORIES))
    bodies = [{named[at]: partners[body] for at, body in enumerate(scheme)} for scheme in work.bodies()]
    dated: dict[str, list[Dated]] = {}
    for scheme, first, last, weights in work.versions():
        rule = Rule("responsibility", categories=bodies[scheme], funding=tuple(weights))
        dated.setdefault(f"s{scheme}", []).append(Dated(date.fromordinal(first), date.fromordinal(last), rule))
    rules = Rules(partners, {key: tuple(value) for key, value in dated.items()})
    amount, scheme, day, category = (columns[name] for name in work.COLUMNS)
    lines = LineColumns(amount, tuple(dated), scheme, day, categories=named, category=category)

    def run() -> Result:
        done = attribute_columns(lines, rules)
        return done.body, done.funded, done.totals.swapaxes(1, 2)

    return run


def polars(columns: dict[str, Any]) -> Callable[[], Result]:
    import polars as pl

    names = [f"w{p}" for p in PLACES]
    lines = pl.DataFrame(columns)
    shares = pl.DataFrame(_version_rows(), schema=["scheme", "day", "version", *names], orient="row")
    shares = shares.with_columns(pl.col("scheme").cast(pl.UInt32), pl.col("day").cast(pl.Int32)).sort("day")
    bodies = pl.DataFrame(
        _body_rows(), schema={"scheme": pl.UInt32, "category": pl.Int32, "body": pl.Int32}, orient="row"
    )
    col = pl.col

    def ahead(p: int) -> Any:
        before = [col(f"r{other}") >= col(f"r{p}") for other in PLACES if other < p]
        after = [col(f"r{other}") > col(f"r{p}") for other in PLACES if other > p]
        return pl.sum_horizontal([each.cast(pl.Int8) for each in before + after])

    def share(p: int) -> Any:
        return pl.when(col("amount") < 0).then(-1).otherwise(1) * (col(f"q{p}") + (ahead(p) < col("left")))

    def run() -> Result:
        frame = (
            lines.lazy()
            .join_asof(shares.lazy(), on="day", by="scheme", strategy="backward")
            .join(bodies.lazy(), on=["scheme", "category"], how="left", maintain_order="left")
            .with_columns(col("amount").abs().alias("size"), pl.sum_horizontal(names).alias("whole"))
            .with_columns([(col("size") * col(f"w{p}") // col("whole")).alias(f"q{p}") for p in PLACES])
            .with_columns(
                *[(col("size") * col(f"w{p}") - col(f"q{p}") * col("whole")).alias(f"r{p}") for p in PLACES],
                (col("size") - pl.sum_horizontal([f"q{p}" for p in PLACES])).alias("left"),
            )
            .select("version", "body", *[share(p).alias(f"s{p}") for p in PLACES])
            .collect(engine="streaming")
        )
        totals = frame.group_by("version", "body").agg(pl.col([f"s{p}" for p in PLACES]).sum())
        return frame["body"].to_numpy(), [frame[f"s{p}"].to_numpy() for p in PLACES], _cube(totals.to_numpy())

    return run


def duckdb(columns: dict[str, Any]) -> Callable[[], Result]:
    import duckdb as engine
    import pandas as pd

    db = engine.connect()
    db.register("given", pd.DataFrame(columns).assign(line=np.arange(columns["amount"].size)))
    db.execute("create table lines as select * from given")
    db.unregister("given")
    weights = ", ".join(f"w{p} bigint" for p in PLACES)
    db.execute(f"create table shares (scheme uinteger, first int, last int, version int, {weights})")
    db.execute("create table bodies (scheme uinteger, category int, body int)")
    rows = [(s, first, last, row, *given) for row, (s, first, last, given) in enumerate(work.versions())]
    db.executemany(f"insert into shares values ({', '.join('?' * (4 + work.PARTNERS))})", rows)
    db.executemany("insert into bodies values (?, ?, ?)", _body_rows())
    whole = " + ".join(f"w{p}" for p in PLACES)

    def ahead(p: int) -> str:
        return " + ".join(f"(r{o} {'>=' if o < p else '>'} r{p})::int" for o in PLACES if o != p)

    query = f"""
        create or replace temp table detail as
        with joined as (
            select line, amount, abs(amount) as size, version, body, {whole} as whole, {", ".join(f"w{p}" for p in PLACES)}
            from lines join shares on lines.scheme = shares.scheme and day between first and last
            join bodies on lines.scheme = bodies.scheme and lines.category = bodies.category
        ), floors as (select *, {", ".join(f"size * w{p} // whole as q{p}" for p in PLACES)} from joined),
        parts as (
            select *, size - ({" + ".join(f"q{p}" for p in PLACES)}) as rest,
            {", ".join(f"size * w{p} - q{p} * whole as r{p}" for p in PLACES)} from floors
        )
        select line, version, body,
        {", ".join(f"sign(amount)::bigint * (q{p} + (({ahead(p)}) < rest)::int) as s{p}" for p in PLACES)} from parts
    """
    sums = ", ".join(f"sum(s{p})::bigint as s{p}" for p in PLACES)

    def run() -> Result:
        db.execute(query)
        totals = db.execute(f"select version, body, {sums} from detail group by all").fetchnumpy()
        return db, None, _cube(np.stack(list(totals.values()), axis=1))

    return run


def duckdb_arrays(columns: dict[str, Any]) -> Callable[[], Result]:
    """The detail brought out as arrays, as the other engines give it, and not only kept in DuckDB's own table."""
    run_in_table = duckdb(columns)

    def run() -> Result:
        db, _, totals = run_in_table()
        return *duckdb_detail(db), totals

    return run


def duckdb_detail(db: Any) -> tuple[Any, Any]:
    """What DuckDB keeps in its own table, brought out in the order of the lines."""
    found = db.execute("select * exclude (line, version) from detail order by line").fetchnumpy()
    return found["body"], [found[f"s{p}"] for p in PLACES]


def pandas_wide(columns: dict[str, Any]) -> Callable[[], Result]:
    import pandas as pd

    lines, shares, bodies, names = _frames(pd, columns)

    def run() -> Result:
        frame = pd.merge_asof(lines, shares, on="day", by="scheme").merge(bodies, on=["scheme", "category"], how="left")
        size, weights = frame["amount"].abs().to_numpy(), frame[names].to_numpy()
        whole = weights.sum(axis=1)
        product = size[:, None] * weights
        floors = product // whole[:, None]
        remainders = product - floors * whole[:, None]
        left = size - floors.sum(axis=1)
        order = np.argsort(-remainders, axis=1, kind="stable")
        ranks = np.argsort(order, axis=1, kind="stable")
        given = (floors + (ranks < left[:, None])) * np.sign(frame["amount"].to_numpy())[:, None]
        detail = pd.DataFrame(given, columns=names).assign(version=frame["version"], body=frame["body"])
        totals = detail.groupby(["version", "body"]).sum().reset_index()
        return detail["body"].to_numpy(), [detail[name].to_numpy() for name in names], _cube(totals.to_numpy())

    return run


def pandas_long(columns: dict[str, Any]) -> Callable[[], Result]:
    import pandas as pd

    lines, shares, bodies, names = _frames(pd, columns)
    lines["line"] = np.arange(len(lines))
    key = ["line", "amount", "version", "body"]

    def run() -> Result:
        frame = pd.merge_asof(lines, shares, on="day", by="scheme").merge(bodies, on=["scheme", "category"], how="left")
        long = frame.melt(key, names, "partner", "weight").sort_values(["line", "partner"])
        size = long["amount"].abs()
        whole = long.groupby("line")["weight"].transform("sum")
        long["floor"] = size * long["weight"] // whole
        long["remainder"] = size * long["weight"] % whole
        left = size - long.groupby("line")["floor"].transform("sum")
        rank = long.groupby("line")["remainder"].rank(method="first", ascending=False)
        long["share"] = (long["floor"] + (rank <= left)) * np.sign(long["amount"])
        wide = long["share"].to_numpy().reshape(-1, work.PARTNERS)
        totals = long.groupby(["version", "body", "partner"])["share"].sum().unstack().reset_index()
        return frame["body"].to_numpy(), [wide[:, p] for p in PLACES], _cube(totals.to_numpy())

    return run


def _version_rows() -> list[tuple[int, ...]]:
    return [(scheme, first, row, *weights) for row, (scheme, first, _, weights) in enumerate(work.versions())]


def _body_rows() -> list[tuple[int, int, int]]:
    bodies = work.bodies()
    return [(s, c, bodies[s][c]) for s in range(work.SCHEMES) for c in range(work.CATEGORIES)]


def _frames(pd: Any, columns: dict[str, Any]) -> tuple[Any, Any, Any, list[str]]:
    names = [f"w{p}" for p in PLACES]
    shares = pd.DataFrame(_version_rows(), columns=["scheme", "day", "version", *names]).sort_values("day")
    bodies = pd.DataFrame(_body_rows(), columns=["scheme", "category", "body"])
    kinds = {"scheme": "uint32", "category": "int32"}
    return pd.DataFrame(columns), shares.astype({"scheme": "uint32", "day": "int32"}), bodies.astype(kinds), names


def _cube(rows: Any) -> Any:
    """Rows of version, body and pence by partner as an array with a place for each."""
    cube = np.zeros((len(work.versions()), work.PARTNERS, work.PARTNERS), np.int64)
    cube[rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64)] = rows[:, 2:]
    return cube


ENGINES: dict[str, Engine] = {
    "cronfa": cronfa,
    "polars": polars,
    "duckdb": duckdb,
    "duckdb (arrays)": duckdb_arrays,
    "pandas (wide)": pandas_wide,
    "pandas (long)": pandas_long,
}


def main(engine: str, folder: str, runs: str) -> None:
    columns = work.load(Path(folder))
    run = ENGINES[engine](columns)
    seconds = []
    for _ in range(int(runs)):
        done = None  # the last run's detail is let go before the next
        start = time.perf_counter()
        done = run()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    body, shares, totals = done
    if engine == "duckdb":
        body, shares = duckdb_detail(body)
    row = {
        "name": engine,
        "lines": int(columns["amount"].size),
        "seconds": min(seconds),
        "first_seconds": seconds[0],
        "peak_mb": round(peak),
        "checksum": work.checksum(body, shares, totals),
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
