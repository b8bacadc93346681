"""Further problems of single rows: marks, periods, currencies."""

from cronfa.language import Text
from cronfa.problems import Kind

MARK_UNCLEAR = Kind(
    "IN060",
    what=Text(
        en="“{text}” in “{column}”, beside {amount}, does not say plainly whether that is a debit or a credit.",
        cy="Nid yw “{text}” yn “{column}”, wrth ymyl {amount}, yn dweud yn glir ai debyd ynteu credyd yw hwnnw.",
    ),
    remedy=Text(
        en="Write DR or CR. Where amounts carry their own signs, leave `debit or credit` out of the mapping.",
        cy="Ysgrifennwch DR neu CR. Lle mae gan symiau eu harwyddion eu hunain, gadewch `debit or credit` allan o'r mapio.",
    ),
)

NO_MONTH = Kind(
    "IN061",
    what=Text(
        en="“{text}” in “{column}” is no month: period 0 has balances brought forward, and those after 12 have year-end "
        "adjustments.",
        cy="Nid yw “{text}” yn “{column}” yn fis: mae gan gyfnod 0 falansau a ddygwyd ymlaen, ac mae gan y rhai ar ôl 12 "
        "addasiadau diwedd blwyddyn.",
    ),
    remedy=Text(
        en="If adjustments belong to the last month, write `and adjustments` after the format under `dates`; if they or the "
        "balances are not the fund's, add a rule under `schemes` that ignores that period with a reason.",
        cy="Os yw addasiadau'n perthyn i'r mis olaf, ysgrifennwch `and adjustments` ar ôl y fformat o dan `dates`; os nad yw'r "
        "rheini neu'r balansau'n perthyn i'r gronfa, ychwanegwch reol o dan `schemes` sy'n anwybyddu'r cyfnod gyda rheswm.",
    ),
)

NOT_IN_POUNDS = Kind(
    "IN062",
    what=Text(en="The row is in “{text}”, not in pounds.", cy="Mae'r rhes mewn “{text}”, nid mewn punnoedd."),
    remedy=Text(
        en="Have it sent in pounds, or leave such rows out by a rule that ignores them with a reason. If the column is no "
        "currency, take `currency` out of the mapping.",
        cy="Gofynnwch amdani mewn punnoedd, neu hepgorwch resi o'r fath â rheol sy'n eu hanwybyddu gyda rheswm. Os nad arian "
        "cyfred yw'r golofn, tynnwch `currency` o'r mapio.",
    ),
)
TAKEN_FOR_HEADING = Kind(
    "IN063",
    what=Text(
        en="The row holds “{text}” alone, and lines follow it: it is taken for a heading.",
        cy="Dim ond “{text}” sydd yn y rhes, ac mae llinellau yn ei dilyn: fe'i cymerir fel pennawd.",
    ),
    remedy=Text(
        en="Nothing, if it is one. What it says of the lines below it is not read: they need it in a column of their own.",
        cy="Dim, os dyna ydyw. Ni ddarllenir yr hyn a ddywed am y llinellau oddi tano: rhaid iddo fod mewn colofn o'u heiddo.",
    ),
    severity="warning",
)
