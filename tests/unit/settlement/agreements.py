"""The smallest agreement a test can say its own words in."""

from cronfa.agreement import Terms, parse
from cronfa.settlement import Outcome, Settlement, settle
from cronfa.settlement.figures import party_id
from cronfa.settlement.reading import read_outcome

HEAD = """\
agreement: test
power: nhs-act-2006-s75
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body, trust: health body}
"""
POOL = "    contributions: {council: £500, board: £300, trust: £200}\n"


def terms_of(rest: str, head: str = HEAD) -> Terms:
    return parse(head + rest).latest.terms


def outcome_of(terms: Terms, text: str) -> Outcome:
    return read_outcome("year: 2026-27\n" + text, terms)


def settled(rest: str, outcome: str, head: str = HEAD) -> Settlement:
    terms = terms_of(rest, head)
    return settle(terms, outcome_of(terms, outcome))


def pool(overspend: str = "", underspend: str = "", before: str = "", scheme: str = "") -> str:
    """One scheme of £1,000 with its waterfalls, written as lists in braces."""
    waterfalls = "".join(
        f"    {direction}: {steps}\n"
        for direction, steps in (("overspend", overspend), ("underspend", underspend))
        if steps
    )
    return f"{before}schemes:\n  pool:\n    budget: £1,000\n{POOL}{scheme}{waterfalls}"


def lines(settlement: Settlement) -> list[tuple[str, int, str, int]]:
    """Direction, step, party and pence of every line."""
    return [(line.direction, line.step, party_id(line.party), line.amount_pence) for line in settlement.lines]
