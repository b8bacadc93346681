"""Taking in a partner's file: read, attribute, compare with what is there, and post it whole or not at all.

A file is posted in one transaction with its attribution. The same file twice posts nothing. A month published again posts
only what changed: reversals of what is gone, entries for what is new.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from cronfa.attribution import rules_of
from cronfa.attribution.codes import NO_RULE
from cronfa.fund import codes
from cronfa.fund.attributing import payments
from cronfa.fund.drafts import Posting, contribution
from cronfa.fund.opening import RunningFund
from cronfa.fund.payment_columns import by_columns, payment_columns
from cronfa.intake import Difference, Intake, Line, compare, next_key, parse_mapping, read, replaced
from cronfa.intake.comparing import base_key
from cronfa.intake.source import raw_chunks
from cronfa.ledger.bulk import post_columns
from cronfa.ledger.database import transaction
from cronfa.ledger.entries import Account, EntryDraft
from cronfa.ledger.funds import Period, PeriodStatus, periods
from cronfa.ledger.posting import post, reversal_of
from cronfa.ledger.queries import entries, numbers_by_key
from cronfa.ledger.sources import SourceFile, register_source, source_content, sources
from cronfa.money_columns import SHORT_COLUMN
from cronfa.problems import Problem, Problems, Where, errors, stop
from cronfa.settlement.terms import NEVER_SETTLED, OWN_MONEY

STRETCH = 10_000
"""How many lines go into the ledger at a time."""

# What is only in view is not the fund's money; where each keeps its own, its spend is at once its contribution.
_PAID_FROM: dict[str, Account] = {
    **dict.fromkeys(NEVER_SETTLED, "in_kind"),
    **dict.fromkeys(OWN_MONEY, "contributions"),
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking a file in did: rows and pence are those of the file; ``posted`` and ``reversed_`` are entries."""

    intake: Intake
    posted: int
    reversed_: int
    unchanged: int
    posted_pence: int
    staying: int
    """Lines of the file's months that were posted before, are not in it, and stay: it is taken as further lines."""
    late: int
    """Lines of periods that are closed, posted to the first open one with the rules of their service date."""


@dataclass
class _Posts:
    """Turns one file's lines into drafts, each in an open period and judged by the version of its service date."""

    fund: RunningFund
    by: Posting
    late: int = 0
    _found: dict[date, tuple[str, bool]] = field(default_factory=dict)

    @cached_property
    def _periods(self) -> tuple[list[Period], dict[str, PeriodStatus]]:
        known = periods(self.fund.ledger)
        status = {period.code: period.status for period in known}
        return [period for period in known if period.status == "open"], status

    def period_of(self, day: date) -> str:
        """The month of the day if it is open, else the first open one after it."""
        found = self._found.get(day)
        if found is None:
            found = self._found[day] = self._find(day)
        period, is_late = found
        self.late += is_late
        return period

    def periods_of(self, days: pl.Series) -> pl.Series:
        """The period of each day of a column."""
        counted = days.value_counts(name="lines").sort(days.name)
        periods = []
        for day, lines in counted.iter_rows():
            periods.append(self.period_of(day))
            self.late += (lines - 1) * self._found[day][1]
        return days.replace_strict(counted[days.name], periods, return_dtype=pl.String)

    def _find(self, day: date) -> tuple[str, bool]:
        month = f"{day:%Y-%m}"
        open_periods, status = self._periods
        if status.get(month) == "open":
            return month, False
        later = next((period.code for period in open_periods if period.starts > day), None)
        if later is None:
            stop(codes.NO_OPEN_PERIOD, day=day)
        return later, True


