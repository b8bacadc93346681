"""The monitoring report: where each scheme, category and partner stands, with its status in words and two pictures."""

from collections.abc import Collection, Sequence

from cronfa.language import Text, join, same
from cronfa.monitoring.standing import Position
from cronfa.monitoring.terms import terms_of
from cronfa.reporting import phrases, words
from cronfa.reporting.common import fund_title, illustrative_labels, provenance_section, waiting
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Column, Paragraph, Report, Section, Table
from cronfa.reporting.monitor_charts import profile_chart, variance_chart
from cronfa.reporting.monitored import Monitored
from cronfa.reporting.standings import NOTHING_SPENT, ROUNDED, behind, position_table
from cronfa.reporting.tables import Line, Tables, distinct
from cronfa.settlement.outcome import Settlement

TITLE = Text(en="Monitoring report", cy="Adroddiad monitro")

ENDED = {
    1: Text(
        en="{whom} ended {year} {amount}{part} over budget.",
        cy="Gorffennodd {whom} {year} {amount}{part} dros y gyllideb.",
    ),
    0: Text(en="{whom} ended {year} on budget.", cy="Gorffennodd {whom} {year} ar y gyllideb."),
    -1: Text(
        en="{whom} ended {year} {amount}{part} under budget.",
        cy="Gorffennodd {whom} {year} {amount}{part} o dan y gyllideb.",
    ),
}
FORECAST = {
    1: Text(
        en="{whom} is forecast to end {year} {amount}{part} over budget.",
        cy="Rhagwelir y bydd {whom} yn gorffen {year} {amount}{part} dros y gyllideb.",
    ),
    0: Text(
        en="{whom} is forecast to end {year} on budget.", cy="Rhagwelir y bydd {whom} yn gorffen {year} ar y gyllideb."
    ),
    -1: Text(
        en="{whom} is forecast to end {year} {amount}{part} under budget.",
        cy="Rhagwelir y bydd {whom} yn gorffen {year} {amount}{part} o dan y gyllideb.",
    ),
}
NO_BUDGET = Text(
    en="{amount} had been spent by the end of {month}; there is no budget to set it against.",
    cy="Roedd {amount} wedi'i wario erbyn diwedd {month}; nid oes cyllideb i'w gymharu â hi.",
)
SPENT = Text(
    en="{actual} had been spent by the end of {month}, against {budget} of budget to date.",
    cy="Roedd {actual} wedi'i wario erbyn diwedd {month}, yn erbyn {budget} o gyllideb hyd yma.",
)
BEARS = Text(en="{partner} bears {amount}", cy="mae {partner} yn ysgwyddo {amount}")
GETS = Text(en="{partner} gets {amount} back", cy="mae {partner} yn cael {amount} yn ôl")
BY_AGREEMENT = Text(en="By the agreement, {parts}.", cy="Yn ôl y cytundeb, {parts}.")
BY_AGREEMENT_SO_FAR = Text(
    en="If the year were settled on these months, by the agreement {parts}.",
    cy="Pe bai'r flwyddyn yn cael ei setlo ar y misoedd hyn, yn ôl y cytundeb {parts}.",
)
EXPLAIN = Text(
    en="A variance of this size must be explained before sign-off: {schemes}.",
    cy="Rhaid egluro amrywiant o'r maint hwn cyn cymeradwyo: {schemes}.",
)
THE_FUND = Text(en="The fund", cy="y gronfa")
FUNDS_PART = Text(en="The {partner} part of the fund", cy="rhan {partner} o'r gronfa")

BY_SCHEME = Text(en="Position by scheme", cy="Sefyllfa fesul cynllun")
PICTURES = Text(en="In pictures", cy="Mewn lluniau")
BY_PARTNER = Text(en="Position by partner", cy="Sefyllfa fesul partner")
BY_CATEGORY = Text(en="Spend by category", cy="Gwariant fesul categori")
TO_KNOW = Text(en="What to know about these figures", cy="Beth i'w wybod am y ffigurau hyn")


def monitoring_report(book: Book, partner: str | None = None) -> Report:
    """The report for the board, or for one partner: the money for its responsibilities and its share of the budgets.

    Raises:
        KeyError: the partner is not one of the fund.
    """
    if partner is not None and partner not in book.terms.partners:
        raise KeyError(partner)
    monitored = Monitored(book, terms_of(book.terms, book.year, moved=book.moved), partner)
    tables = Tables(book, f"monitoring-{partner}" if partner else "monitoring")
    schemes, whole = monitored.by("scheme"), next(iter(monitored.by()), None)
    whom = book.terms.name(partner) if partner else phrases.ALL_PARTNERS
    month = monitored.month.name
    return Report(
        kind="monitoring",
        fund=book.fund,
        year=book.year,
        as_at=book.as_at,
        partner=partner,
        title=TITLE,
        subtitle=same("{whom} · {fund} · {month}").filled(whom=whom, fund=fund_title(book), month=month),
        headline=headline(monitored, whole),
        lead=lead(monitored, whole, schemes),
        labels=illustrative_labels(book),
        sections=_sections(monitored, tables, schemes, whole),
        notes=book.notes,
        provenance=book.provenance,
    )


