"""A scheme in words: its form, its money, whose spend it is, and who takes its variances."""

from collections.abc import Iterator, Mapping

from cronfa.agreement.clauses import Attribution, Exit, Form, Scheme, Virement
from cronfa.agreement.explain.contributions import contributions, yearly
from cronfa.agreement.explain.phrases import (
    day,
    in_order,
    length,
    limits,
    listed,
    partner_shares,
    party_first,
)
from cronfa.agreement.explain.sentences import Section, Sentence, default_at, say, section
from cronfa.agreement.explain.steps import waterfall
from cronfa.agreement.versions import Version
from cronfa.language import Text, same

_FORMS: Mapping[Form, Text] = {
    "grant": Text(
        en="Grant: one body pays the other; no function is delegated and nothing is pooled.",
        cy="Grant: mae un corff yn talu'r llall; ni ddirprwyir unrhyw swyddogaeth ac ni chyfunir dim.",
    ),
    "cross charge": Text(
        en="Cross charging: one body charges the other for each delayed day.",
        cy="Croesgodi tâl: mae un corff yn codi tâl ar y llall am bob diwrnod o oedi.",
    ),
    "aligned": Text(
        en="Aligned budgets: planned and watched together, each accounted for by its own body.",
        cy="Cyllidebau wedi'u halinio: fe'u cynllunnir gyda'i gilydd, a phob corff yn cyfrif am ei gyllideb ei hun.",
    ),
    "lead commissioned": Text(
        en="Lead commissioning: one partner commissions for the others.",
        cy="Comisiynu arweiniol: mae un partner yn comisiynu ar ran y lleill.",
    ),
    "pooled": Text(
        en="Pooled fund: the contributions become one budget, managed by the host.",
        cy="Cronfa gyfun: daw'r cyfraniadau'n un gyllideb, a reolir gan y partner lletyol.",
    ),
    "integrated management": Text(
        en="Integrated management without a pool: one body manages the services of both.",
        cy="Rheolaeth integredig heb gronfa gyfun: mae un corff yn rheoli gwasanaethau'r ddau.",
    ),
    "integrated management with pool": Text(
        en="Integrated management with a pool: money, staff and management are combined under the host.",
        cy="Rheolaeth integredig gyda chronfa gyfun: cyfunir arian, staff a rheolaeth o dan y partner lletyol.",
    ),
    "structural": Text(
        en="Structural integration: the services are combined in one body.",
        cy="Integreiddio strwythurol: cyfunir y gwasanaethau mewn un corff.",
    ),
    "in view": Text(
        en="In view: listed and reported, but outside the fund's money.",
        cy="Mewn golwg: fe'i rhestrir ac adroddir arno, ond y tu allan i arian y gronfa.",
    ),
    "retained": Text(
        en="Retained: each partner keeps its own contribution and its own responsibility.",
        cy="Cadwedig: mae pob partner yn cadw ei gyfraniad ei hun a'i gyfrifoldeb ei hun.",
    ),
}
_PROFILES = {
    "equal": Text(en="The budget falls evenly on the months.", cy="Rhennir y gyllideb yn gyfartal dros y misoedd."),
    "days": Text(
        en="The budget falls on the months by their days.",
        cy="Rhennir y gyllideb dros y misoedd yn ôl nifer eu dyddiau.",
    ),
    "working days": Text(
        en="The budget falls on the months by their working days.",
        cy="Rhennir y gyllideb dros y misoedd yn ôl eu diwrnodau gwaith.",
    ),
}
_WEIGHTS = Text(
    en="The budget falls on the months by these weights: {weights}.",
    cy="Rhennir y gyllideb dros y misoedd yn ôl y pwysiadau hyn: {weights}.",
)
_ATTRIBUTION = {
    "responsibility": Text(
        en="Each payment belongs to the body that is responsible for it.",
        cy="Mae pob taliad yn perthyn i'r corff sy'n gyfrifol amdano.",
    ),
    "contributions": Text(
        en="Spend belongs to all the partners, as they contribute.",
        cy="Mae'r gwariant yn perthyn i'r holl bartneriaid, yn ôl eu cyfraniadau.",
    ),
    "shares": Text(
        en="Spend belongs to the partners by fixed shares.",
        cy="Mae'r gwariant yn perthyn i'r partneriaid yn ôl cyfrannau sefydlog.",
    ),
    "line": Text(en="Each payment carries its own shares.", cy="Mae gan bob taliad ei gyfrannau ei hun."),
    "components": Text(
        en="Named parts of each payment belong to the partners named here.",
        cy="Mae rhannau penodol o bob taliad yn perthyn i'r partneriaid a enwir yma.",
    ),
}


