"""What can be wrong with an agreement, in words. Codes never change once released; each has a page in the docs."""

from cronfa.language import Text, same
from cronfa.problems import Kind

DID_YOU_MEAN = Text(
    en="Did you mean “{near}:”? These can stand here: {words}.",
    cy="Ai “{near}:” oedd gennych mewn golwg? Gall y rhain sefyll yma: {words}.",
)
CAN_STAND_HERE = Text(en="These can stand here: {words}.", cy="Gall y rhain sefyll yma: {words}.")
SEE_REFERENCE = Text(en="See the reference of the agreement language.", cy="Gweler cyfeirlyfr iaith y cytundeb.")

NOT_YAML = Kind(
    "AG001",
    what=Text(en="The file cannot be read as YAML: {reason}.", cy="Ni ellir darllen y ffeil fel YAML: {reason}."),
    remedy=Text(
        en="Check the indentation, colons and quotes near this place.",
        cy="Gwiriwch y mewnoliad, y colonau a'r dyfynodau ger y man hwn.",
    ),
)
_YAML_REASONS = {
    "mapping values are not allowed": Text(
        en="there is a colon where none can stand", cy="mae colon lle na all un sefyll"
    ),
    "unexpected end of stream": Text(en="a quotation mark is never closed", cy="ni chaewyd dyfynnod"),
    "expected ',' or ']'": Text(en="a square bracket is never closed", cy="ni chaewyd bachyn petryal"),
    "expected ',' or '}'": Text(en="a brace is never closed", cy="ni chaewyd bachyn cyrliog"),
    "cannot start any token": Text(
        en="a word begins with a tab, @, % or `; use spaces, or quotation marks round the word",
        cy="mae gair yn dechrau â thab, @, % neu `; defnyddiwch fylchau, neu ddyfynodau o gwmpas y gair",
    ),
    "tab character": Text(
        en="a line is indented by a tab; use spaces", cy="mae llinell wedi'i mewnoli â thab; defnyddiwch fylchau"
    ),
    "undefined alias": Text(en="a * names an anchor that is not there", cy="mae * yn enwi angor nad yw yno"),
    "expected '-' indicator": Text(en="a list goes over into something else", cy="mae rhestr yn troi'n rhywbeth arall"),
    "expected <block end>": Text(
        en="a line is indented more or less than its neighbours",
        cy="mae llinell wedi'i mewnoli'n fwy neu'n llai na'i chymdogion",
    ),
    "document start": Text(en="a bracket is closed that was never opened", cy="caewyd bachyn nas agorwyd"),
    "another document": Text(en="a second document begins here (---)", cy="mae ail ddogfen yn dechrau yma (---)"),
    "special characters are not allowed": Text(
        en="there is a control character in the text", cy="mae nod rheoli yn y testun"
    ),
    "unacceptable character": Text(en="there is a control character in the text", cy="mae nod rheoli yn y testun"),
}


def yaml_reason(said: str) -> Text:
    """What the YAML reader found, in plain words where they are known, else as it said it."""
    return next((words for part, words in _YAML_REASONS.items() if part in said), same(f"“{said}”"))


NOT_A_MAPPING = Kind(
    "AG002",
    what=Text(en="The file holds no agreement.", cy="Nid oes cytundeb yn y ffeil."),
    remedy=Text(en="Begin with “agreement: a-short-name”.", cy="Dechreuwch gydag “agreement: enw-byr”."),
)
DUPLICATE_KEY = Kind(
    "AG003",
    what=Text(en="“{key}” is written twice.", cy="Mae “{key}” wedi'i ysgrifennu ddwywaith."),
    remedy=Text(en="Keep one of them; only one could ever count.", cy="Cadwch un ohonynt; dim ond un a allai gyfrif."),
)
TOO_LARGE = Kind(
    "AG004",
    what=Text(
        en="The file is too large or too deep for an agreement.",
        cy="Mae'r ffeil yn rhy fawr neu'n rhy ddwfn.",
    ),
    remedy=Text(
        en="Check that this is the agreement and not a data file.",
        cy="Gwiriwch mai'r cytundeb yw hwn ac nid ffeil ddata.",
    ),
)
UNKNOWN_FIELD = Kind(
    "AG005",
    what=Text(en="“{field}” is not a term of {place}.", cy="Nid yw “{field}” yn deler o fewn {place}."),
    remedy=Text(en="{hint}", cy="{hint}"),
)
MISSING_FIELD = Kind(
    "AG006",
    what=Text(en="{place} does not say “{field}”.", cy="Nid yw {place} yn nodi “{field}”."),
    remedy=Text(en="Add “{field}:” here.", cy="Ychwanegwch “{field}:” yma."),
)
NOT_A_CHOICE = Kind(
    "AG007",
    what=Text(en="“{text}” is not one of the choices.", cy="Nid yw “{text}” yn un o'r dewisiadau."),
    remedy=Text(en="Write one of: {choices}.", cy="Ysgrifennwch un o'r rhain: {choices}."),
)
_TERMS = Text(en="terms by name, “name: …”", cy="telerau wrth enw, “enw: …”")
_LIST = Text(en="a list", cy="rhestr")
_WHOLE_NUMBER = Text(en="a whole number in its range", cy="rhif cyfan o fewn ei ystod")
_SHAPES = {
    "dict_type": _TERMS,
    "mapping_type": _TERMS,
    "model_type": _TERMS,
    "model_attributes_type": _TERMS,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "greater_than_equal": _WHOLE_NUMBER,
    "less_than_equal": _WHOLE_NUMBER,
    "bool_parsing": Text(en="yes or no", cy="yes neu no"),
    "bool_type": Text(en="yes or no", cy="yes neu no"),
    "string_type": Text(en="words", cy="geiriau"),
    "string_pattern_mismatch": Text(en="a year, such as 2026-27", cy="blwyddyn, megis 2026-27"),
}


