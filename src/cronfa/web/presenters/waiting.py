"""What waits for one person at a fund: each a verb, where to do it, and since when or by when."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from cronfa.governance import month_end
from cronfa.governance.desk import Desk
from cronfa.governance.models import Commentary, FrozenReport, Query, Reconciliation
from cronfa.governance.roles import Right
from cronfa.language import Text, join, same
from cronfa.reporting import words
from cronfa.reporting.inputs import Book
from cronfa.web.presenters.proposals import waiting_for as proposals_for

WORDS = {
    "answer": Text(en="Answer exception {number}", cy="Ateb eithriad {number}"),
    "due": Text(en="entry {entry}, due {when}", cy="cofnod {entry}, erbyn {when}"),
    "late": Text(en="entry {entry}, was due {when}", cy="cofnod {entry}, roedd i fod erbyn {when}"),
    "explain": Text(en="Explain {scheme}", cy="Egluro {scheme}"),
    "before_close": Text(en="before {month} can close", cy="cyn y gellir cau {month}"),
    "reconcile": Text(en="Finish reconciling {partner}", cy="Gorffen cysoni {partner}"),
    "sign": Text(en="Sign off the reconciliation of {partner}", cy="Cymeradwyo cysoniad {partner}"),
    "sign_report": Text(
        en="Sign off the report of {year}, month {month}", cy="Cymeradwyo adroddiad {year}, mis {month}"
    ),
    "for": Text(en="for {partner}", cy="ar ran {partner}"),
    "by": Text(en="by {who}, {when}", cy="gan {who}, {when}"),
    "act": Text(en="Follow up: {action}", cy="Dilyn i fyny: {action}"),
    "owner": Text(en="{owner}, was due {when}", cy="{owner}, roedd i fod erbyn {when}"),
}
MOST = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do."""

    address: str
    says: Text
    detail: Text
    late: bool = False


def waiting(desk: Desk, filled: Book, year: str, month: int) -> tuple[Waiting, ...]:
    """Everything that this person can do something about now; what is late comes first."""
    found = [
        *_proposals(desk), *_exceptions(desk), *_reports(desk), *_reconciliations(desk),
        *_variances(desk, filled, year, month), *_actions(desk),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: not each.late)[:MOST])


def _proposals(desk: Desk) -> Iterator[Waiting]:
    for line in proposals_for(desk):
        yield Waiting(line.address, line.says, join([line.kind, same(line.who), line.when], between=" · "))


def _exceptions(desk: Desk) -> Iterator[Waiting]:
    if not desk.may(Right.ANSWER):
        return
    for query in Query.objects.filter(fund=desk.fund.slug, outcome="").defer("evidence").order_by("due"):
        late = query.due < desk.today
        detail = WORDS["late" if late else "due"].filled(entry=query.entry, when=words.day(query.due))
        address = reverse("exception", args=[desk.fund.slug, query.pk])
        yield Waiting(address, WORDS["answer"].filled(number=query.pk), detail, late)


def _reports(desk: Desk) -> Iterator[Waiting]:
    mine = desk.standing.bodies(Right.SIGN_OFF)
    latest = FrozenReport.objects.filter(fund=desk.fund.slug).defer("content").first() if mine else None
    if latest is None:
        return
    signed = set(latest.sign_offs.values_list("partner", flat=True))
    for partner in mine:
        if partner not in signed:
            says = WORDS["sign_report"].filled(year=latest.year, month=latest.months)
            address = reverse("month", args=[desk.fund.slug, latest.year, latest.months])
            yield Waiting(address, says, WORDS["for"].filled(partner=desk.terms.name(partner)))


def _reconciliations(desk: Desk) -> Iterator[Waiting]:
    found = Reconciliation.objects.filter(fund=desk.fund.slug, signed_at=None, abandoned=False)
    for each in found.select_related("made_by"):
        own = each.made_by_id == desk.person.pk
        may_sign = desk.may(Right.SIGN_OFF, each.partner) and not own
        if may_sign or desk.may(Right.RECONCILE, each.partner):
            says = WORDS["sign" if may_sign else "reconcile"].filled(partner=desk.terms.name(each.partner))
            detail = WORDS["by"].filled(who=each.made_by.name, when=words.day(each.made_at.date()))
            yield Waiting(reverse("reconciliation", args=[desk.fund.slug, each.pk]), says, detail)


def _variances(desk: Desk, filled: Book, year: str, month: int) -> Iterator[Waiting]:
    if not desk.may(Right.COMMENT):
        return
    name = filled.terms.scheme_title
    for position in month_end.unexplained(desk.fund, year, month, filled):
        detail = WORDS["before_close"].filled(month=position.month.name)
        address = reverse("month", args=[desk.fund.slug, year, month])
        yield Waiting(address, WORDS["explain"].filled(scheme=name(position.scheme or "")), detail)


def _actions(desk: Desk) -> Iterator[Waiting]:
    """Actions of commentaries that are past their day."""
    if not desk.may(Right.COMMENT):
        return
    late = Commentary.objects.filter(fund=desk.fund.slug, done_at=None, due__lt=desk.today).exclude(action="")
    for each in late.order_by("due")[:MOST]:
        assert each.due is not None
        detail = WORDS["owner"].filled(owner=each.owner, when=words.day(each.due))
        address = reverse("month-end", args=[desk.fund.slug])
        yield Waiting(address, WORDS["act"].filled(action=each.action), detail, late=True)
