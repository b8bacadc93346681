"""A world made of the fund's own past: its last twelve months, grown as they grew, swinging as its months swung.

Enter by :func:`fitted`. A run takes two stretches of six months that follow each other in the records, all schemes and
partners together, so that what goes up together in the records goes up together in a run; how far each of those months
was from its trend is laid over the months of the year. Growth goes on in a straight line, at a pace anywhere between none
and what it was: trends that are carried on in full overshoot (Gardner and McKenzie, 1985). Everything is whole pence and
millionths, so that every machine makes the same years.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from statistics import median

import numpy as np

from cronfa.calendars import Year, named
from cronfa.foresight import codes, words
from cronfa.foresight.draws import Bits, below, bits
from cronfa.foresight.evening import NET, Cell, evened
from cronfa.foresight.shocked import ShockedWorld
from cronfa.foresight.shocks import Shock
from cronfa.foresight.worlds import Assumption, World, Years
from cronfa.language import Text
from cronfa.money import allocate
from cronfa.problems import Problem, Where, stop
from cronfa.settlement.arrays import Column, Table
from cronfa.settlement.scenarios import Scenarios

WHOLE = 1_000_000
"""Swings and growth are in millionths."""
STRETCH = 6
"""Months that stay together when the past is drawn from."""
_STRETCHES = 12 // STRETCH
_STREAM = 0x415
_PACE = 2**20
"""The pace at which growth was."""
_HOLE = 10
"""A month with less than a tenth of the usual spend is a hole in the records, not a cheap month."""
_GROWTH_LIMITS = (-WHOLE // 4, WHOLE // 2)


@dataclass(frozen=True, slots=True)
class History:
    """What was spent in each month (rows, as ``2012-04``) on each scheme and partner's responsibility (columns)."""

    months: tuple[str, ...]
    cells: tuple[Cell, ...]
    spend: Table
    source: Text

    def __post_init__(self) -> None:
        assert self.spend.shape == (len(self.months), len(self.cells)), "a row for each month, a column for each cell"

    @classmethod
    def of(cls, spend: Mapping[tuple[str, str, str], int], source: Text) -> "History":
        """From pence by month, scheme and partner; months in which nothing was spent are there too."""
        months = _every_month({month for month, _, _ in spend})
        cells = tuple(dict.fromkeys((scheme, partner) for _, scheme, partner in sorted(spend, key=lambda k: k[1:])))
        rows = [[spend.get((month, *cell), 0) for cell in cells] for month in months]
        return cls(months, cells, np.array(rows, np.int64).reshape(len(months), len(cells)), source)


def _every_month(found: set[str]) -> tuple[str, ...]:
    months: list[str] = []
    at, last = min(found, default=""), max(found, default="")
    while at and at <= last:
        months.append(at)
        year, month = divmod(int(at[:4]) * 12 + int(at[5:]), 12)
        at = f"{year}-{month + 1:02d}"
    return tuple(months)


def usable(history: History, from_month: str | None = None) -> History:
    """The months after the last hole in the records, and not before a declared break (``from_month``).

    Raises:
        Problems: fewer than twelve months are left.
    """
    totals = [int(total) for total in np.abs(history.spend).sum(axis=1)]  # a month of large credits is not a hole
    usual = median(totals) if totals else 0
    holes = [at for at, total in enumerate(totals) if total * _HOLE < usual]
    first = max(holes, default=-1) + 1
    while first < len(totals) and from_month is not None and history.months[first] < from_month:
        first += 1
    left = history.months[first:]
    if len(left) < 12:
        ends = (named(left[0]), named(left[-1])) if left else ("–", "–")
        stop(codes.NOT_ENOUGH_HISTORY, months=len(left), first=ends[0], last=ends[1])
    return History(left, history.cells, history.spend[first:], history.source)


