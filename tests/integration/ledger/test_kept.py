"""What is kept of a fund's entries: made once, added to, never mixed up, made anew where history went another way."""

import threading
import time
from dataclasses import dataclass, field

import pytest

from cronfa import ledger
from cronfa.ledger import kept as kept_module
from cronfa.ledger.database import Session, connection
from cronfa.ledger.funds import Fund
from cronfa.ledger.kept import Kept
from made_up_ledger import open_made_up_fund, spends

pytestmark = pytest.mark.usefixtures("sqlite_ledger")
Spans = tuple[tuple[str, int, int], ...]


@dataclass
class Work:
    """Notes what was asked of it; what it makes is which entries of which fund it has been given."""

    done: list[tuple[str, int, int]] = field(default_factory=list)
    takes_seconds: float = 0

    def add(self, fund: Fund, value: Spans, after: int, last: int, db: Session) -> Spans:
        assert db.row("SELECT 1") == (1,)
        time.sleep(self.takes_seconds)
        self.done.append((fund.slug, after, last))
        return (*value, (fund.slug, after, last))


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def kept(work: Work) -> Kept[Spans]:
    return Kept("noted", tuple, work.add)


@pytest.fixture
def fund() -> Fund:
    made = open_made_up_fund()
    ledger.post(made, spends(1, 3))
    return made


def test_nothing_is_made_of_no_entries(kept: Kept[Spans], work: Work) -> None:
    assert kept.of(open_made_up_fund()) == ()
    assert work.done == []


def test_it_is_made_once_and_afterwards_only_added_to(kept: Kept[Spans], work: Work, fund: Fund) -> None:
    assert kept.of(fund) == (("made-up", 0, 3),)
    assert kept.of(fund) is kept.of(fund)
    ledger.post(fund, spends(4, 5))
    assert kept.of(fund) == (("made-up", 0, 3), ("made-up", 3, 5))
    assert work.done == [("made-up", 0, 3), ("made-up", 3, 5)]
    kept.forget()
    assert kept.of(fund) == (("made-up", 0, 5),)


def test_funds_are_kept_apart(kept: Kept[Spans], work: Work, fund: Fund) -> None:
    other = open_made_up_fund("other")
    ledger.post(other, spends(1, 3))
    for _ in range(2):
        assert kept.of(fund) == (("made-up", 0, 3),)
        assert kept.of(other) == (("other", 0, 3),)
    assert len(work.done) == 2


@pytest.mark.parametrize("posted_after", [0, 1, 2])
def test_what_was_made_of_entries_that_were_undone_is_made_anew(
    kept: Kept[Spans], work: Work, fund: Fund, posted_after: int
) -> None:
    """Whether the history that is there now is shorter than the one undone, as long, or longer."""
    with pytest.raises(KeyError), ledger.transaction():
        ledger.post(fund, spends(7, 7))
        assert kept.of(fund) == (("made-up", 0, 4),)
        raise KeyError
    ledger.post(fund, spends(8, 7 + posted_after))
    assert kept.of(fund) == (("made-up", 0, 3 + posted_after),)


def test_the_fund_that_was_asked_for_longest_ago_goes_first(
    kept: Kept[Spans], work: Work, fund: Fund, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "_MOST", 2)
    others = [open_made_up_fund(name) for name in ("second", "third")]
    for other in others:
        ledger.post(other, spends(1, 1))
    for asked in (fund, others[0], fund, others[1], fund, others[0]):
        kept.of(asked)
    assert [name for name, _, _ in work.done] == ["made-up", "second", "third", "second"]


def test_several_who_ask_at_once_wait_for_one_of_them(kept: Kept[Spans], work: Work, fund: Fund) -> None:
    work.takes_seconds = 0.2
    given: list[Spans] = []

    def ask() -> None:
        try:
            given.append(kept.of(fund))
        finally:
            connection().close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert given == [(("made-up", 0, 3),)] * 3
    assert len(work.done) == 1
