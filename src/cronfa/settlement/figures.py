"""A stable name for every figure of a settlement, such as ``2012-13/residential/overspend/2/leeds``.

The name says the year, the scheme (``fund`` where schemes share a waterfall), what it is, the step and the party. It stays
the same when the same year is settled again, so that a reader can ask why.
"""

from collections.abc import Mapping

from cronfa.settlement.outcome import Due, Line, Party, Settlement
from cronfa.settlement.terms import FUND


def figure_id(year: str, figure: Due | Line) -> str:
    """The name of a due or of a line of a waterfall."""
    scheme = figure.scheme or FUND
    if isinstance(figure, Due):
        return f"{year}/{scheme}/contribution/{figure.partner}"
    return f"{year}/{scheme}/{figure.direction}/{figure.step}/{party_id(figure.party)}"


def party_id(party: Party) -> str:
    """A partner by its own id; any other party with its kind before it, as in ``reserve:contingency``."""
    return party.id if party.kind == "partner" else f"{party.kind.replace(' ', '-')}:{party.id}"


def figures(settlement: Settlement) -> Mapping[str, int]:
    """Every figure of a settlement in pence, by its name."""
    year = settlement.year
    found: dict[str, int] = {}
    for scheme in settlement.schemes:
        for name in ("budget", "due", "other_income", "brought_forward", "spend", "variance"):
            found[f"{year}/{scheme.scheme}/{name.replace('_', '-')}"] = getattr(scheme, f"{name}_pence")
    items: tuple[Due | Line, ...] = (*settlement.dues, *settlement.lines)
    for item in items:
        found[figure_id(year, item)] = item.amount_pence
    for partner in settlement.partners:
        for name in ("due", "borne", "lent", "repaid", "paid", "to_pay"):
            found[f"{year}/partner/{partner.partner}/{name.replace('_', '-')}"] = getattr(partner, f"{name}_pence")
    for reserve in settlement.reserves:
        for name in ("opening", "drawn", "kept", "closing"):
            found[f"{year}/reserve/{reserve.reserve}/{name}"] = getattr(reserve, f"{name}_pence")
    return found
