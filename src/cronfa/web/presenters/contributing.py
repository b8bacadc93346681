"""Contributions as pages: the year, one partner's instalment with its invoice, and what a settlement left to pay."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cronfa.calendars import Year
from cronfa.fund.contributing import schedule
from cronfa.fund.contribution_documents import report, settled_accounts, settled_report
from cronfa.fund.opening import years_of
from cronfa.fund.projecting import years_with_spend
from cronfa.fund.settling import is_settled
from cronfa.governance import keeping
from cronfa.governance.desk import Desk
from cronfa.governance.models import Proposal
from cronfa.governance.reading import day_known
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.monitoring.instalments import Contributed
from cronfa.problems import Problem
from cronfa.reporting import contribution_words as said, words
from cronfa.reporting.invoices import SettledAccount
from cronfa.reporting.model import Report
from cronfa.reporting.shown import shown
from cronfa.web.presenters.proposals import Line as Waiting, line

LABELS = {
    "title": Text(en="Contributions", cy="Cyfraniadau"),
    "years": Text(en="Other years", cy="Blynyddoedd eraill"),
    "as_at": Text(en="As at", cy="Fel yr oedd ar"),
    "stood_on": Text(en="as at {day}", cy="fel yr oedd ar {day}"),
    "show": Text(en="Show", cy="Dangos"),
    "whole": Text(en="This page as a file", cy="Y dudalen hon fel ffeil"),
    "tables": Text(en="Tables as files", cy="Tablau fel ffeiliau"),
    "waiting": Text(en="Waiting for approval", cy="Yn aros am gymeradwyaeth"),
    "documents": Text(en="Invoices", cy="Anfonebau"),
    "documents_lead": Text(
        en="Each instalment has an invoice; money that comes is recorded there.",
        cy="Mae gan bob rhandaliad anfoneb; cofnodir yno'r arian a ddaw.",
    ),
    "settled": Text(en="Invoices and refunds of settlements", cy="Anfonebau ac ad-daliadau setliadau"),
    "no_settled": Text(en="No settlement has been posted.", cy="Nid oes setliad wedi'i bostio."),
    "partner": Text(en="Partner", cy="Partner"),
    "year": Text(en="Year", cy="Blwyddyn"),
    "to_pay": Text(en="To pay (− to get)", cy="I'w dalu (− i'w gael)"),
    "open": Text(en="Still open", cy="Heb ei dalu"),
    "document": Text(en="Document", cy="Dogfen"),
    "invoice_of": Text(
        en="{partner}: instalment {number}, {amount} by {due}", cy="{partner}: rhandaliad {number}, {amount} erbyn {due}"
    ),
    "of_settlement": Text(en="Settlement of {year}", cy="Setliad {year}"),
    "total": Text(en="Total", cy="Cyfanswm"),
    "back": Text(en="All contributions of {year}", cy="Holl gyfraniadau {year}"),
    "files": Text(en="The document as a file", cy="Y ddogfen fel ffeil"),
    "record": Text(en="Record that money has come", cy="Cofnodi bod arian wedi dod"),
    "record_lead": Text(
        en="Another person approves it; then it is posted. {outstanding} of this instalment has not arrived.",
        cy="Mae rhywun arall yn ei gymeradwyo; yna fe'i postir. Nid yw {outstanding} o'r rhandaliad hwn wedi cyrraedd.",
    ),
    "on": Text(en="Day on the bank statement", cy="Diwrnod ar y gyfriflen banc"),
    "reference": Text(en="Bank reference", cy="Cyfeirnod banc"),
    "amount_for": Text(en="Amount for {scheme}", cy="Swm ar gyfer {scheme}"),
    "amount": Text(en="Amount", cy="Swm"),
    "why": Text(en="How you know", cy="Sut y gwyddoch"),
    "send": Text(en="Send for approval", cy="Anfon i'w gymeradwyo"),
    "pay": Text(en="Record that the settlement was paid", cy="Cofnodi bod y setliad wedi'i dalu"),
    "refund": Text(en="Record that the refund was paid", cy="Cofnodi bod yr ad-daliad wedi'i dalu"),
    "stands": Text(en="How it stands", cy="Sut y mae'n sefyll"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "due": Text(en="Due", cy="Yn ddyledus"),
    "arrived": Text(en="Arrived", cy="Wedi cyrraedd"),
    "outstanding": Text(en="Outstanding", cy="Heb gyrraedd"),
    "state": Text(en="State", cy="Cyflwr"),
    "problems": Text(en="There is a problem", cy="Mae problem"),
}  # fmt: skip
FORMS = ("pdf", "html", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Page:
    """The contributions of a year."""

    year: str
    years: tuple[tuple[str, str, bool], ...]
    as_at: date
    stood_on: Text
    report: dict[str, Any]
    documents: tuple[tuple[str, Text], ...]
    waiting: tuple[Waiting, ...]
    settled: tuple[tuple[Text, str, Text, Text, str], ...]
    files: tuple[tuple[str, str], ...]
    tables: tuple[tuple[Text, tuple[tuple[str, str], ...]], ...]
    words: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its label, what stands in it."""

    name: str
    title: Text
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document with what can be done about it. ``fields`` are empty for those who may record nothing."""

    title: Text
    report: dict[str, Any]
    back: tuple[str, Text]
    files: tuple[tuple[str, str], ...]
    standing: tuple[tuple[object, ...], ...]
    sums: tuple[Text, ...]
    form_title: Text
    form_lead: Text | None
    fields: tuple[Field, ...]
    sent: dict[str, str]
    problems: tuple[Problem, ...]
    words: dict[str, Text]


def year_now(desk: Desk) -> str:
    """The year that people look at first: that of today, or the last with spend, or the agreement's first."""
    years = years_of(desk.fund.agreement)
    now = next((year.label for year in years if desk.today in year), None)
    spent = keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund))
    return now or (spent[-1] if spent else years[0].label)


