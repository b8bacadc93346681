"""What can be wrong with who does what."""

from cronfa.language import Text
from cronfa.problems import Kind

OWN_PROPOSAL = Kind(
    "GO001",
    what=Text(
        en="You prepared this yourself, so you cannot approve it.",
        cy="Chi a baratôdd hyn, felly ni allwch ei gymeradwyo.",
    ),
    remedy=Text(
        en="Ask someone else who may approve; their names are under People.",
        cy="Gofynnwch i rywun arall a all gymeradwyo; mae eu henwau o dan Pobl.",
    ),
)
DECIDED_ALREADY = Kind(
    "GO002",
    what=Text(en="This was decided already: {state}.", cy="Penderfynwyd hyn eisoes: {state}."),
    remedy=Text(
        en="Look at what was decided; prepare it anew if it is still needed.",
        cy="Edrychwch ar yr hyn a benderfynwyd; paratowch ef o'r newydd os oes ei angen o hyd.",
    ),
)
PROPOSED_ALREADY = Kind(
    "GO003",
    what=Text(
        en="The same thing has been prepared already, by {who}, and is {state}.",
        cy="Mae'r un peth wedi'i baratoi eisoes, gan {who}, ac mae {state}.",
    ),
    remedy=Text(
        en="Open that proposal; it need not be prepared twice.",
        cy="Agorwch y cynnig hwnnw; nid oes angen ei baratoi ddwywaith.",
    ),
)
NO_REASON = Kind(
    "GO004",
    what=Text(en="No reason is given.", cy="Ni roddir rheswm."),
    remedy=Text(
        en="Say in a few words why; the reason stays in the audit trail.",
        cy="Dywedwch pam mewn ychydig eiriau; mae'r rheswm yn aros yn y trywydd archwilio.",
    ),
)
NOT_YOURS = Kind(
    "GO005",
    what=Text(
        en="Only {who}, who prepared this, can withdraw it.", cy="Dim ond {who}, a baratôdd hyn, all ei dynnu'n ôl."
    ),
    remedy=Text(en="Refuse it instead, and say why.", cy="Gwrthodwch ef yn lle hynny, a dywedwch pam."),
)
FIGURES_MOVED = Kind(
    "GO006",
    what=Text(
        en="The figures of {year} have moved since you looked: money was posted or a decision recorded.",
        cy="Mae ffigurau {year} wedi symud ers i chi edrych: postiwyd arian neu cofnodwyd penderfyniad.",
    ),
    remedy=Text(
        en="Look at the settlement again; the trail says what was posted.",
        cy="Edrychwch ar y setliad eto; mae'r trywydd archwilio'n dweud beth a bostiwyd.",
    ),
)
NOT_ACCEPTED = Kind(
    "GO007",
    what=Text(
        en="The settlement of {year} has not been accepted by {partners}.",
        cy="Nid yw setliad {year} wedi'i dderbyn ar ran {partners}.",
    ),
    remedy=Text(
        en="Every partner must accept these very figures; a dispute is answered or mediated first.",
        cy="Rhaid i bob partner dderbyn yr union ffigurau hyn; atebir neu cyfryngir anghydfod yn gyntaf.",
    ),
)
ACTION_INCOMPLETE = Kind(
    "GO008",
    what=Text(
        en="The action has no owner or no day.", cy="Nid oes perchennog i'r cam gweithredu, neu nid oes diwrnod iddo."
    ),
    remedy=Text(en="Say who does it and by when.", cy="Dywedwch pwy sy'n ei wneud ac erbyn pryd."),
)
NOT_READY_TO_CLOSE = Kind(
    "GO009",
    what=Text(
        en="{month} cannot be closed until all of these hold: {what}.",
        cy="Ni ellir cau {month} nes bod y rhain i gyd yn wir: {what}.",
    ),
    remedy=Text(
        en="Do what the month's checklist still asks for.",
        cy="Gwnewch yr hyn y mae rhestr wirio'r mis yn dal i'w ofyn.",
    ),
)
MONTH_IS_SO = Kind(
    "GO010",
    what=Text(
        en="{month} is so already; someone was a moment earlier.", cy="Mae {month} felly eisoes; bu rhywun o'ch blaen."
    ),
    remedy=Text(en="Nothing needs to be done.", cy="Nid oes angen gwneud dim."),
)
NOT_EXPLAINED = Kind(
    "GO011",
    what=Text(
        en="A variance over the agreement's threshold is not explained: {schemes}.",
        cy="Nid yw amrywiant dros drothwy'r cytundeb wedi'i egluro: {schemes}.",
    ),
    remedy=Text(
        en="Write the commentary under Month end; a report is not signed off without it.",
        cy="Ysgrifennwch y sylwebaeth o dan Diwedd mis; ni chymeradwyir adroddiad hebddi.",
    ),
)
SIGNED_ALREADY = Kind(
    "GO012",
    what=Text(en="This partner has signed it off already.", cy="Mae'r partner hwn wedi'i gymeradwyo eisoes."),
    remedy=Text(en="Nothing needs to be done.", cy="Nid oes angen gwneud dim."),
)
ASKED_ALREADY = Kind(
    "GO013",
    what=Text(
        en="Entry {entry} has been questioned for this partner already and waits for its answer.",
        cy="Mae cofnod {entry} wedi'i holi dros y partner hwn eisoes ac yn aros am ei ateb.",
    ),
    remedy=Text(en="Open that exception under Exceptions.", cy="Agorwch yr eithriad hwnnw o dan Eithriadau."),
)
ANSWERED_ALREADY = Kind(
    "GO014",
    what=Text(en="This has been answered already.", cy="Atebwyd hyn eisoes."),
    remedy=Text(
        en="Read the answer; ask again if something is still wrong.",
        cy="Darllenwch yr ateb; gofynnwch eto os oes angen.",
    ),
)
NOT_AN_ADDRESS = Kind(
    "GO020",
    what=Text(en="“{text}” is not an e-mail address.", cy="Nid yw “{text}” yn gyfeiriad e-bost."),
    remedy=Text(en="Write the person's work e-mail address.", cy="Ysgrifennwch gyfeiriad e-bost gwaith y person."),
)
NO_NAME = Kind(
    "GO021",
    what=Text(en="The person has no name.", cy="Nid oes enw gan y person."),
    remedy=Text(
        en="Write the name as colleagues know it.", cy="Ysgrifennwch yr enw fel y mae cydweithwyr yn ei adnabod."
    ),
)
WRONG_BODY = Kind(
    "GO022",
    what=Text(en="{role} cannot act for {body}.", cy="Ni all {role} weithredu ar ran {body}."),
    remedy=Text(
        en="Under the agreement it can act for: {bodies}.", cy="O dan y cytundeb gall weithredu dros: {bodies}."
    ),
)
ENDS_BEFORE_IT_STARTS = Kind(
    "GO023",
    what=Text(
        en="The appointment would end on {ends}, before it starts on {starts}.",
        cy="Byddai'r penodiad yn dod i ben ar {ends}, cyn iddo ddechrau ar {starts}.",
    ),
    remedy=Text(en="Choose a last day on or after the first.", cy="Dewiswch ddiwrnod olaf nad yw cyn y cyntaf."),
)
HELD_ALREADY = Kind(
    "GO024",
    what=Text(
        en="{name} is appointed already: {role}, on one of these days.",
        cy="Mae gan {name} benodiad eisoes: {role}, ar un o'r dyddiau hyn.",
    ),
    remedy=Text(
        en="End that appointment first, or choose other days.",
        cy="Dewch â'r penodiad hwnnw i ben yn gyntaf, neu dewiswch ddyddiau eraill.",
    ),
)
ENDED_ALREADY = Kind(
    "GO025",
    what=Text(
        en="{name}'s appointment ends on {ends} already.", cy="Mae penodiad {name} yn dod i ben ar {ends} eisoes."
    ),
    remedy=Text(en="Nothing needs to be done.", cy="Nid oes angen gwneud dim."),
)
NO_SUCH_APPOINTMENT = Kind(
    "GO026",
    what=Text(en="{email} holds no such role: {role}.", cy="Nid oes gan {email} y rôl hon: {role}."),
    remedy=Text(en="See “cronfa people list”.", cy="Gweler “cronfa people list”."),
)
HELD_FOR_ANOTHER = Kind(
    "GO027",
    what=Text(
        en="{email} holds this role, {role}, for a partner: {bodies}.",
        cy="Mae'r rôl hon, {role}, gan {email} dros bartner: {bodies}.",
    ),
    remedy=Text(en="Name the partner: {say}.", cy="Enwch y partner: {say}."),
)
SAID_ALREADY = Kind(
    "GO015",
    what=Text(
        en="{partner} has said this of these very figures already.",
        cy="Mae {partner} wedi dweud hyn am yr union ffigurau hyn eisoes.",
    ),
    remedy=Text(en="Nothing needs to be done.", cy="Nid oes angen gwneud dim."),
)
HAD_A_HAND = Kind(
    "GO016",
    what=Text(
        en="You brought this, changed it, or it gives you rights, so you cannot approve it.",
        cy="Chi a ddaeth â hyn, neu a'i newidiodd, neu mae'n rhoi hawliau i chi, felly ni allwch ei gymeradwyo.",
    ),
    remedy=Text(
        en="Ask someone else who may approve; their names are under People.",
        cy="Gofynnwch i rywun arall a all gymeradwyo; mae eu henwau o dan Pobl.",
    ),
)
OVERTAKEN = frozenset(
    kind.code
    for kind in (
        DECIDED_ALREADY, PROPOSED_ALREADY, FIGURES_MOVED, MONTH_IS_SO, SIGNED_ALREADY, ASKED_ALREADY, ANSWERED_ALREADY,
        SAID_ALREADY, ENDED_ALREADY,
    )
)  # fmt: skip
"""What somebody else, or an earlier click, has done in the meantime: the answer is a conflict, not a mistake."""
KINDS = (
    SAID_ALREADY,
    HAD_A_HAND,
    OWN_PROPOSAL,
    DECIDED_ALREADY,
    PROPOSED_ALREADY,
    NO_REASON,
    NOT_YOURS,
    FIGURES_MOVED,
    NOT_ACCEPTED,
    ACTION_INCOMPLETE,
    NOT_READY_TO_CLOSE,
    MONTH_IS_SO,
    NOT_EXPLAINED,
    SIGNED_ALREADY,
    ASKED_ALREADY,
    ANSWERED_ALREADY,
    NOT_AN_ADDRESS,
    NO_NAME,
    WRONG_BODY,
    ENDS_BEFORE_IT_STARTS,
    HELD_ALREADY,
    ENDED_ALREADY,
    NO_SUCH_APPOINTMENT,
    HELD_FOR_ANOTHER,
)
