"""Posts entries one at a time and says so after each: the program that the kill tests kill.

Called with the database's address, the fund, and the number of the first entry. Each acknowledged number is a line of
standard output.
"""

import sys
from itertools import count

from cronfa import ledger
from made_up_ledger import spend


def main(url: str, fund_name: str, first: str) -> None:
    ledger.setup(url)
    fund = ledger.find_fund(fund_name)
    for number in count(int(first)):
        ledger.post(fund, [spend(number, 1_000 + number)])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


main(*sys.argv[1:])
