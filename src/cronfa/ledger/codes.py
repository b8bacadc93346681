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
    what=Text(en="No reason is given for {what}.", cy="Ni roddir rheswm ({what})."),
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
    what=Text(en="Entry “{key}” does not say its {field}.", cy="Nid yw cofnod “{key}” yn nodi hyn: {field}."),
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
        cy="Mae'r ffeil “{name}” wedi'i chofrestru eisoes gyda {rows} o resi, cyfanswm {total}.",
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
    what=Text(en="The fund has no month “{period}”.", cy="Nid oes gan y gronfa fis “{period}”."),
    remedy=Text(
        en="Its months are {first} to {last}: write one as these are written.",
        cy="Ei misoedd yw {first} – {last}: ysgrifennwch un fel y mae'r rhain wedi'u hysgrifennu.",
    ),
)
NOT_A_CHECKPOINT = Kind(
    "EX001",
    what=Text(en="This is not a checkpoint of cronfa.", cy="Nid yw hwn yn bwynt gwirio cronfa."),
    remedy=Text(
        en="Give the file that `cronfa ledger checkpoint` wrote.",
        cy="Rhowch y ffeil a ysgrifennwyd gan `cronfa ledger checkpoint`.",
    ),
)
NOT_SIGNED = Kind(
    "EX002",
    what=Text(
        en="The checkpoint's signature is wrong, or by another key.",
        cy="Mae llofnod y pwynt gwirio'n anghywir, neu gan allwedd arall.",
    ),
    remedy=Text(
        en="Get the checkpoint and the public key from someone who does not keep the ledger.",
        cy="Mynnwch y pwynt gwirio a'r allwedd gyhoeddus gan rywun nad yw'n cadw'r cyfriflyfr.",
    ),
)
ENTRY_WRONG = Kind(
    "EX003",
    what=Text(
        en="Entry {number} of “{fund}” is not as it was posted; those before it are ({sound}).",
        cy="Nid yw cofnod {number} o “{fund}” fel y'i postiwyd; mae'r rhai o'i flaen yn gywir ({sound}).",
    ),
    remedy=Text(
        en="Stop posting; compare with an export or a backup made earlier, and find out who could write to the database.",
        cy="Peidiwch â phostio; cymharwch ag allforiad neu gopi cynharach, a chanfod pwy allai ysgrifennu i'r gronfa ddata.",
    ),
)
HISTORY_CUT = Kind(
    "EX004",
    what=Text(
        en="“{fund}” has {found} entries; the checkpoint was signed over {signed}.",
        cy="Mae gan “{fund}” {found} o gofnodion; llofnodwyd y pwynt gwirio dros {signed}.",
    ),
    remedy=Text(
        en="Entries have been cut off the end: restore them from a backup or an export.",
        cy="Torrwyd cofnodion o'r diwedd: adferwch nhw o gopi wrth gefn neu allforiad.",
    ),
)
HISTORY_REWRITTEN = Kind(
    "EX005",
    what=Text(
        en="The first {signed} entries of “{fund}” are not those that the checkpoint was signed over.",
        cy="Nid y {signed} cofnod cyntaf o “{fund}” yw'r rhai y llofnodwyd y pwynt gwirio drostynt.",
    ),
    remedy=Text(
        en="The history was computed anew: compare with an export made at the time of the checkpoint.",
        cy="Cyfrifwyd yr hanes o'r newydd: cymharwch ag allforiad o adeg y pwynt gwirio.",
    ),
)
BESIDE_CHANGED = Kind(
    "EX006",
    what=Text(
        en="What stands beside the entries of “{fund}” (title, partners, agreements, files, periods) is not as it was signed.",
        cy="Nid yw'r hyn sydd ochr yn ochr â chofnodion “{fund}” (teitl, partneriaid, cytundebau, ffeiliau, cyfnodau) "
        "fel y'i llofnodwyd.",
    ),
    remedy=Text(
        en="Compare agreements, files and periods with an export made at the time of the checkpoint.",
        cy="Cymharwch gytundebau, ffeiliau a chyfnodau ag allforiad o adeg y pwynt gwirio.",
    ),
)
OTHER_FUND = Kind(
    "EX007",
    what=Text(
        en="The checkpoint is of “{signed}”, not of “{fund}”.", cy="Pwynt gwirio “{signed}” yw hwn, nid “{fund}”."
    ),
    remedy=Text(en="Give the checkpoint of this fund.", cy="Rhowch bwynt gwirio'r gronfa hon."),
)
UNBALANCED_STORED = Kind(
    "EX008",
    what=Text(
        en="Entry {number} of “{fund}” does not balance for every partner.",
        cy="Nid yw cofnod {number} o “{fund}” yn mantoli i bob partner.",
    ),
    remedy=Text(
        en="It cannot have been posted by cronfa: find out who could write to the database.",
        cy="Ni allai cronfa fod wedi'i bostio: canfyddwch pwy allai ysgrifennu i'r gronfa ddata.",
    ),
)
SEAL_WRONG = Kind(
    "EX009",
    what=Text(
        en="The seals of “{fund}” do not cover its entries one after another from entry {number}.",
        cy="Nid yw seliau “{fund}” yn cwmpasu ei chofnodion y naill ar ôl y llall o gofnod {number} ymlaen.",
    ),
    remedy=Text(
        en="Stop posting; compare with a backup made earlier.", cy="Peidiwch â phostio; cymharwch â chopi cynharach."
    ),
)
CONTENT_CHANGED = Kind(
    "EX010",
    what=Text(
        en="“{name}” is not what was registered: its content has another SHA-256.",
        cy="Nid yw “{name}” yr hyn a gofrestrwyd: mae SHA-256 gwahanol i'w gynnwys.",
    ),
    remedy=Text(en="Restore it from the original file.", cy="Adferwch ef o'r ffeil wreiddiol."),
)
STRAY_POSTINGS = Kind(
    "EX011",
    what=Text(
        en="There are postings that belong to no entry of “{fund}”.",
        cy="Mae postiadau nad ydynt yn perthyn i unrhyw gofnod o “{fund}”.",
    ),
    remedy=Text(
        en="They cannot have been posted by cronfa: find out who could write to the database.",
        cy="Ni allai cronfa fod wedi'u postio: canfyddwch pwy allai ysgrifennu i'r gronfa ddata.",
    ),
)
NOT_AN_EXPORT = Kind(
    "EX012",
    what=Text(
        en="This is not an export of cronfa that can be verified: {why}.",
        cy="Nid yw hwn yn allforiad cronfa y gellir ei wirio: {why}.",
    ),
    remedy=Text(
        en="Give the folder or file that `cronfa ledger export` wrote as csv, parquet or json.",
        cy="Rhowch y ffolder neu'r ffeil a ysgrifennwyd gan `cronfa ledger export` ar ffurf csv, parquet neu json.",
    ),
)
FILE_CHANGED = Kind(
    "EX013",
    what=Text(
        en="“{name}” of the export has been changed since it was written.",
        cy="Newidiwyd “{name}” yn yr allforiad ers ei ysgrifennu.",
    ),
    remedy=Text(en="Export the fund again.", cy="Allforiwch y gronfa eto."),
)
OUTPUT_EXISTS = Kind(
    "EX014",
    what=Text(en="There is something at {path} already.", cy="Mae rhywbeth yn {path} eisoes."),
    remedy=Text(en="Choose another place, or move it away.", cy="Dewiswch le arall, neu symudwch ef."),
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
    NOT_A_CHECKPOINT,
    NOT_SIGNED,
    ENTRY_WRONG,
    HISTORY_CUT,
    HISTORY_REWRITTEN,
    BESIDE_CHANGED,
    OTHER_FUND,
    UNBALANCED_STORED,
    SEAL_WRONG,
    CONTENT_CHANGED,
    STRAY_POSTINGS,
    NOT_AN_EXPORT,
    FILE_CHANGED,
    OUTPUT_EXISTS,
)
