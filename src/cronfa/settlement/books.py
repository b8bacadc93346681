"""What the reference engine keeps while it settles: one book for each pot and one for the fund."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cronfa.agreement.clauses import Terms
from cronfa.agreement.steps import AnyStep
from cronfa.agreement.values import Limit
from cronfa.money import allocate
from cronfa.problems import Problem, Where
from cronfa.settlement import codes
from cronfa.settlement.contribution_rules import Sums, measured
from cronfa.settlement.contributions import Funding
from cronfa.settlement.outcome import Decision, DecisionRequired, Direction, Line, Loan, Outcome, Party
from cronfa.settlement.terms import FUND, Balance, Bases, Pot, limit_pence, weights_of


@dataclass(slots=True)
class FundBook:
    """What all pots share: reserves, uncommitted budgets, measures, and what each partner has borne so far."""

    terms: Terms
    outcome: Outcome
    dues: Sums
    reserves: dict[str, Balance]
    uncommitted: dict[str, Balance]
    pots: list["PotBook"] = field(default_factory=list)
    measures: dict[tuple[str, str], Balance] = field(default_factory=dict)
    borne: Sums = field(default_factory=dict)
    decisions: list[DecisionRequired] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def measure(self, measure: str, scheme: str | None) -> Balance:
        """What is left of a measure that meets money from outside the pool; used once however often it is named."""
        known = self.terms.measures.get(measure)
        per_scheme = known is not None and known.per == "scheme"
        key = (measure, scheme or FUND) if per_scheme else (measure, FUND)
        if key not in self.measures:
            self.measures[key] = Balance(self._measured(measure, scheme))
        return self.measures[key]

    def _measured(self, measure: str, scheme: str | None) -> int:
        known = self.terms.measures.get(measure)
        if known is not None and known.per == "partner":
            values = [measured(self.terms, self.outcome, measure, name) for name in self.terms.partner_ids]
            return sum(value or 0 for value in values)
        return measured(self.terms, self.outcome, measure, scheme or FUND, scheme or FUND) or 0

    def maximum(self, partner: str) -> int:
        """The most that a partner may be asked to contribute in the year; its dues if the agreement says no more."""
        limit = self.terms.partners[partner].maximum_contribution
        most = limit.for_year(self.outcome.year) if limit else None
        return self.dues[partner] if most is None else most

    def decided(self, decision: str | None) -> bool:
        """Whether a decision is recorded, and agreed."""
        recorded = self.outcome.decisions.get(decision) if decision else None
        return recorded is not None and recorded.agreed


@dataclass(slots=True)
class PotBook:
    """One pot while its waterfall runs. Sums within it are counted in the direction of its variance, above zero."""

    pot: Pot
    fund: FundBook
    variance: int
    dues: Sums
    weights: tuple[int, ...]
    """The basis of *by contributions*, in the agreement's order."""
    spend: Sums
    own: Sums
    """Each partner's own variance not yet taken: what was spent for it, less its due and what it collects."""
    causes: dict[str, Balance]
    direction: Direction = "overspend"
    left: int = 0
    lines: list[Line] = field(default_factory=list)
    borne: Sums = field(default_factory=dict)
    barred: str | None = None
    """The partner whose excess this is, and who takes no part of it."""
    rests_on: tuple[Decision, ...] = ()
    """The decisions that have had a say so far: whatever is recorded from now on rests on them."""

    @property
    def sign(self) -> int:
        return -1 if self.direction == "underspend" else 1

    @property
    def steps(self) -> tuple[AnyStep, ...]:
        return self.pot.underspend if self.direction == "underspend" else self.pot.overspend

    @property
    def partners(self) -> tuple[str, ...]:
        return self.fund.terms.partner_ids

    def record(self, step: int, kind: str, clause: str | None, party: Party, pence: int) -> None:
        """What one party takes by a step leaves the rest."""
        signed = self.sign * pence
        self.write(Line(self.pot.scheme, self.direction, step, kind, clause, party, signed, self.rests_on))
        self.left -= pence
        if party.kind == "partner":
            self.borne[party.id] = self.borne.get(party.id, 0) + pence
            self.fund.borne[party.id] = self.fund.borne.get(party.id, 0) + signed

    def rest(self, decision: str | None) -> None:
        """A decision has had a say, if it is recorded."""
        recorded = self.fund.outcome.decisions.get(decision) if decision else None
        if recorded is not None and recorded not in self.rests_on:
            self.rests_on = (*self.rests_on, recorded)

    def permits(self, decision: str | None) -> bool:
        """Whether a decision is recorded, and agreed; whatever follows rests on it then."""
        if not self.fund.decided(decision):
            return False
        self.rest(decision)
        return True

    def write(self, line: Line) -> None:
        """A line, or more on the line that its step and party already have."""
        for at, known in enumerate(self.lines):
            if (known.step, known.party) == (line.step, line.party):
                decisions = tuple(dict.fromkeys((*known.decisions, *line.decisions)))
                pence = known.amount_pence + line.amount_pence
                self.lines[at] = replace(known, amount_pence=pence, decisions=decisions)
                return
        self.lines.append(line)

    def bases(self, partner: str | None = None) -> Bases:
        """What a limit of a step, or of one partner in it, may be a share of."""
        remaining = sum(map(self.remaining, self.partners)) if partner is None else self.remaining(partner)
        due = sum(self.dues.values()) if partner is None else self.dues.get(partner, 0)
        return Bases(self.pot.budget_pence, sum(self.dues.values()), due, self.left, remaining)

    def remaining(self, partner: str) -> int:
        """What a partner may still be asked to pay over its dues, or may still get back of them."""
        if self.direction == "underspend":
            return max(0, self.dues.get(partner, 0) - self.borne.get(partner, 0))
        return max(0, self.fund.maximum(partner) - self.fund.dues[partner] - self.fund.borne.get(partner, 0))

    def split(self, amount: int, weights: Sequence[int], step: int, by: str) -> dict[str, int]:
        """An amount by weights; nothing, with a warning, where nobody has a weight."""
        if not any(weights):
            facts = {"step": step, "scheme": self.pot.id, "direction": self.direction, "by": by}
            self.fund.problems.append(codes.NOTHING_TO_SHARE_BY.at(self.where(step), **facts))
            return {}
        return dict(zip(self.partners, allocate(amount, weights), strict=True))

    def where(self, step: int) -> Where:
        place = f"schemes.{self.pot.scheme}." if self.pot.scheme else ""
        return Where(path=f"{place}{self.direction}[{step - 1}]")


