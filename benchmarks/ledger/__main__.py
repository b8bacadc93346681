"""``python -m benchmarks.ledger [ENTRIES]``: L1 read, L2 durable single posts, L3 a million at once."""

import json
import sys

from benchmarks.ledger import bulk, reading, writing

if __name__ == "__main__":
    million = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for room in (reading.rows(million // 10), writing.rows(), bulk.rows(million)):
        for row in room:
            print(json.dumps(row), flush=True)
