"""What the law under which a fund is made says its agreement must contain.

Sources: SI 2000/617 regulation 7(3)(a)–(g) for section 75 of the NHS Act 2006; the Partnership Arrangements (Wales)
Regulations 2015 for Part 9 of the 2014 Act and WSI 2000/2993 for section 33 of the NHS (Wales) Act 2006; section 1 of the
Public Bodies (Joint Working) (Scotland) Act 2014. A head that an agreement leaves out is a warning: cronfa can settle
the fund, but a lawyer should see it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cronfa.agreement.clauses import POOLED_FORMS, Terms
from cronfa.agreement.versions import Version
from cronfa.language import Text
from cronfa.problems import Kind, Problem

STATUTE_SILENT = Kind(
    "AG084",
    what=Text(
        en="The agreement does not say {head}, which {source} asks for.",
        cy="Mae'r cytundeb yn dawel am hyn: {head}. Mae {source} yn gofyn amdano.",
    ),
    remedy=Text(
        en="Write it under “{field}:”. Until then {stands}.",
        cy="Ysgrifennwch ef o dan “{field}:”. Tan hynny {stands}.",
    ),
    severity="warning",
)
KINDS = (STATUTE_SILENT,)

_NOTHING = Text(en="no standard term stands in its place", cy="nid oes teler safonol yn sefyll yn ei le")
_NOTICE_ONLY = Text(
    en="only the period of notice stands, twelve months unless the term says another",
    cy="dim ond y cyfnod rhybudd sy'n sefyll, deuddeg mis oni bai bod “term” yn dweud yn wahanol",
)


@dataclass(frozen=True, slots=True)
class Head:
    """One thing that an agreement must say: where it is written, and what stands if it is not."""

    field: str
    words: Text
    said: Callable[[Terms], bool]
    stands: Text = _NOTHING


def _anywhere(field: str) -> Callable[[Terms], bool]:
    """Said for the fund, or for every scheme."""
    return lambda terms: bool(
        getattr(terms, field) or (terms.schemes and all(getattr(each, field) for each in terms.schemes.values()))
    )


def _said(field: str) -> Callable[[Terms], bool]:
    return lambda terms: getattr(terms, field) is not None


def _contributions(terms: Terms) -> bool:
    """Said, or told by a rule of its own: a pooled scheme without contributions is an error."""
    told = {"in view", *POOLED_FORMS}
    return all(scheme.contributions is not None or scheme.form in told for scheme in terms.schemes.values())


def _in_kind(terms: Terms) -> bool:
    rules = (scheme.contributions for scheme in terms.schemes.values())
    return terms.staff_and_goods is not None or any(rule is not None and rule.in_kind for rule in rules)


AIMS = Head(
    "aims", Text(en="its agreed aims and outcomes", cy="ei nodau a'i ganlyniadau y cytunwyd arnynt"), _said("aims")
)
CONTRIBUTIONS = Head(
    "contributions", Text(en="what each partner contributes", cy="beth mae pob partner yn ei gyfrannu"), _contributions
)
FUNCTIONS = Head(
    "functions", Text(en="the functions it covers", cy="y swyddogaethau y mae'n eu cwmpasu"), _anywhere("functions")
)
SERVICES = Head(
    "services",
    Text(en="the people and the kinds of services it is for", cy="y bobl a'r mathau o wasanaethau y mae ar eu cyfer"),
    _anywhere("services"),
)
STAFF = Head(
    "staff and goods",
    Text(
        en="the staff, goods, services or accommodation provided",
        cy="y staff, y nwyddau, y gwasanaethau neu'r llety a ddarperir",
    ),
    _in_kind,
)
REVIEW = Head("review", Text(en="how it is reviewed", cy="sut y caiff ei adolygu"), _said("review"))
VARIATION = Head("variation", Text(en="how it is varied", cy="sut y caiff ei amrywio"), _said("variation"))
TERMINATION = Head(
    "termination", Text(en="how it is ended", cy="sut y daw i ben"), _said("termination"), stands=_NOTICE_ONLY
)
MANAGEMENT = Head(
    "management", Text(en="how the fund is managed", cy="sut y caiff y gronfa ei rheoli"), _said("management")
)

_SI_617 = Text(en="SI 2000/617 reg 7(3)({letter})", cy="OS 2000/617 rheoliad 7(3)({letter})")
_PART_9 = Text(
    en="Part 9 of the 2014 Act (Partnership Arrangements (Wales) Regulations 2015)",
    cy="Rhan 9 o Ddeddf 2014 (Rheoliadau Trefniadau Partneriaeth (Cymru) 2015)",
)
_SECTION_33 = Text(
    en="section 33 of the NHS (Wales) Act 2006 (WSI 2000/2993)",
    cy="adran 33 o Ddeddf y Gwasanaeth Iechyd Gwladol (Cymru) 2006 (OS 2000/2993)",
)
_SCOTLAND = Text(
    en="section 1 of the Public Bodies (Joint Working) (Scotland) Act 2014",
    cy="adran 1 o Ddeddf Cyrff Cyhoeddus (Cydweithio) (Yr Alban) 2014",
)
_ALL = (AIMS, CONTRIBUTIONS, FUNCTIONS, SERVICES, STAFF, REVIEW, VARIATION, TERMINATION, MANAGEMENT)

HEADS: Mapping[str, tuple[tuple[Head, Text], ...]] = {
    "nhs-act-2006-s75": tuple(
        (head, _SI_617.filled(letter=letter))
        for head, letter in zip(_ALL, ("a", "b", "c", "d", "e", "f", "f", "f", "g"), strict=True)
    ),
    "part-9-2014": tuple((head, _PART_9) for head in _ALL),
    "nhs-wales-act-2006-s33": tuple((head, _SECTION_33) for head in _ALL),
    "joint-working-scotland-2014": tuple((head, _SCOTLAND) for head in (CONTRIBUTIONS, FUNCTIONS)),
}
"""What each power asks for, and where. The term itself is always written, so duration needs no head."""


def the_law_finds_what_it_asks_for(version: Version) -> Iterator[Problem]:
    """The agreement says what its power requires it to say."""
    for head, source in HEADS[version.terms.power]:
        if not head.said(version.terms):
            yield version.document.problem(
                STATUTE_SILENT, ("power",), head=head.words, source=source, field=head.field, stands=head.stands
            )


EACH_VERSION = (the_law_finds_what_it_asks_for,)