def shape(refused: str) -> Text:
    """What should have been written, for the validator's word for what it refused."""
    return _SHAPES.get(refused, Text(en="the language asks", cy="y mae'r iaith yn gofyn"))


WRONG_SHAPE = Kind(
    "AG008",
    what=Text(en="This is not written as {expected}.", cy="Nid yw hwn wedi'i ysgrifennu fel {expected}."),
    remedy=Text(
        en="See the reference of the agreement language for “{field}”.",
        cy="Gweler cyfeirlyfr iaith y cytundeb ar gyfer “{field}”.",
    ),
)
NOT_AN_ID = Kind(
    "AG009",
    what=Text(en="“{text}” is not a short name.", cy="Nid yw “{text}” yn enw byr."),
    remedy=Text(
        en="Use small letters, figures and hyphens, beginning with a letter.",
        cy="Defnyddiwch lythrennau bach, ffigurau a chysylltnodau, gan ddechrau â llythyren.",
    ),
)
NOT_A_SHARE = Kind(
    "AG010",
    what=Text(en="“{text}” is not a share.", cy="Nid yw “{text}” yn gyfran."),
    remedy=Text(
        en="Write a percentage such as 60% or 86.87%, or a fraction such as 1/3.",
        cy="Ysgrifennwch ganran megis 60% neu 86.87%, neu ffracsiwn megis 1/3.",
    ),
)
NOT_A_LIMIT = Kind(
    "AG011",
    what=Text(en="“{text}” is not a limit.", cy="Nid yw “{text}” yn derfyn."),
    remedy=Text(
        en="Write money, a percentage of budget, contributions, contribution or amount, or “remaining contribution”.",
        cy="Ysgrifennwch swm, canran o budget, contributions, contribution neu amount, neu “remaining contribution”.",
    ),
)
NOT_A_LENGTH = Kind(
    "AG012",
    what=Text(en="“{text}” is not a length of time.", cy="Nid yw “{text}” yn hyd o amser."),
    remedy=Text(
        en="Write a number of working days, days, weeks, months or years, such as 12 months.",
        cy="Ysgrifennwch nifer o working days, days, weeks, months neu years, er enghraifft 12 months.",
    ),
)
NOT_A_TEXT = Kind(
    "AG013",
    what=Text(en="Words are expected here.", cy="Disgwylir geiriau yma."),
    remedy=Text(
        en="Write the words, or {{en: …, cy: …}} for both languages.",
        cy="Ysgrifennwch y geiriau, neu {{en: …, cy: …}} ar gyfer y ddwy iaith.",
    ),
)
NOT_A_DATE = Kind(
    "AG014",
    what=Text(en="“{text}” is not a date.", cy="Nid yw “{text}” yn ddyddiad."),
    remedy=Text(en="Write it as 2026-04-01.", cy="Ysgrifennwch ef fel 2026-04-01."),
)
OUTSIDE_TERM = Kind(
    "AG015",
    what=Text(
        en="{day} is outside the agreement, which runs from {first} to {last}.",
        cy="Mae {day} y tu allan i'r cytundeb, sy'n rhedeg o {first} hyd {last}.",
    ),
    remedy=Text(
        en="Check the service date, or extend the agreement by a variation.",
        cy="Gwiriwch ddyddiad y gwasanaeth, neu estynnwch y cytundeb drwy amrywiad.",
    ),
)
NOT_UTF8 = Kind(
    "AG016",
    what=Text(en="The file is not UTF-8 text (byte {byte}).", cy="Nid testun UTF-8 yw'r ffeil (beit {byte})."),
    remedy=Text(en="Save it as UTF-8.", cy="Cadwch hi fel UTF-8."),
)
NONE_YET = Text(en="none is defined yet", cy="nid oes un wedi'i ddiffinio eto")
"""What stands in a list of names that is empty."""
UNKNOWN_PARTNER = Kind(
    "AG020",
    what=Text(en="“{text}” is not a partner of this agreement.", cy="Nid yw “{text}” yn bartner i'r cytundeb hwn."),
    remedy=Text(
        en="Write one of: {known}; or add it under “partners:”.",
        cy="Ysgrifennwch un o'r rhain: {known}; neu ychwanegwch ef o dan “partners:”.",
    ),
)
UNKNOWN_SCHEME = Kind(
    "AG021",
    what=Text(en="“{text}” is not a scheme of this agreement.", cy="Nid yw “{text}” yn gynllun yn y cytundeb hwn."),
    remedy=Text(
        en="Write one of: {known}; or add it under “schemes:”.",
        cy="Ysgrifennwch un o'r rhain: {known}; neu ychwanegwch ef o dan “schemes:”.",
    ),
)
UNKNOWN_RESERVE = Kind(
    "AG022",
    what=Text(
        en="“{text}” is not a reserve of this agreement.",
        cy="Nid yw “{text}” yn gronfa wrth gefn yn y cytundeb hwn.",
    ),
    remedy=Text(
        en="Write one of: {known}; or add it under “reserves:” with its opening sum.",
        cy="Ysgrifennwch un o'r rhain: {known}; neu ychwanegwch hi o dan “reserves:” gyda'i swm agoriadol.",
    ),
)
UNKNOWN_BOARD = Kind(
    "AG023",
    what=Text(en="“{text}” is not a board of this agreement.", cy="Nid yw “{text}” yn fwrdd yn y cytundeb hwn."),
    remedy=Text(
        en="Write one of: {known}; or add it under “boards:”.",
        cy="Ysgrifennwch un o'r rhain: {known}; neu ychwanegwch ef o dan “boards:”.",
    ),
)
UNKNOWN_MEASURE = Kind(
    "AG024",
    what=Text(en="“{text}” is not a measure of this agreement.", cy="Nid yw “{text}” yn fesur yn y cytundeb hwn."),
    remedy=Text(
        en="Write one of: {known}; or add it under “measures:”.",
        cy="Ysgrifennwch un o'r rhain: {known}; neu ychwanegwch ef o dan “measures:”.",
    ),
)
HOST_NOT_A_PARTNER = Kind(
    "AG025",
    what=Text(en="The host “{text}” is not a partner.", cy="Nid yw'r partner lletyol “{text}” yn bartner."),
    remedy=Text(
        en="Only a partner can hold the fund: write one of {known}, or add it under “partners:”.",
        cy="Dim ond partner a all ddal y gronfa: ysgrifennwch un o'r rhain: {known}; neu ychwanegwch ef o dan “partners:”.",
    ),
)
NOT_A_COUNT = Kind(
    "AG017",
    what=Text(en="“{text}” is not a whole number.", cy="Nid yw “{text}” yn rhif cyfan."),
    remedy=Text(
        en="Write figures only, such as 1250 or 1,250; for money, say “unit: pence”.",
        cy="Ysgrifennwch ffigurau'n unig, er enghraifft 1250 neu 1,250; am arian, nodwch “unit: pence”.",
    ),
)
KINDS = (
    NOT_YAML, NOT_A_MAPPING, DUPLICATE_KEY, TOO_LARGE, UNKNOWN_FIELD, MISSING_FIELD, NOT_A_CHOICE, WRONG_SHAPE,
    NOT_AN_ID, NOT_A_SHARE, NOT_A_LIMIT, NOT_A_LENGTH, NOT_A_TEXT, NOT_A_DATE, OUTSIDE_TERM, NOT_UTF8,
    NOT_A_COUNT, UNKNOWN_PARTNER, UNKNOWN_SCHEME, UNKNOWN_RESERVE, UNKNOWN_BOARD, UNKNOWN_MEASURE, HOST_NOT_A_PARTNER,
)  # fmt: skip
