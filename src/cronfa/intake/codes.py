"""Every problem that taking in a file can report. A code never changes its meaning once released.

IN00x the mapping file (:mod:`cronfa.intake.mapping_codes`); IN01x and IN028 the file as a whole; IN02x its header and
columns, of which IN026 and IN027, with IN019, its sheets (:mod:`cronfa.intake.sheet_codes`); IN03x and IN06x
(:mod:`cronfa.intake.row_codes`) single rows; IN04x lines taken together; IN05x control totals. Amounts that cannot be read
keep the codes of :mod:`cronfa.money` (MN001 to MN004).
"""

from cronfa.intake import mapping_codes
from cronfa.intake.row_codes import (
    MARK_UNCLEAR as MARK_UNCLEAR,
    NO_MONTH as NO_MONTH,
    NOT_IN_POUNDS as NOT_IN_POUNDS,
    TAKEN_FOR_HEADING as TAKEN_FOR_HEADING,
)
from cronfa.intake.sheet_codes import (
    NO_SUCH_SHEET as NO_SUCH_SHEET,
    OTHER_SHEETS as OTHER_SHEETS,
    SHEETS_LEFT_OUT as SHEETS_LEFT_OUT,
)
from cronfa.language import Text
from cronfa.problems import Kind

CANNOT_OPEN = Kind(
    "IN010",
    what=Text(en="The file cannot be opened: {reason}.", cy="Ni ellir agor y ffeil: {reason}."),
    remedy=Text(en="Check its name and place.", cy="Gwiriwch ei henw a'i lleoliad."),
)
EMPTY_FILE = Kind(
    "IN011",
    what=Text(en="The file holds nothing.", cy="Nid oes dim yn y ffeil."),
    remedy=Text(en="Ask for it to be sent again.", cy="Gofynnwch iddi gael ei hanfon eto."),
)
NOT_A_TABLE = Kind(
    "IN012",
    what=Text(en="The file is {content}, not a table of payments.", cy="{content} yw'r ffeil, nid tabl o daliadau."),
    remedy=Text(
        en="Save it as CSV or as an Excel workbook (.xlsx).", cy="Cadwch hi fel CSV neu fel llyfr gwaith Excel (.xlsx)."
    ),
)
WRONG_ENCODING = Kind(
    "IN013",
    what=Text(
        en="The file is not {encoding} text from this line on.",
        cy="Nid yw'r ffeil yn destun {encoding} o'r llinell hon ymlaen.",
    ),
    remedy=Text(
        en="Correct `encoding` in the mapping, or leave it out and let the file speak for itself.",
        cy="Cywirwch `encoding` yn y mapio, neu hepgorwch ef a gadael i'r ffeil siarad drosti'i hun.",
    ),
)
HOLDS_NUL = Kind(
    "IN014",
    what=Text(en="The text holds a NUL character.", cy="Mae'r testun yn cynnwys nod NUL."),
    remedy=Text(
        en="The file is damaged or is not text: export it again.",
        cy="Mae'r ffeil wedi'i difrodi neu nid yw'n destun: allforiwch hi eto.",
    ),
)
ENDLESS_RECORD = Kind(
    "IN015",
    what=Text(
        en="A line, or a cell in quotation marks, has no end: not within {limit} characters, nor before the file ends.",
        cy="Nid oes diwedd i linell, neu i gell mewn dyfynodau: nid o fewn {limit} nod, na chyn diwedd y ffeil.",
    ),
    remedy=Text(
        en="Look for a quotation mark that is never closed; if the file was cut short, ask for it to be sent again.",
        cy="Chwiliwch am ddyfynnod nad yw'n cael ei gau; os torrwyd y ffeil yn fyr, gofynnwch iddi gael ei hanfon eto.",
    ),
)
TOO_WIDE = Kind(
    "IN016",
    what=Text(en="The table has more than {limit} columns.", cy="Mae gan y tabl fwy na {limit} o golofnau."),
    remedy=Text(
        en="Remove the columns that are not needed, or check the delimiter.",
        cy="Tynnwch y colofnau nad oes eu hangen, neu gwiriwch y gwahanydd.",
    ),
)
SWELLS_TOO_MUCH = Kind(
    "IN017",
    what=Text(
        en="The compressed file opens into more than {limit}: it is refused as unsafe.",
        cy="Mae'r ffeil gywasgedig yn agor yn fwy na {limit}: fe'i gwrthodir am ei bod yn anniogel.",
    ),
    remedy=Text(en="Send it uncompressed, or in parts.", cy="Anfonwch hi heb ei chywasgu, neu mewn rhannau."),
)
WORKBOOK_UNREADABLE = Kind(
    "IN018",
    what=Text(en="The workbook cannot be read: {reason}.", cy="Ni ellir darllen y llyfr gwaith: {reason}."),
    remedy=Text(
        en="Open it in a spreadsheet program, remove any password and save it as .xlsx, or save the sheet as CSV.",
        cy="Agorwch ef mewn rhaglen daenlen, tynnwch unrhyw gyfrinair a'i gadw fel .xlsx, neu cadwch y ddalen fel CSV.",
    ),
)

