"""A settlement's figure in words: what a person reads where a program reads ``2012-13/residential/overspend/2/leeds``."""

from cronfa.language import Text, join, same
from cronfa.reporting.common import party_name
from cronfa.reporting.inputs import Book
from cronfa.settlement.reading import party
from cronfa.settlement.terms import FUND

BETWEEN = " › "
_SUMS = {
    "budget": Text(en="Budget", cy="Cyllideb"),
    "due": Text(en="Contributions due", cy="Cyfraniadau dyledus"),
    "other-income": Text(en="Other income", cy="Incwm arall"),
    "brought-forward": Text(en="Brought forward", cy="Dygwyd ymlaen"),
    "spend": Text(en="Spend", cy="Gwariant"),
    "variance": Text(en="Variance", cy="Amrywiant"),
    "contribution": Text(en="Contribution due", cy="Cyfraniad dyledus"),
    "borne": Text(en="Share of variances", cy="Cyfran o amrywiannau"),
    "lent": Text(en="Lent to the fund", cy="Benthycwyd i'r gronfa"),
    "repaid": Text(en="Repaid by the fund", cy="Ad-dalwyd gan y gronfa"),
    "paid": Text(en="Paid", cy="Talwyd"),
    "to-pay": Text(en="To pay, or to get where below nought", cy="I'w dalu, neu i'w gael lle mae'n is na dim"),
    "opening": Text(en="Before settlement", cy="Cyn y setliad"),
    "drawn": Text(en="Drawn", cy="Tynnwyd"),
    "kept": Text(en="Kept", cy="Cadwyd"),
    "closing": Text(en="After settlement", cy="Ar ôl y setliad"),
}
_STEPS = {
    "overspend": Text(en="Overspend, step {step}", cy="Gorwariant, cam {step}"),
    "underspend": Text(en="Underspend, step {step}", cy="Tanwariant, cam {step}"),
    "exposure": Text(en="Limit over all schemes, step {step}", cy="Terfyn dros bob cynllun, cam {step}"),
    "contribution": Text(en="Change of contributions, step {step}", cy="Newid cyfraniadau, cam {step}"),
    "exit": Text(en="Exit, step {step}", cy="Ymadael, cam {step}"),
}
_WHOLE_FUND = Text(en="Whole fund", cy="Y gronfa gyfan")


def figure_words(book: Book, figure: str) -> Text:
    """The year, what it is about, what it is. An id of another form stands as it is."""
    year, *parts = figure.split("/")
    match parts:
        case ["partner", partner, what] if what in _SUMS:
            said = [book.terms.name(partner), _SUMS[what]]
        case ["reserve", reserve, what] if what in _SUMS:
            said = [_reserve(book, reserve), _SUMS[what]]
        case [scheme, "contribution", partner]:
            said = [_scheme(book, scheme), _SUMS["contribution"], book.terms.name(partner)]
        case [scheme, what] if what in _SUMS:
            said = [_scheme(book, scheme), _SUMS[what]]
        case [scheme, direction, step, who] if direction in _STEPS:
            said = [_scheme(book, scheme), _STEPS[direction].filled(step=step), party_name(book, party(who))]
        case _:
            said = [same(part) for part in parts]
    return join([same(year), *said], between=BETWEEN)


def _scheme(book: Book, scheme: str) -> Text:
    return _WHOLE_FUND if scheme == FUND else book.terms.scheme_title(scheme)


def _reserve(book: Book, reserve: str) -> Text:
    known = book.terms.reserves.get(reserve)
    return known.name if known and known.name else same(reserve)
