"""Short phrases that sentences are made of: days, sums, lengths of time, shares, limits and names.

Welsh phrases stand where no mutation is needed: names and sums come first, after a colon, or after a word that leaves
them alone.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.agreement.values import Length, Limit, percent
from cronfa.calendars import MONTHS
from cronfa.language import Text, counted, join, same
from cronfa.money import pounds

_NASAL_YEARS = {5, 7, 8, 9, 10, 12, 15, 18, 20, 25, 30, 40, 50}
_UNITS = {"working day": "diwrnod gwaith", "day": "diwrnod", "week": "wythnos", "month": "mis"}
_LIMITS = {
    "budget": Text(en="{share} of the budget", cy="{share} o'r gyllideb"),
    "contributions": Text(en="{share} of all contributions", cy="{share} o'r holl gyfraniadau"),
    "contribution": Text(en="{share} of its own contribution", cy="{share} o'i gyfraniad ei hun"),
    "amount": Text(en="{share} of the amount that reaches the step", cy="{share} o'r swm sy'n cyrraedd y cam"),
    "remaining contribution": Text(
        en="what is left of its maximum contribution", cy="yr hyn sy'n weddill o'i uchafswm cyfraniad"
    ),
}
_LOWEST = Text(en="the lowest of {limits}", cy="yr isaf o'r rhain: {limits}")
_AND = Text(en=" and ", cy=", ")


def day(value: date) -> Text:
    """``1 April 2026``, ``1 Ebrill 2026``."""
    return MONTHS[value.month - 1].map(lambda month: f"{value.day} {month} {value.year}")


def day_of_year(words: str) -> Text:
    """``1 October`` as it is written, with its month in both languages."""
    number, _, month = words.strip().partition(" ")
    for known in MONTHS:
        if month.lower() in (known.en.lower(), known.cy.lower()):
            return known.map(lambda name: f"{number} {name}")
    return same(words)


def money(pence: int) -> str:
    """Pounds, with pence only where there are some: ``£500,000``."""
    return pounds(pence).removesuffix(".00")


def length(value: Length) -> Text:
    """``12 months``, ``12 mis``."""
    if value.unit == "year":
        welsh = {1: "flwyddyn", 2: "flynedd"}.get(value.count, "mlynedd" if value.count in _NASAL_YEARS else "blynedd")
        return Text(en=str(value), cy=f"{value.count} {welsh}")
    return Text(en=str(value), cy=counted(value.count, value.unit, _UNITS[value.unit]).cy)


def listed(parts: Iterable[Text]) -> Text:
    """``a, b and c``; in Welsh commas only, since a following name may not be changed."""
    every = list(parts)
    if len(every) < 2:
        return every[0] if every else same("–")
    return join([join(every[:-1]), every[-1]], between=_AND)


def in_order(parts: Iterable[Text]) -> Text:
    """``a; b; c``."""
    every = list(parts)
    return join(every, between="; ") if every else same("–")


def beside(name: Text, words: str) -> Text:
    """A name and what stands beside it, which is the same in both languages."""
    return Text(en=f"{name.en} {words}", cy=f"{name.cy} {words}")


def partner_sums(terms: Terms, sums: Mapping[str, int]) -> Text:
    """``Leeds City Council £6,000; NHS Leeds £4,000``."""
    return in_order(beside(terms.name(partner), money(pence)) for partner, pence in sums.items())


def partner_shares(terms: Terms, shares: Mapping[str, Fraction]) -> Text:
    """``Leeds City Council 60%; NHS Leeds 40%``."""
    return in_order(beside(terms.name(partner), percent(share)) for partner, share in shares.items())


def partners(terms: Terms, names: Iterable[str]) -> Text:
    return listed(terms.name(name) for name in names)


def limit(value: Limit) -> Text:
    """``£750,000``, ``1% of the budget``."""
    return same(str(value)) if value.of == "money" else _LIMITS[value.of].filled(share=percent(value.share))


def limits(values: Iterable[Limit]) -> Text:
    """One limit, or the lowest of several."""
    every = [limit(value) for value in values]
    return every[0] if len(every) == 1 else _LOWEST.filled(limits=listed(every))


def scheme_names(terms: Terms, schemes: Iterable[str]) -> Text:
    """Titles of schemes."""
    return in_order(terms.scheme_title(name) for name in schemes)


def party(terms: Terms, name: str, scheme: str | None) -> Text:
    """A partner's name; for ``host`` and ``lead commissioner`` who that is, where one scheme decides it."""
    if name not in ("host", "lead commissioner"):
        return terms.name(name)
    role = {
        "host": Text(en="the host", cy="y partner lletyol"),
        "lead commissioner": Text(en="the lead commissioner", cy="y prif gomisiynydd"),
    }[name]
    if scheme is None and name == "lead commissioner":
        return role
    who = terms.host if scheme is None else terms.host_of(scheme) if name == "host" else terms.lead_of(scheme)
    return Text(en=f"{role.en} ({terms.name(who).en})", cy=f"{role.cy} ({terms.name(who).cy})")


def party_first(terms: Terms, name: str, scheme: str | None) -> Text:
    """A party at the beginning of a sentence: a role has a capital letter, a name is left as it is written."""
    words = party(terms, name, scheme)
    return words.map(lambda said: said[:1].upper() + said[1:]) if name in ("host", "lead commissioner") else words
