"""An outcome written by hand: what was spent, paid and reported in a year, as a small YAML document.

```yaml
year: 2026-27
spend: {equipment: {council: £250,000, board: £160,000}}
paid: {equipment: {council: £240,000, board: £160,000}}
decisions: {lift-cap: {board: chiefs, on: 2026-11-02, minute: "4.2"}}
```

A ledger gives the same from its entries; this is for trying an agreement on round figures.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Document, Path, read_document
from cronfa.agreement.reading import text_of
from cronfa.calendars import CalendarError, Year
from cronfa.language import Text
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Problem, Problems
from cronfa.settlement import codes
from cronfa.settlement.decisions import problems_of
from cronfa.settlement.outcome import Decision, LoanOwed, Outcome, Party, PartyKind
from cronfa.settlement.terms import FUND

T = TypeVar("T")
FIELDS = (
    "year", "months", "spend", "paid", "measures", "causes", "uncommitted", "reserves", "brought forward", "loans",
    "decisions",
)  # fmt: skip
BESIDE_A_LEDGER = ("year", "months", "measures", "causes", "uncommitted", "decisions")
"""What no ledger knows; all else is the ledger's to say."""
DECISION_FIELDS = ("board", "on", "minute", "agreed", "split", "recorded by")
LOAN_FIELDS = ("lender", "clause", "lent in", "repay", "scheme")
NOTHING = Text(en="nothing", cy="dim")
ONE_OF = Text(en="one of these words: {words}", cy="un o'r geiriau hyn: {words}")
A_YEAR = Text(en="a year under “year:”, such as 2026-27", cy="blwyddyn o dan “year:”, fel 2026-27")
THIS_YEAR = Text(
    en="the figures of {year}, the year that is asked about", cy="ffigurau {year}, y flwyddyn y gofynnir amdani"
)
BY_NAME = Text(en="a name and its value, as in {{{name}: …}}", cy="enw a'i werth, fel yn {{{name}: …}}")
A_LIST = Text(en="a list, with a dash before each of its parts", cy="rhestr, â llinell doriad cyn pob rhan ohoni")
A_NUMBER = Text(en="a whole number", cy="rhif cyfan")
A_DAY = Text(
    en="the day of the decision under “on:”, such as 2027-04-20",
    cy="diwrnod y penderfyniad o dan “on:”, fel 2027-04-20",
)
A_PARTY = Text(
    en="a partner's id, reserve:‹its id› or next-year:pool",
    cy="dynodydd partner, reserve:‹ei dynodydd› neu next-year:pool",
)


def load_outcome(path: FilePath | str, terms: Terms, *, judged: bool = True, year: str | None = None) -> Outcome:
    """Read an outcome from a file; see :func:`read_outcome`."""
    return read_outcome(text_of(path), terms, str(path), judged=judged, year=year)


def read_outcome(
    text: str, terms: Terms, file: str = "outcome.yaml", *, judged: bool = True, year: str | None = None
) -> Outcome:
    """Read an outcome of an agreement from text. ``judged`` holds its decisions against what the terms ask for.

    ``year`` is that of a fund's ledger, if the text stands beside one: the text need not say it, may not say another, and
    leaves to the ledger what the ledger knows.

    Raises:
        Problems: every value that cannot be read, with file, line and column.
    """
    reader = _Reader(read_document(text, file), terms, year)
    reader.only(reader.document.data, BESIDE_A_LEDGER if year else FIELDS, ())
    loans = reader.loans()
    outcome = Outcome(
        year=reader.year(),
        spend=reader.by_scheme("spend"),
        paid=reader.by_scheme("paid"),
        measures=reader.each("measures", reader.measure),
        causes=reader.each("causes", reader.sums),
        uncommitted=reader.each("uncommitted", reader.pence),
        reserves=reader.each("reserves", reader.pence),
        brought_forward=reader.brought_forward(loans),
        decisions=reader.each("decisions", reader.decision),
        months=reader.months(),
        loans=loans,
    )
    if judged and not reader.problems:
        for decision in outcome.decisions.values():
            reader.problems += problems_of(terms, outcome.year, decision)
    if reader.problems:
        raise Problems(reader.problems)
    return outcome


def party(words: str) -> Party:
    """``leeds`` is a partner, ``reserve:contingency`` a reserve; the reverse of :func:`cronfa.settlement.figures.party_id`.

    Raises:
        ValueError: no such kind of party.
    """
    kind, _, name = words.rpartition(":")
    known: Any = kind.replace("-", " ") or "partner"
    if known not in get_args(PartyKind):
        raise ValueError(words)
    return Party(known, name)


def _label(year: str) -> str:
    """A year as the ledger names it; what is none stays as it is written."""
    try:
        return Year.parse(year).label
    except CalendarError:
        return year


