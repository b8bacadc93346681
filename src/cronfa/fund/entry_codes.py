"""What can be wrong with money that people record themselves: arrivals, journals, accruals and virements."""

from cronfa.language import Text
from cronfa.problems import Kind

ARRIVED_ALREADY = Kind(
    "FU021",
    what=Text(
        en="A payment with the reference “{reference}” has been recorded already, as entry {number}.",
        cy="Mae taliad â'r cyfeirnod “{reference}” wedi'i gofnodi eisoes, fel cofnod {number}.",
    ),
    remedy=Text(
        en="Open that entry; if this is another payment, give its own bank reference.",
        cy="Agorwch y cofnod hwnnw; os taliad arall yw hwn, rhowch ei gyfeirnod banc ei hun.",
    ),
)
NO_REFERENCE = Kind(
    "FU022",
    what=Text(
        en="No bank reference is given.",
        cy="Ni roddir cyfeirnod banc.",
    ),
    remedy=Text(
        en="Copy the reference from the bank statement; it keeps a payment from being recorded twice.",
        cy="Copïwch y cyfeirnod o'r cyfriflen banc; mae'n atal cofnodi taliad ddwywaith.",
    ),
)
NO_AMOUNT = Kind(
    "FU023",
    what=Text(
        en="No amount is given, or it is nought or too large.",
        cy="Ni roddir swm, neu mae'n ddim neu'n rhy fawr.",
    ),
    remedy=Text(
        en="Give pounds and pence, such as £1,250.00.",
        cy="Rhowch bunnoedd a cheiniogau, megis £1,250.00.",
    ),
)
NOT_PAYABLE = Kind(
    "FU024",
    what=Text(
        en="Nothing can be paid in for {scheme} here.",
        cy="Ni ellir talu dim i mewn ar gyfer {scheme} yma.",
    ),
    remedy=Text(
        en="Give an amount above zero for a scheme that calls for contributions; a refund is recorded where it was settled.",
        cy="Rhowch swm uwch na sero ar gyfer cynllun sy'n galw am gyfraniadau; cofnodir ad-daliad lle y'i setlwyd.",
    ),
)
BEFORE_THE_FUND = Kind(
    "FU025",
    what=Text(
        en="{day} is before the agreement begins, on {first}.",
        cy="Mae {day} cyn i'r cytundeb ddechrau, ar {first}.",
    ),
    remedy=Text(
        en="Give the day on which the money reached the bank.",
        cy="Rhowch y diwrnod y cyrhaeddodd yr arian y banc.",
    ),
)
NOT_AN_OPEN_MONTH = Kind(
    "FU026",
    what=Text(
        en="{month} is not an open month of the fund.",
        cy="Nid yw {month} yn un o fisoedd agored y gronfa.",
    ),
    remedy=Text(
        en="Choose a month that is open or soft-closed, or have it reopened with a reason.",
        cy="Dewiswch fis sydd ar agor neu wedi'i led-gau, neu gofynnwch am ei ailagor gyda rheswm.",
    ),
)
NOT_SAID_FOR_WHAT = Kind(
    "FU027",
    what=Text(
        en="Nothing says what it is for.",
        cy="Nid oes dim yn dweud at beth y mae.",
    ),
    remedy=Text(
        en="Describe it in a few words; they stand on the entry.",
        cy="Disgrifiwch ef mewn ychydig eiriau; maent yn sefyll ar y cofnod.",
    ),
)
NO_SUCH_SCHEME = Kind(
    "FU028",
    what=Text(
        en="“{scheme}” is no scheme of the agreement.",
        cy="Nid yw “{scheme}” yn gynllun yn y cytundeb.",
    ),
    remedy=Text(
        en="Choose a scheme from the list.",
        cy="Dewiswch gynllun o'r rhestr.",
    ),
)
TOO_FEW_LINES = Kind(
    "FU029",
    what=Text(
        en="A journal has at least two lines.",
        cy="Mae gan ddyddlyfr o leiaf ddwy linell.",
    ),
    remedy=Text(
        en="Add the line for where the money comes from or goes to.",
        cy="Ychwanegwch y llinell ar gyfer o ble y daw'r arian neu i ble y mae'n mynd.",
    ),
)
NOT_FOR_JOURNALS = Kind(
    "FU030",
    what=Text(
        en="“{account}” is not an account that journals may touch.",
        cy="Nid yw “{account}” yn gyfrif y caiff dyddlyfrau ei gyffwrdd.",
    ),
    remedy=Text(
        en="Reserves, loans and sharing move by a settlement; budgets by a virement.",
        cy="Mae cronfeydd wrth gefn, benthyciadau a rhannu yn symud drwy setliad; cyllidebau drwy drosglwyddo cyllideb.",
    ),
)
NO_COUNTERPARTY = Kind(
    "FU031",
    what=Text(
        en="A clearing line names no other partner.",
        cy="Nid yw llinell glirio yn enwi partner arall.",
    ),
    remedy=Text(
        en="Choose the partner with whom it is cleared.",
        cy="Dewiswch y partner y clirir ag ef.",
    ),
)
JOURNAL_UNBALANCED = Kind(
    "FU032",
    what=Text(
        en="The lines add up to {amount}, not to nothing.",
        cy="Cyfanswm y llinellau yw {amount}, nid dim.",
    ),
    remedy=Text(
        en="Debits are above zero and credits below: change or add a line.",
        cy="Mae debydau uwch na sero a chredydau islaw: newidiwch neu ychwanegwch linell.",
    ),
)
PARTNER_UNBALANCED = Kind(
    "FU033",
    what=Text(
        en="The lines of {partner} add up to {amount}, not to nothing.",
        cy="Cyfanswm llinellau {partner} yw {amount}, nid dim.",
    ),
    remedy=Text(
        en="Add clearing lines between the partners; the button does it where the whole balances.",
        cy="Ychwanegwch linellau clirio rhwng y partneriaid; mae'r botwm yn gwneud hynny lle mae'r cyfan yn mantoli.",
    ),
)
ACCRUED_ALREADY = Kind(
    "FU034",
    what=Text(
        en="The same spend has been accrued already, as entry {number}.",
        cy="Mae'r un gwariant wedi'i gronni eisoes, fel cofnod {number}.",
    ),
    remedy=Text(
        en="Open that entry; if this is other spend, describe it in other words.",
        cy="Agorwch y cofnod hwnnw; os gwariant arall yw hwn, disgrifiwch ef mewn geiriau eraill.",
    ),
)
MONTH_OF_ANOTHER_YEAR = Kind(
    "FU035",
    what=Text(
        en="{month} is not an open month of {year}.",
        cy="Nid yw {month} yn un o fisoedd agored {year}.",
    ),
    remedy=Text(
        en="Choose a month of the year whose budget moves.",
        cy="Dewiswch fis o'r flwyddyn y mae ei chyllideb yn symud.",
    ),
)
NO_BUDGET_TO_MOVE = Kind(
    "FU036",
    what=Text(
        en="“{scheme}” has no budget in {year}.",
        cy="Nid oes gan “{scheme}” gyllideb yn {year}.",
    ),
    remedy=Text(
        en="Choose a scheme that has one.",
        cy="Dewiswch gynllun sydd ag un.",
    ),
)
SAME_SCHEME = Kind(
    "FU037",
    what=Text(
        en="The budget would move into the scheme that it leaves.",
        cy="Byddai'r gyllideb yn symud i'r cynllun y mae'n ei adael.",
    ),
    remedy=Text(
        en="Choose another scheme for it to move into.",
        cy="Dewiswch gynllun arall iddi symud iddo.",
    ),
)
RING_FENCED = Kind(
    "FU038",
    what=Text(
        en="The money of {scheme} is ring-fenced: its budget may not move out.",
        cy="Mae arian {scheme} wedi'i neilltuo: ni chaiff ei gyllideb symud allan.",
    ),
    remedy=Text(
        en="Only a variation of the agreement can change that.",
        cy="Dim ond amrywiad i'r cytundeb all newid hynny.",
    ),
)
NOT_WITHIN = Kind(
    "FU039",
    what=Text(
        en="The budget of {scheme} may not move into {into} (clause {clause}).",
        cy="Ni chaiff cyllideb {scheme} symud i'r cynllun hwn: {into} (cymal {clause}).",
    ),
    remedy=Text(
        en="Choose a scheme that the clause names.",
        cy="Dewiswch gynllun y mae'r cymal yn ei enwi.",
    ),
)
MORE_THAN_BUDGET = Kind(
    "FU040",
    what=Text(
        en="{amount} is more than the {left} of budget that {scheme} has.",
        cy="Mae {amount} yn fwy na'r {left} sydd yng nghyllideb {scheme}.",
    ),
    remedy=Text(
        en="Move less.",
        cy="Symudwch lai.",
    ),
)
BEYOND_LIMIT = Kind(
    "FU041",
    what=Text(
        en="{amount} is more than the {left} that may still move out of {scheme} without a board.",
        cy="Mae {amount} yn fwy na'r {left} a gaiff symud o hyd o gyllideb {scheme} heb fwrdd.",
    ),
    remedy=Text(
        en="Move less, or give the decision that a board made, with its minute ({board}).",
        cy="Symudwch lai, neu rhowch y penderfyniad a wnaeth bwrdd, gyda chofnod y cyfarfod ({board}).",
    ),
)
NO_MINUTE = Kind(
    "FU042",
    what=Text(
        en="A board's decision names no board of the agreement, or no minute.",
        cy="Nid yw penderfyniad bwrdd yn enwi un o fyrddau'r cytundeb, neu nid yw'n enwi cofnod y cyfarfod.",
    ),
    remedy=Text(
        en="Give the board, the day and the minute's reference.",
        cy="Rhowch y bwrdd, y diwrnod a chyfeirnod cofnod y cyfarfod.",
    ),
)
NO_SUCH_PARTNER = Kind(
    "FU043",
    what=Text(
        en="“{partner}” is no partner of the fund.",
        cy="Nid yw “{partner}” yn bartner o'r gronfa.",
    ),
    remedy=Text(
        en="Give the id of one of its partners, as the agreement writes it.",
        cy="Rhowch ddynodydd un o'i phartneriaid, fel y mae'r cytundeb yn ei ysgrifennu.",
    ),
)
NO_MONTH = Kind(
    "FU044",
    what=Text(en="No month is chosen.", cy="Nid oes mis wedi'i ddewis."),
    remedy=Text(en="Choose the month that it belongs to.", cy="Dewiswch y mis y mae'n perthyn iddo."),
)
NO_SCHEME = Kind(
    "FU045",
    what=Text(en="No scheme is chosen.", cy="Nid oes cynllun wedi'i ddewis."),
    remedy=Text(en="Choose a scheme from the list.", cy="Dewiswch gynllun o'r rhestr."),
)
NO_ONE_CHOSEN = Kind(
    "FU046",
    what=Text(en="No partner is chosen.", cy="Nid oes partner wedi'i ddewis."),
    remedy=Text(en="Choose a partner from the list.", cy="Dewiswch bartner o'r rhestr."),
)
NO_ACCOUNT = Kind(
    "FU047",
    what=Text(en="No account is chosen.", cy="Nid oes cyfrif wedi'i ddewis."),
    remedy=Text(
        en="Choose the account that the line is about.", cy="Dewiswch y cyfrif y mae'r llinell yn ymwneud ag ef."
    ),
)
KINDS = (
    ARRIVED_ALREADY, NO_REFERENCE, NO_AMOUNT, NOT_PAYABLE, BEFORE_THE_FUND, NOT_AN_OPEN_MONTH,
    NOT_SAID_FOR_WHAT, NO_SUCH_SCHEME, TOO_FEW_LINES, NOT_FOR_JOURNALS, NO_COUNTERPARTY, JOURNAL_UNBALANCED,
    PARTNER_UNBALANCED, ACCRUED_ALREADY, MONTH_OF_ANOTHER_YEAR, NO_BUDGET_TO_MOVE, SAME_SCHEME, RING_FENCED,
    NOT_WITHIN, MORE_THAN_BUDGET, BEYOND_LIMIT, NO_MINUTE, NO_SUCH_PARTNER, NO_MONTH, NO_SCHEME, NO_ONE_CHOSEN, NO_ACCOUNT,
)  # fmt: skip
