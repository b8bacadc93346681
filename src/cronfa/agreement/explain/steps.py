"""A step of a waterfall in words: one function for each kind, in one table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cronfa.agreement.clauses import Terms
from cronfa.agreement.explain.phrases import (
    limit,
    limits,
    money,
    partner_shares,
    partners,
    party_first,
    scheme_names,
)
from cronfa.agreement.explain.sentences import Sentence, say
from cronfa.agreement.steps import (
    AnyStep,
    Bear,
    Carry,
    Decide,
    Draw,
    Keep,
    Lend,
    Offset,
    Return,
    SharedOut,
    Step,
    Waterfall,
)
from cronfa.language import Text, join, same

_Said = Iterator[Text]


@dataclass(frozen=True, slots=True)
class _At:
    """Where a step stands: in whose terms, on an overspend or underspend, and of which scheme if of one."""

    terms: Terms
    direction: str
    scheme: str | None


_INTRODUCTION = {
    "overspend": Text(en="An overspend is met in this order:", cy="Telir gorwariant yn y drefn hon:"),
    "underspend": Text(en="An underspend is used in this order:", cy="Defnyddir tanwariant yn y drefn hon:"),
    "exposure": Text(en="What is over goes in this order:", cy="Mae'r hyn sydd drosodd yn mynd yn y drefn hon:"),
}
_BASES = {
    "contributions": Text(en="in proportion to their contributions", cy="yn ôl cyfran eu cyfraniadau"),
    "shares": Text(en="by fixed shares", cy="yn ôl cyfrannau sefydlog"),
    "equal": Text(en="in equal parts", cy="yn rhannau cyfartal"),
    "spend": Text(
        en="by what was spent on the responsibilities of each",
        cy="yn ôl yr hyn a wariwyd ar gyfrifoldebau pob un",
    ),
}
_BY_MEASURE = Text(en="in proportion to “{measure}”", cy="yn ôl “{measure}”")
_OWN_SIDE = Text(
    en="Each partner takes the variance on its own side.",
    cy="Mae pob partner yn cymryd yr amrywiant ar ei ochr ei hun.",
)
_RETURNED = Text(en="It is returned to the partners {how}.", cy="Fe'i dychwelir i'r partneriaid {how}.")
_SHARED = Text(en="The partners share it {how}.", cy="Mae'r partneriaid yn ei rannu {how}.")
_SHARES = Text(en="The shares: {shares}.", cy="Y cyfrannau: {shares}.")
_AMONG = Text(en="Only these share: {partners}.", cy="Dim ond y rhain sy'n rhannu: {partners}.")
_EACH_UP_TO = Text(
    en="Each takes at most {limits}; the rest falls to the next step.",
    cy="Mae pob un yn cymryd hyd at {limits}; mae'r gweddill yn disgyn i'r cam nesaf.",
)
_PARTNER_UP_TO = Text(
    en="{partner} takes at most {limits}; the rest falls to the next step.",
    cy="Mae {partner} yn cymryd hyd at {limits}; mae'r gweddill yn disgyn i'r cam nesaf.",
)
_CAP_LIFTED = Text(
    en="That limit does not count if “{decision}” is agreed beforehand.",
    cy="Nid yw'r terfyn hwnnw'n cyfrif os cytunir ar “{decision}” ymlaen llaw.",
)
_UP_TO = Text(en="At most {limits}.", cy="Hyd at {limits} ar y mwyaf.")
_CAUSE = Text(en="Only for the part caused by: {cause}.", cy="Dim ond ar gyfer y rhan a achoswyd gan: {cause}.")
_OVER = Text(
    en="Only if the whole variance is above {limit}.", cy="Dim ond os yw'r amrywiant cyfan yn uwch na {limit}."
)
_UNLESS = Text(
    en="It is passed over if the decision “{decision}” is recorded.",
    cy="Caiff ei hepgor os cofnodir y penderfyniad “{decision}”.",
)


def waterfall(
    terms: Terms, steps: Waterfall, direction: str, scheme: str | None, default: Text | None
) -> Iterator[Sentence]:
    """A whole waterfall: its introduction and its steps, numbered."""
    if not steps:
        return
    yield say(_INTRODUCTION[direction], default=default)
    for number, each in enumerate(steps, start=1):
        words = step_in_words(terms, each, direction, scheme)
        yield Sentence(join([same(f"{number}."), words], between=" "), each.clause, level=1)


def step_in_words(terms: Terms, step: AnyStep, direction: str, scheme: str | None) -> Text:
    """What one step does, its limit, and when it acts."""
    said = [*_IN_WORDS[type(step)](_At(terms, direction, scheme), step), *_limits_and_conditions(step)]
    return join(said, between=" ")


def _limits_and_conditions(step: Step) -> _Said:
    if step.up_to:
        yield _UP_TO.filled(limits=limits(step.up_to))
    if step.when is not None and step.when.cause is not None:
        yield _CAUSE.filled(cause=step.when.cause)
    if step.when is not None and step.when.over is not None:
        yield _OVER.filled(limit=limit(step.when.over))
    if step.unless is not None:
        yield _UNLESS.filled(decision=step.unless)


_OFFSETS: Mapping[str, tuple[Text, Text]] = {
    "uncommitted": (
        Text(
            en="Budget not yet committed is cut to meet it, in every scheme.",
            cy="Torrir cyllideb heb ei hymrwymo i'w dalu, ym mhob cynllun.",
        ),
        Text(
            en="Budget not yet committed is cut to meet it, in: {schemes}.",
            cy="Torrir cyllideb heb ei hymrwymo i'w dalu, yn: {schemes}.",
        ),
    ),
    "underspend": (
        Text(
            en="It first meets the overspends of every other scheme.",
            cy="Yn gyntaf mae'n talu am orwariant pob cynllun arall.",
        ),
        Text(en="It first meets overspends in: {schemes}.", cy="Yn gyntaf mae'n talu am orwariant yn: {schemes}."),
    ),
    "overspend": (
        Text(
            en="Underspends of every other scheme meet it as far as they go.",
            cy="Tanwariant pob cynllun arall sy'n ei dalu cyn belled ag y mae'n mynd.",
        ),
        Text(
            en="Underspends meet it as far as they go, in: {schemes}.",
            cy="Tanwariant sy'n ei dalu cyn belled ag y mae'n mynd, yn: {schemes}.",
        ),
    ),
}
"""What is offset, against every scheme and against those that are named."""
_BY_A_MEASURE = Text(
    en="It is met from outside the pool, by “{measure}”.", cy="Fe'i telir o'r tu allan i'r gronfa, gan “{measure}”."
)


def _offset(at: _At, step: Offset) -> _Said:
    if step.of not in ("variance", "uncommitted"):
        yield _BY_A_MEASURE.filled(measure=_measure(at.terms, step.of))
        return
    what = "uncommitted" if step.of == "uncommitted" else "underspend" if at.direction == "underspend" else "overspend"
    everywhere, named = _OFFSETS[what]
    yield everywhere if step.against == "all" else named.filled(schemes=scheme_names(at.terms, step.against))


def _draw(at: _At, step: Draw) -> _Said:
    yield Text(
        en="The reserve “{reserve}” pays as far as it goes.",
        cy="Y gronfa wrth gefn “{reserve}” sy'n talu cyn belled ag y mae'n mynd.",
    ).filled(reserve=_reserve(at.terms, step.reserve))


def _keep(at: _At, step: Keep) -> _Said:
    yield Text(en="It is kept in the reserve “{reserve}”.", cy="Fe'i cedwir yn y gronfa wrth gefn “{reserve}”.").filled(
        reserve=_reserve(at.terms, step.reserve)
    )
    if step.until is not None:
        yield Text(
            en="No more is kept once the reserve holds {until}.",
            cy="Ni chedwir rhagor unwaith y bydd {until} yn y gronfa wrth gefn.",
        ).filled(until=money(step.until))


def _share(at: _At, step: SharedOut) -> _Said:
    if step.by == "own side":
        yield _OWN_SIDE
    else:
        how = _BASES.get(step.by) or _BY_MEASURE.filled(measure=_measure(at.terms, step.by))
        yield (_RETURNED if isinstance(step, Return) else _SHARED).filled(how=how)
    if step.shares:
        yield _SHARES.filled(shares=partner_shares(at.terms, step.shares))
    if step.among:
        yield _AMONG.filled(partners=partners(at.terms, step.among))
    if isinstance(step.each_up_to, Mapping):
        for partner, each in step.each_up_to.items():
            yield _PARTNER_UP_TO.filled(partner=at.terms.name(partner), limits=limits(each))
    elif step.each_up_to:
        yield _EACH_UP_TO.filled(limits=limits(step.each_up_to))
    if step.cap_lifted_by is not None:
        yield _CAP_LIFTED.filled(decision=step.cap_lifted_by)


def _bear(at: _At, step: Bear) -> _Said:
    words = Text(en="{party} bears it.", cy="{party} sy'n ei ysgwyddo.")
    if at.direction == "underspend":
        words = Text(en="{party} keeps it.", cy="{party} sy'n ei gadw.")
    yield words.filled(party=party_first(at.terms, step.partner, at.scheme))


def _lend(at: _At, step: Lend) -> _Said:
    yield Text(en="{party} lends it to the fund.", cy="{party} sy'n ei fenthyg i'r gronfa.").filled(
        party=party_first(at.terms, step.partner, at.scheme)
    )
    if step.repay.years is not None:
        yield Text(
            en="The fund repays it in equal yearly parts; years: {years}.",
            cy="Mae'r gronfa'n ei ad-dalu mewn rhannau blynyddol cyfartal; blynyddoedd: {years}.",
        ).filled(years=step.repay.years)
    if step.repay.schedule:
        parts = "; ".join(f"{year} {money(pence)}" for year, pence in step.repay.schedule.items())
        yield Text(en="The fund repays it: {parts}.", cy="Mae'r gronfa'n ei ad-dalu: {parts}.").filled(parts=parts)


def _carry(at: _At, _step: Carry) -> _Said:
    if at.direction == "underspend":
        yield Text(en="It is carried into next year's fund.", cy="Caiff ei gario i gronfa'r flwyddyn nesaf.")
    else:
        yield Text(
            en="The deficit is carried into next year's fund.", cy="Caiff y diffyg ei gario i gronfa'r flwyddyn nesaf."
        )


def _decide(at: _At, step: Decide) -> _Said:
    known = at.terms.boards.get(step.board)
    yield Text(en="{board} decides.", cy="{board} sy'n penderfynu.").filled(
        board=known.name if known else same(step.board)
    )
    if step.decision is not None:
        yield Text(
            en="The decision is recorded as “{decision}”.", cy="Cofnodir y penderfyniad fel “{decision}”."
        ).filled(decision=step.decision)
    if step.if_undecided == "wait":
        yield Text(en="Until it has, the amount waits.", cy="Tan hynny mae'r swm yn aros.")
    else:
        yield Text(
            en="Until it has, the amount falls to the next step.", cy="Tan hynny mae'r swm yn disgyn i'r cam nesaf."
        )


_IN_WORDS: Mapping[type[Step], Callable[..., _Said]] = {
    Offset: _offset,
    Draw: _draw,
    Keep: _keep,
    SharedOut: _share,
    Return: _share,
    Bear: _bear,
    Lend: _lend,
    Carry: _carry,
    Decide: _decide,
}
"""What says each kind of step. A new kind is added here and in :mod:`cronfa.agreement.steps`."""


def _reserve(terms: Terms, name: str) -> Text:
    known = terms.reserves.get(name)
    return known.name if known and known.name else same(name)


def _measure(terms: Terms, name: str) -> Text:
    known = terms.measures.get(name)
    return known.title if known else same(name)
