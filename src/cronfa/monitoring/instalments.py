"""What partners pay in by instalments: how much is due when, what has arrived of it, what is late and what is withheld.

The amounts are what the agreement plans for the year, whatever is spent in the end; money that follows spend (rule C7) is
due as it is spent. Money that arrives pays the oldest instalment of its scheme and partner first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from cronfa.agreement.clauses import Terms
from cronfa.agreement.contributions import Contributions, Status
from cronfa.calendars import MONTHS, Period, Year
from cronfa.money import allocate, as_weights
from cronfa.settlement.contributions import planned_for_year
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.terms import NEVER_SETTLED, OWN_MONEY

State = Literal["arrived", "arrived late", "part", "late", "part late", "to come", "nothing due"]
REFUSING = ("withheld", "refused")


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment of one partner to one scheme. ``pence`` may be below zero: the fund pays it back.

    ``assumed`` says that the agreement gives no day, so that the end of the instalment's first month is taken.
    """

    number: int
    partner: str
    scheme: str
    due: date
    issued: date
    pence: int
    clause: str | None
    assumed: bool
    status: Status | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that a partner paid in for a scheme; below zero where it was undone."""

    partner: str
    scheme: str
    on: date
    pence: int
    entry: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An instalment on a day: what has arrived of it, when the last of that came, and how many days late it is or was."""

    instalment: Instalment
    arrived_pence: int
    arrived_on: date | None
    days_late: int

    @property
    def outstanding_pence(self) -> int:
        return self.instalment.pence - self.arrived_pence

    @property
    def state(self) -> State:
        if not self.instalment.pence:
            return "nothing due"
        if not self.outstanding_pence:
            return "arrived late" if self.days_late else "arrived"
        if self.days_late:
            return "part late" if self.arrived_pence else "late"
        return "part" if self.arrived_pence else "to come"

    @property
    def is_withheld(self) -> bool:
        """Whether the agreement records that the partner withholds or refuses what is outstanding."""
        known = self.instalment.status
        if known is None or known.status not in REFUSING or not self.outstanding_pence:
            return False
        return known.since is None or self.instalment.due >= known.since


@dataclass(frozen=True, slots=True)
class Contributed:
    """A year's contributions as they stand on a day. ``beyond`` is what was paid over all that is due, by scheme and partner."""

    as_at: date
    standings: tuple[Standing, ...]
    beyond: Mapping[tuple[str, str], int]

    def of(self, partner: str) -> "Contributed":
        """One partner's part."""
        kept = {key: pence for key, pence in self.beyond.items() if key[1] == partner}
        return Contributed(self.as_at, tuple(s for s in self.standings if s.instalment.partner == partner), kept)

    @property
    def due_pence(self) -> int:
        return sum(each.instalment.pence for each in self.standings)

    @property
    def arrived_pence(self) -> int:
        return sum(each.arrived_pence for each in self.standings) + sum(self.beyond.values())

    @property
    def late_pence(self) -> int:
        """What was due by the day and has not arrived."""
        return sum(each.outstanding_pence for each in self.standings if each.days_late)

    @property
    def withheld_pence(self) -> int:
        return sum(each.outstanding_pence for each in self.standings if each.is_withheld)


def instalments(terms: Terms, year: str, outcome: Outcome) -> tuple[Instalment, ...]:
    """Every instalment of a year, schemes and partners in the agreement's order, by number.

    ``outcome`` holds the spend of the year so far, for contributions that follow it.
    """
    found: list[Instalment] = []
    for scheme in paying_schemes(terms):
        rule = terms.schemes[scheme].contributions
        assert rule is not None
        planned = planned_for_year(terms, scheme, outcome)
        days = due_days(rule, Year(year), terms.term.from_)
        assumed = isinstance(rule.instalments, str)
        for partner in terms.partner_ids:
            parts = allocate(planned[partner], as_weights([share for _, _, share in days]))
            clause = rule.clause or terms.schemes[scheme].clause
            status = rule.status.get(partner)
            for number, ((issued, due, _), pence) in enumerate(zip(days, parts, strict=True), start=1):
                found.append(Instalment(number, partner, scheme, due, issued, pence, clause, assumed, status))
    return tuple(found)


