"""The board's report of a month, two pages long: where the fund stands, why, and what is done about it.

It is short of what a monitoring report holds and has what that cannot know: what was said of each variance and what was
promised. Its figures are those of the monitoring report and have the same ids, so that ``cronfa why`` explains them.
"""

from collections.abc import Sequence
from dataclasses import replace

from cronfa.language import Text, same
from cronfa.monitoring.standing import Position
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import phrases
from cronfa.reporting.common import WHERE_FROM, fund_title, illustrative_labels, waiting
from cronfa.reporting.inputs import Action, Book, Comment
from cronfa.reporting.invoices import stands_on
from cronfa.reporting.model import Column, Paragraph, Provenance, Report, Section, Status, Table, figure_id
from cronfa.reporting.monitor_charts import profile_chart, variance_chart
from cronfa.reporting.monitored import Monitored
from cronfa.reporting.monitors import (
    BY_AGREEMENT,
    BY_PARTNER,
    BY_SCHEME,
    PICTURES,
    borne,
    headline,
    spent,
    to_explain,
)
from cronfa.reporting.standings import position_table
from cronfa.reporting.tables import Line, Tables, distinct
from cronfa.reporting.year_ahead import plain, year_ahead
from cronfa.settlement.outcome import Settlement

TITLE = Text(en="Board report", cy="Adroddiad y bwrdd")
SHOWN = ("budget", "actual", "forecast", "variance", "part", "movement", "status")
"""The columns of the monitoring report that a board reads first; what is committed joins them where there is any."""
SAID = Text(en="Why the schemes vary", cy="Pam y mae'r cynlluniau'n amrywio")
VARIANCE = Text(en="Variance", cy="Amrywiant")
SAYS = Text(en="What is said", cy="Yr hyn a ddywedir")
WHO = Text(en="By", cy="Gan")
NOTHING_SAID = Text(en="Nothing has been said of a variance.", cy="Ni ddywedwyd dim am amrywiant.")
ACTIONS = Text(en="What is done about it", cy="Yr hyn a wneir yn ei gylch")
ACTION = Text(en="Action", cy="Cam gweithredu")
OWNER = Text(en="Owner", cy="Perchennog")
DUE = Text(en="Due", cy="Erbyn")
STATE = Text(en="State", cy="Cyflwr")
NO_ACTIONS = Text(en="No action has been promised.", cy="Nid oes cam gweithredu wedi'i addo.")
DONE, OVERDUE, OPEN = (
    Status(Text(en="Done", cy="Wedi'i wneud"), "good"),
    Status(Text(en="Overdue", cy="Yn hwyr"), "over"),
    Status(Text(en="Open", cy="Ar agor"), "plain"),
)
WORDS = ("said", "actions", "from")
"""The sections whose words do not follow from the month's figures."""


def board_report(
    book: Book, said: Sequence[Comment] = (), promised: Sequence[Action] = (), *, ahead: Settlement | None = None
) -> Report:
    """The report, with what was said of the month's variances and every action that was promised until then.

    ``ahead`` is the settlement of the year as it is forecast; the book's own if the year is over.
    """
    monitored = Monitored(book, terms_of(book.terms, book.year, moved=book.moved), None)
    schemes, whole = monitored.by("scheme"), next(iter(monitored.by()), None)
    return Report(
        kind="board",
        fund=book.fund,
        year=book.year,
        as_at=book.as_at,
        partner=None,
        title=TITLE,
        subtitle=same("{fund} · {month}").filled(fund=fund_title(book), month=monitored.month.name),
        headline=headline(monitored, whole),
        lead=_lead(monitored, whole, schemes, {each.scheme for each in said}, ahead),
        labels=illustrative_labels(book),
        sections=(
            *_standing(monitored, schemes, whole),
            Section("said", SAID, (_said(book, said, schemes),)),
            Section("actions", ACTIONS, (_actions(book, promised),)),
            *_pictures(monitored, schemes, whole),
            Section("from", WHERE_FROM, (Paragraph(stands_on(book.provenance), "note"),)),
        ),
        notes=book.notes,
        provenance=book.provenance,
    )


