"""Rules about waterfalls: every pound finds someone, every step can act, and every step fits its direction."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cronfa.agreement.checks.places import Placed, schemes, waterfalls, written
from cronfa.agreement.clauses import POOLED_FORMS
from cronfa.agreement.steps import AnyStep, Bear, Carry, Decide, Draw, Keep, Lend, Offset, SharedOut
from cronfa.agreement.values import Limit
from cronfa.agreement.versions import Version
from cronfa.language import Text
from cronfa.money import pounds
from cronfa.problems import Kind, Problem

WHO_PAYS_THE_REST = Kind(
    "AG051",
    what=Text(
        en="The last step is limited: who takes the rest of the {direction}?",
        cy="Mae terfyn ar y cam olaf: pwy sy'n cymryd gweddill y {direction}?",
    ),
    remedy=Text(
        en="End with a step that has no “up to”, “each up to”, “when” or “unless”: share, return, bear, carry, keep, "
        "lend or decide.",
        cy="Gorffennwch â cham heb “up to”, “each up to”, “when” nac “unless”: share, return, bear, carry, keep, "
        "lend neu decide.",
    ),
)
NO_WATERFALL = Kind(
    "AG052",
    what=Text(
        en="The scheme is pooled, but nothing says who takes an {direction}.",
        cy="Cynllun cyfun yw hwn, ond nid oes dim yn dweud pwy sy'n cymryd {direction}.",
    ),
    remedy=Text(
        en="Write the steps, or leave “{field}:” out so that the standard term speaks.",
        cy="Ysgrifennwch y camau, neu gadewch “{field}:” allan fel bod y teler safonol yn siarad.",
    ),
)
NOTHING_REACHES_IT = Kind(
    "AG053",
    what=Text(
        en="Nothing reaches this step: the step before it takes everything.",
        cy="Nid oes dim yn cyrraedd y cam hwn: mae'r cam o'i flaen yn cymryd popeth.",
    ),
    remedy=Text(
        en="Take it out, limit the step before it, or move it up.",
        cy="Tynnwch ef, rhowch derfyn ar y cam o'i flaen, neu symudwch ef i fyny.",
    ),
    severity="warning",
)
WRONG_DIRECTION = Kind(
    "AG054",
    what=Text(en="“{step}” cannot stand in an {direction}.", cy="Ni all “{step}” sefyll mewn {direction}."),
    remedy=Text(en="Write one of: {choices}.", cy="Ysgrifennwch un o'r rhain: {choices}."),
)
OFFSET_NOT_FIRST = Kind(
    "AG055",
    what=Text(
        en="On an underspend, an offset comes before every other step.",
        cy="Ar danwariant, daw offset cyn pob cam arall.",
    ),
    remedy=Text(en="Move it to the top.", cy="Symudwch ef i'r brig."),
)
OFFSET_AGAINST_ITSELF = Kind(
    "AG056",
    what=Text(
        en="The scheme is offset against itself.",
        cy="Mae'r cynllun yn cael ei osod yn erbyn ei hun.",
    ),
    remedy=Text(en="Name other schemes, or write all.", cy="Enwch gynlluniau eraill, neu ysgrifennwch all."),
)
NO_REPAYMENT = Kind(
    "AG057",
    what=Text(en="Nothing says how the loan is repaid.", cy="Nid oes dim yn dweud sut yr ad-delir y benthyciad."),
    remedy=Text(
        en="Write either “years:” for equal parts, or “schedule:” with a sum for each year.",
        cy="Ysgrifennwch naill ai “years:” ar gyfer rhannau cyfartal, neu “schedule:” gyda swm i bob blwyddyn.",
    ),
)
LOANS_ALIKE = Kind(
    "AG085",
    what=Text(
        en="Another step of this waterfall has “{partner}” lend by the same clause: their repayments could not be told "
        "apart.",
        cy="Mae cam arall o'r rhaeadr hon yn peri i “{partner}” fenthyca dan yr un cymal: ni ellid gwahaniaethu rhwng "
        "eu had-daliadau.",
    ),
    remedy=Text(
        en="Give each step its own “clause:”, or lend once.",
        cy="Rhowch ei “clause:” ei hun i bob cam, neu benthycwch unwaith.",
    ),
)
RESERVE_BELOW_ZERO = Kind(
    "AG058",
    what=Text(
        en="The reserve opens below zero: {opening}.", cy="Mae'r gronfa wrth gefn yn agor islaw sero: {opening}."
    ),
    remedy=Text(
        en="A reserve is money that is there: open it at zero or above, and lend or carry a deficit.",
        cy="Arian sydd yno yw cronfa wrth gefn: agorwch hi ar sero neu uwch, a benthyciwch neu gariwch ddiffyg.",
    ),
)
RESERVE_PROMISES_TOO_MUCH = Kind(
    "AG059",
    what=Text(
        en="This draws up to {limit} from “{reserve}”, which opens with {opening} and is never added to: it would fall "
        "below zero.",
        cy="Mae hwn yn tynnu hyd at {limit} o “{reserve}”, sy'n agor gyda {opening} heb ychwanegu ati byth: byddai'n "
        "disgyn islaw sero.",
    ),
    remedy=Text(
        en="Lower the limit, raise the opening sum, or keep underspends in the reserve.",
        cy="Gostyngwch y terfyn, codwch y swm agoriadol, neu cadwch danwariant yn y gronfa wrth gefn.",
    ),
)
RESERVE_ALWAYS_EMPTY = Kind(
    "AG060",
    what=Text(
        en="“{reserve}” opens empty and nothing is ever kept in it: this step can take nothing.",
        cy="Mae “{reserve}” yn agor yn wag ac ni chedwir dim ynddi byth: ni all y cam hwn gymryd dim.",
    ),
    remedy=Text(
        en="Give the reserve an opening sum, keep underspends in it, or take the step out.",
        cy="Rhowch swm agoriadol i'r gronfa wrth gefn, cadwch danwariant ynddi, neu tynnwch y cam.",
    ),
    severity="warning",
)
DECISION_TWICE = Kind(
    "AG061",
    what=Text(
        en="The decision “{decision}” is already asked for by another step.",
        cy="Mae cam arall eisoes yn gofyn am y penderfyniad “{decision}”.",
    ),
    remedy=Text(
        en="Give each “decide” step a decision of its own, or leave “decision:” out.",
        cy="Rhowch ei benderfyniad ei hun i bob cam “decide”, neu gadewch “decision:” allan.",
    ),
)
EXCESS_COMES_BACK = Kind(
    "AG062",
    what=Text(
        en="The excess over {partner}'s limit comes back to {partner}.",
        cy="Daw'r hyn sydd dros derfyn {partner} yn ôl at {partner}.",
    ),
    remedy=Text(en="Name who takes it instead.", cy="Enwch bwy sy'n ei gymryd yn ei le."),
)
NO_LIMIT = Kind(
    "AG063",
    what=Text(en="The limit on {partner}'s exposure is empty.", cy="Mae'r terfyn ar amlygiad {partner} yn wag."),
    remedy=Text(en="Write a limit after “up to:”.", cy="Ysgrifennwch derfyn ar ôl “up to:”."),
)
FIXED_PROFILE_SHARES = Kind(
    "AG064",
    what=Text(
        en="The risk profile is fixed, so the host bears every variance; these steps never act.",
        cy="Mae'r proffil risg yn sefydlog, felly'r partner lletyol sy'n ysgwyddo pob amrywiant; nid yw'r camau hyn "
        "byth yn gweithredu.",
    ),
    remedy=Text(
        en="Take the steps out, or write “risk profile: variable”.",
        cy="Tynnwch y camau, neu ysgrifennwch “risk profile: variable”.",
    ),
)
KINDS = (
    WHO_PAYS_THE_REST, NO_WATERFALL, NOTHING_REACHES_IT, WRONG_DIRECTION, OFFSET_NOT_FIRST, OFFSET_AGAINST_ITSELF,
    NO_REPAYMENT, LOANS_ALIKE, RESERVE_BELOW_ZERO, RESERVE_PROMISES_TOO_MUCH, RESERVE_ALWAYS_EMPTY, DECISION_TWICE,
    EXCESS_COMES_BACK, NO_LIMIT, FIXED_PROFILE_SHARES,
)  # fmt: skip

_DIRECTIONS: Mapping[str, Text] = {
    "overspend": Text(en="overspend", cy="gorwariant"),
    "underspend": Text(en="underspend", cy="tanwariant"),
    "exposure": Text(en="excess", cy="gormodedd"),
}
_FITTING = {
    "overspend": ("offset", "draw", "share", "bear", "lend", "carry", "decide"),
    "underspend": ("offset", "keep", "share", "return", "bear", "carry", "decide"),
    "exposure": ("offset", "draw", "share", "bear", "decide"),
}
_CAN_TAKE_ALL = (SharedOut, Bear, Carry, Decide, Keep, Lend)


def takes_everything(step: AnyStep) -> bool:
    """Whether nothing can fall past a step, save by a board that could not agree."""
    if not isinstance(step, _CAN_TAKE_ALL) or step.when is not None or step.unless is not None:
        return False
    if any(limit != Limit(of="amount", share=Fraction(1)) for limit in step.up_to):
        return False
    if isinstance(step, SharedOut):
        return not step.each_up_to
    if isinstance(step, Keep):
        return step.until is None
    return not (isinstance(step, Decide) and step.if_undecided == "next")


def someone_takes_the_rest(version: Version) -> Iterator[Problem]:
    """The last step of a waterfall takes whatever is left."""
    for placed in waterfalls(version):
        if placed.steps and not takes_everything(placed.steps[-1]):
            where = placed.step_path(len(placed.steps) - 1)
            yield version.document.problem(WHO_PAYS_THE_REST, where, direction=_DIRECTIONS[placed.direction])


def pooled_schemes_share_both_ways(version: Version) -> Iterator[Problem]:
    """A pooled scheme, or the fund for it, says who takes an overspend and who an underspend."""
    terms = version.terms
    for path, _, scheme in schemes(version):
        if scheme.form not in POOLED_FORMS or scheme.risk_profile == "fixed":
            continue
        for direction in ("overspend", "underspend"):
            if not getattr(scheme, direction) and not getattr(terms, direction):
                yield version.document.problem(
                    NO_WATERFALL, (*path, direction), direction=_DIRECTIONS[direction], field=direction
                )
    for index, collar in enumerate(terms.exposure):
        if not collar.excess:
            where = ("exposure", index, "excess")
            yield version.document.problem(NO_WATERFALL, where, direction=_DIRECTIONS["exposure"], field="excess")


def every_step_can_act(version: Version) -> Iterator[Problem]:
    """No step stands below one that takes everything; what a board cannot agree may still fall past it."""
    for placed in waterfalls(version):
        for index in range(1, len(placed.steps)):
            before = placed.steps[index - 1]
            if takes_everything(before) and not isinstance(before, Decide):
                yield version.document.problem(NOTHING_REACHES_IT, placed.step_path(index))


def steps_fit_their_direction(version: Version) -> Iterator[Problem]:
    """An overspend is not kept, an underspend is not drawn or lent, and an excess stays in its year."""
    for placed in waterfalls(version):
        fitting = _FITTING[placed.direction]
        for index, step in enumerate(placed.steps):
            if step.kind not in fitting:
                yield version.document.problem(
                    WRONG_DIRECTION,
                    placed.step_path(index),
                    step=step.kind,
                    direction=_DIRECTIONS[placed.direction],
                    choices=", ".join(fitting),
                )


def offsets_come_first_on_an_underspend(version: Version) -> Iterator[Problem]:
    """An underspend goes to overspent schemes before anything is kept or returned."""
    for placed in waterfalls(version):
        others = False
        for index, step in enumerate(placed.steps):
            if isinstance(step, Offset) and others and placed.direction == "underspend":
                yield version.document.problem(OFFSET_NOT_FIRST, placed.step_path(index))
            others = others or not isinstance(step, Offset)


def offsets_are_against_others(version: Version) -> Iterator[Problem]:
    """A scheme's variance is offset against other schemes."""
    for placed, index, step in _steps(version):
        if isinstance(step, Offset) and step.against != "all" and placed.scheme in step.against:
            yield version.document.problem(OFFSET_AGAINST_ITSELF, placed.step_path(index))


