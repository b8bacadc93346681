"""A fund's lines as one partner would know them in its own ledger: one an entry, in the months that are asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from cronfa.ledger import database
from cronfa.ledger.funds import Fund

Against = Literal["contributions", "responsibility", "spend"]
"""What is compared: money that the partner paid in (or got back), spend that is its responsibility, or all spend."""

_SPENT = (
    "EXISTS (SELECT 1 FROM ledger_posting x JOIN ledger_coding y ON y.id = x.coding_id "
    "WHERE x.entry_id = e.id AND y.account = 'expenditure')"
)
_WHICH: dict[Against, str] = {
    "contributions": f"c.account = 'bank' AND e.kind NOT IN ('opening', 'settlement') AND NOT {_SPENT}",
    "responsibility": "c.account = 'expenditure' AND e.kind <> 'settlement'",
    "spend": "c.account = 'expenditure' AND e.kind <> 'settlement'",
}


class PartnerLine(NamedTuple):
    """What one entry comes to for a partner; ``file`` and ``line`` are where it came from, ``reverses`` what it undoes."""

    number: int
    posted: date
    supplier: str
    narrative: str
    scheme: str
    pence: int
    reverses: int | None
    file: str
    line: int


def partner_lines(fund: Fund, partner: str, against: Against, first: date, last: date) -> list[PartnerLine]:
    """The lines of the accounting months from ``first`` to ``last``, in the order of their posting."""
    months = _months(fund, first, last)
    if not months:
        return []
    conditions = [f"e.fund_id = %s AND e.period_id IN ({', '.join(['%s'] * len(months))}) AND {_WHICH[against]}"]
    parameters: list[object] = [fund.id, *months]
    if against != "spend":
        conditions.append("p.partner_id = %s")
        parameters.append(fund.partner_ids[partner])
    sql = (
        "SELECT e.number, CAST(e.posting_date AS text), e.supplier, e.narrative, max(c.scheme), e.reverses_id, e.source_id, "  # noqa: S608  our own words
        "e.source_line, sum(p.amount_pence) FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id "
        f"JOIN ledger_coding c ON c.id = p.coding_id WHERE {' AND '.join(conditions)} "
        "GROUP BY e.id, e.number, e.posting_date, e.supplier, e.narrative, e.reverses_id, e.source_id, e.source_line "
        "ORDER BY e.number"
    )
    files: dict[int, str] = dict(database.rows("SELECT id, sha256 FROM ledger_source WHERE fund_id = %s", [fund.id]))
    return [
        PartnerLine(
            number, date.fromisoformat(posted), supplier, narrative, scheme, int(pence),
            reverses - fund.first_id if reverses else None, files.get(source, ""), line or 0,
        )
        for number, posted, supplier, narrative, scheme, reverses, source, line, pence in database.rows(sql, parameters)
    ]  # fmt: skip


def _months(fund: Fund, first: date, last: date) -> Sequence[int]:
    found = database.rows(
        "SELECT id FROM ledger_period WHERE fund_id = %s AND CAST(starts AS text) >= %s AND CAST(ends AS text) <= %s",
        [fund.id, first.isoformat(), last.isoformat()],
    )
    return [number for (number,) in found]
