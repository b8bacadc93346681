"""Rules about shares: they sum to the whole, they are there when they are used, and used when they are there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cronfa.agreement.checks.places import find, schemes, waterfalls
from cronfa.agreement.contributions import BudgetShares, ExpenditureShares, Increment, NoWorseOff
from cronfa.agreement.document import Path
from cronfa.agreement.steps import SharedOut
from cronfa.agreement.values import percent
from cronfa.agreement.versions import Version
from cronfa.language import Text
from cronfa.problems import Kind, Problem

SHARES_NOT_WHOLE = Kind(
    "AG045",
    what=Text(en="The shares add up to {sum}, not 100%.", cy="Cyfanswm y cyfrannau yw {sum}, nid 100%."),
    remedy=Text(
        en="Change them by {difference} in all; write thirds as 1/3, since 33.33% leaves money over.",
        cy="Newidiwch nhw o {difference} rhyngddynt; ysgrifennwch draean fel 1/3, gan fod 33.33% yn gadael arian dros ben.",
    ),
)
SHARES_MISSING = Kind(
    "AG046",
    what=Text(
        en="Shares decide here, but none are written.",
        cy="Cyfrannau sy'n penderfynu yma, ond nid oes rhai wedi'u hysgrifennu.",
    ),
    remedy=Text(
        en="Add “shares:” with each partner's share.",
        cy="Ychwanegwch “shares:” gyda chyfran pob partner.",
    ),
)
SHARES_NOT_USED = Kind(
    "AG047",
    what=Text(
        en="Shares are written here, but “by: {by}” does not use them.",
        cy="Mae cyfrannau wedi'u hysgrifennu yma, ond nid yw “by: {by}” yn eu defnyddio.",
    ),
    remedy=Text(
        en="Write “by: shares”, or take the shares out.", cy="Ysgrifennwch “by: shares”, neu tynnwch y cyfrannau."
    ),
)
SHARE_OUTSIDE_AMONG = Kind(
    "AG048",
    what=Text(
        en="“{partner}” has a share or a limit here, but is not among those who share.",
        cy="Mae gan “{partner}” gyfran neu derfyn yma, ond nid yw ymhlith y rhai sy'n rhannu.",
    ),
    remedy=Text(en="Add it to “among:”, or take it out.", cy="Ychwanegwch ef at “among:”, neu tynnwch ef."),
)
RED_BEFORE_AMBER = Kind(
    "AG086",
    what=Text(
        en="A variance would be amber above {watch} and red above {over} already: amber is never seen.",
        cy="Byddai amrywiant yn ambr uwchlaw {watch} ac yn goch uwchlaw {over} eisoes: ni welir ambr byth.",
    ),
    remedy=Text(
        en="Make “watch:” the smaller of the two; to do without amber, make them equal.",
        cy="Gwnewch “watch:” y lleiaf o'r ddau; i wneud heb ambr, gwnewch nhw'n gyfartal.",
    ),
)
PROFILE_NOT_A_YEAR = Kind(
    "AG049",
    what=Text(
        en="A profile by weights has twelve months, and one at least above zero; this has {count} weights.",
        cy="Mae gan broffil drwy bwysiadau ddeuddeg mis, ac o leiaf un uwch na sero; {count} pwysiad sydd yma.",
    ),
    remedy=Text(
        en="Give twelve weights, from the fund's first month; or write equal, days or working days.",
        cy="Rhowch ddeuddeg pwysiad, o fis cyntaf y gronfa; neu ysgrifennwch equal, days neu working days.",
    ),
)
COMPONENTS_MISSING = Kind(
    "AG050",
    what=Text(
        en="Components decide whose spend it is, but none are written.",
        cy="Cydrannau sy'n penderfynu pwy biau'r gwariant, ond nid oes rhai wedi'u hysgrifennu.",
    ),
    remedy=Text(
        en="Add “components:”, each with its name and partner, or choose another rule.",
        cy="Ychwanegwch “components:”, pob un â'i enw a'i bartner, neu dewiswch reol arall.",
    ),
)
KINDS = (
    SHARES_NOT_WHOLE,
    SHARES_MISSING,
    SHARES_NOT_USED,
    SHARE_OUTSIDE_AMONG,
    PROFILE_NOT_A_YEAR,
    COMPONENTS_MISSING,
    RED_BEFORE_AMBER,
)

_NEED_SHARES = (BudgetShares, ExpenditureShares, Increment, NoWorseOff)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares by partner, where they stand, and in which year if in one."""

    path: Path
    shares: Mapping[str, Fraction]


def shares_add_up(version: Version) -> Iterator[Problem]:
    """Wherever shares divide something, they divide all of it and no more."""
    for each in _every_shares(version):
        total = sum(each.shares.values(), Fraction(0))
        if each.shares and total != 1:
            difference = percent(1 - total) if total < 1 else f"-{percent(total - 1)}"
            yield version.document.problem(SHARES_NOT_WHOLE, each.path, sum=percent(total), difference=difference)


