"""What is said to stand behind a line does stand behind it: the parts told divide the step's amount into its very lines."""

from collections import defaultdict

import scale
from cronfa.agreement.clauses import Terms
from cronfa.agreement.steps import SharedOut
from cronfa.money import allocate
from cronfa.settlement import Line, Outcome, settle
from cronfa.settlement.behind import behind
from property.settlement.agreements import Maker

OUTCOMES_EACH = 4
AGREEMENTS = scale.examples(60, 2_000)


def test_the_weights_told_divide_each_step_into_its_lines() -> None:
    looked_at = 0
    for seed in range(AGREEMENTS):
        maker = Maker(seed)
        terms = maker.terms()
        for outcome in maker.outcomes(terms, OUTCOMES_EACH):
            looked_at += sum(_divides(terms, outcome, lines) for lines in _by_step(terms, outcome))
    assert looked_at > AGREEMENTS, "too few steps were shared for this to say anything"


def _by_step(terms: Terms, outcome: Outcome) -> list[list[Line]]:
    steps: dict[tuple[str | None, str, int], list[Line]] = defaultdict(list)
    for line in settle(terms, outcome).lines:
        steps[line.scheme, line.direction, line.step].append(line)
    return list(steps.values())


def _divides(terms: Terms, outcome: Outcome, lines: list[Line]) -> bool:
    """Whether the step is one that is shared by weights with no limits; if it is, its lines are what the weights give."""
    found = behind(terms, outcome, lines[0])
    if found is None:
        assert lines[0].direction == "exposure" or lines[0].kind in ("offset", "nobody"), lines[0]
        return False
    assert found.step.kind == lines[0].kind
    if not found.weights or (isinstance(found.step, SharedOut) and found.step.each_up_to):
        return False
    total = sum(line.amount_pence for line in lines)
    given = dict(zip(terms.partner_ids, allocate(total, tuple(found.weights.values())), strict=True))
    assert {line.party.id: line.amount_pence for line in lines} == {name: each for name, each in given.items() if each}
    return True
