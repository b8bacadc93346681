"""The forecast's report in words."""

from cronfa.language import Text

TITLE = Text(en="Forecast of the outturn", cy="Rhagolwg o'r alldro")
SUBTITLE = Text(en="{fund} · {year}, at the end of {month}", cy="{fund} · {year}, ar ddiwedd {month}")
HEADLINE = Text(
    en="{year} is forecast to come to about {outturn}; in 80 cases of 100, between {low} and {high}.",
    cy="Rhagwelir mai tua {outturn} fydd alldro {year}; mewn 80 achos o bob 100, rhwng {low} a {high}.",
)
AGAINST = {
    1: Text(
        en="That is about {amount} over the year's budget of {budget}.",
        cy="Mae hynny tua {amount} dros gyllideb y flwyddyn, {budget}.",
    ),
    0: Text(en="That is the year's budget.", cy="Dyna gyllideb y flwyddyn."),
    -1: Text(
        en="That is about {amount} under the year's budget of {budget}.",
        cy="Mae hynny tua {amount} o dan gyllideb y flwyddyn, {budget}.",
    ),
}
SPENT = Text(
    en="{amount} had been spent by the end of {month}.", cy="Roedd {amount} wedi'i wario erbyn diwedd {month}."
)
BY_SCHEME = Text(en="By scheme", cy="Fesul cynllun")
BY_PARTNER = Text(en="By partner", cy="Fesul partner")
BY_CATEGORY = Text(en="By category", cy="Fesul categori")
BY_MONTH = Text(en="The fund, month by month", cy="Y gronfa, fesul mis")
HOW = Text(en="How each line is forecast, and why", cy="Sut y rhagwelir pob llinell, a pham")
METHOD = Text(en="Method", cy="Dull")
DECLARED = Text(en="Declared of the records, and used", cy="Datganwyd am y cofnodion, a defnyddiwyd")
REASON = Text(en="What and why", cy="Beth a pham")
SOURCE = Text(en="Source", cy="Ffynhonnell")
MONTH = Text(en="Month", cy="Mis")
TO_DATE = Text(en="To date", cy="Hyd yma")
OUTTURN = Text(en="Forecast outturn", cy="Rhagolwg alldro")
FORECAST = Text(en="Forecast", cy="Rhagolwg")
LOW = Text(en="{level}% interval, from", cy="cyfwng {level}%, isaf")
HIGH = Text(en="{level}% interval, to", cy="cyfwng {level}%, uchaf")
EMPTY = Text(en="There is nothing to show.", cy="Nid oes dim i'w ddangos.")
WARNINGS = Text(en="To look at", cy="I edrych arno")
FAN = Text(en="The year so far, and what may come", cy="Y flwyddyn hyd yma, a'r hyn a all ddod")
FAN_ALT = Text(
    en="Spend added up through the year: {known} by the end of {month}, then a fan that opens to {low} to {high} in 80 cases "
    "of 100 at the year end, {outturn} in the middle; the budget is {budget}.",
    cy="Gwariant wedi'i adio drwy'r flwyddyn: {known} erbyn diwedd {month}, yna gwyntyll sy'n agor i {low} i {high} mewn 80 "
    "achos o bob 100 ar ddiwedd y flwyddyn, {outturn} yn y canol; y gyllideb yw {budget}.",
)
INTERVAL = Text(en="{level} in 100", cy="{level} o bob 100")
SO_FAR = Text(en="spent so far", cy="gwariwyd hyd yma")
BUDGET = Text(en="budget to date", cy="cyllideb hyd yma")
RECORD_TITLE = Text(en="How the year's forecasts turned out", cy="Pa mor gywir oedd rhagolygon y flwyddyn")
RECORD_SUBTITLE = Text(en="{fund} · {year}", cy="{fund} · {year}")
RECORD_HEADLINE = Text(
    en="{year} came to {outturn}. Its forecasts were {own} out on average; a straight line would have been {other} out.",
    cy="Daeth {year} i {outturn}. Roedd ei rhagolygon {own} o'u lle ar gyfartaledd; byddai llinell syth {other} o'i lle.",
)
RECORD_AGAIN = Text(
    en="Forecasts are made again from the records as they stand now, cut off at each month's end. Above zero is too high.",
    cy="Gwneir y rhagolygon eto o'r cofnodion fel y maent nawr, wedi'u torri ar ddiwedd pob mis. Mae uwchlaw sero yn rhy uchel.",
)
AFTER = Text(en="At the end of", cy="Ar ddiwedd")
ERROR = Text(en="Error", cy="Gwall")
ERROR_PART = Text(en="Error, %", cy="Gwall, %")
STRAIGHT_PART = Text(en="Straight line, %", cy="Llinell syth, %")
HELD = Text(en="{level}% interval held", cy="cyfwng {level}% yn dal")
YES, NO = Text(en="yes", cy="do"), Text(en="no", cy="naddo")
