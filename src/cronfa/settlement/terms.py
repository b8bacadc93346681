"""What the agreement comes to in one year, as plain numbers that both engines use.

A :class:`Pot` is one variance that one waterfall shares: a scheme's own, or the sum of the schemes that have no waterfall
of their own and so share the fund's. Sums to date follow the profile of the year's months.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from cronfa.agreement.clauses import Scheme, Terms
from cronfa.agreement.steps import AnyStep, Bear, SharedOut
from cronfa.agreement.values import Limit
from cronfa.calendars import CalendarError, Year, working_days
from cronfa.money import as_weights, spread
from cronfa.problems import Problems, Where, stop
from cronfa.settlement import codes

FUND = "fund"
"""What stands in place of a scheme's id where schemes share the fund's waterfall."""

NEVER_SETTLED = {"in view"}
OWN_MONEY = {"aligned", "retained", "integrated management"}
"""Forms in which each partner keeps its own money: its own variance stays with it unless the scheme says otherwise."""
LEFT_WITH_LEAD = {"grant", "cross charge"}
"""Forms in which only the dues pass between partners: any variance stays with the body that spends."""


@dataclass(frozen=True, slots=True)
class Pot:
    """One variance that one waterfall shares. ``scheme`` is ``None`` for the fund's."""

    scheme: str | None
    members: tuple[str, ...]
    host: str
    lead: str
    budget_pence: int
    overspend: tuple[AnyStep, ...]
    underspend: tuple[AnyStep, ...]

    @property
    def id(self) -> str:
        return self.scheme or FUND

    def who(self, partner: str) -> str:
        """The partner meant by ``host``, ``lead commissioner`` or its own id."""
        return {"host": self.host, "lead commissioner": self.lead}.get(partner, partner)


def pots(terms: Terms, year: str, months: int) -> tuple[Pot, ...]:
    """Every pot of the agreement, schemes in its order and the fund's last."""
    alone = [
        _scheme_pot(terms, name, scheme, year, months)
        for name, scheme in terms.schemes.items()
        if scheme.form not in NEVER_SETTLED and not shares_the_fund(terms, scheme)
    ]
    together = tuple(name for name, scheme in terms.schemes.items() if shares_the_fund(terms, scheme))
    if not together:
        return tuple(alone)
    budget = sum(budget_to_date(terms, name, year, months) for name in together)
    fund = Pot(None, together, terms.host, terms.host, budget, terms.overspend, terms.underspend)
    return (*alone, fund)


def shares_the_fund(terms: Terms, scheme: Scheme) -> bool:
    """Whether a scheme has no waterfall of its own and the fund has one that speaks for it."""
    own = scheme.overspend or scheme.underspend or scheme.form in NEVER_SETTLED | OWN_MONEY | LEFT_WITH_LEAD
    return not own and scheme.risk_profile != "fixed" and bool(terms.overspend or terms.underspend)


def _scheme_pot(terms: Terms, name: str, scheme: Scheme, year: str, months: int) -> Pot:
    over, under = _waterfalls(terms, scheme)
    budget = budget_to_date(terms, name, year, months)
    return Pot(name, (name,), terms.host_of(name), terms.lead_of(name), budget, over, under)


def _waterfalls(terms: Terms, scheme: Scheme) -> tuple[tuple[AnyStep, ...], tuple[AnyStep, ...]]:
    if scheme.risk_profile == "fixed":
        host = (Bear(partner="host", clause=scheme.clause),)
        return host, host
    if scheme.overspend or scheme.underspend:
        return scheme.overspend or terms.overspend, scheme.underspend or terms.underspend
    if scheme.form in OWN_MONEY:
        own = (SharedOut(by="own side", clause=scheme.clause),)
        return own, own
    if scheme.form in LEFT_WITH_LEAD:
        lead = (Bear(partner="lead commissioner", clause=scheme.clause),)
        return lead, lead
    return (), ()


def budget_to_date(terms: Terms, scheme: str, year: str, months: int) -> int:
    """The scheme's budget for the first months of the year, by its profile; nothing if it has none."""
    return to_date(terms, scheme, year, months, terms.schemes[scheme].budget.for_year(year) or 0)


def to_date(terms: Terms, scheme: str, year: str, months: int, amount_pence: int) -> int:
    """The part of a year's sum that belongs to its first months; the whole in the twelfth."""
    if months == 12 or amount_pence == 0:
        return amount_pence
    return sum(spread(amount_pence, month_weights(terms, scheme, year))[:months])


def month_weights(terms: Terms, scheme: str, year: str) -> tuple[int, ...]:
    """Twelve weights by which the scheme's year falls on its months.

    Raises:
        Problems: the agreement writes other than twelve weights, or twelve of nought, or counts the working days of
            a year whose bank holidays are not published.
    """
    profile = terms.schemes[scheme].profile
    if profile == "equal":
        return (1,) * 12
    months = Year(year).months()
    if profile == "days":
        return tuple(month.days for month in months)
    if profile == "working days":
        try:
            return tuple(working_days(month.first_day, month.last_day, terms.nation) for month in months)
        except CalendarError as error:
            raise Problems([error.at(Where(path=f"schemes.{scheme}.profile"))]) from error
    weights = tuple(int(weight) for weight in profile)
    if len(weights) != 12 or not any(weights):
        stop(codes.PROFILE_UNUSABLE, Where(path=f"schemes.{scheme}.profile"), scheme=scheme)
    return weights


def weights_of(shares: Mapping[str, Fraction], partners: Sequence[str]) -> tuple[int, ...]:
    """Shares by partner as whole weights in the agreement's order; a partner without one has nought."""
    return as_weights([shares.get(partner, Fraction(0)) for partner in partners])


def part_of(share: Fraction, amount_pence: int) -> int:
    """A share of an amount, down to the penny."""
    return amount_pence * share.numerator // share.denominator


@dataclass(frozen=True, slots=True)
class Bases:
    """What a limit may be a share of."""

    budget_pence: int
    dues_pence: int
    due_pence: int = 0
    """The due of the party that is limited."""
    amount_pence: int = 0
    """What reaches the step."""
    remaining_pence: int = 0
    """What the party may still be asked to pay."""


def limit_pence(limit: Limit, bases: Bases) -> int:
    """A limit in pence, never below zero."""
    match limit.of:
        case "money":
            return max(0, limit.pence)
        case "budget":
            of = bases.budget_pence
        case "contributions":
            of = bases.dues_pence
        case "contribution":
            of = bases.due_pence
        case "amount":
            of = bases.amount_pence
        case "remaining contribution":
            return max(0, bases.remaining_pence)
    return max(0, part_of(limit.share, of))


@dataclass(slots=True)
class Balance:
    """A store that is used up as it is taken from: a reserve, uncommitted budget, a measure."""

    left_pence: int
    taken_pence: int = 0
    added_pence: int = field(default=0)

    def take(self, wanted_pence: int) -> int:
        """What it can give of what is wanted, never going below zero."""
        taken = max(0, min(wanted_pence, self.left_pence))
        self.left_pence -= taken
        self.taken_pence += taken
        return taken

    def add(self, pence: int) -> None:
        self.left_pence += pence
        self.added_pence += pence
