"""What has been worked out for readers is kept until the ledger moves: the ledger's head says whether it has.

A fund's history only grows, and its head's hash names the whole of it. So what was computed from the ledger at a head is
right for as long as that is the head, in every process; nothing needs to be thrown away by hand.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

from cronfa.agreement import Agreement, parse
from cronfa.fund.opening import RunningFund
from cronfa.ledger.funds import agreements, find_fund
from cronfa.ledger.stored import head
from cronfa.problems import Problems

Kept = TypeVar("Kept")
_MOST = 64
_kept: "OrderedDict[tuple[Any, ...], Any]" = OrderedDict()
_lock = Lock()


def kept(key: tuple[Any, ...], make: Callable[[], Kept]) -> Kept:
    """What was made for this key before, or what ``make`` gives now. The longest unused are forgotten first."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast(Kept, _kept[key])
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


def fund(slug: str) -> RunningFund | None:
    """The fund of this name with the newest registered text of its agreement, if there is one."""
    try:
        found = find_fund(slug)
    except Problems:
        return None
    texts = agreements(found)
    if not texts:
        return None
    newest = texts[-1]
    return RunningFund(found, _agreement(slug, newest.sha256, newest.text))


def of_ledger(fund: RunningFund, name: str, make: Callable[[], Kept], *more: Any) -> Kept:
    """What ``make`` works out from the ledger as it stands, kept while it stands so."""
    return kept((name, fund.slug, fund.agreement.text, head(fund.ledger)[1], *more), make)


def _agreement(slug: str, sha256: str, text: str) -> Agreement:
    return kept(("agreement", slug, sha256), lambda: parse(text, f"{slug}.yaml"))
