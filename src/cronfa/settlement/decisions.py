"""Recorded decisions, held against what the agreement asks: which names it knows, whose they are, who may take a part."""

from collections.abc import Iterator

from cronfa.agreement.clauses import Terms
from cronfa.agreement.steps import AnyStep, Decide, SharedOut
from cronfa.problems import Problem
from cronfa.settlement import codes
from cronfa.settlement.outcome import Decision, Party
from cronfa.settlement.terms import pots

Placed = tuple[str, AnyStep]
"""A step, and the name that its decision has unless it gives one."""


def problems_of(terms: Terms, year: str, decision: Decision) -> Iterator[Problem]:
    """What is wrong with one decision before its amounts are looked at."""
    asked = asked_for(terms, year)
    if decision.id not in asked:
        yield codes.NOBODY_ASKED.at(decision.where, decision=decision.id, known=", ".join(asked) or "–")
    elif (wanted := asked[decision.id]) and wanted != decision.board:
        facts = {"decision": decision.id, "board": decision.board, "wanted": wanted}
        yield codes.OTHER_BOARD.at(decision.where, **facts)
    known = ", ".join([*terms.partners, *(f"reserve:{name}" for name in terms.reserves), "next-year:pool"])
    for party, _ in decision.split:
        if not may_take(terms, party):
            said = party.id if party.kind == "partner" else f"{party.kind}:{party.id}"
            yield codes.TAKES_NO_PART.at(decision.where, decision=decision.id, party=said, known=known)


def may_take(terms: Terms, party: Party) -> bool:
    """Whether a decision can give an amount to a party: a partner, a reserve, or next year.

    A loan needs a schedule of repayment, which only the agreement's own step can give.
    """
    if party.kind == "partner":
        return party.id in terms.partners
    return party.id in terms.reserves if party.kind == "reserve" else party.kind == "next year"


def asked_for(terms: Terms, year: str) -> dict[str, str | None]:
    """Every decision that the agreement speaks of in a year, with the board it is left to where a step says which."""
    asked: dict[str, str | None] = {}
    for own_name, step in _steps(terms, year):
        lifted = step.cap_lifted_by if isinstance(step, SharedOut) else None
        for permits in (step.unless, lifted):
            if permits:
                asked.setdefault(permits, None)
        if isinstance(step, Decide):
            asked[step.decision or own_name] = step.board
    return asked


def _steps(terms: Terms, year: str) -> Iterator[Placed]:
    for pot in pots(terms, year, 12):
        for direction, steps in (("overspend", pot.overspend), ("underspend", pot.underspend)):
            yield from ((f"{pot.id}-{direction}-{number}", step) for number, step in enumerate(steps, start=1))
    excess = [step for collar in terms.exposure for step in collar.excess]
    yield from ((f"fund-exposure-{number}", step) for number, step in enumerate(excess, start=1))
