"""What a report of possible years says, in both languages."""

from fractions import Fraction

from cronfa.language import Text, same
from cronfa.reporting import words

TITLE = Text(en="What the agreement may cost each partner", cy="Yr hyn y gallai'r cytundeb ei gostio i bob partner")
SUBTITLE = Text(en="{fund}, possible years of {year}", cy="{fund}, blynyddoedd posibl {year}")

OWES_MORE = Text(
    en="In a bad year (1 in 20) {partner} would owe {amount} more than its budget of {budget}.",
    cy="Mewn blwyddyn wael (1 mewn 20) byddai {partner} yn talu {amount} yn fwy na'i gyllideb o {budget}.",
)
OWES_LESS = Text(
    en="Even in a bad year (1 in 20) {partner} would owe {amount} less than its budget of {budget}.",
    cy="Hyd yn oed mewn blwyddyn wael (1 mewn 20) byddai {partner} yn talu {amount} yn llai na'i gyllideb o {budget}.",
)
OWES_SAME = Text(
    en="Even in a bad year (1 in 20) {partner} would owe no more than its budget of {budget}.",
    cy="Hyd yn oed mewn blwyddyn wael (1 mewn 20) ni fyddai {partner} yn talu mwy na'i gyllideb o {budget}.",
)
WORST = Text(
    en="{partner}: its worst 1 in 20 years come to {amount} on average; an average year comes to {mean}, and {chance} of years "
    "cost it more than planned.",
    cy="{partner}: daw ei flynyddoedd gwaethaf, 1 mewn 20, i {amount} ar gyfartaledd; daw blwyddyn gyffredin i {mean}, ac mae "
    "{chance} o flynyddoedd yn costio mwy iddo nag a gynlluniwyd.",
)
TOLERANCE = Text(
    en="{partner}: the chance of paying over its tolerance ({tolerance} more than planned) is {chance}.",
    cy="{partner}: y siawns o dalu dros ei oddefiant ({tolerance} yn fwy nag a gynlluniwyd) yw {chance}.",
)
RESERVE_GONE = Text(
    en="The chance that the reserve “{reserve}” runs out is {chance}.",
    cy="Y siawns y bydd y gronfa wrth gefn “{reserve}” yn mynd yn wag yw {chance}.",
)
RESERVE_NEVER_GONE = Text(
    en="The reserve “{reserve}” runs out in none of these years.",
    cy="Nid yw'r gronfa wrth gefn “{reserve}” yn mynd yn wag yn yr un o'r blynyddoedd hyn.",
)
DECISION = Text(
    en="A board has to decide on money that no clause shares out in {chance} of years ({mean} on average when it does).",
    cy="Rhaid i fwrdd benderfynu ar arian nad oes cymal yn ei rannu mewn {chance} o flynyddoedd ({mean} ar gyfartaledd pan "
    "ddigwydd hynny).",
)
NO_DECISION = Text(
    en="In none of these years is anything left to a board to decide.",
    cy="Nid oes dim yn cael ei adael i fwrdd ei benderfynu yn yr un o'r blynyddoedd hyn.",
)
MADE_OF = Text(
    en="{runs} possible years, drawn from {world}; seed {seed}.",
    cy="{runs} o flynyddoedd posibl, o'r byd hwn: {world}; hedyn {seed}.",
)
ASSUMED = Text(
    en="Assumed: {count} of the {all} assumptions of these years are nobody's measurement; they are listed at the end.",
    cy="Tybiedig: nid mesuriad neb yw {count} o'r {all} tybiaeth am y blynyddoedd hyn; fe'u rhestrir ar y diwedd.",
)

