"""Rules about money: budgets and contributions that are there, fund each other, and have the right sign."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from cronfa.agreement.checks.places import find, schemes, years
from cronfa.agreement.clauses import POOLED_FORMS, Scheme
from cronfa.agreement.contributions import Baseline, BudgetShares, Contributions, Fixed, Volume
from cronfa.agreement.document import Path
from cronfa.agreement.values import ByYear
from cronfa.agreement.versions import Version
from cronfa.language import Text
from cronfa.money import pounds
from cronfa.problems import Kind, Problem

BELOW_ZERO = Kind(
    "AG065",
    what=Text(en="{amount} is below zero.", cy="Mae {amount} islaw sero."),
    remedy=Text(
        en="Write it without a sign; only one-off, recurrent and planned changes can be below zero.",
        cy="Ysgrifennwch ef heb arwydd; dim ond newidiadau untro, cylchol ac arfaethedig all fod islaw sero.",
    ),
)
NO_BUDGET = Kind(
    "AG066",
    what=Text(
        en="There is no budget for {years} in: {schemes}.", cy="Nid oes cyllideb ar gyfer {years} yn: {schemes}."
    ),
    remedy=Text(
        en="Add it before the year begins; until then that year cannot be monitored or settled.",
        cy="Ychwanegwch hi cyn i'r flwyddyn ddechrau; tan hynny ni ellir monitro na setlo'r flwyddyn honno.",
    ),
    severity="warning",
)
NO_CONTRIBUTIONS = Kind(
    "AG067",
    what=Text(
        en="“{scheme}” is pooled, but nothing says who pays into it.",
        cy="Mae “{scheme}” yn gynllun cyfun, ond nid oes dim yn dweud pwy sy'n talu i mewn.",
    ),
    remedy=Text(
        en="Add “contributions:”, such as {{council: 60%, board: 40%}}.",
        cy="Ychwanegwch “contributions:”, er enghraifft {{council: 60%, board: 40%}}.",
    ),
)
NO_CONTRIBUTIONS_FOR_YEAR = Kind(
    "AG068",
    what=Text(
        en="“{scheme}” has a budget for {years} but no contributions.",
        cy="Mae gan “{scheme}” gyllideb ar gyfer {years} ond dim cyfraniadau.",
    ),
    remedy=Text(
        en="Add the contributions of that year.",
        cy="Ychwanegwch gyfraniadau'r flwyddyn honno.",
    ),
    severity="warning",
)
NOT_FUNDED = Kind(
    "AG069",
    what=Text(
        en="In {year} contributions come to {paid} and the budget to {budget}: a difference of {difference}.",
        cy="Yn {year} cyfanswm y cyfraniadau yw {paid} a'r gyllideb yw {budget}: gwahaniaeth o {difference}.",
    ),
    remedy=Text(
        en="If it is meant, say why in “derivation:”; otherwise correct one of them.",
        cy="Os yw'n fwriadol, nodwch pam yn “derivation:”; fel arall cywirwch un ohonynt.",
    ),
    severity="warning",
)
MINIMUM_NOT_MET = Kind(
    "AG070",
    what=Text(
        en="In {year} {partner} contributes {paid}, below its minimum of {minimum}.",
        cy="Yn {year} mae {partner} yn cyfrannu {paid}, islaw ei leiafswm o {minimum}.",
    ),
    remedy=Text(
        en="Raise the contribution, or correct the minimum and its source.",
        cy="Codwch y cyfraniad, neu cywirwch y lleiafswm a'i ffynhonnell.",
    ),
)
OVER_MAXIMUM = Kind(
    "AG071",
    what=Text(
        en="In {year} {partner} contributes {paid}, above its maximum of {maximum}.",
        cy="Yn {year} mae {partner} yn cyfrannu {paid}, uwch na'i uchafswm o {maximum}.",
    ),
    remedy=Text(
        en="Lower its contributions, or correct the maximum.",
        cy="Gostyngwch ei gyfraniadau, neu cywirwch yr uchafswm.",
    ),
    severity="warning",
)
GRANTS_OVER_CONTRIBUTION = Kind(
    "AG072",
    what=Text(
        en="In {year} the grants {partner} pays in come to {grants}, above its contribution of {paid}.",
        cy="Yn {year} mae'r grantiau y mae {partner} yn eu talu i mewn yn dod i {grants}, uwch na'i gyfraniad o {paid}.",
    ),
    remedy=Text(
        en="A grant is part of the contribution: raise the contribution, or correct the grant.",
        cy="Mae grant yn rhan o'r cyfraniad: codwch y cyfraniad, neu cywirwch y grant.",
    ),
    severity="warning",
)
REST_OF_REDUCTION = Kind(
    "AG073",
    what=Text(
        en="The last tier is limited: who gets the rest of the reduction?",
        cy="Mae terfyn ar yr haen olaf: pwy sy'n cael gweddill y gostyngiad?",
    ),
    remedy=Text(en="Leave “up to:” out of the last tier.", cy="Gadewch “up to:” allan o'r haen olaf."),
)
KINDS = (
    BELOW_ZERO, NO_BUDGET, NO_CONTRIBUTIONS, NO_CONTRIBUTIONS_FOR_YEAR, NOT_FUNDED, MINIMUM_NOT_MET, OVER_MAXIMUM,
    GRANTS_OVER_CONTRIBUTION, REST_OF_REDUCTION,
)  # fmt: skip

_NEVER_BELOW_ZERO = ("amounts", "baseline", "alone", "rate")
_PLEDGES = ("in_kind", "grants", "minimum", "performance")
_YEARLY_RULES = {"fixed": "amounts", "volume": "amounts", "baseline": "baseline", "no worse off": "alone"}


def amounts_are_not_below_zero(version: Version) -> Iterator[Problem]:
    """Budgets, contributions, limits and tolerances are at zero or above."""
    for path, amount in _amounts(version):
        if amount < 0:
            yield version.document.problem(BELOW_ZERO, path, amount=pounds(amount))


def every_year_has_a_budget(version: Version) -> Iterator[Problem]:
    """Each year of the term has a budget in each scheme that holds money; years to come are told once for all schemes."""
    without: dict[str, list[tuple[Path, str]]] = {}
    for path, name, scheme in schemes(version):
        missing = [year for year in years(version) if scheme.budget.for_year(year) is None]
        if missing and not _needs_no_budget(scheme):
            without.setdefault(_span(missing), []).append(((*path, "budget"), name))
    for span, found in without.items():
        names = ", ".join(name for _, name in found)
        yield version.document.problem(NO_BUDGET, found[0][0], schemes=names, years=span)


def pooled_schemes_have_contributions(version: Version) -> Iterator[Problem]:
    """Someone pays into a pooled scheme."""
    for path, name, scheme in schemes(version):
        if scheme.form in POOLED_FORMS and scheme.contributions is None:
            yield version.document.problem(NO_CONTRIBUTIONS, path, scheme=name)


def years_with_a_budget_have_contributions(version: Version) -> Iterator[Problem]:
    """A year that has a budget has contributions."""
    for path, name, scheme in schemes(version):
        field = _YEARLY_RULES.get(getattr(scheme.contributions, "by", ""), "shares")
        yearly: ByYear[object] | None = getattr(scheme.contributions, field, None)
        if yearly is None or not yearly.years or yearly.every is not None:
            continue
        bare = [y for y in years(version) if scheme.budget.for_year(y) is not None and yearly.for_year(y) is None]
        if bare:
            where = (*path, "contributions")
            yield version.document.problem(NO_CONTRIBUTIONS_FOR_YEAR, where, scheme=name, years=_span(bare))


def contributions_fund_the_budget(version: Version) -> Iterator[Problem]:
    """What partners pay in, charges that they collect included, comes to the budget."""
    for path, _, scheme in schemes(version):
        rule, found = _rule(scheme), _Found(version, NOT_FUNDED)
        for year in years(version):
            budget, paid = scheme.budget.for_year(year), _paid(scheme.contributions, year)
            if budget is None or not paid:
                continue
            earned = sum(_of(each.amount, year) for each in rule.performance)
            total = sum(paid.values())
            # A penny a partner is the rounding of a derived contribution; a slice to be earned may be inside or beside.
            if all(abs(budget - total - extra) > len(paid) for extra in (0, earned)):
                where = find(version, (*path, "contributions"), year)
                difference = pounds(total - budget, sign=True)
                found.add(where, year, paid=pounds(total), budget=pounds(budget), difference=difference)
        yield from found.problems()


def minimum_contributions_are_met(version: Version) -> Iterator[Problem]:
    """A mandated minimum is contributed."""
    for path, _, scheme in schemes(version):
        found = _Found(version, MINIMUM_NOT_MET)
        for index, minimum in enumerate(_rule(scheme).minimum):
            name = version.terms.name(minimum.partner)
            for year in years(version):
                paid, least = _contribution(scheme, minimum.partner, year), _of(minimum.amount, year)
                if paid is not None and paid < least:
                    where = (*path, "contributions", "minimum", index)
                    found.add(where, year, partner=name, paid=pounds(paid), minimum=pounds(least))
        yield from found.problems()


def contributions_stay_below_their_maximum(version: Version) -> Iterator[Problem]:
    """A partner contributes no more over all schemes than it has said it will."""
    found = _Found(version, OVER_MAXIMUM)
    for name, partner in version.terms.partners.items():
        for year in years(version) if partner.maximum_contribution else ():
            maximum = partner.maximum_contribution.for_year(year) if partner.maximum_contribution else None
            paid = sum(_contribution(scheme, name, year) or 0 for _, _, scheme in schemes(version))
            if maximum is not None and paid > maximum:
                where = ("partners", name, "maximum contribution")
                known = version.terms.name(name)
                found.add(where, year, partner=known, paid=pounds(paid), maximum=pounds(maximum))
    yield from found.problems()


def grants_are_part_of_a_contribution(version: Version) -> Iterator[Problem]:
    """The grants that a partner pays in are within its contribution."""
    for path, _, scheme in schemes(version):
        grants, found = _rule(scheme).grants, _Found(version, GRANTS_OVER_CONTRIBUTION)
        for partner in dict.fromkeys(grant.partner for grant in grants):
            for year in years(version):
                total = sum(_of(grant.amount, year) for grant in grants if grant.partner == partner)
                paid = _contribution(scheme, partner, year)
                if paid is not None and total > paid:
                    where, name = (*path, "contributions", "grants"), version.terms.name(partner)
                    found.add(where, year, partner=name, grants=pounds(total), paid=pounds(paid))
        yield from found.problems()


def reductions_have_a_last_tier(version: Version) -> Iterator[Problem]:
    """The last tier of a volume reduction takes the rest of it."""
    for path, _, scheme in schemes(version):
        rule = scheme.contributions
        if isinstance(rule, Volume) and (not rule.reductions or rule.reductions[-1].up_to is not None):
            yield version.document.problem(REST_OF_REDUCTION, (*path, "contributions", "reductions"))


class _Found:
    """What was found in several years, told once for the years that have the same figures."""

    def __init__(self, version: Version, kind: Kind) -> None:
        self._version, self._kind = version, kind
        self._years: dict[tuple[object, ...], list[str]] = {}

    def add(self, where: Path, year: str, **facts: object) -> None:
        self._years.setdefault((where, *facts.items()), []).append(year)

    def problems(self) -> Iterator[Problem]:
        for (where, *facts), found in self._years.items():
            named: dict[str, object] = dict(facts)  # type: ignore[arg-type]  # facts of any kind
            yield self._version.document.problem(self._kind, where, year=_span(found), **named)  # type: ignore[arg-type]  # facts of any kind


def _needs_no_budget(scheme: Scheme) -> bool:
    """Whether a scheme can be run without a budget: a charge, a listing, or a share of whatever is spent."""
    by = getattr(scheme.contributions, "by", None)
    return scheme.form in ("in view", "cross charge") or by in ("daily charge", "expenditure shares", "liability")


def _rule(scheme: Scheme) -> Contributions:
    return scheme.contributions or _NO_RULE


_NO_RULE = Contributions()


def _of(yearly: ByYear[int], year: str) -> int:
    return yearly.for_year(year) or 0


def _paid(rule: Contributions | None, year: str) -> dict[str, int]:
    """What each partner pays in a year by a rule that names sums; empty for other rules or years without sums."""
    if isinstance(rule, (Fixed, Volume)):
        paid = dict(rule.amounts.for_year(year) or {})
    elif isinstance(rule, Baseline):
        paid = _baseline(rule, year)
    else:
        return {}
    for change in rule.one_off if paid else ():
        if change.year == year:
            for partner, amount in change.amounts.items():
                paid[partner] = paid.get(partner, 0) + amount
    return paid


def _baseline(rule: Baseline, year: str) -> dict[str, int]:
    paid = {}
    for partner, baseline in (rule.baseline.for_year(year) or {}).items():
        start = baseline + (rule.recurrent.for_year(year) or {}).get(partner, 0)
        uplift = (rule.uplift.for_year(year) or {}).get(partner, Fraction(0))
        efficiency = (rule.efficiency.for_year(year) or {}).get(partner, Fraction(0))
        planned = (rule.planned.for_year(year) or {}).get(partner, 0)
        paid[partner] = round(start * (1 + uplift - efficiency)) + planned
    return paid


def _contribution(scheme: Scheme, partner: str, year: str) -> int | None:
    """What a partner contributes to a scheme in a year, if that can be known beforehand."""
    rule, budget = scheme.contributions, scheme.budget.for_year(year)
    paid = _paid(rule, year)
    if paid:
        return paid.get(partner, 0)
    shares = rule.shares.for_year(year) if isinstance(rule, BudgetShares) else None
    return None if budget is None or shares is None else round(budget * shares.get(partner, Fraction(0)))


def _amounts(version: Version) -> Iterator[tuple[Path, int]]:
    """Every amount that cannot be below zero, with its place."""
    terms = version.terms
    for name, partner in terms.partners.items():
        above: Path = ("partners", name)
        yield (*above, "tolerance"), partner.tolerance or 0
        yield from _yearly(version, (*above, "maximum contribution"), partner.maximum_contribution)
    yield ("rag", "commentary over"), terms.rag.commentary_over or 0
    for path, _, scheme in schemes(version):
        yield from _yearly(version, (*path, "budget"), scheme.budget)
        rule, above = scheme.contributions, (*path, "contributions")
        for field in _NEVER_BELOW_ZERO:
            yield from _yearly(version, above, getattr(rule, field, None))
        for field in _PLEDGES:
            for index, pledge in enumerate(getattr(_rule(scheme), field)):
                sums = pledge.value if field == "in_kind" else pledge.amount
                yield from _yearly(version, (*above, field.replace("_", " "), index), sums)
        if _rule(scheme).charges is not None:
            yield from _yearly(version, (*above, "charges", "budget"), _rule(scheme).charges.budget)  # type: ignore[union-attr]  # asked in the line above


def _yearly(
    version: Version, path: Path, yearly: ByYear[int] | ByYear[dict[str, int]] | None
) -> Iterator[tuple[Path, int]]:
    """The amounts of every year, by partner or not."""
    if yearly is None:
        return
    for year, value in [("", yearly.every), *yearly.years.items()]:
        names = (year,) if year else ()
        if isinstance(value, Mapping):
            for partner, amount in value.items():
                yield (find(version, path, *names, partner) if amount < 0 else path), amount
        elif value is not None:
            yield (find(version, path, *names) if names else path), value


def _span(labels: Iterable[str]) -> str:
    """``2013-14 to 2021-22`` for many years, without words between them: ``2013-14 … 2021-22``."""
    listed = list(labels)
    return listed[0] if len(listed) == 1 else f"{listed[0]} … {listed[-1]}"


EACH_VERSION = (
    amounts_are_not_below_zero,
    every_year_has_a_budget,
    pooled_schemes_have_contributions,
    years_with_a_budget_have_contributions,
    contributions_fund_the_budget,
    minimum_contributions_are_met,
    contributions_stay_below_their_maximum,
    grants_are_part_of_a_contribution,
    reductions_have_a_last_tier,
)
