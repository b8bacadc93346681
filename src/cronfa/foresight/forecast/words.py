"""The forecast in words: the methods' names and what each does, and what must stand beside the figures."""

from cronfa.foresight.forecast.methods import Method
from cronfa.foresight.forecast.rolling import LEAST_TRIALS, Choice
from cronfa.language import Text

METHOD_NAMES: dict[Method, Text] = {
    "straight line": Text(en="straight line", cy="llinell syth"),
    "last year's profile": Text(en="last year's profile", cy="proffil y llynedd"),
    "budget profile": Text(en="rest as budgeted", cy="y gweddill fel y gyllideb"),
    "smoothing": Text(en="exponential smoothing", cy="llyfnu esbonyddol"),
    "ARIMA": Text(en="ARIMA with drift", cy="ARIMA gyda drifft"),
    "intermittent": Text(en="intermittent demand", cy="galw ysbeidiol"),
    "combination": Text(en="combination (the mean)", cy="cyfuniad (y cymedr)"),
}
METHOD_MEANINGS: dict[Method, Text] = {
    "straight line": Text(
        en="spend to date divided by the part of the budget's profile that has passed",
        cy="y gwariant hyd yma wedi'i rannu â'r rhan o broffil y gyllideb sydd wedi mynd heibio",
    ),
    "last year's profile": Text(
        en="last year's months, up or down as this year's have been so far",
        cy="misoedd y llynedd, i fyny neu i lawr fel y bu misoedd eleni hyd yma",
    ),
    "budget profile": Text(
        en="spend to date, and the rest of the year as budgeted",
        cy="y gwariant hyd yma, a gweddill y flwyddyn yn ôl y gyllideb",
    ),
    "smoothing": Text(
        en="error, trend and season chosen by the corrected Akaike criterion",
        cy="gwall, tuedd a thymor wedi'u dewis yn ôl maen prawf cywiredig Akaike",
    ),
    "ARIMA": Text(
        en="first differences with drift, the order chosen by the corrected Akaike criterion",
        cy="gwahaniaethau cyntaf gyda drifft, y drefn wedi'i dewis yn ôl maen prawf cywiredig Akaike",
    ),
    "intermittent": Text(
        en="lumps added up over as many months as usually lie between them, and smoothed (ADIDA)",
        cy="lympiau wedi'u hadio dros gynifer o fisoedd ag sydd rhyngddynt fel arfer, a'u llyfnu (ADIDA)",
    ),
    "combination": Text(en="the mean of the others", cy="cymedr y lleill"),
}
CHOSEN = Text(en="chosen by the back-test", cy="dewiswyd gan yr ôl-brawf")
BY_DEFAULT = Text(
    en="{method}: no method has been a tenth better (trials: {trials})",
    cy="{method}: ni fu'r un dull ddegfed ran yn well (cynigion: {trials})",
)
TOO_FEW_TRIALS = Text(
    en="{method}: too early to choose another (trials: {trials} of the {least} needed)",
    cy="{method}: rhy gynnar i ddewis un arall (cynigion: {trials} o'r {least} sydd eu hangen)",
)
BY_ERRORS = Text(
    en="{method}: its errors were {part}% of the combination's (trials: {trials})",
    cy="{method}: roedd ei wallau yn {part}% o rai'r cyfuniad (cynigion: {trials})",
)
INTERVALS = Text(
    en="An interval is read off earlier forecasts' own errors: of such intervals 80 (or 95) in 100 should hold the outturn. The "
    "forecasts of parts add up to the penny; their intervals do not, since parts do not all go wrong the same way.",
    cy="Darllenir cyfwng oddi ar wallau rhagolygon cynharach: dylai 80 (neu 95) o bob 100 cyfwng o'r fath gynnwys yr alldro. Mae "
    "rhagolygon y rhannau'n adio i'r geiniog; nid yw eu cyfyngau, gan nad yw pob rhan yn methu yr un ffordd.",
)
FROM_SWINGS = Text(
    en="So far there are too few earlier forecasts for some intervals: they stand on the months' own swings.",
    cy="Hyd yma mae rhy ychydig o ragolygon cynharach ar gyfer rhai cyfyngau: maent yn seiliedig ar siglo'r misoedd eu hunain.",
)
NOT_COMMITTED = Text(
    en="What is committed and not yet spent is not known here, and not in the forecast.",
    cy="Nid yw'r hyn sydd wedi'i ymrwymo a heb ei wario yn hysbys yma, ac nid yw yn y rhagolwg.",
)


def why(choice: Choice) -> Text:
    """Why a series is forecast by its method."""
    name = METHOD_NAMES[choice.method]
    if choice.method != "combination":
        part = round(100 * choice.scores[choice.method])
        return BY_ERRORS.filled(method=name, part=part, trials=choice.tried)
    if choice.tried < LEAST_TRIALS:
        return TOO_FEW_TRIALS.filled(method=name, trials=choice.tried, least=LEAST_TRIALS)
    return BY_DEFAULT.filled(method=name, trials=choice.tried)
