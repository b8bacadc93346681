"""What is said of proposed drafts, on the terminal and in their report."""

from cronfa.language import Text

WORDS = {
    "draft": Text(en="Draft", cy="Drafft"),
    "proposal": Text(en="Proposal {label}", cy="Cynnig {label}"),
    "which": Text(en="Agreement", cy="Cytundeb"),
    "partner": Text(en="Partner", cy="Partner"),
    "due": Text(en="Contributes", cy="Cyfrannu"),
    "cost": Text(en="Costs it on average", cy="Cost ar gyfartaledd"),
    "subsidy": Text(en="Over its own (cross-subsidy)", cy="Dros ei wariant ei hun (croes-gymhorthdal)"),
    "exposure": Text(en="Asked for in a bad year (95%)", cy="Gofynnir mewn blwyddyn wael (95%)"),
    "shortfall": Text(en="In the worst 5% of years", cy="Yn y 5% gwaethaf o flynyddoedd"),
    "reserve": Text(en="Reserves", cy="Cronfeydd wrth gefn"),
    "runs_out": Text(en="A reserve runs out", cy="Cronfa wrth gefn yn wag"),
    "waits": Text(en="A board must decide", cy="Bwrdd i benderfynu"),
    "numbers": Text(en="What a year does to each partner", cy="Beth mae blwyddyn yn ei wneud i bob partner"),
    "fund": Text(en="The fund", cy="Y gronfa"),
    "why": Text(en="Proposal {label}: {reason}", cy="Cynnig {label}: {reason}"),
    "changes": Text(en="What it changes:", cy="Yr hyn y mae'n ei newid:"),
    "file": Text(en="Written: {file}", cy="Ysgrifennwyd: {file}"),
    "shares": Text(
        en="Reference points: the worst 5% of years, over what is expected, by whose it would be",
        cy="Pwyntiau cyfeirio: y 5% gwaethaf o flynyddoedd, dros y disgwyl, yn ôl pwy fyddai'n ei dalu",
    ),
    "alone": Text(en="Alone", cy="Ar ei ben ei hun"),
    "shapley": Text(en="Shapley", cy="Shapley"),
    "euler": Text(en="Euler", cy="Euler"),
    "proportional": Text(en="Pro rata", cy="Yn gymesur"),
    "together": Text(en="Together", cy="Gyda'i gilydd"),
    "glide": Text(en="Glide path: each year's exposure", cy="Llwybr graddol: amlygiad pob blwyddyn"),
    "year": Text(en="Year", cy="Blwyddyn"),
    "part": Text(en="Shared", cy="Rhennir"),
    "illustrative": Text(en="ILLUSTRATIVE. {why}", cy="ENGHREIFFTIOL. {why}"),
    "assumed": Text(en="Taken for granted:", cy="Cymerwyd yn ganiataol:"),
    "tried": Text(
        en="{tried} candidates tried on {runs} possible years (seed {seed}); {holding} hold everything that must hold.",
        cy="Rhoddwyd cynnig ar {tried} ymgeisydd ar {runs} o flynyddoedd posibl (hedyn {seed}); mae {holding} yn dal "
        "popeth y mae'n "
        "rhaid iddo ddal.",
    ),
}
TITLE = Text(en="Better drafts", cy="Drafftiau gwell")
SUBTITLE = Text(en="{fund}, brief “{brief}”, year {year}", cy="{fund}, briff “{brief}”, blwyddyn {year}")
DOMINATING = Text(
    en="{count} proposals are better than the draft, or as good, on every measure that was asked for.",
    cy="Mae {count} o gynigion yn well na'r drafft, neu cystal, ar bob mesur y gofynnwyd amdano.",
)
ONE_DOMINATES = Text(
    en="One proposal is better than the draft, or as good, on every measure that was asked for.",
    cy="Mae un cynnig yn well na'r drafft, neu cystal, ar bob mesur y gofynnwyd amdano.",
)
TRADING = Text(
    en="No proposal is better than the draft on every measure; each of these {count} trades one thing for another.",
    cy="Nid oes cynnig gwell na'r drafft ar bob mesur; mae pob un o'r {count} hyn yn cyfnewid un peth am un arall.",
)
NOTHING_HOLDS = Text(
    en="Nothing that may vary makes everything hold; the nearest candidate is shown.",
    cy="Nid oes dim a gaiff amrywio yn peri i bopeth ddal; dangosir yr ymgeisydd agosaf.",
)
NONE_VALID = Text(
    en="Nothing that may vary makes a valid agreement, so there is no proposal.",
    cy="Nid oes dim a gaiff amrywio yn gwneud cytundeb dilys, felly nid oes cynnig.",
)
MUST = Text(en="What stands in the way: {what} {remedy}", cy="Yr hyn sydd yn y ffordd: {what} {remedy}")
SUBSIDY_NOTE = Text(
    en="Costs and cross-subsidy are averages over all years; a bad year is one that 95 in 100 do not exceed.",
    cy="Cyfartaleddau dros yr holl flynyddoedd yw'r costau a'r croes-gymhorthdal; blwyddyn wael yw un nad yw 95 o bob 100 yn "
    "uwch na hi.",
)
CHANGES = Text(en="What it changes", cy="Yr hyn y mae'n ei newid")
NO_CHANGES = Text(en="It says the same as the draft.", cy="Mae'n dweud yr un peth â'r drafft.")
CLAUSE = Text(en="Clause", cy="Cymal")
WHY = Text(en="Why", cy="Pam")
TAKEN = Text(en="Taken for granted", cy="Cymerwyd yn ganiataol")
NONE = Text(en="None.", cy="Dim.")