class _Reader:
    """Reads values by their path and collects what cannot be read."""

    def __init__(self, document: Document, terms: Terms, asked_year: str | None = None) -> None:
        self.document = document
        self.terms = terms
        self.asked_year = asked_year
        self.problems: list[Problem] = []

    def refuse(self, path: Path, value: object, expected: Text) -> None:
        text = NOTHING if value is None else value
        self.problems.append(self.document.problem(codes.OUTCOME_UNREADABLE, path, text=text, expected=expected))

    def only(self, entry: Mapping[str, Any], words: Sequence[str], path: Path) -> None:
        """Refuse every word that means nothing here."""
        for word in entry:
            if word not in words:
                self.refuse((*path, word), word, ONE_OF.filled(words=", ".join(words)))

    def mapping(self, value: Any, path: Path, words: Sequence[str] = ()) -> Mapping[str, Any]:
        if isinstance(value, dict):
            if words:
                self.only(value, words, path)
            return value
        self.refuse(path, value, BY_NAME.filled(name=words[0] if words else "…"))
        return {}

    def each(self, field: str, read: Callable[[Any, Path], T]) -> dict[str, T]:
        entries = self.mapping(self.document.data.get(field) or {}, (field,))
        return {key: read(value, (field, key)) for key, value in entries.items()}

    def year(self) -> str:
        year = self.document.data.get("year", self.asked_year)
        if not isinstance(year, str):
            self.refuse(("year",), year, A_YEAR)
        elif self.asked_year and _label(year) != self.asked_year:
            self.refuse(("year",), year, THIS_YEAR.filled(year=self.asked_year))
        return self.asked_year or str(year)

    def months(self) -> int:
        return self.whole(self.document.data.get("months") or "12", ("months",))

    def pence(self, value: Any, path: Path) -> int:
        try:
            return parse_pence(str(value))
        except MoneyError as error:
            self.problems.append(self.document.problem(error.kind, path, **error.facts))
            return 0

    def whole(self, value: Any, path: Path) -> int:
        try:
            return int(str(value).replace(",", ""))
        except ValueError:
            self.refuse(path, value, A_NUMBER)
            return 0

    def sums(self, value: Any, path: Path) -> dict[str, int]:
        return {key: self.pence(part, (*path, key)) for key, part in self.mapping(value, path).items()}

    def by_scheme(self, field: str) -> dict[str, dict[str, int]]:
        return self.each(field, self.scheme_sums)

    def scheme_sums(self, value: Any, path: Path) -> dict[str, int]:
        """Sums by partner; one sum for the scheme stands with its host."""
        scheme = str(path[-1])
        if isinstance(value, dict) or scheme not in self.terms.schemes:
            return self.sums(value, path)
        return {self.terms.host_of(scheme): self.pence(value, path)}

    def loans(self) -> tuple[LoanOwed, ...]:
        """Loans of earlier years that are not yet repaid."""
        listed = self.document.data.get("loans") or []
        if not isinstance(listed, list):
            self.refuse(("loans",), listed, A_LIST)
            return ()
        return tuple(self.loan(value, ("loans", at)) for at, value in enumerate(listed))

    def loan(self, value: Any, path: Path) -> LoanOwed:
        entry = self.mapping(value, path, LOAN_FIELDS)
        scheme, lender = str(entry.get("scheme")), str(entry.get("lender"))
        if scheme not in self.terms.schemes:
            known = ", ".join(self.terms.schemes)
            where = (*path, "scheme")
            self.problems.append(self.document.problem(codes.UNKNOWN_SCHEME, where, scheme=scheme, known=known))
        repay = self.sums(entry.get("repay"), (*path, "repay"))
        return LoanOwed(lender, entry.get("clause"), str(entry.get("lent in") or ""), tuple(repay.items()), scheme)

    def brought_forward(self, loans: Sequence[LoanOwed]) -> dict[str, dict[str, int]]:
        """What is written, less what falls due on loans: like one sum for a scheme, that stands with its host."""
        brought, year = self.by_scheme("brought forward"), str(self.document.data.get("year", self.asked_year))
        for loan in loans:
            if loan.scheme and loan.scheme in self.terms.schemes and (due := loan.due_pence(year)):
                host, sums = self.terms.host_of(loan.scheme), brought.setdefault(loan.scheme, {})
                sums[host] = sums.get(host, 0) - due
        return brought

    def measure(self, value: Any, path: Path) -> dict[str, int]:
        known = self.terms.measures.get(str(path[-1]))
        read = self.pence if known is not None and known.unit == "pence" else self.whole
        if known is not None and known.per == "fund" and not isinstance(value, (dict, list)):
            return {FUND: read(value, path)}  # there is one: its number may stand alone
        return {key: read(part, (*path, key)) for key, part in self.mapping(value, path).items()}

    def decision(self, value: Any, path: Path) -> Decision:
        entry = self.mapping(value, path, DECISION_FIELDS)
        split = tuple(self.part(key, part, path) for key, part in self.mapping(entry.get("split") or {}, path).items())
        return Decision(
            id=str(path[-1]),
            board=str(entry.get("board") or ""),
            on=self.day(entry.get("on"), path),
            minute=str(entry.get("minute") or ""),
            agreed=str(entry.get("agreed", "yes")) in ("yes", "true"),
            split=split,
            recorded_by=str(entry.get("recorded by") or ""),
            where=self.document.where(path),
        )

    def part(self, key: str, value: Any, path: Path) -> tuple[Party, int]:
        pence = self.pence(value, (*path, "split", key))
        try:
            return party(key), pence
        except ValueError:
            self.refuse((*path, "split", key), key, A_PARTY)
            return Party("partner", key), pence

    def day(self, value: Any, path: Path) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.refuse((*path, "on"), value, A_DAY)
            return date.min
