"""R5: an exception at every database statement of every command. What is there after is what was before, or all of the
command; and a command done again after its fault arrives at the same chain as if there had been none.
"""

from collections.abc import Callable
from datetime import date

import pytest

from cronfa import ledger
from cronfa.ledger.canonical import Stored
from cronfa.ledger.database import Session
from cronfa.ledger.entries import SourceLine
from cronfa.ledger.funds import Fund
from made_up_ledger import FIRST_PERIOD, PERIODS, clock, open_made_up_fund, spend, spends

Command = Callable[[Fund], object]
FILE = [b"a,1\nb,2\n"]


def _take_in(fund: Fund) -> None:
    with ledger.transaction():
        file = ledger.register_source(
            fund, "f.csv", FILE, mapping="m", rows=2, total_pence=3, who="tester", recorded_at=clock(50)
        )
        drafts = [spend(number, source=SourceLine(file.sha256, number - 49)) for number in (50, 51)]
        ledger.post(fund, drafts, recorded_at=clock(50))


COMMANDS: dict[str, Command] = {
    "open fund": lambda fund: ledger.open_fund("second", "Second", ["a", "b"], who="tester", recorded_at=clock(40)),
    "open periods": lambda fund: ledger.open_periods(
        fund, [("x", date(2013, 4, 1), date(2013, 4, 30)), ("y", date(2013, 5, 1), date(2013, 5, 31))], who="tester",
        recorded_at=clock(40),
    ),
    "register agreement": lambda fund: ledger.register_agreement(fund, "b: 2\n", who="tester", recorded_at=clock(40)),
    "close period": lambda fund: ledger.set_period(fund, PERIODS[5][0], "closed", who="tester", recorded_at=clock(40)),
    "post one": lambda fund: ledger.post(fund, [spend(40)], recorded_at=clock(40)),
    "post many": lambda fund: ledger.post(fund, spends(40, 90), recorded_at=clock(40)),
    "take in a file": _take_in,
    "reverse": lambda fund: ledger.reverse(
        fund, 2, reason="WRONG", who="tester", posting_date=PERIODS[0][1], period=FIRST_PERIOD, recorded_at=clock(40)
    ),
    "accrue": lambda fund: ledger.accrue(
        fund, [spend(40, kind="accrual")], next_period=PERIODS[1][0], next_date=PERIODS[1][1], recorded_at=clock(40)
    ),
}  # fmt: skip


class Fault(Exception):
    """What goes wrong."""


def _begun(name: str) -> Fund:
    fund = open_made_up_fund(name)
    ledger.register_agreement(fund, "a: 1\n", who="tester", recorded_at=clock(1))
    ledger.post(fund, spends(1, 3), recorded_at=clock(2))
    return fund


def _state() -> list[object]:
    """Everything that every fund holds."""
    from cronfa.ledger.funds import funds
    from cronfa.ledger.verification import standing

    found: list[object] = []
    for fund in funds():
        verified = ledger.verify(fund)
        assert verified.is_sound, verified.problems
        found.append(
            (standing(fund), verified.entries, verified.head_hash, ledger.balances(fund, ("account", "partner")))
        )
    return found


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", COMMANDS)
def test_old_state_or_new_state_and_never_between(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fund = _begun("made-up")
    before = _state()
    original = {method: getattr(Session, method) for method in ("run", "insert_rows")}
    calls, fails_at = 0, 0

    def faulty(method: str) -> Callable[..., object]:
        def call(self: Session, *given: object) -> object:
            nonlocal calls
            calls += 1
            if calls == fails_at:
                raise Fault
            return original[method](self, *given)

        return call

    for method in original:
        monkeypatch.setattr(Session, method, faulty(method))
    done = False
    while not done:
        fails_at, calls = fails_at + 1, 0
        try:
            COMMANDS[name](fund)
            done = True
        except Fault:
            calls, reached = -(10**9), fails_at
            assert _state() == before
    calls = -(10**9)
    after = _state()
    assert after != before
    assert reached >= 1
    monkeypatch.undo()
    _assert_same_without_faults(name, after)


def _assert_same_without_faults(name: str, after: list[object]) -> None:
    """The same command in a ledger that never saw a fault arrives at the same chain."""
    from cronfa.ledger.reading import read
    from cronfa.ledger.stored import head

    twin = _begun("twin")
    if name == "open fund":
        return
    COMMANDS[name](twin)
    heads = [entry.text("") for entry in _stored("made-up")], [entry.text("") for entry in _stored("twin")]
    assert heads[0] == heads[1]
    assert read(twin, head(twin)[0]).chain.first_wrong is None


def _stored(name: str) -> list[Stored]:
    from cronfa.ledger import stored

    fund = ledger.find_fund(name)
    return list(stored.between(fund, 1, stored.head(fund)[0]))
