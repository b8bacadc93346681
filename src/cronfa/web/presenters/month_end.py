"""Month end as a page: the checklist, the variances to explain, actions promised, the frozen report and its names."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cronfa.calendars import Year
from cronfa.fund.projecting import spent_until, years_with_spend
from cronfa.governance import keeping, month_end
from cronfa.governance.desk import Desk
from cronfa.governance.models import Commentary, FrozenReport
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.ledger.funds import STATUS_WORDS, periods
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import words
from cronfa.web.documents import DOCUMENTS
from cronfa.web.presenters.figures import filled

LABELS = {
    "title": Text(en="Month end", cy="Diwedd mis"),
    "lead": Text(
        en="A month is closed when its checklist is done. The board's report is then frozen and signed off.",
        cy="Caeir mis pan fydd ei restr wirio wedi'i chwblhau. Yna rhewir adroddiad y bwrdd a'i gymeradwyo.",
    ),
    "none": Text(en="Nothing has been spent yet.", cy="Nid oes dim wedi'i wario eto."),
    "months": Text(en="Months", cy="Misoedd"),
    "checklist": Text(en="Before it is closed", cy="Cyn ei gau"),
    "done": Text(en="done", cy="wedi'i wneud"),
    "missing": Text(en="not yet", cy="ddim eto"),
    "close": Text(en="Close the month", cy="Cau'r mis"),
    "soft": Text(en="Soft-close it: adjustments only", cy="Ei led-gau: addasiadau yn unig"),
    "reopen": Text(en="Ask for it to be reopened", cy="Gofyn am ei ailagor"),
    "reason": Text(en="Why it must be reopened", cy="Pam y mae'n rhaid ei ailagor"),
    "variances": Text(en="Variances and what is said of them", cy="Amrywiannau a'r hyn a ddywedir amdanynt"),
    "no_variances": Text(
        en="No variance is over the agreement's threshold.", cy="Nid oes amrywiant dros drothwy'r cytundeb."
    ),
    "variance": Text(en="{scheme}: {amount} forecast variance", cy="{scheme}: amrywiant a ragwelir o {amount}"),
    "written": Text(en="Written by {who}, {when}", cy="Ysgrifennwyd gan {who}, {when}"),
    "explain": Text(en="Why?", cy="Pam?"),
    "action": Text(en="What is done about it", cy="Beth a wneir yn ei gylch"),
    "owner": Text(en="Who does it", cy="Pwy sy'n ei wneud"),
    "due": Text(en="By when", cy="Erbyn pryd"),
    "save": Text(en="Keep what is written", cy="Cadw'r hyn sydd wedi'i ysgrifennu"),
    "actions": Text(en="Actions", cy="Camau gweithredu"),
    "no_actions": Text(en="No action has been promised.", cy="Nid oes cam gweithredu wedi'i addo."),
    "overdue": Text(en="overdue", cy="yn hwyr"),
    "finish": Text(en="Mark as done", cy="Nodi ei fod wedi'i wneud"),
    "report": Text(en="The board's report", cy="Adroddiad y bwrdd"),
    "freeze": Text(en="Freeze the report", cy="Rhewi'r adroddiad"),
    "same": Text(
        en="The ledger gives the very same figures today.", cy="Mae'r cyfriflyfr yn rhoi'r un ffigurau heddiw."
    ),
    "moved": Text(
        en="The figures of these months have changed since; the frozen report stays as it was signed.",
        cy="Mae ffigurau'r misoedd hyn wedi newid ers hynny; mae'r adroddiad a rewyd yn aros fel y'i llofnodwyd.",
    ),
    "sign": Text(en="Sign off for {partner}", cy="Cymeradwyo ar ran {partner}"),
    "unsigned": Text(en="Not yet signed off for {partners}", cy="Heb ei gymeradwyo eto ar ran {partners}"),
    "read": Text(en="Read the report", cy="Darllen yr adroddiad"),
    "download": Text(en="The frozen report as", cy="Yr adroddiad a rewyd fel"),
}


@dataclass(frozen=True, slots=True)
class Month:
    """One month in the grid."""

    name: Text
    status: Text
    tone: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Variance:
    """A scheme whose variance is to be explained."""

    scheme: str
    says: Text
    text: str
    written: Text | None


@dataclass(frozen=True, slots=True)
class Action:
    """Something promised."""

    number: int
    scheme: Text
    text: str
    owner: str
    due: Text
    state: Text | None
    open: bool


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen report and the names under it."""

    number: int
    says: Text
    same: Text
    signed: tuple[Text, ...]
    unsigned: Text | None
    may_sign: tuple[tuple[str, Text], ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One month."""

    title: Text
    status: Text
    is_open: bool
    months: tuple[Month, ...]
    checks: tuple[tuple[month_end.Check, str], ...]
    """Each check with the way to where it is met."""
    ready: bool
    variances: tuple[Variance, ...]
    actions: tuple[Action, ...]
    report: str
    frozen: tuple[Frozen, ...]
    may_close: bool
    may_comment: bool
    may_freeze: bool
    words: dict[str, Text]


def latest(desk: Desk) -> tuple[str, int] | None:
    """The year and month that people look at first: the last with spend."""
    years = keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund))
    if not years:
        return None
    return years[-1], keeping.of_ledger(desk.fund, "until", lambda: spent_until(desk.fund, years[-1]), years[-1])


def page(desk: Desk, year: str, month: int) -> Page:
    """A month with all that is to be done for it."""
    book = filled(desk, year, month)
    status = {period.code: period.status for period in periods(desk.fund.ledger)}
    label = Year(year).months()[month - 1].label
    found = month_end.checks(desk.fund, year, month, book)
    reports = FrozenReport.objects.filter(fund=desk.fund.slug, year=year, months=month).select_related("frozen_by")
    return Page(
        title=Year(year).months()[month - 1].name,
        status=STATUS_WORDS[status[label]],
        is_open=status[label] == "open",
        months=tuple(
            Month(
                each.name, STATUS_WORDS[status[each.label]], {"open": "watch", "closed": "good"}.get(status[each.label], "plain"),
                reverse("month", args=[desk.fund.slug, year, each.number]), each.number == month,
            )
            for each in Year(year).months()
        ),
        checks=tuple((check, _where(desk, check, year)) for check in found),
        ready=all(check.done for check in found),
        variances=_variances(desk, year, month, label),
        actions=tuple(_action(desk, each) for each in month_end.actions(desk.fund)),
        report=reverse("report", args=[desk.fund.slug, year, month, "board"]),
        frozen=tuple(_frozen(desk, each) for each in reports),
        may_close=desk.may(Right.CLOSE),
        may_comment=desk.may(Right.COMMENT),
        may_freeze=desk.may(Right.CLOSE),
        words=LABELS,
    )  # fmt: skip


def _where(desk: Desk, check: month_end.Check, year: str) -> str:
    """Where a check is met; nothing for those who may not go there."""
    fund = desk.fund.slug
    if check.what == month_end.EXPLAINED:
        return "#variances"
    if check.what == month_end.NOTHING_WAITS:
        return reverse("proposals", args=[fund])
    if check.what == month_end.EARLIER_CLOSED:
        return reverse("months-of", args=[fund, year])
    return reverse("files", args=[fund]) if desk.may(Right.SEE_ALL_POSTINGS) else ""


def _variances(desk: Desk, year: str, month: int, label: str) -> tuple[Variance, ...]:
    book = filled(desk, year, month)
    written = month_end.commentaries(desk.fund, label)
    found = positions(book.facts, terms_of(book.terms, year, moved=book.moved), month=month)
    return tuple(
        _variance(desk, each, written.get(each.scheme or ""))
        for each in found
        if each.commentary_required and each.scheme
    )


def _variance(desk: Desk, at: Position, said: Commentary | None) -> Variance:
    amount = words.rounded(at.outturn_variance_pence or 0, sign=True)
    says = LABELS["variance"].filled(scheme=desk.terms.scheme_title(at.scheme or ""), amount=amount)
    written = (
        LABELS["written"].filled(who=said.written_by.name, when=words.day(said.written_at.date())) if said else None
    )
    return Variance(at.scheme or "", says, said.text if said else "", written)


def _action(desk: Desk, each: Commentary) -> Action:
    late = each.done_at is None and each.due is not None and each.due < desk.today
    state = LABELS["done"] if each.done_at else LABELS["overdue"] if late else None
    due = words.day(each.due) if each.due else same("–")
    return Action(
        each.pk, desk.terms.scheme_title(each.scheme), each.action, each.owner, due, state, each.done_at is None
    )


def _frozen(desk: Desk, report: FrozenReport) -> Frozen:
    said, *signed = month_end.names_under(desk.fund, report)
    names = set(report.sign_offs.values_list("partner", flat=True))
    partners = desk.fund.terms_of(report.year).partner_ids
    name = desk.terms.name
    unsigned = [name(partner) for partner in partners if partner not in names]
    mine = [partner for partner in desk.standing.bodies(Right.SIGN_OFF) if partner not in names]
    return Frozen(
        number=report.pk,
        says=said,
        same=LABELS["same" if month_end.is_the_same_today(desk.fund, report) else "moved"],
        signed=tuple(signed),
        unsigned=LABELS["unsigned"].filled(partners=words.and_list(unsigned)) if unsigned else None,
        may_sign=tuple((partner, LABELS["sign"].filled(partner=name(partner))) for partner in mine),
        files=(
            *((name, reverse("frozen-file", args=[desk.fund.slug, report.pk, form])) for name, form in DOCUMENTS),
            ("JSON", reverse("frozen", args=[desk.fund.slug, report.pk])),
        ),
    )


def as_day(text: str) -> date | None:
    """A day from a form; nothing where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
