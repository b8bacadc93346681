"""The clauses of an agreement: frozen values that say what the signed document says.

:class:`Terms` is everything in force between two dates; an :class:`~cronfa.agreement.reading.Agreement` is its dated
versions. Contributions and waterfall steps have modules of their own beside this one.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from cronfa.agreement.base import Clause, Day, YearlyPence, as_list, by_its_shares, in_one
from cronfa.agreement.contributions import AnyContributions
from cronfa.agreement.steps import Limits, Waterfall
from cronfa.agreement.values import (
    BoardId,
    ByYear,
    HostId,
    Id,
    PartnerId,
    PartyId,
    Pence,
    SchemeId,
    Share,
    TimeLength,
    Words,
    financial_year_of,
    read_count,
    read_pence,
)
from cronfa.language import Text, same

Power = Literal["nhs-act-2006-s75", "part-9-2014", "nhs-wales-act-2006-s33", "joint-working-scotland-2014"]
Nation = Literal["england", "wales", "scotland"]
NATION_OF: Mapping[str, Nation] = {
    "nhs-act-2006-s75": "england",
    "part-9-2014": "wales",
    "nhs-wales-act-2006-s33": "wales",
    "joint-working-scotland-2014": "scotland",
}

Form = Literal[
    "grant",
    "cross charge",
    "aligned",
    "lead commissioned",
    "pooled",
    "integrated management",
    "integrated management with pool",
    "structural",
    "in view",
    "retained",
]
"""The Audit Commission's eight forms (BO 2), ``in view`` (listed outside the fund, C13) and ``retained`` (C14)."""

POOLED_FORMS = {"lead commissioned", "pooled", "integrated management with pool", "structural"}
"""Forms in which money stands in one fund and its variance is shared by a waterfall."""


class Term(Clause):
    """How long the agreement runs, when it may be broken, and with what notice."""

    from_: Day
    to: Day
    break_: Day | None = None
    notice: TimeLength | None = None


