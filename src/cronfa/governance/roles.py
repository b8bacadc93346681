"""Roles, and the rights that go with each. Pure: a table that anyone can read and dispute."""

from enum import StrEnum
from typing import Literal

from cronfa.language import Text


class Right(StrEnum):
    """One thing that a person may do. What ends in *own* is limited to the bodies the person acts for."""

    SEE_FUND = "see the fund's totals"
    SEE_POSTINGS = "see postings of own body"
    SEE_ALL_POSTINGS = "see every posting"
    SEE_PEOPLE = "see who has which role"
    SEE_TRAIL = "read the audit trail"
    PROPOSE = "prepare files, journals and virements"
    APPROVE = "approve what another person has prepared"
    CLOSE = "close and reopen periods"
    COMMENT = "explain a variance"
    QUESTION = "question a posting for own body"
    ANSWER = "answer a partner's question"
    RECONCILE = "reconcile own body's ledger"
    ACCEPT = "accept a settlement for own body"
    SIGN_OFF = "sign off a report for own body"
    DECIDE = "record a board's decision"
    SIMULATE = "ask what if"
    WORRY = "write worries and keep runs for own body"
    APPOINT = "prepare an appointment or its end"
    CONFIRM_APPOINTMENT = "confirm an appointment that another person prepared"


class Role(StrEnum):
    """What a person is to a fund."""

    MANAGER = "pooled-fund-manager"
    HOST_OFFICER = "host-finance-officer"
    PARTNER_OFFICER = "partner-finance-officer"
    AUTHORISER = "locality-authoriser"
    BOARD_MEMBER = "board-member"
    CHIEF_OFFICER = "chief-finance-officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, Text] = {
    Role.MANAGER: Text(en="Pooled-fund manager", cy="Rheolwr y gronfa gyfun"),
    Role.HOST_OFFICER: Text(en="Host finance officer", cy="Swyddog cyllid y partner lletyol"),
    Role.PARTNER_OFFICER: Text(en="Partner finance officer", cy="Swyddog cyllid partner"),
    Role.AUTHORISER: Text(en="Locality authoriser", cy="Awdurdodwr ardal"),
    Role.BOARD_MEMBER: Text(en="Board member", cy="Aelod o'r bwrdd"),
    Role.CHIEF_OFFICER: Text(en="Chief finance officer", cy="Prif swyddog cyllid"),
    Role.AUDITOR: Text(en="Auditor", cy="Archwilydd"),
    Role.ADMINISTRATOR: Text(en="Administrator", cy="Gweinyddwr"),
}

Acts = Literal["for the host", "for a partner", "for the fund"]
ACTS: dict[Role, Acts] = {
    Role.MANAGER: "for the host",
    Role.HOST_OFFICER: "for the host",
    Role.PARTNER_OFFICER: "for a partner",
    Role.AUTHORISER: "for a partner",
    Role.BOARD_MEMBER: "for a partner",
    Role.CHIEF_OFFICER: "for a partner",
    Role.AUDITOR: "for the fund",
    Role.ADMINISTRATOR: "for the fund",
}
"""For whom a role acts. A role for the host lapses when the agreement's host changes; one for a partner when it leaves."""

_READS = {Right.SEE_FUND, Right.SEE_PEOPLE}
_OWN = _READS | {Right.SEE_POSTINGS}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.MANAGER: frozenset(
        _OWN
        | {
            Right.SEE_ALL_POSTINGS,
            Right.SEE_TRAIL,
            Right.PROPOSE,
            Right.APPROVE,
            Right.CLOSE,
            Right.COMMENT,
            Right.ANSWER,
            Right.DECIDE,
            Right.SIMULATE,
            Right.CONFIRM_APPOINTMENT,
        }
    ),
    Role.HOST_OFFICER: frozenset(
        _OWN
        | {
            Right.SEE_ALL_POSTINGS,
            Right.SEE_TRAIL,
            Right.PROPOSE,
            Right.APPROVE,
            Right.COMMENT,
            Right.ANSWER,
            Right.RECONCILE,
            Right.SIMULATE,
        }
    ),
    Role.PARTNER_OFFICER: frozenset(
        _OWN | {Right.COMMENT, Right.QUESTION, Right.RECONCILE, Right.ACCEPT, Right.SIMULATE, Right.WORRY}
    ),
    Role.AUTHORISER: frozenset(_OWN | {Right.PROPOSE}),
    Role.BOARD_MEMBER: frozenset({Right.SEE_FUND, Right.SEE_PEOPLE, Right.SIMULATE, Right.WORRY}),
    Role.CHIEF_OFFICER: frozenset(_OWN | {Right.SIGN_OFF, Right.ACCEPT, Right.SIMULATE, Right.WORRY}),
    Role.AUDITOR: frozenset(_OWN | {Right.SEE_ALL_POSTINGS, Right.SEE_TRAIL}),
    Role.ADMINISTRATOR: frozenset({Right.SEE_PEOPLE, Right.APPOINT, Right.CONFIRM_APPOINTMENT}),
}
"""The administrator appoints and sees no money; the auditor sees everything and changes nothing."""
