"""What an agreement means where it is silent: published standard terms by power, each with its source.

A short agreement is complete because these fill it. ``explain`` marks every one as *default*; a clause of the agreement
always wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cronfa.agreement.document import Path, Value
from cronfa.language import Text


@dataclass(frozen=True, slots=True)
class StandardTerm:
    """One default: where it stands, what it says, and where the wording is published."""

    path: tuple[str, ...]
    value: Value
    source: Text


_OVERSPEND = StandardTerm(
    ("overspend",),
    [{"share": {"by": "contributions"}}],
    Text(
        en="published section 75 wording: an overspend is met in proportion to contributions "
        "(markettransfer.info/clause/overspends-and-underspends/_3, 10.4)",
        cy="geiriad adran 75 cyhoeddedig: telir gorwariant yn ôl cyfran y cyfraniadau "
        "(markettransfer.info/clause/overspends-and-underspends/_3, 10.4)",
    ),
)
_UNDERSPEND = StandardTerm(
    ("underspend",),
    [{"return": {"by": "contributions"}}],
    Text(
        en="published section 75 wording: an underspend is returned in proportion to contributions "
        "(markettransfer.info/clause/overspends-and-underspends/_3, 10.5)",
        cy="geiriad adran 75 cyhoeddedig: dychwelir tanwariant yn ôl cyfran y cyfraniadau "
        "(markettransfer.info/clause/overspends-and-underspends/_3, 10.5)",
    ),
)
_SCOTTISH_UNDERSPEND = StandardTerm(
    ("underspend",),
    ["carry"],
    Text(
        en="published integration scheme wording: what is saved stays with the integration authority as reserves "
        "(lawinsider.com/clause/underspends, 8.9)",
        cy="geiriad cynllun integreiddio cyhoeddedig: mae'r hyn a arbedir yn aros gyda'r awdurdod integreiddio fel "
        "cronfeydd wrth gefn "
        "(lawinsider.com/clause/underspends, 8.9)",
    ),
)
_ATTRIBUTE = StandardTerm(
    ("attribute",),
    {"by": "contributions"},
    Text(
        en="cronfa: spend is everyone's as they contribute, unless a clause says whose",
        cy="cronfa: mae'r gwariant yn eiddo i bawb yn ôl eu cyfraniadau, oni bai bod cymal yn dweud pwy",
    ),
)
_NOTICE = StandardTerm(
    ("term", "notice"),
    "12 months",
    Text(
        en="published notice period (lawinsider.com/clause/risk-and-benefit-share)",
        cy="cyfnod rhybudd cyhoeddedig (lawinsider.com/clause/risk-and-benefit-share)",
    ),
)
_QUARTERLY = StandardTerm(
    ("reporting", "every"),
    "quarter",
    Text(
        en="SI 2000/617 regulation 9(4): reports quarterly and annually; used for every power until its own is cited",
        cy="OS 2000/617 rheoliad 9(4): adroddiadau chwarterol a blynyddol; fe'i defnyddir ar gyfer pob pŵer nes dyfynnu ei "
        "reol ei hun",
    ),
)
_EXIT = StandardTerm(
    ("exit",),
    {"by": "contributions"},
    Text(
        en="cronfa: what is left is divided as it was contributed",
        cy="cronfa: rhennir yr hyn sy'n weddill fel y'i cyfrannwyd",
    ),
)

_ALWAYS = (_OVERSPEND, _ATTRIBUTE, _NOTICE, _QUARTERLY, _EXIT)

STANDARD_TERMS: Mapping[str, tuple[StandardTerm, ...]] = {
    "nhs-act-2006-s75": (*_ALWAYS, _UNDERSPEND),
    "part-9-2014": (*_ALWAYS, _UNDERSPEND),
    "nhs-wales-act-2006-s33": (*_ALWAYS, _UNDERSPEND),
    "joint-working-scotland-2014": (*_ALWAYS, _SCOTTISH_UNDERSPEND),
}
_SCHEME_TERMS = {"overspend", "underspend", "attribute"}
"""Terms that stand in each scheme; waterfalls only where neither the scheme nor the fund has one."""
_WATERFALLS = ("overspend", "underspend")

_OWN_SIDE = tuple(
    StandardTerm(
        (direction,),
        [{"share": {"by": "own side"}}],
        Text(
            en="each partner manages its own risk where money is not pooled (lawinsider.com/clause/risk-share)",
            cy="mae pob partner yn rheoli ei risg ei hun lle na chyfunir arian (lawinsider.com/clause/risk-share)",
        ),
    )
    for direction in _WATERFALLS
)
_WITH_THE_SPENDER = tuple(
    StandardTerm(
        (direction,),
        [{"bear": {"partner": "lead commissioner"}}],
        Text(
            en="cronfa: only the grant or charge passes between the partners; the body that spends keeps the variance",
            cy="cronfa: dim ond y grant neu'r tâl sy'n mynd rhwng y partneriaid; mae'r corff sy'n gwario yn cadw'r amrywiant",
        ),
    )
    for direction in _WATERFALLS
)
_BY_FORM: Mapping[str, tuple[StandardTerm, ...]] = {
    "aligned": _OWN_SIDE,
    "retained": _OWN_SIDE,
    "integrated management": _OWN_SIDE,
    "grant": _WITH_THE_SPENDER,
    "cross charge": _WITH_THE_SPENDER,
    "in view": (),
}
"""Waterfalls of the forms in which no money is pooled; an ``in view`` scheme is never settled and has none."""


def fill(data: dict[str, Value]) -> tuple[dict[str, Value], dict[Path, StandardTerm]]:
    """The agreement with its silences filled, and which paths were filled by which standard term."""
    filled: dict[Path, StandardTerm] = {}
    # A power that is not known is refused later; meanwhile its silences are filled, so that only it is told.
    terms = STANDARD_TERMS.get(str(data.get("power")), STANDARD_TERMS["nhs-act-2006-s75"])
    whole = dict(data)
    # A fund that speaks for its schemes in one direction is filled in the other, so that their sum is always shared.
    speaks = any(direction in whole for direction in _WATERFALLS)
    for term in terms:
        if term.path[0] not in _SCHEME_TERMS or (speaks and term.path[0] in _WATERFALLS):
            whole = _with(whole, term.path, term, filled, ())
    schemes = whole.get("schemes")
    if isinstance(schemes, dict):
        whole["schemes"] = {
            name: _scheme(name, scheme, whole, terms, filled) if isinstance(scheme, dict) else scheme
            for name, scheme in schemes.items()
        }
    return whole, filled


def _scheme(
    name: str,
    scheme: dict[str, Value],
    whole: dict[str, Value],
    terms: tuple[StandardTerm, ...],
    filled: dict[Path, StandardTerm],
) -> dict[str, Value]:
    form = str(scheme.get("form", "pooled"))
    # A fund's own waterfall speaks for the pooled schemes that have none, and so does a fixed risk profile.
    silent = scheme.get("risk profile") == "fixed" or any(direction in whole for direction in _WATERFALLS)
    waterfalls = _BY_FORM.get(form, () if silent else [term for term in terms if term.path[0] in _WATERFALLS])
    attribute = [term for term in terms if term.path[0] == "attribute"]
    for term in (*attribute, *waterfalls):
        scheme = _with(scheme, term.path, term, filled, ("schemes", name))
    return scheme


def _with(
    data: dict[str, Value],
    path: tuple[str, ...],
    term: StandardTerm,
    filled: dict[Path, StandardTerm],
    above: Path,
) -> dict[str, Value]:
    """The data with one term set if it says nothing there."""
    first, *rest = path
    present = data.get(first)
    if rest and (present is None or isinstance(present, dict)):
        return {**data, first: _with(present or {}, tuple(rest), term, filled, (*above, first))}
    if first in data:
        return data
    filled[(*above, first)] = term
    return {**data, first: term.value}