def _lead(
    monitored: Monitored, whole: Position | None, schemes: list[Position], explained: set[str], ahead: Settlement | None
) -> tuple[Text, ...]:
    book = monitored.book
    if ahead is not None:
        comes_to = tuple(plain(text) for text in year_ahead(book.terms, ahead))
    else:
        comes_to = (*borne(book, book.settlement, BY_AGREEMENT), *waiting(book))
    return (*spent(monitored, whole), *comes_to, *to_explain(book, schemes, explained))


def figures_of(report: Report, *, is_year_over: bool) -> Report:
    """What of a board report follows from its month alone, however much the ledger and what was said have grown since.

    Of a year that is over, what the partners bear belongs to it: a board's later decision changes it. Before, it is a forecast.
    """
    kept = tuple(section for section in report.sections if section.id not in WORDS)
    lead = report.lead if is_year_over else ()
    return replace(report, lead=lead, sections=kept, notes=(), provenance=Provenance("", ""))


def _standing(monitored: Monitored, schemes: list[Position], whole: Position | None) -> tuple[Section, ...]:
    tables = Tables(monitored.book, "monitoring")
    shown = (*SHOWN[:2], "committed", *SHOWN[2:]) if whole and whole.committed_pence else SHOWN
    by_scheme = position_table(tables, "scheme", BY_SCHEME, phrases.SCHEME, schemes, whole, monitored, shown)
    rule = (Paragraph(whole.rag_rule, "note"),) if whole else ()
    sections = [Section("schemes", BY_SCHEME, (replace(by_scheme, note=None), *rule))]
    if beside := monitored.by("scheme", in_view=True):
        in_view = position_table(tables, "in-view", phrases.IN_VIEW, phrases.SCHEME, beside, None, monitored, shown)
        sections.append(Section("in-view", phrases.IN_VIEW, (replace(in_view, note=None),)))
    partners = monitored.by("partner")
    by_partner = position_table(tables, "partner", BY_PARTNER, phrases.PARTNER, partners, whole, monitored, shown)
    return (*sections, Section("partners", BY_PARTNER, (by_partner,)))


def _pictures(monitored: Monitored, schemes: list[Position], whole: Position | None) -> tuple[Section, ...]:
    drawn = (profile_chart(monitored, whole), variance_chart(monitored.book.terms, schemes, whole))
    pictures = tuple(chart for chart in drawn if chart)
    return (Section("pictures", PICTURES, pictures),) if pictures else ()


def _said(book: Book, said: Sequence[Comment], schemes: list[Position]) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME), Column("variance", VARIANCE, "pounds", adds=False),
        Column("says", SAYS), Column("who", WHO),
    )  # fmt: skip
    variances = {position.scheme: position.outturn_variance_pence for position in schemes}
    lines = [
        Line(
            each.scheme,
            (book.terms.scheme_title(each.scheme), variances.get(each.scheme), same(each.text), same(each.who)),
            {"variance": figure_id(book.fund, book.year, "monitoring", f"scheme.{each.scheme}", "variance")},
        )
        for each in said
    ]
    return Tables(book, "monitoring").table("said", SAID, columns, lines, NOTHING_SAID, total=None)


def _actions(book: Book, promised: Sequence[Action]) -> Table:
    columns = (
        Column("action", ACTION), Column("scheme", phrases.SCHEME), Column("owner", OWNER), Column("due", DUE, "date"),
        Column("state", STATE, "status"),
    )  # fmt: skip
    lines = [
        Line(
            id_, (same(each.text), book.terms.scheme_title(each.scheme), same(each.owner), each.due, _state(each, book))
        )
        for id_, each in zip(distinct(each.scheme for each in promised), promised, strict=True)
    ]
    return Tables(book, "monitoring").table("actions", ACTIONS, columns, lines, NO_ACTIONS, total=None)


def _state(action: Action, book: Book) -> Status:
    return DONE if action.is_done else OVERDUE if action.due < book.as_at else OPEN