def open_books(terms: Terms, outcome: Outcome, pots: Sequence[Pot], fundings: Mapping[str, Funding]) -> FundBook:
    """The books before the first step, with every pot's variance in them."""
    dues = dict.fromkeys(terms.partner_ids, 0)
    for funding in fundings.values():
        for partner, pence in funding.due.items():
            dues[partner] += pence
    reserves = {name: Balance(outcome.reserves.get(name, reserve.opening)) for name, reserve in terms.reserves.items()}
    uncommitted = {scheme: Balance(outcome.uncommitted.get(scheme, 0)) for scheme in terms.schemes}
    fund = FundBook(terms, outcome, dues, reserves, uncommitted)
    fund.pots = [_pot_book(pot, fund, [fundings[scheme] for scheme in pot.members]) for pot in pots]
    return fund


def _pot_book(pot: Pot, fund: FundBook, fundings: list[Funding]) -> PotBook:
    partners = fund.terms.partner_ids
    spend = {name: sum(fund.outcome.spend.get(f.scheme, {}).get(name, 0) for f in fundings) for name in partners}
    dues = {name: sum(f.due.get(name, 0) for f in fundings) for name in partners}
    income = {name: sum(f.income.get(name, 0) for f in fundings) for name in partners}
    beside = sum(f.other_income_pence + f.brought_forward_pence for f in fundings)
    variance = sum(spend.values()) - sum(dues.values()) - beside
    direction: Direction = "underspend" if variance < 0 else "overspend"
    sign = -1 if variance < 0 else 1
    own = {name: sign * (spend[name] - dues[name] - income[name]) for name in partners}
    causes: dict[str, Balance] = {}
    for scheme in pot.members:
        for cause, pence in fund.outcome.causes.get(scheme, {}).items():
            causes.setdefault(cause, Balance(0)).left_pence += sign * pence
    weights = basis(fundings, partners)
    return PotBook(pot, fund, variance, dues, weights, spend, own, causes, direction, abs(variance))


def basis(fundings: Sequence[Funding], partners: Sequence[str]) -> tuple[int, ...]:
    """The weights of *by contributions*: the contractual shares if all schemes have the same, else the planned sums."""
    shares = [funding.shares for funding in fundings]
    if shares and shares[0] and all(other == shares[0] for other in shares):
        return weights_of(shares[0], partners)
    return tuple(max(0, sum(funding.planned.get(name, 0) for funding in fundings)) for name in partners)


def limited(amount: int, limits: Sequence[Limit], bases: Bases) -> int:
    """The amount under the lowest of its limits."""
    return min([amount, *(limit_pence(limit, bases) for limit in limits)])
