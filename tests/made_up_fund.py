"""A made-up pooled fund, settled by the real engine, for the tests of reporting. Every name and figure in it is invented."""

from datetime import date

from cronfa.agreement import parse
from cronfa.agreement.clauses import Terms
from cronfa.attribution.matrix import CrossSubsidy
from cronfa.calendars import Year
from cronfa.language import Text
from cronfa.money import allocate
from cronfa.monitoring import Fact
from cronfa.reporting.inputs import Book, Crossing, Payment, Spent, Stake
from cronfa.reporting.model import Provenance, Source
from cronfa.settlement import Outcome, settle
from cronfa.settlement.outcome import PartnerResult, Settlement

SYNTHETIC = Text(
    en="Synthetic: every name and figure here is made up to test the software.",
    cy="Synthetig: mae pob enw a ffigur yma wedi'i lunio i brofi'r feddalwedd.",
)

AGREEMENT = """
agreement: made-up-learning-disability
title: {en: Made-up learning disability pooled fund, cy: Cronfa gyfun anabledd dysgu ffug}
illustrative: {en: No such agreement was ever signed., cy: Ni lofnodwyd cytundeb o'r fath erioed.}
power: nhs-act-2006-s75
term: {from: 2012-04-01, to: 2022-03-31, notice: 12 months}
host: council
partners:
  council: {kind: local authority, name: {en: Made-up City Council, cy: Cyngor Dinas Ffug}}
  health: {kind: health body, name: {en: NHS Made-up, cy: GIG Ffug}}
reserves:
  contingency: {opening: "£500,000", name: {en: Contingency reserve, cy: Cronfa wrth gefn at raid}, clause: Sch 3 para 6}
boards:
  joint: {name: {en: Joint Commissioning Board, cy: Bwrdd Comisiynu ar y Cyd}}
schemes:
  residential:
    title: {en: Residential care, cy: Gofal preswyl}
    clause: Sch 2 para 4
    budget: "£31,000,000"
    contributions: {council: "£18,600,000", health: "£12,400,000"}
    attribute: {by: responsibility, clause: Sch 2 para 9}
    overspend:
      - draw: {reserve: contingency, up to: 1% of budget, clause: Sch 3 para 7(a)}
      - share: {by: contributions, clause: Sch 3 para 7(b)}
    underspend:
      - return: {by: contributions, clause: Sch 3 para 8}
  supported:
    title: {en: Supported living and home care, cy: Byw â chymorth a gofal cartref}
    clause: Sch 2 para 5
    budget: "£22,100,000"
    contributions: {council: "£15,470,000", health: "£6,630,000"}
    attribute: {by: responsibility, clause: Sch 2 para 9}
    overspend:
      - share: {by: contributions, clause: Sch 3 para 7(b)}
    underspend:
      - keep: {reserve: contingency, until: "£600,000", clause: Sch 3 para 8(a)}
      - return: {by: contributions, clause: Sch 3 para 8(b)}
  equipment:
    title: {en: Community equipment, cy: Offer cymunedol}
    clause: Sch 2 para 6
    budget: "£2,450,000"
    contributions: {council: "£1,225,000", health: "£1,225,000"}
    attribute: {by: responsibility, clause: Sch 2 para 9}
    overspend:
      - decide: {board: joint, clause: Sch 3 para 9}
      - share: {by: equal, clause: Sch 3 para 9}
    underspend:
      - carry: {clause: Sch 3 para 10}
"""

SPENT = (
    ("residential", "Nursing homes", "health", 1_402_331_017),
    ("residential", "Residential homes", "council", 1_773_910_442),
    ("supported", "Supported living", "council", 1_509_880_150),
    ("supported", "Supported living", "health", 660_119_950),
    ("equipment", "Hoists and beds", "council", 131_870_099),
    ("equipment", "Hoists and beds", "health", 117_205_001),
)
WEIGHTS = (70, 78, 83, 80, 82, 86, 84, 85, 90, 82, 84, 96)
"""How the year's spend falls on its months."""


def terms() -> Terms:
    return parse(AGREEMENT).versions[0].terms


