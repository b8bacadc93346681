"""Shocks as people write them: a small YAML file, every problem with its line and column.

```yaml
shocks:
  fees-up:
    name: {en: Fees +9 %, cy: Ffioedd +9 %}
    whose: council
    fees: {up: 9%, schemes: [residential], from: October}
  winter-nursing:
    name: {en: 20 more nursing placements in winter, cy: 20 lleoliad nyrsio ychwanegol yn y gaeaf}
    chance: 10%
    placements: {scheme: residential, number: 20, weekly fee: £950, partner: board, from: November, to: March}
  quarter-withheld:
    name: {en: The council withholds a quarter, cy: Y cyngor yn dal chwarter yn ôl}
    withheld: {partner: council, share: 25%}
  board-leaves:
    name: {en: The board leaves in January, cy: Y bwrdd yn gadael ym mis Ionawr}
    leaves: {partner: board, from: January, its people: leave}
```
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path as FilePath
from typing import Any, TypeVar

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Document, Path
from cronfa.calendars import MONTHS as MONTH_NAMES
from cronfa.foresight import codes
from cronfa.foresight.settings_file import WORRIES, read_settings
from cronfa.foresight.shocks import MONTHS, Effect, Extra, Fees, Leaves, Placements, Shock, Withheld
from cronfa.language import Text, same
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Kind, Problem, Problems
from cronfa.settlement.terms import NEVER_SETTLED

T = TypeVar("T")
HEADS = ("name", "whose", "chance")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "fees": ("up", "schemes", "from", "to"),
    "placements": ("scheme", "number", "weekly fee", "partner", "from", "to"),
    "spend": ("scheme", "amount", "partner", "cause", "from", "to"),
    "withheld": ("partner", "share", "schemes"),
    "leaves": ("partner", "from", "its people"),
}
_MOST_PEOPLE = 100_000
_SHARE = Text(en="a share", cy="cyfran")
_NUMBER = Text(en="a whole number", cy="rhif cyfan")
_MONTH = Text(en="a month", cy="mis")
_MAPPING = Text(en="a list of settings", cy="rhestr o osodiadau")
_PEOPLE = Text(en="leave or stay", cy="leave neu stay")
_ABOVE_LEAST = Text(en="over −100% and up to 1000%", cy="dros −100% a hyd at 1000%")
_PART = Text(en="over 0% and up to 100%", cy="dros 0% a hyd at 100%")
_PEOPLE_RANGE = Text(en="between −100,000 and 100,000 and not 0", cy="rhwng −100,000 a 100,000 ac nid 0")
_FEE_RANGE = Text(en="over £0 and up to £100,000 a week", cy="dros £0 a hyd at £100,000 yr wythnos")
_AMOUNT_RANGE = Text(en="other than £0, and less than £1 billion", cy="yn wahanol i £0, ac yn llai nag £1 biliwn")
_ORDER = Text(en="no earlier than the month it begins", cy="heb fod yn gynharach na'r mis y mae'n dechrau")


def load_shocks(path: FilePath | str, terms: Terms) -> tuple[Shock, ...]:
    """Read a file of shocks; see :func:`read_shocks`."""
    return read_shocks(FilePath(path).read_text(encoding="utf-8-sig"), terms, str(path))


def read_shocks(text: str, terms: Terms, file: str = "shocks.yaml") -> tuple[Shock, ...]:
    """The shocks that a text names, for an agreement.

    Raises:
        Problems: everything that cannot be read, is not in the agreement, or is of no possible size.
    """
    reader = _Reader(read_settings(text, file, WORRIES, "shocks:"), terms)
    shocks = reader.shocks()
    if reader.problems:
        raise Problems(reader.problems)
    return shocks


class _Reader:
    """Reads values by their path and collects what is wrong with them."""

    def __init__(self, document: Document, terms: Terms) -> None:
        self.document = document
        self.terms = terms
        self.problems: list[Problem] = []
        self.shock = ""
        self.schemes = [name for name, scheme in terms.schemes.items() if scheme.form not in NEVER_SETTLED]

    def refuse(self, kind: Kind, path: Path, **facts: object) -> None:
        self.problems.append(self.document.problem(kind, path, **facts))

    def shocks(self) -> tuple[Shock, ...]:
        data = self.document.data
        for field in data:
            if field != "shocks":
                self.refuse(codes.SHOCK_FIELD_UNKNOWN, (field,), field=field, known="shocks")
        return tuple(self.one(id_, value) for id_, value in self.mapping(data.get("shocks"), ("shocks",)).items())

    def mapping(self, value: Any, path: Path) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.refuse(codes.SHOCK_UNREADABLE, path, text=value, wanted=_MAPPING, example="fees: {up: 9%}")
        return {}

    def one(self, id_: str, value: Any) -> Shock:
        self.shock, path = id_, ("shocks", id_)
        body = self.mapping(value, path)
        for field in body:
            if field not in (*HEADS, *FIELDS):
                self.refuse(codes.SHOCK_FIELD_UNKNOWN, (*path, field), field=field, known=", ".join((*HEADS, *FIELDS)))
        before = len(self.problems)
        effects = [
            effect for kind in FIELDS if kind in body for effect in self.effects(kind, body[kind], (*path, kind))
        ]
        if not effects and len(self.problems) == before:
            self.refuse(codes.SHOCK_EMPTY, path, shock=id_)
        chance = self.part(body["chance"], (*path, "chance")) if "chance" in body else None
        if chance is not None and any(isinstance(effect, Withheld | Leaves) for effect in effects):
            self.refuse(codes.SHOCK_CHANCE_OF_LEAVING, (*path, "chance"), shock=id_)
        whose = self.partner(body["whose"], (*path, "whose")) if "whose" in body else None
        return Shock(id_, self.name(body.get("name"), id_), tuple(effects), whose, chance)

    def name(self, value: Any, id_: str) -> Text:
        if isinstance(value, dict):
            en, cy = value.get("en"), value.get("cy")
            return Text(en=str(en or cy or id_), cy=str(cy or en or id_))
        return same(str(value or id_))

    def effects(self, kind: str, value: Any, path: Path) -> list[Effect]:
        read: Callable[[Mapping[str, Any], Path], Effect] = getattr(self, kind)
        every = enumerate(value) if isinstance(value, list) else [(None, value)]
        made = []
        for at, each in every:
            place = path if at is None else (*path, at)
            body = self.mapping(each, place)
            if not isinstance(each, dict):
                continue
            for field in body:
                if field not in FIELDS[kind]:
                    known = ", ".join(FIELDS[kind])
                    self.refuse(codes.SHOCK_FIELD_UNKNOWN, (*place, field), field=field, known=known)
            made.append(read(body, place))
        return made

    def fees(self, body: Mapping[str, Any], path: Path) -> Effect:
        first, last = self.months(body, path)
        up = self.share(body.get("up"), (*path, "up"))
        if not -1 < up <= 10:
            self.refuse(codes.SHOCK_SIZE_IMPOSSIBLE, (*path, "up"), text=body.get("up"), field="up", range=_ABOVE_LEAST)
        return Fees(up, self.several(body.get("schemes"), (*path, "schemes")), first, last)

    def placements(self, body: Mapping[str, Any], path: Path) -> Effect:
        first, last = self.months(body, path)
        number = self.whole(body.get("number"), (*path, "number"))
        fee = self.pence(body.get("weekly fee"), (*path, "weekly fee"))
        if not 0 < abs(number) <= _MOST_PEOPLE:
            facts = {"text": body.get("number"), "field": "number", "range": _PEOPLE_RANGE}
            self.refuse(codes.SHOCK_SIZE_IMPOSSIBLE, (*path, "number"), **facts)
        if not 0 < fee <= 100_000_00:
            facts = {"text": body.get("weekly fee"), "field": "weekly fee", "range": _FEE_RANGE}
            self.refuse(codes.SHOCK_SIZE_IMPOSSIBLE, (*path, "weekly fee"), **facts)
        scheme = self.scheme(body.get("scheme"), (*path, "scheme"))
        return Placements(scheme, number, fee, self.who(body, path), first, last)

    def spend(self, body: Mapping[str, Any], path: Path) -> Effect:
        first, last = self.months(body, path)
        pence = self.pence(body.get("amount"), (*path, "amount"))
        if not 0 < abs(pence) < 10**11:
            facts = {"text": body.get("amount"), "field": "amount", "range": _AMOUNT_RANGE}
            self.refuse(codes.SHOCK_SIZE_IMPOSSIBLE, (*path, "amount"), **facts)
        scheme, cause = self.scheme(body.get("scheme"), (*path, "scheme")), body.get("cause")
        return Extra(scheme, pence, self.who(body, path), str(cause) if cause else None, first, last)

    def withheld(self, body: Mapping[str, Any], path: Path) -> Effect:
        share = self.part(body.get("share"), (*path, "share"))
        schemes = self.several(body.get("schemes"), (*path, "schemes"))
        return Withheld(self.partner(body.get("partner"), (*path, "partner")), share, schemes)

    def leaves(self, body: Mapping[str, Any], path: Path) -> Effect:
        people = str(body.get("its people", "leave"))
        if people not in ("leave", "stay"):
            place = (*path, "its people")
            self.refuse(codes.SHOCK_UNREADABLE, place, text=people, wanted=_PEOPLE, example="its people: leave")
        partner = self.partner(body.get("partner"), (*path, "partner"))
        return Leaves(partner, self.month(body.get("from"), (*path, "from")), people == "leave")

    def months(self, body: Mapping[str, Any], path: Path) -> tuple[int, int]:
        first = self.month(body["from"], (*path, "from")) if "from" in body else 1
        last = self.month(body["to"], (*path, "to")) if "to" in body else MONTHS
        if last < first:
            self.refuse(codes.SHOCK_SIZE_IMPOSSIBLE, (*path, "to"), text=body["to"], field="to", range=_ORDER)
            return 1, MONTHS
        return first, last

    def month(self, value: Any, path: Path) -> int:
        """The month's place in the financial year, from its name or from ``2026-10``."""
        words = str(value).strip().lower()
        for number, names in enumerate(MONTH_NAMES, start=1):
            if words in (names.en.lower(), names.cy.lower()) or (words[:4].isdigit() and words[4:] == f"-{number:02d}"):
                return (number - 4) % MONTHS + 1 if self.terms.year == "april" else number
        self.refuse(codes.SHOCK_UNREADABLE, path, text=value, wanted=_MONTH, example="from: October")
        return 1

    def share(self, value: Any, path: Path) -> Fraction:
        words = str(value).strip().replace("−", "-")
        try:
            if words.endswith("%"):
                return Fraction(words.rstrip("% ")) / 100
            one, of, many = words.partition(" in ")
            return Fraction(one) / Fraction(many) if of else Fraction(words)
        except (ValueError, ZeroDivisionError):
            self.refuse(codes.SHOCK_UNREADABLE, path, text=value, wanted=_SHARE, example="9%")
            return Fraction(1, 2)

    def part(self, value: Any, path: Path) -> Fraction:
        share = self.share(value, path)
        if not 0 < share <= 1:
            facts = {"text": value, "field": path[-1], "range": _PART}
            self.refuse(codes.SHOCK_SIZE_IMPOSSIBLE, path, **facts)
            return Fraction(1, 2)
        return share

    def whole(self, value: Any, path: Path) -> int:
        try:
            return int(str(value).replace(",", "").replace("−", "-"))
        except ValueError:
            self.refuse(codes.SHOCK_UNREADABLE, path, text=value, wanted=_NUMBER, example="number: 20")
            return 1

    def pence(self, value: Any, path: Path) -> int:
        try:
            return parse_pence(str(value))
        except MoneyError as error:
            self.problems.append(self.document.problem(error.kind, path, **error.facts))
            return 1

    def scheme(self, value: Any, path: Path) -> str:
        if value not in self.schemes:
            facts = {"shock": self.shock, "scheme": value, "known": ", ".join(self.schemes)}
            self.refuse(codes.SHOCK_SCHEME_UNKNOWN, path, **facts)
        return str(value)

    def several(self, value: Any, path: Path) -> tuple[str, ...]:
        if value in (None, "all"):
            return ()
        named: Sequence[Any] = value if isinstance(value, list) else [value]
        return tuple(
            self.scheme(each, (*path, at) if isinstance(value, list) else path) for at, each in enumerate(named)
        )

    def who(self, body: Mapping[str, Any], path: Path) -> str | None:
        return self.partner(body["partner"], (*path, "partner")) if "partner" in body else None

    def partner(self, value: Any, path: Path) -> str:
        if value not in self.terms.partners:
            facts = {"shock": self.shock, "partner": value, "known": ", ".join(self.terms.partners)}
            self.refuse(codes.SHOCK_PARTNER_UNKNOWN, path, **facts)
        return str(value)
