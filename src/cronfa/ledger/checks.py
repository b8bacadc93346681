"""The checks on a draft that ask the ledger: its period, its source file, what it reverses."""

from typing import NamedTuple

from cronfa.language import Text
from cronfa.ledger import codes, database
from cronfa.ledger.entries import ENTRY_KINDS, EntryDraft
from cronfa.ledger.funds import STATUS_WORDS, Fund
from cronfa.ledger.records import PeriodStatus
from cronfa.problems import Problem

_WORDS: dict[str, Text] = {
    "idempotency_key": Text(en="idempotency key", cy="allwedd idempotentrwydd"),
    "who": Text(en="author (who)", cy="awdur (pwy)"),
    "kind": Text(en="kind", cy="math"),
}


class Known(NamedTuple):
    """A period as it stood after the last event of any period: until there is another, it stands so still."""

    id: int
    status: PeriodStatus
    last_event: int | None


def known_period(fund: Fund, code: str, db: database.Session) -> Known | None:
    """A period of which it is remembered that it was open."""
    found: Known | None = db.memory.get(("periods", fund.id), {}).get(code)
    return found if found and found.status == "open" else None


class Checker:
    """Answers for one batch, under its fund's lock, so that what it has learnt stays true until the commit."""

    def __init__(self, fund: Fund, db: database.Session, last_event: int | None) -> None:
        """``last_event`` is the id of the last event of any period."""
        self.fund = fund
        self._db = db
        self._last_event = last_event
        remembered: dict[str, Known] = db.memory.get(("periods", fund.id), {})
        self._periods: dict[str, Known | None] = {
            code: known for code, known in remembered.items() if known.last_event == last_event
        }
        self._sources: dict[str, int | None] = {}
        self._reversed_now: set[int] = set()

    def period_id(self, code: str) -> int:
        """The id of a period that has been checked."""
        found = self._period(code)
        assert found
        return found.id

    def is_open(self, code: str) -> bool:
        """Whether there is such a period, and it takes every entry."""
        found = self._period(code)
        return found is not None and found.status == "open"

    def source_id(self, file: str) -> int | None:
        """The id of a registered source file, by its SHA-256; of its latest reading."""
        if file not in self._sources:
            found = self._db.row(
                "SELECT max(id) FROM ledger_source WHERE fund_id = %s AND sha256 = %s", [self.fund.id, file]
            )
            self._sources[file] = found[0] if found else None
        return self._sources[file]

    def problems(self, draft: EntryDraft, fields: tuple[str, ...], head_number: int) -> list[Problem]:
        """What is wrong with the draft's head; ``head_number`` is the number of the entry before it."""
        period = self._periods.get(fields[3]) or self._period(fields[3])
        found: list[Problem] = []
        if not (fields[9].strip() and fields[7].strip() and draft.kind in ENTRY_KINDS):
            found = self._unsaid(draft, fields)
        key = draft.idempotency_key
        if period is None:
            found.append(codes.UNKNOWN_PERIOD.at(key=key, period=draft.period))
        elif period.status == "closed" or (period.status == "soft-closed" and not draft.adjustment):
            found.append(codes.PERIOD_CLOSED.at(key=key, period=draft.period, status=STATUS_WORDS[period.status]))
        if draft.source and self.source_id(draft.source.file) is None:
            found.append(codes.UNKNOWN_SOURCE.at(key=key, file=draft.source.file))
        if draft.reverses is not None or draft.kind == "reversal":
            found += self._wrong_reversal(draft, fields, head_number)
        return found

    def _unsaid(self, draft: EntryDraft, fields: tuple[str, ...]) -> list[Problem]:
        said = {"idempotency_key": fields[9].strip(), "who": fields[7].strip(), "kind": draft.kind in ENTRY_KINDS}
        return [
            codes.MISSING_WORD.at(key=draft.idempotency_key, field=_WORDS[name])
            for name, given in said.items()
            if not given
        ]

    def _wrong_reversal(self, draft: EntryDraft, fields: tuple[str, ...], head_number: int) -> list[Problem]:
        found = []
        if not fields[8].strip():
            what = Text(en=f"reversing entry {draft.reverses}", cy=f"gwrthdroi cofnod {draft.reverses}")
            found.append(codes.NO_REASON.at(what=what))
        number = draft.reverses or 0
        if not 1 <= number <= head_number:
            found.append(codes.UNKNOWN_ENTRY.at(number=number))
        elif number in self._reversed_now or self._db.row(
            "SELECT 1 FROM ledger_entry WHERE reverses_id = %s", [self.fund.first_id + number]
        ):
            found.append(codes.REVERSED_ALREADY.at(number=number))
        self._reversed_now.add(number)
        return found

    def _period(self, code: str) -> Known | None:
        if code not in self._periods:
            found = self._db.row(
                "SELECT id, (SELECT status FROM ledger_period_event v WHERE v.period_id = p.id ORDER BY v.id DESC LIMIT 1)"
                " FROM ledger_period p WHERE fund_id = %s AND code = %s",
                [self.fund.id, code],
            )
            self._periods[code] = Known(found[0], found[1], self._last_event) if found else None
            if found:
                database.remember_on_commit(("periods", self.fund.id), {code: self._periods[code]})
        return self._periods[code]