def book() -> Book:
    """The year 2012-13 of the made-up fund, whole and consistent."""
    agreed = terms()
    settlement = settle(agreed, Outcome(year="2012-13", spend=_spend(), paid=_paid()))
    return Book(
        terms=agreed,
        year="2012-13",
        as_at=date(2013, 3, 31),
        settlement=settlement,
        provenance=_provenance(),
        payments=_payments(),
        spent=tuple(Spent(*row) for row in SPENT),
        crossings=_crossings(),
        cross_subsidy=(CrossSubsidy("2012-13", "council", "health", 164_156_000, 120_000_000, 44_156_000),),
        stakes=_stakes(),
        facts=_facts(),
        labels=(SYNTHETIC,),
        notes=(
            Text(
                en="Payments under £500 are not in the source file.",
                cy="Nid yw taliadau o dan £500 yn y ffeil ffynhonnell.",
            ),
        ),
    )


def nine_months() -> Book:
    """The same fund at the end of December, settled on nine months."""
    agreed, facts = terms(), _facts(9)
    actual = [fact for fact in facts if fact.kind == "actual"]
    spend: dict[str, dict[str, int]] = {}
    for fact in actual:
        by_partner = spend.setdefault(fact.scheme, {})
        by_partner[fact.partner] = by_partner.get(fact.partner, 0) + fact.pence
    return Book(
        terms=agreed,
        year="2012-13",
        as_at=date(2012, 12, 31),
        settlement=settle(agreed, Outcome(year="2012-13", spend=spend, months=9)),
        provenance=_provenance(),
        facts=facts,
        labels=(SYNTHETIC,),
    )


def empty_book() -> Book:
    """The same fund in a year in which nothing was paid, spent or recorded."""
    agreed = terms()
    partners = tuple(PartnerResult(partner, 0, 0, 0) for partner in agreed.partner_ids)
    quiet = Settlement("2012-13", 12, (), (), (), partners, (), (), (), 0)
    return Book(agreed, "2012-13", date(2013, 3, 31), quiet, Provenance("0" * 64, "0.0.0"))


def _spend() -> dict[str, dict[str, int]]:
    spend: dict[str, dict[str, int]] = {}
    for scheme, _, responsible, pence in SPENT:
        spend.setdefault(scheme, {})[responsible] = pence
    return spend


def _paid() -> dict[str, dict[str, int]]:
    amounts = {
        "residential": {"council": 1_860_000_000, "health": 1_240_000_000},
        "supported": {"council": 1_547_000_000, "health": 663_000_000},
        "equipment": {"council": 122_500_000, "health": 122_500_000},
    }
    return {**amounts, "equipment": {"council": 122_500_000, "health": 112_500_000}}


def _payments() -> tuple[Payment, ...]:
    quarters = (date(2012, 4, 16), date(2012, 7, 16), date(2012, 10, 15), date(2013, 1, 15))
    made = []
    for scheme, by_partner in _paid().items():
        for partner, pence in by_partner.items():
            for number, on in enumerate(quarters, start=1):
                amount = pence // 4
                made.append(Payment(partner, scheme, on, f"{scheme[:3].upper()}-{partner[:1].upper()}{number}", amount))
    return tuple(made)


def _crossings() -> tuple[Crossing, ...]:
    return (
        Crossing("residential", "council", "health", 131_807_500, "Sch 2 para 9"),
        Crossing("supported", "health", "council", 9_870_000, "Sch 2 para 9"),
        Crossing("equipment", "council", "health", 42_218_500, "Sch 2 para 9"),
    )


def _facts(months: int = 12) -> tuple[Fact, ...]:
    """The same spend, month by month in uneven parts."""
    labels = [month.label for month in Year("2012-13").months()]
    spent = [
        Fact(label, scheme, category, partner, pence)
        for scheme, category, partner, total in SPENT
        for label, pence in zip(labels[:months], allocate(total, WEIGHTS), strict=False)
    ]
    return (*spent, Fact(labels[months - 1], "residential", "Nursing homes", "health", 31_000_00, kind="committed"))


def _stakes() -> tuple[Stake, ...]:
    return (
        Stake("contingency", "council", 30_000_000, 20_000_000),
        Stake("contingency", "health", 20_000_000, 10_000_000),
    )


def _provenance() -> Provenance:
    return Provenance(
        agreement_sha256="9f2c" * 16,
        version="0.1.0",
        ledger_head="41d7" * 16,
        sources=(Source("payments-2012-13.csv", "c0de" * 16, 27195, 5_595_316_659),),
    )
