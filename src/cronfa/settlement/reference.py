"""The reference engine: one outcome, plain integers, obvious.

:func:`settle` first gives underspends that the agreement offers to overspent schemes, then runs the overspend waterfalls,
then the underspend ones, each in the agreement's order, and last limits each partner's exposure over all of them.
"""

from cronfa.agreement.clauses import Collar, Terms
from cronfa.agreement.steps import Offset
from cronfa.problems import Problem, Problems
from cronfa.settlement import codes, contributions
from cronfa.settlement.books import FundBook, PotBook, limited, open_books
from cronfa.settlement.contributions import Funding
from cronfa.settlement.outcome import (
    Line,
    Outcome,
    PartnerResult,
    Party,
    ReserveResult,
    SchemeResult,
    Settlement,
)
from cronfa.settlement.steps import apply, most_it_may_take, others, run
from cronfa.settlement.terms import FUND, OWN_MONEY, Bases, Pot, pots


def settle(terms: Terms, outcome: Outcome) -> Settlement:
    """The settlement of one year, or of its first months, under the terms in force.

    Raises:
        Problems: the outcome names what the agreement does not have, or the agreement has no sums for the year.
    """
    refuse_what_is_unknown(terms, outcome)
    fundings = {scheme: contributions.fund(terms, scheme, outcome) for scheme in terms.schemes}
    fund = open_books(terms, outcome, pots(terms, outcome.year, outcome.months), fundings)
    for pot in fund.pots:
        give(pot)
    for direction in ("overspend", "underspend"):
        for pot in fund.pots:
            if pot.direction == direction:
                run(pot)
    exposure = limit_exposures(fund)
    return _result(fund, fundings, exposure)


def refuse_what_is_unknown(terms: Terms, outcome: Outcome) -> None:
    """Stop before anything is settled if money stands under a name that the agreement does not have."""
    found: list[Problem] = []
    if not 1 <= outcome.months <= 12:
        found.append(codes.MONTHS_OUT_OF_RANGE.at(months=outcome.months))
    for sums in (outcome.spend, outcome.paid, outcome.brought_forward):
        for scheme, by_partner in sums.items():
            if scheme not in terms.schemes:
                found.append(codes.UNKNOWN_SCHEME.at(scheme=scheme, known=", ".join(terms.schemes)))
            unknown = [partner for partner in by_partner if partner not in terms.partners]
            known = ", ".join(terms.partners)
            found += [codes.UNKNOWN_PARTNER.at(partner=name, scheme=scheme, known=known) for name in unknown]
    for loan in outcome.loans:
        if loan.lender not in terms.partners:
            known = ", ".join(terms.partners)
            found.append(codes.UNKNOWN_PARTNER.at(partner=loan.lender, scheme=loan.scheme or FUND, known=known))
    if found:
        raise Problems(found)


def give(pot: PotBook) -> None:
    """What an underspent scheme offers to overspent ones before any waterfall runs, in the agreement's order."""
    first = pot.steps[0] if pot.steps else None
    if pot.direction != "underspend" or not isinstance(first, Offset):
        return
    amount = most_it_may_take(first, pot) or 0
    for needy in others(first, pot, "overspend"):
        given = min(amount, needy.left)
        amount -= given
        if given:
            pot.record(1, first.kind, first.clause, Party("scheme", needy.pot.id), given)
            needy.record(0, first.kind, first.clause, Party("scheme", pot.pot.id), given)


def limit_exposures(fund: FundBook) -> list[Line]:
    """The lines by which what a partner bears beyond its limit passes to others (R16)."""
    lines: list[Line] = []
    first = 1
    for collar in fund.terms.exposure:
        lines += _limit_exposure(collar, fund, first)
        first += len(collar.excess)
    return lines


