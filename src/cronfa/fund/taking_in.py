"""Taking in a partner's file: read, attribute, compare with what is there, and post it whole or not at all.

A file is posted in one transaction with its attribution. The same file twice posts nothing. A month published again posts
only what changed: reversals of what is gone, entries for what is new; so does a file sent back after others followed it, or
read again through a mapping that has been corrected.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from cronfa.attribution import rules_of
from cronfa.attribution.codes import NO_RULE
from cronfa.fund import codes
from cronfa.fund.attributing import payments
from cronfa.fund.drafts import Posting, contribution
from cronfa.fund.opening import RunningFund
from cronfa.fund.payment_columns import by_columns, payment_columns
from cronfa.fund.republishing import Standing, read_again, reversals, standing
from cronfa.intake import Intake, Line, compare, parse_mapping, read, replaced
from cronfa.intake.codes import FILE_CHANGED
from cronfa.intake.comparing import base_key
from cronfa.intake.rows import in_sheet
from cronfa.intake.source import raw_chunks
from cronfa.ledger.bulk import post_columns
from cronfa.ledger.database import transaction
from cronfa.ledger.entries import Account, EntryDraft
from cronfa.ledger.funds import Period, PeriodStatus, periods
from cronfa.ledger.posting import post
from cronfa.ledger.sources import register_source, sources
from cronfa.money_columns import SHORT_COLUMN
from cronfa.problems import Problem, Problems, Where, errors, stop
from cronfa.settlement.terms import NEVER_SETTLED, OWN_MONEY

STRETCH = 5_000
"""How many lines go into the ledger at a time: with four times as many they go in quicker, and a million take over 500 MB."""

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
    intake = checked(
        path, mapping_text, mapping_file=mapping_file, rows=rows, total_pence=total_pence, confirmed=confirmed
    )
    with transaction():
        return _post(fund, Path(path), intake, mapping_text, who, progress)


def checked(
    path: Path | str,
    mapping_text: str,
    *,
    mapping_file: str = "mapping.yaml",
    rows: int | None = None,
    total_pence: int | None = None,
    confirmed: Callable[[Intake], bool] | None = None,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Intake:
    """A file read and checked against its control totals: the part of taking it in that needs no database.

    Raises:
        Problems: everything wrong with the file, or with its totals.
    """
    intake = read(path, parse_mapping(mapping_text, file=mapping_file), progress=progress)
    if not intake.ok:
        raise Problems(intake.problems)
    against = intake.confirm(rows=rows, total_pence=total_pence)
    if errors(against) and not (confirmed and confirmed(intake)):
        raise Problems(against)
    return intake


def post_checked(
    fund: RunningFund,
    path: Path,
    intake: Intake,
    mapping_text: str,
    who: str,
    progress: Callable[[int, int], None],
) -> TakenIn:
    """Post a file that has been checked. Whoever calls it is in a transaction, which a failure undoes as a whole.

    Raises:
        Problems: everything wrong with its lines or their attribution.
    """
    with transaction(savepoint=False):
        return _post(fund, path, intake, mapping_text, who, progress)


def _post(
    fund: RunningFund,
    path: Path,
    intake: Intake,
    mapping_text: str,
    who: str,
    progress: Callable[[int, int], None],
) -> TakenIn:
    _refuse_under_another_name(fund, intake)
    earlier = [file for file in sources(fund.ledger) if parse_mapping(file.mapping).mapping == intake.mapping.mapping]
    last = next((file for file in reversed(earlier) if file.sha256 == intake.sha256), None)
    kept = last if last and parse_mapping(last.mapping) == intake.mapping else None
    if kept and len({file.sha256 for file in earlier}) == 1:
        return TakenIn(intake, 0, 0, intake.accepted.rows, 0, 0, 0)
    with path.open("rb") as stream:
        compressed = stream.read(2) == b"\x1f\x8b"
    register_source(
        fund.ledger, intake.file, _same(raw_chunks(path, compressed), intake), mapping=kept.mapping if kept else mapping_text,
        rows=intake.read.rows, total_pence=intake.read.pence, who=who, sha256=intake.sha256, recorded_at=fund.recorded_at,
    )  # fmt: skip
    posts = _Posts(fund, Posting(intake.sha256, intake.file, who))
    before = standing(fund, intake, earlier)
    try:
        return _post_lines(posts, intake, before, last is not None, progress)
    except Problems as found:
        raise Problems(intake.placed(found.problems)) from found


def _same(chunks: Iterable[bytes], intake: Intake) -> Iterator[bytes]:
    """A file's bytes once more, as they go into the ledger: they must be those whose totals were confirmed."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != intake.sha256:
        stop(FILE_CHANGED, Where(file=intake.file))