BILLS = Text(en="Each partner's year", cy="Blwyddyn pob partner")
PLANNED = Text(en="Budget", cy="Cyllideb")
MEAN = Text(en="Average year", cy="Blwyddyn gyffredin")
GOOD_YEAR = Text(en="Good year (1 in 20)", cy="Blwyddyn dda (1 mewn 20)")
MIDDLE_YEAR = Text(en="Middle year", cy="Blwyddyn ganol")
BAD_YEAR = Text(en="Bad year (1 in 20)", cy="Blwyddyn wael (1 mewn 20)")
SHORTFALL = Text(en="Worst 1 in 20, on average", cy="Gwaethaf 1 mewn 20, ar gyfartaledd")
CHANCE_OVER = Text(en="Chance of more than budget", cy="Siawns o fwy na'r gyllideb")
CHANCE_TOLERANCE = Text(en="Chance of passing its tolerance", cy="Siawns o basio ei oddefiant")
BILLS_NOTE = Text(
    en="What the year costs each partner: contributions and its share of variances. A good year is passed by 19 years in 20, a "
    "bad one by 1 in 20. The average may be off by {error} or less because only so many years were drawn.",
    cy="Yr hyn y mae'r flwyddyn yn ei gostio i bob partner: cyfraniadau a'i gyfran o amrywiannau. Mae 19 blwyddyn o bob 20 yn "
    "uwch na blwyddyn dda, ac 1 o bob 20 yn uwch nag un wael. Gall y cyfartaledd fod {error} neu lai o'i le am mai dim ond "
    "hyn o flynyddoedd a dynnwyd.",
)
EXCEEDANCE = Text(en="How likely each partner is to pay more", cy="Pa mor debygol yw pob partner o dalu mwy")
EXCEEDANCE_AXIS = Text(en="more (or less) than its budget", cy="yn fwy (neu'n llai) na'i gyllideb")
EXCEEDANCE_ALT = Text(
    en="A curve for each partner: the share of years in which it pays more than an amount over its budget. {each}",
    cy="Cromlin i bob partner: cyfran y blynyddoedd y mae'n talu mwy na swm dros ei gyllideb. {each}",
)
EXCEEDANCE_EACH = Text(
    en="{partner}: half of years pass {half}, 1 in 20 passes {bad}.",
    cy="{partner}: mae hanner y blynyddoedd yn pasio {half}, ac 1 mewn 20 yn pasio {bad}.",
)
EXCEEDANCE_TABLE = Text(
    en="The same curve as a table: over budget by at least", cy="Yr un gromlin fel tabl: dros y gyllideb o leiaf"
)
CHANCE = Text(en="Share of years", cy="Cyfran y blynyddoedd")

THROUGH = Text(en="Through the year", cy="Drwy'r flwyddyn")
FAN = Text(
    en="What the fund has spent as the year goes on",
    cy="Yr hyn y mae'r gronfa wedi'i wario wrth i'r flwyddyn fynd rhagddi",
)
FAN_ALT = Text(
    en="Spend to date as the year goes on: by the year's end it lies between {low} and {high} in nine years of ten, with "
    "{middle} in the middle; the budget is {budget}.",
    cy="Gwariant hyd yma wrth i'r flwyddyn fynd rhagddi: erbyn y diwedd mae rhwng {low} a {high} mewn naw blwyddyn o ddeg, "
    "gyda {middle} yn y canol; {budget} yw'r gyllideb.",
)
NINE_IN_TEN = Text(en="nine years in ten", cy="naw blwyddyn o ddeg")
HALF = Text(en="half of all years", cy="hanner y blynyddoedd")
MIDDLE = Text(en="the middle", cy="y canol")
BUDGET_TO_DATE = Text(en="budget to date", cy="cyllideb hyd yma")
MONTH = Text(en="To the end of", cy="Hyd ddiwedd")
PERIOD = Text(en="Period {n}", cy="Cyfnod {n}")
LOW_5 = Text(en="5% of years below", cy="5% o flynyddoedd yn is")
LOW_25 = Text(en="25% below", cy="25% yn is")
HIGH_75 = Text(en="25% above", cy="25% yn uwch")
HIGH_95 = Text(en="5% above", cy="5% yn uwch")

TAILS = Text(en="What the bad years are made of", cy="O beth y mae'r blynyddoedd gwael wedi'u gwneud")
TAIL_SCHEMES = Text(
    en="What each scheme adds to the budget in each partner's own worst 1 in 20 years",
    cy="Yr hyn y mae pob cynllun yn ei ychwanegu at y gyllideb ym mlynyddoedd gwaethaf pob partner ei hun, 1 mewn 20",
)
TAIL_NOTE = Text(
    en="Averages over the same years, so that they add up to the worst 1 in 20 years less the budget.",
    cy="Cyfartaleddau dros yr un blynyddoedd, fel eu bod yn adio i'r blynyddoedd gwaethaf, 1 mewn 20, llai'r gyllideb.",
)
SHARED_BY_ALL = Text(en="over several schemes", cy="dros sawl cynllun")
CAUSES = Text(
    en="What was happening: spend over its expectation, by cause",
    cy="Beth oedd yn digwydd: gwariant uwchlaw'r disgwyl, yn ôl achos",
)
CAUSE = Text(en="Cause", cy="Achos")
IN_FUND = Text(en="The fund's worst years", cy="Blynyddoedd gwaethaf y gronfa")
IN_PARTNER = Text(en="Worst years of {partner}", cy="Blynyddoedd gwaethaf {partner}")
CAUSES_NOTE = Text(
    en="The fund's spend in those years, over what is expected of it; what no named cause explains is the last line.",
    cy="Gwariant y gronfa yn y blynyddoedd hynny, uwchlaw'r hyn a ddisgwylir; y llinell olaf yw'r hyn nad oes achos a enwir yn "
    "ei esbonio.",
)
CAUSES_PART_NOTE = Text(
    en="The fund's spend in those years, over what is expected of it; what no named cause explains is the last line. It is "
    "known of the fund's worst years alone, so only they have a total.",
    cy="Gwariant y gronfa yn y blynyddoedd hynny, uwchlaw'r hyn a ddisgwylir; y llinell olaf yw'r hyn nad oes achos a enwir yn "
    "ei esbonio. Am flynyddoedd gwaethaf y gronfa yn unig y mae'n hysbys, felly dim ond ganddynt hwy y mae cyfanswm.",
)
REST = Text(en="everything else", cy="popeth arall")