COLUMN_MISSING = Kind(
    "IN020",
    what=Text(
        en="The file has no column “{name}”, which the mapping uses for `{role}`.",
        cy="Nid oes colofn “{name}” yn y ffeil; mae'r mapio yn ei defnyddio ar gyfer `{role}`.",
    ),
    remedy=Text(
        en="Correct the name in the mapping, or add the file's spelling under `also called`. The file has: {found}.",
        cy="Cywirwch yr enw yn y mapio, neu ychwanegwch sillafiad y ffeil o dan `also called`. Mae gan y ffeil: {found}.",
    ),
)
NO_HEADER = Kind(
    "IN021",
    what=Text(
        en="No row near the top of the file looks like a header with the mapping's columns.",
        cy="Nid oes rhes ger pen y ffeil sy'n edrych fel pennawd â cholofnau'r mapio.",
    ),
    remedy=Text(
        en="Say `header row: <its number>` under `file`, and check the column names: {names}.",
        cy="Nodwch `header row: <ei rif>` o dan `file`, a gwiriwch enwau'r colofnau: {names}.",
    ),
)
COLUMN_TWICE = Kind(
    "IN022",
    what=Text(
        en="The file has {count} columns called “{name}”, and the mapping uses that name.",
        cy="Mae gan y ffeil {count} o golofnau o'r enw “{name}”, ac mae'r mapio yn defnyddio'r enw hwnnw.",
    ),
    remedy=Text(
        en="Say which: write “{name}” for the first, “{name} [2]” for the second.",
        cy="Nodwch pa un: ysgrifennwch “{name}” am y gyntaf, “{name} [2]” am yr ail.",
    ),
    severity="warning",
)

CANNOT_GUESS = Kind(
    "IN023",
    what=Text(
        en="No column of the file seems to be its {role}. It has: {found}.",
        cy="Nid yw'n ymddangos mai {role} yw unrhyw golofn yn y ffeil. Mae ganddi: {found}.",
    ),
    remedy=Text(
        en="Write the mapping by hand, naming the column for `{role}`.",
        cy="Ysgrifennwch y mapio â llaw, gan enwi'r golofn ar gyfer `{role}`.",
    ),
)

