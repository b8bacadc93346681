"""What is left at the end of an agreement, divided among its partners."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.money import allocate, pounds
from cronfa.problems import Where, stop
from cronfa.settlement import codes, contributions
from cronfa.settlement.books import basis
from cronfa.settlement.contributions import Funding
from cronfa.settlement.outcome import Line, Outcome, Party
from cronfa.settlement.terms import FUND, NEVER_SETTLED, weights_of


def settle_exit(
    terms: Terms, outcome: Outcome, reserves: Mapping[str, int], balances: Mapping[str, int]
) -> tuple[Line, ...]:
    """Divide reserves, and what is left or owed on each scheme, by the agreement's exit shares.

    ``reserves`` are what the reserves hold in pence; ``balances`` what each scheme has left, below zero what it still
    owes, with an empty text for what schemes carried together. What a partner gets back is below zero, what it must pay
    above. A reserve with shares of its own is divided by them; otherwise the exit clause of the scheme or of the fund
    speaks, and if it writes no shares, what was contributed.

    Raises:
        Problems: there is something to divide and nobody has a share in it.
    """
    fundings = {
        scheme: contributions.fund(terms, scheme, outcome)
        for scheme, clause in terms.schemes.items()
        if clause.form not in NEVER_SETTLED
    }
    lines: list[Line] = []
    for number, (name, reserve) in enumerate(terms.reserves.items(), start=1):
        weights = _weights(terms, reserve.shares or terms.exit.shares, list(fundings.values()))
        parts = _divided(terms, f"reserve:{name}", reserves.get(name, 0), weights)
        lines += [Line(None, "exit", number, "exit", reserve.clause, party, pence) for party, pence in parts]
    for scheme, balance in balances.items():
        own = fundings.get(scheme)
        clause = (terms.schemes[scheme].exit if own else None) or terms.exit
        weights = _weights(terms, clause.shares, [own] if own else list(fundings.values()))
        parts = _divided(terms, scheme or FUND, balance, weights)
        place = 1 if scheme else len(terms.reserves) + 1  # what schemes carried together comes after the reserves
        lines += [Line(scheme or None, "exit", place, "exit", clause.clause, party, pence) for party, pence in parts]
    return tuple(lines)


def _weights(terms: Terms, shares: Mapping[str, Fraction], fundings: Sequence[Funding]) -> tuple[int, ...]:
    partners = terms.partner_ids
    return weights_of(shares, partners) if shares else basis(fundings, partners)


def _divided(terms: Terms, what: str, balance: int, weights: tuple[int, ...]) -> list[tuple[Party, int]]:
    """Who gets how much of a balance, and pays how much of a debt."""
    if balance and not any(weights):
        stop(codes.NOBODY_PAYS_THE_REST, Where(path="exit"), direction="exit", scheme=what, amount=pounds(balance))
    shares = zip(terms.partner_ids, allocate(-balance, weights), strict=True)
    return [(Party("partner", name), pence) for name, pence in shares if pence]
