"""The sentences that derive a contribution, in English and Welsh."""

from fractions import Fraction

from cronfa.agreement.contributions import StatusName
from cronfa.agreement.values import percent
from cronfa.language import Text
from cronfa.money import pounds

FIXED = Text(en="fixed sum for {year}: {amount}", cy="swm sefydlog ar gyfer {year}: {amount}")
BUDGET_SHARE = Text(en="{share} of the budget of {amount}", cy="{share} o'r gyllideb o {amount}")
EXPENDITURE_SHARE = Text(en="{share} of all expenditure, {amount}", cy="{share} o'r holl wariant, {amount}")
BASELINE = Text(
    en="(baseline {baseline} {recurrent} recurrent) × (1 + {uplift} uplift − {efficiency} efficiency) {planned} planned",
    cy="(llinell sylfaen {baseline} {recurrent} cylchol) × (1 + {uplift} cynnydd − {efficiency} effeithlonrwydd) "
    "{planned} arfaethedig",
)
INCREMENT = Text(
    en="own baseline {baseline}, and {share} of the {added} that the budget adds",
    cy="ei linell sylfaen ei hun {baseline}, a {share} o'r {added} y mae'r gyllideb yn ei ychwanegu",
)
LIABILITY = Text(
    en="what was spent on its own responsibilities: {amount}",
    cy="yr hyn a wariwyd ar ei gyfrifoldebau ei hun: {amount}",
)
VOLUME = Text(
    en="{plan} at the planned volume, {cut} because it came in below plan",
    cy="{plan} ar y cyfaint a gynlluniwyd, {cut} am iddo ddod islaw'r cynllun",
)
ALONE = Text(
    en="{alone} alone, {gain} as its share of what the pool gained or lost",
    cy="{alone} ar ei ben ei hun, {gain} fel ei gyfran o'r hyn a enillodd neu a gollodd y gronfa",
)
DAILY_CHARGE = Text(
    en="{days} delayed days at {rate} a day: {amount}", cy="{days} diwrnod o oedi ar {rate} y dydd: {amount}"
)
ONE_OFF = Text(en="one-off change in {year}: {amount}", cy="newid untro yn {year}: {amount}")
CHARGES_BUDGETED = Text(
    en="less charges it collects, as budgeted: {amount}",
    cy="llai'r taliadau a gesglir ganddo, yn ôl y gyllideb: {amount}",
)
CHARGES_COLLECTED = Text(
    en="less charges really collected: {amount}", cy="llai'r taliadau a gasglwyd mewn gwirionedd: {amount}"
)
EARNED = Text(en="{amount} earned of a slice of {most}", cy="{amount} wedi'i ennill o dafell o {most}")
GRANT = Text(en="of which {amount} is a grant: {what}", cy="y mae {amount} ohono'n grant: {what}")
IN_KIND = Text(
    en="beside it, in kind: {what}, worth {amount}",
    cy="ochr yn ochr, mewn nwyddau neu wasanaethau: {what}, gwerth {amount}",
)
TO_DATE = Text(en="the part that belongs to the first {months} months", cy="y rhan ar gyfer misoedd 1 i {months}")
STATUS: dict[StatusName, Text] = {
    "indicative": Text(en="indicative", cy="dangosol"),
    "confirmed": Text(en="confirmed", cy="wedi'i gadarnhau"),
    "withheld": Text(en="withheld", cy="wedi'i ddal yn ôl"),
    "refused": Text(en="refused", cy="wedi'i wrthod"),
    "loaned": Text(en="loaned", cy="wedi'i fenthyg"),
}
STATUS_OF_WHOLE = Text(en="status: {status}", cy="statws: {status}")
STATUS_OF_PART = Text(en="status: {amount} {status}", cy="statws: {amount} {status}")


def money(pence: int) -> str:
    return pounds(pence)


def signed(pence: int) -> str:
    """With its sign, also where it is nought or above."""
    return pounds(pence, sign=True) if pence else "+£0.00"


def share(sentence: Text, part: Fraction | None, amount_pence: int) -> Text:
    return sentence.filled(share=percent(part or Fraction(0)), amount=money(amount_pence))


def baseline(base: int, recurrent: int, uplift: Fraction, planned: int, efficiency: Fraction) -> Text:
    rates = {"uplift": percent(uplift), "efficiency": percent(efficiency)}
    return BASELINE.filled(baseline=money(base), recurrent=signed(recurrent), planned=signed(planned), **rates)


def increment(base: int, part: Fraction | None, added: int) -> Text:
    return INCREMENT.filled(baseline=money(base), share=percent(part or Fraction(0)), added=money(added))


def volume(plan: int, cut: int) -> Text:
    return VOLUME.filled(plan=money(plan), cut=signed(-cut))


def alone(pence: int, gain: int) -> Text:
    return ALONE.filled(alone=money(pence), gain=signed(-gain))


def status(name: StatusName, amount_pence: int | None) -> Text:
    if amount_pence is None:
        return STATUS_OF_WHOLE.filled(status=STATUS[name])
    return STATUS_OF_PART.filled(status=STATUS[name], amount=money(amount_pence))