def day_of(desk: Desk, year: str, asked: str) -> date:
    """The day that is asked for, else the one that the ledger reaches; never past the end of the year."""
    try:
        return min(date.fromisoformat(asked), Year(year).last_day)
    except ValueError:
        return day_known(desk, year)


def the_report(desk: Desk, year: str, as_at: date) -> Report:
    """The year's contributions as this person may see them."""
    desk.fund.terms_of(year)
    return keeping.of_ledger(
        desk.fund, "contributions", lambda: report(desk.fund, year, as_at, desk.sees_partners), year, as_at,
        desk.sees_partners,
    )  # fmt: skip


def stood(desk: Desk, year: str, as_at: date) -> Contributed:
    return keeping.of_ledger(desk.fund, "stood", lambda: schedule(desk.fund, year, as_at), year, as_at)


def page(desk: Desk, year: str, as_at: date) -> Page:
    """The year's contributions."""
    made = the_report(desk, year, as_at)
    slug = desk.fund.slug

    def file(table: str, ending: str) -> str:
        return reverse("contributions-file", args=[slug, year, table, ending]) + f"?as-at={as_at}"

    return Page(
        year=year,
        years=tuple(
            (reverse("contributions", args=[slug, each.label]), each.label, each.label == year)
            for each in years_of(desk.fund.agreement)
        ),
        as_at=as_at,
        stood_on=LABELS["stood_on"].filled(day=words.day(as_at)),
        report=shown(made, desk.language),
        documents=tuple(_documents(desk, year, as_at)),
        waiting=_waiting(desk),
        settled=tuple(_settled(desk)),
        files=tuple((ending.upper(), file("contributions", ending)) for ending in FORMS),
        tables=tuple(
            (table.title, tuple((ending.upper(), file(table.id, ending)) for ending in ("csv", "json")))
            for table in made.tables()
        ),
        words=LABELS,
    )  # fmt: skip


def _documents(desk: Desk, year: str, as_at: date) -> list[tuple[str, Text]]:
    """The invoices this person may open: one for each partner and instalment."""
    sums: dict[tuple[str, int], tuple[int, date]] = {}
    for each in stood(desk, year, as_at).standings:
        due = each.instalment
        before, _ = sums.get((due.partner, due.number), (0, due.due))
        sums[due.partner, due.number] = (before + due.pence, due.due)
    return [
        (
            reverse("call", args=[desk.fund.slug, year, partner, number]),
            LABELS["invoice_of"].filled(
                partner=desk.terms.name(partner), number=number, amount=words.money(pence), due=words.day(due)
            ),
        )
        for (partner, number), (pence, due) in sorted(sums.items(), key=lambda item: _order(desk, item[0]))
        if partner in desk.sees_partners
    ]