def take_in(
    fund: RunningFund,
    path: Path | str,
    mapping_text: str,
    who: str,
    *,
    mapping_file: str = "mapping.yaml",
    rows: int | None = None,
    total_pence: int | None = None,
    confirmed: Callable[[Intake], bool] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> TakenIn:
    """Take in a file of payments or of contributions received.

    The file's rows and total must match the control totals given here or in the mapping, or be ``confirmed``.

    Raises:
        Problems: everything wrong with the file, its lines or their attribution; nothing has been posted.
    """
    mapping = parse_mapping(mapping_text, file=mapping_file)
    intake = read(path, mapping)
    if not intake.ok:
        raise Problems(intake.problems)
    against = intake.confirm(rows=rows, total_pence=total_pence)
    if errors(against) and not (confirmed and confirmed(intake)):
        raise Problems(against)
    with transaction():
        return _post(fund, Path(path), intake, mapping_text, who, progress)


def _post(
    fund: RunningFund,
    path: Path,
    intake: Intake,
    mapping_text: str,
    who: str,
    progress: Callable[[int, int], None],
) -> TakenIn:
    earlier = [file for file in sources(fund.ledger) if parse_mapping(file.mapping).mapping == intake.mapping.mapping]
    if any(file.sha256 == intake.sha256 for file in earlier):
        return TakenIn(intake, 0, 0, intake.accepted.rows, 0, 0, 0)
    with path.open("rb") as stream:
        compressed = stream.read(2) == b"\x1f\x8b"
    register_source(
        fund.ledger, intake.file, raw_chunks(path, compressed), mapping=mapping_text, rows=intake.read.rows,
        total_pence=intake.read.pence, who=who, sha256=intake.sha256, recorded_at=fund.recorded_at,
    )  # fmt: skip
    posts = _Posts(fund, Posting(intake.sha256, intake.file, who))
    standing = _standing(fund, intake, earlier)
    if not standing.used:
        return _post_new(posts, intake, progress)
    taken_place_of = replaced(standing.lines, intake.lines())
    difference = compare(taken_place_of, intake.lines(), used=standing.used)
    staying = len(standing.lines) - len(taken_place_of)
    undone = list(_reversals(posts, difference))
    drafts = [*undone, *_maker(posts, intake)(difference.to_post)]
    post(fund.ledger, drafts, recorded_at=fund.recorded_at)
    effect = difference.effect_pence
    posted, same = len(drafts) - len(undone), difference.unchanged.rows
    return TakenIn(intake, posted, len(undone), same, effect, staying, posts.late)


def _post_new(posts: _Posts, intake: Intake, progress: Callable[[int, int], None]) -> TakenIn:
    """Post a file none of whose months had lines before: a long one by columns."""
    rules = rules_of(posts.fund.agreement)
    if intake.mapping.kind == "payments" and intake.accepted.rows >= SHORT_COLUMN and by_columns(rules):
        columns = payment_columns(
            intake.frame.iter_slices(STRETCH), rules, _paid_from(posts), posts.periods_of, posts.by
        )
        result = post_columns(posts.fund.ledger, columns, recorded_at=posts.fund.recorded_at)
    else:
        drafts = _watched(_maker(posts, intake)(intake.lines()), intake.accepted.rows, progress)
        result = post(posts.fund.ledger, drafts, recorded_at=posts.fund.recorded_at)
    return TakenIn(intake, result.posted, 0, result.posted_before, intake.accepted.pence, 0, posts.late)


def _watched(drafts: Iterable[EntryDraft], total: int, progress: Callable[[int, int], None]) -> Iterator[EntryDraft]:
    for number, draft in enumerate(drafts, start=1):
        yield draft
        if number % 1000 == 0:
            progress(number, total)


def _maker(posts: _Posts, intake: Intake) -> Callable[[Iterable[Line]], Iterator[EntryDraft]]:
    """What makes drafts of a file's lines."""
    return _payments(posts) if intake.mapping.kind == "payments" else _contributions(posts)


def _paid_from(posts: _Posts) -> dict[str, Account]:
    schemes = posts.fund.agreement.latest.terms.schemes
    return {name: _PAID_FROM[scheme.form] for name, scheme in schemes.items() if scheme.form in _PAID_FROM}


def _payments(posts: _Posts) -> Callable[[Iterable[Line]], Iterator[EntryDraft]]:
    """Attributes each line by the rules in force on its service date."""
    rules = rules_of(posts.fund.agreement)
    paid_from = _paid_from(posts)
    return lambda lines: payments(lines, rules, paid_from, posts.period_of, posts.by)


def _contributions(posts: _Posts) -> Callable[[Iterable[Line]], Iterator[EntryDraft]]:
    def make(lines: Iterable[Line]) -> Iterator[EntryDraft]:
        problems: list[Problem] = []
        for line in lines:
            where = Where(file=posts.by.name, line=line.row)
            terms = posts.fund.agreement.on(line.service_date).terms
            scheme = terms.schemes.get(line.scheme)
            if line.partner not in terms.partners:
                problems.append(codes.NO_PARTNER.at(where, partner=line.partner or "–"))
            elif scheme is None:
                problems.append(NO_RULE.at(where, scheme=line.scheme, day=line.service_date))
            elif not problems:
                clause = (scheme.contributions and scheme.contributions.clause) or scheme.clause
                yield contribution(line, clause, posts.period_of(line.posting_date), posts.by)
        if problems:
            raise Problems(problems)

    return make


@dataclass(frozen=True, slots=True)
class _Standing:
    """Lines posted and not reversed of the months that a file has lines of, and every key ever used for its lines."""

    lines: list[Line]
    used: dict[str, int]


def _standing(fund: RunningFund, intake: Intake, earlier: list[SourceFile]) -> _Standing:
    """What stands before a file is taken in.

    Files published before are read again from the ledger's own copies, with the mapping that they were taken in with.
    A line that several files had is in force as the last of them says it, under the last key it was posted with.
    """
    months = set(intake.months)
    lines = (line for file in earlier for line in _lines_of(fund, file))
    said = {line.key: line for line in lines if line.posting_date.replace(day=1) in months}
    if not said:
        return _Standing([], {})
    used = _every_key(fund, [*said, *(line.key for line in intake.lines())])
    reversed_ = _reversed_numbers(fund)
    last = {base_key(key): key for key in used}  # in the order of posting, so that the last key stays
    standing = [
        line._replace(key=last[key]) for key, line in said.items() if key in last and used[last[key]] not in reversed_
    ]
    return _Standing(standing, used)


def _every_key(fund: RunningFund, keys: list[str]) -> dict[str, int]:
    """The numbers of the entries posted under these keys or the ones that follow them, in the order of following."""
    found: dict[str, int] = {}
    while keys:
        more = numbers_by_key(fund.ledger, keys)
        found |= more
        keys = [next_key(key) for key in more]
    return found


def _reversed_numbers(fund: RunningFund) -> set[int]:
    return {entry.reverses for entry in entries(fund.ledger) if entry.reverses}


def _lines_of(fund: RunningFund, file: SourceFile) -> list[Line]:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / Path(file.name).name.removesuffix(".gz")
        copy.write_bytes(source_content(fund.ledger, file.sha256))
        return list(read(copy, parse_mapping(file.mapping)).lines())


def _reversals(posts: _Posts, difference: Difference) -> Iterator[EntryDraft]:
    numbers = numbers_by_key(posts.fund.ledger, [line.key for line in difference.to_reverse])
    for line in difference.to_reverse:
        day = line.posting_date
        yield reversal_of(
            posts.fund.ledger, numbers[line.key], reason="published again", who=posts.by.who, posting_date=day,
            period=posts.period_of(day),
        )  # fmt: skip
