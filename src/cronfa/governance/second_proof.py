"""Second proofs of sign-in: an app or a passkey beside the password, for rights that a password alone is not enough for."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from cronfa.governance.models import Person
from cronfa.governance.rights import Standing
from cronfa.governance.roles import Right

WEIGHTY = (Right.APPROVE, Right.CLOSE, Right.SIGN_OFF, Right.ACCEPT, Right.APPOINT)
"""Rights that move money, bind a partner or give rights."""


def lacks_second_proof(person: Person, standing: Standing) -> bool:
    """Whether a person must connect an app or a passkey before the fund opens to them."""
    weighty = any(standing.may(right) for right in WEIGHTY)
    return settings.SECOND_PROOF and weighty and not is_mfa_enabled(person)
