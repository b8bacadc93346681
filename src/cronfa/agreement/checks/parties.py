"""Rules about the partners: how many there must be, and what each is there for."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from cronfa.agreement.base import Clause
from cronfa.agreement.checks.places import find
from cronfa.agreement.clauses import POOLED_FORMS, Terms
from cronfa.agreement.contributions import Liability
from cronfa.agreement.document import Path
from cronfa.agreement.steps import AnyStep, SharedOut
from cronfa.agreement.values import BASES, ByYear
from cronfa.agreement.versions import Agreement, Version
from cronfa.language import Text
from cronfa.problems import Kind, Problem

TOO_FEW_PARTNERS = Kind(
    "AG041",
    what=Text(
        en="An agreement needs two partners; this has {count}.",
        cy="Mae angen dau bartner ar gytundeb; {count} sydd yma.",
    ),
    remedy=Text(
        en="Add every body that signs under “partners:”.", cy="Ychwanegwch bob corff sy'n llofnodi o dan “partners:”."
    ),
)
NO_SCHEMES = Kind(
    "AG042",
    what=Text(en="The agreement has no scheme.", cy="Nid oes cynllun yn y cytundeb."),
    remedy=Text(
        en="Add at least one under “schemes:”, with its budget and contributions.",
        cy="Ychwanegwch o leiaf un o dan “schemes:”, gyda'i gyllideb a'i gyfraniadau.",
    ),
)
IDLE_PARTNER = Kind(
    "AG043",
    what=Text(
        en="“{partner}” contributes nothing and has no share in anything.",
        cy="Nid yw “{partner}” yn cyfrannu dim ac nid oes ganddo gyfran mewn dim.",
    ),
    remedy=Text(
        en="Give it a contribution or a share, or take it out.",
        cy="Rhowch gyfraniad neu gyfran iddo, neu tynnwch ef.",
    ),
    severity="warning",
)
TAKEN_WORD = Kind(
    "AG044",
    what=Text(
        en="“{text}” is a word of the language and cannot name a {what}.",
        cy="Mae “{text}” yn un o eiriau'r iaith ac ni all enwi {what}.",
    ),
    remedy=Text(en="Give it another short name.", cy="Rhowch enw byr arall iddo."),
)
PARTNER_TAKEN_AWAY = Kind(
    "AG087",
    what=Text(
        en="“{partner}” is no longer a partner from {day}. A year is settled by the terms of its last day, and what still "
        "stands in its name, in reserves, loans or what was carried, would stop the settlement.",
        cy="Nid yw “{partner}” yn bartner o {day} ymlaen. Setlir blwyddyn yn ôl telerau ei diwrnod olaf, a byddai'r hyn sydd "
        "yn ei enw o hyd, mewn cronfeydd wrth gefn, benthyciadau neu arian a gariwyd, yn atal y setliad.",
    ),
    remedy=Text(
        en="Leave it among the partners until nothing is left in its name: write its sum for the year in which it leaves, "
        "and none from the next.",
        cy="Gadewch ef ymhlith y partneriaid nes nad oes dim ar ôl yn ei enw: ysgrifennwch ei swm am y flwyddyn y mae'n "
        "gadael, a dim o'r flwyddyn nesaf ymlaen.",
    ),
    severity="warning",
)
KINDS = (TOO_FEW_PARTNERS, NO_SCHEMES, IDLE_PARTNER, TAKEN_WORD, PARTNER_TAKEN_AWAY)

_PARTNER, _SCHEME, _MEASURE = (
    Text(en="partner", cy="partner"),
    Text(en="scheme", cy="cynllun"),
    Text(en="measure", cy="mesur"),
)


def there_are_two_partners(version: Version) -> Iterator[Problem]:
    """A partnership has at least two partners."""
    count = len(version.terms.partners)
    if count < 2:
        yield version.document.problem(TOO_FEW_PARTNERS, ("partners",), count=count)


def there_is_a_scheme(version: Version) -> Iterator[Problem]:
    """A fund has at least one scheme."""
    if not version.terms.schemes:
        yield version.document.problem(NO_SCHEMES, ("schemes",))


def every_partner_has_a_part(version: Version) -> Iterator[Problem]:
    """A partner contributes, or has a share in something."""
    if not all(scheme.contributions for scheme in version.terms.schemes.values() if scheme.form in POOLED_FORMS):
        return  # that is told already, and no one has a part until it is mended
    if any(name not in version.terms.partners for name in _contributors(version.terms)):
        return  # a name is written wrongly, and may be this partner's
    named = _partners_with_a_part(version.terms) if version.terms.schemes else set(version.terms.partners)
    for partner in version.terms.partners:
        if partner not in named:
            yield version.document.problem(IDLE_PARTNER, ("partners", partner), partner=partner)


def words_of_the_language_name_nothing_else(version: Version) -> Iterator[Problem]:
    """No partner is called host, no scheme all, and no measure equal."""
    terms = version.terms
    taken: list[tuple[Path, str, Text]] = []
    taken += [(("partners", name), name, _PARTNER) for name in terms.partners if name == "host"]
    taken += [(("schemes", name), name, _SCHEME) for name in terms.schemes if name == "all"]
    words = {*BASES, "variance", "uncommitted"}
    taken += [(("measures", name), name, _MEASURE) for name in terms.measures if name in words]
    for path, text, what in taken:
        yield version.document.problem(TAKEN_WORD, find(version, path[:-1], text), text=text, what=what)


def _partners_with_a_part(terms: Terms) -> set[str]:
    """Partners that some scheme, waterfall or collar names with money: anything but a title or a board."""
    found: set[str] = set()
    waiting: list[object] = [*terms.schemes.values(), *terms.overspend, *terms.underspend, *terms.exposure]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Clause):
            waiting += [getattr(value, name) for name in type(value).model_fields]
        elif hasattr(value, "years") and hasattr(value, "every"):
            waiting += [value.every, *value.years.values()]
        elif isinstance(value, (tuple, list)):
            waiting += value
        elif isinstance(value, dict):
            found |= {key for key, part in value.items() if part != 0}
            waiting += value.values()
        elif isinstance(value, str):
            found.add(value)
    pays_its_own = any(isinstance(scheme.contributions, Liability) for scheme in terms.schemes.values())
    shares_all = pays_its_own or any(_takes_everyone(step) for step in _steps(terms))
    return found | (set(terms.partners) if shares_all else set()) | {terms.host}


def _contributors(terms: Terms) -> set[str]:
    """Every name that stands beside a sum or share of contributions."""
    yearly: list[ByYear[dict[str, int]] | ByYear[dict[str, Fraction]]] = []
    for scheme in terms.schemes.values():
        fields = ("shares", "amounts", "baseline", "alone")
        yearly += [value for field in fields if isinstance(value := getattr(scheme.contributions, field, None), ByYear)]
    return {name for each in yearly for part in (each.every, *each.years.values()) for name in part or ()}


def _takes_everyone(step: AnyStep) -> bool:
    return isinstance(step, SharedOut) and not step.among and step.by not in ("contributions", "shares")


def _steps(terms: Terms) -> Iterator[AnyStep]:
    for scheme in terms.schemes.values():
        yield from (*scheme.overspend, *scheme.underspend)
    yield from (*terms.overspend, *terms.underspend)


def partners_that_leave_stay_until_all_is_settled(agreement: Agreement) -> Iterator[Problem]:
    """A variation that takes a partner away leaves what stands in its name without an owner."""
    document = agreement.versions[0].document
    for earlier, later in pairwise(agreement.versions):
        for partner in earlier.terms.partner_ids:
            if partner not in later.terms.partners:
                place = ("variations", later.number - 2, "changes", "partners", partner)
                yield document.problem(PARTNER_TAKEN_AWAY, place, partner=partner, day=later.from_)


OVER_TIME = (partners_that_leave_stay_until_all_is_settled,)
EACH_VERSION = (
    there_are_two_partners,
    there_is_a_scheme,
    every_partner_has_a_part,
    words_of_the_language_name_nothing_else,
)
