"""Rules about measures: numbers from outside the ledger must be of the kind that a clause needs."""

from collections.abc import Iterator

from cronfa.agreement.checks.places import schemes, waterfalls
from cronfa.agreement.clauses import Measure
from cronfa.agreement.contributions import DailyCharge
from cronfa.agreement.document import Path
from cronfa.agreement.steps import Offset, SharedOut
from cronfa.agreement.values import BASES
from cronfa.agreement.versions import Version
from cronfa.language import Text
from cronfa.problems import Kind, Problem

MEASURE_OF_ANOTHER_KIND = Kind(
    "AG074",
    what=Text(
        en="“{measure}” counts {unit} per {per}; this needs {wanted}.",
        cy="Mae “{measure}” yn cyfrif {unit} fesul {per}; mae angen {wanted} yma.",
    ),
    remedy=Text(
        en="Change “unit:” or “per:” of the measure, or name another.",
        cy="Newidiwch “unit:” neu “per:” y mesur, neu enwch un arall.",
    ),
)
KINDS = (MEASURE_OF_ANOTHER_KIND,)

_UNITS = {"pence": Text(en="money", cy="arian"), "count": Text(en="a number", cy="nifer")}
_PERS = {
    "fund": Text(en="fund", cy="cronfa"),
    "scheme": Text(en="scheme", cy="cynllun"),
    "partner": Text(en="partner", cy="partner"),
}
_FOR_EACH_PARTNER = Text(en="one figure for each partner", cy="un ffigur i bob partner")
_MONEY = Text(en="money (“unit: pence”)", cy="arian (“unit: pence”)")
_MONEY_FOR_ALL = Text(
    en="money for the fund or for each scheme (“unit: pence”, “per: fund” or “per: scheme”)",
    cy="arian i'r gronfa neu i bob cynllun (“unit: pence”, “per: fund” neu “per: scheme”)",
)
_DAYS = Text(en="a number (“unit: count”)", cy="nifer (“unit: count”)")
_Use = tuple[Path, str, tuple[str, ...], tuple[str, ...], Text]
_ANY_PER = ("fund", "scheme", "partner")


def measures_are_of_the_kind_that_is_needed(version: Version) -> Iterator[Problem]:
    """A share needs a number for each partner; an offset, charges and a slice to be earned need money."""
    for path, name, units, pers, wanted in _measures_used(version):
        measure: Measure | None = version.terms.measures.get(name)
        if measure is not None and (measure.unit not in units or measure.per not in pers):
            yield version.document.problem(
                MEASURE_OF_ANOTHER_KIND,
                path,
                measure=name,
                unit=_UNITS[measure.unit],
                per=_PERS[measure.per],
                wanted=wanted,
            )


def _measures_used(version: Version) -> Iterator[_Use]:
    """Where measures are used, and of what kind each must be."""
    for placed in waterfalls(version):
        for index, step in enumerate(placed.steps):
            if isinstance(step, SharedOut) and step.by not in BASES:
                yield placed.step_path(index), step.by, ("pence", "count"), ("partner",), _FOR_EACH_PARTNER
            if isinstance(step, Offset) and step.of not in ("variance", "uncommitted"):
                yield placed.step_path(index), step.of, ("pence",), ("fund", "scheme"), _MONEY_FOR_ALL
    for path, _, scheme in schemes(version):
        rule, above = scheme.contributions, (*path, "contributions")
        if isinstance(rule, DailyCharge):
            yield (*above, "measure"), rule.measure, ("count",), _ANY_PER, _DAYS
        for index, slice_ in enumerate(rule.performance if rule else ()):
            yield (*above, "performance", index, "measure"), slice_.measure, ("pence",), _ANY_PER, _MONEY
        charges = rule.charges if rule else None
        if charges is not None and charges.measure is not None:
            yield (*above, "charges", "measure"), charges.measure, ("pence",), _ANY_PER, _MONEY


EACH_VERSION = (measures_are_of_the_kind_that_is_needed,)
