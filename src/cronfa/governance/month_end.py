"""Month end: what must be so before a month is closed, commentary and its actions, and reports frozen and signed off."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from cronfa.calendars import Year, named
from cronfa.fund.books import book
from cronfa.fund.opening import RunningFund
from cronfa.fund.projecting import projected
from cronfa.governance import codes
from cronfa.governance.decisions import reported
from cronfa.governance.models import Commentary, FrozenReport, Person, Proposal, SignOff, Upload
from cronfa.governance.trail import record
from cronfa.language import Text, join
from cronfa.ledger.database import Session
from cronfa.ledger.funds import lock, periods, set_period
from cronfa.ledger.records import PeriodStatus
from cronfa.ledger.stored import head
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.problems import stop
from cronfa.reporting import words
from cronfa.reporting.as_json import render
from cronfa.reporting.board import board_report, figures_of
from cronfa.reporting.from_json import parse
from cronfa.reporting.inputs import Action, Book, Comment
from cronfa.reporting.model import Paragraph, Report, Section


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so before a month is closed."""

    what: Text
    done: bool
    detail: Text | None = None


SPENT = Text(en="The month has spend: its files are in", cy="Mae gan y mis wariant: mae ei ffeiliau i mewn")
NOTHING_WAITS = Text(en="No file or proposal waits", cy="Nid oes ffeil na chynnig yn aros")
EXPLAINED = Text(
    en="Every variance over the agreement's threshold is explained",
    cy="Mae pob amrywiant dros drothwy'r cytundeb wedi'i egluro",
)
FROZEN = Text(en="Frozen by {who}, {when}; SHA-256 {sha}", cy="Rhewyd gan {who}, {when}; SHA-256 {sha}")
SIGNED = Text(en="Signed off for {partner} by {who}, {when}", cy="Cymeradwywyd ar ran {partner} gan {who}, {when}")
SIGNED_OFF = Text(en="Frozen and signed off", cy="Rhewi a chymeradwyo")
EARLIER_CLOSED = Text(en="Earlier months are closed", cy="Mae'r misoedd cynharach ar gau")


def checks(fund: RunningFund, year: str, month: int, filled: Book) -> tuple[Check, ...]:
    """What must be so before a month is closed, and whether it is."""
    label = Year(year).months()[month - 1].label
    spent = any(fact.period == label for fact in filled.facts)
    waiting = Proposal.objects.filter(fund=fund.slug, state=Proposal.PREPARED).count()
    waiting += Upload.objects.filter(fund=fund.slug, proposal=None, abandoned=False).count()
    missing = unexplained(fund, year, month, filled)
    earlier = {period.label for period in Year(year).months()[: month - 1]}
    still_open = [each.code for each in periods(fund.ledger) if each.code in earlier and each.status == "open"]
    title = filled.terms.scheme_title
    return (
        Check(SPENT, spent),
        Check(NOTHING_WAITS, not waiting),
        Check(EXPLAINED, not missing, _joined([title(each.scheme or "") for each in missing])),
        Check(EARLIER_CLOSED, not still_open),
    )


def _joined(names: Sequence[Text]) -> Text | None:
    if not names:
        return None
    return Text(en=", ".join(name.en for name in names), cy=", ".join(name.cy for name in names))


def unexplained(fund: RunningFund, year: str, month: int, filled: Book) -> tuple[Position, ...]:
    """The schemes whose variance must be explained and is not."""
    written = commentaries(fund, Year(year).months()[month - 1].label)
    found = positions(filled.facts, terms_of(filled.terms, year, moved=filled.moved), month=month)
    return tuple(each for each in found if each.commentary_required and each.scheme not in written)


def commentaries(fund: RunningFund, period: str) -> dict[str, Commentary]:
    """The newest commentary of each scheme for a month."""
    found = Commentary.objects.filter(fund=fund.slug, period=period).select_related("written_by")
    return {each.scheme: each for each in found}


def comment(
    fund: RunningFund, period: str, scheme: str, person: Person, *, text: str, action: str, owner: str, due: date | None
) -> None:
    """Explain a variance, and say what is done about it, by whom, by when.

    Raises:
        Problems: there are no words, or an action has no owner and day.
    """
    if not text.strip():
        stop(codes.NO_REASON)
    if action.strip() and not (owner.strip() and due):
        stop(codes.ACTION_INCOMPLETE)
    with transaction.atomic():
        Commentary.objects.create(
            fund=fund.slug, period=period, scheme=scheme, text=text.strip(), action=action.strip(), owner=owner.strip(),
            due=due, written_by=person,
        )  # fmt: skip
        record(fund.slug, who=person.name, what="explained a variance", about=f"{scheme} {period}", why=text)


def actions(fund: RunningFund) -> list[Commentary]:
    """Every action that has been promised, those not done first, by the day they are due."""
    found = Commentary.objects.filter(fund=fund.slug).exclude(action="").select_related("written_by")
    return sorted(found, key=lambda each: (each.done_at is not None, each.due or date.max, each.pk))


def finish(fund: RunningFund, number: int, person: Person) -> None:
    """Mark an action as done."""
    with transaction.atomic():
        open_ = Commentary.objects.filter(fund=fund.slug, pk=number, done_at=None).exclude(action="")
        if open_.update(done_at=timezone.now()):
            record(fund.slug, who=person.name, what="finished an action", about=f"action {number}")


