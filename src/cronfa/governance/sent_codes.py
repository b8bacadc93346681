"""What can be wrong with what is sent, by a page's form or by a program."""

from cronfa.language import Text
from cronfa.problems import Kind

NO_FILE = Kind(
    "WE001",
    what=Text(en="No file was chosen.", cy="Ni ddewiswyd ffeil."),
    remedy=Text(en="Choose a CSV or Excel file and upload it.", cy="Dewiswch ffeil CSV neu Excel a'i llwytho i fyny."),
)
FILE_TOO_LARGE = Kind(
    "WE002",
    what=Text(
        en="The file has {size}; up to {most} is taken here.",
        cy="Mae'r ffeil yn {size}; derbynnir hyd at {most} yma.",
    ),
    remedy=Text(
        en="Take it in on the command line with “cronfa take-in”, which streams it, or send it in parts.",
        cy="Cymerwch hi i mewn ar y llinell orchymyn gyda “cronfa take-in”, sy'n ei ffrydio, neu anfonwch hi fesul rhan.",
    ),
)
FILE_SETTLED = Kind(
    "WE003",
    what=Text(
        en="{file} has been put forward or abandoned, so it cannot be changed.",
        cy="Mae {file} wedi'i chynnig, neu rhoddwyd y gorau iddi, felly ni ellir ei newid.",
    ),
    remedy=Text(en="Upload it again if it is still needed.", cy="Llwythwch hi i fyny eto os oes ei hangen o hyd."),
)
NOT_A_COUNT = Kind(
    "WE004",
    what=Text(en="“{text}” is not a number of rows.", cy="Nid yw “{text}” yn nifer o resi."),
    remedy=Text(en="Type digits alone, such as 1021.", cy="Teipiwch ddigidau'n unig, megis 1021."),
)
NOT_A_DATE = Kind(
    "WE005",
    what=Text(en="“{text}” is not a date.", cy="Nid yw “{text}” yn ddyddiad."),
    remedy=Text(en="Write it as 2026-11-30.", cy="Ysgrifennwch ef fel 2026-11-30."),
)
NO_DATE = Kind(
    "WE006",
    what=Text(en="No day is given.", cy="Ni roddir diwrnod."),
    remedy=Text(
        en="Choose the day, or write it as 2026-11-30.", cy="Dewiswch y diwrnod, neu ysgrifennwch ef fel 2026-11-30."
    ),
)
FILE_CHANGED = Kind(
    "WE007",
    what=Text(
        en="How {file} is read has been changed since you opened the page.",
        cy="Newidiwyd sut y darllenir {file} ers i chi agor y dudalen.",
    ),
    remedy=Text(en="Open the page again and choose there.", cy="Agorwch y dudalen eto a dewiswch yno."),
)
KINDS = (FILE_CHANGED, NOT_A_DATE, NO_DATE, NO_FILE, FILE_TOO_LARGE, FILE_SETTLED, NOT_A_COUNT)
