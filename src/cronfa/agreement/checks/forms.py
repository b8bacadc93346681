"""Rules about the form of a scheme, and what an arrangement of its kind is known to run into."""

from collections.abc import Iterator

from cronfa.agreement.checks.places import schemes, written, years
from cronfa.agreement.clauses import POOLED_FORMS, Vat
from cronfa.agreement.contributions import DailyCharge
from cronfa.agreement.document import Path
from cronfa.agreement.versions import Agreement, Version
from cronfa.language import Text
from cronfa.money import whole_pounds
from cronfa.problems import Kind, Problem

WATERFALL_OUTSIDE_THE_FUND = Kind(
    "AG075",
    what=Text(
        en="The form is “{form}”, which is never settled: these steps never act.",
        cy="Ffurf y cynllun yw “{form}”, na chaiff byth ei setlo: nid yw'r camau hyn byth yn gweithredu.",
    ),
    remedy=Text(
        en="Take the steps out, or write the form that shares: pooled or lead commissioned.",
        cy="Tynnwch y camau, neu ysgrifennwch ffurf sy'n rhannu: pooled neu lead commissioned.",
    ),
    severity="warning",
)
CROSS_CHARGE_WITHOUT_RATE = Kind(
    "AG076",
    what=Text(
        en="The form is cross charge, but nothing says what is charged for each day.",
        cy="Ffurf y cynllun yw cross charge, ond nid oes dim yn dweud beth a godir am bob diwrnod.",
    ),
    remedy=Text(
        en="Write “contributions: {{by: daily charge, payer: …, payee: …, rate: …, measure: …}}”.",
        cy="Ysgrifennwch “contributions: {{by: daily charge, payer: …, payee: …, rate: …, measure: …}}”.",
    ),
)
DAILY_CHARGE_ELSEWHERE = Kind(
    "AG077",
    what=Text(
        en="A daily charge belongs to the form cross charge; this scheme is “{form}”.",
        cy="Mae tâl dyddiol yn perthyn i'r ffurf cross charge; “{form}” yw'r cynllun hwn.",
    ),
    remedy=Text(en="Write “form: cross charge”.", cy="Ysgrifennwch “form: cross charge”."),
    severity="warning",
)
PAYS_ITSELF = Kind(
    "AG078",
    what=Text(en="“{partner}” charges itself.", cy="Mae “{partner}” yn codi tâl arno'i hun."),
    remedy=Text(
        en="Name two bodies: who was responsible for the delay pays, the other is paid.",
        cy="Enwch ddau gorff: y sawl oedd yn gyfrifol am yr oedi sy'n talu, y llall sy'n cael ei dalu.",
    ),
)
SMALL_POOL = Kind(
    "AG079",
    what=Text(
        en="The pool is small: {size} in {year}, against the £2–3 million that one law firm advises as a least size.",
        cy="Mae'r gronfa'n fach: {size} yn {year}, o'i chymharu â'r £2–3 miliwn y mae un cwmni cyfreithiol yn ei "
        "argymell fel lleiafswm.",
    ),
    remedy=Text(
        en="Ask whether its cost of running is worth it, or whether aligned budgets would do (Better Outcomes 2017, 5.2).",
        cy="Gofynnwch a yw'n werth cost ei rhedeg, neu a fyddai cyllidebau wedi'u halinio'n ddigon "
        "(Better Outcomes 2017, 5.2).",
    ),
    severity="warning",
)
VIRTUAL_POOL = Kind(
    "AG080",
    what=Text(
        en="This is a virtual pool: every contribution stays with, or goes straight back to, whoever paid it.",
        cy="Cronfa rithwir yw hon: mae pob cyfraniad yn aros gyda'r sawl a'i talodd, neu'n mynd yn syth yn ôl ato.",
    ),
    remedy=Text(
        en="It may satisfy the duty to pool, but no money or risk is shared, and no benefit comes from pooling "
        "(the finding on the North Wales care home fund).",
        cy="Gall fodloni'r ddyletswydd i gyfuno arian, ond ni rennir arian na risg, ac ni ddaw budd o'i gyfuno "
        "(y casgliad am gronfa cartrefi gofal Gogledd Cymru).",
    ),
    severity="warning",
)
NOTHING_PERMITTED = Kind(
    "AG081",
    what=Text(
        en="The list of permitted categories is empty, which permits every category.",
        cy="Mae'r rhestr o gategorïau a ganiateir yn wag, sy'n caniatáu pob categori.",
    ),
    remedy=Text(
        en="List the categories, or take “permitted:” out.",
        cy="Rhestrwch y categorïau, neu tynnwch “permitted:”.",
    ),
    severity="warning",
)
VAT_REGIME_UNKNOWN = Kind(
    "AG082",
    what=Text(
        en="“{partner}” delivers this scheme, but its VAT regime is not written.",
        cy="“{partner}” sy'n darparu'r cynllun hwn, ond nid yw ei drefn TAW wedi'i hysgrifennu.",
    ),
    remedy=Text(
        en="Add “vat: s33” (a local authority), “cos” (a health body) or “none” to the partner: VAT is recovered as the "
        "deliverer recovers it (HMRC VATGPB6640).",
        cy="Ychwanegwch “vat: s33” (awdurdod lleol), “cos” (corff iechyd) neu “none” at y partner: adenillir TAW fel "
        "y mae'r darparwr yn ei hadennill (HMRC VATGPB6640).",
    ),
    severity="warning",
)
NO_WELSH_TITLE = Kind(
    "AG083",
    what=Text(
        en="The title is in one language; in Wales it is shown in both.",
        cy="Mae'r teitl mewn un iaith; yng Nghymru fe'i dangosir yn y ddwy.",
    ),
    remedy=Text(en="Write it as {{en: …, cy: …}}.", cy="Ysgrifennwch ef fel {{en: …, cy: …}}."),
    severity="warning",
)
KINDS = (
    WATERFALL_OUTSIDE_THE_FUND, CROSS_CHARGE_WITHOUT_RATE, DAILY_CHARGE_ELSEWHERE, PAYS_ITSELF, SMALL_POOL,
    VIRTUAL_POOL, NOTHING_PERMITTED, VAT_REGIME_UNKNOWN, NO_WELSH_TITLE,
)  # fmt: skip

