"""The days that an agreement sets: reports due, budgets, notice, break, end and variations, from a day on.

Only what the agreement's data says. A review that is written as a sentence has no day; the pages show its sentence instead.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cronfa.agreement.clauses import Nation, Terms
from cronfa.agreement.explain.phrases import day as in_words, length
from cronfa.agreement.values import Length
from cronfa.agreement.versions import Agreement
from cronfa.calendars import MONTHS, CalendarError, Year, YearKind, add_working_days
from cronfa.language import Text, counted


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day, what it is for, and the clause that sets it."""

    day: date
    what: Text
    clause: str | None = None

    def days_left(self, today: date) -> int:
        return (self.day - today).days


REPORT = Text(en="Report for {period}", cy="Adroddiad ar gyfer {period}")
YEARLY = Text(
    en="Yearly report for {year}: the year ends", cy="Adroddiad blynyddol ar gyfer {year}: daw'r flwyddyn i ben"
)
FLAGGED = Text(en="Next year's budget is flagged by this day", cy="Nodir cyllideb y flwyddyn nesaf erbyn y diwrnod hwn")
APPROVED = Text(
    en="Next year's budget is approved by this day", cy="Cymeradwyir cyllideb y flwyddyn nesaf erbyn y diwrnod hwn"
)
BREAK = Text(en="The agreement may be broken", cy="Gellir terfynu'r cytundeb yn gynnar")
BREAK_NOTICE = Text(
    en="Last day to give notice ({length}) for the break on {day}",
    cy="Diwrnod olaf i roi rhybudd ({length}) ar gyfer y toriad ar {day}",
)
ENDS = Text(en="The agreement ends", cy="Daw'r cytundeb i ben")
NOTICE_ENDS = Text(
    en="A partner that gave notice today ({length}) would leave",
    cy="Byddai partner a roddai rybudd heddiw ({length}) yn gadael",
)
VARIED = Text(en="Version {number} comes into force", cy="Daw fersiwn {number} i rym")
SCHEME_BREAK = Text(en="{scheme} may be broken off", cy="Gellir terfynu {scheme} yn gynnar")
IN_SCHEME = Text(en="{scheme}: {what}", cy="{scheme}: {what}")


def deadlines(agreement: Agreement, today: date) -> tuple[Deadline, ...]:
    """What is due from a day on, the next of each kind, the nearest first. Nothing once the agreement has ended."""
    if today > agreement.latest.to:
        return ()
    terms = agreement.on(max(today, agreement.versions[0].from_)).terms
    found = [*_reports(terms, today), *_of_the_term(terms, today), *_of_schemes(terms, today)]
    found += [
        Deadline(each.from_, VARIED.filled(number=each.number)) for each in agreement.versions if each.from_ > today
    ]
    found.append(Deadline(agreement.latest.to, ENDS, terms.term.clause))
    return tuple(sorted((each for each in found if each.day >= today), key=lambda each: (each.day, each.what.en)))


def _reports(terms: Terms, today: date) -> Iterator[Deadline]:
    reporting = terms.reporting
    kind: YearKind = "financial" if terms.year == "april" else "calendar"
    year = Year.containing(today, kind)
    every = reporting.every
    if every in ("month", "quarter"):
        # What is due after the last period that is over, if that day is still to come; else after the one that runs.
        past = [*(year.previous.quarters() if every == "quarter" else year.previous.months())]
        periods = [*past, *(year.quarters() if every == "quarter" else year.months())]
        after = reporting.after_quarter if every == "quarter" else None
        days = [(_moved(period.last_day, after, terms.nation), period.name) for period in periods]
        day, name = next((day, name) for day, name in days if day >= today)
        yield Deadline(day, REPORT.filled(period=name), reporting.clause)
    if reporting.yearly:
        yield Deadline(year.last_day, YEARLY.filled(year=year.label), reporting.clause)
    for written, what in ((reporting.budget_flagged_by, FLAGGED), (reporting.budget_approved_by, APPROVED)):
        if written is not None:
            yield Deadline(_next(written, today), what, reporting.clause)


def _of_the_term(terms: Terms, today: date) -> Iterator[Deadline]:
    term = terms.term
    if term.break_ is not None:
        yield Deadline(term.break_, BREAK, term.clause)
        if term.notice is not None:
            notice = BREAK_NOTICE.filled(length=length(term.notice), day=in_words(term.break_))
            yield Deadline(_moved(term.break_, term.notice, terms.nation, back=True), notice, term.clause)
    if term.notice is not None:
        what = NOTICE_ENDS.filled(length=length(term.notice))
        yield Deadline(_moved(today, term.notice, terms.nation), what, term.clause)


def _of_schemes(terms: Terms, today: date) -> Iterator[Deadline]:
    for id_, scheme in terms.schemes.items():
        title = terms.scheme_title(id_)
        if scheme.break_ is not None:
            yield Deadline(scheme.break_, SCHEME_BREAK.filled(scheme=title), scheme.clause)
        if scheme.notice is not None:
            what = IN_SCHEME.filled(scheme=title, what=NOTICE_ENDS.filled(length=length(scheme.notice)))
            yield Deadline(_moved(today, scheme.notice, terms.nation), what, scheme.clause)


def _next(written: str, today: date) -> date:
    """The next time that a day of the year, such as ``1 October``, comes round."""
    number, _, name = written.strip().partition(" ")
    month = next(at for at, each in enumerate(MONTHS, start=1) if name.lower() in (each.en.lower(), each.cy.lower()))
    for year in (today.year, today.year + 1):
        found = date(year, month, min(int(number), monthrange(year, month)[1]))
        if found >= today:
            return found
    raise AssertionError("a day of the year comes every year")


def _moved(day: date, by: Length | None, nation: Nation, *, back: bool = False) -> date:
    """A day so much later, or earlier; the last day of a shorter month where there is no such day in it."""
    if by is None:
        return day
    count = -by.count if back else by.count
    if by.unit == "working day":
        try:
            return add_working_days(day, count, nation)
        except CalendarError:  # bank holidays are published for some years only
            return day + timedelta(days=count * 7 // 5)
    if by.unit in ("day", "week"):
        return day + timedelta(days=count * (7 if by.unit == "week" else 1))
    years, month = divmod(day.month - 1 + count * (12 if by.unit == "year" else 1), 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def review(agreement: Agreement, today: date) -> tuple[Text, str | None] | None:
    """What the agreement says of its review, and the clause; nothing if it says nothing."""
    terms = agreement.on(min(max(today, agreement.versions[0].from_), agreement.latest.to)).terms
    prose = terms.review
    return (prose.text, prose.clause) if prose is not None else None


def said(left: int) -> Text:
    """``in 12 days``."""
    if left == 0:
        return Text(en="today", cy="heddiw")
    if left == 1:
        return Text(en="tomorrow", cy="yfory")
    return Text(en="in {days}", cy="ymhen {days}").filled(days=counted(left, "day", "diwrnod"))
