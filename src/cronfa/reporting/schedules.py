"""The settlement schedule: every line by scheme, clause, step and party, and the invoices and refunds that follow."""

from cronfa.language import Text, same
from cronfa.reporting import phrases, words
from cronfa.reporting.common import (
    FLOW_TITLE,
    LOANS,
    REPAID,
    board_name,
    crossing_blocks,
    fund_title,
    illustrative_labels,
    line_scheme,
    loans_part,
    party_name,
    period,
    provenance_section,
    step_words,
    waiting,
)
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Block, Column, Report, Row, Section, Status, Table, Value
from cronfa.reporting.tables import Line as TableLine, Tables, distinct
from cronfa.settlement.figures import figure_id
from cronfa.settlement.outcome import Line, PartnerResult

TITLE = Text(en="Settlement schedule", cy="Atodlen setliad")
PAYS = Text(en="{partner} is to pay {amount}", cy="mae {partner} i dalu {amount}")
GETS_BACK = Text(en="{partner} is to be refunded {amount}", cy="mae {partner} i gael ad-daliad o {amount}")
SETTLED = Text(en="For {period} {parts}.", cy="Am {period} {parts}.")
ALL_EVEN = Text(
    en="For {period} no partner has anything to pay or to be refunded.",
    cy="Am {period} nid oes gan unrhyw bartner ddim i'w dalu na'i gael yn ôl.",
)
MANY_PAY = Text(
    en="For {period} partners are to pay {pay} in all.", cy="Am {period} mae partneriaid i dalu {pay} i gyd."
)
MANY_GET = Text(
    en="For {period} partners are to be refunded {back} in all.",
    cy="Am {period} mae partneriaid i gael {back} yn ôl i gyd.",
)
MANY = Text(
    en="For {period} partners are to pay {pay} in all, and {back} is to be refunded.",
    cy="Am {period} mae partneriaid i dalu {pay} i gyd, ac mae {back} i'w ad-dalu.",
)
VARIANCE = {
    1: Text(
        en="Spend was {spend} against {income} of contributions due and other income: an overspend of {variance}.",
        cy="Y gwariant oedd {spend} yn erbyn {income} o gyfraniadau dyledus ac incwm arall: gorwariant o {variance}.",
    ),
    0: Text(
        en="Spend was {spend}, the same as contributions due and other income.",
        cy="Y gwariant oedd {spend}, yr un faint â'r cyfraniadau dyledus a'r incwm arall.",
    ),
    -1: Text(
        en="Spend was {spend} against {income} of contributions due and other income: an underspend of {variance}.",
        cy="Y gwariant oedd {spend} yn erbyn {income} o gyfraniadau dyledus ac incwm arall: tanwariant o {variance}.",
    ),
}
MOST_NAMED = 3

DECISIONS = Text(en="Decisions required", cy="Penderfyniadau sydd eu hangen")
PARTNERS = Text(en="Invoices and refunds", cy="Anfonebau ac ad-daliadau")
COUNTS_TOO = {
    True: Text(
        en="This counts {amount} that earlier years carried into the year.",
        cy="Mae hyn yn cyfrif {amount} a gariwyd i'r flwyddyn o flynyddoedd cynharach.",
    ),
    False: Text(
        en="This counts a deficit of {amount} that earlier years carried into the year.",
        cy="Mae hyn yn cyfrif diffyg o {amount} a gariwyd i'r flwyddyn o flynyddoedd cynharach.",
    ),
}
BROUGHT = Text(en="Brought forward", cy="Dygwyd ymlaen")
SCHEMES = Text(en="Each scheme's variance", cy="Amrywiant pob cynllun")
LINES = Text(en="How each variance is shared", cy="Sut y rhennir pob amrywiant")
RESERVES = Text(en="Reserves", cy="Cronfeydd wrth gefn")
LINES_NOTE = Text(
    en="The lines of a scheme add up to its variance: above zero is paid or given up, below zero is received or kept.",
    cy="Mae llinellau cynllun yn adio i'w amrywiant: uwch na sero yw'r hyn a delir neu a ildir, o dan sero yw'r hyn a"
    " dderbynnir neu a gedwir.",
)


