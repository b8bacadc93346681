"""Every problem of a mapping file itself: see :mod:`cronfa.intake.codes`."""

from cronfa.language import Text
from cronfa.problems import Kind

MAPPING_NOT_YAML = Kind(
    "IN001",
    what=Text(en="The mapping is not valid YAML: {reason}.", cy="Nid yw'r mapio yn YAML dilys: {reason}."),
    remedy=Text(
        en="Correct the line named, or start again from `cronfa intake guess`.",
        cy="Cywirwch y llinell a enwir, neu dechreuwch eto o `cronfa intake guess`.",
    ),
)
MAPPING_LACKS = Kind(
    "IN002",
    what=Text(en="The mapping does not say `{word}`.", cy="Nid yw'r mapio yn nodi `{word}`."),
    remedy=Text(en="Add `{word}:`.", cy="Ychwanegwch `{word}:`."),
)
MAPPING_UNKNOWN_WORD = Kind(
    "IN003",
    what=Text(en="`{word}` means nothing in a mapping here.", cy="Nid yw `{word}` yn golygu dim mewn mapio yma."),
    remedy=Text(en="Use one of: {allowed}.", cy="Defnyddiwch un o'r rhain: {allowed}."),
)
MAPPING_BAD_VALUE = Kind(
    "IN004",
    what=Text(
        en="“{value}” is not understood for `{word}`: {reason}.",
        cy="Ni ddeellir “{value}” ar gyfer `{word}`: {reason}.",
    ),
    remedy=Text(
        en="See the mapping reference for what may be written here.",
        cy="Gweler y cyfeirlyfr mapio am yr hyn y gellir ei ysgrifennu yma.",
    ),
)
AMOUNT_COLUMNS_UNCLEAR = Kind(
    "IN005",
    what=Text(
        en="The columns do not say what each line's amount is.",
        cy="Nid yw'r colofnau yn dweud beth yw swm pob llinell.",
    ),
    remedy=Text(
        en="Give exactly one of: `amount`; `net`; `gross` with `vat`; `debit` with `credit`.",
        cy="Rhowch un yn unig o'r canlynol: `amount`; `net`; `gross` gyda `vat`; `debit` gyda `credit`.",
    ),
)
DAY_AND_MONTH_UNCLEAR = Kind(
    "IN006",
    what=Text(
        en="The mapping allows both day/month and month/day, so a date such as 03/04/2019 has two meanings.",
        cy="Mae'r mapio yn caniatáu diwrnod/mis a mis/diwrnod, felly mae dau ystyr i ddyddiad fel 03/04/2019.",
    ),
    remedy=Text(en="Keep only the one that the file uses.", cy="Cadwch yr un y mae'r ffeil yn ei ddefnyddio yn unig."),
)
MAPPING_WORD_TWICE = Kind(
    "IN007",
    what=Text(en="`{word}` is written twice.", cy="Mae `{word}` wedi'i ysgrifennu ddwywaith."),
    remedy=Text(en="Keep one of them.", cy="Cadwch un ohonynt."),
)
RULE_DOES_NOTHING = Kind(
    "IN008",
    what=Text(
        en="A rule must give a scheme or a reason to ignore, and not both.",
        cy="Rhaid i reol roi cynllun neu reswm dros anwybyddu, ac nid y ddau.",
    ),
    remedy=Text(
        en="Write `scheme: <its id>` or `ignore: <the reason>`.",
        cy="Ysgrifennwch `scheme: <ei ddynodydd>` neu `ignore: <y rheswm>`.",
    ),
)

KINDS = tuple(kind for kind in dict(globals()).values() if isinstance(kind, Kind))
