"""Rules about time: terms, breaks, variations and the versions they make."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from cronfa.agreement.checks.places import schemes, year_kind
from cronfa.agreement.clauses import Variation
from cronfa.agreement.document import Path, walk
from cronfa.agreement.values import YEAR
from cronfa.agreement.versions import Agreement, Version
from cronfa.calendars import MONTHS, CalendarError, Year
from cronfa.language import Text
from cronfa.problems import Kind, Problem

ENDS_BEFORE_IT_BEGINS = Kind(
    "AG030",
    what=Text(
        en="It ends on {to}, before it begins on {from_}.", cy="Mae'n dod i ben ar {to}, cyn dechrau ar {from_}."
    ),
    remedy=Text(en="Put the earlier date in “from”.", cy="Rhowch y dyddiad cynharaf yn “from”."),
)
BREAK_OUTSIDE_TERM = Kind(
    "AG031",
    what=Text(
        en="The break on {day} is outside the term, {from_} to {to}.",
        cy="Mae'r toriad ar {day} y tu allan i gyfnod y cytundeb, {from_} i {to}.",
    ),
    remedy=Text(
        en="Give a day inside the term, or take the break out.",
        cy="Rhowch ddiwrnod o fewn y cyfnod, neu tynnwch y toriad.",
    ),
)
VARIATION_OUTSIDE_TERM = Kind(
    "AG032",
    what=Text(
        en="The variation takes effect on {day}, outside the term, {from_} to {to}.",
        cy="Daw'r amrywiad i rym ar {day}, y tu allan i gyfnod y cytundeb, {from_} i {to}.",
    ),
    remedy=Text(
        en="Check the date; a variation that extends the agreement begins inside it and changes “term: to”.",
        cy="Gwiriwch y dyddiad; mae amrywiad sy'n estyn y cytundeb yn dechrau o'i fewn ac yn newid “term: to”.",
    ),
)
VARIATIONS_OUT_OF_ORDER = Kind(
    "AG033",
    what=Text(
        en="This variation, from {day}, stands after one from {before}.",
        cy="Mae'r amrywiad hwn, o {day}, yn sefyll ar ôl un o {before}.",
    ),
    remedy=Text(
        en="Put the variations in order of their dates: each is laid over those before it.",
        cy="Rhowch yr amrywiadau yn nhrefn eu dyddiadau: gosodir pob un dros y rhai o'i flaen.",
    ),
)
VERSIONS_OVERLAP = Kind(
    "AG034",
    what=Text(
        en="This version runs to {to}, but the next begins on {next_}: two would be in force.",
        cy="Mae'r fersiwn hwn yn rhedeg i {to}, ond mae'r nesaf yn dechrau ar {next_}: byddai dau mewn grym.",
    ),
    remedy=Text(
        en="End it on {expected}, or leave “to” out: a version ends when the next begins.",
        cy="Gorffennwch ef ar {expected}, neu gadewch “to” allan: daw fersiwn i ben pan fydd y nesaf yn dechrau.",
    ),
)
VERSIONS_GAP = Kind(
    "AG035",
    what=Text(
        en="Nothing is in force from {first} to {last}.",
        cy="Nid oes dim mewn grym o {first} i {last}.",
    ),
    remedy=Text(
        en="End the version on {expected}, or leave “to” out; to go back to older terms, write another variation.",
        cy="Gorffennwch y fersiwn ar {expected}, neu gadewch “to” allan; i fynd yn ôl i'r hen delerau, "
        "ysgrifennwch amrywiad arall.",
    ),
)
CANNOT_BE_VARIED = Kind(
    "AG036",
    what=Text(en="A variation cannot change “{field}”.", cy="Ni all amrywiad newid “{field}”."),
    remedy=Text(
        en="Take it out; a fund with another name, power, year or beginning is another agreement.",
        cy="Tynnwch ef; mae cronfa ag enw, pŵer, blwyddyn neu ddechrau arall yn gytundeb arall.",
    ),
)
VARIES_NOTHING = Kind(
    "AG037",
    what=Text(en="This variation changes nothing.", cy="Nid yw'r amrywiad hwn yn newid dim."),
    remedy=Text(en="Write what it changes, or take it out.", cy="Ysgrifennwch beth mae'n ei newid, neu tynnwch ef."),
    severity="warning",
)
NOT_A_YEAR_OF_THE_FUND = Kind(
    "AG038",
    what=Text(en="“{year}” is not one of this fund's years.", cy="Nid yw “{year}” yn un o flynyddoedd y gronfa hon."),
    remedy=Text(
        en="Its years begin in {month}: write {example}.",
        cy="Mae ei blynyddoedd yn dechrau ym mis {month}: ysgrifennwch {example}.",
    ),
)
YEAR_OUTSIDE_TERM = Kind(
    "AG039",
    what=Text(
        en="“{year}” is outside the term, {from_} to {to}.",
        cy="Mae “{year}” y tu allan i gyfnod y cytundeb, {from_} i {to}.",
    ),
    remedy=Text(
        en="It will never be used: check the year, or the term.",
        cy="Ni chaiff ei defnyddio: gwiriwch y flwyddyn, neu gyfnod y cytundeb.",
    ),
    severity="warning",
)
NOT_A_DAY_OF_THE_YEAR = Kind(
    "AG040",
    what=Text(en="“{text}” is not a day and month.", cy="Nid yw “{text}” yn ddiwrnod a mis."),
    remedy=Text(
        en="Write the day and the month in words, such as 1 October.",
        cy="Ysgrifennwch y diwrnod a'r mis mewn geiriau, er enghraifft 1 Hydref.",
    ),
)
KINDS = (
    ENDS_BEFORE_IT_BEGINS, BREAK_OUTSIDE_TERM, VARIATION_OUTSIDE_TERM, VARIATIONS_OUT_OF_ORDER, VERSIONS_OVERLAP,
    VERSIONS_GAP, CANNOT_BE_VARIED, VARIES_NOTHING, NOT_A_YEAR_OF_THE_FUND, YEAR_OUTSIDE_TERM, NOT_A_DAY_OF_THE_YEAR,
)  # fmt: skip

_FIXED = ("agreement", "power", "year", "variations")
_YEARLY_PLACES = {"budget", "contributions", "one off", "schedule", "maximum contribution"}
_DAY_MONTH = re.compile(r"(\d{1,2}) (\w+)")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def term_runs_forwards(version: Version) -> Iterator[Problem]:
    """The term ends on or after the day it begins."""
    term = version.terms.term
    if term.to < term.from_:
        yield version.document.problem(ENDS_BEFORE_IT_BEGINS, ("term",), from_=term.from_, to=term.to)


def breaks_are_inside_the_term(version: Version) -> Iterator[Problem]:
    """A break, of the agreement or of a scheme, falls inside the term."""
    term = version.terms.term
    breaks: list[tuple[Path, date | None]] = [(("term", "break"), term.break_)]
    breaks += [((*path, "break"), scheme.break_) for path, _, scheme in schemes(version)]
    for path, day in breaks:
        if day is not None and not (term.from_ <= day <= term.to):
            yield version.document.problem(BREAK_OUTSIDE_TERM, path, day=day, from_=term.from_, to=term.to)


def variations_run_forwards(agreement: Agreement) -> Iterator[Problem]:
    """A variation that ends does so after it begins."""
    for path, variation in _variations(agreement):
        if variation.to is not None and variation.to < variation.from_:
            document = agreement.versions[0].document
            yield document.problem(ENDS_BEFORE_IT_BEGINS, path, from_=variation.from_, to=variation.to)


def variations_are_inside_the_term(agreement: Agreement) -> Iterator[Problem]:
    """A variation takes effect while the agreement, as it then stood, was in force."""
    for index, (path, variation) in enumerate(_variations(agreement)):
        term = agreement.versions[index].terms.term
        if not term.from_ <= variation.from_ <= term.to:
            yield agreement.versions[0].document.problem(
                VARIATION_OUTSIDE_TERM, (*path, "from"), day=variation.from_, from_=term.from_, to=term.to
            )


def variations_are_in_order(agreement: Agreement) -> Iterator[Problem]:
    """Variations stand in the order of their dates, one to a day."""
    for (_, before), (path, variation) in pairwise(_variations(agreement)):
        if variation.from_ <= before.from_:
            yield agreement.versions[0].document.problem(
                VARIATIONS_OUT_OF_ORDER, (*path, "from"), day=variation.from_, before=before.from_
            )


def versions_do_not_overlap(agreement: Agreement) -> Iterator[Problem]:
    """One version at a time is in force."""
    for earlier, later in pairwise(agreement.versions):
        if earlier.from_ < later.from_ <= earlier.to:
            yield agreement.versions[0].document.problem(
                VERSIONS_OVERLAP,
                _end(earlier),
                to=earlier.to,
                next_=later.from_,
                expected=later.from_ - timedelta(days=1),
            )


def versions_leave_no_gap(agreement: Agreement) -> Iterator[Problem]:
    """From the first day of the term to the last, one version is in force."""
    document = agreement.versions[0].document
    for earlier, later in pairwise(agreement.versions):
        first, last = earlier.to + timedelta(days=1), later.from_ - timedelta(days=1)
        if earlier.from_ <= earlier.to and first <= last:
            yield document.problem(VERSIONS_GAP, _end(earlier), first=first, last=last, expected=last)
    final = agreement.latest
    if final.from_ <= final.to < final.terms.term.to:
        first, last = final.to + timedelta(days=1), final.terms.term.to
        yield document.problem(VERSIONS_GAP, _end(final), first=first, last=last, expected=last)


def variations_keep_what_makes_the_fund(agreement: Agreement) -> Iterator[Problem]:
    """A variation leaves the fund's name, power, kind of year and first day alone."""
    document = agreement.versions[0].document
    for index, (path, variation) in enumerate(_variations(agreement)):
        changes = (*path, "changes")
        for field in _FIXED:
            if field in variation.changes:
                yield document.problem(CANNOT_BE_VARIED, (*changes, field), field=field)
        if agreement.versions[index + 1].terms.term.from_ != agreement.versions[0].terms.term.from_:
            yield document.problem(CANNOT_BE_VARIED, (*changes, "term", "from"), field="term: from")


