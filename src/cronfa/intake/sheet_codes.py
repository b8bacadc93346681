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
        en="If their lines count too, take the file in once for each, with `sheet: ‹its name›` under `file` in the mapping.",
        cy="Os yw eu llinellau'n cyfrif, derbyniwch y ffeil unwaith am bob un, gyda `sheet: ‹ei enw›` o dan `file` yn y mapio.",
    ),
    severity="warning",
)
