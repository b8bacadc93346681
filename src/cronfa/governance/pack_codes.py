"""What can be wrong with a budget manager's pack that comes back."""

from cronfa.language import Text
from cronfa.problems import Kind

OTHER_PACK = Kind(
    "GO060",
    what=Text(
        en="This is not the pack of this fund and month: nothing in it says {expected}.",
        cy="Nid pecyn y gronfa a'r mis hwn mohono: nid oes dim ynddo yn dweud {expected}.",
    ),
    remedy=Text(
        en="Download the pack of this month, fill that in, and send it; the line above its table must stay.",
        cy="Lawrlwythwch becyn y mis hwn, llenwch hwnnw a'i anfon; rhaid i'r llinell uwchben ei dabl aros.",
    ),
)
COLUMNS_MISSING = Kind(
    "GO061",
    what=Text(en="These columns are not there: {columns}.", cy="Nid yw'r colofnau hyn yno: {columns}."),
    remedy=Text(
        en="Keep the headings of the pack as they were.", cy="Cadwch benawdau'r pecyn fel yr oeddent."
    ),
)  # fmt: skip
SCHEME_UNKNOWN = Kind(
    "GO062",
    what=Text(en="“{scheme}” is no scheme of this fund.", cy="Nid yw “{scheme}” yn gynllun yn y gronfa hon."),
    remedy=Text(
        en="Keep the ids as they were in the pack: {known}.",
        cy="Cadwch y dynodyddion fel yr oeddent yn y pecyn: {known}.",
    ),
)
SCHEME_TWICE = Kind(
    "GO063",
    what=Text(en="{scheme} stands here and in row {first}.", cy="Mae {scheme} yma ac yn rhes {first}."),
    remedy=Text(en="Leave one row for each scheme.", cy="Gadewch un rhes i bob cynllun."),
)
WHY_WITHOUT_AMOUNT = Kind(
    "GO064",
    what=Text(en="{scheme} has a reason and no forecast.", cy="{scheme}: rhoddir rheswm heb ragolwg."),
    remedy=Text(
        en="Fill the forecast in, or take the reason out.", cy="Llenwch y rhagolwg, neu tynnwch y rheswm allan."
    ),
)
WHY_TOO_LONG = Kind(
    "GO065",
    what=Text(en="The reason is longer than {most} characters.", cy="Mae'r rheswm yn hwy na {most} nod."),
    remedy=Text(en="Say it in a few sentences.", cy="Dywedwch ef mewn ychydig frawddegau."),
)
NOTHING_FILLED_IN = Kind(
    "GO066",
    what=Text(en="No forecast is filled in.", cy="Nid oes rhagolwg wedi'i lenwi."),
    remedy=Text(
        en="Fill in “Your forecast” for the schemes that you answer for.",
        cy="Llenwch “Eich rhagolwg chi” ar gyfer y cynlluniau yr ydych yn atebol amdanynt.",
    ),
)
TOO_LONG = Kind(
    "GO067",
    what=Text(en="The file is far longer than any pack.", cy="Mae'r ffeil yn llawer hwy nag unrhyw becyn."),
    remedy=Text(en="Send the pack itself.", cy="Anfonwch y pecyn ei hun."),
)
NOT_LOOKED_AT = Kind(
    "GO068",
    what=Text(
        en="What is to be confirmed is not what was looked at here, or was looked at too long ago.",
        cy="Nid yr hyn yr edrychwyd arno yma sydd i'w gadarnhau, neu edrychwyd arno'n rhy bell yn ôl.",
    ),
    remedy=Text(
        en="Upload the pack again and confirm what you see.",
        cy="Llwythwch y pecyn i fyny eto a chadarnhewch yr hyn a welwch.",
    ),
)
NO_PACK = Kind(
    "GO069",
    what=Text(en="No file was chosen.", cy="Ni ddewiswyd ffeil."),
    remedy=Text(en="Choose the pack that you have filled in.", cy="Dewiswch y pecyn yr ydych wedi'i lenwi."),
)
KINDS = (
    OTHER_PACK, COLUMNS_MISSING, SCHEME_UNKNOWN, SCHEME_TWICE, WHY_WITHOUT_AMOUNT, WHY_TOO_LONG, NOTHING_FILLED_IN,
    TOO_LONG, NOT_LOOKED_AT, NO_PACK,
)  # fmt: skip