def _limit_exposure(collar: Collar, fund: FundBook, first: int) -> list[Line]:
    """One partner's excess; steps are numbered on from the collars before."""
    pot = _whole_fund(collar, fund)
    most = limited(pot.left, collar.up_to, _exposure_bases(collar.partner, pot))
    pot.left -= most
    pot.variance = pot.left
    for number, step in enumerate(collar.excess, start=first):
        before = pot.left
        apply(step, number, pot)
        passed_on = before - pot.left
        if passed_on:
            partner = Party("partner", collar.partner)
            clause = step.clause or collar.clause
            pot.write(Line(None, "exposure", number, step.kind, clause, partner, -passed_on, pot.rests_on))
            fund.borne[collar.partner] -= passed_on
    return pot.lines


def _whole_fund(collar: Collar, fund: FundBook) -> PotBook:
    """A book in which what one partner bears stands as an overspend of all schemes together."""
    partners = fund.terms.partner_ids
    budget = sum(pot.pot.budget_pence for pot in fund.pots)
    pot = Pot(None, (), fund.terms.host, fund.terms.host, budget, (), ())
    spend = {name: sum(each.spend[name] for each in fund.pots) for name in partners}
    weights = tuple(max(0, fund.dues[name]) for name in partners)
    borne = max(0, fund.borne.get(collar.partner, 0))
    return PotBook(pot, fund, 0, fund.dues, weights, spend, {}, {}, "exposure", borne, barred=collar.partner)


def _exposure_bases(partner: str, pot: PotBook) -> Bases:
    """What a collar may be a share of; its *remaining contribution* is all that may be asked over the partner's dues."""
    over_dues = max(0, pot.fund.maximum(partner) - pot.dues[partner])
    return Bases(pot.pot.budget_pence, sum(pot.dues.values()), pot.dues[partner], pot.left, over_dues)


def _result(fund: FundBook, fundings: dict[str, Funding], exposure: list[Line]) -> Settlement:
    lines = [line for pot in fund.pots for line in pot.lines] + exposure
    carried = sum(line.amount_pence for line in lines if line.party.kind == "next year")
    problems = [problem for funding in fundings.values() for problem in funding.problems] + fund.problems
    return Settlement(
        year=fund.outcome.year,
        months=fund.outcome.months,
        schemes=tuple(_scheme_result(fund, funding) for funding in fundings.values()),
        dues=tuple(due for funding in fundings.values() for due in funding.dues),
        lines=tuple(lines),
        partners=tuple(_partner_result(fund, name, lines) for name in fund.terms.partner_ids),
        reserves=tuple(_reserve_result(fund, name) for name in fund.reserves),
        decisions=tuple(fund.decisions),
        loans=tuple(fund.loans),
        carried_pence=-carried,
        problems=tuple(problems),
        owed=fund.outcome.loans,
    )


def _scheme_result(fund: FundBook, funding: Funding) -> SchemeResult:
    spend = sum(fund.outcome.spend.get(funding.scheme, {}).values())
    due = sum(funding.due.values())
    beside = (funding.other_income_pence, spend, funding.brought_forward_pence)
    return SchemeResult(funding.scheme, funding.budget_pence, due, *beside)


def _partner_result(fund: FundBook, partner: str, lines: list[Line]) -> PartnerResult:
    borne = sum(line.amount_pence for line in lines if line.party == Party("partner", partner))
    lent = sum(line.amount_pence for line in lines if line.party == Party("loan", partner))
    paid = sum(paid_by(fund, scheme, partner) for scheme in fund.terms.schemes)
    repaid = sum(loan.due_pence(fund.outcome.year) for loan in fund.outcome.loans if loan.lender == partner)
    return PartnerResult(partner, fund.dues[partner], borne, paid, lent, repaid)


def paid_by(fund: FundBook, scheme: str, partner: str) -> int:
    """What a partner has paid; where each keeps its own money, what it spent itself unless a payment is reported."""
    paid = fund.outcome.paid.get(scheme)
    if paid is None and fund.terms.schemes[scheme].form in OWN_MONEY:
        return fund.outcome.spend.get(scheme, {}).get(partner, 0)
    return (paid or {}).get(partner, 0)


def _reserve_result(fund: FundBook, reserve: str) -> ReserveResult:
    book = fund.reserves[reserve]
    opening = book.left_pence + book.taken_pence - book.added_pence
    return ReserveResult(reserve, opening, book.taken_pence, book.added_pence)
