"""Reconciling a partner's own ledger with the fund: both sides' lines, what was carried, and the statement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from cronfa.fund import reconciliation_codes as codes
from cronfa.fund.codes import NO_PARTNER
from cronfa.fund.opening import RunningFund
from cronfa.fund.republishing import as_file
from cronfa.intake import Intake, as_yaml, guess, parse_mapping, read
from cronfa.intake.reading import lay_out, open_text, peek
from cronfa.language import Language, Text
from cronfa.ledger.partner_lines import Against, PartnerLine, partner_lines
from cronfa.ledger.sources import SourceFile, source
from cronfa.problems import Problems, stop
from cronfa.reconciliation import Bounds, Hint, Item, Reason, Result, Side, Statement, hints, match, statement

AGAINST: dict[Against, Text] = {
    "contributions": Text(en="what {partner} paid into the fund", cy="yr hyn a dalodd {partner} i'r gronfa"),
    "responsibility": Text(
        en="spend for which {partner} is responsible", cy="gwariant y mae {partner} yn gyfrifol amdano"
    ),
    "spend": Text(en="everything that the fund spent", cy="popeth a wariodd y gronfa"),
}
"""What a partner's ledger can be compared with."""
ANY_SCHEME = "schemes: [{scheme: any}]"
"""Ends a mapping of an extract: what a partner's own ledger says of schemes is not asked."""

_REFERENCE = re.compile(r"\b(reference|ref|cyfeirnod)\b", re.IGNORECASE)

Carried = Mapping[Side, Sequence[Item]]


@dataclass(frozen=True)
class Reconciled:
    """One partner's ledger beside the fund for some months. ``outside`` are lines of the file dated in no such month."""

    partner: str
    against: Against
    first: date
    last: date
    result: Result
    carried: Carried
    outside: tuple[Item, ...]
    bounds: Bounds = field(default_factory=Bounds)

    def statement(self, partner: Text, reasons: Mapping[tuple[Side, str], Reason]) -> Statement:
        """From the partner's balance to the fund's."""
        return statement(self.result, partner=partner, carried=self.carried, reasons=reasons)

    def hints(self, side: Side) -> dict[str, Hint]:
        """What may be behind the unmatched lines of a side."""
        return hints(self.result, side, self.last, self.bounds)


def reconcile(
    fund: RunningFund,
    partner: str,
    against: Against,
    first: date,
    last: date,
    intake: Intake,
    *,
    carried: Carried | None = None,
    bounds: Bounds | None = None,
) -> Reconciled:
    """Match what an extract says with what the fund holds. Both balances are those of the months alone.

    Raises:
        Problems: the extract has errors; all of them.
    """
    if not intake.ok:
        raise Problems(intake.problems)
    if partner not in fund.partners:
        stop(NO_PARTNER, partner=partner)
    before: Carried = carried or {}
    bounds = bounds or Bounds()
    theirs, outside = their_items(intake, first, last)
    ours = our_items(fund, partner, against, first, last)
    result = match([*before.get("theirs", ()), *theirs], [*before.get("ours", ()), *ours], bounds)
    return Reconciled(partner, against, first, last, result, before, tuple(outside), bounds)


def their_items(intake: Intake, first: date, last: date) -> tuple[list[Item], list[Item]]:
    """The extract's lines: those of the months, and those of no such month."""
    wanted = ["row", "posting_date", "amount_pence", "transaction", "supplier", "narrative", "category", "cost_centre"]
    if not intake.accepted.rows:
        return [], []
    within: list[Item] = []
    outside: list[Item] = []
    for row, on, pence, reference, *named in intake.frame.select(wanted).iter_rows():
        item = Item(intake.cited(row), on, pence, reference or "", next(filter(None, named), ""))
        (within if first <= on <= last else outside).append(item)
    return within, outside


def our_items(fund: RunningFund, partner: str, against: Against, first: date, last: date) -> list[Item]:
    """The fund's lines of the months, each with the reference that it had in the file it came from."""
    lines = partner_lines(fund.ledger, partner, against, first, last)
    references = _references(fund, {line.file for line in lines if line.file})
    return [_item(line, references) for line in lines]


def _item(line: PartnerLine, references: Mapping[tuple[str, int], str]) -> Item:
    reference = references.get((line.file, line.line)) or ("" if line.file else line.narrative)
    undoes = str(line.reverses) if line.reverses else ""
    return Item(str(line.number), line.posted, line.pence, reference, line.supplier, line.scheme or "", undoes)


def _references(fund: RunningFund, files: Iterable[str]) -> dict[tuple[str, int], str]:
    """By file and line, the transaction that a partner's file named."""
    found: dict[tuple[str, int], str] = {}
    for sha256 in sorted(files):
        file = source(fund.ledger, sha256)
        if file and file.mapping:
            found |= {(sha256, row): reference for row, reference in _transactions(fund, file)}
    return found


def _transactions(fund: RunningFund, file: SourceFile) -> Iterable[tuple[int, str]]:
    try:
        mapping = parse_mapping(file.mapping)
    except Problems:
        return []  # not a file of lines, such as what was reported with a settlement
    with as_file(fund, file) as path:
        frame = read(path, mapping).frame
    return frame.select("row", "transaction").iter_rows() if frame.width else []


def months_between(first: str, last: str) -> tuple[date, date]:
    """The first and the last day of the months from one (``2012-04``) to another; of a year by its name.

    Raises:
        Problems: not months, or the last is before the first.
    """
    try:
        begins = date.fromisoformat(f"{first}-01")
        ends = (date.fromisoformat(f"{last}-01") + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    except ValueError:
        stop(codes.NOT_MONTHS, first=first, last=last)
    if ends < begins:
        stop(codes.NOT_MONTHS, first=first, last=last)
    return begins, ends


def guessed(path: Path, language: Language = "en") -> str:
    """A mapping proposed for an extract, with its reasons in a language.

    What it calls a reference is what both ledgers may know a line by.

    Raises:
        Problems: it cannot be read as a table, or no column seems to hold dates or amounts.
    """
    found = guess(path)
    first = next((sheet.name for sheet in found.intake.sheets), None)  # of several read together, all have its columns
    _, chunks = open_text(found.source, found.mapping.file.sheet or first, set())
    names = lay_out(found.source, peek(chunks)[0], found.mapping).header.names
    called = [name for name in names if _REFERENCE.search(name)]
    if called:
        columns = found.mapping.columns.model_copy(update={"transaction": (called[0],)})
        found = replace(found, mapping=found.mapping.model_copy(update={"columns": columns}))
    return mapping_for(as_yaml(found, language))


def mapping_for(text: str) -> str:
    """A guessed mapping made complete for an extract: every line counts, whatever its scheme."""
    return text if "\nschemes:" in text else f"{text.rstrip()}\n{ANY_SCHEME}\n"


def extract(path: Path, mapping: str, *, file: str = "mapping") -> Intake:
    """What an extract says through its mapping: totals and every problem.

    Raises:
        Problems: the mapping is wrong, or the file cannot be read at all.
    """
    return read(path, parse_mapping(mapping_for(mapping), file=file))
