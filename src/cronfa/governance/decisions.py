"""What boards have decided, as settlements take it: read alike by pages, programs and the command line.

Only the ledger's own way to the database is used, so that commands which know nothing of people read it too.
"""

import json
from datetime import date

from django.apps import apps

from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import is_settled
from cronfa.ledger import database
from cronfa.settlement.outcome import Decision, Outcome
from cronfa.settlement.reading import party

_TABLE = "governance_boarddecision"


def decided(fund: RunningFund, year: str) -> Outcome:
    """What boards have decided of a year; the newest record of each decision counts."""
    known = {made.id: made for made in map(_decision, _rows(fund, year))}
    return Outcome(year=year, spend={}, decisions=known)


def reported(fund: RunningFund, year: str, months: int) -> Outcome | None:
    """What boards have decided of a year's first months; nothing once their settlement is accepted, for the ledger holds what
    was reported with it, wherever it was accepted.
    """
    return None if is_settled(fund, year, months) else decided(fund, year)


def _rows(fund: RunningFund, year: str) -> list[database.Row]:
    """Oldest first; none where nobody has served this database yet."""
    if not apps.is_installed("cronfa.governance") and _TABLE not in database.connection().introspection.table_names():
        return []
    return database.rows(
        'SELECT decision, board, "on", minute, agreed, split, recorded_by FROM governance_boarddecision '
        "WHERE fund = %s AND year = %s ORDER BY id",
        [fund.slug, year],
    )


def _decision(row: database.Row) -> Decision:
    name, board, on, minute, agreed, split, recorded_by = row
    return Decision(
        id=name, board=board, on=date.fromisoformat(str(on)), minute=minute, agreed=bool(agreed),
        split=tuple((party(who), pence) for who, pence in json.loads(split or "{}").items()), recorded_by=recorded_by,
    )  # fmt: skip
