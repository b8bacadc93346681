"""A limit that people use up together is never passed, however many approve at the same moment (R3)."""

from threading import Barrier
from unittest.mock import patch

import pytest

from cronfa.fund.opening import RunningFund, find
from cronfa.fund.virements import Virement, moved
from cronfa.governance import virements
from cronfa.governance.allowances import give_back, take, used
from cronfa.governance.models import Allowance, Proposal
from cronfa.governance.proposals import approve
from web.test_r3_at_once import AT_ONCE, at_once, checkers, maker, shared  # noqa: F401  the fixture

LIMIT_PENCE = 50_000
LEFT_FOR = 2
"""How many of the virements fit into what is left of the limit."""


def prepared(fund: RunningFund, pence: int) -> list[Proposal]:
    """Virements of which each alone is within the limit: all alike, as if people at as many desks had sent them at once."""
    with patch.object(virements, "stop_if_waiting"):
        return [
            virements.put_forward(
                fund, Virement("2025-26", "2025-08", "equipment", "homecare", pence), maker(), key=f"v{n}", why="demand"
            )
            for n in range(AT_ONCE)
        ]


def test_virements_approved_at_once_never_pass_the_limit_together(shared: RunningFund) -> None:  # noqa: F811
    made, people = prepared(shared, LIMIT_PENCE // LEFT_FOR), checkers(AT_ONCE)
    told = at_once(lambda n: approve(find("small"), Proposal.objects.get(pk=made[n].pk), people[n]))
    assert told == sorted(["done"] * LEFT_FOR + ["FU041"] * (AT_ONCE - LEFT_FOR))
    assert used("small", "virement/2025-26/equipment") == LIMIT_PENCE
    assert moved(find("small"), "2025-26")["equipment"] == ((5, -LIMIT_PENCE),)
    assert Proposal.objects.filter(state=Proposal.APPROVED).count() == LEFT_FOR


def test_a_control_that_reads_what_is_left_and_then_takes_it_passes_the_limit(shared: RunningFund) -> None:  # noqa: F811
    """The same race without the condition in the write: if this kept the limit, the test above would prove nothing."""
    Allowance.objects.create(fund="small", name="naive")
    looked = Barrier(AT_ONCE)

    def naive(_number: int) -> None:
        left = LIMIT_PENCE - used("small", "naive")
        looked.wait(60)
        if left >= LIMIT_PENCE // LEFT_FOR:
            give_back("small", "naive", -(LIMIT_PENCE // LEFT_FOR))

    at_once(naive)
    assert used("small", "naive") > LIMIT_PENCE


@pytest.mark.parametrize(("limit", "taken"), [(100, [True, True, False]), (99, [True, False, False]), (0, [False] * 3)])
def test_a_limit_is_taken_to_the_penny_and_freed_again(fund: RunningFund, limit: int, taken: list[bool]) -> None:
    assert [take("small", "x", 50, limit_pence=limit) for _ in range(3)] == taken
    for _ in range(sum(taken)):
        give_back("small", "x", 50)
    assert used("small", "x") == 0