def close(fund: RunningFund, year: str, month: int, person: Person, *, status: PeriodStatus, reason: str) -> None:
    """Close, soft-close or reopen a month, with its record.

    Raises:
        Problems: it is reopened without a reason, or a check before closing fails.
    """
    label = Year(year).months()[month - 1].label
    if status != "open":
        failed = [each for each in checks(fund, year, month, book(fund, year, month)) if not each.done]
        if failed:
            stop(codes.NOT_READY_TO_CLOSE, month=named(label), what=join([each.what for each in failed], between="; "))
    with transaction.atomic():
        lock(fund.ledger, Session())  # whoever comes second finds the month as the first has left it
        before = {each.code: each.status for each in periods(fund.ledger)}.get(label)
        if before == status:
            stop(codes.MONTH_IS_SO, month=named(label))
        set_period(fund.ledger, label, status, who=person.name, reason=reason, recorded_at=fund.recorded_at)
        facts = {"status": status}
        record(
            fund.slug,
            who=person.name,
            what="set a month",
            about=label,
            why=reason,
            before={"status": before},
            after=facts,
        )


def board(fund: RunningFund, year: str, months: int, filled: Book) -> Report:
    """The board's report of a year's first months: what was said of the last one, and what was promised until then."""
    label = Year(year).months()[months - 1].label
    said = [Comment(each.scheme, each.text, each.written_by.name) for each in commentaries(fund, label).values()]
    promised = [
        Action(each.scheme, each.action, each.owner, each.due, each.done_at is not None)
        for each in actions(fund)
        if each.due and each.period <= label
    ]
    return board_report(filled, said, promised, ahead=projected(fund, year, months) if months < 12 else None)


def frozen(fund: RunningFund, number: int) -> FrozenReport:
    """A frozen report of the fund.

    Raises:
        Http404: the fund has none of this number.
    """
    found = FrozenReport.objects.filter(fund=fund.slug, pk=number).first()
    if found is None:
        raise Http404
    return found


def content_of(report: FrozenReport) -> bytes:
    """The very bytes that were frozen: JSON in both languages."""
    return zlib.decompress(bytes(report.content))


def names_under(fund: RunningFund, report: FrozenReport) -> tuple[Text, ...]:
    """Who froze a report, and who has signed it off for which partner, when."""
    said = FROZEN.filled(who=report.frozen_by.name, when=words.day(report.frozen_at.date()), sha=report.sha256[:16])
    return (said, *signatures(fund, report))


def signatures(fund: RunningFund, report: FrozenReport) -> tuple[Text, ...]:
    """The names under a frozen report, in the order they were given."""
    name = fund.terms_of(report.year).name
    return tuple(
        SIGNED.filled(partner=name(each.partner), who=each.person.name, when=words.day(each.at.date()))
        for each in report.sign_offs.select_related("person").order_by("at")
    )


def as_signed(fund: RunningFund, report: FrozenReport) -> Report:
    """A frozen report to be read: what was frozen, and beneath it the names that stand under it today."""
    read = parse(content_of(report))
    names = tuple(Paragraph(said) for said in names_under(fund, report))
    return replace(read, sections=(*read.sections, Section("signed", SIGNED_OFF, names)))


def freeze(fund: RunningFund, year: str, months: int, person: Person) -> FrozenReport:
    """Freeze the board's report of a year's first months as it stands. The same figures are frozen once.

    Raises:
        Problems: a variance over the threshold is not explained.
    """
    filled = book(fund, year, months, reported(fund, year, months))
    if missing := unexplained(fund, year, months, filled):
        names = _joined([filled.terms.scheme_title(each.scheme or "") for each in missing])
        stop(codes.NOT_EXPLAINED, schemes=names)
    content = render(board(fund, year, months, filled))
    digest = hashlib.sha256(content).hexdigest()
    facts = {"fund": fund.slug, "year": year, "months": months, "sha256": digest}
    try:
        with transaction.atomic():
            made = FrozenReport.objects.create(
                **facts, ledger_head=head(fund.ledger)[1], content=zlib.compress(content, 6), frozen_by=person
            )
            record(fund.slug, who=person.name, what="froze a report", about=f"{year} to month {months}", after=facts)
    except IntegrityError:
        made = FrozenReport.objects.get(**facts)
    return made


def sign_off(fund: RunningFund, report: FrozenReport, partner: str, person: Person) -> None:
    """Put a chief finance officer's name under a frozen report.

    Raises:
        Problems: this partner has signed it off already, or the same person froze it.
    """
    if report.frozen_by_id == person.pk:
        stop(codes.OWN_PROPOSAL)
    try:
        with transaction.atomic():
            SignOff.objects.create(report=report, partner=partner, person=person)
            facts = {"partner": partner, "sha256": report.sha256}
            record(fund.slug, who=person.name, what="signed off a report", about=f"report {report.pk}", after=facts)
    except IntegrityError:
        stop(codes.SIGNED_ALREADY)


def is_the_same_today(fund: RunningFund, report: FrozenReport) -> bool:
    """Whether the ledger gives the very same figures now; what was said and promised since does not count."""
    filled = book(fund, report.year, report.months, reported(fund, report.year, report.months))
    today, over = board(fund, report.year, report.months, filled), report.months == 12
    return figures_of(parse(content_of(report)), is_year_over=over) == figures_of(today, is_year_over=over)
