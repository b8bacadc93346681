"""Contributions in words: one function for each rule, in one table, and what every rule can carry."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from cronfa.agreement.clauses import Scheme, Terms
from cronfa.agreement.contributions import (
    Baseline,
    BudgetShares,
    Contributions,
    DailyCharge,
    ExpenditureShares,
    Fixed,
    Increment,
    Liability,
    NoWorseOff,
    Status,
    Volume,
)
from cronfa.agreement.explain.phrases import (
    beside,
    day,
    day_of_year,
    in_order,
    money,
    partner_shares,
    partner_sums,
    partners,
)
from cronfa.agreement.explain.sentences import Sentence, default_at, say
from cronfa.agreement.values import ByYear, percent
from cronfa.agreement.versions import Version
from cronfa.language import Text, same

N = TypeVar("N", int, Fraction)
_EVERY_YEAR = Text(en="every year", cy="bob blwyddyn")
_STATUS = {
    "indicative": Text(en="indicative", cy="yn ddangosol"),
    "confirmed": Text(en="confirmed", cy="wedi'i gadarnhau"),
    "withheld": Text(en="withheld", cy="wedi'i ddal yn ôl"),
    "refused": Text(en="refused", cy="wedi'i wrthod"),
    "loaned": Text(en="paid as a loan", cy="wedi'i dalu fel benthyciad"),
}
_INSTALMENTS = {
    "monthly": Text(
        en="Contributions are paid in twelve monthly instalments.",
        cy="Telir y cyfraniadau mewn deuddeg rhandaliad misol.",
    ),
    "quarterly": Text(
        en="Contributions are paid in four quarterly instalments.",
        cy="Telir y cyfraniadau mewn pedwar rhandaliad chwarterol.",
    ),
    "yearly": Text(en="Contributions are paid once a year.", cy="Telir y cyfraniadau unwaith y flwyddyn."),
}


def contributions(version: Version, name: str, scheme: Scheme) -> Iterator[Sentence]:
    """How each partner's contribution to a scheme is arrived at, and what goes with it."""
    rule = scheme.contributions
    if rule is None:
        return
    yield from _RULES[type(rule)](version.terms, rule)
    yield from _common(version, name, rule)


def yearly(label: Text, values: ByYear[int]) -> Iterator[Sentence]:
    """One sum for every year, or one line with the sum of each year."""
    sums = [same(f"{year} {money(value)}") for year, value in values.years.items()]
    if values.every is not None:
        sums.insert(0, beside(_EVERY_YEAR, money(values.every)))
    if sums:
        yield say(Text(en="{label}: {sums}.", cy="{label}: {sums}.").filled(label=label, sums=in_order(sums)))


def _by_partner(terms: Terms, label: Text, values: ByYear[dict[str, int]]) -> Iterator[Sentence]:
    for year, sums in _years(values):
        line = Text(en="{label}, {year}: {sums}.", cy="{label}, {year}: {sums}.")
        yield say(line.filled(label=label, year=year, sums=partner_sums(terms, sums)), level=1)


def _shares(terms: Terms, label: Text, values: ByYear[dict[str, Fraction]]) -> Iterator[Sentence]:
    for year, shares in _years(values):
        line = Text(en="{label}, {year}: {shares}.", cy="{label}, {year}: {shares}.")
        yield say(line.filled(label=label, year=year, shares=partner_shares(terms, shares)), level=1)


def _years(values: ByYear[dict[str, N]]) -> Iterator[tuple[Text, dict[str, N]]]:
    if values.every is not None:
        yield _EVERY_YEAR, values.every
    for year, each in values.years.items():
        yield same(year), each


_SUMS = Text(en="Sums", cy="Symiau")
_SHARES = Text(en="Shares", cy="Cyfrannau")
_BASELINE = Text(en="Baseline", cy="Llinell sylfaen")


def _fixed(terms: Terms, rule: Fixed) -> Iterator[Sentence]:
    words = Text(en="Each partner contributes a fixed sum.", cy="Mae pob partner yn cyfrannu swm sefydlog.")
    yield say(words, clause=rule.clause)
    yield from _by_partner(terms, _SUMS, rule.amounts)