def _waiting(desk: Desk) -> tuple[Waiting, ...]:
    """Money that somebody says has come or gone, for those who see every posting."""
    if not desk.standing.sees_all:
        return ()
    found = Proposal.objects.filter(fund=desk.fund.slug, state=Proposal.PREPARED, kind__in=("arrival", "payment"))
    return tuple(line(desk, each) for each in found.select_related("made_by"))


def _order(desk: Desk, place: tuple[str, int]) -> tuple[int, int]:
    return desk.fund.partners.index(place[0]), place[1]


def _settled(desk: Desk) -> list[tuple[Text, str, Text, Text, str]]:
    """What settlements left the partners that this person may see."""
    accounts = keeping.of_ledger(desk.fund, "settled accounts", lambda: settled_accounts(desk.fund))
    return [
        (
            desk.terms.name(each.partner), each.year, words.money(each.pence), words.money(each.open_pence),
            reverse("settled", args=[desk.fund.slug, each.year, each.partner]),
        )
        for each in reversed(accounts)
        if each.partner in desk.sees_partners
    ]  # fmt: skip


def call(desk: Desk, made: Report, number: int, sent: dict[str, str], problems: tuple[Problem, ...]) -> Document:
    """One instalment: its invoice, how it stands, and a form for those who may record that money has come."""
    year, partner = made.year, made.partner or ""
    as_at = day_of(desk, year, "")
    called = [s for s in stood(desk, year, as_at).of(partner).standings if s.instalment.number == number]
    mine = [s for s in called if s.instalment.pence or s.arrived_pence] or called
    settled = is_settled(desk.fund, year)
    fields = tuple(
        Field(
            f"pence:{each.instalment.scheme}",
            LABELS["amount_for"].filled(scheme=desk.terms.scheme_title(each.instalment.scheme)),
            sent.get(f"pence:{each.instalment.scheme}", words.money(each.outstanding_pence).en if not sent else ""),
        )
        for each in mine
        if each.outstanding_pence > 0 and not settled and desk.may(Right.PROPOSE)
    )
    outstanding = sum(each.outstanding_pence for each in mine)
    return Document(
        title=LABELS["title"], report=shown(made, desk.language),
        back=(reverse("contributions", args=[desk.fund.slug, year]), LABELS["back"].filled(year=year)),
        files=_files("call-file", desk, year, partner, number),
        standing=tuple(
            (
                desk.terms.scheme_title(each.instalment.scheme), words.money(each.instalment.pence),
                words.money(each.arrived_pence), words.money(each.outstanding_pence), said.state(each, settled=settled),
            )
            for each in mine
        ),
        sums=tuple(
            words.money(pence)
            for pence in (sum(each.instalment.pence for each in mine), sum(each.arrived_pence for each in mine), outstanding)
        ),
        form_title=LABELS["record"],
        form_lead=LABELS["record_lead"].filled(outstanding=words.money(outstanding)),
        fields=fields, sent=sent, problems=problems, words=LABELS,
    )  # fmt: skip


def _files(name: str, desk: Desk, *given: object) -> tuple[tuple[str, str], ...]:
    return tuple(
        (ending.upper(), reverse(name, args=[desk.fund.slug, *given, ending])) for ending in ("pdf", "html", "json")
    )


def settled_of(desk: Desk, account: SettledAccount) -> Report:
    return settled_report(desk.fund, account)


def settled(desk: Desk, account: SettledAccount, sent: dict[str, str], problems: tuple[Problem, ...]) -> Document:
    """What a settlement left one partner: its document, and a form to record that it was paid."""
    open_ = account.open_pence
    amount = Field("amount", LABELS["amount"], sent.get("amount", words.money(abs(open_)).en))
    return Document(
        title=LABELS["of_settlement"].filled(year=account.year),
        report=shown(settled_of(desk, account), desk.language),
        back=(reverse("contributions", args=[desk.fund.slug, account.year]), LABELS["back"].filled(year=account.year)),
        files=_files("settled-file", desk, account.year, account.partner),
        standing=(),
        sums=(),
        form_title=LABELS["pay" if open_ > 0 else "refund"],
        form_lead=None,
        fields=(amount,) if open_ and desk.may(Right.PROPOSE) else (),
        sent=sent,
        problems=problems,
        words=LABELS,
    )
