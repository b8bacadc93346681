"""What can be wrong with a demand file, or with records to fit one from, in words. Codes never change once released."""

from cronfa.language import Text
from cronfa.problems import Kind

UNKNOWN_FIELD = Kind(
    "FS030",
    what=Text(
        en="“{field}” is not a setting that {place} knows.",
        cy="Nid yw “{field}” yn osodiad y mae {place} yn ei adnabod.",
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
MISSING = Kind(
    "FS031",
    what=Text(en="“{field}” is missing from {place}.", cy="Mae “{field}” ar goll o {place}."),
    remedy=Text(en="Write it, for example {example}.", cy="Ysgrifennwch ef, er enghraifft {example}."),
)
UNREADABLE = Kind(
    "FS032",
    what=Text(en="“{text}” is not {wanted}.", cy="Nid {wanted} yw “{text}”."),
    remedy=Text(en="Write it as in {example}.", cy="Ysgrifennwch ef fel yn {example}."),
)
IMPOSSIBLE = Kind(
    "FS033",
    what=Text(
        en="{field} of {text} is impossible: it must be {range}.",
        cy="Mae {field} o {text} yn amhosibl: rhaid iddo fod {range}.",
    ),
    remedy=Text(en="Check the figure and its unit.", cy="Gwiriwch y ffigur a'i uned."),
)
UNKNOWN_NAME = Kind(
    "FS034",
    what=Text(
        en="The {sort} “{name}” is not in this file's list.", cy="Nid yw'r {sort} “{name}” yn rhestr y ffeil hon."
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
NO_SOURCE = Kind(
    "FS035",
    what=Text(en="No source stands beside this value.", cy="Nid oes ffynhonnell wrth ymyl y gwerth hwn."),
    remedy=Text(
        en="Say where it comes from: “published: …”, “fitted: …” from your own records, or “assumed: …”.",
        cy="Dywedwch o ble y daw: “published: …”, “fitted: …” o'ch cofnodion eich hun, neu “assumed: …”.",
    ),
)
SEASON_LENGTH = Kind(
    "FS036",
    what=Text(
        en="The season “{season}” has {count} weights; a year has 13 four-week steps.",
        cy="Mae gan y tymor “{season}” {count} o bwysiadau; mae 13 cam pedair wythnos mewn blwyddyn.",
    ),
    remedy=Text(
        en="Give 13 weights, the first for April; they are made to average one.",
        cy="Rhowch 13 pwysiad, y cyntaf ar gyfer mis Ebrill; fe'u gwneir i fod yn un ar gyfartaledd.",
    ),
)
NO_WAY_OUT = Kind(
    "FS037",
    what=Text(en="Nobody would ever leave {cell}.", cy="Ni fyddai neb byth yn gadael {cell}."),
    remedy=Text(
        en="Add a row under “leaving” that is about these people: how care ends, or where they move.",
        cy="Ychwanegwch res o dan “leaving” sydd am y bobl hyn: sut y daw gofal i ben, neu i ble y maent yn symud.",
    ),
)
UNKNOWN_SCHEME = Kind(
    "FS038",
    what=Text(en="The agreement has no scheme “{scheme}”.", cy="Nid oes gan y cytundeb gynllun “{scheme}”."),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
UNKNOWN_PARTNER = Kind(
    "FS039",
    what=Text(en="The agreement has no partner “{partner}”.", cy="Nid oes gan y cytundeb bartner “{partner}”."),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
NOBODY = Kind(
    "FS040",
    what=Text(en="Nobody is in care and nobody comes.", cy="Nid oes neb mewn gofal ac nid oes neb yn dod."),
    remedy=Text(en="Write rows under “in care” and “arrivals”.", cy="Ysgrifennwch resi o dan “in care” ac “arrivals”."),
)
TOO_LARGE = Kind(
    "FS041",
    what=Text(
        en="{cells:,} cells for {steps} steps would need {megabytes:,} MB of memory.",
        cy="Byddai angen {megabytes:,} MB o gof ar gyfer {cells:,} o gelloedd dros {steps} o gamau.",
    ),
    remedy=Text(
        en="Take fewer steps, or localities, care types, age bands or funding routes together.",
        cy="Cymerwch lai o gamau, neu ardaloedd, mathau o ofal, bandiau oedran neu lwybrau ariannu gyda'i gilydd.",
    ),
)
TOO_FEW_TO_FIT = Kind(
    "FS043",
    what=Text(
        en="{ended} ended stays are too few to fit how long people stay: {least} are the least.",
        cy="Mae {ended} arhosiad a ddaeth i ben yn rhy ychydig i ffitio pa mor hir y mae pobl yn aros: {least} yw'r lleiafswm.",
    ),
    remedy=Text(
        en="Take care types together, watch for longer, or state an assumption with its source.",
        cy="Cymerwch fathau o ofal gyda'i gilydd, gwyliwch yn hirach, neu nodwch ragdybiaeth gyda'i ffynhonnell.",
    ),
)
IMPOSSIBLE_RECORD = Kind(
    "FS044",
    what=Text(
        en="Record {row} cannot be: it begins {start}, ends {end}, and was watched from {opened} to {closed}.",
        cy="Ni all cofnod {row} fod yn gywir: mae'n dechrau {start}, yn gorffen {end}, a gwyliwyd o {opened} i {closed}.",
    ),
    remedy=Text(
        en="Correct the dates: an end is not before its start, and part of the stay lies in the time watched.",
        cy="Cywirwch y dyddiadau: nid yw diwedd cyn ei ddechrau, ac mae rhan o'r arhosiad yn yr amser a wyliwyd.",
    ),
)
TWO_SOURCES = Kind(
    "FS045",
    what=Text(en="This value has several sources: {named}.", cy="Mae gan y gwerth hwn sawl ffynhonnell: {named}."),
    remedy=Text(
        en="Keep the one that the figure is taken from; name the others in its words.",
        cy="Cadwch yr un y cymerwyd y ffigur ohoni; enwch y lleill yn ei geiriau.",
    ),
)
ROW_FOR_NOBODY = Kind(
    "FS046",
    what=Text(
        en="No people that this file has are meant by this row.",
        cy="Nid yw'r rhes hon yn berthnasol i neb yn y ffeil hon.",
    ),
    remedy=Text(
        en="Check its care, age, funding and locality, or take the row away.",
        cy="Gwiriwch y gofal, yr oedran, yr ariannu a'r ardal sydd ynddi, neu dilëwch y rhes.",
    ),
    severity="warning",
)
TWO_OF_A_NAME = Kind(
    "FS047",
    what=Text(
        en="“{name}” stands for two things in this file.",
        cy="Mae “{name}” yn golygu dau beth yn y ffeil hon.",
    ),
    remedy=Text(
        en="Give each a name of its own; “people” is kept for chance in the number of people.",
        cy="Rhowch ei enw ei hun i bob un; cedwir “people” ar gyfer siawns yn nifer y bobl.",
    ),
)
TOO_MANY_WAYS = Kind(
    "FS048",
    what=Text(
        en="A stay in {cell} may end in {count} ways; {most} are the most.",
        cy="Gall arhosiad yn {cell} ddod i ben mewn {count} ffordd; {most} yw'r mwyafswm.",
    ),
    remedy=Text(
        en="Take several of these rows under “leaving” together: those that lead to the same place have one hazard.",
        cy="Cymerwch sawl un o'r rhesi hyn o dan “leaving” gyda'i gilydd: un perygl sydd gan y rhai sy'n arwain i'r un lle.",
    ),
)

KINDS = (
    UNKNOWN_FIELD,
    MISSING,
    UNREADABLE,
    IMPOSSIBLE,
    UNKNOWN_NAME,
    NO_SOURCE,
    SEASON_LENGTH,
    NO_WAY_OUT,
    UNKNOWN_SCHEME,
    UNKNOWN_PARTNER,
    NOBODY,
    TOO_LARGE,
    TOO_FEW_TO_FIT,
    IMPOSSIBLE_RECORD,
    TWO_SOURCES,
    ROW_FOR_NOBODY,
    TWO_OF_A_NAME,
    TOO_MANY_WAYS,
)
