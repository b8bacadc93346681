"""What a variation changes: in words, clause by clause, and in money on last year's figures.

Enter by :func:`compare`. Both agreements settle the same year with the same spend: a reported outcome, or what the budget
would give, on budget and a twentieth over and under it. The difference is shown for each partner, and then by clause.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cronfa.agreement.clauses import Terms
from cronfa.agreement.explain import Section, Sentence, changes, explain_version
from cronfa.agreement.versions import Agreement, Version
from cronfa.calendars import Year, YearKind
from cronfa.language import Text, same
from cronfa.money import allocate
from cronfa.problems import NOWHERE, Problems
from cronfa.settlement import codes
from cronfa.settlement.outcome import Outcome, Settlement
from cronfa.settlement.reference import settle

SWING_HUNDREDTHS = 5
"""How far the made-up cases lie over and under the budget."""

_Key = tuple[str | None, str, str, str, str | None]
"""Scheme, direction, step, partner and clause."""


@dataclass(frozen=True, slots=True)
class Change:
    """One sum before and after. ``scheme`` is ``None`` for what is shared over all schemes."""

    partner: str
    before_pence: int
    after_pence: int
    scheme: str | None = None
    direction: str = ""
    step: str = ""
    clause: str | None = None

    @property
    def difference_pence(self) -> int:
        return self.after_pence - self.before_pence


@dataclass(frozen=True, slots=True)
class Case:
    """One year of spend under both agreements."""

    title: Text
    year: str
    spend_pence: int
    partners: tuple[Change, ...]
    """What the year costs each partner: contribution and share of variances."""
    clauses: tuple[Change, ...]
    """Every contribution and step by which it differs."""
    waiting: tuple[int, int]
    """What waits for a board's decision, before and after, in pence."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes in words and in money. ``illustrative`` holds the labels of agreements that are not real."""

    words: tuple[Sentence, ...]
    cases: tuple[Case, ...]
    names: Mapping[str, Text]
    scheme_titles: Mapping[str, Text]
    illustrative: tuple[Text, ...] = ()


_REPORTED = Text(en="The reported year", cy="Y flwyddyn a adroddwyd")
_ON_BUDGET = Text(en="Spend on budget", cy="Gwariant yn unol â'r gyllideb")
_OVER = Text(en="Spend {n}% over budget", cy="Gwariant {n}% dros y gyllideb")
_UNDER = Text(en="Spend {n}% under budget", cy="Gwariant {n}% o dan y gyllideb")


def compare(old: Agreement, new: Agreement, outcome: Outcome | None = None) -> Comparison:
    """What the new agreement changes in the old one, each as it now stands.

    Raises:
        Problems: no year can be settled under both.
    """
    return compare_versions(old.latest, new.latest, outcome)


def compare_versions(old: Version, new: Version, outcome: Outcome | None = None) -> Comparison:
    """What a later version changes in an earlier one; see :func:`compare`."""
    cases = _reported(old, new, outcome) if outcome is not None else _made_up(old, new)
    labels = [version.terms.illustrative for version in (old, new) if version.terms.illustrative]
    return Comparison(
        words=tuple(changes(old, new)),
        cases=cases,
        names={name: terms.name(name) for terms in (old.terms, new.terms) for name in terms.partners},
        scheme_titles={name: terms.scheme_title(name) for terms in (old.terms, new.terms) for name in terms.schemes},
        illustrative=tuple(dict.fromkeys(labels)),
    )


def explained(version: Version) -> tuple[Section, ...]:
    """The whole version in words, for a page that shows both side by side."""
    return explain_version(version)


def _reported(old: Version, new: Version, outcome: Outcome) -> tuple[Case, ...]:
    both = [settle(version.terms, _fitting(version.terms, outcome)) for version in (old, new)]
    return (_case(_REPORTED, outcome, both[0], both[1]),)


def _made_up(old: Version, new: Version) -> tuple[Case, ...]:
    """Three cases in the last whole year that can be settled under both."""
    last: Problems | None = None
    for year in _years(old.terms, new.terms):
        try:
            return tuple(_on_budget(old.terms, new.terms, year))
        except Problems as problems:
            last = problems
    raise last or Problems([codes.NO_COMMON_YEAR.at(NOWHERE)])


def _on_budget(old: Terms, new: Terms, year: str) -> Iterator[Case]:
    titles = {0: _ON_BUDGET, SWING_HUNDREDTHS: _OVER, -SWING_HUNDREDTHS: _UNDER}
    for swing, title in titles.items():
        spend = {**_spend(new, year, swing), **_spend(old, year, swing)}
        outcome = Outcome(year=year, spend=spend)
        before, after = (settle(terms, _fitting(terms, outcome)) for terms in (old, new))
        yield _case(title.filled(n=abs(swing)), outcome, before, after)