def variations_change_something(agreement: Agreement) -> Iterator[Problem]:
    """A variation changes at least one clause."""
    for index, (path, _) in enumerate(_variations(agreement)):
        before, after = agreement.versions[index], agreement.versions[index + 1]
        if before.terms == after.terms:
            yield agreement.versions[0].document.problem(VARIES_NOTHING, path)


def years_are_the_funds_own(version: Version) -> Iterator[Problem]:
    """A year is written as the fund counts its years, and falls inside its term."""
    term = version.terms.term
    kind = year_kind(version)
    own = Year.containing(term.from_, kind)
    for path, label in _years_written(version):
        try:
            year = Year(label)
        except CalendarError:
            year = None
        if year is None or year.kind != kind:
            month = MONTHS[own.first_day.month - 1]
            yield version.document.problem(NOT_A_YEAR_OF_THE_FUND, path, year=label, month=month, example=own.label)
        elif "schedule" not in path and (year.last_day < term.from_ or year.first_day > term.to):
            yield version.document.problem(YEAR_OUTSIDE_TERM, path, year=label, from_=term.from_, to=term.to)


def days_of_the_year_can_be_read(version: Version) -> Iterator[Problem]:
    """An instalment or a deadline names a day and a month."""
    reporting = version.terms.reporting
    days: list[tuple[Path, str | None]] = [
        (("reporting", "budget flagged by"), reporting.budget_flagged_by),
        (("reporting", "budget approved by"), reporting.budget_approved_by),
    ]
    for path, _, scheme in schemes(version):
        instalments = scheme.contributions.instalments if scheme.contributions else ()
        if not isinstance(instalments, str):
            above = (*path, "contributions", "instalments")
            days += [((*above, index, "due"), each.due) for index, each in enumerate(instalments)]
    for path, text in days:
        if text is not None and not is_day_of_the_year(text):
            yield version.document.problem(NOT_A_DAY_OF_THE_YEAR, path, text=text)


