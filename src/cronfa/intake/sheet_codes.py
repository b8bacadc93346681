"""Problems of a workbook's sheets: which is read, which are not."""

from cronfa.language import Text
from cronfa.problems import Kind

NO_SUCH_SHEET = Kind(
    "IN019",
    what=Text(en="The workbook has no sheet “{sheet}”.", cy="Nid oes dalen “{sheet}” yn y llyfr gwaith."),
    remedy=Text(en="Its sheets are: {sheets}.", cy="Dyma ei ddalennau: {sheets}."),
)
OTHER_SHEETS = Kind(
    "IN026",
    what=Text(
        en="The workbook has further sheets with the same columns, and only “{taken}” is read: {sheets}.",
        cy="Mae gan y llyfr gwaith ddalennau eraill â'r un colofnau, a dim ond “{taken}” a ddarllenir: {sheets}.",
    ),
    remedy=Text(
        en="If their lines count too, write `sheets: all` under `file` in the mapping, or the names of those that do; else name "
        "the one that does as `sheet`.",
        cy="Os yw eu llinellau'n cyfrif hefyd, ysgrifennwch `sheets: all` o dan `file` yn y mapio, neu enwau'r rhai sy'n cyfrif; "
        "fel arall enwch yr un sy'n cyfrif fel `sheet`.",
    ),
    severity="warning",
)
SHEETS_LEFT_OUT = Kind(
    "IN027",
    what=Text(
        en="Of the workbook's sheets, these are not read, since they are hidden or lack the mapping's columns: {sheets}.",
        cy="O blith dalennau'r llyfr gwaith, ni ddarllenir y rhain, am eu bod yn gudd neu heb golofnau'r mapio: {sheets}.",
    ),
    remedy=Text(
        en="If they hold lines that count, name every sheet to be read as `sheets` under `file`.",
        cy="Os oes ynddynt linellau sy'n cyfrif, enwch bob dalen i'w darllen fel `sheets` o dan `file`.",
    ),
    severity="warning",
)
