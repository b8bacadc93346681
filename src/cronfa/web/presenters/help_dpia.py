"""A data protection impact assessment begun: what cronfa keeps, where, for how long, and which rights that leaves."""

from cronfa.language import Text
from cronfa.web.presenters.help_prose import Part, Template, answer

NEED = Part(
    Text(en="Why an assessment", cy="Pam asesiad"),
    (
        answer(
            ("What does the service do?", "Beth mae'r gwasanaeth yn ei wneud?"),
            (
                (
                    "It keeps the ledger of a pooled fund between a health body and a local authority: payments, "
                    "contributions, "
                    "whose responsibility each payment was, what each partner owes, and who decided what."
                ),
                (
                    "Mae'n cadw cyfriflyfr cronfa gyfun rhwng corff iechyd ac awdurdod lleol: taliadau, cyfraniadau, "
                    "cyfrifoldeb pwy "
                    "oedd pob taliad, beth sy'n ddyledus gan bob partner, a phwy a benderfynodd beth."
                ),
            ),
            fill=(
                (
                    "the fund, its partners, and why you judged an assessment to be needed (for instance payments for "
                    "named people's care)."
                ),
                (
                    "y gronfa, ei phartneriaid, a pham y barnasoch fod angen asesiad (er enghraifft taliadau am ofal pobl "
                    "a enwir)."
                ),
            ),
        ),
    ),
)
PROCESSING = Part(
    Text(en="The processing", cy="Y prosesu"),
    (
        answer(
            ("Which data about people in care?", "Pa ddata am bobl mewn gofal?"),
            (
                (
                    "Only what partners' files hold. Files are kept whole as they were sent, and each line's date, amount, "
                    "category, "
                    "supplier, reference and narrative is posted. The software asks for no name, NHS number, address "
                    "or diagnosis, "
                    "and needs none. A payment may still tell of a person, in a narrative or by a sole supplier."
                ),
                (
                    "Dim ond yr hyn sydd yn ffeiliau'r partneriaid. Cedwir ffeiliau'n gyfan fel y'u hanfonwyd, a phostir "
                    "dyddiad, swm, "
                    "categori, cyflenwr, cyfeirnod a disgrifiad pob llinell. Nid yw'r feddalwedd yn gofyn am enw, rhif "
                    "GIG, cyfeiriad na "
                    "diagnosis, ac nid oes angen yr un arni. Gall taliad ddatgelu rhywbeth am berson serch hynny, mewn "
                    "disgrifiad neu "
                    "drwy gyflenwr unigol."
                ),
            ),
            (
                (
                    "It does not make pseudonyms: send files in which people stand as case numbers whose key stays with "
                    "the partner. "
                    "Lines whose supplier is published as redacted are counted when a file is read."
                ),
                (
                    "Nid yw'n creu ffugenwau: anfonwch ffeiliau lle saif pobl fel rhifau achos y mae'r allwedd iddynt yn "
                    "aros gyda'r "
                    "partner. Cyfrifir llinellau y cyhoeddwyd eu cyflenwr fel wedi'i guddio pan ddarllenir ffeil."
                ),
            ),
            fill=(
                "which columns your files have, whether they are pseudonymous, and where the key is kept.",
                "pa golofnau sydd yn eich ffeiliau, a ydynt yn ffugenwol, a ble cedwir yr allwedd.",
            ),
        ),
        answer(
            ("Which data about people who sign in?", "Pa ddata am bobl sy'n mewngofnodi?"),
            (
                (
                    "Name, work e-mail address, language, roles with their dates, a password as a salted hash, the "
                    "secret of an "
                    "authenticator app (encrypted), the public half of passkeys, and what each person did to money, rights "
                    "and settings."
                ),
                (
                    "Enw, cyfeiriad e-bost gwaith, iaith, rolau a'u dyddiadau, cyfrinair fel hash gyda halen, "
                    "cyfrinach ap dilysu "
                    "(wedi'i hamgryptio), hanner cyhoeddus cyfrin-allweddi, a'r hyn a wnaeth pob person i arian, hawliau "
                    "a gosodiadau."
                ),
            ),
        ),
        answer(
            ("Where is it kept, and who receives it?", "Ble y'i cedwir, a phwy sy'n ei dderbyn?"),
            (
                (
                    "In one database that you run (SQLite or PostgreSQL), and in the backups and exports that you make. "
                    "Pages fetch "
                    "nothing from elsewhere and send nothing elsewhere: no analytics, no fonts, no content network. "
                    "Letters for "
                    "passwords go through your own mail server; sign-in by an organisation goes to that organisation."
                ),
                (
                    "Mewn un gronfa ddata yr ydych chi'n ei rhedeg (SQLite neu PostgreSQL), ac yn y copïau wrth gefn a'r "
                    "allforion a "
                    "wnewch. Nid yw tudalennau'n nôl dim o fannau eraill nac yn anfon dim yno: dim dadansoddeg, dim "
                    "ffontiau, dim "
                    "rhwydwaith cynnwys. Mae llythyrau cyfrinair yn mynd drwy eich gweinydd post eich hun; mae "
                    "mewngofnodi drwy "
                    "sefydliad yn mynd at y sefydliad hwnnw."
                ),
            ),
            fill=(
                "the country and data centre, the processors you use and their contracts, encryption of disks and backups.",
                "y wlad a'r ganolfan ddata, y proseswyr a ddefnyddiwch a'u contractau, amgryptio disgiau a chopïau wrth gefn.",
            ),
        ),
        answer(
            ("For how long?", "Am ba hyd?"),
            (
                (
                    "The ledger, its source files, decisions and the audit trail are only ever added to; the database "
                    "refuses to change "
                    "or delete them. A file or extract that is abandoned before posting loses its content. A session ends "
                    "after eight "
                    "hours or with the browser."
                ),
                (
                    "Dim ond ychwanegu at y cyfriflyfr, ei ffeiliau ffynhonnell, penderfyniadau a'r trywydd archwilio a "
                    "wneir; mae'r gronfa "
                    "ddata yn gwrthod eu newid neu eu dileu. Mae ffeil neu ddetholiad y rhoddir y gorau iddo cyn ei bostio "
                    "yn colli ei "
                    "gynnwys. Daw sesiwn i ben ar ôl wyth awr neu gyda'r porwr."
                ),
            ),
            fill=(
                "your retention schedule, and how a whole fund's database is archived and destroyed when it ends.",
                "eich amserlen gadw, a sut yr archifir ac y dinistrir cronfa ddata gyfan pan ddaw cronfa i ben.",
            ),
        ),
    ),
)
LAW = Part(
    Text(en="Necessity, proportion and rights", cy="Rheidrwydd, cymesuredd a hawliau"),
    (
        answer(
            ("On what lawful basis?", "Ar ba sail gyfreithlon?"),
            (
                (
                    "The agreement names the power under which the partners pool (such as section 75 of the National "
                    "Health Service Act "
                    "2006, or Part 9 of the Social Services and Well-being (Wales) Act 2014), and the page Agreement shows it."
                ),
                (
                    "Mae'r cytundeb yn enwi'r pŵer y mae'r partneriaid yn cyfuno oddi tano (megis adran 75 o Ddeddf y "
                    "Gwasanaeth Iechyd "
                    "Gwladol 2006, neu Ran 9 o Ddeddf Gwasanaethau Cymdeithasol a Llesiant (Cymru) 2014), a dengys y "
                    "dudalen Cytundeb ef."
                ),
            ),
            fill=(
                (
                    "the basis under Articles 6 and 9 of the UK GDPR, and the conditions of the Data Protection Act 2018 "
                    "you rely on."
                ),
                "y sail o dan Erthyglau 6 a 9 o GDPR y DU, ac amodau Deddf Diogelu Data 2018 yr ydych yn dibynnu arnynt.",
            ),
        ),
        answer(
            ("Who sees what?", "Pwy sy'n gweld beth?"),
            (
                (
                    "Each role has its rights in one table, and only appointed people have a role, between dates. A "
                    "partner's people "
                    "see entries in which their own body has money or a responsibility, and the pool's totals; the host "
                    "and the auditor "
                    "see every entry; a board member sees totals; an administrator appoints and sees no money. On "
                    "PostgreSQL the "
                    "database itself keeps the rows of one fund from another's."
                ),
                (
                    "Mae gan bob rôl ei hawliau mewn un tabl, a dim ond pobl a benodwyd sydd â rôl, rhwng dyddiadau. Mae "
                    "pobl partner yn "
                    "gweld cofnodion y mae gan eu corff hwy arian neu gyfrifoldeb ynddynt, a chyfansymiau'r gronfa; "
                    "mae'r partner lletyol a'r archwilydd yn gweld pob cofnod; mae aelod o'r bwrdd yn gweld "
                    "cyfansymiau; mae gweinyddwr yn "
                    "penodi ac yn gweld "
                    "dim arian. Ar PostgreSQL mae'r gronfa ddata ei hun yn cadw rhesi un gronfa rhag un arall."
                ),
            ),
        ),
        answer(
            ("How are rights met?", "Sut y bodlonir hawliau?"),
            (
                (
                    "Access and portability: everything of a fund can be exported as CSV or JSON and read without the "
                    "software. "
                    "Rectification: a wrong entry is reversed and posted right, and both stay. Erasure: accounting "
                    "records are not "
                    "erased; an account is closed, and the person's name stays beside what they did. No decision about "
                    "a person is "
                    "made by the software: it divides money between bodies."
                ),
                (
                    "Mynediad a chludadwyedd: gellir allforio popeth am gronfa fel CSV neu JSON a'i ddarllen heb y "
                    "feddalwedd. Cywiro: "
                    "gwrthdroir cofnod anghywir a'i bostio'n gywir, ac erys y ddau. Dileu: ni ddilëir cofnodion "
                    "cyfrifyddu; caeir "
                    "cyfrif, ac erys enw'r person wrth yr hyn a wnaeth. Nid yw'r feddalwedd yn gwneud penderfyniad am "
                    "berson: mae'n "
                    "rhannu arian rhwng cyrff."
                ),
            ),
            fill=(
                "whom people ask, and how you answer within a month.",
                "i bwy y mae pobl yn gofyn, a sut yr atebwch o fewn mis.",
            ),
        ),
        answer(
            ("Who has been consulted?", "Â phwy yr ymgynghorwyd?"),
            fill=(
                (
                    "your data protection officer, the partners' officers, and people who use the services or their "
                    "representatives."
                ),
                (
                    "eich swyddog diogelu data, swyddogion y partneriaid, a phobl sy'n defnyddio'r gwasanaethau neu eu "
                    "cynrychiolwyr."
                ),
            ),
        ),
    ),
)
RISKS = Part(
    Text(en="Risks and measures", cy="Risgiau a mesurau"),
    (
        answer(
            ("A file holds more about a person than it should", "Mae ffeil yn dal mwy am berson nag y dylai"),
            (
                (
                    "A file can be abandoned before it is posted, and its content is dropped. After posting it stays: "
                    "agree beforehand "
                    "which columns are sent."
                ),
                (
                    "Gellir rhoi'r gorau i ffeil cyn ei phostio, a gollyngir ei chynnwys. Ar ôl ei phostio mae'n aros: "
                    "cytunwch ymlaen llaw "
                    "pa golofnau a anfonir."
                ),
            ),
            fill=("likelihood, severity, and what you agreed.", "tebygolrwydd, difrifoldeb, a'r hyn y cytunwyd arno."),
        ),
        answer(
            ("Somebody sees what is not theirs", "Mae rhywun yn gweld yr hyn nad yw'n perthyn iddo"),
            (
                (
                    "Every address of a fund is registered with the right it needs, and a test opens all of them for every "
                    "role. Roles "
                    "that approve, close, accept, sign off or appoint need a second proof. Joiners and leavers stand "
                    "under People."
                ),
                (
                    "Cofrestrir pob cyfeiriad o gronfa gyda'r hawl sydd ei hangen, ac mae prawf yn agor pob un dros bob "
                    "rôl. Mae angen ail "
                    "brawf ar rolau sy'n cymeradwyo, cau, derbyn, cadarnhau neu benodi. Mae'r rhai sy'n ymuno ac yn gadael "
                    "o dan Pobl."
                ),
            ),
            fill=("how often you review who is appointed.", "pa mor aml yr adolygwch bwy sydd wedi'i benodi."),
        ),
        answer(
            ("Records are changed unseen, or lost", "Newidir cofnodion heb i neb weld, neu fe'u collir"),
            (
                (
                    "Entries and the audit trail form chains of hashes that anyone can verify; signed checkpoints are kept "
                    "outside the "
                    "database. The database can be copied while people work."
                ),
                (
                    "Mae cofnodion a'r trywydd archwilio yn ffurfio cadwyni o hashiau y gall unrhyw un eu dilysu; cedwir "
                    "pwyntiau gwirio "
                    "wedi'u llofnodi y tu allan i'r gronfa ddata. Gellir copïo'r gronfa ddata tra bo pobl yn gweithio."
                ),
            ),
            fill=(
                "who keeps checkpoints, and when a restore was last tried.",
                "pwy sy'n cadw pwyntiau gwirio, a phryd y rhoddwyd cynnig ddiwethaf ar adfer.",
            ),
        ),
        answer(
            ("Outcome and sign-off", "Canlyniad a chymeradwyaeth"),
            fill=(
                "what risk remains, the advice of the data protection officer, and who accepts it.",
                "pa risg sy'n weddill, cyngor y swyddog diogelu data, a phwy sy'n ei derbyn.",
            ),
        ),
    ),
)
DPIA = Template(
    "dpia",
    Text(en="Data protection impact assessment", cy="Asesiad o'r effaith ar ddiogelu data"),
    Text(
        en="Its headings follow the steps that the Information Commissioner's Office asks for.",
        cy="Mae ei benawdau'n dilyn y camau y mae Swyddfa'r Comisiynydd Gwybodaeth yn gofyn amdanynt.",
    ),
    (NEED, PROCESSING, LAW, RISKS),
)