def is_day_of_the_year(text: str) -> bool:
    """Whether words name a day and month, in English or Welsh: ``1 October``, ``28 Chwefror``."""
    match = _DAY_MONTH.fullmatch(text.strip())
    if not match:
        return False
    for month, length in zip(MONTHS, _MONTH_DAYS, strict=True):
        if match[2].lower() in (month.en.lower(), month.cy.lower()):
            return 1 <= int(match[1]) <= length
    return False


def _variations(agreement: Agreement) -> list[tuple[Path, Variation]]:
    first = agreement.versions[0].terms
    return [(("variations", index), variation) for index, variation in enumerate(first.variations)]


def _end(version: Version) -> Path:
    """Where the end of a version is written."""
    return ("term", "to") if version.number == 1 else ("variations", version.number - 2, "to")


def _years_written(version: Version) -> Iterator[tuple[Path, str]]:
    """Every year that the version's words name."""
    for path, value in walk({key: value for key, value in version.document.data.items() if key != "variations"}):
        if path and isinstance(path[-1], str) and YEAR.fullmatch(path[-1]) and set(path) & _YEARLY_PLACES:
            yield path, path[-1]
        elif len(path) > 1 and path[-1] == "year" and isinstance(value, str):
            yield path, value


OVER_TIME = (
    variations_run_forwards,
    variations_are_inside_the_term,
    variations_are_in_order,
    versions_do_not_overlap,
    versions_leave_no_gap,
    variations_keep_what_makes_the_fund,
    variations_change_something,
)
EACH_VERSION = (
    term_runs_forwards,
    breaks_are_inside_the_term,
    years_are_the_funds_own,
    days_of_the_year_can_be_read,
)
