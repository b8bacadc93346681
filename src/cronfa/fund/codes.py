"""What can go wrong in running a fund."""

from cronfa.fund import entry_codes
from cronfa.language import Text
from cronfa.problems import Kind

NO_FUND = Kind(
    "FU001",
    what=Text(en="There is no fund in this database.", cy="Nid oes cronfa yn y gronfa ddata hon."),
    remedy=Text(
        en="Open one with “cronfa open AGREEMENT”, or set CRONFA_DATABASE_URL to the right database.",
        cy="Agorwch un gyda “cronfa open CYTUNDEB”, neu gosodwch CRONFA_DATABASE_URL i'r gronfa ddata gywir.",
    ),
)
WHICH_FUND = Kind(
    "FU002",
    what=Text(en="The database holds several funds: {funds}.", cy="Mae sawl cronfa yn y gronfa ddata: {funds}."),
    remedy=Text(en="Say which with --fund.", cy="Nodwch ba un gyda --fund."),
)
NO_AGREEMENT = Kind(
    "FU003",
    what=Text(en="Fund “{fund}” has no agreement.", cy="Nid oes gan gronfa “{fund}” gytundeb."),
    remedy=Text(en="Register it with “cronfa open AGREEMENT”.", cy="Cofrestrwch ef gyda “cronfa open CYTUNDEB”."),
)
NO_OPEN_PERIOD = Kind(
    "FU004",
    what=Text(
        en="No period is open for {day}: it and every later period are closed.",
        cy="Nid oes cyfnod ar agor ar gyfer {day}: mae hwnnw a phob cyfnod diweddarach ar gau.",
    ),
    remedy=Text(
        en="Reopen a period with a reason, or extend the agreement's term.",
        cy="Ailagorwch gyfnod gyda rheswm, neu estynnwch gyfnod y cytundeb.",
    ),
)
NO_PARTNER = Kind(
    "FU005",
    what=Text(
        en="The contribution names no partner of the fund ({partner}).",
        cy="Nid yw'r cyfraniad yn enwi partner o'r gronfa ({partner}).",
    ),
    remedy=Text(
        en="Give “partner:” in the mapping's rule for these rows.",
        cy="Rhowch “partner:” yn rheol y mapio ar gyfer y rhesi hyn.",
    ),
)
DECISION_OUTSTANDING = Kind(
    "FU006",
    what=Text(
        en="{amount} of the settlement waits for a decision of {board} (“{decision}”).",
        cy="Mae {amount} o'r setliad yn aros am benderfyniad {board} (“{decision}”).",
    ),
    remedy=Text(
        en="Record it on the pages, or in a file for --reported: "
        "decisions: {{{decision}: {{board: {board_id}, on: ‹day›, minute: ‹number›, split: {{‹partner›: ‹sum›}}}}}}.",
        cy="Cofnodwch ef ar y tudalennau, neu mewn ffeil ar gyfer --reported: "
        "decisions: {{{decision}: {{board: {board_id}, on: ‹diwrnod›, minute: ‹rhif›, split: {{‹partner›: ‹swm›}}}}}}.",
    ),
)
PERIODS_OPEN = Kind(
    "FU007",
    what=Text(
        en="{count} months of {year} are still open ({first} is the first).",
        cy="Mae {count} o fisoedd {year} yn dal ar agor ({first} yw'r cyntaf).",
    ),
    remedy=Text(
        en="Close them with “cronfa close {close}” before the settlement is accepted.",
        cy="Caewch nhw gyda “cronfa close {close}” cyn derbyn y setliad.",
    ),
)
UNKNOWN_FIGURE = Kind(
    "FU008",
    what=Text(en="No figure is called “{figure}”.", cy="Nid oes ffigur o'r enw “{figure}”."),
    remedy=Text(
        en="Copy the figure's id from a report; ids look like 2012-13/residential/spend/leeds.",
        cy="Copïwch ddynodydd y ffigur o adroddiad; mae'n edrych fel 2012-13/residential/spend/leeds.",
    ),
)
OTHER_AGREEMENT = Kind(
    "FU009",
    what=Text(
        en="The new agreement changes terms of {day}, when figures have been closed under the old ones.",
        cy="Mae'r cytundeb newydd yn newid telerau {day}, er bod ffigurau wedi'u cau o dan yr hen rai.",
    ),
    remedy=Text(
        en="Add a variation with a later date; a version that money has been judged by is never edited.",
        cy="Ychwanegwch amrywiad â dyddiad diweddarach; ni olygir fersiwn y barnwyd arian wrtho.",
    ),
)
ALREADY_SETTLED = Kind(
    "FU011",
    what=Text(en="{year} has been settled and posted.", cy="Mae {year} wedi'i setlo a'i bostio."),
    remedy=Text(
        en="Money that came late is settled with the year it is posted in.",
        cy="Setlir arian hwyr gyda'r flwyddyn y'i postir ynddi.",
    ),
)
MORE_THAN_OWED = Kind(
    "FU013",
    what=Text(
        en="{amount} is more than the {open} that stands open with {partner}.",
        cy="Mae {amount} yn fwy na'r {open} sydd heb ei dalu yng nghyfrif {partner}.",
    ),
    remedy=Text(
        en="Check the amount; a contribution is taken in from a file, not recorded here.",
        cy="Gwiriwch y swm; o ffeil y cymerir cyfraniad i mewn, nid yma.",
    ),
)
DATABASE_IN_USE = Kind(
    "FU014",
    what=Text(en="The database holds {funds}.", cy="Mae'r gronfa ddata'n dal {funds}."),
    remedy=Text(
        en="Run the demo in an empty folder, or set CRONFA_DATABASE_URL to a database of its own.",
        cy="Rhedwch y demo mewn ffolder wag, neu gosodwch CRONFA_DATABASE_URL i gronfa ddata ar wahân.",
    ),
)
NOT_ITS_YEAR = Kind(
    "FU015",
    what=Text(
        en="{year} is no year of this agreement, which is for {years}.",
        cy="Nid yw {year} yn un o flynyddoedd y cytundeb hwn: {years}.",
    ),
    remedy=Text(
        en="Give one of its years, written in the same way.",
        cy="Rhowch un o'i flynyddoedd, wedi'i hysgrifennu yr un fath.",
    ),
)
REVERSED_ALREADY = Kind(
    "FU016",
    what=Text(
        en="Entry {number} has been reversed already, by entry {by} of {day} ({who}: {reason}).",
        cy="Mae cofnod {number} wedi'i wrthdroi eisoes, gan gofnod {by} ar {day} ({who}: {reason}).",
    ),
    remedy=Text(
        en="Nothing is to do. If the reversal was wrong, reverse entry {by}.",
        cy="Nid oes dim i'w wneud. Os oedd y gwrthdroad yn anghywir, gwrthdrowch gofnod {by}.",
    ),
)
ALREADY_DIVIDED = Kind(
    "FU017",
    what=Text(
        en="What was left at the end of {year} has been divided already, by entry {entry}.",
        cy="Mae'r hyn oedd ar ôl ar ddiwedd {year} wedi'i rannu eisoes, gan gofnod {entry}.",
    ),
    remedy=Text(
        en="Nothing is to do. Payments of what was divided are recorded with “cronfa pay”.",
        cy="Nid oes dim i'w wneud. Cofnodir taliadau o'r hyn a rannwyd gyda “cronfa pay”.",
    ),
)
NOT_YET_SETTLED = Kind(
    "FU018",
    what=Text(
        en="{year} has not been settled: what is left at its end is not yet known.",
        cy="Nid yw {year} wedi'i setlo: nid yw'r hyn sydd ar ôl ar ei diwedd yn hysbys eto.",
    ),
    remedy=Text(
        en="Accept the settlement first: “cronfa settle {year} --accept”.",
        cy="Derbyniwch y setliad yn gyntaf: “cronfa settle {year} --accept”.",
    ),
)
TAKEN_IN_AS_ANOTHER = Kind(
    "FU019",
    what=Text(
        en="This very file was taken in as data set “{dataset}” ({who}); as “{asked}” it would be posted again (rows: {rows}).",
        cy="Cymerwyd yr union ffeil hon i mewn fel set ddata “{dataset}” ({who}); fel “{asked}” fe'i postid eto (rhesi: {rows}).",
    ),
    remedy=Text(
        en="Write “mapping: {dataset}” in the mapping: then only what it changes is posted.",
        cy="Ysgrifennwch “mapping: {dataset}” yn y mapiad: yna dim ond yr hyn y mae'n ei newid a gaiff ei bostio.",
    ),
)
SETTLEMENT_STANDS = Kind(
    "FU048",
    what=Text(
        en="Entry {number} is a settlement, and a settlement is not reversed.",
        cy="Setliad yw cofnod {number}, ac ni wrthdroir setliad.",
    ),
    remedy=Text(
        en="Post what was wrong in an open month: it is settled with that month's year. The settlement of some months is "
        "taken back by the year's next.",
        cy="Postiwch yr hyn oedd o'i le mewn mis agored: caiff ei setlo gyda blwyddyn y mis hwnnw. Mae setliad nesaf y flwyddyn "
        "yn disodli setliad ar gyfer rhai misoedd.",
    ),
)
KINDS = (
    NO_FUND, WHICH_FUND, NO_AGREEMENT, NO_OPEN_PERIOD, NO_PARTNER, DECISION_OUTSTANDING, PERIODS_OPEN, UNKNOWN_FIGURE,
    OTHER_AGREEMENT, ALREADY_SETTLED, MORE_THAN_OWED, DATABASE_IN_USE, NOT_ITS_YEAR, REVERSED_ALREADY, ALREADY_DIVIDED,
    NOT_YET_SETTLED, TAKEN_IN_AS_ANOTHER, SETTLEMENT_STANDS,
    *entry_codes.KINDS,
)  # fmt: skip