def paying_schemes(terms: Terms) -> tuple[str, ...]:
    """The schemes for which partners pay money into the fund; where each keeps its own money, nothing is called for."""
    kept_apart = NEVER_SETTLED | OWN_MONEY
    return tuple(
        name
        for name, scheme in terms.schemes.items()
        if scheme.contributions is not None and scheme.form not in kept_apart
    )


def due_days(rule: Contributions, year: Year, begins: date) -> tuple[tuple[date, date, Fraction], ...]:
    """When each instalment is called for and due, and what share of the year it is.

    The agreement may write days. Where it says only how often, an instalment is due by the end of its first month. In a
    year in which the agreement begins, what would have been due before is due by the end of its first month.
    """
    if not isinstance(rule.instalments, str):
        days = [(_day(each.due, year), each.share) for each in rule.instalments]
        return tuple((_month(day, year).first_day, day, share) for day, share in sorted(days))
    starts = _beginnings(rule.instalments, year)
    share = Fraction(1, len(starts))
    months = [_month(max(month.first_day, begins), year) for month in starts]
    return tuple((month.first_day, month.last_day, share) for month in months)


def _beginnings(how_often: str, year: Year) -> list[Period]:
    step = {"monthly": 1, "quarterly": 3, "yearly": 12}[how_often]
    return list(year.months())[::step]


def _month(day: date, year: Year) -> Period:
    return next((month for month in year.months() if day in month), year.months()[0])


def _day(text: str, year: Year) -> date:
    """``15 April`` of a year; a check of the agreement has seen that it is a day."""
    number, _, name = text.strip().partition(" ")
    month = next(at for at, each in enumerate(MONTHS, start=1) if name.lower() in (each.en.lower(), each.cy.lower()))
    in_year = next(each for each in year.months() if each.first_day.month == month)
    return in_year.first_day.replace(day=min(int(number), in_year.last_day.day))


def contributed(due: Sequence[Instalment], receipts: Iterable[Receipt], as_at: date) -> Contributed:
    """How instalments stand on a day: receipts until then, the oldest first, pay the oldest instalment first."""
    arrived: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for receipt in sorted(receipts, key=lambda each: (each.on, each.entry)):
        if receipt.on <= as_at:
            arrived[receipt.scheme, receipt.partner].append(receipt)
    by_place: dict[tuple[str, str], list[Instalment]] = defaultdict(list)
    for each in due:
        by_place[each.scheme, each.partner].append(each)
    standings = {}
    for place, parts in by_place.items():
        for standing in _paid(sorted(parts, key=lambda each: (each.due, each.number)), arrived[place], as_at):
            standings[standing.instalment] = standing
    beyond = {}
    for place, came in arrived.items():
        over = sum(each.pence for each in came) - sum(standings[each].arrived_pence for each in by_place[place])
        if over:
            beyond[place] = over
    return Contributed(as_at, tuple(standings[each] for each in due), beyond)


def _paid(parts: list[Instalment], came: list[Receipt], as_at: date) -> Iterable[Standing]:
    """Each instalment takes from what has come in all, once every earlier one is paid; never more than is due of it."""
    total = sum(each.pence for each in came)
    before = 0
    for part in parts:
        arrived = max(0, min(part.pence, total - before)) if part.pence > 0 else 0
        before += max(part.pence, 0)
        on = _day_reached(came, before if arrived == part.pence else before - part.pence + 1) if arrived else None
        complete = arrived == part.pence and on is not None
        until = on if complete and on else as_at
        late = max(0, (until - part.due).days) if part.pence > 0 else 0
        yield Standing(part, arrived, on, late)


def _day_reached(came: list[Receipt], pence: int) -> date | None:
    """The day from which on so much had come, for good."""
    running, reached = 0, None
    for each in came:
        running += each.pence
        reached = (reached or each.on) if running >= pence else None
    return reached