CANNOT_READ_COLUMN = Kind(
    "IN024",
    what=Text(
        en="“{column}” is called as if it were the file's {role}, but “{text}” in it cannot be read as one.",
        cy="Mae enw “{column}” yn awgrymu mai hi yw colofn `{role}`, ond ni ellir darllen “{text}” ynddi felly.",
    ),
    remedy=Text(
        en="Have such cells put right in the file, or write the mapping by hand, naming the column for `{role}`.",
        cy="Gofynnwch am gywiro'r celloedd hynny, neu ysgrifennwch y mapio â llaw, gan enwi'r golofn ar gyfer `{role}`.",
    ),
)
NO_TABLE = Kind(
    "IN025",
    what=Text(
        en="No row near the top of the file looks like the names of columns, with a date and an amount among them.",
        cy="Nid oes rhes ger pen y ffeil sy'n edrych fel enwau colofnau, â dyddiad a swm yn eu plith.",
    ),
    remedy=Text(
        en="Each payment needs a row, with its day and its amount in columns that have names. Ask the sender for the lines "
        "themselves, not a summary or a cross-table; or write the mapping by hand, with `header row` under `file`.",
        cy="Mae ar bob taliad angen rhes, â'i ddiwrnod a'i swm mewn colofnau ag enwau. Gofynnwch i'r anfonwr am y llinellau "
        "eu hunain, nid crynodeb na thraws-dabl; neu ysgrifennwch y mapio â llaw, gyda `header row` o dan `file`.",
    ),
)
TOO_MANY_CELLS = Kind(
    "IN030",
    what=Text(
        en="The row has {cells} cells but the header has {columns}: its values may stand in the wrong columns.",
        cy="Mae gan y rhes {cells} o gelloedd ond {columns} sydd yn y pennawd: gall ei gwerthoedd fod yn y colofnau anghywir.",
    ),
    remedy=Text(
        en="Put cells that contain the delimiter in quotation marks.",
        cy="Rhowch gelloedd sy'n cynnwys y gwahanydd mewn dyfynodau.",
    ),
)
NOT_A_DATE = Kind(
    "IN031",
    what=Text(
        en="“{text}” in “{column}” is not a date of the kinds the mapping allows ({formats}).",
        cy="Nid yw “{text}” yn “{column}” yn ddyddiad o'r mathau y mae'r mapio yn eu caniatáu ({formats}).",
    ),
    remedy=Text(
        en="Correct the cell, or add its format under `dates`.",
        cy="Cywirwch y gell, neu ychwanegwch ei fformat o dan `dates`.",
    ),
)
DATE_MISSING = Kind(
    "IN032",
    what=Text(en="The row has an amount but no date.", cy="Mae gan y rhes swm ond dim dyddiad."),
    remedy=Text(
        en="Fill in the date, or remove the row if it is a total.",
        cy="Llenwch y dyddiad, neu tynnwch y rhes os cyfanswm ydyw.",
    ),
)
AMOUNT_MISSING = Kind(
    "IN033",
    what=Text(en="The row has no amount.", cy="Nid oes swm yn y rhes."),
    remedy=Text(
        en="Fill in the amount; write 0 for none. In a workbook, a cell that shows an error such as #REF!, or a formula that was "
        "never worked out, counts as blank: open it in a spreadsheet program, put that right and save it.",
        cy="Llenwch y swm; ysgrifennwch 0 os nad oes dim. Mewn llyfr gwaith, mae cell sy'n dangos gwall fel #REF!, neu fformiwla "
        "na chyfrifwyd erioed, yn cyfrif fel un wag: agorwch ef mewn rhaglen daenlen, cywirwch hynny a'i gadw.",
    ),
)
NET_VAT_GROSS_DIFFER = Kind(
    "IN034",
    what=Text(
        en="Net {net} and VAT {vat} do not add up to gross {gross}.",
        cy="Nid yw'r net {net} a'r TAW {vat} yn adio i'r gros {gross}.",
    ),
    remedy=Text(
        en="The amount posted is the one the mapping names; ask the partner which figure is wrong.",
        cy="Y swm a bostir yw'r un y mae'r mapio yn ei enwi; gofynnwch i'r partner pa ffigur sy'n anghywir.",
    ),
    severity="warning",
)
SHARES_NOT_WHOLE = Kind(
    "IN035",
    what=Text(
        en="The partners' percentages add up to {total}, not 100.",
        cy="Mae canrannau'r partneriaid yn adio i {total}, nid 100.",
    ),
    remedy=Text(en="Correct the percentages in the row.", cy="Cywirwch y canrannau yn y rhes."),
)
NOT_A_PERCENTAGE = Kind(
    "IN036",
    what=Text(
        en="“{text}” in “{column}” is not a percentage from 0 to 100.",
        cy="Nid yw “{text}” yn “{column}” yn ganran o 0 i 100.",
    ),
    remedy=Text(
        en="Write a number such as 62.5 or 62.5%, with at most six decimal places.",
        cy="Ysgrifennwch rif fel 62.5 neu 62.5%, â chwe lle degol ar y mwyaf.",
    ),
)
COMPONENTS_DIFFER = Kind(
    "IN037",
    what=Text(
        en="The components add up to {sum}, but the line's amount is {amount}.",
        cy="Mae'r cydrannau yn adio i {sum}, ond swm y llinell yw {amount}.",
    ),
    remedy=Text(
        en="Correct the components so that they make up the whole line.",
        cy="Cywirwch y cydrannau fel eu bod yn gwneud y llinell gyfan.",
    ),
)
ROW_NOT_A_LINE = Kind(
    "IN038",
    what=Text(
        en="The row has neither a date nor an amount, and lines follow it.",
        cy="Nid oes dyddiad na swm yn y rhes, ac mae llinellau yn ei dilyn.",
    ),
    remedy=Text(
        en="Remove the row, or complete it.",
        cy="Tynnwch y rhes, neu cwblhewch hi.",
    ),
)
DATE_IMPLAUSIBLE = Kind(
    "IN039",
    what=Text(
        en="“{text}” in “{column}” would be {date}, which no pooled fund can have paid on.",
        cy="Byddai “{text}” yn “{column}” yn {date}, na allai unrhyw gronfa gyfun fod wedi talu arno.",
    ),
    remedy=Text(en="Check the cell and the formats under `dates`.", cy="Gwiriwch y gell a'r fformatau o dan `dates`."),
)

