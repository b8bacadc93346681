"""What the ledger itself does in these measurements. Also a program: ``python -m benchmarks.ledger.ours URL`` reads."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from benchmarks.ledger.work import PARTNERS, days, frames, periods_of, rules
from cronfa import ledger
from cronfa.fund.drafts import Posting
from cronfa.fund.payment_columns import payment_columns
from cronfa.ledger.bulk import post_columns
from cronfa.ledger.database import connection
from cronfa.ledger.entries import EntryDraft
from cronfa.ledger.funds import Fund


def opened(url: str) -> Fund:
    """An empty fund in an empty database."""
    ledger.setup(url)
    fund = ledger.open_fund("pool", "Pool", PARTNERS, who="bench")
    ledger.open_periods(fund, days(), who="bench")
    return fund


def bulk_seconds(fund: Fund, drafts: Iterable[EntryDraft]) -> float:
    """Seconds to post them all in one transaction."""
    began = time.perf_counter()
    ledger.post(fund, drafts)
    return time.perf_counter() - began


def attributed_seconds(fund: Fund, lines: int) -> float:
    """Seconds to make so many lines of spend, attribute them, and post them in one transaction."""
    file = ledger.register_source(
        fund, "lines.csv", [b"..\n" * lines], mapping="", rows=lines, total_pence=0, who="bench"
    )
    by = Posting(file.sha256, file.name, "intake")
    # What is compiled is compiled once an installation.
    list(payment_columns(frames(1_000), rules(), {}, periods_of, by))
    began = time.perf_counter()
    post_columns(fund, payment_columns(frames(lines), rules(), {}, periods_of, by))
    return time.perf_counter() - began


def single_seconds(fund: Fund, drafts: Iterable[EntryDraft]) -> float:
    """Seconds to post them one at a time, each committed to the disk."""
    ready = list(drafts)
    began = time.perf_counter()
    for draft in ready:
        ledger.post(fund, [draft])
    return time.perf_counter() - began


def read(fund: Fund) -> Counter[tuple[str, str]]:
    """Verify the whole fund, and add up the trial balance. Balances by partner and account, in pence."""
    found, lines = ledger.verified_trial_balance(fund)
    assert found.is_sound and found.entries
    balances: Counter[tuple[str, str]] = Counter()
    for line in lines:
        balances[line.partner, line.account] += line.debit_pence - line.credit_pence
    return balances


def read_seconds(fund: Fund) -> float:
    """The better of three readings."""
    return min(_seconds_to_read(fund) for _ in range(3))


def _seconds_to_read(fund: Fund) -> float:
    began = time.perf_counter()
    read(fund)
    return time.perf_counter() - began


@contextmanager
def ended() -> Iterator[None]:
    """Close this thread's connection afterwards."""
    try:
        yield
    finally:
        connection().close()


if __name__ == "__main__":
    ledger.setup(sys.argv[1])
    read(ledger.find_fund("pool"))
