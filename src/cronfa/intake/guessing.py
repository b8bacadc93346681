"""Proposing a mapping by looking at a file: what each column seems to be, and why."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from cronfa.intake import blocks, codes
from cronfa.intake.blocks import Block
from cronfa.intake.choosing import BY_NAME, MARKS, choose, of_contributions
from cronfa.intake.columns import IN_THOUSANDS, Column, best_header, describe, manner_of
from cronfa.intake.dates import COMMON_FORMATS, ENGLISH, WELSH, either_way, parse_date
from cronfa.intake.header import SEARCHED_ROWS, NumberedRow, plain, unique_names
from cronfa.intake.lines import Intake, SheetSum, Sum
from cronfa.intake.mapping import ALL, Mapping
from cronfa.intake.reading import lay_out, open_text, peek, read
from cronfa.intake.shared_lines import (
    CALLED_CONTRIBUTIONS,
    contributor,
    keys,
)
from cronfa.intake.sorting import says_total
from cronfa.intake.source import Source, survey
from cronfa.intake.workbook import sheets_of
from cronfa.intake.years_and_periods import Parted, parted_date
from cronfa.language import Text
from cronfa.problems import Problems, Where, stop

_GROUPS = 60
"""A column with more different values than this does not sort lines into schemes."""
_ROUNDS = 4
CONTRIBUTIONS = "contributions received"
_MOSTLY = 0.8

DAY_FIRST = Text(
    en="every date fits day first and month first alike; taken as day first, as in the United Kingdom",
    cy="mae pob dyddiad yn ffitio diwrnod yn gyntaf a mis yn gyntaf; cymerwyd diwrnod yn gyntaf, fel yn y Deyrnas Unedig",
)
MONTHS = Text(
    en="taken as months of the calendar; if 202503 is June, period 3, write `financial yyyypp`",
    cy="cymerwyd fel misoedd y calendr; os Mehefin, cyfnod 3, yw 202503, ysgrifennwch `financial yyyypp`",
)
FITS_ALL = Text(en="fits every date seen", cy="yn ffitio pob dyddiad a welwyd")
FITS_MOST = Text(
    en="fits all dates but {count}: put those right in the file",
    cy="yn ffitio pob dyddiad ond {count}: cywirwch y rheini yn y ffeil",
)
MOSTLY_NEGATIVE = Text(en="most amounts are below zero", cy="mae'r rhan fwyaf o'r symiau yn is na sero")
BELOW_ZERO = Text(en="every credit is below zero", cy="mae pob credyd yn is na sero")
DECIMAL_COMMA = Text(
    en="amounts have a comma before their pence, and none has a point",
    cy="mae coma cyn ceiniogau'r symiau, ac nid oes pwynt yn yr un ohonynt",
)
SAME_COLUMNS = Text(
    en="sheets with the same columns, read together; if one is a copy of others, name those that count",
    cy="dalennau â'r un colofnau, a ddarllenir gyda'i gilydd; os yw un yn gopi o rai eraill, enwch y rhai sy'n cyfrif",
)
IN_PENCE = Text(en="by the column's name", cy="yn ôl enw'r golofn")
_BEGINS_TOTAL = re.compile(r"(?i)\s*(sub-?|grand )?totals?\b")
_IN_PENCE = re.compile(r"\b(in pence|pence|ceiniogau)\b|\(p\)$")
FINANCIAL_PERIOD = Text(
    en="year and period of the financial year (period 10 is January), since they agree so with the dates",
    cy="blwyddyn a chyfnod y flwyddyn ariannol (cyfnod 10 yw Ionawr), gan eu bod yn cytuno felly â'r dyddiadau",
)


@dataclass(frozen=True)
class Guess:
    """A proposed mapping, why each part was proposed, and what the file holds when read with it.

    The mapping has no schemes: :attr:`groups` are what the schemes could be made from, each with its sum.
    """

    mapping: Mapping
    source: Source
    intake: Intake
    reasons: dict[str, Text] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    """The columns that hold something and are not used."""
    other_sheets: tuple[str, ...] = ()
    """Sheets of the workbook with the same columns, which the mapping does not read."""

    @property
    def sorting_column(self) -> str | None:
        """The column that sorts lines best into schemes: of several values, but not too many."""
        centres, categories = self.mapping.columns.cost_centre, self.mapping.columns.category
        counts = {
            name: len({dict(group.values)[name] for group in self.intake.unmapped}) for name in centres + categories
        }
        for names in (centres, categories, centres + categories):
            fit = [name for name in names if 1 < counts[name] <= _GROUPS]
            if fit:
                return max(fit, key=lambda name: counts[name])
        return next(iter(centres + categories), None)

    @property
    def kinds(self) -> list[tuple[dict[str, str], Sum]]:
        """The kinds of line that each need a rule, by what they have in the columns that sort them, the largest sum first.

        Payments are sorted by one column; contributions by who paid, and what for.
        """
        name = self.sorting_column
        if self.mapping.kind != CONTRIBUTIONS:
            return [({name or "": value}, total) for value, total in self.groups.items()]
        columns = self.mapping.columns.cost_centre
        sums: dict[tuple[str, ...], Sum] = {}
        for group in self.intake.unmapped:
            key = tuple(dict(group.values)[column] for column in columns)
            sums[key] = sums.get(key, Sum()) + group.sum
        ordered = sorted(sums.items(), key=lambda item: -abs(item[1].pence))
        return [(dict(zip(columns, key, strict=True)), total) for key, total in ordered]

    @property
    def groups(self) -> dict[str, Sum]:
        """The values of the sorting column with what their lines add up to, the largest sum first."""
        name = self.sorting_column
        sums: dict[str, Sum] = {}
        for group in self.intake.unmapped if name else ():
            value = dict(group.values)[name or ""]
            sums[value] = sums.get(value, Sum()) + group.sum
        return dict(sorted(sums.items(), key=lambda item: -abs(item[1].pence)))


def guess(
    path: Path | str, *, sheet: str | None = None, progress: Callable[[int], None] = lambda _rows: None
) -> Guess:  # fmt: skip
    """Propose a mapping for a file. ``progress`` is told the rows so far, anew each time that the file is read.

    Raises:
        Problems: it cannot be read as a table, or no column seems to hold dates or amounts.
    """
    source = survey(path)
    try:
        return _guess_of(source, sheet, progress)
    except Problems:
        found = None if sheet else _guess_of_another(source, progress)
        if found is None:
            raise
        return found


def _guess_of_another(source: Source, progress: Callable[[int], None]) -> Guess | None:
    """The guess at the first sheet that shows and can be read as payments; of a workbook with one, nothing."""
    known = sheets_of(source, set()) if source.content == "workbook" else None
    names = [name for name in known.names if name not in known.hidden] if known else []
    for name in names if len(names) > 1 else ():
        with suppress(Problems):
            return _guess_of(source, name, progress, may_join=True)
    return None


def _guess_of(source: Source, sheet: str | None, progress: Callable[[int], None], *, may_join: bool = False) -> Guess:
    """The guess at a sheet, and at others like it if none was named."""
    path = source.path
    taken, chunks = open_text(source, sheet, set())
    sample, _rest = peek(chunks)
    delimiter = "," if source.content == "workbook" else blocks.find_delimiter(sample)
    rows = list(islice(blocks.records(Block(1, sample), delimiter), SEARCHED_ROWS * 10))
    if any(len(row) > blocks.WIDTH_LIMIT for _, row in rows):
        stop(codes.TOO_WIDE, Where(file=source.name), limit=blocks.WIDTH_LIMIT)
    header = best_header(rows[:SEARCHED_ROWS])
    if header is None:
        stop(codes.NO_TABLE, Where(file=source.name, line=1))
    number, cells = rows[header]
    body = [row for _, row in rows[header + 1 :] if _may_be_line(row, cells)]
    if not body:
        stop(codes.NO_LINES, Where(file=source.name, sheet=taken, line=number))
    draft, reasons, left = _proposed(source, [taken or "", *_titles(rows[:header])], cells, body)
    draft["file"] = {"header row": str(number)} | ({"sheet": taken} if taken else {})
    found = replace(_settled(path, source, draft, reasons, progress), left=left)
    if taken and (may_join or not sheet):
        alike, hidden = _alike(source, taken, cells)
        if alike and (together := _together(path, source, draft, reasons, progress)):
            return replace(together, other_sheets=hidden, left=left)
        found = replace(found, other_sheets=alike + hidden)
    anew = found.mapping.model_copy(update={"file": found.mapping.file.model_copy(update={"header_row": None})})
    if lay_out(source, sample, anew).header.row == found.intake.header_row:
        return replace(found, mapping=anew)  # next month's file may have its header on another row
    return found


def _titles(rows: Sequence[NumberedRow]) -> list[str]:
    return [cell for _, row in rows for cell in row]


def _proposed(
    source: Source, titles: Sequence[str], header: Sequence[str], body: Sequence[Sequence[str]]
) -> tuple[dict[str, Any], dict[str, Text], tuple[str, ...]]:
    """The mapping as it would be written, the reason for each part, and the columns that are filled and not used."""
    manner = manner_of(body)
    columns = [describe(name, place, body, manner) for place, name in enumerate(unique_names(header))]
    above = " ".join([*re.split(r"[^\w]+|_+", source.path.stem), source.name, *titles])
    parted = parted_date(columns, above)
    chosen, reasons = choose(columns, source.name, parted)
    whose = contributor(columns, above)
    if whose:
        reasons |= {"kind": CALLED_CONTRIBUTIONS, "cost centre": BY_NAME}
        chosen = of_contributions(chosen, whose)
    draft = _draft(source.path, chosen, reasons, parted) | ({"kind": CONTRIBUTIONS} if whose else {})
    used = {column.place for some in chosen.values() for column in some}
    return draft, reasons, tuple(column.name for column in columns if column.place not in used and column.filled)


def _alike(source: Source, taken: str, header: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The workbook's other sheets that have these columns: those that show, and those hidden."""
    known = sheets_of(source, {plain(cell) for cell in header if cell.strip()})
    most = known.found.get(taken, 0)
    others = [name for name in known.names if name != taken and known.found.get(name, 0) == most > 0]
    hidden = tuple(name for name in others if name in known.hidden)
    return tuple(name for name in others if name not in hidden), hidden