RESERVE_FIGURES = ("opening", "drawn", "kept", "closing")


def settlement_schedule(book: Book, partner: str | None = None) -> Report:
    """The schedule for the board, or for one partner: its own lines beside the totals of the fund.

    Raises:
        KeyError: the partner is not in the settlement.
    """
    if partner is not None and partner not in {result.partner for result in book.settlement.partners}:
        raise KeyError(partner)
    tables = Tables(book, f"settlement-{partner}" if partner else "settlement")
    sections = [
        Section("decisions", DECISIONS, (_decisions(book, tables),)),
        Section("partners", PARTNERS, (_partners(book, tables),)),
        Section("crossing", FLOW_TITLE, _crossing(book, tables, partner)),
        Section("schemes", SCHEMES, (_schemes(book, tables),)),
        Section("lines", LINES, (_lines(book, tables, partner),)),
        *((Section("in-view", phrases.IN_VIEW, (_in_view(book, tables),)),) if book.in_view else ()),
        Section("reserves", RESERVES, (_reserves(book, tables),)),
        Section("loans", LOANS, loans_part(book, tables)),
        provenance_section(book, tables),
    ]
    if not book.settlement.decisions:
        sections.append(sections.pop(0))  # nothing waits: said at the end
    problems = tuple(Text(en=problem.what("en"), cy=problem.what("cy")) for problem in book.settlement.problems)
    whom = book.terms.name(partner) if partner else phrases.ALL_PARTNERS
    return Report(
        kind="settlement",
        fund=book.fund,
        year=book.year,
        as_at=book.as_at,
        partner=partner,
        title=TITLE,
        subtitle=same("{whom} · {fund} · {period}").filled(whom=whom, fund=fund_title(book), period=period(book)),
        headline=_headline(book, partner),
        lead=_lead(book),
        labels=illustrative_labels(book),
        sections=tuple(sections),
        notes=(*problems, *book.notes),
        provenance=book.provenance,
    )


def _headline(book: Book, partner: str | None) -> Text:
    results = [r for r in book.settlement.partners if r.to_pay_pence and partner in (None, r.partner)]
    if not results:
        return ALL_EVEN.filled(period=period(book))
    if len(results) > MOST_NAMED:
        pay = sum(max(result.to_pay_pence, 0) for result in results)
        back = sum(max(-result.to_pay_pence, 0) for result in results)
        said = MANY if pay and back else MANY_PAY if pay else MANY_GET
        return said.filled(period=period(book), pay=words.money(pay), back=words.money(back))
    parts = [_pays(book, result) for result in results]
    return SETTLED.filled(period=period(book), parts=words.and_list(parts))


def _pays(book: Book, result: PartnerResult) -> Text:
    sentence = PAYS if result.to_pay_pence > 0 else GETS_BACK
    return sentence.filled(partner=book.terms.name(result.partner), amount=words.money(abs(result.to_pay_pence)))


def _lead(book: Book) -> tuple[Text, ...]:
    schemes = book.in_fund
    variance = sum(scheme.variance_pence for scheme in schemes)
    said = VARIANCE[(variance > 0) - (variance < 0)].filled(
        spend=words.money(sum(scheme.spend_pence for scheme in schemes)),
        income=words.money(sum(scheme.due_pence + scheme.other_income_pence for scheme in schemes)),
        variance=words.money(abs(variance)),
    )
    brought = sum(scheme.brought_forward_pence for scheme in schemes)
    before = (COUNTS_TOO[brought > 0].filled(amount=words.money(abs(brought))),) if brought else ()
    return (said, *before, *waiting(book))