def _spend(terms: Terms, year: str, swing_hundredths: int) -> dict[str, dict[str, int]]:
    """The budget of each scheme, more or less a part of it, on each partner's responsibilities as it contributes."""
    planned = settle(terms, Outcome(year=year, spend={}))
    spend: dict[str, dict[str, int]] = {}
    for name, scheme in terms.schemes.items():
        budget = scheme.budget.for_year(year)
        if budget is None or scheme.form == "in view":
            continue
        weights = [_due(planned, name, partner) for partner in terms.partners]
        amount = budget * (100 + swing_hundredths) // 100
        parts = allocate(amount, weights if any(weights) else [1] * len(weights))
        spend[name] = dict(zip(terms.partners, parts, strict=True))
    return spend


def _due(planned: Settlement, scheme: str, partner: str) -> int:
    return max(0, sum(due.amount_pence for due in planned.dues if (due.scheme, due.partner) == (scheme, partner)))


def _fitting(terms: Terms, outcome: Outcome) -> Outcome:
    """The outcome as far as the agreement has its schemes; spend of a body that is no partner falls to the host."""
    spend: dict[str, dict[str, int]] = {}
    for scheme, by_partner in outcome.spend.items():
        if scheme in terms.schemes:
            spend[scheme] = {}
            for partner, pence in by_partner.items():
                body = partner if partner in terms.partners else terms.host_of(scheme)
                spend[scheme][body] = spend[scheme].get(body, 0) + pence
    return replace(outcome, spend=spend, paid={})


def _years(old: Terms, new: Terms) -> Iterator[str]:
    """The years of both agreements: the whole ones first, and of those the last; what is cut by a term comes after."""
    was, now = dict(_term_years(old)), dict(_term_years(new))
    both = {year: was[year] and now[year] for year in was if year in now}
    yield from sorted(both, key=lambda year: (both[year], year), reverse=True)


def _term_years(terms: Terms) -> Iterator[tuple[str, bool]]:
    """Each year with a budget, and whether the whole of it is within the term."""
    kind: YearKind = "financial" if terms.year == "april" else "calendar"
    year = Year.containing(terms.term.from_, kind)
    while year.first_day <= terms.term.to:
        if any(scheme.budget.for_year(year.label) for scheme in terms.schemes.values()):
            yield year.label, terms.term.from_ <= year.first_day and year.last_day <= terms.term.to
        year = year.next


def _case(title: Text, outcome: Outcome, before: Settlement, after: Settlement) -> Case:
    costs = [_costs(settlement) for settlement in (before, after)]
    partners = tuple(
        Change(name, costs[0].get(name, 0), costs[1].get(name, 0)) for name in dict.fromkeys([*costs[0], *costs[1]])
    )
    spent = sum(sum(by_partner.values()) for by_partner in outcome.spend.values())
    waits = [sum(each.amount_pence for each in settlement.decisions) for settlement in (before, after)]
    return Case(title, outcome.year, spent, partners, _by_clause(before, after), (waits[0], waits[1]))


def _costs(settlement: Settlement) -> dict[str, int]:
    return {each.partner: each.due_pence + each.borne_pence for each in settlement.partners}


def _by_clause(before: Settlement, after: Settlement) -> tuple[Change, ...]:
    old, new = _takes(before), _takes(after)
    found = []
    for key in dict.fromkeys([*old, *new]):
        scheme, direction, step, partner, clause = key
        was, clause_was = old.get(key, (0, clause))
        now, clause_now = new.get(key, (0, clause_was))
        if was != now:
            found.append(Change(partner, was, now, scheme, direction, step, clause_now))
    return tuple(found)


def _takes(settlement: Settlement) -> dict[_Key, tuple[int, str | None]]:
    """What each partner pays or gets back, and by which clause; a contribution is compared with a contribution, whatever
    its rule."""
    takes: dict[_Key, tuple[int, str | None]] = {}
    for due in settlement.dues:
        _add(takes, (due.scheme, "contribution", "", due.partner, None), due.amount_pence, due.clause)
    for line in settlement.lines:
        if line.party.kind == "partner":
            _add(
                takes,
                (line.scheme, line.direction, line.kind, line.party.id, line.clause),
                line.amount_pence,
                line.clause,
            )
    return takes


def _add(takes: dict[_Key, tuple[int, str | None]], key: _Key, amount_pence: int, clause: str | None) -> None:
    takes[key] = (takes.get(key, (0, None))[0] + amount_pence, clause)


def name_of(comparison: Comparison, scheme: str | None) -> Text:
    """A scheme's title, or what stands for all of them."""
    everything = Text(en="all schemes", cy="pob cynllun")
    return everything if scheme is None else comparison.scheme_titles.get(scheme, same(scheme))
