"""What can be wrong with issuing a token."""

from cronfa.language import Text
from cronfa.problems import Kind

NO_TOKEN_NAME = Kind(
    "GO030",
    what=Text(en="The token has no name.", cy="Nid oes enw i'r tocyn."),
    remedy=Text(
        en="Name the program that it is for, so that you know later what to revoke.",
        cy="Enwch y rhaglen y mae ar ei chyfer, fel y gwyddoch wedyn beth i'w ddiddymu.",
    ),
)
TOKEN_NAME_TAKEN = Kind(
    "GO031",
    what=Text(en="You have a token named “{name}” already.", cy="Mae gennych docyn o'r enw “{name}” eisoes."),
    remedy=Text(
        en="Revoke that one first, or choose another name.",
        cy="Diddymwch hwnnw yn gyntaf, neu dewiswch enw arall.",
    ),
)
NO_RIGHTS_CHOSEN = Kind(
    "GO032",
    what=Text(en="The token would carry no right.", cy="Ni fyddai'r tocyn yn cario unrhyw hawl."),
    remedy=Text(
        en="Choose at least one; give a program no more than it needs.",
        cy="Dewiswch o leiaf un; peidiwch â rhoi mwy i raglen nag sydd ei angen arni.",
    ),
)
NOT_YOUR_RIGHT = Kind(
    "GO033",
    what=Text(
        en="You do not have this right for that body: {right}.",
        cy="Nid oes gennych yr hawl hon dros y corff hwnnw: {right}.",
    ),
    remedy=Text(
        en="A token carries no more than the rights of whoever issues it.",
        cy="Nid yw tocyn yn cario mwy na hawliau'r sawl sy'n ei roi.",
    ),
)
TOKEN_LASTS_TOO_LONG = Kind(
    "GO034",
    what=Text(
        en="The token's last day, {expires}, is not between today and {latest}.",
        cy="Nid yw diwrnod olaf y tocyn, {expires}, rhwng heddiw a {latest}.",
    ),
    remedy=Text(
        en="Choose a day within a year; issue another when it has passed.",
        cy="Dewiswch ddiwrnod o fewn blwyddyn; rhowch un arall wedi iddo fynd heibio.",
    ),
)
REVOKED_ALREADY = Kind(
    "GO035",
    what=Text(en="This token has been revoked already.", cy="Diddymwyd y tocyn hwn eisoes."),
    remedy=Text(en="Nothing needs to be done.", cy="Nid oes angen gwneud dim."),
)
NO_SUCH_RIGHT = Kind(
    "GO036",
    what=Text(en="There is no such right: {rights}.", cy="Nid oes y fath hawl: {rights}."),
    remedy=Text(en="A token can carry: {known}.", cy="Gall tocyn gario: {known}."),
)
NO_SUCH_PERSON = Kind(
    "GO037",
    what=Text(en="Nobody has the address {email}.", cy="Nid oes gan neb y cyfeiriad {email}."),
    remedy=Text(en="See “cronfa people list”.", cy="Gweler “cronfa people list”."),
)
NO_SUCH_TOKEN = Kind(
    "GO038",
    what=Text(
        en="{email} has no token named “{name}” that is good.", cy="Nid oes gan {email} docyn dilys o'r enw “{name}”."
    ),
    remedy=Text(en="The page Tokens lists them.", cy="Mae'r dudalen Tocynnau yn eu rhestru."),
)
KINDS = (
    NO_SUCH_RIGHT,
    NO_SUCH_PERSON,
    NO_SUCH_TOKEN,
    NO_TOKEN_NAME,
    TOKEN_NAME_TAKEN,
    NO_RIGHTS_CHOSEN,
    NOT_YOUR_RIGHT,
    TOKEN_LASTS_TOO_LONG,
    REVOKED_ALREADY,
)
