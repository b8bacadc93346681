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
KINDS = (DATABASE_UNREACHABLE, FILE_UNUSABLE)
