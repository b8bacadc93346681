"""The step behind a line of a settlement in words: what the agreement says, and the partner's part in it."""

from collections.abc import Iterator
from fractions import Fraction

from cronfa.agreement import Version
from cronfa.agreement.explain.steps import step_in_words
from cronfa.agreement.steps import SharedOut
from cronfa.agreement.values import percent
from cronfa.language import Text
from cronfa.money import pounds
from cronfa.settlement.behind import Behind, behind
from cronfa.settlement.outcome import Line, Outcome

_SAYS = Text(en="The agreement says: {words}", cy="Dywed y cytundeb: {words}")
_STANDARD = Text(
    en="The agreement does not say, so a standard term stands: {words}",
    cy="Nid yw'r cytundeb yn dweud, felly saif teler safonol: {words}",
)
_PART = Text(en="The part of {name} in this step is {part}.", cy="Cyfran {name} yn y cam hwn: {part}.")
_OF = Text(en="{one} of {all}", cy="{one} o {all}")
_SIDE = Text(
    en="On the side of {name}: {spend} was spent on its responsibilities, {due} is its contribution.",
    cy="Ar ochr {name}: gwariwyd {spend} ar gyfrifoldebau'r corff, a {due} yw'r cyfraniad.",
)
_COLLECTS = Text(en="It also brings in {income}.", cy="Daw'r corff â {income} i mewn hefyd.")


def step_behind(version: Version, outcome: Outcome, line: Line) -> Iterator[Text]:
    """What the step of a line says, and the partner's part of what it divides; nothing where no step stands behind it."""
    terms = version.terms
    found = behind(terms, outcome, line)
    if found is None:
        return
    place = ("schemes", line.scheme, line.direction) if line.scheme else (line.direction,)
    said = _STANDARD if version.is_default(place) else _SAYS
    yield said.filled(words=step_in_words(terms, found.step, line.direction, line.scheme))
    name = terms.name(line.party.id) if line.party.kind == "partner" else None
    if name is not None and any(found.weights.values()):
        yield _PART.filled(name=name, part=_part(found, line.party.id))
    if name is not None and found.side is not None:
        side = found.side
        yield _SIDE.filled(name=name, spend=pounds(side.spend_pence), due=pounds(side.due_pence))
        if side.income_pence:
            yield _COLLECTS.filled(income=pounds(side.income_pence))


def _part(found: Behind, partner: str) -> Text:
    """``£250,000.00 of £2,100,000.00``, ``60%``, or ``1 of 3``."""
    one, all_ = found.weights[partner], sum(found.weights.values())
    if found.in_pence:
        return _OF.filled(one=pounds(one), all=pounds(all_))
    if isinstance(found.step, SharedOut) and found.step.by in ("contributions", "shares"):
        share = percent(Fraction(one, all_))
        return Text(en=share, cy=share)
    return _OF.filled(one=f"{one:,}", all=f"{all_:,}")