def scheme_section(version: Version, name: str, scheme: Scheme) -> Iterator[Section]:
    """One scheme, whole."""
    heading = Text(en="Scheme: {title}", cy="Cynllun: {title}").filled(title=version.terms.scheme_title(name))
    yield from section(heading, _sentences(version, name, scheme))


def _sentences(version: Version, name: str, scheme: Scheme) -> Iterator[Sentence]:
    yield from _nature(version, name, scheme)
    yield from _budget(version, name, scheme)
    yield from contributions(version, name, scheme)
    if scheme.form not in ("cross charge", "in view"):
        yield from _attribution(version, name, scheme.attribute)
        yield from _variances(version, name, scheme)
    yield from _ending(version, name, scheme)


def _nature(version: Version, name: str, scheme: Scheme) -> Iterator[Sentence]:
    terms = version.terms
    yield say(_FORMS[scheme.form], clause=scheme.clause, default=default_at(version, "schemes", name, "form"))
    if scheme.host is not None:
        yield say(
            Text(en="{host} holds its money.", cy="{host} sy'n dal ei arian.").filled(host=terms.name(scheme.host))
        )
    if scheme.lead_commissioner is not None:
        words = Text(en="{lead} is the lead commissioner.", cy="{lead} yw'r prif gomisiynydd.")
        yield say(words.filled(lead=terms.name(scheme.lead_commissioner)))
    if scheme.functions:
        words = Text(en="Functions: {functions}.", cy="Swyddogaethau: {functions}.")
        yield say(words.filled(functions=_joined(scheme.functions)))
    if scheme.services is not None:
        yield say(
            Text(en="Services: {services}.", cy="Gwasanaethau: {services}.").filled(services=_bare(scheme.services))
        )
    for each in scheme.delegated:
        words = Text(
            en="{to} carries out a function of {from_}: {function}.",
            cy="{to} sy'n cyflawni swyddogaeth ar ran {from_}: {function}.",
        )
        facts = {"to": terms.name(each.to), "from_": terms.name(each.from_), "function": _bare(each.function)}
        yield say(words.filled(**facts), clause=each.clause)


def _budget(version: Version, name: str, scheme: Scheme) -> Iterator[Sentence]:
    yield from yearly(Text(en="Budget", cy="Cyllideb"), scheme.budget)
    if scheme.budget.every is None and not scheme.budget.years:
        return
    profile = scheme.profile
    words = _PROFILES[profile] if isinstance(profile, str) else _WEIGHTS.filled(weights=", ".join(map(str, profile)))
    yield say(words, default=default_at(version, "schemes", name, "profile"))
    if scheme.permitted:
        words = Text(en="It may be spent only on: {what}.", cy="Gellir ei gwario ar y rhain yn unig: {what}.")
        yield say(words.filled(what=listed(same(each) for each in scheme.permitted)))
    if scheme.ring_fenced:
        yield say(Text(en="Its money is ring-fenced.", cy="Mae ei arian wedi'i neilltuo."))
    if scheme.virement is not None:
        yield from _virement(version, scheme.virement)


def _virement(version: Version, virement: Virement) -> Iterator[Sentence]:
    terms = version.terms
    said = []
    if virement.limit:
        words = Text(
            en="Budget may move out of the scheme without asking, up to {limits}.",
            cy="Caiff cyllideb symud o'r cynllun heb ofyn, hyd at {limits}.",
        )
        said.append(words.filled(limits=limits(virement.limit)))
    if virement.board is not None:
        known = terms.boards.get(virement.board)
        words = Text(en="Beyond that, {board} decides.", cy="Y tu hwnt i hynny, {board} sy'n penderfynu.")
        said.append(words.filled(board=known.name if known else same(virement.board)))
    if virement.within:
        words = Text(en="It may move only to: {schemes}.", cy="I'r rhain yn unig y caiff symud: {schemes}.")
        said.append(words.filled(schemes=listed(terms.scheme_title(each) for each in virement.within)))
    if said:
        yield say(*said, clause=virement.clause)


