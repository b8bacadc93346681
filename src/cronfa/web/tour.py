"""The guided tour of the demonstration: real pages in an order, each with a word on what to look at. Left at any time.

Where one is stands in the address (``?tour=3``), so that it works without a script, in both languages, and by itself ends
when another link is followed. Pages that a role may not read are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cronfa.fund.projecting import years_with_spend
from cronfa.fund.settling import is_settled
from cronfa.governance import keeping
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import Text

NEXT = Text(en="Next", cy="Nesaf")
BACK = Text(en="Back", cy="Yn ôl")
LEAVE = Text(en="Leave the tour", cy="Gadael y daith")
AT = Text(en="Step {step} of {steps}", cy="Cam {step} o {steps}")
BEGIN = Text(en="Take the guided tour", cy="Dilyn y daith dywys")


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the tour: its name, what follows the fund in its address, and what to look at."""

    name: str
    says: Text
    needs: Right = Right.SEE_FUND
    arguments: Callable[[Desk], tuple[object, ...]] = lambda _: ()


def _settled_year(desk: Desk) -> str:
    years = keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund))
    return next((year for year in reversed(years) if is_settled(desk.fund, year)), years[-1])


STOPS = (
    Stop(
        "home",
        Text(
            en="The heading is the answer, the sentence says who would bear it and by which clause. Hatched bands are "
            "one partner's "
            "money paying for another's responsibility.",
            cy="Y pennawd yw'r ateb, a dywed y frawddeg pwy fyddai'n ei ysgwyddo ac yn ôl pa gymal. Bandiau llinellog "
            "yw arian un "
            "partner yn talu am gyfrifoldeb partner arall.",
        ),
    ),
    Stop(
        "report",
        Text(
            en="A report. Every dotted figure opens: to its clauses, what it adds up, and the rows of the partners' files.",
            cy="Adroddiad. Mae pob ffigur â dotiau yn agor: i'w gymalau, yr hyn y mae'n ei adio, a rhesi ffeiliau'r "
            "partneriaid.",
        ),
        arguments=lambda desk: (_settled_year(desk), 12, "settlement"),
    ),
    Stop(
        "postings",
        Text(
            en="Every entry, to filter, sort and share by its address. Open one to see its balanced lines and the "
            "partner's own row.",
            cy="Pob cofnod, i'w hidlo, ei drefnu a'i rannu drwy ei gyfeiriad. Agorwch un i weld ei linellau a rhes y "
            "partner ei hun.",
        ),
        Right.SEE_POSTINGS,
    ),
    Stop(
        "settlement",
        Text(
            en="A year settled. Each step of a waterfall takes what it can, and the rest falls through; every line "
            "carries its clause.",
            cy="Blwyddyn wedi'i setlo. Mae pob cam o raeadr yn cymryd yr hyn a all, a'r gweddill yn disgyn; mae cymal "
            "wrth bob llinell.",
        ),
        arguments=lambda desk: (_settled_year(desk), 12),
    ),
    Stop(
        "agreement",
        Text(
            en="The agreement, in plain words beside its clauses. The same text posts the money and shares the risk.",
            cy="Y cytundeb, mewn geiriau plaen wrth ei gymalau. Yr un testun sy'n postio'r arian ac yn rhannu'r risg.",
        ),
    ),
    Stop(
        "exceptions",
        Text(
            en="A partner questions an entry and a clock runs. What is upheld becomes a reversal that another person approves.",
            cy="Mae partner yn holi cofnod ac mae cloc yn rhedeg. Daw'r hyn a gadarnheir yn wrthdroad y mae rhywun "
            "arall yn ei gymeradwyo.",
        ),
        Right.SEE_POSTINGS,
    ),
    Stop(
        "reconciliations",
        Text(
            en="A partner's own ledger beside the fund's: matched by rules that say why, and a statement from one "
            "balance to the other.",
            cy="Cyfriflyfr partner wrth ymyl y gronfa: paru yn ôl rheolau sy'n dweud pam, a datganiad o'r naill falans "
            "i'r llall.",
        ),
    ),
    Stop(
        "verification",
        Text(
            en="The chain. Verify it: every entry is read again from the first, and nothing changed can hide.",
            cy="Y gadwyn. Dilyswch hi: darllenir pob cofnod eto o'r cyntaf, ac ni all dim a newidiwyd guddio.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above a page of the tour."""

    at: Text
    says: Text
    back: str
    next: str
    leave: str
    words: tuple[Text, Text, Text] = (BACK, NEXT, LEAVE)


def stops(desk: Desk) -> tuple[Stop, ...]:
    """The pages of the tour that this person may read."""
    return tuple(stop for stop in STOPS if desk.may(stop.needs))


def address(desk: Desk, place: int) -> str:
    """Where a step of the tour is."""
    stop = stops(desk)[place - 1]
    return f"{reverse(stop.name, args=[desk.fund.slug, *stop.arguments(desk)])}?tour={place}"


def begins(desk: Desk | None) -> str:
    """Where the tour begins; empty outside the demonstration, or where nothing has been spent."""
    if not settings.DEMO or desk is None or not desk.may(Right.SEE_FUND) or not _has_spend(desk):
        return ""
    return address(desk, 1)


def banner(request: HttpRequest, desk: Desk | None) -> Banner | None:
    """The banner of the page that is asked for, if its address is a step of the tour."""
    asked = request.GET.get("tour", "")
    if not settings.DEMO or desk is None or not asked.isdecimal() or len(asked) > 3 or not _has_spend(desk):
        return None
    place, open_ = int(asked), stops(desk)
    match = request.resolver_match
    if not 1 <= place <= len(open_) or match is None or open_[place - 1].name != match.url_name:
        return None
    return Banner(
        at=AT.filled(step=place, steps=len(open_)),
        says=open_[place - 1].says,
        back=address(desk, place - 1) if place > 1 else "",
        next=address(desk, place + 1) if place < len(open_) else "",
        leave=request.path,
    )


def _has_spend(desk: Desk) -> bool:
    return bool(keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund)))