def _post_lines(
    posts: _Posts, intake: Intake, before: Standing, read_before: bool, progress: Callable[[int, int], None]
) -> TakenIn:
    """Post a file's lines, or what they change of those that stand."""
    if not before.used:
        return _post_new(posts, intake, progress)
    lines = list(intake.lines())
    if read_before:  # what somebody has since undone of it stays undone
        lines = [line for line in lines if base_key(line.key) not in before.undone]
    return _post_difference(posts, intake, before, lines, progress)


def _refuse_under_another_name(fund: RunningFund, intake: Intake) -> None:
    """Stop if rows of this very file were taken in as another data set's, under whose keys they would be posted twice."""
    mapping = intake.mapping
    for file in sources(fund.ledger):
        before = parse_mapping(file.mapping)
        if file.sha256 != intake.sha256 or before.kind != mapping.kind or before.mapping == mapping.mapping:
            continue
        if rows := len(_places(read_again(fund, file)) & _places(intake)):
            stop(codes.TAKEN_IN_AS_ANOTHER, dataset=before.mapping, who=file.who, asked=mapping.mapping, rows=rows)


def _places(intake: Intake) -> set[tuple[str | None, int]]:
    """Where the lines of a file stand: each by its sheet, in a workbook, and its row there."""
    names = {sheet.number: sheet.name for sheet in intake.sheets}
    rows = intake.frame["row"].to_list() if intake.frame.width else []
    return {(names.get(number, intake.sheet), row) for number, row in map(in_sheet, rows)}


def _post_difference(
    posts: _Posts, intake: Intake, before: Standing, lines: list[Line], progress: Callable[[int, int], None]
) -> TakenIn:
    """Post what a file changes of what stands: reversals of what is gone, entries for what is new."""
    taken_place_of = replaced(before.lines, lines, read_before=before.read_before)
    difference = compare(taken_place_of, lines, used=before.used)
    undone = list(reversals(posts.fund, difference.to_reverse, posts.by.who, posts.period_of))
    drafts = [*undone, *_maker(posts, intake)(difference.to_post)]
    post(posts.fund.ledger, _watched(drafts, len(drafts), progress), recorded_at=posts.fund.recorded_at)
    return TakenIn(
        intake=intake,
        posted=len(drafts) - len(undone),
        reversed_=len(undone),
        unchanged=intake.accepted.rows - len(difference.to_post),
        posted_pence=difference.effect_pence,
        staying=len(before.lines) - len(taken_place_of),
        late=posts.late,
    )


def _post_new(posts: _Posts, intake: Intake, progress: Callable[[int, int], None]) -> TakenIn:
    """Post a file none of whose months had lines before: a long one by columns."""
    rules = rules_of(posts.fund.agreement)
    if intake.mapping.kind == "payments" and intake.accepted.rows >= SHORT_COLUMN and by_columns(rules):
        frames = _slices(intake, progress)
        columns = payment_columns(frames, rules, paid_from(posts.fund), posts.periods_of, posts.by)
        result = post_columns(posts.fund.ledger, columns, recorded_at=posts.fund.recorded_at)
    else:
        drafts = _watched(_maker(posts, intake)(intake.lines()), intake.accepted.rows, progress)
        result = post(posts.fund.ledger, drafts, recorded_at=posts.fund.recorded_at)
    return TakenIn(intake, result.posted, 0, result.posted_before, intake.accepted.pence, 0, posts.late)


def _slices(intake: Intake, progress: Callable[[int, int], None]) -> Iterator[pl.DataFrame]:
    for done, frame in enumerate(intake.frames(STRETCH)):
        progress(done * STRETCH, intake.accepted.rows)
        yield frame.filter(pl.col("amount_pence") != 0)


def _watched(drafts: Iterable[EntryDraft], total: int, progress: Callable[[int, int], None]) -> Iterator[EntryDraft]:
    for number, draft in enumerate(drafts, start=1):
        yield draft
        if number % 1000 == 0:
            progress(number, total)


def _maker(posts: _Posts, intake: Intake) -> Callable[[Iterable[Line]], Iterator[EntryDraft]]:
    """What makes drafts of a file's lines. A line of nought is counted, and there is nothing of it to post."""
    make = _payments(posts) if intake.mapping.kind == "payments" else _contributions(posts)
    return lambda lines: make(line for line in lines if line.amount_pence)


def paid_from(fund: RunningFund) -> dict[str, Account]:
    """The schemes whose spend is not paid from the fund's bank, and the account that stands in its place."""
    schemes = fund.agreement.latest.terms.schemes
    return {name: _PAID_FROM[scheme.form] for name, scheme in schemes.items() if scheme.form in _PAID_FROM}


def _payments(posts: _Posts) -> Callable[[Iterable[Line]], Iterator[EntryDraft]]:
    """Attributes each line by the rules in force on its service date."""
    rules = rules_of(posts.fund.agreement)
    instead = paid_from(posts.fund)
    return lambda lines: payments(lines, rules, instead, posts.period_of, posts.by)


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