def _attribution(version: Version, name: str, rule: Attribution) -> Iterator[Sentence]:
    terms = version.terms
    shares = Text(en="The shares: {s}.", cy="Y cyfrannau: {s}.").filled(s=partner_shares(terms, rule.shares))
    default = default_at(version, "schemes", name, "attribute")
    yield say(_ATTRIBUTION[rule.by], shares if rule.shares else None, clause=rule.clause, default=default)
    for part in rule.components:
        words = Text(en="The part “{part}”: {partner}.", cy="Y rhan “{part}”: {partner}.")
        yield say(words.filled(part=part.name, partner=terms.name(part.partner)), clause=part.clause, level=1)
    if rule.categories:
        pairs = in_order(
            Text(en=f"{what} – {terms.name(body).en}", cy=f"{what} – {terms.name(body).cy}")
            for what, body in rule.categories.items()
        )
        yield say(Text(en="By category: {pairs}.", cy="Yn ôl categori: {pairs}.").filled(pairs=pairs), level=1)
    if rule.otherwise is not None:
        words = Text(en="Otherwise: {partner}.", cy="Fel arall: {partner}.")
        yield say(words.filled(partner=terms.name(rule.otherwise)), level=1)


def _variances(version: Version, name: str, scheme: Scheme) -> Iterator[Sentence]:
    if scheme.risk_profile == "fixed":
        yield say(
            Text(
                en="The host bears every variance, and no other contribution changes.",
                cy="Y partner lletyol sy'n ysgwyddo pob amrywiant, ac nid oes unrhyw gyfraniad arall yn newid.",
            )
        )
        return
    for direction, steps in (("overspend", scheme.overspend), ("underspend", scheme.underspend)):
        default = default_at(version, "schemes", name, direction)
        yield from waterfall(version.terms, steps, direction, name, default)
        if not steps and getattr(version.terms, direction):
            words = {
                "overspend": Text(
                    en="An overspend goes to the fund's own steps.",
                    cy="Mae gorwariant yn mynd i gamau'r gronfa ei hun.",
                ),
                "underspend": Text(
                    en="An underspend goes to the fund's own steps.",
                    cy="Mae tanwariant yn mynd i gamau'r gronfa ei hun.",
                ),
            }
            yield say(words[direction])


def _ending(version: Version, name: str, scheme: Scheme) -> Iterator[Sentence]:
    if scheme.notice is not None:
        words = Text(en="Notice to leave the scheme: {length}.", cy="Rhybudd i adael y cynllun: {length}.")
        yield say(words.filled(length=length(scheme.notice)))
    if scheme.break_ is not None:
        yield say(
            Text(en="The scheme may be broken on {day}.", cy="Gellir terfynu'r cynllun yn gynnar ar {day}.").filled(
                day=day(scheme.break_)
            )
        )
    if scheme.exit is not None:
        yield exit_sentence(version, scheme.exit, None)
    if scheme.vat is not None:
        words = Text(
            en="{who} delivers it, so VAT is recovered as that body recovers it.",
            cy="{who} sy'n ei ddarparu, felly adenillir TAW fel y mae'r corff hwnnw'n ei hadennill.",
        )
        agency = Text(
            en="It is an agency arrangement: charges between partners carry VAT.",
            cy="Trefniant asiantaeth yw hwn: mae TAW ar daliadau rhwng partneriaid.",
        )
        who = party_first(version.terms, scheme.vat.deliverer, name)
        yield say(words.filled(who=who), agency if scheme.vat.structure == "agency" else None, clause=scheme.vat.clause)


def exit_sentence(version: Version, rule: Exit, default: Text | None) -> Sentence:
    """How money and liabilities are divided at the end."""
    words = Text(
        en="On exit, what is left and what is owed is divided as it was contributed.",
        cy="Wrth ymadael, rhennir yr hyn sy'n weddill a'r hyn sy'n ddyledus fel y'i cyfrannwyd.",
    )
    if rule.by == "shares":
        words = Text(
            en="On exit, what is left and what is owed is divided by shares: {shares}.",
            cy="Wrth ymadael, rhennir yr hyn sy'n weddill a'r hyn sy'n ddyledus yn ôl cyfrannau: {shares}.",
        ).filled(shares=partner_shares(version.terms, rule.shares))
    return say(words, rule.text, clause=rule.clause, default=default)


def _joined(texts: tuple[Text, ...]) -> Text:
    return in_order(_bare(each) for each in texts)


def _bare(text: Text) -> Text:
    """Without its full stop, to stand inside a sentence."""
    return text.map(lambda words: words.rstrip("."))
