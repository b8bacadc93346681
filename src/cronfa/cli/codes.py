"""What can go wrong before a room is even asked."""

from cronfa.language import Text
from cronfa.problems import Kind

DATABASE_UNREACHABLE = Kind(
    "CL001",
    what=Text(en="The database does not answer: {reason}", cy="Nid yw'r gronfa ddata'n ateb: {reason}"),
    remedy=Text(
        en="Check CRONFA_DATABASE_URL, and that the folder or the server can be reached and written to.",
        cy="Gwiriwch CRONFA_DATABASE_URL, a bod modd cyrraedd y ffolder neu'r gweinydd ac ysgrifennu iddo.",
    ),
)
FILE_UNUSABLE = Kind(
    "CL002",
    what=Text(en="{file} cannot be used: {reason}.", cy="Ni ellir defnyddio {file}: {reason}."),
    remedy=Text(
        en="Check the name, the folder and the rights to it.", cy="Gwiriwch yr enw, y ffolder a'r hawliau iddi."
    ),
)
DATABASE_BUSY = Kind(
    "CL003",
    what=Text(
        en="Somebody else has been writing to the database for as long as this waits for them.",
        cy="Mae rhywun arall wedi bod yn ysgrifennu i'r gronfa ddata cyhyd ag y mae'r gorchymyn hwn yn aros.",
    ),
    remedy=Text(
        en="Nothing was written. Run it again when a long file being posted is done; many at once need PostgreSQL.",
        cy="Nid ysgrifennwyd dim. Rhedwch ef eto pan fydd ffeil hir wedi'i phostio; mae angen PostgreSQL ar lawer ar y tro.",
    ),
)
DEMO_NOT_ON_LOOPBACK = Kind(
    "CL010",
    what=Text(
        en="The demonstration lets anyone in without a password, so it is not served on {host}.",
        cy="Mae'r arddangosiad yn gadael unrhyw un i mewn heb gyfrinair, felly nis gweinir ar {host}.",
    ),
    remedy=Text(
        en="Serve it on 127.0.0.1, or leave --demo out and appoint people.",
        cy="Gweinwch ef ar 127.0.0.1, neu hepgorwch --demo a phenodi pobl.",
    ),
)
NO_SECRET_KEY = Kind(
    "CL011",
    what=Text(
        en="CRONFA_SECRET_KEY is not set, so sessions could be forged.",
        cy="Nid yw CRONFA_SECRET_KEY wedi'i osod, felly gellid ffugio sesiynau.",
    ),
    remedy=Text(
        en="Set it to a long random text, kept secret and the same at every start.",
        cy="Gosodwch ef i destun hir ar hap, a gedwir yn gyfrinachol ac yr un fath bob tro.",
    ),
)
KINDS = (DATABASE_UNREACHABLE, FILE_UNUSABLE, DATABASE_BUSY, DEMO_NOT_ON_LOOPBACK, NO_SECRET_KEY)
