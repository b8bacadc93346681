"""One entry of “may vary”: a limit, caps, what a reserve is filled up to, shares, a reserve's size, or an order of steps."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from cronfa.agreement.contributions import BudgetShares, ExpenditureShares, Fixed
from cronfa.agreement.document import Path
from cronfa.agreement.steps import Draw, Keep, Offset, SharedOut
from cronfa.agreement.values import LimitOf
from cronfa.agreement.versions import Version
from cronfa.foresight.design import codes, places
from cronfa.foresight.design.dials import (
    ContributionTerm,
    Dial,
    FreeTerm,
    LimitField,
    LimitTerm,
    OrderTerm,
    ReserveTerm,
    ShareTerm,
    step_at,
)
from cronfa.foresight.design.fields import A_RANGE, MONEY, Fields, dial, ends, whole
from cronfa.language import Text
from cronfa.settlement.terms import weights_of

A_PARTNER = Text(en="partner", cy="partner")
A_RESERVE = Text(en="reserve", cy="cronfa wrth gefn")
A_STEP = Text(en="step", cy="cam")
A_SHARING_STEP = Text(en="step that shares among partners", cy="cam sy'n rhannu rhwng partneriaid")
A_KEEPING_STEP = Text(en="step that keeps in a reserve", cy="cam sy'n cadw mewn cronfa wrth gefn")
A_WATERFALL = Text(en="waterfall", cy="rhaeadr")
SHARED_CONTRIBUTIONS = Text(
    en="contributions by fixed sums or by shares", cy="cyfraniadau yn ôl symiau sefydlog neu gyfrannau"
)
OF_WHAT = Text(
    en="what the shares are of: from: 0%, to: 3% of budget", cy="beth yw'r cyfrannau ohono: from: 0%, to: 3% of budget"
)
WORDS = {
    "limit": ("limit", "from", "to", "by"),
    "cap": ("cap", "from", "to", "of", "by"),
    "until": ("until", "from", "to", "by"),
    "shares": ("shares", "of", "by"),
    "reserve": ("reserve", "from", "to", "by"),
    "order": ("order", "steps"),
}
_FIELD: Mapping[str, LimitField] = {"limit": "up_to", "cap": "each_up_to", "until": "until"}


def free_term(fields: Fields, value: Any, at: Path, version: Version, year: str) -> FreeTerm | None:
    """One free term; nothing if it has a problem, which is then among those of the fields."""
    entry = fields.mapping(value, at)
    kind = next((word for word in WORDS if word in entry), None)
    if kind is None:
        fields.unreadable(
            at, value, Text(en="one of {words}", cy="un o'r rhain: {words}").filled(words=", ".join(WORDS))
        )
        return None
    fields.only(entry, at, WORDS[kind])
    term = _Entry(fields, entry, at, version, year)
    return {"reserve": term.reserve, "order": term.order, "shares": term.shares}.get(kind, lambda: term.limit(kind))()


class _Entry:
    """Reads one entry against the version in force."""

    def __init__(self, fields: Fields, entry: Mapping[str, Any], at: Path, version: Version, year: str) -> None:
        self.fields, self.entry, self.at, self.version, self.year = fields, entry, at, version, year
        self.terms = version.terms

    def limit(self, kind: str) -> LimitTerm | None:
        fits: Callable[[object], bool] = {
            "limit": lambda _: True,
            "cap": lambda step: isinstance(step, SharedOut),
            "until": lambda step: isinstance(step, Keep),
        }[kind]
        wanted = {"limit": A_STEP, "cap": A_SHARING_STEP, "until": A_KEEPING_STEP}[kind]
        path = self.step(kind, fits, wanted)
        each = self.entry.get("of") if kind == "cap" else None
        if each is not None:
            dials, units, partners = self.dials(each)
        else:
            read = self.dial(self.entry, self.at)
            dials, units, partners = ((read[0],), {read[1]}, ()) if read else ((), set(), ())
        if path is None or not dials:
            return None
        if units == {"share"} or len(units) > 1:
            self.fields.unreadable((*self.at, "to"), self.entry.get("to") or each, OF_WHAT)
            return None
        of: LimitOf = next(known for known in get_args(LimitOf) if known in units)
        return LimitTerm(places.written_once(self.version, path), _FIELD[kind], of, dials, partners)

    def shares(self) -> ShareTerm | ContributionTerm | None:
        path = places.parse_path(str(self.entry["shares"]))
        dials, units, partners = self.dials(self.entry.get("of"))
        if units - {"share"}:
            self.fields.unreadable((*self.at, "of"), self.entry.get("of"), A_RANGE)
            return None
        if len(path) == 3 and path[-1] == "contributions":
            return self.contributions(path, dials, partners)
        step = self.step("shares", lambda step: isinstance(step, SharedOut), A_SHARING_STEP)
        if step is None or not dials:
            return None
        known = step_at(self.terms, step)
        assert isinstance(known, SharedOut)
        weights = weights_of(known.shares, self.terms.partner_ids) if known.shares else (1,) * len(self.terms.partners)
        every = dict(zip(self.terms.partner_ids, weights, strict=True))
        taking_part = known.among or self.terms.partner_ids
        others = {name: every[name] for name in taking_part if name not in partners}
        return ShareTerm(places.written_once(self.version, step), partners, dials, others)

    def contributions(self, path: Path, dials: tuple[Dial, ...], partners: tuple[str, ...]) -> ContributionTerm | None:
        scheme = str(path[1])
        known = self.terms.schemes.get(scheme)
        rule = known.contributions if known else None
        if not isinstance(rule, Fixed | BudgetShares | ExpenditureShares) or not places.is_written(self.version, path):
            paths: list[Path] = [("schemes", name, "contributions") for name in self.terms.schemes]
            self.nowhere("shares", SHARED_CONTRIBUTIONS, paths)
            return None
        sums = (rule.amounts.for_year(self.year) or {}) if isinstance(rule, Fixed) else {}
        shares = weights_of(rule.shares.for_year(self.year) or {}, self.terms.partner_ids)
        every = sums or dict(zip(self.terms.partner_ids, shares, strict=True))
        others = {name: max(0, every.get(name, 0)) for name in self.terms.partner_ids if name not in partners}
        if not dials:
            return None
        return ContributionTerm(scheme, self.year, ShareTerm((path,), partners, dials, others), sum(sums.values()))

    def reserve(self) -> ReserveTerm | None:
        name = self.entry["reserve"]
        read = self.dial(self.entry, self.at)
        if not self.fields.known(name, (*self.at, "reserve"), self.terms.reserves, A_RESERVE) or read is None:
            return None
        if read[1] != "money":
            self.fields.unreadable((*self.at, "to"), self.entry.get("to"), MONEY)
            return None
        return ReserveTerm(str(name), (read[0],))

    def order(self) -> OrderTerm | None:
        path = places.parse_path(str(self.entry["order"]))
        steps = places.steps_of(self.terms, path)
        if len(steps) < 2:
            self.nowhere("order", A_WATERFALL, places.waterfall_paths(self.terms))
            return None
        if not self.written("order", path):
            return None
        count = self.fields.read(self.entry.get("steps") or len(steps) - 1, (*self.at, "steps"), whole, 0)
        if not 2 <= count <= min(len(steps), 6):
            expected = Text(en="a number from 2 to {most}", cy="rhif o 2 i {most}").filled(most=min(len(steps), 6))
            self.fields.unreadable((*self.at, "steps"), count, expected)
            return None
        for number, step in enumerate(steps[:count], start=1):
            if not step.up_to and not isinstance(step, Draw | Keep | Offset) and count > 1:
                self.fields.refuse(codes.NOT_MOVABLE, (*self.at, "order"), step=number, path=self.entry["order"])
                return None
        return OrderTerm(places.waterfalls_written_once(self.version, path), count)

    def step(self, word: str, fits: Callable[[object], bool], expected: Text) -> Path | None:
        """The path of a step of the right kind that the agreement writes itself."""
        path = places.parse_path(str(self.entry[word]))
        every = [known for known in places.step_paths(self.terms) if fits(step_at(self.terms, known))]
        if path not in every:
            self.nowhere(word, expected, every)
            return None
        return path if self.written(word, path) else None

    def written(self, word: str, path: Path) -> bool:
        if places.is_written(self.version, path):
            return True
        self.fields.refuse(codes.NOT_WRITTEN, (*self.at, word), path=self.entry[word])
        return False

    def nowhere(self, word: str, expected: Text, known: list[Path]) -> None:
        self.fields.refuse(
            codes.NO_SUCH_PLACE, (*self.at, word),
            expected=expected, path=self.entry[word], year=self.year, known=places.listed(known),
        )  # fmt: skip

    def dial(self, value: Any, path: Path) -> tuple[Dial, str] | None:
        """One dial and its unit; nothing if it cannot be read."""
        by = self.entry.get("by")
        none: tuple[Dial, str] | None = None
        if by is None:
            self.fields.refuse(codes.MISSING_FIELD, self.at, field="by")
            return None
        both = ends(value)
        if both is None:
            self.fields.unreadable(path, value if isinstance(value, str) else "–", A_RANGE)
            return None
        return self.fields.read(value, path, lambda _: dial(*both, str(by)), none)

    def dials(self, each: Any) -> tuple[tuple[Dial, ...], set[str], tuple[str, ...]]:
        """A dial for each named partner, their units, and the partners in the order of the brief."""
        path = (*self.at, "of")
        if each is None:
            self.fields.refuse(codes.MISSING_FIELD, self.at, field="of")
            return (), set(), ()
        made: list[tuple[str, Dial, str]] = []
        for partner, text in self.fields.mapping(each, path).items():
            if self.fields.known(partner, (*path, partner), self.terms.partner_ids, A_PARTNER):
                read = self.dial(text, (*path, partner))
                if read:
                    made.append((partner, *read))
        return tuple(one[1] for one in made), {one[2] for one in made}, tuple(one[0] for one in made)
