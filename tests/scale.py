"""How much a test tries: a short version for every run, a long one for ``make test-long``."""

import os

LONG = os.environ.get("CRONFA_LONG") == "1"


def examples(short: int, long: int) -> int:
    """The number of examples, histories or files to try in this run."""
    return long if LONG else short
