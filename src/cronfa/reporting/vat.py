"""The VAT regime of a scheme's contributions, by who delivers. For notes on documents; nothing is computed with it.

Source: HMRC VATGPB6640 (pooled arrangements) and VATGPB6700 (agency arrangements with cross-charges).
"""

from cronfa.agreement.clauses import Terms
from cronfa.language import Text, same

REGIMES = {
    "s33": Text(en="section 33 of the VAT Act 1994", cy="adran 33 o Ddeddf TAW 1994"),
    "cos": Text(en="the contracted-out services rules", cy="y rheolau gwasanaethau wedi'u contractio allan"),
    "none": Text(en="no special regime", cy="dim cyfundrefn arbennig"),
}
SHORT = {
    "s33": Text(en="Section 33", cy="Adran 33"),
    "cos": Text(en="Contracted-out services", cy="Gwasanaethau wedi'u contractio allan"),
    "none": Text(en="No special regime", cy="Dim cyfundrefn arbennig"),
}
AGENCY = Text(en="Agency: VAT is added", cy="Asiantaeth: ychwanegir TAW")
NOT_SAID = Text(en="Not stated", cy="Heb ei nodi")
POOLED_NOTE = Text(
    en="{scheme}: no VAT is charged on this contribution. {deliverer} delivers, so VAT on what is bought is recovered under "
    "{regime} (HMRC VATGPB6640).",
    cy="{scheme}: ni chodir TAW ar y cyfraniad hwn. {deliverer} sy'n darparu, felly adenillir TAW ar yr hyn a brynir o dan "
    "{regime} (HMRC VATGPB6640).",
)
UNKNOWN_REGIME_NOTE = Text(
    en="{scheme}: no VAT is charged on this contribution. {deliverer} delivers; the agreement does not say under which "
    "regime it "
    "recovers VAT.",
    cy="{scheme}: ni chodir TAW ar y cyfraniad hwn. {deliverer} sy'n darparu; nid yw'r cytundeb yn dweud o dan ba "
    "gyfundrefn y mae'n "
    "adennill TAW.",
)
AGENCY_NOTE = Text(
    en="{scheme}: an agency arrangement, in which cross-charges are taxable supplies; {deliverer} adds VAT to the "
    "amount shown on "
    "its own VAT invoice (HMRC VATGPB6700).",
    cy="{scheme}: trefniant asiantaeth, lle mae croes-daliadau'n gyflenwadau trethadwy; mae {deliverer} yn ychwanegu "
    "TAW at y swm a "
    "ddangosir ar ei anfoneb TAW ei hun (HMRC VATGPB6700).",
)
NOT_SAID_NOTE = Text(
    en="{scheme}: the agreement does not say who delivers, so the VAT regime is not known. Agree it before VAT is recovered.",
    cy="{scheme}: nid yw'r cytundeb yn dweud pwy sy'n darparu, felly nid yw'r gyfundrefn TAW yn hysbys. Cytunwch arni "
    "cyn adennill "
    "TAW.",
)


def deliverer(terms: Terms, scheme: str) -> str | None:
    """The partner that delivers a scheme; nothing where the agreement does not say."""
    known = terms.schemes[scheme].vat
    if known is None:
        return None
    return {"host": terms.host_of(scheme), "lead commissioner": terms.lead_of(scheme)}.get(
        known.deliverer, known.deliverer
    )


def regime(terms: Terms, scheme: str) -> Text:
    """The regime in a few words."""
    who, rule = deliverer(terms, scheme), terms.schemes[scheme].vat
    if who is None or rule is None:
        return NOT_SAID
    if rule.structure == "agency":
        return AGENCY
    return SHORT.get(terms.partners[who].vat or "", NOT_SAID)


def note(terms: Terms, scheme: str) -> Text:
    """The note that stands on a document."""
    who, rule = deliverer(terms, scheme), terms.schemes[scheme].vat
    title = terms.scheme_title(scheme)
    if who is None or rule is None:
        return NOT_SAID_NOTE.filled(scheme=title)
    if rule.structure == "agency":
        return AGENCY_NOTE.filled(scheme=title, deliverer=terms.name(who))
    known = terms.partners[who].vat
    if known is None:
        return UNKNOWN_REGIME_NOTE.filled(scheme=title, deliverer=terms.name(who))
    return POOLED_NOTE.filled(scheme=title, deliverer=terms.name(who), regime=REGIMES[known])


def deliverer_name(terms: Terms, scheme: str) -> Text:
    """Who delivers, in words."""
    who = deliverer(terms, scheme)
    return terms.name(who) if who else same("–")