SMALL_POOL_PENCE = 300_000_000
"""£3 million, the upper end of “£2–3 million” (Better Outcomes 5.2, citing DAC Beachcroft)."""


def schemes_outside_the_fund_share_nothing(version: Version) -> Iterator[Problem]:
    """What is only listed is never settled, so it has no variance to share."""
    for path, _, scheme in schemes(version):
        for direction in ("overspend", "underspend"):
            if scheme.form == "in view" and written(version, (*path, direction)):
                yield version.document.problem(WATERFALL_OUTSIDE_THE_FUND, (*path, direction), form=scheme.form)


def cross_charges_have_a_rate(version: Version) -> Iterator[Problem]:
    """Cross-charging has a sum for each delayed day; and a daily charge stands nowhere else."""
    for path, _, scheme in schemes(version):
        daily = isinstance(scheme.contributions, DailyCharge)
        if scheme.form == "cross charge" and not daily:
            yield version.document.problem(CROSS_CHARGE_WITHOUT_RATE, (*path, "form"))
        if daily and scheme.form != "cross charge":
            yield version.document.problem(DAILY_CHARGE_ELSEWHERE, (*path, "contributions"), form=scheme.form)


def no_one_charges_itself(version: Version) -> Iterator[Problem]:
    """A daily charge goes from one body to another."""
    for path, _, scheme in schemes(version):
        rule = scheme.contributions
        if isinstance(rule, DailyCharge) and rule.payer == rule.payee:
            where = (*path, "contributions", "payee")
            yield version.document.problem(PAYS_ITSELF, where, partner=rule.payer)


def the_pool_is_worth_its_running(agreement: Agreement) -> Iterator[Problem]:
    """A pool has a certain size (Better Outcomes 5.2): the largest year of its pooled schemes is judged."""
    sizes: dict[str, int] = {}
    for version in agreement.versions:
        pooled = [scheme for _, _, scheme in schemes(version) if scheme.form in POOLED_FORMS]
        for year in years(version):
            sizes[year] = max(sizes.get(year, 0), sum(scheme.budget.for_year(year) or 0 for scheme in pooled))
    year = max(sizes, key=lambda label: sizes[label], default="")
    if year and 0 < sizes[year] < SMALL_POOL_PENCE:
        document = agreement.versions[0].document
        yield document.problem(SMALL_POOL, ("schemes",), size=whole_pounds(sizes[year]), year=year)


def the_pool_is_not_virtual(version: Version) -> Iterator[Problem]:
    """Money that comes in stays in."""
    terms = version.terms
    retained = bool(terms.schemes) and all(scheme.form == "retained" for scheme in terms.schemes.values())
    if terms.money_held == "returned at once" or retained:
        yield version.document.problem(VIRTUAL_POOL, ("schemes",) if retained else ("money held",))


def permitted_lists_permit_something(version: Version) -> Iterator[Problem]:
    """A list of what may be spent on is not empty."""
    for path, _, _ in schemes(version):
        if written(version, (*path, "permitted")) == []:
            yield version.document.problem(NOTHING_PERMITTED, (*path, "permitted"))


def deliverers_have_a_vat_regime(version: Version) -> Iterator[Problem]:
    """Whoever delivers a scheme says under which regime it recovers VAT."""
    for path, name, scheme in schemes(version):
        if scheme.vat is not None:
            partner = _deliverer(version, name, scheme.vat)
            if partner in version.terms.partners and version.terms.partners[partner].vat is None:
                yield version.document.problem(VAT_REGIME_UNKNOWN, (*path, "vat"), partner=partner)


def titles_are_in_both_languages(version: Version) -> Iterator[Problem]:
    """Under a Welsh power the titles of the agreement and its schemes are in English and Welsh."""
    if version.terms.nation != "wales":
        return
    titles: list[Path] = [("title",), *((*path, "title") for path, _, _ in schemes(version))]
    for path in titles:
        title = written(version, path)
        if title is not None and not (isinstance(title, dict) and {"en", "cy"} <= set(title)):
            yield version.document.problem(NO_WELSH_TITLE, path)


def _deliverer(version: Version, scheme: str, vat: Vat) -> str:
    roles = {"host": version.terms.host_of, "lead commissioner": version.terms.lead_of}
    return roles[vat.deliverer](scheme) if vat.deliverer in roles else vat.deliverer


OVER_TIME = (the_pool_is_worth_its_running,)
EACH_VERSION = (
    schemes_outside_the_fund_share_nothing,
    cross_charges_have_a_rate,
    no_one_charges_itself,
    the_pool_is_not_virtual,
    permitted_lists_permit_something,
    deliverers_have_a_vat_regime,
    titles_are_in_both_languages,
)
