"""What can be wrong with a reconciliation."""

from cronfa.language import Text
from cronfa.problems import Kind

NOT_MONTHS = Kind(
    "RC001",
    what=Text(
        en="“{first}” to “{last}” are not months in order.", cy="Nid yw “{first}” hyd “{last}” yn fisoedd mewn trefn."
    ),
    remedy=Text(
        en="Write a first and a last month such as 2024-04 and 2024-09.",
        cy="Ysgrifennwch fis cyntaf a mis olaf, megis 2024-04 a 2024-09.",
    ),
)
NOTHING_CHOSEN = Kind(
    "RC002",
    what=Text(en="No line was chosen.", cy="Ni ddewiswyd llinell."),
    remedy=Text(
        en="Tick the lines that the reason is for, or ask for all that are not explained.",
        cy="Ticiwch y llinellau y mae'r rheswm ar eu cyfer, neu gofynnwch am bob un sydd heb ei egluro.",
    ),
)
NOT_A_REASON = Kind(
    "RC003",
    what=Text(en="“{reason}” is not a reason that can be given.", cy="Nid yw “{reason}” yn rheswm y gellir ei roi."),
    remedy=Text(
        en="Choose timing, an error in one of the ledgers, or no part of the fund.",
        cy="Dewiswch amseru, gwall yn un o'r cyfriflyfrau, neu ddim yn rhan o'r gronfa.",
    ),
)
NOT_EXPLAINED = Kind(
    "RC004",
    what=Text(
        en="{count} unmatched lines have no reason yet.", cy="Nid oes rheswm eto i {count} o linellau heb eu paru."
    ),
    remedy=Text(
        en="Give each a reason; what is timing is looked for again next time.",
        cy="Rhowch reswm i bob un; chwilir eto am yr hyn sy'n amseru y tro nesaf.",
    ),
)
SIGNED = Kind(
    "RC005",
    what=Text(
        en="This reconciliation has been signed off or abandoned.",
        cy="Mae'r cysoniad hwn wedi'i gymeradwyo, neu rhoddwyd y gorau iddo.",
    ),
    remedy=Text(en="Upload an extract for the next months.", cy="Llwythwch ddetholiad ar gyfer y misoedd nesaf."),
)
OWN_RECONCILIATION = Kind(
    "RC006",
    what=Text(
        en="You prepared this reconciliation, so you cannot sign it off.",
        cy="Chi a baratôdd y cysoniad hwn, felly ni allwch ei gymeradwyo.",
    ),
    remedy=Text(
        en="Ask the partner's chief finance officer, named under People.",
        cy="Gofynnwch i brif swyddog cyllid y partner, a enwir o dan Pobl.",
    ),
)
MONTHS_RECONCILED = Kind(
    "RC007",
    what=Text(
        en="{months} overlap a reconciliation that reaches to {until}.",
        cy="Mae {months} yn gorgyffwrdd â chysoniad sy'n cyrraedd {until}.",
    ),
    remedy=Text(
        en="Choose months after it, or finish or abandon the one that is open.",
        cy="Dewiswch fisoedd ar ei ôl, neu gorffennwch yr un sydd ar agor neu rhowch y gorau iddo.",
    ),
)
KINDS = (NOT_MONTHS, NOTHING_CHOSEN, NOT_A_REASON, NOT_EXPLAINED, SIGNED, OWN_RECONCILIATION, MONTHS_RECONCILED)