NOT_MAPPED = Kind(
    "IN040",
    what=Text(
        en="No scheme is given for lines with {values}: {rows} in number, {total} in all.",
        cy="Ni roddir cynllun i linellau â {values}: {rows} mewn nifer, {total} i gyd.",
    ),
    remedy=Text(
        en="Add a rule under `schemes` that gives them a scheme, or one that ignores them with a reason.",
        cy="Ychwanegwch reol o dan `schemes` sy'n rhoi cynllun iddynt, neu un sy'n eu hanwybyddu gyda rheswm.",
    ),
)
REPEATED_LINES = Kind(
    "IN041",
    what=Text(
        en="{times} lines are the same in every column that matters ({total} in all): {values}.",
        cy="Mae {times} o linellau yr un fath ym mhob colofn sy'n cyfrif ({total} i gyd): {values}.",
    ),
    remedy=Text(
        en="All are kept. Ask the partner whether they are separate payments.",
        cy="Cedwir pob un. Gofynnwch i'r partner a ydynt yn daliadau ar wahân.",
    ),
    severity="warning",
)
TOTAL_ROW_DIFFERS = Kind(
    "IN042",
    what=Text(
        en="The file's own total row says {said}, but its rows add up to {sum}.",
        cy="Mae rhes gyfanswm y ffeil yn dweud {said}, ond mae ei rhesi yn adio i {sum}.",
    ),
    remedy=Text(en="Ask the partner for the whole file.", cy="Gofynnwch i'r partner am y ffeil gyfan."),
    severity="warning",
)
NO_LINES = Kind(
    "IN043",
    what=Text(en="The file has a header but no lines.", cy="Mae gan y ffeil bennawd ond dim llinellau."),
    remedy=Text(en="Check that the right file was sent.", cy="Gwiriwch fod y ffeil gywir wedi'i hanfon."),
)
RULE_UNUSED = Kind(
    "IN044",
    what=Text(
        en="No line of this file was matched by rule {number} ({rule}).",
        cy="Ni chyfatebwyd unrhyw linell o'r ffeil hon gan reol {number} ({rule}).",
    ),
    remedy=Text(
        en="Nothing, if other files need it; otherwise check its spelling.",
        cy="Dim, os oes ei hangen ar ffeiliau eraill; fel arall gwiriwch ei sillafiad.",
    ),
    severity="warning",
)

FEW_LINES = Kind(
    "IN045",
    what=Text(
        en="More than {limit} rows have no date under “{column}”: the mapping does not fit this file.",
        cy="Nid oes dyddiad o dan “{column}” mewn mwy na {limit} o resi: nid yw'r mapio yn addas i'r ffeil hon.",
    ),
    remedy=Text(
        en="Check the mapping's columns and header row against the file.",
        cy="Gwiriwch golofnau a rhes pennawd y mapio yn erbyn y ffeil.",
    ),
)

ROWS_NOT_AS_CONTROL = Kind(
    "IN050",
    what=Text(
        en="The control says {expected} rows; the file has {found}.",
        cy="Yn ôl y cyfanswm rheoli mae {expected} o resi; mae gan y ffeil {found}.",
    ),
    remedy=Text(
        en="Ask for the whole file, or correct the control if it was wrong.",
        cy="Gofynnwch am y ffeil gyfan, neu cywirwch y cyfanswm rheoli os oedd yn anghywir.",
    ),
)
TOTAL_NOT_AS_CONTROL = Kind(
    "IN051",
    what=Text(
        en="The control says {expected}; the file adds up to {found}.",
        cy="Y cyfanswm rheoli yw {expected}; mae'r ffeil yn adio i {found}.",
    ),
    remedy=Text(
        en="Ask for the whole file, or correct the control if it was wrong.",
        cy="Gofynnwch am y ffeil gyfan, neu cywirwch y cyfanswm rheoli os oedd yn anghywir.",
    ),
)
NOT_CONFIRMED = Kind(
    "IN052",
    what=Text(
        en="{rows} rows adding up to {total} have not been confirmed.",
        cy="Nid yw {rows} o resi sy'n adio i {total} wedi'u cadarnhau.",
    ),
    remedy=Text(
        en="Compare them with the partner's own count and total, and confirm them, or write them under `control`.",
        cy="Cymharwch nhw â chyfrif a chyfanswm y partner, a'u cadarnhau, neu eu hysgrifennu o dan `control`.",
    ),
)
FILE_CHANGED = Kind(
    "IN028",
    what=Text(
        en="The file changed while it was read: it is not the one whose totals were shown.",
        cy="Newidiodd y ffeil wrth iddi gael ei darllen: nid hi yw'r un y dangoswyd ei chyfansymiau.",
    ),
    remedy=Text(
        en="Wait until whatever writes it has finished, and take it in again.",
        cy="Arhoswch nes bod beth bynnag sy'n ei hysgrifennu wedi gorffen, a derbyniwch hi eto.",
    ),
)

_OWN = (kind for kind in dict(globals()).values() if isinstance(kind, Kind))
KINDS = tuple(sorted((*mapping_codes.KINDS, *_OWN), key=lambda kind: kind.code))