def loans_are_repaid(version: Version) -> Iterator[Problem]:
    """A loan has years or a schedule, and not both."""
    for placed, index, step in _steps(version):
        if isinstance(step, Lend) and bool(step.repay.years) == bool(step.repay.schedule):
            yield version.document.problem(NO_REPAYMENT, placed.step_path(index))


def loans_can_be_told_apart(version: Version) -> Iterator[Problem]:
    """A loan is known by its waterfall, its lender and its clause for as long as it is repaid."""
    for placed in waterfalls(version):
        seen: set[tuple[str, str | None]] = set()
        for index, step in enumerate(placed.steps):
            if not isinstance(step, Lend):
                continue
            lender = _partner_meant(version, placed, step.partner)
            if (lender, step.clause) in seen:
                yield version.document.problem(LOANS_ALIKE, placed.step_path(index), partner=lender)
            seen.add((lender, step.clause))


def _partner_meant(version: Version, placed: Placed, partner: str) -> str:
    terms, scheme = version.terms, placed.scheme
    host = terms.host_of(scheme) if scheme else terms.host
    lead = terms.lead_of(scheme) if scheme else terms.host
    return {"host": host, "lead commissioner": lead}.get(partner, partner)


def reserves_open_with_money(version: Version) -> Iterator[Problem]:
    """A reserve opens at zero or above."""
    for name, reserve in version.terms.reserves.items():
        if reserve.opening < 0:
            where = ("reserves", name, "opening")
            yield version.document.problem(RESERVE_BELOW_ZERO, where, opening=pounds(reserve.opening))


