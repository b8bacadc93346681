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
        cy="Dywedwch pam mewn ychydig eiriau; mae'r rheswm yn aros yn y llwybr archwilio.",
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
        cy="Edrychwch ar y setliad eto; mae'r llwybr yn dweud beth a bostiwyd.",
    ),
)
NOT_ACCEPTED = Kind(
    "GO007",
    what=Text(
        en="The settlement of {year} has not been accepted by {partners}.",
        cy="Nid yw setliad {year} wedi'i dderbyn gan {partners}.",
    ),
    remedy=Text(
        en="Every partner must accept these very figures; a dispute is answered or mediated first.",
        cy="Rhaid i bob partner dderbyn yr union ffigurau hyn; atebir neu cyfryngir anghydfod yn gyntaf.",
    ),
)
KINDS = (FIGURES_MOVED, NOT_ACCEPTED, OWN_PROPOSAL, DECIDED_ALREADY, PROPOSED_ALREADY, NO_REASON, NOT_YOURS)