def _budget_shares(terms: Terms, rule: BudgetShares) -> Iterator[Sentence]:
    words = Text(
        en="Each partner contributes a share of the budget.", cy="Mae pob partner yn cyfrannu cyfran o'r gyllideb."
    )
    yield say(words, clause=rule.clause)
    yield from _shares(terms, _SHARES, rule.shares)


def _expenditure_shares(terms: Terms, rule: ExpenditureShares) -> Iterator[Sentence]:
    words = Text(
        en="Each partner contributes a share of all expenditure, whatever it comes to.",
        cy="Mae pob partner yn cyfrannu cyfran o'r holl wariant, beth bynnag fydd hwnnw.",
    )
    yield say(words, clause=rule.clause)
    yield from _shares(terms, _SHARES, rule.shares)


def _baseline(terms: Terms, rule: Baseline) -> Iterator[Sentence]:
    words = Text(
        en="Each partner contributes its baseline and recurrent changes, raised by the uplift, with planned changes added "
        "and the efficiency taken off.",
        cy="Mae pob partner yn cyfrannu ei linell sylfaen a'r newidiadau cylchol, wedi'u codi yn ôl y cynnydd, gan "
        "ychwanegu newidiadau arfaethedig a thynnu'r arbedion effeithlonrwydd.",
    )
    yield say(words, clause=rule.clause)
    yield from _by_partner(terms, _BASELINE, rule.baseline)
    yield from _by_partner(terms, Text(en="Recurrent changes", cy="Newidiadau cylchol"), rule.recurrent)
    yield from _shares(terms, Text(en="Uplift", cy="Cynnydd"), rule.uplift)
    yield from _by_partner(terms, Text(en="Planned changes", cy="Newidiadau arfaethedig"), rule.planned)
    yield from _shares(terms, Text(en="Efficiency", cy="Effeithlonrwydd"), rule.efficiency)


def _increment(terms: Terms, rule: Increment) -> Iterator[Sentence]:
    words = Text(
        en="Each partner contributes its own baseline; only what the budget adds to the baselines is shared.",
        cy="Mae pob partner yn cyfrannu ei linell sylfaen ei hun; dim ond yr hyn y mae'r gyllideb yn ei ychwanegu at y "
        "llinellau sylfaen a rennir.",
    )
    yield say(words, clause=rule.clause)
    yield from _by_partner(terms, _BASELINE, rule.baseline)
    yield from _shares(terms, Text(en="Shares of the addition", cy="Cyfrannau o'r ychwanegiad"), rule.shares)


def _liability(_terms: Terms, rule: Liability) -> Iterator[Sentence]:
    words = Text(
        en="Each partner pays what was spent on its own responsibilities.",
        cy="Mae pob partner yn talu'r hyn a wariwyd ar ei gyfrifoldebau ei hun.",
    )
    yield say(words, clause=rule.clause)


def _volume(terms: Terms, rule: Volume) -> Iterator[Sentence]:
    words = Text(
        en="Each partner contributes a sum for the planned volume. Spend below plan reduces contributions tier by tier.",
        cy="Mae pob partner yn cyfrannu swm ar gyfer y cyfaint a gynlluniwyd. Mae gwariant islaw'r cynllun yn gostwng "
        "cyfraniadau fesul haen.",
    )
    yield say(words, clause=rule.clause)
    yield from _by_partner(terms, _SUMS, rule.amounts)
    for number, tier in enumerate(rule.reductions, start=1):
        most = Text(en="each by up to {share} of its contribution", cy="pob un hyd at {share} o'i gyfraniad")
        rest = Text(en="the rest", cy="y gweddill")
        how_far = rest if tier.up_to is None else most.filled(share=percent(tier.up_to))
        line = Text(en="Tier {n}: {partners}, {how_far}.", cy="Haen {n}: {partners}, {how_far}.")
        names = partners(terms, tier.partners)
        yield say(line.filled(n=number, partners=names, how_far=how_far), clause=tier.clause, level=1)


