"""What each partner pays in, and how the figure is arrived at (rules C1–C16 of the catalogue).

``by`` names the rule. Every rule can carry the contractual shares beside the derived ones (51 % against 50.77 %), a
status by partner, minimum sums, grants, contributions in kind, one-off changes, charges and a slice that must be earned.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from cronfa.agreement.base import Clause, Day, YearlyPartnerPence, YearlyPartnerShare, YearlyPence, as_list
from cronfa.agreement.values import YEAR, ByYear, MeasureId, PartnerId, Pence, Share, Words, is_by_year

StatusName = Literal["indicative", "confirmed", "withheld", "refused", "loaned"]


class Status(Clause):
    """Where a partner's contribution stands (Welsh care-home pool; R18, R19)."""

    status: StatusName
    amount: Pence | None = None
    """The part this is true of; the whole if left out."""
    since: Day | None = None
    reason: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_word(cls, value: Any) -> Any:
        return {"status": value} if isinstance(value, str) else value


class Instalment(Clause):
    """A share of the year's contribution and the day and month on which it is due."""

    due: Annotated[str, BeforeValidator(str)]
    share: Share


class InKind(Clause):
    """Staff, goods or premises given instead of money, with their agreed value (C11)."""

    partner: PartnerId
    what: Words
    value: YearlyPence


class Grant(Clause):
    """A ring-fenced grant that a partner pays in as part of its contribution (C10)."""

    partner: PartnerId
    what: Words
    amount: YearlyPence
    source: str | None = None


class Minimum(Clause):
    """The least that a partner must contribute by a mandate, with its source (C10)."""

    partner: PartnerId
    amount: YearlyPence
    source: str | None = None


class OneOff(Clause):
    """A change to one year's contributions only (C15). Amounts may be below zero."""

    year: str
    amounts: Mapping[PartnerId, Pence]


class Performance(Clause):
    """A slice paid in only as far as it is earned (C12); ``measure`` reports the pence earned."""

    partner: PartnerId
    amount: YearlyPence
    measure: MeasureId


class Charges(Clause):
    """Charges to service users that meet part of the cost before partners do (C5).

    ``collected by`` contributes net of them; what is really collected changes that partner's contribution.
    """

    collected_by: PartnerId
    budget: YearlyPence
    measure: MeasureId | None = None
    """The measure that reports the pence really collected; the budget if it is left out or not reported."""


class Contributions(Clause):
    """What is common to every rule."""

    shares: YearlyPartnerShare = ByYear(every=None, years={})
    """The contractual shares, used wherever a step shares by contributions; derived from the amounts if left out."""
    derivation: Words | None = None
    status: Mapping[PartnerId, Status] = {}
    instalments: Literal["monthly", "quarterly", "yearly"] | tuple[Instalment, ...] = "quarterly"
    in_kind: tuple[InKind, ...] = ()
    grants: tuple[Grant, ...] = ()
    minimum: tuple[Minimum, ...] = ()
    one_off: tuple[OneOff, ...] = ()
    performance: tuple[Performance, ...] = ()
    charges: Charges | None = None

    def contractual_shares(self, year: str) -> Mapping[str, Fraction]:
        """The shares of the whole contribution in a year; empty where only its sums say who contributes how much."""
        return self.shares.for_year(year) or {}


class Fixed(Contributions):
    """A fixed sum by partner (C1)."""

    by: Literal["fixed"] = "fixed"
    amounts: YearlyPartnerPence


class BudgetShares(Contributions):
    """Shares of the scheme's budget (C3 as contract)."""

    by: Literal["budget shares"] = "budget shares"


class ExpenditureShares(Contributions):
    """Shares of all expenditure, whatever it comes to (C2)."""

    by: Literal["expenditure shares"] = "expenditure shares"


class Baseline(Contributions):
    """Last year's contribution, changed for recurrent items, uplift, plans and efficiency (C4).

    due = (baseline + recurrent) × (1 + uplift) + planned − efficiency × (baseline + recurrent), rounded to the penny.
    """

    by: Literal["baseline"] = "baseline"
    baseline: YearlyPartnerPence
    recurrent: YearlyPartnerPence = ByYear(every=None, years={})
    uplift: YearlyPartnerShare = ByYear(every=None, years={})
    planned: YearlyPartnerPence = ByYear(every=None, years={})
    efficiency: YearlyPartnerShare = ByYear(every=None, years={})


