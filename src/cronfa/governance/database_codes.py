"""What can be wrong with the database that is served, and with a copy of it."""

from cronfa.language import Text
from cronfa.problems import Kind

NOT_UP_TO_DATE = Kind(
    "GO070",
    what=Text(
        en="The database's tables are not those of this release, and this role may not change them.",
        cy="Nid tablau'r fersiwn hwn sydd yn y gronfa ddata, ac ni chaiff y rôl hon eu newid.",
    ),
    remedy=Text(
        en="Run “cronfa database prepare” as the role that owns the tables, then start again.",
        cy="Rhedwch “cronfa database prepare” fel y rôl sy'n berchen ar y tablau, yna dechreuwch eto.",
    ),
)
ONLY_POSTGRESQL = Kind(
    "GO071",
    what=Text(
        en="This database is one file and has no roles: whoever may read the file reads all of it.",
        cy="Un ffeil yw'r gronfa ddata hon ac nid oes ganddi rolau: mae pwy bynnag a gaiff ddarllen y ffeil yn darllen y cyfan.",
    ),
    remedy=Text(
        en="Use PostgreSQL where several organisations share it; CRONFA_DATABASE_URL names it.",
        cy="Defnyddiwch PostgreSQL lle mae sawl sefydliad yn ei rhannu; mae CRONFA_DATABASE_URL yn ei henwi.",
    ),
)
NO_ROLE = Kind(
    "GO072",
    what=Text(en="The server has no role {role}.", cy="Nid oes gan y gweinydd rôl {role}."),
    remedy=Text(
        en="“cronfa database roles” prints what makes it; or name another by --application.",
        cy="Mae “cronfa database roles” yn argraffu'r hyn sy'n ei gwneud; neu enwch un arall â --application.",
    ),
)
BORDER_FALLEN = Kind(
    "GO073",
    what=Text(en="It does not hold that {must}: {against}.", cy="Nid yw hyn yn wir, {must}: {against}."),
    remedy=Text(
        en="Run “cronfa database prepare” as the owner; what it cannot mend the server's administrator must.",
        cy="Rhedwch “cronfa database prepare” fel y perchennog; rhaid i weinyddwr y gweinydd drwsio'r hyn na all.",
    ),
)
COPY_IS_THERE = Kind(
    "GO074",
    what=Text(en="{file} is there already.", cy="Mae {file} yno eisoes."),
    remedy=Text(
        en="Name another file: a copy never takes the place of an earlier one.",
        cy="Enwch ffeil arall: nid yw copi byth yn cymryd lle un cynharach.",
    ),
)
COPY_FAILED = Kind(
    "GO075",
    what=Text(en="The copy failed: {reason}.", cy="Methodd y copi: {reason}."),
    remedy=Text(
        en="Look at the disk; on PostgreSQL, run it as the owner, with a pg_dump no older than the server.",
        cy="Edrychwch ar y ddisg; ar PostgreSQL, rhedwch ef fel y perchennog, â pg_dump nad yw'n hŷn na'r gweinydd.",
    ),
)
KINDS = (NOT_UP_TO_DATE, ONLY_POSTGRESQL, NO_ROLE, BORDER_FALLEN, COPY_IS_THERE, COPY_FAILED)