def _no_worse_off(terms: Terms, rule: NoWorseOff) -> Iterator[Sentence]:
    words = Text(
        en="Each partner contributes what it would have paid alone, less its share of what the pool gains; a loss is "
        "shared in the same way.",
        cy="Mae pob partner yn cyfrannu'r hyn y byddai wedi'i dalu ar ei ben ei hun, llai ei gyfran o'r hyn y mae'r "
        "gronfa'n ei ennill; rhennir colled yn yr un modd.",
    )
    yield say(words, clause=rule.clause)
    yield from _by_partner(terms, Text(en="Alone", cy="Ar ei ben ei hun"), rule.alone)
    yield from _shares(terms, Text(en="Shares of the gain", cy="Cyfrannau o'r enillion"), rule.shares)


def _daily_charge(terms: Terms, rule: DailyCharge) -> Iterator[Sentence]:
    known = terms.measures.get(rule.measure)
    words = Text(
        en="For each day counted by “{measure}”, {payer} pays {payee} a daily charge.",
        cy="Am bob diwrnod a gyfrifir gan “{measure}”, mae {payer} yn talu tâl dyddiol; {payee} sy'n ei dderbyn.",
    ).filled(
        measure=known.title if known else same(rule.measure),
        payer=terms.name(rule.payer),
        payee=terms.name(rule.payee),
    )
    yield say(words, clause=rule.clause)
    yield from yearly(Text(en="The charge for a day", cy="Y tâl am ddiwrnod"), rule.rate)


_RULES: Mapping[type[Contributions], Callable[..., Iterator[Sentence]]] = {
    Fixed: _fixed,
    BudgetShares: _budget_shares,
    ExpenditureShares: _expenditure_shares,
    Baseline: _baseline,
    Increment: _increment,
    Liability: _liability,
    Volume: _volume,
    NoWorseOff: _no_worse_off,
    DailyCharge: _daily_charge,
}
"""What says each rule. A new rule is added here and in :mod:`cronfa.agreement.contributions`."""

_SAYS_ITS_SHARES = (BudgetShares, ExpenditureShares, Increment, NoWorseOff)


def _common(version: Version, name: str, rule: Contributions) -> Iterator[Sentence]:
    terms = version.terms
    if not isinstance(rule, _SAYS_ITS_SHARES):
        yield from _shares(terms, Text(en="Contractual shares", cy="Cyfrannau yn ôl y contract"), rule.shares)
    yield from _derived(terms, rule)
    if rule.derivation is not None:
        yield say(
            Text(en="How the figure is arrived at: {how}", cy="Sut y cyrhaeddir y ffigur: {how}").filled(
                how=rule.derivation
            )
        )
    for partner, status in rule.status.items():
        yield _status(terms.name(partner), status)
    yield from _instalments(version, name, rule)
    yield from _pledges(terms, rule)
    if rule.charges is not None:
        words = Text(
            en="{partner} collects charges from service users; they count towards its contribution.",
            cy="{partner} sy'n casglu taliadau gan ddefnyddwyr gwasanaethau; maent yn cyfrif tuag at ei gyfraniad.",
        )
        yield say(words.filled(partner=terms.name(rule.charges.collected_by)), clause=rule.charges.clause)
        yield from yearly(Text(en="Charges expected", cy="Taliadau disgwyliedig"), rule.charges.budget)


def _derived(terms: Terms, rule: Contributions) -> Iterator[Sentence]:
    """The shares that fixed sums come to, where the contract names other ones: 50.77% against 51%."""
    if not isinstance(rule, Fixed) or (rule.shares.every is None and not rule.shares.years):
        return
    for year, sums in _years(rule.amounts):
        total = sum(sums.values())
        if total:
            parts = in_order(
                beside(terms.name(partner), _two_places(Fraction(pence, total))) for partner, pence in sums.items()
            )
            line = Text(en="Derived from the sums, {year}: {parts}.", cy="Yn deillio o'r symiau, {year}: {parts}.")
            yield say(line.filled(year=year, parts=parts), level=1)