class Increment(Contributions):
    """Each partner's own baseline, and shares only of what the budget adds to it (C6)."""

    by: Literal["increment"] = "increment"
    baseline: YearlyPartnerPence

    def contractual_shares(self, year: str) -> Mapping[str, Fraction]:
        """None: the shares are of what is added, and say nothing of the whole."""
        return {}


class Liability(Contributions):
    """Each partner pays what was spent on its own responsibilities (C7)."""

    by: Literal["liability"] = "liability"


class Tier(Clause):
    """Who sees a reduction, up to what part of their contribution, before the next tier does."""

    partners: Annotated[tuple[PartnerId, ...], BeforeValidator(as_list)]
    up_to: Share | None = None


class Volume(Contributions):
    """Contributions to a contract that fall when it comes in below plan, tier by tier (C9)."""

    by: Literal["volume"] = "volume"
    amounts: YearlyPartnerPence
    reductions: tuple[Tier, ...]


class NoWorseOff(Contributions):
    """What each would have paid alone, less its share of what the pool gains (C16); a loss is shared the same way."""

    by: Literal["no worse off"] = "no worse off"
    alone: YearlyPartnerPence

    def contractual_shares(self, year: str) -> Mapping[str, Fraction]:
        """None: the shares are of the gain, and say nothing of the whole."""
        return {}


class DailyCharge(Contributions):
    """Cross-charging: a sum for each delayed day, from the body solely responsible to the other (BO 2)."""

    by: Literal["daily charge"] = "daily charge"
    payer: PartnerId
    payee: PartnerId
    rate: YearlyPence
    measure: MeasureId
    """The measure that counts the days."""


_COMMON = {name.replace("_", " ") for name in Contributions.model_fields} | {"by"}


_PART_OF_ONE = re.compile(r"0?\.[0-9]+")
"""What is meant as a share, 0.6, and is refused as one with how to write it: nobody contributes sixty pence."""


def in_full(value: Any) -> Any:
    """``{council: 60%, board: 40%}`` or ``{council: £6, board: £4}``, by year or not, in the full form."""
    if not isinstance(value, dict) or not value:
        return value
    if "by" in value:
        return _years_gathered(value)
    partners = next(iter(value.values())) if is_by_year(value) else value
    if not isinstance(partners, dict) or set(value) & {*_COMMON, "amounts"} or not partners:
        return {"by": "budget shares", **value} if "shares" in value else {"by": "fixed", **value}
    written = [str(part).strip() for part in partners.values()]
    shares = any(part.endswith("%") or "/" in part for part in written)
    shares = shares or all(_PART_OF_ONE.fullmatch(part) for part in written)
    return {"by": "budget shares", "shares": value} if shares else {"by": "fixed", "amounts": value}


_YEARLY_FIELD = {"fixed": "amounts", "volume": "amounts", "baseline": "baseline", "increment": "baseline",
                 "no worse off": "alone"}  # fmt: skip


def _years_gathered(value: dict[str, Any]) -> dict[str, Any]:
    """``{by: fixed, 2012-13: {…}}``: years written beside the rule belong to its yearly amounts or shares."""
    years = {key: part for key, part in value.items() if YEAR.fullmatch(str(key))}
    if not years:
        return value
    rest = {key: part for key, part in value.items() if key not in years}
    return {**rest, _YEARLY_FIELD.get(str(value["by"]), "shares"): years}


def _rule(value: Any) -> str:
    return str(value.get("by", "?")) if isinstance(value, dict) else getattr(value, "by", "?")


AnyContributions = Annotated[
    Annotated[Fixed, Tag("fixed")]
    | Annotated[BudgetShares, Tag("budget shares")]
    | Annotated[ExpenditureShares, Tag("expenditure shares")]
    | Annotated[Baseline, Tag("baseline")]
    | Annotated[Increment, Tag("increment")]
    | Annotated[Liability, Tag("liability")]
    | Annotated[Volume, Tag("volume")]
    | Annotated[NoWorseOff, Tag("no worse off")]
    | Annotated[DailyCharge, Tag("daily charge")],
    Discriminator(_rule),
    BeforeValidator(in_full),
]
"""The contributions of one scheme."""
