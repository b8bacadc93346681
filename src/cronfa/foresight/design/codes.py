"""What can be wrong with a brief, or with what it asks for, in words."""

from cronfa.language import Text
from cronfa.problems import Kind

UNREADABLE = Kind(
    "FS100",
    what=Text(en="“{text}” cannot be read here.", cy="Ni ellir darllen “{text}” yma."),
    remedy=Text(en="Write {expected}.", cy="Ysgrifennwch {expected}."),
)
UNKNOWN_FIELD = Kind(
    "FS101",
    what=Text(
        en="“{field}” is not a word of a brief in this place.", cy="Nid yw “{field}” yn air mewn briff yn y lle hwn."
    ),
    remedy=Text(en="These can stand here: {words}.", cy="Gall y rhain sefyll yma: {words}."),
)
MISSING_FIELD = Kind(
    "FS102",
    what=Text(en="The brief does not say “{field}”.", cy="Nid yw'r briff yn dweud “{field}”."),
    remedy=Text(en="Add “{field}: …”.", cy="Ychwanegwch “{field}: …”."),
)
NO_SUCH_PLACE = Kind(
    "FS103",
    what=Text(
        en="The agreement has no {expected} at “{path}” in the version that is in force in {year}.",
        cy="Nid oes {expected} yn “{path}” yn y fersiwn o'r cytundeb sydd mewn grym yn {year}.",
    ),
    remedy=Text(
        en="Name it by its place, counted from nought, such as schemes.residential.overspend[1]. There are: {known}.",
        cy="Enwch ef yn ôl ei le, gan gyfrif o ddim, megis schemes.residential.overspend[1]. Dyma'r dewis: {known}.",
    ),
)
NOT_WRITTEN = Kind(
    "FS105",
    what=Text(
        en="“{path}” is a standard term: the agreement does not write it, so there are no words to change.",
        cy="Teler safonol yw “{path}”: nid yw'r cytundeb yn ei ysgrifennu, felly nid oes geiriau i'w newid.",
    ),
    remedy=Text(en="Write it in the draft first.", cy="Ysgrifennwch ef yn y drafft yn gyntaf."),
)
NOTHING_VARIES = Kind(
    "FS106",
    what=Text(en="The brief lets nothing vary.", cy="Nid yw'r briff yn gadael i ddim amrywio."),
    remedy=Text(
        en="List under “may vary” at least one limit, cap, share, reserve or order.",
        cy="Rhestrwch o dan “may vary” o leiaf un terfyn, cap, cyfran, cronfa wrth gefn neu drefn.",
    ),
)
UNKNOWN_NAME = Kind(
    "FS107",
    what=Text(en="The agreement has no {what} “{name}”.", cy="Nid oes {what} “{name}” yn y cytundeb."),
    remedy=Text(en="It has: {known}.", cy="Mae ganddo: {known}."),
)
NOTHING_HOLDS = Kind(
    "FS108",
    what=Text(
        en="Nothing that may vary makes everything hold: “{constraint}” is over its limit of {limit} by at least {excess} "
        "in all of {candidates} candidates.",
        cy="Nid oes dim a all amrywio yn gwneud i bopeth ddal: mae “{constraint}” o leiaf {excess} dros ei derfyn, "
        "{limit}, ym mhob un o'r {candidates} ymgeisydd.",
    ),
    remedy=Text(
        en="Raise this limit to {needed}, or let more vary; the nearest candidate is shown.",
        cy="Codwch y terfyn hwn i {needed}, neu gadewch i fwy amrywio; dangosir yr ymgeisydd agosaf.",
    ),
)
TOGETHER_NOTHING_HOLDS = Kind(
    "FS109",
    what=Text(
        en="Each constraint can be met, but not all together: at the nearest of {candidates} candidates “{constraint}” is "
        "over its limit of {limit} by {excess}.",
        cy="Gellir bodloni pob cyfyngiad, ond nid pob un gyda'i gilydd: yn yr agosaf o'r {candidates} ymgeisydd mae "
        "“{constraint}” {excess} dros ei derfyn, {limit}.",
    ),
    remedy=Text(
        en="Raise this limit to {needed}, or let more vary; the nearest candidate is shown.",
        cy="Codwch y terfyn hwn i {needed}, neu gadewch i fwy amrywio; dangosir yr ymgeisydd agosaf.",
    ),
)
NOT_MOVABLE = Kind(
    "FS110",
    what=Text(
        en="Step {step} of “{path}” takes all that reaches it: no step that comes after it would ever act.",
        cy="Mae cam {step} o “{path}” yn cymryd popeth sy'n ei gyrraedd: ni fyddai unrhyw gam ar ei ôl byth yn gweithredu.",
    ),
    remedy=Text(
        en="Let only the steps before it change places, or give it a limit (up to: …).",
        cy="Gadewch i'r camau o'i flaen yn unig newid lle, neu rhowch derfyn iddo (up to: …).",
    ),
)
NO_YEARS = Kind(
    "FS111",
    what=Text(
        en="Neither the brief nor the command says which years may happen.",
        cy="Nid yw'r briff na'r gorchymyn yn dweud pa flynyddoedd a all ddigwydd.",
    ),
    remedy=Text(
        en="Add “years:” to the brief, with a spread and what each partner is expected to spend.",
        cy="Ychwanegwch “years:” at y briff, gyda gwasgariad a'r hyn y disgwylir i bob partner ei wario.",
    ),
)
EXPECTED_UNKNOWN = Kind(
    "FS112",
    what=Text(
        en="Whose responsibility the spend on “{scheme}” will be is decided line by line, so the budget does not say what each "
        "partner is expected to spend.",
        cy="Penderfynir fesul llinell cyfrifoldeb pwy fydd y gwariant ar “{scheme}”, felly nid yw'r gyllideb yn dweud beth y "
        "disgwylir i bob partner ei wario.",
    ),
    remedy=Text(
        en="Write it: years: schemes: {scheme}: expected: {{partner: £…}}.",
        cy="Ysgrifennwch ef: years: schemes: {scheme}: expected: {{partner: £…}}.",
    ),
)
NOT_A_STAGE = Kind(
    "FS113",
    what=Text(
        en="The glide path has no use for “{text}”: its years must follow each other inside the agreement's term, and no year "
        "may share less than the one before.",
        cy="Ni all y llwybr graddol ddefnyddio “{text}”: rhaid i'r blynyddoedd ddilyn ei gilydd o fewn cyfnod y cytundeb, ac ni "
        "chaiff unrhyw flwyddyn rannu llai na'r un o'i blaen.",
    ),
    remedy=Text(
        en="Write, for instance: stages: {{2026-27: 0%, 2027-28: 40%, 2028-29: 100%}}.",
        cy="Ysgrifennwch, er enghraifft: stages: {{2026-27: 0%, 2027-28: 40%, 2028-29: 100%}}.",
    ),
)
NONE_VALID = Kind(
    "FS114",
    what=Text(
        en="What may vary makes no valid agreement: {place}: {why}",
        cy="Nid yw'r hyn a gaiff amrywio yn gwneud unrhyw gytundeb dilys: {place}: {why}",
    ),
    remedy=Text(
        en="Let another term vary there; the last step of a waterfall, for instance, cannot be limited.",
        cy="Gadewch i derm arall amrywio yno; ni ellir, er enghraifft, osod terfyn ar gam olaf rhaeadr.",
    ),
)
KINDS = (
    UNREADABLE,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    NO_SUCH_PLACE,
    NOT_WRITTEN,
    NOTHING_VARIES,
    UNKNOWN_NAME,
    NOTHING_HOLDS,
    TOGETHER_NOTHING_HOLDS,
    NOT_MOVABLE,
    NO_YEARS,
    EXPECTED_UNKNOWN,
    NOT_A_STAGE,
    NONE_VALID,
)