def _two_places(share: Fraction) -> str:
    hundredths = round(share * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _status(name: Text, status: Status) -> Sentence:
    words = Text(en="{partner}: the contribution is {status}.", cy="{partner}: mae'r cyfraniad {status}.")
    part = Text(en="That is so of {sum}.", cy="Mae hynny'n wir am {sum}.")
    since = Text(en="Since {day}.", cy="Ers {day}.")
    why = Text(en="The reason: {why}", cy="Y rheswm: {why}")
    return say(
        words.filled(partner=name, status=_STATUS[status.status]),
        part.filled(sum=money(status.amount)) if status.amount is not None else None,
        since.filled(day=day(status.since)) if status.since is not None else None,
        why.filled(why=status.reason) if status.reason is not None else None,
        clause=status.clause,
    )


def _instalments(version: Version, name: str, rule: Contributions) -> Iterator[Sentence]:
    default = default_at(version, "schemes", name, "contributions", "instalments")
    if isinstance(rule, (DailyCharge, Liability)) and default:
        return
    if isinstance(rule.instalments, str):
        yield say(_INSTALMENTS[rule.instalments], default=default)
    else:
        parts = in_order(beside(day_of_year(each.due), percent(each.share)) for each in rule.instalments)
        yield say(
            Text(en="Contributions are paid in parts: {parts}.", cy="Telir y cyfraniadau fesul rhan: {parts}.").filled(
                parts=parts
            )
        )


def _pledges(terms: Terms, rule: Contributions) -> Iterator[Sentence]:
    """What is given in kind, grants, minimum sums, slices to be earned and one-off changes."""
    for kind in rule.in_kind:
        label = Text(
            en="{partner} gives in kind: {what}. Its value",
            cy="{partner}, mewn nwyddau neu wasanaethau: {what}. Ei werth",
        )
        yield from _pledge(label.filled(partner=terms.name(kind.partner), what=kind.what), kind.value, kind.clause)
    for grant in rule.grants:
        label = Text(en="{partner} pays in a ring-fenced grant, {what}", cy="{partner}, grant wedi'i neilltuo, {what}")
        yield from _pledge(label.filled(partner=terms.name(grant.partner), what=grant.what), grant.amount, grant.clause)
        yield from _source(grant.source)
    for minimum in rule.minimum:
        label = Text(en="{partner} must contribute at least", cy="Lleiafswm cyfraniad {partner}")
        yield from _pledge(label.filled(partner=terms.name(minimum.partner)), minimum.amount, minimum.clause)
        yield from _source(minimum.source)
    for slice_ in rule.performance:
        label = Text(
            en="{partner} pays in a slice only as far as it is earned by “{measure}”, at most",
            cy="Dim ond i'r graddau y caiff ei hennill yn ôl “{measure}” y telir tafell {partner}; ar y mwyaf",
        )
        facts = {"partner": terms.name(slice_.partner), "measure": _title(terms, slice_.measure)}
        yield from _pledge(label.filled(**facts), slice_.amount, slice_.clause)
    for change in rule.one_off:
        label = Text(en="A one-off change in {year}: {sums}.", cy="Newid untro yn {year}: {sums}.")
        yield say(label.filled(year=change.year, sums=partner_sums(terms, change.amounts)), clause=change.clause)


def _pledge(label: Text, values: ByYear[int], clause: str | None) -> Iterator[Sentence]:
    for sentence in yearly(label, values):
        yield say(sentence.text, clause=clause)


def _source(source: str | None) -> Iterator[Sentence]:
    """Where a grant comes from, or who asks for a least sum."""
    if source:
        yield say(Text(en="Its source: {source}.", cy="Ei ffynhonnell: {source}.").filled(source=source), level=1)


def _title(terms: Terms, measure: str) -> Text:
    known = terms.measures.get(measure)
    return known.title if known else same(measure)