def reserves_can_give_what_is_drawn(version: Version) -> Iterator[Problem]:
    """A draw does not promise more than the reserve can ever hold."""
    kept = {step.reserve for _, _, step in _steps(version) if isinstance(step, Keep)}
    for placed, index, step in _steps(version):
        if not isinstance(step, Draw) or step.reserve in kept or step.reserve not in version.terms.reserves:
            continue
        opening = version.terms.reserves[step.reserve].opening
        limit = min((limit.pence for limit in step.up_to if limit.of == "money"), default=0)
        if limit > opening >= 0 and opening:
            yield version.document.problem(
                RESERVE_PROMISES_TOO_MUCH,
                placed.step_path(index),
                limit=pounds(limit),
                reserve=step.reserve,
                opening=pounds(opening),
            )
        elif opening == 0:
            yield version.document.problem(RESERVE_ALWAYS_EMPTY, placed.step_path(index), reserve=step.reserve)


def decisions_are_asked_once(version: Version) -> Iterator[Problem]:
    """Two steps never wait for one recorded decision: it could not say what each takes."""
    asked: set[str] = set()
    for placed, index, step in _steps(version):
        if isinstance(step, Decide) and step.decision is not None:
            if step.decision in asked:
                yield version.document.problem(DECISION_TWICE, placed.step_path(index), decision=step.decision)
            asked.add(step.decision)