def _crossing(book: Book, tables: Tables, partner: str | None) -> tuple[Block, ...]:
    pairs = [pair for pair in book.cross_subsidy if partner in (None, pair.funder, pair.responsible)]
    empty = Text(
        en="No partner's money paid for another's responsibility.",
        cy="Ni thalodd arian unrhyw bartner am gyfrifoldeb partner arall.",
    )
    return crossing_blocks(book, tables, pairs, empty)


def _decisions(book: Book, tables: Tables) -> Table:
    columns = (
        Column("decision", Text(en="Decision", cy="Penderfyniad")),
        Column("board", Text(en="Who decides", cy="Pwy sy'n penderfynu")),
        Column("scheme", phrases.SCHEME),
        Column("direction", Text(en="About", cy="Ynghylch")),
        Column("clause", phrases.CLAUSE),
        Column("amount", phrases.AMOUNT, "money"),
    )
    lines: list[TableLine] = []
    for wanted in book.settlement.decisions:
        board, scheme = board_name(book, wanted.board), line_scheme(book, wanted.scheme)
        about, clause = phrases.DIRECTIONS[wanted.direction], words.clause(wanted.clause)
        lines.append(
            TableLine(wanted.decision, (same(wanted.decision), board, scheme, about, clause, wanted.amount_pence))
        )
    empty = Text(en="No decision is waited for.", cy="Nid oes unrhyw benderfyniad i aros amdano.")
    return tables.table("decisions", DECISIONS, columns, lines, empty)


def _partners(book: Book, tables: Tables) -> Table:
    columns = [
        Column("partner", phrases.PARTNER),
        Column("due", phrases.CONTRIBUTIONS_DUE, "money"),
        Column("borne", Text(en="Share of variances", cy="Cyfran o amrywiannau"), "money"),
        Column("lent", Text(en="Lent", cy="Benthycwyd"), "money"),
        Column("repaid", REPAID, "money"),
        Column("paid", phrases.CONTRIBUTIONS_PAID, "money"),
        Column("to-pay", Text(en="To pay (refund below zero)", cy="I'w dalu (ad-daliad o dan sero)"), "money"),
        Column("document", Text(en="Document", cy="Dogfen"), "status"),
    ]
    results = book.settlement.partners
    absent = {name for name in ("lent", "repaid") if not any(getattr(result, f"{name}_pence") for result in results)}
    columns = [column for column in columns if column.id not in absent]
    lines: list[TableLine] = []
    for result in results:
        sums: list[Value] = [getattr(result, f"{column.id.replace('-', '_')}_pence") for column in columns[1:-1]]
        values = (book.terms.name(result.partner), *sums, _document(result))
        lines.append(TableLine(result.partner, values, tables.of_partner(result.partner)))
    return tables.table("partners", PARTNERS, tuple(columns), lines, phrases.NO_PARTNERS)


def _document(result: PartnerResult) -> Status:
    if result.to_pay_pence == 0:
        return Status(phrases.NONE)
    return Status(phrases.INVOICE if result.to_pay_pence > 0 else phrases.REFUND)


def _schemes(book: Book, tables: Tables) -> Table:
    columns: tuple[Column, ...] = (
        Column("scheme", phrases.SCHEME),
        Column("budget", Text(en="Budget", cy="Cyllideb"), "money"),
        Column("due", phrases.CONTRIBUTIONS_DUE, "money"),
        Column("income", Text(en="Other income", cy="Incwm arall"), "money"),
        Column("spend", Text(en="Spend", cy="Gwariant"), "money"),
        Column(
            "variance", Text(en="Variance (above zero is over)", cy="Amrywiant (uwch na sero: gorwariant)"), "money"
        ),
    )
    names = {"budget": "budget", "due": "due", "income": "other-income", "spend": "spend", "variance": "variance"}
    if any(scheme.brought_forward_pence for scheme in book.in_fund):
        columns = (*columns[:4], Column("brought", BROUGHT, "money"), *columns[4:])
        names = {**names, "brought": "brought-forward"}
    lines: list[TableLine] = []
    for scheme in book.in_fund:
        ids = {column: tables.settled(scheme.scheme, name) for column, name in names.items()}
        sums = {column.id: getattr(scheme, f"{names[column.id].replace('-', '_')}_pence") for column in columns[1:]}
        values = (book.terms.scheme_title(scheme.scheme), *sums.values())
        lines.append(TableLine(scheme.scheme, values, ids))
    return tables.table("schemes", SCHEMES, columns, lines, phrases.NO_SCHEMES)


