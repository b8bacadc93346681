"""What can be wrong with a request to the API."""

from cronfa.language import Text
from cronfa.problems import Kind

NO_TOKEN = Kind(
    "AP001",
    what=Text(en="The request carries no token.", cy="Nid yw'r cais yn cynnwys tocyn."),
    remedy=Text(
        en="Send “Authorization: Bearer …” with a token from the page Tokens; a browser's session opens nothing here.",
        cy="Anfonwch “Authorization: Bearer …” gyda thocyn o'r dudalen Tocynnau; nid yw sesiwn porwr yn agor dim yma.",
    ),
)
TOKEN_NOT_GOOD = Kind(
    "AP002",
    what=Text(
        en="The token is not good: it is unknown, has been revoked, or its last day has passed.",
        cy="Nid yw'r tocyn yn ddilys: mae'n anhysbys, wedi'i ddiddymu, neu mae ei ddiwrnod olaf wedi mynd heibio.",
    ),
    remedy=Text(en="Issue a new one on the page Tokens.", cy="Rhowch un newydd ar y dudalen Tocynnau."),
)
NOT_ALLOWED = Kind(
    "AP003",
    what=Text(
        en="This token does not carry the right to do this.", cy="Nid yw'r tocyn hwn yn rhoi'r hawl i wneud hyn."
    ),
    remedy=Text(
        en="Issue one that does, if your role has the right; the reference says which right each address needs.",
        cy="Rhowch un sy'n ei rhoi, os oes gan eich rôl yr hawl; mae'r cyfeirlyfr yn dweud pa hawl sydd ei hangen ym mhob man.",
    ),
)
NO_SECOND_PROOF = Kind(
    "AP004",
    what=Text(
        en="Rights that move money need a second proof of sign-in, and the token's person has none.",
        cy="Mae ar hawliau sy'n symud arian angen ail brawf mewngofnodi, ac nid oes gan berson y tocyn un.",
    ),
    remedy=Text(
        en="Connect an authenticator app or a passkey to the account, then send again.",
        cy="Cysylltwch ap dilysu neu gyfrin-allwedd â'r cyfrif, yna anfonwch eto.",
    ),
)
NOT_THERE = Kind(
    "AP005",
    what=Text(en="There is no such thing here for this token.", cy="Nid oes y fath beth yma i'r tocyn hwn."),
    remedy=Text(
        en="Look at the address: it is wrong, or it belongs to another fund or body.",
        cy="Edrychwch ar y cyfeiriad: mae'n anghywir, neu'n perthyn i gronfa neu gorff arall.",
    ),
)
NOT_THIS_METHOD = Kind(
    "AP006",
    what=Text(en="This address does not take this method.", cy="Nid yw'r cyfeiriad hwn yn derbyn y dull hwn."),
    remedy=Text(en="The header Allow says which it takes.", cy="Mae'r pennyn Allow yn dweud pa rai y mae'n eu derbyn."),
)
NO_KEY = Kind(
    "AP010",
    what=Text(
        en="A request that changes something must carry the header Idempotency-Key.",
        cy="Rhaid i gais sy'n newid rhywbeth gario'r pennyn Idempotency-Key.",
    ),
    remedy=Text(
        en="Make a key of 1 to 200 visible characters for each thing you do; send the same key when you send again.",
        cy="Gwnewch allwedd o 1 i 200 o nodau gweladwy ar gyfer pob peth a wnewch; anfonwch yr un allwedd wrth anfon eto.",
    ),
)
KEY_USED = Kind(
    "AP011",
    what=Text(
        en="The key “{key}” was sent before with another request.",
        cy="Anfonwyd yr allwedd “{key}” o'r blaen gyda chais arall.",
    ),
    remedy=Text(
        en="Use a new key for a new request; the first one stands as it was answered.",
        cy="Defnyddiwch allwedd newydd ar gyfer cais newydd; mae'r cyntaf yn sefyll fel y'i hatebwyd.",
    ),
)
NOT_READABLE = Kind(
    "AP012",
    what=Text(en="The request could not be read.", cy="Ni ellid darllen y cais."),
    remedy=Text(
        en="Send JSON in UTF-8, or multipart/form-data where a file is sent, at an address without control characters.",
        cy="Anfonwch JSON yn UTF-8, neu multipart/form-data lle anfonir ffeil, i gyfeiriad heb nodau rheoli.",
    ),
)
WRONG_TYPE = Kind(
    "AP013",
    what=Text(
        en="The body's type is “{sent}”; this address takes {takes}.",
        cy="Math corff y cais yw “{sent}”; mae'r cyfeiriad hwn yn derbyn {takes}.",
    ),
    remedy=Text(en="Send it with that Content-Type.", cy="Anfonwch ef gyda'r Content-Type hwnnw."),
)
TOO_LARGE = Kind(
    "AP014",
    what=Text(
        en="The body has {size} bytes; this address takes up to {most}.",
        cy="Mae corff y cais yn {size} beit; mae'r cyfeiriad hwn yn derbyn hyd at {most}.",
    ),
    remedy=Text(
        en="Send less, or take the file in on the command line, which streams it.",
        cy="Anfonwch lai, neu cymerwch y ffeil i mewn ar y llinell orchymyn, sy'n ei ffrydio.",
    ),
)
TOO_MANY = Kind(
    "AP015",
    what=Text(
        en="This token has sent more than {most} requests in a minute.",
        cy="Mae'r tocyn hwn wedi anfon mwy na {most} o geisiadau mewn munud.",
    ),
    remedy=Text(
        en="Wait {seconds} seconds, as the header Retry-After says.",
        cy="Arhoswch {seconds} eiliad, fel y dywed y pennyn Retry-After.",
    ),
)
FIELD = Kind(
    "AP016",
    what=Text(en="“{field}” {wrong}.", cy="“{field}”: {wrong}."),
    remedy=Text(
        en="The reference says what each field may be.", cy="Mae'r cyfeirlyfr yn dweud beth y gall pob maes fod."
    ),
)
NOT_A_CURSOR = Kind(
    "AP017",
    what=Text(en="“{text}” is not a cursor of this list.", cy="Nid yw “{text}” yn gyrchwr i'r rhestr hon."),
    remedy=Text(
        en="Send back “next” as the list gave it, with the same filters; leave it out to begin.",
        cy="Anfonwch “next” yn ôl fel y'i rhoddodd y rhestr, gyda'r un hidlwyr; gadewch ef allan i ddechrau.",
    ),
)
NO_SUCH_PARTY = Kind(
    "AP018",
    what=Text(en="“{party}” is no party that can share this.", cy="Nid yw “{party}” yn barti a all rannu hyn."),
    remedy=Text(en="The parties are: {parties}.", cy="Y partïon yw: {parties}."),
)
BUSY = Kind(
    "AP019",
    what=Text(
        en="Others are writing to this fund just now.", cy="Mae eraill yn ysgrifennu i'r gronfa hon ar hyn o bryd."
    ),
    remedy=Text(
        en="Nothing has been changed. Send it again in a moment, with the same key.",
        cy="Nid oes dim wedi newid. Anfonwch ef eto ymhen ennyd, gyda'r un allwedd.",
    ),
)
WENT_WRONG = Kind(
    "AP020",
    what=Text(
        en="Something went wrong here; nothing has been half-done.",
        cy="Aeth rhywbeth o'i le yma; nid oes dim wedi'i hanner gwneud.",
    ),
    remedy=Text(
        en="It has been noted under the number in X-Request-ID. Send it again in a while, with the same key.",
        cy="Fe'i nodwyd o dan y rhif yn X-Request-ID. Anfonwch ef eto ymhen tipyn, gyda'r un allwedd.",
    ),
)
KINDS = (
    NO_TOKEN,
    TOKEN_NOT_GOOD,
    NOT_ALLOWED,
    NO_SECOND_PROOF,
    NOT_THERE,
    NOT_THIS_METHOD,
    NO_KEY,
    KEY_USED,
    NOT_READABLE,
    WRONG_TYPE,
    TOO_LARGE,
    TOO_MANY,
    FIELD,
    NOT_A_CURSOR,
    NO_SUCH_PARTY,
    BUSY,
    WENT_WRONG,
)
