"""Answers to the Digital Technology Assessment Criteria begun: what the software does, and what its deployer must say."""

from cronfa.language import Text
from cronfa.web.presenters.help_prose import Part, Template, answer

ABOUT = Part(
    Text(en="The product and its value", cy="Y cynnyrch a'i werth"),
    (
        answer(
            ("What is it, and for whom?", "Beth ydyw, ac i bwy?"),
            (
                (
                    "cronfa sets up, runs and settles pooled funds between health bodies and local authorities. Finance "
                    "officers, fund "
                    "managers, boards, chief finance officers and auditors use it; patients do not."
                ),
                (
                    "Mae cronfa yn sefydlu, yn rhedeg ac yn setlo cronfeydd cyfun rhwng cyrff iechyd ac awdurdodau lleol. "
                    "Swyddogion cyllid, "
                    "rheolwyr cronfeydd, byrddau, prif swyddogion cyllid ac archwilwyr sy'n ei defnyddio; nid cleifion."
                ),
            ),
            (
                "It is open source, runs on your own machine or server, and needs no other service.",
                (
                    "Mae'n god agored, yn rhedeg ar eich peiriant neu'ch gweinydd eich hun, ac nid oes angen gwasanaeth "
                    "arall arni."
                ),
            ),
            fill=(
                "your organisation, contact, and which funds you run with it.",
                "eich sefydliad, eich cyswllt, a pha gronfeydd yr ydych yn eu rhedeg â hi.",
            ),
        ),
    ),
)
SAFETY = Part(
    Text(en="C1 Clinical safety", cy="C1 Diogelwch clinigol"),
    (
        answer(
            ("Is it within DCB0129 and DCB0160?", "A yw o fewn DCB0129 a DCB0160?"),
            (
                (
                    "It holds no clinical record, gives no advice on care and stops no payment: what it works out is which "
                    "body bears a "
                    "cost. It is not a medical device."
                ),
                (
                    "Nid yw'n dal cofnod clinigol, nid yw'n rhoi cyngor ar ofal ac nid yw'n atal taliad: yr hyn y mae'n ei "
                    "gyfrifo yw pa "
                    "gorff sy'n ysgwyddo cost. Nid yw'n ddyfais feddygol."
                ),
            ),
            fill=(
                "your clinical safety officer's view, if people's care could wait on a decision recorded here.",
                "barn eich swyddog diogelwch clinigol, os gallai gofal pobl aros am benderfyniad a gofnodir yma.",
            ),
        ),
    ),
)
DATA = Part(
    Text(en="C2 Data protection", cy="C2 Diogelu data"),
    (
        answer(
            ("Which personal data does it process?", "Pa ddata personol y mae'n eu prosesu?"),
            (
                (
                    "See the template of the impact assessment: people who sign in, and whatever partners' payment files "
                    "say of people "
                    "in care."
                ),
                (
                    "Gweler templed yr asesiad effaith: pobl sy'n mewngofnodi, a beth bynnag y mae ffeiliau talu'r "
                    "partneriaid yn ei "
                    "ddweud am bobl mewn gofal."
                ),
            ),
            fill=(
                (
                    "registration with the Information Commissioner, the Data Security and Protection Toolkit, your data "
                    "protection officer."
                ),
                (
                    "cofrestriad gyda'r Comisiynydd Gwybodaeth, y Pecyn Cymorth Diogelwch a Diogelu Data, eich swyddog "
                    "diogelu data."
                ),
            ),
        ),
    ),
)
SECURITY = Part(
    Text(en="C3 Technical security", cy="C3 Diogelwch technegol"),
    (
        answer(
            ("How do people sign in?", "Sut mae pobl yn mewngofnodi?"),
            (
                (
                    "By password (at least twelve characters, common ones refused), with an authenticator app or a passkey "
                    "where a role "
                    "approves, closes, accepts, signs off or appoints; or by their organisation with OpenID Connect. "
                    "Failed attempts are "
                    "limited. Nobody can make an account for themselves."
                ),
                (
                    "Drwy gyfrinair (o leiaf ddeuddeg nod, gwrthodir rhai cyffredin), gydag ap dilysu neu gyfrin-allwedd "
                    "lle mae rôl yn "
                    "cymeradwyo, yn cau, yn derbyn, yn cadarnhau neu'n penodi; neu drwy eu sefydliad ag OpenID Connect. "
                    "Cyfyngir ar "
                    "ymgeisiau a fethodd. Ni all neb greu cyfrif drosto'i hun."
                ),
            ),
        ),
        answer(
            ("How is it built and tested?", "Sut y'i hadeiladwyd ac y'i profwyd?"),
            (
                (
                    "Dependencies are locked by hash. A strict content security policy lets pages load nothing from "
                    "outside; cookies are "
                    "secure, HTTP-only and bound to the host. Tests open every address for every role, upload damaged "
                    "and hostile "
                    "files, flip bytes of the ledger, and stop the program while it posts."
                ),
                (
                    "Clöir dibyniaethau drwy hash. Mae polisi cynnwys llym yn atal tudalennau rhag llwytho dim o'r tu "
                    "allan; mae cwcis yn "
                    "ddiogel, yn HTTP yn unig ac wedi'u clymu wrth y gwesteiwr. Mae profion yn agor pob cyfeiriad dros bob "
                    "rôl, yn llwytho "
                    "ffeiliau diffygiol a gelyniaethus, yn troi beitiau'r cyfriflyfr, ac yn atal y rhaglen wrth iddi bostio."
                ),
            ),
            fill=(
                "your penetration test, Cyber Essentials certificate, patching, and who watches the logs.",
                "eich prawf treiddio, tystysgrif Cyber Essentials, clytio, a phwy sy'n gwylio'r cofnodion.",
            ),
        ),
    ),
)
INTEROPERABILITY = Part(
    Text(en="C4 Interoperability", cy="C4 Rhyngweithredu"),
    (
        answer(
            ("How does data go in and out?", "Sut mae data'n mynd i mewn ac allan?"),
            (
                (
                    "Payments come as CSV or Excel through a mapping that is kept with them. Reports leave as PDF, Excel, "
                    "CSV, web page "
                    "and JSON; a whole fund as CSV or JSON that verifies without the software. A documented, versioned "
                    "interface reads "
                    "and posts what the pages do."
                ),
                (
                    "Daw taliadau fel CSV neu Excel drwy fapio a gedwir gyda hwy. Mae adroddiadau'n gadael fel PDF, Excel, "
                    "CSV, tudalen we a "
                    "JSON; cronfa gyfan fel CSV neu JSON y gellir ei dilysu heb y feddalwedd. Mae rhyngwyneb dogfenedig, â "
                    "fersiynau, yn "
                    "darllen ac yn postio'r hyn y mae'r tudalennau yn ei wneud."
                ),
            ),
            (
                "It uses no NHS number and connects to no clinical system.",
                "Nid yw'n defnyddio rhif GIG ac nid yw'n cysylltu ag unrhyw system glinigol.",
            ),
        ),
    ),
)
USE = Part(
    Text(en="D1 Usability and accessibility", cy="D1 Defnyddioldeb a hygyrchedd"),
    (
        answer(
            ("Does it meet WCAG 2.2 AA?", "A yw'n bodloni WCAG 2.2 AA?"),
            (
                (
                    "Every page is tried in a real browser in both languages with automatic accessibility rules, by "
                    "keyboard, at 320 "
                    "pixels and without JavaScript. Automatic rules do not find everything: the accessibility statement "
                    "says what is known."
                ),
                (
                    "Rhoddir cynnig ar bob tudalen mewn porwr go iawn yn y ddwy iaith gyda rheolau hygyrchedd awtomatig, "
                    "â'r bysellfwrdd, ar "
                    "320 picsel a heb JavaScript. Nid yw rheolau awtomatig yn canfod popeth: dywed y datganiad hygyrchedd "
                    "yr hyn a wyddys."
                ),
            ),
            fill=(
                "tests with your own staff, including those who use assistive technology.",
                "profion gyda'ch staff eich hun, gan gynnwys y rhai sy'n defnyddio technoleg gynorthwyol.",
            ),
        ),
        answer(
            ("Which languages?", "Pa ieithoedd?"),
            (
                "English and Welsh throughout, each page at its own address, one click apart. Reports are written in both.",
                (
                    "Cymraeg a Saesneg drwyddi draw, pob tudalen yn ei chyfeiriad ei hun, un clic ar wahân. Ysgrifennir "
                    "adroddiadau yn y ddwy."
                ),
            ),
        ),
        answer(
            ("What support and availability?", "Pa gymorth ac argaeledd?"),
            fill=(
                "hours, response times, recovery objectives, and the exit plan (the export is described in the manual).",
                "oriau, amseroedd ymateb, amcanion adfer, a'r cynllun gadael (disgrifir yr allforio yn y llawlyfr).",
            ),
        ),
    ),
)
DTAC = Template(
    "dtac",
    Text(en="Digital Technology Assessment Criteria", cy="Meini Prawf Asesu Technoleg Ddigidol"),
    Text(
        en="Its parts follow NHS England's criteria (DTAC); the questions are put in our own words.",
        cy="Mae ei rannau'n dilyn meini prawf NHS England (DTAC); rhoddir y cwestiynau yn ein geiriau ein hunain.",
    ),
    (ABOUT, SAFETY, DATA, SECURITY, INTEROPERABILITY, USE),
)