def _together(
    path: Path | str, source: Source, draft: dict[str, Any], reasons: dict[str, Text], progress: Callable[[int], None]
) -> Guess | None:
    """The guess with all sheets of the same columns read together, each from its own header; nothing if they cannot be."""
    try:
        found = _settled(path, source, draft | {"file": {"sheets": ALL}}, reasons, progress)
    except Problems:
        return None
    return (
        None if _has_copies(found.intake.sheets) else replace(found, reasons=found.reasons | {"sheets": SAME_COLUMNS})
    )


def _has_copies(sheets: Sequence[SheetSum]) -> bool:
    """Whether a sheet seems to be another once more, or all the others: it has as many rows, which add up to the same."""
    sums = [sheet.sum for sheet in sheets if sheet.sum.rows > 1]
    whole = sum((sheet.sum for sheet in sheets), start=Sum())
    return len(set(sums)) < len(sums) or any(each + each == whole for each in sums)


def _may_be_line(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row below the header is neither blank nor a note or a total, nor the header once more."""
    again = [plain(cell) for cell in row] == [plain(cell) for cell in header]
    filled, named = (sum(1 for cell in cells if cell.strip()) for cells in (row, header))
    sums_up = 2 * filled <= named and _BEGINS_TOTAL.match(next((cell for cell in row if cell.strip()), ""))
    return filled > (named > 2) and not again and not says_total(row) and not sums_up


def _draft(
    path: Path, chosen: dict[str, list[Column]], reasons: dict[str, Text], parted: Parted | None
) -> dict[str, Any]:
    """The mapping as it would be written, without its schemes."""
    written: dict[str, Any] = {}
    for role, found in chosen.items():
        names = [column.written for column in found]
        written[role] = keys(found) if role in ("percentages", "components") else names[0] if len(names) == 1 else names
    dates, service = _formats(chosen, reasons, parted)
    draft: dict[str, Any] = {"mapping": _dataset(path), "columns": written, "dates": dates}
    if service and service != dates:
        draft["service dates"] = service
    amounts = next(chosen[role] for role in ("net", "amount", "debit", "gross") if role in chosen)
    if manner := _manner(amounts[0], chosen.get("credit", ()), reasons):
        draft["amounts"] = manner
    return draft


def _manner(column: Column, credit: Sequence[Column], reasons: dict[str, Text]) -> dict[str, str]:
    """How the amounts are written, where that is not as usual, with the reason."""
    manner: dict[str, str] = {}
    if column.negative_share > _MOSTLY:
        manner["sign"], reasons["sign"] = "reversed", MOSTLY_NEGATIVE
    if credit and max(credit[0].pence, default=0) <= 0 and min(credit[0].pence, default=0) < 0:
        manner["credits"], reasons["credits"] = "negative", BELOW_ZERO
    if column.manner.decimal == "comma":
        manner["decimal"], reasons["decimal"] = "comma", DECIMAL_COMMA
    for unit, words in (("pence", _IN_PENCE), ("thousands", IN_THOUSANDS)):
        if words.search(plain(column.name)):
            manner["unit"], reasons["unit"] = unit, IN_PENCE
    return manner


def _formats(
    chosen: dict[str, list[Column]], reasons: dict[str, Text], parted: Parted | None
) -> tuple[list[str], list[str]]:
    if parted and chosen["date"] == parted.columns:
        dates, reasons["dates"] = [parted.dates], parted.reason
    else:
        dates = _formats_of(chosen["date"][0])
        either = _either_way(chosen["date"][0].texts, dates)
        reasons["dates"] = MONTHS if dates in (["yyyymm"], ["yyyy/mm"]) else DAY_FIRST if either else FITS_ALL
    if "service date" not in chosen:
        return dates, []
    service = _formats_of(chosen["service date"][0])
    if service == ["yyyymm"] and _financial(chosen, dates):
        service = ["financial yyyypp"]
        reasons["service dates"] = FINANCIAL_PERIOD
    return dates, service


def _formats_of(column: Column) -> list[str]:
    if column.is_period:
        return ["yyyymm"]
    return formats_for(column.texts) if column.is_date or not column.number_format else [column.number_format]


def formats_for(texts: Sequence[str], known: Sequence[str] = ()) -> list[str]:
    """The fewest common formats, tried in their order, that read every text that any of them reads, beside those known.

    Days and months never change places within a file: what only the other order reads is a mistake of the file.
    """
    left = list(dict.fromkeys(text for text in texts if text))
    found: list[str] = []
    while left:
        names = [name for name in COMMON_FORMATS if not either_way([*known, *found, name])]
        read_by = {name: [text for text in left if parse_date(text, [name])] for name in names}
        best = max(names, key=lambda name: len(read_by[name]))
        if not read_by[best]:
            break
        found.append(best)
        left = [text for text in left if text not in set(read_by[best])]
    return found or ["yyyy-mm-dd"]


def _either_way(texts: Sequence[str], formats: Sequence[str]) -> bool:
    swapped = [name.replace("dd", "?").replace("mm", "dd").replace("?", "mm") for name in formats]
    either = [name for name in formats if name.startswith("dd") and "mmm" not in name]
    return bool(either) and all(parse_date(text, swapped) for text in texts if text)


def _financial(chosen: dict[str, list[Column]], dates: Sequence[str]) -> bool:
    """Whether periods agree better with the dates when counted from April."""
    pairs = zip(chosen["service date"][0].texts, chosen["date"][0].texts, strict=True)
    calendar = financial = 0
    for period, text in islice(pairs, 200):
        day = parse_date(text, dates)
        if day:
            calendar += parse_date(period, ["yyyymm"]) == day.replace(day=1)
            financial += parse_date(period, ["financial yyyypp"]) == day.replace(day=1)
    return financial > calendar


def _dataset(path: Path) -> str:
    """A name for the data set: the file's, without years, months and endings, since other months are the same set."""
    stem = path.name.lower().split(".")[0]
    months = {name[:length] for name in (*ENGLISH, *WELSH) for length in (3, 4, len(name))} - {"mai", "medi"}
    words = [part for part in re.split(r"[^a-z]+", stem) if part and part not in months]
    return "-".join(words) or "payments"


def _settled(
    path: Path | str, source: Source, draft: dict[str, Any], reasons: dict[str, Text], progress: Callable[[int], None]
) -> Guess:
    """Read the file with the draft; where dates further down are written otherwise, add their formats."""
    for _ in range(_ROUNDS):
        mapping = Mapping.model_validate(draft)
        intake = read(path, mapping, progress=progress)
        if any(problem.code == codes.MARK_UNCLEAR.code for problem in intake.problems):  # signs, further down
            draft = draft | {"columns": {role: name for role, name in draft["columns"].items() if role != MARKS}}
            continue
        unread = [str(p.facts["text"]) for p in intake.problems if p.code == codes.NOT_A_DATE.code]
        known = draft["dates"]
        more = [name for name in formats_for(unread, known) if name not in known] if unread else []
        if not more or not any(parse_date(text, more) for text in unread):
            break
        draft = draft | {"dates": [*known, *more]}
    if unread:
        reasons = reasons | {"dates": FITS_MOST.filled(count=f"{len(unread):,}")}
    return Guess(mapping, source, intake, reasons | {"encoding": source.encoding_reason})
