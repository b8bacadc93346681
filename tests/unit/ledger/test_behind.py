"""Work done by another thread: in its order, waited for, and never left under way."""

import sys
import threading
import time

import pytest

from cronfa.ledger.behind import Behind


def test_outside_of_with_everything_is_done_at_once() -> None:
    done: list[int] = []
    Behind().do(lambda: done.append(threading.get_ident()))
    assert done == [threading.get_ident()]


def test_work_is_done_by_another_thread_in_its_order() -> None:
    done: list[tuple[int, int]] = []
    with Behind() as behind:
        for number in range(20):
            behind.do(lambda number=number: done.append((number, threading.get_ident())))  # type: ignore[misc]
        behind.wait()
        assert [number for number, _ in done] == list(range(20))
        assert {thread for _, thread in done}.isdisjoint({threading.get_ident()})


def test_what_went_wrong_is_raised_where_it_is_waited_for_and_once() -> None:
    with Behind() as behind:
        behind.do(lambda: [][0])
        with pytest.raises(IndexError):
            behind.wait()
        behind.wait()


def test_nothing_is_under_way_when_it_is_left() -> None:
    done: list[int] = []
    turn_seconds = sys.getswitchinterval()

    def slowly() -> None:
        time.sleep(0.05)
        done.append(1)

    with pytest.raises(ZeroDivisionError), Behind() as behind:
        behind.do(slowly)
        raise ZeroDivisionError
    assert done == [1]
    assert sys.getswitchinterval() == pytest.approx(turn_seconds)
