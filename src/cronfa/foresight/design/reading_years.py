"""What may happen, as a brief says it: what each partner is expected to spend on each scheme, and how widely it may differ."""

from collections.abc import Mapping
from typing import Any

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Path
from cronfa.foresight.design import codes
from cronfa.foresight.design.fields import Fields, basis_points, money
from cronfa.foresight.design.stated import Cell, StatedWorld
from cronfa.language import Text
from cronfa.money import allocate
from cronfa.settlement.terms import NEVER_SETTLED, weights_of

A_PARTNER = Text(en="partner", cy="partner")
A_SCHEME = Text(en="scheme", cy="cynllun")
DEFAULT_SPREAD = "5%"


def world(fields: Fields, terms: Terms, year: str, seed: int) -> StatedWorld | None:
    """The assumed world of a brief."""
    path: Path = ("years",)
    wanted = fields.mapping(fields.document.data.get("years"), path)
    fields.only(wanted, path, ("spread", "together", "schemes"))
    together = fields.read(wanted.get("together") or "0%", (*path, "together"), basis_points, 0)
    spread = fields.read(wanted.get("spread") or DEFAULT_SPREAD, (*path, "spread"), basis_points, 0)
    schemes = fields.mapping(wanted.get("schemes"), (*path, "schemes"))
    for name in schemes:
        fields.known(name, (*path, "schemes", name), terms.schemes, A_SCHEME)
    cells: list[Cell] = []
    for name, scheme in terms.schemes.items():
        if scheme.form not in NEVER_SETTLED:
            cells += _cells(
                fields, terms, year, name, fields.mapping(schemes.get(name), (*path, "schemes", name)), spread
            )
    if together > 10_000:
        fields.unreadable((*path, "together"), wanted.get("together"), Text(en="at most 100%", cy="100% ar y mwyaf"))
        return None
    return StatedWorld(year, terms.partner_ids, tuple(cells), together, seed)


def _cells(
    fields: Fields, terms: Terms, year: str, scheme: str, wanted: Mapping[str, Any], spread_bp: int
) -> list[Cell]:
    path: Path = ("years", "schemes", scheme)
    fields.only(wanted, path, ("expected", "spread"))
    if "expected" in wanted:
        expected = {
            partner: fields.read(text, (*path, "expected", partner), money, 0)
            for partner, text in fields.mapping(wanted["expected"], (*path, "expected")).items()
            if fields.known(partner, (*path, "expected", partner), terms.partner_ids, A_PARTNER)
        }
    else:
        expected = _as_budgeted(fields, terms, year, scheme)
    written = wanted.get("spread")
    each = written if isinstance(written, dict) else dict.fromkeys(expected, written)
    return [
        Cell(
            scheme,
            partner,
            pence,
            spread_bp
            if each.get(partner) is None
            else fields.read(each[partner], (*path, "spread", partner), basis_points, spread_bp),
        )
        for partner, pence in expected.items()
    ]


def _as_budgeted(fields: Fields, terms: Terms, year: str, scheme: str) -> dict[str, int]:
    """The budget, by whose responsibility it is, where the agreement fixes that for all lines alike."""
    clause = terms.schemes[scheme]
    budget = clause.budget.for_year(year) or 0
    match clause.attribute.by:
        case "shares":
            weights = weights_of(clause.attribute.shares, terms.partner_ids)
        case "contributions" if clause.contributions is not None:
            weights = _contributed(terms, year, scheme)
        case _:
            weights = ()
    if not any(weights) or not budget:
        fields.refuse(codes.EXPECTED_UNKNOWN, ("years",), scheme=scheme)
        return {}
    parts = zip(terms.partner_ids, allocate(budget, weights), strict=True)
    return {partner: pence for partner, pence in parts if pence}


def _contributed(terms: Terms, year: str, scheme: str) -> tuple[int, ...]:
    rule = terms.schemes[scheme].contributions
    shares = rule.shares.for_year(year) if rule is not None else None
    if shares:
        return weights_of(shares, terms.partner_ids)
    amounts = getattr(rule, "amounts", None)
    sums = (amounts.for_year(year) or {}) if amounts is not None else {}
    return tuple(max(0, sums.get(name, 0)) for name in terms.partner_ids)