def _sections(
    monitored: Monitored, tables: Tables, schemes: list[Position], whole: Position | None
) -> tuple[Section, ...]:
    book = monitored.book
    position = position_table(tables, "scheme", BY_SCHEME, phrases.SCHEME, schemes, whole, monitored)
    rule = (Paragraph(whole.rag_rule, "note"), Paragraph(whole.method, "note")) if whole else ()
    sections = [Section("schemes", BY_SCHEME, (position, *rule))]
    if beside := monitored.by("scheme", in_view=True):
        table = position_table(tables, "in-view", phrases.IN_VIEW, phrases.SCHEME, beside, None, monitored)
        sections.append(Section("in-view", phrases.IN_VIEW, (table,)))
    if monitored.partner is None:
        partners = monitored.by("partner")
        table = position_table(tables, "partner", BY_PARTNER, phrases.PARTNER, partners, whole, monitored)
        sections.append(Section("partners", BY_PARTNER, (table,)))
    drawn = (profile_chart(monitored, whole), variance_chart(book.terms, schemes, whole))
    if pictures := tuple(chart for chart in drawn if chart):
        sections.append(Section("pictures", PICTURES, pictures))
    sections.append(Section("categories", BY_CATEGORY, (_categories(monitored, tables),)))
    known = _to_know(monitored, schemes)
    if known:
        sections.append(Section("known", TO_KNOW, known))
    return (*sections, provenance_section(book, tables))


def headline(monitored: Monitored, whole: Position | None) -> Text:
    book, month = monitored.book, monitored.month.name
    partner = monitored.partner
    if whole is None or whole.outturn_variance_pence is None:
        spent = whole.actual_to_date_pence if whole else 0
        return NO_BUDGET.filled(amount=words.money(spent), month=month)
    variance = whole.outturn_variance_pence
    said = (ENDED if book.settlement.months == 12 else FORECAST)[(variance > 0) - (variance < 0)]
    part = whole.outturn_variance_part
    return said.filled(
        whom=FUNDS_PART.filled(partner=book.terms.name(partner)) if partner else THE_FUND,
        year=book.year,
        amount=words.rounded(abs(variance)),
        part=f" ({words.percent(abs(part))})" if part is not None else "",
    )


def lead(monitored: Monitored, whole: Position | None, schemes: list[Position]) -> tuple[Text, ...]:
    sentence = BY_AGREEMENT if monitored.book.settlement.months == 12 else BY_AGREEMENT_SO_FAR
    return (
        *spent(monitored, whole),
        *borne(monitored.book, monitored.book.settlement, sentence, monitored.partner),
        *to_explain(monitored.book, schemes),
        *waiting(monitored.book),
    )


def spent(monitored: Monitored, whole: Position | None) -> tuple[Text, ...]:
    """What has been spent beside the budget to date."""
    if not whole or whole.budget_to_date_pence is None:
        return ()
    actual, budget = words.rounded(whole.actual_to_date_pence), words.rounded(whole.budget_to_date_pence)
    return (SPENT.filled(actual=actual, month=monitored.month.name, budget=budget),)


def borne(book: Book, settlement: Settlement, sentence: Text, partner: str | None = None) -> tuple[Text, ...]:
    """What the partners, or one of them, bear of a settlement's variances; ``sentence`` says when."""
    parts = [
        (BEARS if result.borne_pence > 0 else GETS).filled(
            partner=book.terms.name(result.partner), amount=words.money(abs(result.borne_pence))
        )
        for result in settlement.partners
        if result.borne_pence and partner in (None, result.partner)
    ]
    return (sentence.filled(parts=words.and_list(parts)),) if parts else ()


def to_explain(book: Book, schemes: Sequence[Position], explained: Collection[str] = ()) -> tuple[Text, ...]:
    """Which schemes' variances must be explained and are not."""
    names = [
        book.terms.scheme_title(position.scheme or "")
        for position in schemes
        if position.commentary_required and position.scheme not in explained
    ]
    return (EXPLAIN.filled(schemes=join(names)),) if names else ()


def _categories(monitored: Monitored, tables: Tables) -> Table:
    """Agreements give no budgets by category, so here is spend alone."""
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("category", phrases.CATEGORY),
        Column("month", Text(en="This month", cy="Y mis hwn"), "pounds"),
        Column("actual", Text(en="Actual to date", cy="Gwariant gwirioneddol hyd yma"), "pounds"),
        Column("committed", Text(en="Committed", cy="Ymrwymwyd"), "pounds"),
        Column("forecast", Text(en="Forecast outturn", cy="Rhagolwg alldro"), "pounds"),
    )
    found = monitored.by("scheme", "category")
    ids = distinct(f"{position.scheme}.{position.category}" for position in found)
    title = monitored.book.terms.scheme_title
    lines = []
    for id_, at in zip(ids, found, strict=True):
        amounts = (at.actual_month_pence, at.actual_to_date_pence, at.committed_pence, at.forecast_pence)
        values = (title(at.scheme or ""), same(at.category or "–"), *amounts)
        lines.append(Line(id_, values, behind=behind(at)))
    return tables.table("category", BY_CATEGORY, columns, lines, NOTHING_SPENT, note=ROUNDED)


def _to_know(monitored: Monitored, schemes: list[Position]) -> tuple[Paragraph, ...]:
    said = same("{scheme}: {note}")
    title = monitored.book.terms.scheme_title
    return tuple(
        Paragraph(said.filled(scheme=title(position.scheme or ""), note=note))
        for position in schemes
        for note in position.notes
    )
