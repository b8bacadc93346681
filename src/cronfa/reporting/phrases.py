"""Headings and set phrases that more than one report uses: one term for one thing, in both languages."""

from cronfa.language import Text

FUND = Text(en="Fund", cy="Cronfa")
SCHEME = Text(en="Scheme", cy="Cynllun")
CATEGORY = Text(en="Category", cy="Categori")
CLAUSE = Text(en="Clause", cy="Cymal")
PARTNER = Text(en="Partner", cy="Partner")
PARTY = Text(en="Party", cy="Parti")
AMOUNT = Text(en="Amount", cy="Swm")
TOTAL = Text(en="Total", cy="Cyfanswm")
ITEM = Text(en="Item", cy="Eitem")
STEP = Text(en="Step", cy="Cam")
RULE = Text(en="Rule", cy="Rheol")
HOW = Text(en="How it was worked out", cy="Sut y'i cyfrifwyd")
DATE = Text(en="Date", cy="Dyddiad")
REFERENCE = Text(en="Reference", cy="Cyfeirnod")
RESERVE = Text(en="Reserve", cy="Cronfa wrth gefn")
WHOLE_FUND = Text(en="whole fund", cy="y gronfa gyfan")
NEXT_YEAR = Text(en="next year's fund", cy="cronfa'r flwyddyn nesaf")
CONTRIBUTIONS_DUE = Text(en="Contributions due", cy="Cyfraniadau sy'n ddyledus")
CONTRIBUTIONS_PAID = Text(en="Contributions paid", cy="Cyfraniadau a dalwyd")
INVOICE = Text(en="Invoice", cy="Anfoneb")
REFUND = Text(en="Refund", cy="Ad-daliad")
DECISION_REQUIRED = Text(en="Decision required", cy="Angen penderfyniad")

RULES = {
    "fixed": Text(en="a fixed sum", cy="swm sefydlog"),
    "budget shares": Text(en="a share of the budget", cy="cyfran o'r gyllideb"),
    "expenditure shares": Text(en="a share of all spend", cy="cyfran o'r holl wariant"),
    "baseline": Text(
        en="last year's contribution, with agreed changes", cy="cyfraniad y llynedd, gyda newidiadau y cytunwyd arnynt"
    ),
    "increment": Text(
        en="own baseline and a share of what is added", cy="llinell sylfaen ei hun a chyfran o'r hyn a ychwanegir"
    ),
    "liability": Text(en="what its own responsibilities cost", cy="cost ei gyfrifoldebau ei hun"),
    "volume": Text(en="reduced when volume is below plan", cy="llai pan fo'r cyfaint islaw'r cynllun"),
    "no worse off": Text(en="no worse off than alone", cy="heb fod yn waeth na phe bai ar wahân"),
    "daily charge": Text(en="a charge for each delayed day", cy="tâl am bob diwrnod o oedi"),
}
"""The contribution rules of the agreement language in words."""

STEPS = {
    "offset": Text(en="offset", cy="gwrthbwyso"),
    "draw": Text(en="drawn from a reserve", cy="tynnu o gronfa wrth gefn"),
    "keep": Text(en="kept in a reserve", cy="cadw mewn cronfa wrth gefn"),
    "share": Text(en="shared", cy="rhannu"),
    "return": Text(en="returned", cy="dychwelyd"),
    "bear": Text(en="borne", cy="ysgwyddo"),
    "lend": Text(en="lent", cy="benthyg"),
    "carry": Text(en="carried forward", cy="cario ymlaen"),
    "decide": Text(en="left to a board", cy="gadael i fwrdd"),
}
"""What a waterfall step does, in words; an unknown kind is shown by its own name."""

DIRECTIONS = {
    "contribution": Text(en="contribution", cy="cyfraniad"),
    "overspend": Text(en="overspend", cy="gorwariant"),
    "underspend": Text(en="underspend", cy="tanwariant"),
    "exposure": Text(en="limit over all schemes", cy="terfyn dros bob cynllun"),
}

NO_VARIANCE_SHARED = Text(en="No overspend or underspend was shared.", cy="Ni rannwyd unrhyw orwariant na thanwariant.")
NO_RESERVES = Text(en="The fund has no reserve.", cy="Nid oes gan y gronfa gronfa wrth gefn.")
NO_SOURCES = Text(en="No source files are named.", cy="Ni enwir unrhyw ffeiliau ffynhonnell.")
AS_AGREED = Text(en="as the agreement states", cy="fel y dywed y cytundeb")
NO_PARTNERS = Text(en="No partner is in the settlement.", cy="Nid oes unrhyw bartner yn y setliad.")
IN_VIEW = Text(en="In view: reported, but outside the fund", cy="Mewn golwg: adroddir arno, ond y tu allan i'r gronfa")
NO_SCHEMES = Text(en="No scheme is in the settlement.", cy="Nid oes unrhyw gynllun yn y setliad.")
ALL_PARTNERS = Text(en="All partners", cy="Pob partner")
OTHERS = Text(en="All others", cy="Pob un arall")
NONE = Text(en="None needed", cy="Dim angen")
TOGETHER = Text(en="Together", cy="Gyda'i gilydd")
BEFORE = Text(en="Before settlement", cy="Cyn y setliad")
AFTER = Text(en="After settlement", cy="Ar ôl y setliad")
OUTSIDE = Text(en="met from outside the pool", cy="talwyd o'r tu allan i'r gronfa")
RAG = {
    "green": Text(en="Green", cy="Gwyrdd"),
    "amber": Text(en="Amber", cy="Ambr"),
    "red": Text(en="Red", cy="Coch"),
}
"""The word of a status; the rule that gives it stands beneath the table."""
