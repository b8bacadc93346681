"""What can be wrong with a line's attribution. Codes never change once released."""

from cronfa.language import Text
from cronfa.problems import Kind

NO_RULE = Kind(
    "AT001",
    what=Text(
        en="The agreement has no scheme “{scheme}” in force on {day}.",
        cy="Nid oes gan y cytundeb gynllun “{scheme}” mewn grym ar {day}.",
    ),
    remedy=Text(
        en="Correct the scheme or the service date of the line, or add the scheme to the agreement.",
        cy="Cywirwch gynllun neu ddyddiad gwasanaeth y llinell, neu ychwanegwch y cynllun at y cytundeb.",
    ),
)
NOBODY_RESPONSIBLE = Kind(
    "AT002",
    what=Text(
        en="Nobody is responsible for this line: it names no body and category “{category}” has none.",
        cy="Nid oes neb yn gyfrifol am y llinell hon: nid yw'n enwi corff ac nid oes un i'r categori “{category}”.",
    ),
    remedy=Text(
        en="Name the body in the mapping, or give the category or “otherwise” in the attribution clause ({clause}).",
        cy="Enwch y corff yn y mapio, neu rhowch y categori neu “otherwise” yn y cymal priodoli ({clause}).",
    ),
)
NOT_A_PARTNER = Kind(
    "AT003",
    what=Text(
        en="“{name}” is not a partner of the agreement.",
        cy="Nid yw “{name}” yn bartner yn y cytundeb.",
    ),
    remedy=Text(en="Use one of: {partners}.", cy="Defnyddiwch un o'r rhain: {partners}."),
)
NO_PERCENTAGES = Kind(
    "AT004",
    what=Text(
        en="The line gives no percentages, and clause {clause} divides each line by its own.",
        cy="Nid yw'r llinell yn rhoi canrannau, ac mae cymal {clause} yn rhannu pob llinell yn ôl ei rhai ei hun.",
    ),
    remedy=Text(en="Fill in the percentage columns of the line.", cy="Llenwch golofnau canran y llinell."),
)
PERCENTAGES_NOT_WHOLE = Kind(
    "AT005",
    what=Text(
        en="The line's percentages add up to {total} and not to 100%.",
        cy="Mae canrannau'r llinell yn adio i {total} ac nid i 100%.",
    ),
    remedy=Text(
        en="Correct the percentages so that they add up to 100%.",
        cy="Cywirwch y canrannau fel eu bod yn adio i 100%.",
    ),
)
COMPONENTS_EXCEED = Kind(
    "AT006",
    what=Text(
        en="The components of the line come to {components}, which does not fit in its {amount}.",
        cy="Mae cydrannau'r llinell yn dod i {components}, nad yw'n ffitio yn ei gyfanswm, {amount}.",
    ),
    remedy=Text(
        en="Correct the component columns: together they may not exceed the line nor have another sign.",
        cy="Cywirwch y colofnau cydran: ni chânt gyda'i gilydd fod yn fwy na'r llinell nac o arwydd gwahanol.",
    ),
)
NOBODY_FUNDS = Kind(
    "AT007",
    what=Text(
        en="The agreement does not say whose money pays in scheme “{scheme}” on {day}: nobody contributes.",
        cy="Nid yw'r cytundeb yn dweud arian pwy sy'n talu yng nghynllun “{scheme}” ar {day}: nid oes neb yn cyfrannu.",
    ),
    remedy=Text(
        en="Give the scheme's contributions or their shares for that year.",
        cy="Rhowch gyfraniadau'r cynllun neu eu cyfrannau ar gyfer y flwyddyn honno.",
    ),
)
KINDS = (
    NO_RULE,
    NOBODY_RESPONSIBLE,
    NOT_A_PARTNER,
    NO_PERCENTAGES,
    PERCENTAGES_NOT_WHOLE,
    COMPONENTS_EXCEED,
    NOBODY_FUNDS,
)
