"""A fund read from the database and checked: its chain, its balance, and what its postings add up to, in one pass.

On SQLite a second process takes the second half of a long chain. On PostgreSQL, where the server puts the rows together in
processes of its own, two threads fetch chunks ahead of the one that is being checked.
"""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from cronfa.ledger import canonical, database, segment
from cronfa.ledger.chain import ChainCheck, Marks
from cronfa.ledger.funds import Fund
from cronfa.ledger.segment import Found, Legs, Segment, Texts

SHARED_FROM = 30_000
"""From so many entries on, a second process saves more than its start costs."""
_FETCHERS = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: the chain, the first entry that does not balance, and pence by partner's and coding's id.

    When the chain has a wrong entry, ``unbalanced`` and ``sums`` tell only of the entries before it.
    """

    chain: ChainCheck
    unbalanced: int | None
    sums: dict[tuple[int, int], int]


def read(fund: Fund, last: int, *, at: int | None = None, with_root: bool = False) -> Reading:
    """Check the entries up to number ``last``. ``at`` asks for the hash and the Merkle root after so many of them."""
    marks = Marks(fund.slug, at, with_root=with_root)
    whole = Segment(fund.slug, fund.id, fund.first_id, 1, last, canonical.genesis(fund.slug))
    # A Merkle tree grows in one place.
    found = _found(whole, marks.add) if marks.wanted else _shared(whole)
    first_wrong = None if found.entries == last else found.entries + 1
    sums = {(partner, coding): pence for partner, coding, pence in found.sums}
    return Reading(marks.found(found.entries, found.head_hash, first_wrong), found.unbalanced, sums)


def _shared(whole: Segment) -> Found:
    """The whole checked by two processes, if that is worth it and a second one sees what this one does."""
    path = Path(str(database.connection().settings_dict["NAME"]))
    python = Path(sys.executable or "")
    # Other connections do not see what this one has not committed.
    alone = database.is_postgresql() or database.connection().in_atomic_block or not path.is_file()
    if alone or whole.last < SHARED_FROM or (os.cpu_count() or 1) < 2 or not python.name.startswith("python"):
        return _found(whole)
    middle = whole.last // 2
    carried = database.row("SELECT hash FROM ledger_entry WHERE id = %s", [whole.first_id + middle])
    if carried is None:
        return _found(whole)
    second = whole._replace(first=middle + 1, previous=carried[0])
    asked = json.dumps({"path": str(path), "segment": second})
    program = [str(python), "-I", "-S", segment.__file__, asked]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as helper:  # noqa: S603  our own
        try:
            first = _found(whole._replace(last=middle))
            return _joined(first, _answer(helper, second)) if first.head_hash == second.previous else first
        finally:
            helper.kill()


def _answer(helper: "subprocess.Popen[bytes]", asked: Segment) -> Found:
    """What the second process found; if it could not do its work it is done here."""
    said, _ = helper.communicate()
    return _found(asked) if helper.returncode else Found(*json.loads(said))


def _joined(first: Found, second: Found) -> Found:
    unbalanced = second.unbalanced if first.unbalanced is None else first.unbalanced
    sums = {(partner, coding): pence for partner, coding, pence in first.sums}
    for partner, coding, pence in second.sums:
        sums[partner, coding] = sums.get((partner, coding), 0) + pence
    listed = [[*leg, pence] for leg, pence in sums.items()]
    return Found(first.entries + second.entries, second.head_hash, unbalanced, listed)


def _found(asked: Segment, seen: Callable[[str], None] | None = None) -> Found:
    """The segment checked in this process."""
    words = Legs.of(asked, database.rows)
    queries = segment.queries(asked, words, is_postgresql=database.is_postgresql())
    spans = list(asked.spans())
    ahead = database.is_postgresql() and len(spans) > 1 and not database.connection().in_atomic_block
    with closing(_fetched_ahead(queries, spans) if ahead else _fetched(queries, spans)) as chunks:
        return segment.check(asked, words, chunks, seen)


def _fetched(queries: tuple[str, str], spans: list[list[int]]) -> Generator[Texts, None, None]:
    for span in spans:
        yield database.Session().each(queries[0], span), database.Session().each(queries[1], span)


def _fetched_ahead(queries: tuple[str, str], spans: list[list[int]]) -> Generator[Texts, None, None]:
    connections = [database.another_connection() for _ in range(_FETCHERS)]
    sessions: SimpleQueue[database.Session] = SimpleQueue()
    for each in connections:
        sessions.put(database.Session(each))

    def fetch(span: list[int]) -> Texts:
        session = sessions.get()
        try:
            return session.rows(queries[0], span), session.rows(queries[1], span)
        finally:
            sessions.put(session)

    try:
        with ThreadPoolExecutor(_FETCHERS) as threads:
            fetching: deque[Future[Texts]] = deque()
            for span in spans:
                fetching.append(threads.submit(fetch, span))
                if len(fetching) > _FETCHERS:
                    yield fetching.popleft().result()
            while fetching:
                yield fetching.popleft().result()
    finally:
        for each in connections:
            each.close()
