"""A month published again: what stands of what was published before, and the entries that undo what is gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.fund.opening import RunningFund
from cronfa.intake import Intake, Line, next_key, parse_mapping, read
from cronfa.intake.comparing import base_key
from cronfa.ledger.entries import EntryDraft, SourceLine
from cronfa.ledger.posting import reversal_of
from cronfa.ledger.queries import entries, numbers_by_key
from cronfa.ledger.sources import SourceFile, source_content

REASON = "published again"
"""Why an entry is reversed that a file no longer has."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a data set before a file of it is taken in.

    ``lines`` are posted and not reversed, of the months that the file has lines of, under the keys they were last posted
    with. ``used`` has the number of the entry of every key that was ever used for its lines. ``undone`` are the keys of
    lines whose last entry somebody reversed for a reason of their own. ``read_before`` are the keys of lines of this very
    file, whatever their months: if it is now read through another mapping, none of them stays.
    """

    lines: list[Line] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()
    read_before: frozenset[str] = frozenset()


def standing(fund: RunningFund, intake: Intake, earlier: list[SourceFile]) -> Standing:
    """What stands before a file is taken in, by the files published ``earlier``.

    These are read again from the ledger's own copies, with the mapping that they were taken in with. A line that several
    of them had is in force as that one says it from which it was last posted.
    """
    months = set(intake.months)
    lines = ((file, line) for file in earlier for line in lines_of(fund, file))
    said = {
        (file.sha256, line.row): line
        for file, line in lines
        if file.sha256 == intake.sha256 or line.posting_date.replace(day=1) in months
    }
    if not said:
        return Standing()
    used = _every_key(
        fund, [*dict.fromkeys(line.key for line in said.values()), *(line.key for line in intake.lines())]
    )
    last = {base_key(key): key for key in used}  # in the order of posting, so that the last key stays
    sources, reasons = _posted(fund)
    lines_standing, undone, read_before = [], set(), set()
    for base, key in last.items():
        number = used[key]
        file, row = sources.get(number, ("", 0))
        line = said.get((file, row))
        if number not in reasons and line is not None:
            lines_standing.append(line._replace(key=key))
            if file == intake.sha256:
                read_before.add(base)
        elif reasons.get(number, REASON) != REASON:
            undone.add(base)
    return Standing(lines_standing, used, frozenset(undone), frozenset(read_before))


def lines_of(fund: RunningFund, file: SourceFile) -> list[Line]:
    """The lines of a file that the ledger keeps, by the mapping that it was taken in with."""
    return list(read_again(fund, file).lines())


def read_again(fund: RunningFund, file: SourceFile) -> Intake:
    """A file that the ledger keeps, read through the mapping that it was taken in with."""
    with as_file(fund, file) as copy:
        return read(copy, parse_mapping(file.mapping))


@contextmanager
def as_file(fund: RunningFund, file: SourceFile) -> Iterator[Path]:
    """The ledger's own copy of a file, for as long as it is read."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / Path(file.name).name.removesuffix(".gz")
        copy.write_bytes(source_content(fund.ledger, file.sha256))
        yield copy


def reversals(
    fund: RunningFund, gone: tuple[Line, ...], who: str, period_of: Callable[[date], str]
) -> Iterator[EntryDraft]:
    """The entries that undo those of lines that are gone."""
    numbers = numbers_by_key(fund.ledger, [line.key for line in gone])
    for line in gone:
        day = line.posting_date
        yield reversal_of(
            fund.ledger, numbers[line.key], reason=REASON, who=who, posting_date=day, period=period_of(day)
        )


def _every_key(fund: RunningFund, keys: list[str]) -> dict[str, int]:
    """The numbers of the entries posted under these keys or the ones that follow them, in the order of following."""
    found: dict[str, int] = {}
    while keys:
        more = numbers_by_key(fund.ledger, keys)
        found |= more
        keys = [next_key(key) for key in more]
    return found


def _posted(fund: RunningFund) -> tuple[dict[int, SourceLine], dict[int, str]]:
    """By number, the file's line that an entry came from; and why an entry was reversed, if it was."""
    sources: dict[int, SourceLine] = {}
    reasons: dict[int, str] = {}
    for entry in entries(fund.ledger):
        if entry.reverses:
            reasons[entry.reverses] = entry.reason or ""
        elif entry.source:
            sources[entry.number] = entry.source
    return sources, reasons
