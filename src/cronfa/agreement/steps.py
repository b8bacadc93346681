"""The steps of a waterfall: who takes an overspend or receives an underspend, from the top down.

A step takes what it can of the amount that reaches it; the rest falls to the next. Steps are few and freely ordered.
What each one does with an amount is in :mod:`cronfa.settlement`; here is only what can be written.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from cronfa.agreement.base import Clause, as_list, by_its_shares
from cronfa.agreement.values import (
    Basis,
    BoardId,
    Id,
    OffsetOf,
    PartnerId,
    PartyId,
    Pence,
    ReserveId,
    SchemeId,
    Share,
    UpTo,
)

Limits = Annotated[tuple[UpTo, ...], BeforeValidator(as_list)]
"""One limit or several; the lowest counts."""

EachLimit = Annotated[
    Annotated[Mapping[PartnerId, Limits], Tag("by partner")] | Annotated[Limits, Tag("every partner")],
    Discriminator(lambda value: "by partner" if isinstance(value, Mapping) else "every partner"),
]
"""A limit on each partner: one for all of them, or one by partner."""

Schemes = Annotated[
    Annotated[Literal["all"], Tag("every scheme")]
    | Annotated[tuple[SchemeId, ...], BeforeValidator(as_list), Tag("named schemes")],
    Discriminator(lambda value: "every scheme" if value == "all" else "named schemes"),
]


class When(Clause):
    """When a step acts at all.

    ``cause`` keeps it to the part of the variance that is recorded with this cause (R7, R12); ``over`` makes it act
    only if the whole variance of the scheme is above the limit.
    """

    cause: Id | None = None
    over: UpTo | None = None


class Step(Clause):
    """What every step can say: a limit on what it takes, when it acts, and a decision that sets it aside."""

    kind: ClassVar[str]
    """The word that begins the step in the agreement."""

    up_to: Limits = ()
    when: When | None = None
    unless: Id | None = None
    """A decision; if it is recorded, the step is passed over (R4, R10)."""

    @model_validator(mode="before")
    @classmethod
    def _unwrapped(cls, value: Any) -> Any:
        if value == cls.kind:
            return {}
        value = _gathered(value)
        if not (isinstance(value, dict) and set(value) == {cls.kind}):
            return value
        body = value[cls.kind]
        short = SHORT_FIELD.get(cls.kind)
        if short and isinstance(body, (str, list)):
            return {short: body}
        return by_its_shares(body) if short == "by" else body or {}


class Offset(Step):
    """Meet the amount from the opposite variance of other schemes, or from a declared measure (R5, R6, R13).

    On an underspend an offset gives this scheme's underspend to overspent schemes, and must be the first step.
    """

    kind = "offset"

    against: Schemes = "all"
    of: OffsetOf = "variance"
    """``variance``; ``uncommitted``, budget not yet committed and cut; or a measure such as a recovery plan."""


class Draw(Step):
    """Take from a reserve, never below zero."""

    kind = "draw"

    reserve: ReserveId


class Keep(Step):
    """Put an underspend into a reserve, until it holds ``until``."""

    kind = "keep"

    reserve: ReserveId
    until: Pence | None = None


class SharedOut(Step):
    """Split among partners by a basis; what a partner's own limit leaves over falls to the next step (R1–R4).

    ``by``: ``contributions``; ``shares`` (the fixed ones written here); ``equal``; ``spend`` (what was spent on each
    partner's responsibilities); ``own side`` (each partner's own variance stays with it, R0, R22); or the id of a
    measure by partner, such as activity or population.
    """

    kind = "share"

    by: Basis = "contributions"
    shares: Mapping[PartnerId, Share] = {}
    among: Annotated[tuple[PartnerId, ...], BeforeValidator(as_list)] = ()
    """The partners who share; empty for all."""
    each_up_to: EachLimit = ()
    cap_lifted_by: Id | None = None
    """A decision agreed beforehand; if it is recorded, ``each up to`` does not count (R4)."""


class Return(SharedOut):
    """Give an underspend back to partners by a basis; the same as a share, in the words used for an underspend (R2)."""

    kind = "return"


class Bear(Step):
    """One party takes it: a partner, ``host``, or ``lead commissioner`` (R7–R9)."""

    kind = "bear"

    partner: PartyId


class Repayment(Clause):
    """How a loan is repaid: by a schedule, or in equal parts over years."""

    years: Annotated[int, Field(ge=1, le=50)] | None = None
    schedule: Mapping[str, Pence] = {}


class Lend(Step):
    """One partner lends the fund the amount; the fund repays it out of later years (R15)."""

    kind = "lend"

    partner: PartyId
    repay: Repayment


class Carry(Step):
    """Carry it into next year's fund, a deficit as surely as a surplus."""

    kind = "carry"


class Decide(Step):
    """A named board must decide (R2, R11, R20). Until it has, the engine reports *decision required*.

    ``if undecided``: ``wait`` leaves the amount undecided; ``next`` lets it fall to the steps below, as the agreement's
    own default.
    """

    kind = "decide"

    board: BoardId
    decision: Id | None = None
    """The name under which the decision is recorded; the scheme, direction and step if it is left out."""
    if_undecided: Literal["wait", "next"] = "wait"


SHORT_FIELD = {
    "offset": "against", "draw": "reserve", "keep": "reserve", "share": "by", "return": "by", "bear": "partner",
    "lend": "partner", "decide": "board",
}  # fmt: skip
"""The one field that may stand alone, as in ``draw: contingency``."""


WORDS = (*SHORT_FIELD, "carry")
"""The words that begin a step."""


def _gathered(value: Any) -> Any:
    """What stands beside the step's word, as in ``{share: own side, clause: 7}``, moved into the step."""
    word = _word_of(value)
    if word is None or len(value) == 1:
        return value
    body, beside = value[word], {key: said for key, said in value.items() if key != word}
    short = SHORT_FIELD.get(word)
    if short and isinstance(body, (str, list)):
        body = {short: body}
    return {word: {**beside, **(body or {})}} if isinstance(body or {}, dict) else value


def _word_of(value: Any) -> str | None:
    """The one word of a step that a mapping has among its keys."""
    words = [key for key in value if key in WORDS] if isinstance(value, dict) else []
    return words[0] if len(words) == 1 else None


def _kind_of(value: Any) -> str:
    if isinstance(value, Step):
        return value.kind
    if word := _word_of(value):
        return word
    if isinstance(value, dict) and value:
        return ", ".join(str(key) for key in value)
    return str(value) if isinstance(value, str) else "?"


AnyStep = Annotated[
    Annotated[Offset, Tag("offset")]
    | Annotated[Draw, Tag("draw")]
    | Annotated[Keep, Tag("keep")]
    | Annotated[SharedOut, Tag("share")]
    | Annotated[Return, Tag("return")]
    | Annotated[Bear, Tag("bear")]
    | Annotated[Lend, Tag("lend")]
    | Annotated[Carry, Tag("carry")]
    | Annotated[Decide, Tag("decide")],
    Discriminator(_kind_of),
]
"""One step, written as a mapping with one key: ``draw: {reserve: contingency, up to: 1% of budget}``."""

Waterfall = tuple[AnyStep, ...]
