"""What was reported for a settlement, as the text that :mod:`cronfa.settlement.reading` reads: the two undo each other."""

from collections.abc import Mapping
from typing import Any

import yaml

from cronfa.agreement.clauses import Terms
from cronfa.money import pounds
from cronfa.settlement.figures import party_id
from cronfa.settlement.outcome import Decision, Outcome


def write_reported(outcome: Outcome, terms: Terms) -> str:
    """The parts of an outcome that no ledger knows: measures, causes, uncommitted budgets and decisions.

    Empty if nothing was reported.
    """
    said: dict[str, Any] = {
        "measures": {name: _measure(terms, name, values) for name, values in outcome.measures.items()},
        "causes": {scheme: _money(sums) for scheme, sums in outcome.causes.items()},
        "uncommitted": _money(outcome.uncommitted),
        "decisions": {name: _decision(decision) for name, decision in outcome.decisions.items()},
    }
    found = {name: part for name, part in said.items() if part}
    if not found:
        return ""
    whole = {"year": outcome.year, "months": str(outcome.months), **found}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=1_000)


def _measure(terms: Terms, name: str, values: Mapping[str, int]) -> dict[str, str]:
    known = terms.measures.get(name)
    return _money(values) if known and known.unit == "pence" else {key: str(value) for key, value in values.items()}


def _money(sums: Mapping[str, int]) -> dict[str, str]:
    return {key: pounds(pence) for key, pence in sums.items()}


def _decision(decision: Decision) -> dict[str, Any]:
    split: dict[str, int] = {}
    for party, pence in decision.split:
        split[party_id(party)] = split.get(party_id(party), 0) + pence
    said: dict[str, Any] = {"board": decision.board, "on": decision.on.isoformat(), "minute": decision.minute}
    said["agreed"] = "yes" if decision.agreed else "no"
    said |= {"recorded by": decision.recorded_by} if decision.recorded_by else {}
    return said | ({"split": _money(split)} if split else {})
