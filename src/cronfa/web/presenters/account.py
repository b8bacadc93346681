"""Words of the pages on which people sign in and look after their own account."""

from dataclasses import dataclass

from cronfa.language import Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with at most one form."""

    title: Text
    lead: Text
    send: Text


def _sheet(title: tuple[str, str], lead: tuple[str, str], send: tuple[str, str]) -> Sheet:
    return Sheet(*(Text(en=en, cy=cy) for en, cy in (title, lead, send)))


_BACK = ("Go to my funds", "Mynd i'm cronfeydd")
SHEETS: dict[str, Sheet] = {
    "login": _sheet(
        ("Sign in", "Mewngofnodi"),
        (
            "Accounts are made by the fund's administrator. If you have none, ask them.",
            "Gweinyddwr y gronfa sy'n creu cyfrifon. Os nad oes gennych un, gofynnwch iddo.",
        ),
        ("Sign in", "Mewngofnodi"),
    ),
    "logout": _sheet(
        ("Sign out", "Allgofnodi"),
        ("Do you want to sign out?", "Ydych chi am allgofnodi?"),
        ("Sign out", "Allgofnodi"),
    ),
    "inactive": _sheet(
        ("This account is closed", "Mae'r cyfrif hwn ar gau"),
        (
            "Ask the fund's administrator to open it again.",
            "Gofynnwch i weinyddwr y gronfa ei agor eto.",
        ),
        ("Sign in", "Mewngofnodi"),
    ),
    "again": _sheet(
        ("Confirm that it is you", "Cadarnhewch mai chi sydd yno"),
        (
            "What comes next protects your account, so please show once more who you are.",
            "Mae'r cam nesaf yn diogelu eich cyfrif, felly dangoswch unwaith eto pwy ydych chi.",
        ),
        ("Confirm", "Cadarnhau"),
    ),
    "change": _sheet(
        ("Change your password", "Newid eich cyfrinair"),
        (
            "Choose at least twelve characters. Three or four unrelated words are good.",
            "Dewiswch o leiaf ddeuddeg nod. Mae tri neu bedwar gair digyswllt yn dda.",
        ),
        ("Change the password", "Newid y cyfrinair"),
    ),
    "set": _sheet(
        ("Set a password", "Gosod cyfrinair"),
        (
            "Choose at least twelve characters. Three or four unrelated words are good.",
            "Dewiswch o leiaf ddeuddeg nod. Mae tri neu bedwar gair digyswllt yn dda.",
        ),
        ("Set the password", "Gosod y cyfrinair"),
    ),
    "reset": _sheet(
        ("Forgotten password", "Wedi anghofio'r cyfrinair"),
        (
            "Write your work e-mail address. If it has an account, a letter with a link comes to it.",
            "Ysgrifennwch eich cyfeiriad e-bost gwaith. Os oes cyfrif ganddo, daw llythyr â dolen iddo.",
        ),
        ("Send me a link", "Anfonwch ddolen ataf"),
    ),
    "reset_sent": _sheet(
        ("Look at your letters", "Edrychwch ar eich llythyrau"),
        (
            "If the address has an account, a letter with a link is on its way. It holds once, and not for long.",
            "Os oes cyfrif gan y cyfeiriad, mae llythyr â dolen ar ei ffordd. Gellir ei defnyddio unwaith, am gyfnod byr.",
        ),
        ("Sign in", "Mewngofnodi"),
    ),
    "reset_failed": _sheet(
        ("This link no longer works", "Nid yw'r ddolen hon yn gweithio mwyach"),
        (
            "It was used already, or it is too old. Ask for a new one.",
            "Fe'i defnyddiwyd eisoes, neu mae'n rhy hen. Gofynnwch am un newydd.",
        ),
        ("Ask for a new link", "Gofyn am ddolen newydd"),
    ),
    "reset_done": _sheet(
        ("Your password is set", "Mae eich cyfrinair wedi'i osod"),
        ("You can sign in with it now.", "Gallwch fewngofnodi ag ef nawr."),
        ("Sign in", "Mewngofnodi"),
    ),
    "second": _sheet(
        ("Show a second proof", "Dangos ail brawf"),
        (
            "Write the code of your authenticator app, or one of your recovery codes.",
            "Ysgrifennwch god eich ap dilysu, neu un o'ch codau adfer.",
        ),
        ("Sign in", "Mewngofnodi"),
    ),
    "safety": _sheet(
        ("Safety of your account", "Diogelwch eich cyfrif"),
        (
            "Whoever approves, closes, accepts, signs off or appoints needs a second proof beside the password.",
            "Mae angen ail brawf heblaw'r cyfrinair ar bwy bynnag sy'n cymeradwyo, cau, derbyn, cadarnhau neu benodi.",
        ),
        _BACK,
    ),
    "app_on": _sheet(
        ("Connect an authenticator app", "Cysylltu ap dilysu"),
        (
            "Scan the square with an authenticator app, or type the secret into it. Then write the code that it shows.",
            "Sganiwch y sgwâr ag ap dilysu, neu teipiwch y gyfrinach iddo. Yna ysgrifennwch y cod y mae'n ei ddangos.",
        ),
        ("Connect it", "Ei gysylltu"),
    ),
    "app_off": _sheet(
        ("Disconnect the authenticator app", "Datgysylltu'r ap dilysu"),
        (
            "Its codes will no longer be accepted. If your role needs a second proof, connect another.",
            "Ni dderbynnir ei godau mwyach. Os oes angen ail brawf ar eich rôl, cysylltwch un arall.",
        ),
        ("Disconnect it", "Ei ddatgysylltu"),
    ),
    "codes": _sheet(
        ("Recovery codes", "Codau adfer"),
        (
            "Each signs you in once when you have lost your app or key. Keep them where others cannot read them.",
            "Mae pob un yn eich mewngofnodi unwaith os collwch eich ap neu'ch allwedd. Cadwch nhw o olwg pobl eraill.",
        ),
        ("Make new codes", "Gwneud codau newydd"),
    ),
    "codes_new": _sheet(
        ("Make new recovery codes", "Gwneud codau adfer newydd"),
        ("The old ones will no longer work.", "Ni fydd yr hen rai'n gweithio mwyach."),
        ("Make new codes", "Gwneud codau newydd"),
    ),
    "keys": _sheet(
        ("Passkeys", "Cyfrin-allweddi"),
        (
            "A passkey is a device or a security key that proves that it is you. It cannot be read over your shoulder.",
            "Dyfais neu allwedd sy'n profi mai chi sydd yno yw cyfrin-allwedd. Ni all neb ei darllen dros eich ysgwydd.",
        ),
        ("Add a passkey", "Ychwanegu cyfrin-allwedd"),
    ),
    "key_add": _sheet(
        ("Add a passkey", "Ychwanegu cyfrin-allwedd"),
        (
            "Give it a name by which you will know it. Your browser then asks for the device or key.",
            "Rhowch enw arni y byddwch yn ei hadnabod wrtho. Yna mae eich porwr yn gofyn am y ddyfais neu'r allwedd.",
        ),
        ("Add it", "Ei hychwanegu"),
    ),
    "key_edit": _sheet(
        ("Rename the passkey", "Ailenwi'r gyfrin-allwedd"),
        ("Give it a name by which you will know it.", "Rhowch enw arni y byddwch yn ei hadnabod wrtho."),
        ("Keep the name", "Cadw'r enw"),
    ),
    "key_remove": _sheet(
        ("Remove the passkey", "Tynnu'r gyfrin-allwedd"),
        ("It will no longer sign you in.", "Ni fydd yn eich mewngofnodi mwyach."),
        ("Remove it", "Ei thynnu"),
    ),
    "social": _sheet(
        ("Sign in with your organisation", "Mewngofnodi â'ch sefydliad"),
        (
            "You will be taken to your organisation's own sign-in page.",
            "Byddwch yn mynd i dudalen fewngofnodi eich sefydliad eich hun.",
        ),
        ("Go on", "Ymlaen"),
    ),
    "social_failed": _sheet(
        ("Your organisation did not sign you in", "Ni wnaeth eich sefydliad eich mewngofnodi"),
        (
            "It refused, was cancelled, or named an address that has no account here. Ask the fund's administrator.",
            "Gwrthododd, fe'i canslwyd, neu enwodd gyfeiriad nad oes cyfrif ganddo yma. Gofynnwch i weinyddwr y gronfa.",
        ),
        ("Sign in", "Mewngofnodi"),
    ),
}

WORDS = {
    "passkey": Text(en="Sign in with a passkey", cy="Mewngofnodi â chyfrin-allwedd"),
    "use_key": Text(en="Use a passkey", cy="Defnyddio cyfrin-allwedd"),
    "with": Text(en="Sign in with {name}", cy="Mewngofnodi â {name}"),
    "otherwise": Text(en="Other ways", cy="Ffyrdd eraill"),
    "cancel": Text(en="Cancel", cy="Canslo"),
    "wrong": Text(en="There is a problem", cy="Mae problem"),
    "forgotten": Text(en="Forgotten your password?", cy="Wedi anghofio eich cyfrinair?"),
    "secret": Text(en="Secret", cy="Cyfrinach"),
    "app": Text(en="Authenticator app", cy="Ap dilysu"),
    "app_is_on": Text(en="An app is connected.", cy="Mae ap wedi'i gysylltu."),
    "app_is_off": Text(en="No app is connected.", cy="Nid oes ap wedi'i gysylltu."),
    "connect": Text(en="Connect an app", cy="Cysylltu ap"),
    "disconnect": Text(en="Disconnect the app", cy="Datgysylltu'r ap"),
    "no_keys": Text(en="No passkey has been added.", cy="Nid oes cyfrin-allwedd wedi'i hychwanegu."),
    "rename": Text(en="Rename {name}", cy="Ailenwi {name}"),
    "remove": Text(en="Remove {name}", cy="Tynnu {name}"),
    "look_codes": Text(en="Look at the recovery codes", cy="Edrych ar y codau adfer"),
    "no_codes": Text(
        en="They are made when you connect an app or add a passkey.",
        cy="Fe'u gwneir pan gysylltwch ap neu ychwanegu cyfrin-allwedd.",
    ),
    "left": Text(en="Codes not used yet: {left} of {all}", cy="Codau heb eu defnyddio eto: {left} o {all}"),
    "download": Text(en="Download them", cy="Eu lawrlwytho"),
    "password": Text(en="Password", cy="Cyfrinair"),
    "needs_script": Text(
        en="Passkeys need JavaScript in your browser; the app and its codes do not.",
        cy="Mae angen JavaScript yn eich porwr ar gyfrin-allweddi; nid oes ei angen ar yr ap a'i godau.",
    ),
}

LETTER_SUBJECT = Text(en="cronfa: set your password", cy="cronfa: gosod eich cyfrinair")
LETTER = Text(
    en="Somebody, we hope you, asked for a link to set the password of {name} in cronfa.\n\n{link}\n\n"
    "It holds once and for three days. If you did not ask for it, do nothing: nothing has been changed.\n",
    cy="Gofynnodd rhywun, chi gobeithio, am ddolen i osod cyfrinair {name} yn cronfa.\n\n{link}\n\n"
    "Gellir ei defnyddio unwaith, o fewn tridiau. Os na ofynnoch amdani, peidiwch â gwneud dim: nid oes dim wedi newid.\n",
)
