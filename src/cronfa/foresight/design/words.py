"""What is said about proposals, in English and Welsh."""

from collections.abc import Mapping
from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.foresight.design.brief import Constraint, Measure
from cronfa.foresight.design.choosing import Chosen
from cronfa.foresight.design.search import Candidate
from cronfa.language import Text, join, same
from cronfa.money import whole_pounds

MEASURES: Mapping[str, Text] = {
    "exposure": Text(
        en="what {partner} is asked for in a bad year (95%)", cy="{partner}: y swm a ofynnir mewn blwyddyn wael (95%)"
    ),
    "shortfall": Text(
        en="what {partner} is asked for in the worst 5% of years (expected shortfall)",
        cy="{partner}: y swm a ofynnir yn y 5% gwaethaf o flynyddoedd (diffyg disgwyliedig)",
    ),
    "cross-subsidy": Text(en="expected cross-subsidy", cy="croes-gymhorthdal disgwyliedig"),
    "reserve runs out": Text(
        en="the chance that a reserve runs out", cy="y siawns y bydd cronfa wrth gefn yn mynd yn wag"
    ),
    "reserve": Text(en="money kept in reserves", cy="arian a gedwir mewn cronfeydd wrth gefn"),
    "waiting": Text(en="the chance that a board must decide", cy="y siawns y bydd yn rhaid i fwrdd benderfynu"),
}
CONSTRAINTS: Mapping[str, Text] = {
    **MEASURES,
    "worse off than alone": Text(
        en="what {partner} pays over what it would pay alone, on average",
        cy="{partner}: y taliad cyfartalog dros yr hyn y byddai'n ei dalu ar ei ben ei hun",
    ),
    "cross-subsidy": Text(
        en="expected cross-subsidy from or to {partner}", cy="{partner}: croes-gymhorthdal disgwyliedig"
    ),
}
BALANCED = Text(
    en="The most even of the proposals: on no measure is it far from the lowest that was found.",
    cy="Y mwyaf cytbwys o'r cynigion: nid yw'n bell o'r isaf a gafwyd ar unrhyw fesur.",
)
LOWEST = Text(en="The lowest of the proposals on this: {measure}.", cy="Yr isaf o'r cynigion ar hyn: {measure}.")
NEAREST = Text(
    en="Not everything that must hold holds; of all candidates it comes nearest.",
    cy="Nid yw popeth y mae'n rhaid iddo ddal yn dal; hwn sydd agosaf o'r holl ymgeiswyr.",
)
DOMINATES = Text(
    en="It is better than the draft, or as good, on every measure that was asked for.",
    cy="Mae'n well na'r drafft, neu gystal ag ef, ar bob mesur y gofynnwyd amdano.",
)
TRADES = Text(
    en="It is better than the draft on some measures and worse on others.",
    cy="Mae'n well na'r drafft ar rai mesurau ac yn waeth ar eraill.",
)
WORSE = Text(
    en="It is not better than the draft on any measure that was asked for.",
    cy="Nid yw'n well na'r drafft ar unrhyw fesur y gofynnwyd amdano.",
)
FALLS = Text(en="{measure} falls from {old} to {new}", cy="{measure}: gostwng o {old} i {new}")
RISES = Text(en="{measure} rises from {old} to {new}", cy="{measure}: codi o {old} i {new}")
STAYS = Text(en="{measure} stays at {new}", cy="{measure}: aros yn {new}")


def measure_words(measure: Measure, terms: Terms) -> Text:
    """A measure as a reader should see it."""
    words = MEASURES[measure.name]
    return words.filled(partner=terms.name(measure.partner)) if measure.partner else words


def constraint_words(constraint: Constraint, terms: Terms) -> Text:
    words = CONSTRAINTS[constraint.name]
    return words.filled(partner=terms.name(constraint.partner)) if constraint.partner else words


def amount(value: int, *, runs: int | None) -> str:
    """Whole pounds, or a chance in percent of so many runs."""
    return whole_pounds(value) if runs is None else f"{float(Fraction(value * 100, runs)):.1f}%"


def reason(
    chosen: Chosen, draft: Candidate, measures: tuple[Measure, ...], terms: Terms, *, holds: bool
) -> tuple[Text, ...]:
    """Why a proposal is proposed, in sentences: what it is chosen for, how it stands to the draft, and every measure."""
    candidate = chosen.candidate
    if not holds:
        role = NEAREST
    elif chosen.best_on is None:
        role = BALANCED
    else:
        role = LOWEST.filled(measure=measure_words(measures[chosen.best_on], terms))
    told = [_told(measure, draft, candidate, number, terms) for number, measure in enumerate(measures)]
    return (role, _standing(candidate, draft), _sentence(join(told, between="; ")))


def _standing(candidate: Candidate, draft: Candidate) -> Text:
    better = any(mine < yours for mine, yours in zip(candidate.values, draft.values, strict=True))
    worse = any(mine > yours for mine, yours in zip(candidate.values, draft.values, strict=True))
    if not better:
        return WORSE
    return TRADES if worse else DOMINATES


def _told(measure: Measure, draft: Candidate, candidate: Candidate, number: int, terms: Terms) -> Text:
    old, new = draft.values[number], candidate.values[number]
    runs = candidate.numbers.runs if measure.is_chance else None
    words = FALLS if new < old else RISES if new > old else STAYS
    facts = {"old": same(amount(old, runs=runs)), "new": same(amount(new, runs=runs))}
    return words.filled(measure=measure_words(measure, terms), **facts)


def _sentence(words: Text) -> Text:
    return words.map(lambda text: f"{text[0].upper()}{text[1:]}.")