def _in_view(book: Book, tables: Tables) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("budget", Text(en="Budget", cy="Cyllideb"), "money"),
        Column("spend", Text(en="Spend", cy="Gwariant"), "money"),
    )
    lines = [
        TableLine(
            result.scheme,
            (book.terms.scheme_title(result.scheme), result.budget_pence, result.spend_pence),
            {name: tables.settled(result.scheme, name) for name in ("budget", "spend")},
        )
        for result in book.in_view
    ]
    return tables.table("in-view", phrases.IN_VIEW, columns, lines, phrases.NO_SCHEMES)


def _lines(book: Book, tables: Tables, partner: str | None) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("step", phrases.STEP),
        Column("clause", phrases.CLAUSE),
        Column("party", phrases.PARTY),
        Column("amount", phrases.AMOUNT, "money"),
    )
    rows: list[Row] = []
    for scheme, lines in _by_scheme(book, partner).items():
        title = line_scheme(book, scheme)
        ids = distinct(f"{scheme or 'fund'}.{line.direction}.{line.step}.{line.party.id}" for line in lines)
        for id_, line in zip(ids, lines, strict=True):
            party = party_name(book, line.party)
            values = (title, step_words(line), words.clause(line.clause), party, line.amount_pence)
            ids_ = {"amount": figure_id(book.year, line)}
            rows.append(tables.row("lines", columns, TableLine(id_, values, ids_)))
        mine, id_ = rows[-len(lines) :], f"{scheme or 'fund'}.all"
        rows.append(tables.sum("lines", columns, mine, title, id_, "subtotal", step=phrases.TOGETHER))
    if rows:
        rows.append(tables.sum("lines", columns, rows, phrases.TOTAL))
    note = LINES_NOTE if partner is None else None
    return Table("lines", LINES, columns, tuple(rows), phrases.NO_VARIANCE_SHARED, note)


def _by_scheme(book: Book, partner: str | None) -> dict[str | None, list[Line]]:
    """Lines under their scheme in the agreement's order, the fund's own last; one partner's alone if it is named."""
    grouped: dict[str | None, list[Line]] = {}
    for scheme in (*book.terms.schemes, None):
        lines = [line for line in book.settlement.lines if line.scheme == scheme]
        if partner is not None:
            lines = [line for line in lines if line.party.kind == "partner" and line.party.id == partner]
        if lines:
            grouped[scheme] = lines
    return grouped


def _reserves(book: Book, tables: Tables) -> Table:
    columns = (
        Column("reserve", phrases.RESERVE),
        Column("opening", phrases.BEFORE, "money"),
        Column("drawn", Text(en="Drawn", cy="Tynnwyd"), "money"),
        Column("kept", Text(en="Kept", cy="Cadwyd"), "money"),
        Column("closing", phrases.AFTER, "money"),
    )
    lines: list[TableLine] = []
    for result in book.settlement.reserves:
        known = book.terms.reserves.get(result.reserve)
        name = known.name if known and known.name else same(result.reserve)
        amounts = (result.opening_pence, -result.drawn_pence, result.kept_pence, result.closing_pence)
        ids = {column: tables.settled("reserve", result.reserve, column) for column in RESERVE_FIGURES}
        lines.append(TableLine(result.reserve, (name, *amounts), ids))
    return tables.table("reserves", RESERVES, columns, lines, phrases.NO_RESERVES)