CLAUSES = Text(en="Which clause carries how much", cy="Pa gymal sy'n cario faint")
CLAUSES_MEAN = Text(en="In an average year", cy="Mewn blwyddyn gyffredin")
CLAUSES_BAD = Text(
    en="In each partner's own worst 1 in 20 years", cy="Ym mlynyddoedd gwaethaf pob partner ei hun, 1 mewn 20"
)

RESERVES = Text(en="Reserves and decisions", cy="Cronfeydd wrth gefn a phenderfyniadau")
OPENING = Text(en="Opens with", cy="Yn agor gyda")
CLOSES_MEAN = Text(en="Holds at the end, on average", cy="Yn dal ar y diwedd, ar gyfartaledd")
CLOSES_LOW = Text(en="Holds in a bad year (1 in 20)", cy="Yn dal mewn blwyddyn wael (1 mewn 20)")
RUNS_OUT = Text(en="Chance that it runs out", cy="Siawns yr aiff yn wag")
NO_RESERVES = Text(en="The agreement has no reserve.", cy="Nid oes cronfa wrth gefn yn y cytundeb.")
DECISIONS = Text(en="When a decision is required", cy="Pryd y mae angen penderfyniad")
HOW_OFTEN = Text(en="Share of years", cy="Cyfran y blynyddoedd")
MEAN_WHEN = Text(en="Average amount when it is", cy="Swm cyfartalog pan ddigwydd")
NO_STEPS_WAIT = Text(en="No step left anything to a board.", cy="Ni adawodd yr un cam ddim i fwrdd.")

WORRIES = Text(en="Worries, one by one", cy="Pryderon, fesul un")
WORRY = Text(en="If this happens", cy="Os bydd hyn yn digwydd")
WHOSE = Text(en="Whose worry", cy="Pryder pwy")
IN_POOL = Text(en="{partner}, under the agreement", cy="{partner}, o dan y cytundeb")
ALONE = Text(en="{partner}, alone", cy="{partner}, ar ei ben ei hun")
WORRIES_NOTE = Text(
    en="What each would add to an average year, on the same years; alone, a partner bears what is its own responsibility and "
    "nothing else. Shares of variances stay as agreed for the year.",
    cy="Yr hyn y byddai pob un yn ei ychwanegu at flwyddyn gyffredin, ar yr un blynyddoedd; ar ei ben ei hun mae partner yn "
    "ysgwyddo ei gyfrifoldeb ei hun a dim arall. Erys cyfrannau o amrywiannau fel y cytunwyd ar gyfer y flwyddyn.",
)
NO_WORRIES = Text(en="No worries were given.", cy="Ni roddwyd pryderon.")
WORRIES_BAD = Text(
    en="A bad year (1 in 20) once it has happened: over budget by",
    cy="Blwyddyn wael (1 mewn 20) wedi iddo ddigwydd: dros y gyllideb o",
)

POOLING = Text(en="In the pool and alone", cy="Yn y gronfa ac ar wahân")
ALONE_MEAN = Text(en="Average cost alone", cy="Cost gyfartalog ar wahân")
POOL_MEAN = Text(en="Average cost in the pool", cy="Cost gyfartalog yn y gronfa")
SUBSIDY = Text(en="Paid for others on average", cy="Wedi'i dalu dros eraill ar gyfartaledd")
ALONE_BAD = Text(en="Worst 1 in 20 over average, alone", cy="Gwaethaf 1 mewn 20 dros y cyfartaledd, ar wahân")
POOL_BAD = Text(en="The same in the pool", cy="Yr un peth yn y gronfa")
GAIN = Text(en="What pooling takes off bad years", cy="Yr hyn y mae cyfuno'n ei dynnu oddi ar flynyddoedd gwael")
POOLING_NOTE = Text(
    en="Cost is the bill and the partner's part of reserves drawn, deficits carried and what waits. What pooling takes off is "
    "the worst 1 in 20 years over the average, alone, less the same in the pool; below zero it makes them worse. It adds up, "
    "because what the partners cost adds up to what the fund spends.",
    cy="Cost yw'r bil a rhan y partner o gronfeydd wrth gefn a dynnwyd, diffygion a gariwyd a'r hyn sy'n aros. Yr hyn "
    "y mae cyfuno'n ei dynnu yw'r blynyddoedd gwaethaf, 1 mewn 20, dros y cyfartaledd ar wahân, llai'r un peth yn y "
    "gronfa; islaw sero mae'n eu "
    "gwaethygu. Mae'n adio, am fod costau'r partneriaid yn adio i'r hyn y mae'r gronfa'n ei wario.",
)

