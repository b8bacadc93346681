"""What can be wrong with a settlement, in words. Codes never change once released."""

from cronfa.language import Text
from cronfa.problems import Kind

UNKNOWN_SCHEME = Kind(
    "SE001",
    what=Text(
        en="The outcome has money for the scheme “{scheme}”, which the agreement does not have.",
        cy="Mae gan y canlyniad arian ar gyfer y cynllun “{scheme}”, nad yw yn y cytundeb.",
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
UNKNOWN_PARTNER = Kind(
    "SE002",
    what=Text(
        en="The outcome has money for “{partner}” in {scheme}, which is no partner of the agreement.",
        cy="Mae gan y canlyniad arian ar gyfer “{partner}” yn {scheme}, nad yw'n bartner i'r cytundeb.",
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
MONTHS_OUT_OF_RANGE = Kind(
    "SE003",
    what=Text(
        en="{months} is not a number of months in a year.", cy="Nid yw {months} yn nifer o fisoedd mewn blwyddyn."
    ),
    remedy=Text(en="Give 1 to 12.", cy="Rhowch 1 i 12."),
)
NO_CONTRIBUTION_FOR_YEAR = Kind(
    "SE004",
    what=Text(
        en="{scheme} has contributions, but none for {year}.",
        cy="Mae gan {scheme} gyfraniadau, ond dim un ar gyfer {year}.",
    ),
    remedy=Text(
        en="Write the sums or shares of {year}, by a variation if the agreement is signed.",
        cy="Ysgrifennwch symiau neu gyfrannau {year}, drwy amrywiad os yw'r cytundeb wedi'i lofnodi.",
    ),
)
BELOW_MINIMUM = Kind(
    "SE005",
    what=Text(
        en="{partner} must contribute at least {minimum} to {scheme}; the rule gives {due}.",
        cy="Isafswm cyfraniad {partner}, cynllun {scheme}, yw {minimum}; mae'r rheol yn rhoi {due}.",
    ),
    remedy=Text(
        en="Raise the contribution, or correct the minimum and its source.",
        cy="Codwch y cyfraniad, neu cywirwch y lleiafswm a'i ffynhonnell.",
    ),
)
MEASURE_NOT_REPORTED = Kind(
    "SE006",
    what=Text(
        en="The measure “{measure}” has no value for “{key}”.",
        cy="Nid oes gwerth i'r mesur “{measure}” ar gyfer “{key}”.",
    ),
    remedy=Text(
        en="Report it with the outcome, as in measures: {{{measure}: {{{key}: ‹number›}}}}, or declare it in the agreement; "
        "until then it counts as nought.",
        cy="Adroddwch ef gyda'r canlyniad, fel yn measures: {{{measure}: {{{key}: ‹rhif›}}}}, neu ei ddatgan yn y cytundeb; "
        "tan hynny mae'n cyfrif fel dim.",
    ),
)
NOTHING_TO_SHARE_BY = Kind(
    "SE007",
    what=Text(
        en="Step {step} of {scheme} ({direction}) shares by “{by}”, which is nought for every partner.",
        cy="Mae cam {step} o {scheme} ({direction}) yn rhannu yn ôl “{by}”, sy'n ddim i bob partner.",
    ),
    remedy=Text(
        en="Report the basis, or write a step beneath that does not need it; the amount fell past this step.",
        cy="Adroddwch y sail, neu ysgrifennwch gam oddi tano nad oes ei hangen arno; disgynnodd y swm heibio i'r cam hwn.",
    ),
    severity="warning",
)
NOBODY_PAYS_THE_REST = Kind(
    "SE008",
    what=Text(
        en="The {direction} waterfall of {scheme} ends and {amount} is left that no step takes.",
        cy="Mae rhaeadr {direction} {scheme} yn dod i ben ac erys {amount} nad oes cam yn ei gymryd.",
    ),
    remedy=Text(
        en="Give the basis that a step shares by, if one lacks it; or end the waterfall with a step that has no limit and "
        "needs no basis, such as bear, carry or decide.",
        cy="Rhowch y sail y mae cam yn rhannu yn ôl iddi, os nad oes ganddo un; neu gorffennwch y rhaeadr â cham heb "
        "derfyn nad oes angen sail arno, megis bear, carry neu decide.",
    ),
)
DECISION_DOES_NOT_FIT = Kind(
    "SE009",
    what=Text(
        en="The decision “{decision}” splits {split}, but the amount to decide is {amount}.",
        cy="Mae'r penderfyniad “{decision}” yn rhannu {split}, ond y swm i'w benderfynu yw {amount}.",
    ),
    remedy=Text(
        en="Record a split that stays within the amount, has its sign, and overdraws no reserve.",
        cy="Cofnodwch raniad sydd o fewn y swm, â'r un arwydd, ac nad yw'n gorddefnyddio unrhyw gronfa wrth gefn.",
    ),
)
DEFAULT_WITHOUT_DECISION = Kind(
    "SE010",
    what=Text(
        en="No decision “{decision}” of {board} is recorded; {amount} fell to the next step, as the agreement says.",
        cy="Ni chofnodwyd “{decision}”, penderfyniad {board}; disgynnodd {amount} i'r cam nesaf, yn unol â'r cytundeb.",
    ),
    remedy=Text(
        en="Record the decision if there is one; otherwise nothing is to do.",
        cy="Cofnodwch y penderfyniad os oes un; fel arall nid oes dim i'w wneud.",
    ),
    severity="warning",
)
PROFILE_UNUSABLE = Kind(
    "SE011",
    what=Text(
        en="The profile of {scheme} is not twelve weights with at least one above zero.",
        cy="Nid yw proffil {scheme} yn ddeuddeg pwysiad gydag o leiaf un uwchlaw sero.",
    ),
    remedy=Text(en="Write twelve weights, or “equal”.", cy="Ysgrifennwch ddeuddeg pwysiad, neu “equal”."),
)
TOTALS_NOT_ENOUGH = Kind(
    "SE012",
    what=Text(
        en="{scheme} needs its spend by responsible partner, and only totals were given.",
        cy="Mae angen gwariant {scheme} fesul partner cyfrifol, a dim ond cyfansymiau a roddwyd.",
    ),
    remedy=Text(
        en="Give one row of spend for each partner, in the agreement's order.",
        cy="Rhowch un rhes o wariant i bob partner, yn nhrefn y cytundeb.",
    ),
)
OUTCOME_UNREADABLE = Kind(
    "SE013",
    what=Text(en="“{text}” cannot be read here.", cy="Ni ellir darllen “{text}” yma."),
    remedy=Text(en="Write {expected}.", cy="Ysgrifennwch {expected}."),
)
NO_COMMON_YEAR = Kind(
    "SE014",
    what=Text(
        en="The two agreements have no year with a budget in common.",
        cy="Nid oes gan y ddau gytundeb flwyddyn gyffredin â chyllideb.",
    ),
    remedy=Text(
        en="Compare agreements whose terms overlap and that both have a budget.",
        cy="Cymharwch gytundebau y mae eu cyfnodau'n gorgyffwrdd ac sydd â chyllideb yr un.",
    ),
)
NOBODY_ASKED = Kind(
    "SE015",
    what=Text(
        en="No step of the agreement asks for the decision “{decision}”.",
        cy="Nid oes cam yn y cytundeb yn gofyn am y penderfyniad “{decision}”.",
    ),
    remedy=Text(
        en="Use the name that the settlement shows, one of: {known}.",
        cy="Defnyddiwch yr enw y mae'r setliad yn ei ddangos, un o: {known}.",
    ),
)
OTHER_BOARD = Kind(
    "SE016",
    what=Text(
        en="The decision “{decision}” was made by “{board}”, but the agreement leaves it to “{wanted}”.",
        cy="Gwnaed y penderfyniad “{decision}” gan “{board}”, ond mae'r cytundeb yn ei adael i “{wanted}”.",
    ),
    remedy=Text(
        en="Record the decision of “{wanted}”, or change by a variation who decides.",
        cy="Cofnodwch benderfyniad “{wanted}”, neu newidiwch drwy amrywiad pwy sy'n penderfynu.",
    ),
)
TAKES_NO_PART = Kind(
    "SE017",
    what=Text(
        en="The decision “{decision}” gives a part to “{party}”, which can take none.",
        cy="Mae'r penderfyniad “{decision}” yn rhoi rhan i “{party}”, na all gymryd un.",
    ),
    remedy=Text(en="Use one of: {known}.", cy="Defnyddiwch un o'r rhain: {known}."),
)
DECISION_LEAVES_SOME = Kind(
    "SE018",
    what=Text(
        en="The decision “{decision}” splits {split} of {amount}: {left} is left, and no step comes after it.",
        cy="Mae'r penderfyniad “{decision}” yn rhannu {split} o {amount}: erys {left}, ac nid oes cam yn dod ar ei ôl.",
    ),
    remedy=Text(
        en="Record a split that adds up to {amount}.",
        cy="Cofnodwch raniad sy'n adio i {amount}.",
    ),
)
KINDS = (
    UNKNOWN_SCHEME, UNKNOWN_PARTNER, MONTHS_OUT_OF_RANGE, NO_CONTRIBUTION_FOR_YEAR, BELOW_MINIMUM, MEASURE_NOT_REPORTED,
    NOTHING_TO_SHARE_BY, NOBODY_PAYS_THE_REST, DECISION_DOES_NOT_FIT, DEFAULT_WITHOUT_DECISION, PROFILE_UNUSABLE,
    TOTALS_NOT_ENOUGH, OUTCOME_UNREADABLE, NO_COMMON_YEAR, NOBODY_ASKED, OTHER_BOARD, TAKES_NO_PART,
    DECISION_LEAVES_SOME,
)  # fmt: skip
