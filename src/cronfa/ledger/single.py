"""One plain entry in one statement of PostgreSQL, which numbers, chains, writes and commits it.

Each statement costs its way there and back, so what is asked elsewhere before writing (the fund's head, the key) the server asks
itself, in ``ledger_post``. All that is refused is refused there as it is anywhere: its triggers meet these rows as any others.
"""

from array import array
from datetime import datetime

from cronfa.ledger import canonical, database
from cronfa.ledger.batches import PostResult
from cronfa.ledger.checks import known_period
from cronfa.ledger.entries import ENTRY_KINDS, EntryDraft
from cronfa.ledger.funds import Fund, stamp
from cronfa.ledger.lines import known_shape

_POST = f"SELECT number, hash FROM ledger_post({', '.join(['%s'] * 18)})"  # noqa: S608  placeholders alone


def post_single(fund: Fund, draft: EntryDraft, recorded_at: datetime | None) -> PostResult | None:
    """Post the draft; nothing is done and None given where something must be asked, learnt or refused in words first."""
    db = database.Session()
    if not db.is_postgresql or draft.source or draft.reverses or draft.kind == "reversal":
        return None
    head = canonical.fields(draft)
    kind, posted, served, code, _, _, narrative, who, reason, key, _, category, supplier, adjusts = head
    period, found = known_period(fund, code, db), known_shape(fund, draft, db)
    if not (period and found and key.strip() and who.strip() and kind in ENTRY_KINDS):
        return None
    shape, pence = found
    lists = ["{" + ",".join(map(str, each)) + "}" for each in (shape.partner_ids, shape.coding_ids, pence)]
    said = (kind, posted, served, period.id, narrative, who, reason, key, category, supplier, 1 if adjusts else 0)
    body = canonical.body(head, shape.text % pence)
    [(number, entry_hash)] = db.rows(_POST, (fund.id, *said, *lists, body, stamp(recorded_at), period.last_event))
    return PostResult(1, 0, array("q", [number]), number, entry_hash) if number else None
