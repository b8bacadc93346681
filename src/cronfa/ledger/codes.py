"""The problems that the ledger finds in what it is asked to do."""

from cronfa.language import Text
from cronfa.problems import Kind

UNKNOWN_FUND = Kind(
    "LE001",
    what=Text(en="There is no fund “{fund}” in this ledger.", cy="Nid oes cronfa “{fund}” yn y cyfriflyfr hwn."),
    remedy=Text(en="Check the name, or open the fund first.", cy="Gwiriwch yr enw, neu agorwch y gronfa yn gyntaf."),
)
FUND_EXISTS = Kind(
    "LE002",
    what=Text(en="A fund “{fund}” is open already.", cy="Mae cronfa “{fund}” ar agor eisoes."),
    remedy=Text(
        en="Use the open fund, or choose another name.", cy="Defnyddiwch y gronfa honno, neu dewiswch enw arall."
    ),
)
UNKNOWN_PARTNER = Kind(
    "LE003",
    what=Text(
        en="Entry “{key}” names “{partner}”, who is not a partner in the fund.",
        cy="Mae cofnod “{key}” yn enwi “{partner}”, nad yw'n bartner yn y gronfa.",
    ),
    remedy=Text(en="Use a partner of the fund: {partners}.", cy="Defnyddiwch un o bartneriaid y gronfa: {partners}."),
)
UNKNOWN_PERIOD = Kind(
    "LE004",
    what=Text(
        en="Entry “{key}” is for the period “{period}”, which has not been opened.",
        cy="Mae cofnod “{key}” ar gyfer y cyfnod “{period}”, nad yw wedi'i agor.",
    ),
    remedy=Text(en="Open the period, or choose an open one.", cy="Agorwch y cyfnod, neu dewiswch un sydd ar agor."),
)
PERIOD_CLOSED = Kind(
    "LE005",
    what=Text(
        en="Entry “{key}” is for the period “{period}”, which is {status}.",
        cy="Mae cofnod “{key}” ar gyfer y cyfnod “{period}”, sydd {status}.",
    ),
    remedy=Text(
        en="Post it to the open period, or reopen this one and record the reason.",
        cy="Postiwch ef i'r cyfnod agored, neu ailagorwch hwn gan gofnodi'r rheswm.",
    ),
)
UNBALANCED = Kind(
    "LE006",
    what=Text(
        en="Entry “{key}” does not balance for {partner}: its lines add up to {amount}.",
        cy="Nid yw cofnod “{key}” yn mantoli i {partner}: cyfanswm ei linellau yw {amount}.",
    ),
    remedy=Text(
        en="Every partner's lines must add up to nothing; give the missing line.",
        cy="Rhaid i linellau pob partner ddod i ddim; rhowch y llinell sydd ar goll.",
    ),
)
NO_POSTINGS = Kind(
    "LE007",
    what=Text(en="Entry “{key}” has no postings.", cy="Nid oes postiadau gan gofnod “{key}”."),
    remedy=Text(en="Give it at least two lines.", cy="Rhowch o leiaf ddwy linell iddo."),
)
KEY_REUSED = Kind(
    "LE008",
    what=Text(
        en="The key “{key}” was used for entry {number}, which says something else.",
        cy="Defnyddiwyd yr allwedd “{key}” ar gyfer cofnod {number}, sy'n dweud rhywbeth gwahanol.",
    ),
    remedy=Text(
        en="Send the same content with the same key, or reverse entry {number} and post the new one.",
        cy="Anfonwch yr un cynnwys gyda'r un allwedd, neu gwrthdrowch gofnod {number} a phostio'r un newydd.",
    ),
)
UNKNOWN_SOURCE = Kind(
    "LE009",
    what=Text(
        en="Entry “{key}” comes from a file that has not been registered ({file}).",
        cy="Daw cofnod “{key}” o ffeil nad yw wedi'i chofrestru ({file}).",
    ),
    remedy=Text(en="Register the source file first.", cy="Cofrestrwch y ffeil ffynhonnell yn gyntaf."),
)
UNKNOWN_ENTRY = Kind(
    "LE010",
    what=Text(en="The fund has no entry {number}.", cy="Nid oes gan y gronfa gofnod {number}."),
    remedy=Text(en="Check the number.", cy="Gwiriwch y rhif."),
)
REVERSED_ALREADY = Kind(
    "LE011",
    what=Text(en="Entry {number} has been reversed already.", cy="Mae cofnod {number} wedi'i wrthdroi eisoes."),
    remedy=Text(
        en="Post a new entry instead of reversing twice.", cy="Postiwch gofnod newydd yn lle gwrthdroi ddwywaith."
    ),
)
NO_REASON = Kind(
    "LE012",
    what=Text(en="No reason is given for {what}.", cy="Ni roddir rheswm dros {what}."),
    remedy=Text(en="Give the reason; it is kept for ever.", cy="Rhowch y rheswm; fe'i cedwir am byth."),
)
UNKNOWN_ACCOUNT = Kind(
    "LE013",
    what=Text(
        en="Entry “{key}” posts to “{account}”, which is not an account.",
        cy="Mae cofnod “{key}” yn postio i “{account}”, nad yw'n gyfrif.",
    ),
    remedy=Text(en="Use one of: {accounts}.", cy="Defnyddiwch un o'r rhain: {accounts}."),
)
MISSING_WORD = Kind(
    "LE014",
    what=Text(en="Entry “{key}” does not say its {field}.", cy="Nid yw cofnod “{key}” yn nodi ei {field}."),
    remedy=Text(en="Every entry needs it.", cy="Mae ei angen ar bob cofnod."),
)
AMOUNT_OUT_OF_RANGE = Kind(
    "LE015",
    what=Text(en="Entry “{key}” has a line over £1 trillion.", cy="Mae gan gofnod “{key}” linell dros £1 triliwn."),
    remedy=Text(en="Check the amount and its units.", cy="Gwiriwch y swm a'i unedau."),
)
SOURCE_DIFFERS = Kind(
    "LE016",
    what=Text(
        en="The file “{name}” is registered already with {rows} rows and {total}.",
        cy="Mae'r ffeil “{name}” wedi'i chofrestru eisoes gyda {rows} rhes a {total}.",
    ),
    remedy=Text(
        en="The same file must give the same control totals; check the mapping.",
        cy="Rhaid i'r un ffeil roi'r un cyfansymiau rheoli; gwiriwch y mapio.",
    ),
)
NO_SUCH_LINE = Kind(
    "LE017",
    what=Text(en="The source file has no line {line}.", cy="Nid oes llinell {line} yn y ffeil ffynhonnell."),
    remedy=Text(en="Check the line number.", cy="Gwiriwch rif y llinell."),
)
PERIOD_DIFFERS = Kind(
    "LE018",
    what=Text(
        en="The period “{period}” is there already, with other dates.",
        cy="Mae'r cyfnod “{period}” yno eisoes, gyda dyddiadau gwahanol.",
    ),
    remedy=Text(en="Use its own dates, or another code.", cy="Defnyddiwch ei ddyddiadau ei hun, neu god arall."),
)
NO_SUCH_PERIOD = Kind(
    "LE019",
    what=Text(en="The fund has no period “{period}”.", cy="Nid oes gan y gronfa gyfnod “{period}”."),
    remedy=Text(en="Check the code, or open the period.", cy="Gwiriwch y cod, neu agorwch y cyfnod."),
)
KINDS = (
    UNKNOWN_FUND,
    FUND_EXISTS,
    UNKNOWN_PARTNER,
    UNKNOWN_PERIOD,
    PERIOD_CLOSED,
    UNBALANCED,
    NO_POSTINGS,
    KEY_REUSED,
    UNKNOWN_SOURCE,
    UNKNOWN_ENTRY,
    REVERSED_ALREADY,
    NO_REASON,
    UNKNOWN_ACCOUNT,
    MISSING_WORD,
    AMOUNT_OUT_OF_RANGE,
    SOURCE_DIFFERS,
    NO_SUCH_LINE,
    PERIOD_DIFFERS,
    NO_SUCH_PERIOD,
)