def excess_goes_to_others(version: Version) -> Iterator[Problem]:
    """A collar has a limit, and what is over it does not come back to the same partner."""
    for placed, collar in zip(_collars(version), version.terms.exposure, strict=True):
        name = version.terms.name(collar.partner)
        if not collar.up_to:
            yield version.document.problem(NO_LIMIT, placed.path[:-1], partner=name)
        for index, step in enumerate(placed.steps):
            comes_back = isinstance(step, Bear) and step.partner == collar.partner
            comes_back |= isinstance(step, SharedOut) and collar.partner in (*step.among, *step.shares)
            if comes_back:
                yield version.document.problem(EXCESS_COMES_BACK, placed.step_path(index), partner=name)


def fixed_profiles_share_nothing(version: Version) -> Iterator[Problem]:
    """A scheme whose variances the host bears has no waterfall of its own."""
    for path, _, scheme in schemes(version):
        for direction in ("overspend", "underspend"):
            if scheme.risk_profile == "fixed" and written(version, (*path, direction)):
                yield version.document.problem(FIXED_PROFILE_SHARES, (*path, direction))


def _collars(version: Version) -> list[Placed]:
    return [placed for placed in waterfalls(version) if placed.direction == "exposure"]


def _steps(version: Version) -> Iterator[tuple[Placed, int, AnyStep]]:
    for placed in waterfalls(version):
        for index, step in enumerate(placed.steps):
            yield placed, index, step


EACH_VERSION = (
    someone_takes_the_rest,
    pooled_schemes_share_both_ways,
    every_step_can_act,
    steps_fit_their_direction,
    offsets_come_first_on_an_underspend,
    offsets_are_against_others,
    loans_are_repaid,
    loans_can_be_told_apart,
    reserves_open_with_money,
    reserves_can_give_what_is_drawn,
    decisions_are_asked_once,
    excess_goes_to_others,
    fixed_profiles_share_nothing,
)