def instalments_add_up(version: Version) -> Iterator[Problem]:
    """Instalments together are the year's contribution."""
    for path, _, scheme in schemes(version):
        instalments = scheme.contributions.instalments if scheme.contributions else "quarterly"
        if isinstance(instalments, str):
            continue
        total = sum((each.share for each in instalments), Fraction(0))
        if total != 1:
            difference = percent(1 - total) if total < 1 else f"-{percent(total - 1)}"
            where = (*path, "contributions", "instalments")
            yield version.document.problem(SHARES_NOT_WHOLE, where, sum=percent(total), difference=difference)


def shares_are_there_when_used(version: Version) -> Iterator[Problem]:
    """A rule that shares by shares has them written."""
    for path, by, shares in _rules_with_shares(version):
        if by == "shares" and not shares:
            yield version.document.problem(SHARES_MISSING, path)
    for path, _, scheme in schemes(version):
        rule = scheme.contributions
        if isinstance(rule, _NEED_SHARES) and rule.shares.every is None and not rule.shares.years:
            yield version.document.problem(SHARES_MISSING, (*path, "contributions"))


def shares_are_used_when_there(version: Version) -> Iterator[Problem]:
    """Shares that are written decide something."""
    for path, by, shares in _rules_with_shares(version):
        if by != "shares" and shares:
            yield version.document.problem(SHARES_NOT_USED, path, by=by)


def limits_and_shares_are_among_those_who_share(version: Version) -> Iterator[Problem]:
    """Where a step names who shares, it gives shares and limits to no one else."""
    for placed in waterfalls(version):
        for index, step in enumerate(placed.steps):
            if isinstance(step, SharedOut) and step.among:
                limits = step.each_up_to if isinstance(step.each_up_to, Mapping) else {}
                for partner in dict.fromkeys([*step.shares, *limits]):
                    if partner not in step.among:
                        where = find(version, placed.step_path(index), partner)
                        yield version.document.problem(SHARE_OUTSIDE_AMONG, where, partner=partner)


def profiles_cover_the_year(version: Version) -> Iterator[Problem]:
    """Weights for the months are twelve, and not all zero."""
    for path, _, scheme in schemes(version):
        weights = scheme.profile
        if not isinstance(weights, str) and (len(weights) != 12 or not any(weights)):
            yield version.document.problem(PROFILE_NOT_A_YEAR, (*path, "profile"), count=len(weights))


def components_are_there_when_used(version: Version) -> Iterator[Problem]:
    """Attribution by component names the components."""
    for path, _, scheme in schemes(version):
        if scheme.attribute.by == "components" and not scheme.attribute.components:
            yield version.document.problem(COMPONENTS_MISSING, (*path, "attribute"))


def _every_shares(version: Version) -> Iterator[_Shares]:
    """All shares that must make a whole, with their places."""
    for path, _, shares in _rules_with_shares(version):
        yield _Shares((*path, "shares"), shares)
    for name, reserve in version.terms.reserves.items():
        yield _Shares(("reserves", name, "shares"), reserve.shares)
    for path, _, scheme in schemes(version):
        rule = scheme.contributions
        if rule is not None:
            above = (*path, "contributions")
            yield _Shares((*above, "shares"), rule.shares.every or {})
            for year, shares in rule.shares.years.items():
                yield _Shares(find(version, above, year), shares)


def _rules_with_shares(version: Version) -> Iterator[tuple[Path, str, Mapping[str, Fraction]]]:
    """Steps, attributions and exits: their place, what they go by, and their shares."""
    for placed in waterfalls(version):
        for index, step in enumerate(placed.steps):
            if isinstance(step, SharedOut):
                above = placed.step_path(index)
                yield (*above, step.kind), step.by, step.shares
    for path, _, scheme in schemes(version):
        yield (*path, "attribute"), scheme.attribute.by, scheme.attribute.shares
        if scheme.exit is not None:
            yield (*path, "exit"), scheme.exit.by, scheme.exit.shares
    yield ("exit",), version.terms.exit.by, version.terms.exit.shares


def amber_comes_before_red(version: Version) -> Iterator[Problem]:
    """A variance is watched before it is over."""
    rag = version.terms.rag
    if rag.watch > rag.over:
        facts = {"watch": percent(rag.watch), "over": percent(rag.over)}
        yield version.document.problem(RED_BEFORE_AMBER, ("rag",), **facts)


EACH_VERSION = (
    shares_add_up,
    instalments_add_up,
    shares_are_there_when_used,
    shares_are_used_when_there,
    limits_and_shares_are_among_those_who_share,
    profiles_cover_the_year,
    components_are_there_when_used,
    amber_comes_before_red,
)
