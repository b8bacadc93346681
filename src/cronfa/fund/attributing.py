"""Lines of a partner's file, attributed and drafted as entries: many at a time, each as the reference would."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from cronfa.attribution import Line as SpendLine, Rules, attribute_columns, attribute_line
from cronfa.attribution.columns import NONE, LineColumns
from cronfa.attribution.posting_lines import postings
from cronfa.fund.drafts import Posting, from_line
from cronfa.intake import Line
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.money_columns import SHORT_COLUMN
from cronfa.problems import Problem, Problems, Where

BATCH = 50_000
PROBLEMS_SHOWN = 200
BY_LINE = {"line", "components"}
"""Rules that read more of a line than its scheme, date, body and category; files that need them go line by line."""


def payments(
    lines: Iterable[Line],
    rules: Rules,
    paid_from: Mapping[str, Account],
    period_of: Callable[[date], str],
    by: Posting,
) -> Iterator[EntryDraft]:
    """A draft for each payment. ``paid_from`` names schemes whose spend is not paid from the fund's bank, and what is.

    Raises:
        Problems: up to :data:`PROBLEMS_SHOWN` lines that cannot be attributed, after the last that can.
    """
    one_by_one = {name for name, dated in rules.schemes.items() if any(each.rule.kind in BY_LINE for each in dated)}
    problems: list[Problem] = []
    remaining = iter(lines)
    while batch := list(islice(remaining, BATCH)):
        try:
            few = len(batch) < SHORT_COLUMN
            made = _one_by_one(batch, rules, by) if one_by_one or few else _together(batch, rules, by)
            for line, drafted in zip(batch, made, strict=True):
                account = paid_from.get(line.scheme)
                paid = [_paid_from(account, posting) for posting in drafted] if account else drafted
                if not problems:
                    yield from_line("spend", line, paid, period_of(line.posting_date), by)
        except Problems as found:
            problems += found.problems
            if len(problems) >= PROBLEMS_SHOWN:
                break
    if problems:
        raise Problems(problems[:PROBLEMS_SHOWN])


def _paid_from(account: Account, posting: PostingDraft) -> PostingDraft:
    return posting._replace(account=account) if posting.account == "bank" else posting


def _one_by_one(batch: Sequence[Line], rules: Rules, by: Posting) -> Iterator[list[PostingDraft]]:
    """By the reference, which knows percentages and components; every line's problems are collected."""
    done: list[list[PostingDraft]] = []
    problems: list[Problem] = []
    for line in batch:
        try:
            made = postings(attribute_line(_spend_line(line, by.name), rules), rules.partners)
            done.append(
                [PostingDraft(m.account, m.partner, m.pence, line.scheme, m.counterparty, m.clause) for m in made]
            )
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)
    return iter(done)


def _spend_line(line: Line, file: str) -> SpendLine:
    total = sum(weight for _, weight in line.shares)
    return SpendLine(
        scheme=line.scheme,
        amount_pence=line.amount_pence,
        service_date=line.service_date,
        responsible=line.responsible,
        category=line.category or None,
        percentages={partner: Fraction(weight, total) for partner, weight in line.shares},
        components=dict(line.components),
        where=Where(file=file, line=line.row),
    )


def _together(batch: Sequence[Line], rules: Rules, by: Posting) -> Iterator[list[PostingDraft]]:
    """By columns: the same pennies as one by one, many times as fast."""
    done = attribute_columns(columns(batch, by.name), rules)
    spent = list(zip(rules.partners, done.responsible.tolist(), strict=True))
    paid = list(zip(rules.partners, (-done.funded).tolist(), strict=True))
    crossed = [(funder, other, pence.tolist()) for (funder, other), pence in done.crossings().items()]
    row_rules = [done.rules[row] for row in done.rows.tolist()]
    for at, line in enumerate(batch):
        scheme, rule = line.scheme, row_rules[at]
        clause, funding_clause = rule.clause, rule.funding_clause
        made = [
            PostingDraft("expenditure", partner, pence[at], scheme, None, clause)
            for partner, pence in spent
            if pence[at]
        ]
        for partner, pence in paid:
            if pence[at]:
                made.append(PostingDraft("bank", partner, pence[at], scheme, None, funding_clause))
        for funder, other, pence in crossed:
            if pence[at]:
                made.append(PostingDraft("clearing", funder, pence[at], scheme, other, funding_clause))
                made.append(PostingDraft("clearing", other, -pence[at], scheme, funder, funding_clause))
        yield made


def columns(batch: Sequence[Line], file: str) -> LineColumns:
    """Lines of a file as columns."""
    schemes, scheme = _coded([line.scheme for line in batch])
    bodies, body = _coded([line.responsible or "" for line in batch])
    categories, category = _coded([line.category for line in batch])
    return LineColumns(
        amounts=np.array([line.amount_pence for line in batch], dtype=np.int64),
        schemes=schemes,
        scheme=scheme.astype(np.intp),
        day=np.array([line.service_date.toordinal() for line in batch], dtype=np.int32),
        bodies=bodies,
        body=np.where(np.array([bool(line.responsible) for line in batch]), body, NONE).astype(np.int32),
        categories=categories,
        category=category,
        file=file,
        numbers=np.array([line.row for line in batch], dtype=np.int64),
    )


def _coded(values: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Each value by its place in the list of those that occur."""
    places: dict[str, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return tuple(places), np.array(codes, dtype=np.int32)
