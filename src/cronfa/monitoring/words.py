"""Monitoring in words: methods, RAG with its rule, and what is odd about the data."""

from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import Literal

from cronfa.agreement.values import percent
from cronfa.calendars import Period
from cronfa.language import Text, join
from cronfa.money import pounds
from cronfa.monitoring.terms import Thresholds

Rag = Literal["green", "amber", "red"]

METHODS = {
    "straight line": Text(
        en="Straight line: spend to date divided by the part of the budget profile that has passed.",
        cy="Llinell syth: y gwariant hyd yma wedi'i rannu â'r rhan o broffil y gyllideb sydd wedi mynd heibio.",
    ),
    "remaining budget": Text(
        en="Remaining budget: spend to date, and the rest of the year as budgeted.",
        cy="Gweddill y gyllideb: y gwariant hyd yma, a gweddill y flwyddyn yn ôl y gyllideb.",
    ),
}
RAG_NAMES: dict[Rag, Text] = {
    "green": Text(en="Green: on track", cy="Gwyrdd: ar y trywydd iawn"),
    "amber": Text(en="Amber: watch", cy="Ambr: i'w wylio"),
    "red": Text(en="Red: over", cy="Coch: dros y gyllideb"),
}
RAG_RULE = Text(
    en="Red when the forecast is more than {over} over the year's budget, amber when more than {watch} over; "
    "otherwise green. An underspend is green.",
    cy="Coch pan fo'r rhagolwg yn fwy na {over} dros gyllideb y flwyddyn, ambr pan fo'n fwy na {watch} drosti; "
    "fel arall gwyrdd. Mae tanwariant yn wyrdd.",
)
NO_BUDGET = Text(
    en="The agreement gives no budget at this level, so there is no variance.",
    cy="Nid yw'r cytundeb yn rhoi cyllideb ar y lefel hon, felly nid oes amrywiant.",
)
NIL_BUDGET = Text(
    en="The budget is nil, so a percentage cannot be given.", cy="Mae'r gyllideb yn ddim, felly ni ellir rhoi canran."
)
SOME_WITHOUT_BUDGET = Text(
    en="The budget leaves out what has none at this level: {schemes}.",
    cy="Mae'r gyllideb yn hepgor yr hyn sydd heb un ar y lefel hon: {schemes}.",
)
MOVED = {
    True: Text(
        en="The budget holds {amount} moved in by virement; the settlement goes by the budget as agreed.",
        cy="Mae'r gyllideb yn cynnwys {amount} a drosglwyddwyd i mewn; mae'r setliad yn dilyn y gyllideb fel y'i cytunwyd.",
    ),
    False: Text(
        en="{amount} has been moved out of the budget by virement; the settlement goes by the budget as agreed.",
        cy="Mae {amount} wedi'i drosglwyddo o'r gyllideb; mae'r setliad yn dilyn y gyllideb fel y'i cytunwyd.",
    ),
}
"""Whether in or out."""
LATE = Text(
    en="{amount} of this month's spend is for services in earlier months.",
    cy="Mae {amount} o wariant y mis hwn am wasanaethau mewn misoedd cynharach.",
)
COMMITTED_BEYOND = Text(
    en="Spend and commitments together are already {amount} above this forecast.",
    cy="Mae gwariant ac ymrwymiadau gyda'i gilydd eisoes {amount} uwchlaw'r rhagolwg hwn.",
)
MISSING = Text(
    en="No spend was reported for {months}: the figures to date and the forecast may be too low.",
    cy="Ni adroddwyd gwariant ar gyfer {months}: gall y ffigurau hyd yma a'r rhagolwg fod yn rhy isel.",
)
THIN = Text(
    en="Almost nothing was reported for {months}, less than a tenth of a usual month ({usual}): the figures to date "
    "and the forecast may be too low.",
    cy="Ni adroddwyd bron dim ar gyfer {months}, llai na degfed ran o fis arferol ({usual}): gall y ffigurau hyd yma "
    "a'r rhagolwg fod yn rhy isel.",
)


def rag(outturn_variance_pence: int | None, budget_pence: int | None, thresholds: Thresholds) -> Rag | None:
    """The colour of a forecast; none where there is no budget. Any overspend of a nil budget is red."""
    if outturn_variance_pence is None or budget_pence is None:
        return None
    if outturn_variance_pence > thresholds.over * budget_pence:
        return "red"
    return "amber" if outturn_variance_pence > thresholds.watch * budget_pence else "green"


def rag_rule(thresholds: Thresholds) -> Text:
    return RAG_RULE.filled(over=percent(thresholds.over), watch=percent(thresholds.watch))


def gaps(months: Sequence[tuple[Period, int | None]], budgeted_pence: int) -> Iterator[Text]:
    """Months without spend, and months with less than a tenth of the usual.

    A usual month is the (lower) median of those reported, or an average month of the budget if that is more.
    """
    missing = [period.name for period, pence in months if pence is None]
    if missing:
        yield MISSING.filled(months=join(missing))
    reported = [pence for _, pence in months if pence is not None]
    usual = max(median_low(reported) if reported else 0, budgeted_pence)
    thin = [period.name for period, pence in months if pence is not None and 10 * abs(pence) < usual]
    if thin:
        yield THIN.filled(months=join(thin), usual=pounds(usual))
