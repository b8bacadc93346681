"""What the pages on journals, accruals, virements and months have in common: months and names to choose from."""

from django.urls import reverse

from cronfa.calendars import named
from cronfa.fund.opening import years_of
from cronfa.governance.desk import Desk
from cronfa.governance.models import Proposal
from cronfa.language import Text, same
from cronfa.ledger.funds import STATUS_WORDS, Period, periods
from cronfa.web.presenters.contributing import year_now
from cronfa.web.presenters.proposals import Line, line

Choices = tuple[tuple[str, Text], ...]

SAID = {
    "problems": Text(en="There is a problem", cy="Mae problem"),
    "send": Text(en="Send for approval", cy="Anfon i'w gymeradwyo"),
    "why": Text(en="Why", cy="Pam"),
    "month": Text(en="Month", cy="Mis"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "amount": Text(en="Amount", cy="Swm"),
    "amount_in": Text(en="Amount, £", cy="Swm, £"),
    "state": Text(en="State", cy="Cyflwr"),
    "who": Text(en="Who", cy="Pwy"),
    "entries": Text(en="Entries", cy="Cofnodion"),
    "choose": Text(en="Choose", cy="Dewiswch"),
    "waiting": Text(en="Waiting for approval", cy="Yn aros am gymeradwyaeth"),
    "years": Text(en="Other years", cy="Blynyddoedd eraill"),
    "approvers": Text(
        en="Somebody else approves it: a pooled-fund manager or a host finance officer.",
        cy="Rhywun arall sy'n ei gymeradwyo: rheolwr cronfa gyfun neu swyddog cyllid y partner lletyol.",
    ),
}
"""Words that more than one of these pages says."""


def years(desk: Desk, page: str, here: str) -> tuple[tuple[str, Text, bool], ...]:
    """The years of the agreement as ways to the same page."""
    return tuple(
        (reverse(page, args=[desk.fund.slug, each.label]), same(each.label), each.label == here)
        for each in years_of(desk.fund.agreement)
    )


def working_months(desk: Desk) -> tuple[Period, ...]:
    """The months that still take entries, of the year that people look at and those beside it."""
    known = years_of(desk.fund.agreement)
    at = next(place for place, year in enumerate(known) if year.label == year_now(desk))
    near = {month.label for year in known[max(0, at - 1) : at + 2] for month in year.months()}
    return tuple(each for each in periods(desk.fund.ledger) if each.code in near and each.status != "closed")


def month_choices(desk: Desk) -> Choices:
    """Those months, to choose from."""
    return (("", SAID["choose"]), *((each.code, _month_words(each)) for each in working_months(desk)))


def _month_words(period: Period) -> Text:
    if period.status == "open":
        return named(period.code)
    return same("{month} ({status})").filled(month=named(period.code), status=STATUS_WORDS[period.status])


def scheme_choices(desk: Desk) -> Choices:
    return (("", SAID["choose"]), *((name, desk.terms.scheme_title(name)) for name in desk.terms.schemes))


def partner_choices(desk: Desk) -> Choices:
    return (("", SAID["choose"]), *((name, desk.terms.name(name)) for name in desk.fund.partners))


def waiting(desk: Desk, *kinds: str) -> tuple[Line, ...]:
    """What of these kinds waits for approval."""
    found = Proposal.objects.filter(fund=desk.fund.slug, state=Proposal.PREPARED, kind__in=kinds)
    return tuple(line(desk, each) for each in found.select_related("made_by"))


def entry_link(desk: Desk, number: int) -> tuple[str, str]:
    """An entry's address and number."""
    return reverse("entry", args=[desk.fund.slug, number]), str(number)