@dataclass(frozen=True, slots=True)
class HistoryWorld:
    """Possible years made of a fund's own months. Made by :func:`fitted`."""

    year: str
    seed: int
    partners: tuple[str, ...]
    schemes: tuple[str, ...]
    cells: tuple[Cell, ...]
    level: Table
    """Pence of each month of the year (rows) and cell, before growth."""
    growth: Column
    """By cell: what growth at the pace that it was would add to the level by that year, in millionths."""
    paces: tuple[int, int]
    """Between which paces growth goes on, in parts of 2**20; what is expected is the middle."""
    swings: Table
    """Each past month (rows) and cell: what was spent for every million that its trend would have had."""
    assumptions: tuple[Assumption, ...]
    titles: Mapping[str, Text]
    known_until: date
    """The last day of the records."""

    @property
    def name(self) -> Text:
        return words.HISTORY_WORLD

    @property
    def illustrative(self) -> None:
        return None

    @property
    def expected_pence(self) -> int:
        return int(_scaled(self.level, WHOLE + self.growth * sum(self.paces) // (2 * _PACE)).sum())

    @property
    def causes(self) -> Mapping[str, Text]:
        said = {f"swing:{scheme}": words.SWING.filled(scheme=self.titles[scheme]) for scheme in self._swinging}
        return {"growth": words.GROWTH, **said}

    @property
    def fingerprint(self) -> str:
        parts = (self.year, self.seed, self.partners, self.cells, self.paces)
        known = repr(parts).encode() + self.level.tobytes() + self.growth.tobytes() + self.swings.tobytes()
        return f"history {sha256(known).hexdigest()}"

    @property
    def _swinging(self) -> tuple[str, ...]:
        found = {cell[0] for cell, column in zip(self.cells, self.swings.T, strict=True) if (column != WHOLE).any()}
        return tuple(scheme for scheme in self.schemes if scheme in found)

    def years(self, first: int, count: int) -> Years:
        random = bits(self.seed, _STREAM, first, count, 1 + _STRETCHES)
        months = self._months(random[:, 1:])
        low, high = self.paces
        pace = low + below(random[:, 0], high - low + 1)
        level = self._grown(pace)
        spend = np.empty((12, len(self.cells), count), np.int64)
        for month in range(12):
            spend[month] = _scaled(level[month], self.swings[months[:, month]].T)
        return self._as_years(first, level, spend)

    def shocked(self, shocks: Sequence[Shock]) -> World:
        return ShockedWorld(self, tuple(shocks), self.partners)

    def _months(self, random: Bits) -> Table:
        """Which past month each month of each run is like: stretches that may go over the end to the beginning."""
        starts = below(random, len(self.swings))
        within = np.tile(np.arange(STRETCH), _STRETCHES)
        return (np.repeat(starts, STRETCH, axis=1) + within) % len(self.swings)

    def _grown(self, pace: Column) -> Table:
        """The level of every month, cell and run, with growth at the run's pace."""
        factor = WHOLE + (self.growth[:, None] * pace[None, :]) // _PACE
        return _scaled(self.level[:, :, None], factor[None, :, :])

    def _as_years(self, first: int, level: Table, spend: Table) -> Years:
        yearly, grown = spend.sum(axis=0), level.sum(axis=0)
        drivers = {"growth": grown.sum(axis=0) - self.expected_pence}
        tables = {}
        for scheme in self.schemes:
            rows = [at for at, cell in enumerate(self.cells) if cell[0] == scheme]
            table = np.zeros((len(self.partners), yearly.shape[1]), np.int64)
            for at in rows:
                table[self.partners.index(self.cells[at][1])] += yearly[at]
            tables[scheme] = table
            if scheme in self._swinging:
                drivers[f"swing:{scheme}"] = (yearly[rows] - grown[rows]).sum(axis=0)
        return Years(first, Scenarios(self.year, yearly.shape[1], tables), drivers, spend.sum(axis=1))


def _scaled(pence: Table, millionths: Table) -> Table:
    """Pence by millionths, down to the penny."""
    return pence * millionths // WHOLE


@dataclass(frozen=True, slots=True)
class Plan:
    """What a history is to become: the year, whose schemes and partners, and what is declared by hand."""

    year: str
    partners: tuple[str, ...]
    schemes: tuple[str, ...]
    titles: Mapping[str, Text]
    budgets: Mapping[str, Mapping[str, int]]
    """By scheme and partner: the year's budget on each partner's responsibilities, for schemes that the past lacks."""
    seed: int = 0
    growth: Fraction | None = None
    """Growth a year, instead of what the records show."""
    from_month: str | None = None
    """The first month after a known break in the records."""


def fitted(history: History, plan: Plan) -> HistoryWorld:
    """The world of a fund's own past.

    Raises:
        Problems: fewer than twelve months can be used.
    """
    within = _within(history, plan)
    known, began = _evened(usable(within, plan.from_month), within)
    last = known.spend[-12:].sum(axis=0)
    kept = [at for at in range(len(known.cells)) if last[at]]
    lacking = [
        ((scheme, partner), pence)
        for scheme in plan.schemes
        if not any(known.cells[at][0] == scheme for at in kept)
        for partner, pence in plan.budgets.get(scheme, {}).items()
        if pence
    ]
    cells = (*(known.cells[at] for at in kept), *(cell for cell, _ in lacking))
    pace = _paces(known, plan, kept)
    swings = _swings(known.spend[:, kept], last[kept], pace)
    gap = _gap(known.months, plan.year)
    level = [*last[kept].tolist(), *(pence for _, pence in lacking)]
    return HistoryWorld(
        plan.year,
        plan.seed,
        plan.partners,
        plan.schemes,
        cells,
        _levels(level, cells, plan.year, began),
        np.array([*(int(each * gap) for each in pace), *(0 for _ in lacking)], np.int64),
        (0, _PACE) if plan.growth is None else (_PACE, _PACE),
        np.concatenate([swings, np.full((len(known.months), len(lacking)), WHOLE, np.int64)], axis=1),
        _assumptions(
            history, known, plan, dict(zip(cells, pace, strict=False)), {cell[0] for cell, _ in lacking}, began
        ),
        plan.titles,
        _after(known.months[-1]) - timedelta(days=1),
    )


def _evened(known: History, whole: History) -> tuple[History, Mapping[Cell, str]]:
    """The months that are used, made even; and the months in which lines began."""
    earlier = whole.spend[: len(whole.months) - len(known.months)]
    made = evened(known.months, known.cells, known.spend, [bool(column.any()) for column in earlier.T])
    return History(known.months, made.cells, made.spend, known.source), made.began


def _levels(pence: Sequence[int], cells: Sequence[Cell], year: str, began: Mapping[Cell, str]) -> Table:
    """A year's pence of each cell by month, as the months are long; nothing in months before a cell began."""
    months = Year(year).months()
    table = np.array([allocate(each, [month.days for month in months]) for each in pence], np.int64).T
    for at, cell in enumerate(cells):
        table[[month.label < began.get(cell, "") for month in months], at] = 0
    return table


def _within(history: History, plan: Plan) -> History:
    """Without schemes and partners that the agreement does not have."""
    keep = [at for at, (scheme, who) in enumerate(history.cells) if scheme in plan.schemes and who in plan.partners]
    cells = tuple(history.cells[at] for at in keep)
    return History(history.months, cells, history.spend[:, keep], history.source)


def _paces(known: History, plan: Plan, kept: Sequence[int]) -> list[int]:
    """Growth a year of each cell's scheme in millionths: the last twelve months against the twelve before them."""
    if plan.growth is not None:
        return [int(plan.growth * WHOLE)] * len(kept)
    if len(known.months) < 24:
        return [0] * len(kept)
    paces = []
    for at in kept:
        same_scheme = [other for other in kept if known.cells[other][0] == known.cells[at][0]]
        moved = known.spend[-24:, same_scheme].sum(axis=1)
        grown = _grown(int(moved[12:].sum()), int(moved[:12].sum()), int(np.abs(known.spend[-12:, same_scheme]).sum()))
        paces.append(min(max(grown, _GROWTH_LIMITS[0]), _GROWTH_LIMITS[1]))
    return paces


def _grown(now: int, before: int, moved: int) -> int:
    """From one year to the next in millionths; none where payments and credits nearly cancel, or changed places."""
    return WHOLE * (now - before) // before if now * before > 0 and abs(now) * NET >= moved else 0


def _swings(spend: Table, last: Column, paces: Sequence[int]) -> Table:
    """How far each month was from its trend; over the months they average a million to the last one."""
    months = len(spend)
    table = np.full(spend.shape, WHOLE, np.int64)
    for at, pace in enumerate(paces):
        trend = [_trend(int(last[at]), pace, months - 1 - month) for month in range(months)]
        ratios = [int(pence) * WHOLE // expected for pence, expected in zip(spend[:, at], trend, strict=True)]
        if sum(ratios) > 0:
            table[:, at] = _averaging_one(ratios)
    return table


def _trend(last_year: int, pace: int, months_ago: int) -> int:
    """What the trend has for a month: a twelfth of the last year, less growth since."""
    from_middle = 2 * months_ago - 11  # half months from the middle of the last twelve
    trend = last_year * (24 * WHOLE - pace * from_middle) // (12 * 24 * WHOLE)
    return max(1, trend) if last_year > 0 else min(-1, trend)


def _averaging_one(ratios: Sequence[int]) -> list[int]:
    total, count = sum(ratios), len(ratios)
    scaled = [ratio * WHOLE * count // total for ratio in ratios]
    scaled[0] += WHOLE * count - sum(scaled)
    return scaled


def _gap(months: Sequence[str], year: str) -> Fraction:
    """Years from the middle of the last twelve months to the middle of the year."""
    first = Year(year).first_day
    after_last = _after(months[-1])
    return Fraction((first.year - after_last.year) * 12 + first.month - after_last.month + 12, 12)


def _after(month: str) -> date:
    """The first day after a month."""
    return date(int(month[:4]) + int(month[5:]) // 12, int(month[5:]) % 12 + 1, 1)


def _assumptions(
    whole: History,
    known: History,
    plan: Plan,
    paces: Mapping[Cell, int],
    lacking: set[str],
    began: Mapping[Cell, str],
) -> tuple[Assumption, ...]:
    used = words.MONTHS_USED.filled(first=named(known.months[0]), last=named(known.months[-1]), count=len(known.months))
    said = [Assumption(words.HISTORY_USED, used, whole.source, "fitted")]
    if len(known.months) < len(whole.months):
        left = words.MONTHS_LEFT.filled(count=len(whole.months) - len(known.months), first=named(whole.months[0]))
        said.append(Assumption(words.HISTORY_LEFT, left, words.AFTER_HOLE, "assumed"))
    for scheme in dict.fromkeys(cell[0] for cell in began):
        first = min(month for cell, month in began.items() if cell[0] == scheme)
        new = words.BEGAN.filled(scheme=plan.titles[scheme], month=named(first))
        said.append(Assumption(new, words.AS_SINCE, words.OUR_CHOICE, "assumed"))
    for scheme in dict.fromkeys(cell[0] for cell in paces):
        pace = next(each for cell, each in paces.items() if cell[0] == scheme)
        by_hand = plan.growth is not None or len(known.months) < 24
        source = words.BY_HAND if plan.growth is not None else words.TOO_SHORT if by_hand else words.TWO_YEARS
        growth = words.GROWTH_OF.filled(scheme=plan.titles[scheme])
        said.append(Assumption(growth, words.a_year(pace), source, "assumed" if by_hand else "fitted"))
    if plan.growth is None:
        said.append(Assumption(words.PACE, words.PACE_RANGE, words.OUR_CHOICE, "assumed"))
    said.append(Assumption(words.STRETCHES, words.STRETCH_MONTHS.filled(months=STRETCH), words.OUR_CHOICE, "assumed"))
    for scheme in (scheme for scheme in plan.schemes if scheme in lacking):
        nothing = words.NO_PAST.filled(scheme=plan.titles[scheme])
        said.append(Assumption(nothing, words.AS_BUDGET, words.OUR_CHOICE, "assumed"))
    return tuple(said)


def no_payments(folder: str, payments: str, mapping: str) -> Problem:
    """What to say of a folder in which a history was looked for and is not."""
    return codes.NO_HISTORY_THERE.at(Where(file=folder), folder=folder, payments=payments, mapping=mapping)