class Partner(Clause):
    """A body that has signed. ``vat`` is the regime under which it recovers VAT: s33 or cos."""

    kind: Literal["local authority", "health body", "other"]
    name: Words | None = None
    vat: Literal["s33", "cos", "none"] | None = None
    maximum_contribution: YearlyPence | None = None
    tolerance: Pence | None = None
    """The addition to its yearly bill beyond which the partner wants to know."""

    @model_validator(mode="before")
    @classmethod
    def _kind_only(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value


class Board(Clause):
    """A body of people who decide: a joint board, a mediator, the partners' finance directors."""

    name: Words
    members: tuple[PartnerId, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _name_only(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Measure(Clause):
    """A number that comes from outside the ledger: activity, population, a recovery plan, an organisation's result.

    ``per`` says whether it is one number or one for each partner. ``values`` may be declared here, else it is reported
    with the outcome. Money is in pence once read; counts are whole numbers.
    """

    title: Words
    unit: Literal["pence", "count"] = "count"
    per: Literal["fund", "scheme", "partner"] = "partner"
    values: Mapping[Id, int] = {}
    source: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        """Money is read as money; a count may have commas."""
        if not isinstance(value, dict) or not isinstance(value.get("values"), dict):
            return value
        read = read_pence if value.get("unit") == "pence" else read_count
        return {**value, "values": {name: read(number) for name, number in value["values"].items()}}


class Reserve(Clause):
    """Money kept for a bad year. ``shares`` say whose it is; by contributions if left out."""

    opening: Pence = 0
    name: Words | None = None
    shares: Mapping[PartnerId, Share] = {}

    @model_validator(mode="before")
    @classmethod
    def _opening_only(cls, value: Any) -> Any:
        return {"opening": value} if isinstance(value, (str, int)) else value


class Component(Clause):
    """A part of a line's cost that falls to one partner, such as the nursing component to the health board."""

    name: Id
    partner: PartnerId
    column: str | None = None
    """The component column of the mapping that holds the amount; the component's own name if left out."""


class Attribution(Clause):
    """Whose responsibility each line of spend is.

    ``responsibility``: the line, or ``categories``, names the body; ``otherwise`` takes lines that name none.
    ``contributions``: all share it as they contribute. ``shares``: fixed shares. ``line``: each line its percentages.
    ``components``: named parts of a line go to their partner and the rest to the line's body or ``otherwise``.
    """

    by: Literal["responsibility", "contributions", "shares", "line", "components"] = "contributions"
    shares: Mapping[PartnerId, Share] = {}
    categories: Mapping[str, PartnerId] = {}
    components: tuple[Component, ...] = ()
    otherwise: PartnerId | None = None

    @model_validator(mode="before")
    @classmethod
    def _rule_only(cls, value: Any) -> Any:
        return {"by": value} if isinstance(value, str) else by_its_shares(value)


class Virement(Clause):
    """How much budget may move out of the scheme without asking a board, and which board to ask beyond it."""

    limit: Limits = ()
    board: BoardId | None = None
    within: tuple[SchemeId, ...] = ()
    """Schemes to which it may move; all if empty."""


class Vat(Clause):
    """Who delivers, and so under whose regime VAT is recovered (HMRC VATGPB6640)."""

    deliverer: PartyId
    structure: Literal["pooled", "agency"] = "pooled"

    @model_validator(mode="before")
    @classmethod
    def _deliverer_only(cls, value: Any) -> Any:
        return {"deliverer": value} if isinstance(value, str) else value


class Delegation(Clause):
    """A function that one body carries out for another."""

    function: Words
    from_: PartnerId
    to: PartnerId


class Prose(Clause):
    """What a clause says in words, and its number."""

    text: Words

    @model_validator(mode="before")
    @classmethod
    def _text_only(cls, value: Any) -> Any:
        if isinstance(value, list):
            value = in_one(value)
        return {"text": value} if isinstance(value, str) or (isinstance(value, dict) and "text" not in value) else value


class Exit(Clause):
    """How what is left, money and liabilities, is divided when the agreement ends or a partner leaves."""

    shares: Mapping[PartnerId, Share] = {}
    by: Literal["contributions", "shares"] = "contributions"
    text: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _by_its_shares(cls, value: Any) -> Any:
        return by_its_shares(value)


class Scheme(Clause):
    """A part of the fund with its own budget and rules."""

    title: Words | None = None
    form: Form = "pooled"
    host: HostId | None = None
    lead_commissioner: PartnerId | None = None
    functions: tuple[Words, ...] = ()
    services: Words | None = None
    delegated: tuple[Delegation, ...] = ()
    budget: YearlyPence = ByYear(every=None, years={})
    profile: Literal["equal", "days", "working days"] | tuple[Annotated[int, Field(ge=0)], ...] = "equal"
    """How the year's budget falls on its months: evenly, by days, or by twelve weights."""
    contributions: AnyContributions | None = None
    attribute: Attribution = Attribution(by="contributions")
    risk_profile: Literal["fixed", "variable"] = "variable"
    """``fixed``: the host bears every variance and no other contribution changes (C8)."""
    overspend: Waterfall = ()
    underspend: Waterfall = ()
    permitted: tuple[str, ...] = ()
    """Categories that may be spent on; every category if empty (R21)."""
    ring_fenced: bool = False
    virement: Virement | None = None
    notice: TimeLength | None = None
    break_: Day | None = None
    exit: Exit | None = None
    vat: Vat | None = None


class Collar(Clause):
    """The most that one partner may be asked to bear over all schemes, and who takes the excess (R16)."""

    partner: PartnerId
    up_to: Limits
    excess: Waterfall
    """Steps for the excess: share among the others, bear, draw, decide, or offset against a measure (brokerage)."""


class Reporting(Clause):
    """What must be reported, how often and by when."""

    every: TimeLength | Literal["month", "quarter"] | None = None
    overspend_notice: TimeLength | None = None
    after_quarter: TimeLength | None = None
    budget_flagged_by: str | None = None
    budget_approved_by: str | None = None
    yearly: bool = True


class Rag(Clause):
    """When a variance is watched, and when it is over: as shares of budget."""

    watch: Share = Fraction(1, 100)
    over: Share = Fraction(2, 100)
    commentary_over: Pence | None = None
    """A variance above this needs a commentary before sign-off."""


class Variation(Clause):
    """A dated change: what it lays over the agreement, from when, and until when if it ends."""

    from_: Day
    to: Day | None = None
    title: Words | None = None
    changes: Annotated[dict[str, Any], Field()]


class Terms(Clause):
    """Everything the partners agree, in force between two dates. Partners stand in the agreement's order."""

    agreement: Id
    title: Words | None = None
    illustrative: Words | None = None
    """Why the agreement is not a real one; shown wherever a figure of it is shown."""
    power: Power
    year: Literal["april", "january"] = "april"
    term: Term
    host: HostId
    partners: Mapping[Id, Partner]
    boards: Mapping[Id, Board] = {}
    measures: Mapping[Id, Measure] = {}
    reserves: Mapping[Id, Reserve] = {}
    schemes: Mapping[Id, Scheme]
    overspend: Waterfall = ()
    """For schemes that have no waterfall of their own: their variances are added and this shares the sum."""
    underspend: Waterfall = ()
    exposure: Annotated[tuple[Collar, ...], BeforeValidator(as_list)] = ()
    settle: Literal["yearly", "quarterly"] = "yearly"
    reporting: Reporting = Reporting()
    rag: Rag = Rag()
    money_held: Literal["host", "returned at once"] = "host"
    """``returned at once``: contributions go in and straight back, the North Wales finding."""
    aims: Prose | None = None
    functions: Prose | None = None
    services: Prose | None = None
    staff_and_goods: Prose | None = None
    review: Prose | None = None
    variation: Prose | None = None
    termination: Prose | None = None
    management: Prose | None = None
    exit: Exit = Exit()
    variations: tuple[Variation, ...] = ()

    @property
    def partner_ids(self) -> tuple[str, ...]:
        """Partners in the agreement's order, which breaks ties of a penny."""
        return tuple(self.partners)

    @property
    def nation(self) -> Nation:
        return NATION_OF[self.power]

    def name(self, partner: str) -> Text:
        """The name of a partner, or of a party that is not one."""
        known = self.partners.get(partner)
        return known.name if known and known.name else same(partner)

    def scheme_title(self, scheme: str) -> Text:
        known = self.schemes.get(scheme)
        return known.title if known and known.title else same(scheme)

    def host_of(self, scheme: str) -> str:
        return self.schemes[scheme].host or self.host

    def lead_of(self, scheme: str) -> str:
        return self.schemes[scheme].lead_commissioner or self.host_of(scheme)

    def year_of(self, day: date) -> str:
        """The label of the fund's year that holds a day."""
        return financial_year_of(day, starts_in_april=self.year == "april")
