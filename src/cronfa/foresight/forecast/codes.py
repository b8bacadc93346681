"""What can be wrong with a forecast and with what is declared for it. Codes never change once released."""

from cronfa.language import Text
from cronfa.problems import Kind

NOTHING_SPENT = Kind(
    "FS001",
    what=Text(
        en="Nothing has been spent, so nothing can be forecast.",
        cy="Nid oes dim wedi'i wario, felly ni ellir rhagweld dim.",
    ),
    remedy=Text(
        en="Take in the fund's payments first: “cronfa take-in FILE --mapping MAPPING”.",
        cy="Cymerwch daliadau'r gronfa i mewn yn gyntaf: “cronfa take-in FFEIL --mapping MAPIO”.",
    ),
)
TOO_FEW_MONTHS = Kind(
    "FS002",
    what=Text(
        en="Whole months of spend up to {month}: {months}. A forecast needs at least {least}.",
        cy="Misoedd cyfan o wariant hyd at {month}: {months}. Mae angen o leiaf {least} ar gyfer rhagolwg.",
    ),
    remedy=Text(
        en="Take in earlier years' payments, or wait; until then use the straight line in the monitoring report.",
        cy="Cymerwch daliadau blynyddoedd cynharach i mewn, neu arhoswch; tan hynny defnyddiwch y llinell syth "
        "yn yr adroddiad monitro.",
    ),
)
ANY_MORE = Text(en=" any more", cy=" bellach")
AFTER_MONTH = Text(en=" after its month {month}", cy=" ar ôl ei mis {month}")
YEAR_NOT_OPEN = Kind(
    "FS003",
    what=Text(
        en="{year} cannot be forecast{when}: the records run from {first} to {last}.",
        cy="Ni ellir rhagweld {year}{when}: mae'r cofnodion yn rhedeg o {first} i {last}.",
    ),
    remedy=Text(
        en="Choose a year and a month (1 to 11) that the records reach, or take in more payments.",
        cy="Dewiswch flwyddyn a mis (1 i 11) y mae'r cofnodion yn eu cyrraedd, neu cymerwch ragor o daliadau i mewn.",
    ),
)
NO_WHOLE_YEAR = Kind(
    "FS004",
    what=Text(
        en="No year can be back-tested: a year must be whole, and have {least} whole months before it. The records run from "
        "{first} to {last}.",
        cy="Ni ellir ôl-brofi'r un flwyddyn: rhaid i flwyddyn fod yn gyfan, gyda {least} mis cyfan o'i blaen. Mae'r cofnodion yn "
        "rhedeg o {first} i {last}.",
    ),
    remedy=Text(
        en="Give files of more years, or correct what is declared incomplete.",
        cy="Rhowch ffeiliau mwy o flynyddoedd, neu cywirwch yr hyn a ddatganwyd yn anghyflawn.",
    ),
)
DECLARED_UNREADABLE = Kind(
    "FS005",
    what=Text(
        en="“{text}” is not understood: it should be {wanted}.", cy="Ni ddeellir “{text}”: dylai fod yn {wanted}."
    ),
    remedy=Text(en="Write it so.", cy="Ysgrifennwch ef felly."),
)
NOT_DECLARABLE = Kind(
    "FS006",
    what=Text(
        en="“{field}” is nothing that can be declared here.", cy="Nid yw “{field}” yn rhywbeth y gellir ei ddatgan yma."
    ),
    remedy=Text(en="Choose from: {known}.", cy="Dewiswch o'r rhain: {known}."),
)
NO_GROUNDS = Kind(
    "FS007",
    what=Text(en="This declaration has no {field}.", cy="Nid oes {field} i'r datganiad hwn."),
    remedy=Text(
        en="Say why (“reason”, in English and Welsh) and where it can be checked (“source”).",
        cy="Dywedwch pam (“reason”, yn Gymraeg ac yn Saesneg) ac ymhle y gellir ei wirio (“source”).",
    ),
)
UNKNOWN_SERIES = Kind(
    "FS008",
    what=Text(en="Nothing has been spent in a scheme “{name}”.", cy="Nid oes dim wedi'i wario mewn cynllun “{name}”."),
    remedy=Text(en="Choose from: {known}.", cy="Dewiswch o'r rhain: {known}."),
)
GAP = Kind(
    "FS009",
    what=Text(
        en="{months} has less than a tenth of a usual month's spend: it is taken as it stands, and pulls the forecast down.",
        cy="Mae llai na degfed ran o wariant mis arferol yn {months}: fe'i cymerir fel y mae, ac mae'n tynnu'r rhagolwg i lawr.",
    ),
    remedy=Text(
        en="If records are missing, declare the month incomplete, with the reason and the source.",
        cy="Os oes cofnodion ar goll, datganwch fod y mis yn anghyflawn, gyda'r rheswm a'r ffynhonnell.",
    ),
    severity="warning",
)
YEAR_NOT_OVER = Kind(
    "FS010",
    what=Text(
        en="{year} is not over in the records, which run from {first} to {last}: how its forecasts turned out cannot be said.",
        cy="Nid yw {year} ar ben yn y cofnodion, sy'n rhedeg o {first} i {last}: ni ellir dweud pa mor gywir oedd ei rhagolygon.",
    ),
    remedy=Text(
        en="Choose a year whose twelve months have been taken in.",
        cy="Dewiswch flwyddyn y cymerwyd ei deuddeg mis i mewn.",
    ),
)
KINDS = (
    NOTHING_SPENT, TOO_FEW_MONTHS, YEAR_NOT_OPEN, NO_WHOLE_YEAR, DECLARED_UNREADABLE, NOT_DECLARABLE, NO_GROUNDS,
    UNKNOWN_SERIES, GAP, YEAR_NOT_OVER,
)  # fmt: skip
