"""Two entries undo the same one."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.ledger import post, reverse
from cronfa.ledger.posting import reversal_of

fund, when = find().ledger, {"posting_date": date(2026, 5, 31), "period": "2026-05"}
reverse(fund, 2, reason="typing error", who="officer", **when)
again = reversal_of(fund, 2, reason="typing error", who="manager", **when)
post(fund, [again._replace(idempotency_key="again")])
