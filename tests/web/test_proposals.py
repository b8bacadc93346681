"""Maker and checker: what one person prepares is done only when another approves (R17)."""

from collections.abc import Callable

from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment, Event, Person, Proposal
from cronfa.governance.roles import Role
from cronfa.governance.trail import first_wrong
from cronfa.ledger.queries import entries

ASK = "/en/funds/small/entries/5/reverse/"


def asked(sign_in: Callable[..., Client], reason: str = "paid twice") -> tuple[Client, str]:
    maker = sign_in(Role.HOST_OFFICER)
    return maker, maker.post(ASK, {"reason": reason})["Location"]


def reversals(fund: RunningFund) -> list[int | None]:
    return [entry.reverses for entry in entries(fund.ledger) if entry.kind == "reversal"]


def test_a_reversal_is_posted_when_another_person_approves_and_not_before(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    _, address = asked(sign_in)
    assert reversals(fund) == []
    assert sign_in(Role.MANAGER).post(address, {"decision": "approve"}).status_code == 302
    assert reversals(fund) == [5]
    assert [event.what for event in Event.objects.filter(fund="small").order_by("number")] == [
        "prepared reversal",
        "approved reversal",
    ]
    assert first_wrong("small") is None


def test_nobody_approves_what_they_prepared_even_in_another_role(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker, address = asked(sign_in)
    person = Proposal.objects.get().made_by
    Appointment.objects.create(
        person=person, fund="small", role=Role.MANAGER.value, body="council", starts="2020-04-01", appointed_by="test"
    )
    response = maker.post(address, {"decision": "approve"})
    assert response.status_code == 422 and b"GO001" in response.content
    assert reversals(fund) == []


def test_the_database_itself_refuses_an_approval_by_its_maker(fund: RunningFund) -> None:
    import pytest
    from django.db import IntegrityError

    person = Person.objects.get(email="second@example.org")
    with pytest.raises(IntegrityError, match="maker_is_not_checker"):
        Proposal.objects.create(
            fund="small", kind="reversal", content="{}", key="x", made_by=person, decided_by=person, state="approved"
        )


def test_the_same_thing_is_put_forward_once(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker, _ = asked(sign_in)
    again = maker.post(ASK, {"reason": "paid twice"})
    assert again.status_code == 409 and b"GO003" in again.content
    assert Proposal.objects.count() == 1


def test_what_is_decided_stays_decided(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    _, address = asked(sign_in)
    checker = sign_in(Role.MANAGER)
    checker.post(address, {"decision": "approve"})
    again = checker.post(address, {"decision": "approve"})
    assert again.status_code == 409 and b"GO002" in again.content
    assert reversals(fund) == [5]


def test_a_refusal_needs_a_reason_and_leaves_the_ledger_alone(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    _, address = asked(sign_in)
    checker = sign_in(Role.MANAGER)
    assert checker.post(address, {"decision": "refuse"}).status_code == 422
    assert checker.post(address, {"decision": "refuse", "remark": "it was owed"}).status_code == 302
    assert reversals(fund) == [] and Proposal.objects.get().state == "refused"


def test_its_maker_withdraws_it_and_nobody_else(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    maker, address = asked(sign_in)
    assert sign_in(Role.MANAGER).post(address, {"decision": "withdraw"}).status_code == 422
    assert maker.post(address, {"decision": "withdraw"}).status_code == 302
    assert maker.post(ASK, {"reason": "after all"}).status_code == 302


def test_what_cannot_be_done_is_not_approved(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    _, address = asked(sign_in)
    from cronfa.ledger.posting import reverse
    from cronfa.ledger.queries import entry

    there = entry(fund.ledger, 5)
    reverse(fund.ledger, 5, reason="by hand", who="manager", posting_date=there.posting_date, period=there.period)
    response = sign_in(Role.MANAGER).post(address, {"decision": "approve", "remark": "yes"})
    assert response.status_code == 422 and b"FU" in response.content
    assert reversals(fund) == [5] and Proposal.objects.get().state == "prepared"