SAVINGS = Text(en="Who gains when the fund saves", cy="Pwy sy'n ennill pan fydd y gronfa'n arbed")
CHANCE_BACK = Text(en="Chance of paying less than planned", cy="Siawns o dalu llai nag a gynlluniwyd")
MEAN_BACK = Text(en="How much less, when it does", cy="Faint yn llai, pan ddigwydd hynny")
BEST_BACK = Text(en="How much less in its best 1 in 20 years", cy="Faint yn llai yn ei flynyddoedd gorau, 1 mewn 20")

DRAFTS = Text(en="Drafts side by side", cy="Drafftiau ochr yn ochr")
DRAFT = Text(en="Draft", cy="Drafft")
CHANGE_MEAN = Text(en="Pays more (−: less) on average", cy="Yn talu mwy (−: llai) ar gyfartaledd")
CHANGE_LOW = Text(en="5% of years below", cy="5% o flynyddoedd yn is")
CHANGE_HIGH = Text(en="5% of years above", cy="5% o flynyddoedd yn uwch")
LOSES = Text(en="Pays more in", cy="Yn talu mwy mewn")
GAINS_IN = Text(en="Pays less in", cy="Yn talu llai mewn")
CHANGE_BAD = Text(en="Its bad year changes by", cy="Mae ei flwyddyn wael yn newid o")
DRAFTS_NOTE = Text(
    en="Against {first}, on the same years: the difference is the rules' doing.",
    cy="O'i gymharu â {first}, ar yr un blynyddoedd: y rheolau sy'n gwneud y gwahaniaeth.",
)
DRAFT_CLAUSES = Text(en="By which clause", cy="Drwy ba gymal")
BEFORE = Text(en="Under {first}", cy="O dan {first}")
AFTER = Text(en="Under {other}", cy="O dan {other}")
CHANGE = Text(en="Change", cy="Newid")
SAME_DRAFTS = Text(en="Nothing changes for anybody.", cy="Nid oes dim yn newid i neb.")

ASSUMPTIONS = Text(
    en="Everything assumed, and where the figures come from", cy="Popeth a dybiwyd, ac o ble y daw'r ffigurau"
)
ASSUMPTION = Text(en="What", cy="Beth")
VALUE = Text(en="Value", cy="Gwerth")
SOURCE = Text(en="Source", cy="Ffynhonnell")
STANDING = Text(en="Standing", cy="Statws")
STANDINGS = {
    "fitted": Text(en="fitted to the fund's own records", cy="wedi'i ffitio i gofnodion y gronfa ei hun"),
    "published": Text(en="published", cy="cyhoeddedig"),
    "assumed": Text(en="assumed", cy="tybiedig"),
}
RUNS = Text(en="Years drawn", cy="Blynyddoedd a dynnwyd")
SEED = Text(en="Seed", cy="Hedyn")
HOW = Text(en="How figures are kept", cy="Sut y cedwir ffigurau")
EXACT = Text(en="means and quantiles exact", cy="cymedrau a chwantelau'n union")
SKETCHED = Text(
    en="means exact; quantiles within 0.2% of their distance from the budget",
    cy="cymedrau'n union; cwantelau o fewn 0.2% o'u pellter o'r gyllideb",
)
AGREEMENT = Text(en="Agreement (SHA-256)", cy="Cytundeb (SHA-256)")
ASKED = Text(en="asked for", cy="gofynnwyd amdano")
CRONFA = same("cronfa")
FILE = Text(en="its file", cy="ei ffeil")


def about(pence: int) -> Text:
    """An amount to three figures, such as £7,210,000: a simulated amount is no more certain than that."""
    size = abs(pence)
    digits = max(0, len(str(size)) - 3)
    unit = max(100, 10**digits)
    return words.rounded((size + unit // 2) // unit * unit * (1 if pence >= 0 else -1))


def chance(share: Fraction) -> Text:
    """``12.3%``; what happened once in a while is never called nought."""
    if 0 < share < Fraction(1, 2000):
        return Text(en="under 0.1%", cy="llai na 0.1%")
    if Fraction(1999, 2000) < share < 1:
        return Text(en="over 99.9%", cy="dros 99.9%")
    return same(words.percent(share))
