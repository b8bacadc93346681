"""Lines of a partner's file, attributed and made into entries by columns: what :mod:`cronfa.fund.attributing` drafts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cronfa.attribution import Rules, attribute_columns
from cronfa.attribution.columns import NONE, AttributedColumns, LineColumns
from cronfa.fund.attributing import BY_LINE, PROBLEMS_SHOWN
from cronfa.fund.drafts import Posting
from cronfa.ledger.entries import Account, PostingDraft
from cronfa.ledger.entry_columns import EntryColumns
from cronfa.money_columns import Pence
from cronfa.problems import Problem, Problems

_EPOCH = date(1970, 1, 1).toordinal()
Places = NDArray[np.int64]


def by_columns(rules: Rules) -> bool:
    """Whether every rule reads no more of a line than columns hold."""
    return not any(each.rule.kind in BY_LINE for dated in rules.schemes.values() for each in dated)


def payment_columns(
    frames: Iterable[pl.DataFrame],
    rules: Rules,
    paid_from: Mapping[str, Account],
    periods_of: Callable[[pl.Series], pl.Series],
    by: Posting,
) -> Iterator[EntryColumns]:
    """The entries of each frame of payments. ``periods_of`` gives the period of each posting date.

    Raises:
        Problems: up to :data:`~cronfa.fund.attributing.PROBLEMS_SHOWN` lines that cannot be attributed, after the rest.
    """
    problems: list[Problem] = []
    for frame in frames:
        try:
            lines = _line_columns(frame, by.name)
            done = attribute_columns(lines, rules, compiled=True)
            if not problems:
                yield _entries(frame, lines, done, paid_from, periods_of, by)
        except Problems as found:
            problems += found.problems
            if len(problems) >= PROBLEMS_SHOWN:
                break
    if problems:
        raise Problems(problems[:PROBLEMS_SHOWN])


def _line_columns(frame: pl.DataFrame, file: str) -> LineColumns:
    schemes, scheme = _coded(frame["scheme"])
    bodies, body = _coded(frame["responsible"])
    categories, category = _coded(frame["category"])
    return LineColumns(
        amounts=frame["amount_pence"].to_numpy(),
        schemes=schemes,
        scheme=scheme.astype(np.intp),
        day=(frame["service_date"].to_physical().to_numpy() + _EPOCH).astype(np.int32),
        bodies=bodies,
        body=body,
        categories=categories,
        category=category,
        file=file,
        numbers=frame["row"].to_numpy().astype(np.int64),
    )


def _coded(texts: pl.Series) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The names that occur, and each line's place among them; :data:`NONE` where it has none."""
    names = texts.unique().drop_nulls().cast(pl.String).sort()
    codes = texts.cast(pl.Enum(names)).to_physical().cast(pl.Int32).fill_null(NONE)
    return tuple(names), codes.to_numpy()


class _Slot(NamedTuple):
    """A place for a posting in an entry: what it says beside its line's scheme and rule, and each line's pence."""

    account: Account
    partner: str
    counterparty: str | None
    pence: Pence


def _slots(done: AttributedColumns) -> list[_Slot]:
    """Expenditure, bank, then a clearing pair for each crossing, as :func:`cronfa.attribution.postings` gives them."""
    spent = [_Slot("expenditure", partner, None, pence) for partner, pence in _used(done.partners, done.responsible)]
    paid = [_Slot("bank", partner, None, -pence) for partner, pence in _used(done.partners, done.funded)]
    crossed: list[_Slot] = []
    for (funder, other), pence in done.crossings().items():
        crossed += [_Slot("clearing", funder, other, pence), _Slot("clearing", other, funder, -pence)]
    return [*spent, *paid, *crossed]


def _used(partners: Sequence[str], pence: Pence) -> list[tuple[str, Pence]]:
    """The partners that have any pence, with them."""
    return [(partner, pence[place]) for place, partner in enumerate(partners) if pence[place].any()]


def _entries(
    frame: pl.DataFrame,
    lines: LineColumns,
    done: AttributedColumns,
    paid_from: Mapping[str, Account],
    periods_of: Callable[[pl.Series], pl.Series],
    by: Posting,
) -> EntryColumns:
    slots = _slots(done)
    pence = np.stack([slot.pence for slot in slots], axis=1) if slots else np.zeros((frame.height, 0), np.int64)
    entry, slot = np.nonzero(pence)
    # A posting's leg is its slot with its line's scheme and rule: three numbers in one.
    kind = lines.scheme * len(done.rules) + done.rows
    used, leg = np.unique(slot * (len(lines.schemes) * len(done.rules)) + kind[entry], return_inverse=True)
    legs = [_leg(slots, lines.schemes, done, paid_from, code) for code in used.tolist()]
    heads = _heads(frame, periods_of(frame["posting_date"]))
    return EntryColumns("spend", by.who, by.file, heads, legs, entry, leg.astype(np.int64), pence[entry, slot])


def _leg(
    slots: Sequence[_Slot], schemes: Sequence[str], done: AttributedColumns, paid_from: Mapping[str, Account], code: int
) -> PostingDraft:
    place, kind = divmod(code, len(schemes) * len(done.rules))
    slot, scheme, rule = slots[place], schemes[kind // len(done.rules)], done.rules[kind % len(done.rules)]
    account = paid_from.get(scheme, slot.account) if slot.account == "bank" else slot.account
    clause = rule.clause if slot.account == "expenditure" else rule.funding_clause
    return PostingDraft(account, slot.partner, 0, scheme, slot.counterparty, clause)


def _heads(frame: pl.DataFrame, periods: pl.Series) -> pl.DataFrame:
    said = [pl.col(name).cast(pl.String) for name in ("narrative", "transaction", "category", "scheme")]
    return frame.select(
        "key",
        "posting_date",
        "service_date",
        periods.alias("period"),
        pl.col("row").alias("source_line"),
        pl.coalesce(pl.when(text != "").then(text) for text in said).alias("narrative"),
        pl.col("category").cast(pl.String),
        pl.col("supplier").cast(pl.String),
    )
