"""R2: every request is sent three times at once with one idempotency key, and then with another content."""

import threading
from collections import Counter

import pytest

import scale
from cronfa import ledger
from cronfa.ledger.database import connection
from cronfa.ledger.queries import entries
from cronfa.problems import Problems
from made_up_ledger import open_made_up_fund, spend

REQUESTS = scale.examples(20, 400)
SENDERS = 3


@pytest.mark.usefixtures("database")
def test_one_entry_for_each_key_whoever_is_first() -> None:
    fund = open_made_up_fund()
    numbers: list[dict[int, int]] = [{} for _ in range(SENDERS)]
    refused: Counter[str] = Counter()
    barrier = threading.Barrier(SENDERS)

    def send(sender: int) -> None:
        try:
            for request in range(REQUESTS):
                barrier.wait()
                numbers[sender][request] = ledger.post(fund, [spend(request)]).numbers[0]
                try:
                    ledger.post(fund, [spend(request, 2_000 + sender)])
                except Problems as problems:
                    refused.update(problem.code for problem in problems.problems)
        finally:
            connection().close()

    threads = [threading.Thread(target=send, args=(sender,)) for sender in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers[0] == numbers[1] == numbers[2]
    assert len(list(entries(fund))) == REQUESTS
    assert refused == {"LE008": SENDERS * REQUESTS}
    assert ledger.verify(fund).is_sound
