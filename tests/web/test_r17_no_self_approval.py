"""Nobody approves what they had a hand in: not in another role, not after a change of roles, not by an edit (R17)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment, Event, Person, Proposal, Upload
from cronfa.governance.roles import Role
from small_fund import MAPPING

FILES = "/en/funds/small/files/"
PEOPLE = "/en/funds/small/people/"
ROWS = (
    b"Date,Amount,Id,Kind,Supplier,Scheme\n2025-05-02,100.00,Q1,Beds,A,homecare\n2025-05-03,50.50,Q2,Beds,B,homecare\n"
)
APPROVE = {"decision": "approve"}


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def appointed(who: Person, role: Role, body: str = "council") -> None:
    Appointment.objects.create(
        person=who, fund="small", role=role.value, body=body, starts=date(2020, 4, 1), appointed_by="test"
    )


def uploaded(client: Client) -> str:
    sent = client.post(FILES, {"file": SimpleUploadedFile("late.csv", ROWS, "text/csv")})
    return str(sent["Location"])


def put_forward(client: Client, address: str) -> str:
    sent = client.post(address, {"do": "forward", "rows": "2", "total": "150.50", "why": "letter"})
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"])


def test_whoever_changed_how_a_file_is_read_or_brought_it_does_not_approve_it(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    brought, edited, forward = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER), person("second@example.org")
    address = uploaded(brought)
    assert edited.post(address, {"do": "again", "mapping": MAPPING}).status_code == 302
    proposal = put_forward(sign_in(forward.email), address)
    for hand in (brought, edited):
        refused = hand.post(proposal, APPROVE)
        assert refused.status_code == 422 and b"GO016" in refused.content
        assert b'value="approve"' not in hand.get(proposal).content
    assert Proposal.objects.get().state == Proposal.PREPARED
    told = Event.objects.get(fund="small", what="mapped a file")
    assert "columns" in told.after
    other = Person.objects.create_user("third@example.org", name="third")
    appointed(other, Role.MANAGER)
    assert sign_in(other.email).post(proposal, APPROVE).status_code == 302


def test_a_file_is_not_read_otherwise_once_it_has_been_put_forward(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    from cronfa.governance import uploads
    from cronfa.problems import Problems

    maker = sign_in(Role.HOST_OFFICER)
    address = uploaded(maker)
    maker.post(address, {"do": "again", "mapping": MAPPING})
    looked_at, also = Upload.objects.get(), Upload.objects.get()
    uploads.remap(also, MAPPING + "\n", person("second@example.org"))
    with pytest.raises(Problems, match="WE003"):
        uploads.put_forward(fund, looked_at, looked_at.made_by, rows=2, total_pence=15_050, why="letter")
    put_forward(maker, address)
    with pytest.raises(Problems, match="WE003"):
        uploads.remap(looked_at, MAPPING, person("second@example.org"))
    assert Upload.objects.get().mapping == MAPPING + "\n"


@pytest.mark.parametrize("before", [Role.HOST_OFFICER, Role.AUTHORISER])
def test_a_new_role_does_not_open_what_one_prepared_in_the_old(
    sign_in: Callable[..., Client], fund: RunningFund, before: Role
) -> None:
    maker = sign_in(before)
    who = person(f"{before.value}-council@example.org")
    if before is Role.AUTHORISER:  # who may prepare but sees no file: a reversal then
        address = str(maker.post("/en/funds/small/entries/5/reverse/", {"reason": "paid twice"})["Location"])
    else:
        address = put_forward(maker, uploaded(maker))
    Appointment.objects.filter(person=who).update(ends=date(2020, 5, 1))
    appointed(who, Role.MANAGER)
    again = sign_in(who.email)
    refused = again.post(address, APPROVE)
    assert refused.status_code == 422 and b"GO001" in refused.content
    assert Proposal.objects.get().state == Proposal.PREPARED


def test_rights_lost_meanwhile_are_lost_for_what_waits(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    address = put_forward(maker := sign_in(Role.HOST_OFFICER), uploaded(maker))
    checker = sign_in(Role.MANAGER)
    assert checker.get(address).status_code == 200
    Appointment.objects.filter(role=Role.MANAGER.value).update(ends=date(2020, 5, 1))
    assert checker.post(address, APPROVE).status_code == 404
    assert Proposal.objects.get().state == Proposal.PREPARED


def test_nobody_confirms_an_appointment_that_gives_rights_to_themselves(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    asked = {
        "email": "second@example.org", "name": "second manager", "role": "administrator/", "starts": "2026-01-01",
        "ends": "", "language": "en", "why": "cover",
    }  # fmt: skip
    assert sign_in(Role.ADMINISTRATOR).post(PEOPLE, asked).status_code == 302
    address = f"{PEOPLE}appointments/{Proposal.objects.get().pk}/"
    refused = sign_in("second@example.org").post(address, APPROVE)
    assert refused.status_code == 422 and b"GO016" in refused.content
    assert sign_in(Role.MANAGER).post(address, APPROVE).status_code == 302


def test_whoever_freezes_a_report_does_not_sign_it_off_in_another_role(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    from cronfa.governance.models import FrozenReport, SignOff

    who = person(f"{Role.MANAGER.value}-council@example.org")
    appointed(who, Role.CHIEF_OFFICER)
    both = sign_in(who.email)
    month = "/en/funds/small/month-end/2025-26/6/"
    assert both.post(month, {"do": "freeze"}).status_code == 302
    sent = {"do": "sign", "report": FrozenReport.objects.get().pk, "partner": "council"}
    refused = both.post(month, sent)
    assert refused.status_code == 422 and b"GO001" in refused.content
    assert not SignOff.objects.exists()
