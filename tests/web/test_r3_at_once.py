"""Many people at one thing at the same moment: it is done once, the others are told so, nothing is half-done (R3).

On PostgreSQL, where writers do run at once; SQLite has one writer at a time. A control that reads and then writes shows that
the race is really run.
"""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

import scale
from cronfa.calendars import Year
from cronfa.fund.opening import RunningFund, find
from cronfa.governance import codes, month_end, settlements
from cronfa.governance.models import Commentary, Event, PartnerView, Person, Proposal
from cronfa.governance.proposals import approve, prepare
from cronfa.governance.reversals import REVERSAL
from cronfa.governance.roles import Role
from cronfa.governance.trail import first_wrong
from cronfa.ledger.funds import period_events, set_period
from cronfa.ledger.queries import entries
from cronfa.problems import Problems

AT_ONCE = scale.examples(6, 24)


@pytest.fixture(params=["postgresql", pytest.param("sqlite", marks=pytest.mark.long)])
def shared(request: pytest.FixtureRequest) -> RunningFund:
    found: RunningFund = request.getfixturevalue(
        "fund_on_postgres" if request.param == "postgresql" else "fund_on_sqlite"
    )
    return found


def at_once(do: Callable[[int], Any], many: int = AT_ONCE) -> list[str]:
    """What came of the same thing done by many threads at one moment: ``done``, or the codes of its problems."""
    told: list[str] = []
    gate = Barrier(many)

    def one(number: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(60)
            do(number)
            told.append("done")
        except Problems as found:
            told.append(" ".join(problem.code for problem in found.problems))
        except Exception as fault:  # noqa: BLE001  anything else would be a page that fails
            told.append(repr(fault))
        finally:
            connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def maker() -> Person:
    return person(f"{Role.HOST_OFFICER.value}-council@example.org")


def checkers(many: int) -> list[Person]:
    return [Person.objects.create_user(f"checker{n}@example.org", name=f"checker {n}") for n in range(many)]


def reversal(fund: RunningFund, entry: int) -> Proposal:
    content = {"number": entry, "reason": "paid twice"}
    return prepare(fund, REVERSAL, content, maker(), key=str(entry), why="paid twice")


def once(kind: Any) -> list[str]:
    return sorted(["done", *[kind.code] * (AT_ONCE - 1)])


def test_one_proposal_approved_by_many_is_carried_out_once(shared: RunningFund) -> None:
    made, people = reversal(shared, 5), checkers(AT_ONCE)
    told = at_once(lambda n: approve(find("small"), Proposal.objects.get(pk=made.pk), people[n]))
    assert told == once(codes.DECIDED_ALREADY)
    assert [entry.reverses for entry in entries(shared.ledger) if entry.reverses] == [5]
    assert Event.objects.filter(fund="small", what="approved reversal").count() == 1


def test_a_control_that_reads_and_then_writes_lets_several_through(shared: RunningFund) -> None:
    """The same race without the conditional write: if only one won here, the test above would prove nothing."""
    made, people = reversal(shared, 5), checkers(AT_ONCE)
    looked = Barrier(AT_ONCE)

    def naive(number: int) -> None:
        waiting = Proposal.objects.get(pk=made.pk).state == Proposal.PREPARED
        looked.wait(60)
        if not waiting:
            raise Problems([codes.DECIDED_ALREADY.at(state="x")])
        Commentary.objects.create(fund="small", period="x", scheme="x", text="done", written_by=people[number])

    at_once(naive)
    assert Commentary.objects.filter(period="x").count() > 1


def test_many_different_approvals_at_once_all_pass_and_the_trail_stays_whole(shared: RunningFund) -> None:
    made = [reversal(shared, entry) for entry in range(5, 5 + AT_ONCE)]
    people = checkers(AT_ONCE)
    told = at_once(lambda n: approve(find("small"), Proposal.objects.get(pk=made[n].pk), people[n]))
    assert told == ["done"] * AT_ONCE
    assert first_wrong("small") is None
    assert sorted(entry.reverses for entry in entries(shared.ledger) if entry.reverses) == [*range(5, 5 + AT_ONCE)]


def test_the_same_thing_prepared_by_many_is_one_proposal(shared: RunningFund) -> None:
    told = at_once(lambda _: reversal(find("small"), 5))
    assert told == once(codes.PROPOSED_ALREADY)
    assert Proposal.objects.count() == 1 and first_wrong("small") is None


def test_a_month_is_closed_once(shared: RunningFund) -> None:
    people = checkers(AT_ONCE)

    def close(number: int) -> None:
        month_end.close(find("small"), "2025-26", 1, people[number], status="closed", reason="")

    assert at_once(close) == once(codes.MONTH_IS_SO)
    assert [event.status for event in period_events(shared.ledger) if event.code == "2025-04"] == ["open", "closed"]
    assert Event.objects.filter(fund="small", what="set a month").count() == 1


def test_a_settlement_is_accepted_once_by_a_partner_and_posted_once(shared: RunningFund) -> None:
    for month in Year("2025-26").months():
        set_period(shared.ledger, month.label, "soft-closed" if month.number == 12 else "closed", who="test")
    figures = settlements.position(shared, "2025-26", 12).figures_sha256
    people = checkers(AT_ONCE)

    def accept(partner: str) -> Callable[[int], None]:
        def one(number: int) -> None:
            settlements.say(
                find("small"),
                "2025-26",
                12,
                partner,
                PartnerView.ACCEPTED,
                people[number],
                figures_sha256=figures,
                why="",
            )

        return one

    assert at_once(accept("council")) == at_once(accept("board")) == once(codes.SAID_ALREADY)
    assert PartnerView.objects.count() == 2
    settlements.put_forward(shared, "2025-26", 12, maker(), "year end")
    made = Proposal.objects.get(kind="settlement")
    told = at_once(lambda n: approve(find("small"), Proposal.objects.get(pk=made.pk), people[n]))
    assert told == once(codes.DECIDED_ALREADY)
    assert len([entry for entry in entries(shared.ledger) if entry.kind == "settlement"]) == 1


@pytest.mark.parametrize(("language", "says"), [("en", "done in the meantime"), ("cy", "yn y cyfamser")])
def test_who_comes_second_gets_a_page_that_says_so(
    sign_in: Callable[..., Client], fund: RunningFund, language: str, says: str
) -> None:
    made = reversal(fund, 5)
    first, second = sign_in(Role.MANAGER), sign_in("second@example.org")
    address = f"/{language}/funds/small/proposals/{made.pk}/"
    assert first.post(address, {"decision": "approve"}).status_code == 302
    late = second.post(address, {"decision": "approve"})
    assert late.status_code == 409 and says in late.content.decode()
