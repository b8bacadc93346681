"""Intervals tried on lines that come in lumps: the payees of the ten years who were not paid in every month.

The published payments name no schemes, but they name payees, and many of those were paid in some months only: hundreds of
real lumpy lines. Each is forecast at every month's end as a category of a fund would be; what came is set beside the intervals.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import fmean

from cronfa.foresight.forecast import load_declared
from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.outlook import outlook
from cronfa.foresight.forecast.outturn import Interval, Line, read_off
from cronfa.fund.forecasting import Published
from cronfa.intake import load_mapping, read
from cronfa.monitoring import Fact

LEAST_PENCE = 250_000_00
"""Payees who had less over the ten years are left out."""
LUMPY_FROM, LUMPY_TO = 0.1, 0.6
"""Payees who were paid in a part between these of the months since their first payment."""
Try = tuple[str, int, bool, float]
"""What an interval was of, its level, whether it held, and its width in parts of the payee's mean month."""


def lumpy_table(published: Published) -> str:
    """How many intervals held, and how wide they were: of the months to come, and of year ends."""
    assert published.declared is not None
    history, declared = _payees(published), load_declared(published.declared)
    tries = list(_tries(history, declared))
    head = f"{len(history.cells)} payees, {len(history.months)} months."
    lines = ["| Interval | tries | held, of 100 | width, in usual months of the payee |", "|---|---:|---:|---:|"]
    for of in ("one month", "year end"):
        for level in LEVELS:
            found = [(held, width) for what, at, held, width in tries if (what, at) == (of, level)]
            held, width = fmean(held for held, _ in found), fmean(width for _, width in found)
            lines.append(f"| {of}, {level}% | {len(found):,} | {100 * held:.0f} | {width:.1f} |")
    return head + "\n\n" + "\n".join(lines)


def _payees(published: Published) -> History:
    """The history of the lumpy payees, each a category. Those whose names were withheld are many people, and left out."""
    mapping = load_mapping(published.mapping)
    facts = [
        Fact(f"{line.posting_date:%Y-%m}", "payees", line.supplier, "", line.amount_pence)
        for file in published.files
        for line in read(file, mapping).lines()
        if line.supplier and "REDACTED" not in line.supplier.upper()
    ]
    months = sorted({fact.period for fact in facts})
    paid: dict[str, set[str]] = defaultdict(set)
    sums: Counter[str] = Counter()
    for fact in facts:
        paid[fact.category].add(fact.period)
        sums[fact.category] += fact.pence
    since = {name: sum(month >= min(when) for month in months) for name, when in paid.items()}
    lumpy = {name for name, when in paid.items() if LUMPY_FROM <= len(when) / since[name] <= LUMPY_TO}
    return History.of(
        (fact for fact in facts if fact.category in lumpy and sums[fact.category] >= LEAST_PENCE), through=months[-1]
    )


def _tries(history: History, declared: Declared) -> Iterator[Try]:
    made = outlook(history, declared, {}, first=1, last=len(history.months) - 1)
    whole = declared.complete(history.months, None)
    for origin in made.origins:
        end = origin + 12 - history.passed(origin)
        if end > len(history.months) or not all(whole[origin:end]):
            continue
        for line in read_off(made, origin).categories:
            if line.from_errors:
                yield from _of_line(line, history.total(line.part.has), origin, end)


def _of_line(line: Line, pence: tuple[int, ...], origin: int, end: int) -> Iterator[Try]:
    usual = fmean(map(abs, pence))
    for level in LEVELS:
        for month, came in zip(line.months, pence[origin:end], strict=True):
            yield "one month", level, *_tried(month.intervals[level], came, usual)
        year = line.to_date_pence + sum(pence[origin:end])
        yield "year end", level, *_tried(line.intervals[level], year, usual)


def _tried(interval: Interval, came: int, usual: float) -> tuple[bool, float]:
    low, high = interval
    return low <= came <= high, (high - low) / usual


if __name__ == "__main__":
    from cronfa.fund.forecasting import ten_years

    print(lumpy_table(ten_years()))
