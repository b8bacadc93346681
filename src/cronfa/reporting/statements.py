"""The partner statement: what one partner owes or gets, by which clause, and what its money paid for."""

from cronfa.language import Text
from cronfa.reporting import phrases, words
from cronfa.reporting.common import (
    LOANS,
    cross_subsidy_table,
    crossing_flow,
    decision_facts,
    due_how,
    illustrative_labels,
    in_agreed_order,
    line_scheme,
    loans_table,
    paying,
    period,
    provenance_section,
    spending,
    step_words,
)
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Actions, Block, Column, Paragraph, Report, Section, Table
from cronfa.reporting.tables import Line as TableLine, Tables, distinct
from cronfa.settlement.figures import figure_id
from cronfa.settlement.outcome import Line, PartnerResult

TITLE = Text(en="Partner statement", cy="Datganiad partner")

TO_PAY = Text(
    en="{partner} is to pay {amount} to the pooled fund for {period}.",
    cy="Mae {partner} i dalu {amount} i'r gronfa gyfun am {period}.",
)
TO_GET = Text(
    en="{partner} is to be refunded {amount} from the pooled fund for {period}.",
    cy="Mae {partner} i gael ad-daliad o {amount} o'r gronfa gyfun am {period}.",
)
EVEN = Text(
    en="{partner} has nothing to pay and nothing to be refunded for {period}.",
    cy="Nid oes gan {partner} ddim i'w dalu na dim i'w gael yn ôl am {period}.",
)
DUE_AND_PAID = Text(
    en="You were due to contribute {due} and have paid {paid}.",
    cy="Roeddech i gyfrannu {due} ac rydych wedi talu {paid}.",
)
BEARS = Text(
    en="Of the year's variance you bear {amount}{parts}.",
    cy="O amrywiant y flwyddyn rydych yn ysgwyddo {amount}{parts}.",
)
GETS = Text(
    en="Of the year's variance you get back {amount}{parts}.",
    cy="O amrywiant y flwyddyn rydych yn cael {amount} yn ôl{parts}.",
)
ONLY_MORE = Text(en=": {more}", cy=": {more}")
LESS = Text(en=": {more}, less {less}", cy=": {more}, llai {less}")
UNDER_ONE = Text(en=", under {clause}", cy=", o dan {clause}")
UNDER = Text(en="{amount} under {clause}", cy="{amount} o dan {clause}")
STILL_UNDECIDED = Text(
    en="{amount} is not yet decided: {board} must decide, under {clause}. Your figure may change.",
    cy="Nid yw {amount} wedi'i benderfynu eto: rhaid i {board} benderfynu, o dan {clause}. Gall eich ffigur newid.",
)


MONEY_CROSSED = Text(
    en="Before settlement your money paid {gave} for others' responsibilities, and others' money paid {got} for yours.",
    cy="Cyn y setliad talodd eich arian {gave} am gyfrifoldebau eraill, a thalodd arian eraill {got} am eich rhai chi.",
)
HATCHED = Text(
    en="Widths are to scale. Hatched: one partner's money paying for another partner's responsibility.",
    cy="Mae'r lledau wrth raddfa. Llinellog: arian un partner yn talu am gyfrifoldeb partner arall.",
)
NOTHING_CROSSED = Text(
    en="No money of yours paid for others, and no money of others paid for you.",
    cy="Ni thalodd eich arian am eraill, ac ni thalodd arian eraill amdanoch chi.",
)


def statement(book: Book, partner: str) -> Report:
    """The statement of one partner.

    Raises:
        KeyError: the partner is not in the settlement.
    """
    result = next((known for known in book.settlement.partners if known.partner == partner), None)
    if result is None:
        raise KeyError(partner)
    lines = _lines_of(book, partner)
    tables = Tables(book, f"statement-{partner}")
    return Report(
        kind="statement",
        fund=book.fund,
        year=book.year,
        as_at=book.as_at,
        partner=partner,
        title=TITLE,
        subtitle=_subtitle(book, partner),
        headline=_headline(book, result),
        lead=_lead(book, result, lines),
        labels=illustrative_labels(book),
        sections=_sections(book, tables, result, lines),
        notes=book.notes,
        provenance=book.provenance,
    )


ACCOUNT = Text(en="Your account for the year", cy="Eich cyfrif am y flwyddyn")
DUE = Text(en="What you were due to contribute", cy="Yr hyn yr oeddech i'w gyfrannu")
PAID = Text(en="What you paid", cy="Yr hyn a daloch")
SPENT = Text(en="What was spent on your responsibilities", cy="Yr hyn a wariwyd ar eich cyfrifoldebau")
CROSSING = Text(en="Whose money paid for what", cy="Arian pwy a dalodd am beth")
VARIANCE = Text(en="Your share of the variance", cy="Eich cyfran o'r amrywiant")
RESERVES = Text(en="Your stake in the reserves", cy="Eich cyfran o'r cronfeydd wrth gefn")
NEXT = Text(en="What to do next", cy="Beth i'w wneud nesaf")


def _sections(book: Book, tables: Tables, result: PartnerResult, lines: list[Line]) -> tuple[Section, ...]:
    """The sum, what to do and whose money paid for what come first; the proof of each part follows."""
    partner = result.partner
    loans = [loan for loan in book.settlement.loans if loan.lender == partner]
    return (
        Section("account", ACCOUNT, (_account(tables, result, lines),)),
        Section("next", NEXT, (_next_steps(book, result),)),
        Section("crossing", CROSSING, _crossing(book, tables, partner)),
        Section("variance", VARIANCE, (_variance(book, tables, lines),)),
        Section("due", DUE, (_due(book, tables, partner),)),
        Section("paid", PAID, (_paid(book, tables, partner),)),
        Section("spent", SPENT, (_spent(book, tables, partner),)),
        Section("reserves", RESERVES, (_reserves(book, tables, partner),)),
        *((Section("loans", LOANS, (loans_table(book, tables, loans),)),) if loans else ()),
        provenance_section(book, tables),
    )


def _subtitle(book: Book, partner: str) -> Text:
    words_ = Text(en="{partner} · {fund} · {period}", cy="{partner} · {fund} · {period}")
    fund = book.terms.title or Text(en=book.fund, cy=book.fund)
    return words_.filled(partner=book.terms.name(partner), fund=fund, period=period(book))


def _headline(book: Book, result: PartnerResult) -> Text:
    sentence = TO_PAY if result.to_pay_pence > 0 else TO_GET if result.to_pay_pence < 0 else EVEN
    return sentence.filled(
        partner=book.terms.name(result.partner), amount=words.money(abs(result.to_pay_pence)), period=period(book)
    )


def _lines_of(book: Book, partner: str) -> list[Line]:
    return [line for line in book.settlement.lines if line.party.kind == "partner" and line.party.id == partner]


def _by_clause(sums: dict[str | None, int], borne: int) -> Text:
    """Which clauses make the sum: those that add to it, less those that take from it."""
    if len(sums) == 1:
        return UNDER_ONE.filled(clause=words.clause(next(iter(sums))))
    sign = 1 if borne > 0 else -1
    more, less = (
        [
            UNDER.filled(amount=words.money(abs(pence)), clause=words.clause(clause))
            for clause, pence in sums.items()
            if pence * sign * way > 0
        ]
        for way in (1, -1)
    )
    if not less:
        return ONLY_MORE.filled(more=words.and_list(more))
    return LESS.filled(more=words.and_list(more), less=words.and_list(less))


def _lead(book: Book, result: PartnerResult, lines: list[Line]) -> tuple[Text, ...]:
    said = [DUE_AND_PAID.filled(due=words.money(result.due_pence), paid=words.money(result.paid_pence))]
    by_clause: dict[str | None, int] = {}
    for line in lines:
        by_clause[line.clause] = by_clause.get(line.clause, 0) + line.amount_pence
    if borne := sum(by_clause.values()):
        said.append(
            (BEARS if borne > 0 else GETS).filled(amount=words.money(abs(borne)), parts=_by_clause(by_clause, borne))
        )
    return (*said, *(STILL_UNDECIDED.filled(**decision_facts(book, wanted)) for wanted in book.settlement.decisions))


def _account(tables: Tables, result: PartnerResult, lines: list[Line]) -> Table:
    columns = (Column("item", phrases.ITEM), Column("amount", phrases.AMOUNT, "money"))
    rows: list[TableLine] = [
        TableLine("due", (phrases.CONTRIBUTIONS_DUE, result.due_pence), _settled(tables, result, "due"))
    ]
    for direction in ("overspend", "underspend", "exposure", "contribution"):
        amount = sum(line.amount_pence for line in lines if line.direction == direction)
        if amount:
            rows.append(TableLine(direction, (_SHARES_OF[direction], amount)))
    if result.lent_pence:
        rows.append(TableLine("lent", (LENT, result.lent_pence), _settled(tables, result, "lent")))
    rows.append(TableLine("paid", (LESS_PAID, -result.paid_pence), _settled(tables, result, "paid")))
    total = _TO_PAY_OR_GET[(result.to_pay_pence > 0) - (result.to_pay_pence < 0)]
    return tables.table("account", ACCOUNT, columns, rows, phrases.NO_VARIANCE_SHARED, total=total)


LENT = Text(
    en="Lent to the fund, to be repaid in later years",
    cy="Benthyg i'r gronfa, i'w ad-dalu mewn blynyddoedd diweddarach",
)
LESS_PAID = Text(en="Less contributions paid", cy="Llai cyfraniadau a dalwyd")
_SHARES_OF = {
    "overspend": Text(en="Your share of overspends", cy="Eich cyfran o orwariant"),
    "underspend": Text(en="Your share of underspends", cy="Eich cyfran o danwariant"),
    "exposure": Text(en="Changed by the limit over all schemes", cy="Newid oherwydd y terfyn dros bob cynllun"),
    "contribution": Text(en="Changed with the contributions", cy="Newid gyda'r cyfraniadau"),
}
_TO_PAY_OR_GET = {
    1: Text(en="To pay", cy="I'w dalu"),
    0: Text(en="Nothing to pay", cy="Dim i'w dalu"),
    -1: Text(en="To be refunded", cy="I'w ad-dalu"),
}


def _settled(tables: Tables, result: PartnerResult, name: str) -> dict[str, str]:
    return {"amount": tables.settled("partner", result.partner, name)}


def _due(book: Book, tables: Tables, partner: str) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("rule", phrases.RULE),
        Column("how", phrases.HOW),
        Column("clause", phrases.CLAUSE),
        Column("amount", phrases.AMOUNT, "money"),
    )
    dues = [due for due in book.settlement.dues if due.partner == partner]
    lines: list[TableLine] = []
    for row, due in zip(distinct(due.scheme for due in dues), dues, strict=True):
        scheme = book.terms.scheme_title(due.scheme)
        figures = {"amount": figure_id(book.year, due)}
        rule = phrases.RULES.get(due.rule, Text(en=due.rule, cy=due.rule))
        lines.append(TableLine(row, (scheme, rule, due_how(due), words.clause(due.clause), due.amount_pence), figures))
    empty = Text(en="No contribution was due from you.", cy="Nid oedd unrhyw gyfraniad yn ddyledus gennych.")
    return tables.table("due", DUE, columns, lines, empty)


def _paid(book: Book, tables: Tables, partner: str) -> Table:
    columns = (
        Column("reference", phrases.REFERENCE),
        Column("date", phrases.DATE, "date"),
        Column("scheme", phrases.SCHEME),
        Column("amount", phrases.AMOUNT, "money"),
    )
    paid = [payment for payment in book.payments if payment.partner == partner]
    lines: list[TableLine] = []
    for row, payment in zip(distinct(payment.reference for payment in paid), paid, strict=True):
        scheme = book.terms.scheme_title(payment.scheme) if payment.scheme else phrases.WHOLE_FUND
        reference = Text(en=payment.reference, cy=payment.reference)
        behind = paying(partner, payment.scheme)
        lines.append(TableLine(row, (reference, payment.on, scheme, payment.amount_pence), behind=behind))
    empty = Text(en="You have paid nothing in.", cy="Nid ydych wedi talu dim i mewn.")
    return tables.table("paid", PAID, columns, lines, empty)


def _spent(book: Book, tables: Tables, partner: str) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("category", phrases.CATEGORY),
        Column("amount", phrases.AMOUNT, "money"),
    )
    spent = in_agreed_order(book, [row for row in book.spent if row.responsible == partner])
    lines: list[TableLine] = []
    for id_, row in zip(distinct(f"{row.scheme}.{row.category}" for row in spent), spent, strict=True):
        category = Text(en=row.category, cy=row.category)
        values = (book.terms.scheme_title(row.scheme), category, row.amount_pence)
        lines.append(TableLine(id_, values, behind=spending(row.scheme, row.category, partner)))
    empty = Text(en="Nothing was spent on your responsibilities.", cy="Ni wariwyd dim ar eich cyfrifoldebau.")
    return tables.table("spent", SPENT, columns, lines, empty)


def _crossing(book: Book, tables: Tables, partner: str) -> tuple[Block, ...]:
    gave = sum(row.amount_pence for row in book.crossings if row.funder == partner)
    got = sum(row.amount_pence for row in book.crossings if row.responsible == partner)
    pairs = [row for row in book.cross_subsidy if partner in (row.funder, row.responsible)]
    said = MONEY_CROSSED.filled(gave=words.money(gave), got=words.money(got))
    flow = crossing_flow(book)
    table = cross_subsidy_table(book, tables, pairs, NOTHING_CROSSED)
    return (Paragraph(said), *((flow, Paragraph(HATCHED, "note")) if flow else ()), table)


def _variance(book: Book, tables: Tables, lines: list[Line]) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("step", phrases.STEP),
        Column("clause", phrases.CLAUSE),
        Column("amount", phrases.AMOUNT, "money"),
    )
    ids = distinct(f"{line.scheme or 'fund'}.{line.direction}.{line.step}" for line in lines)
    rows = [
        TableLine(
            id_,
            (line_scheme(book, line.scheme), step_words(line), words.clause(line.clause), line.amount_pence),
            {"amount": figure_id(book.year, line)},
        )
        for id_, line in zip(ids, lines, strict=True)
    ]
    return tables.table("variance", VARIANCE, columns, rows, phrases.NO_VARIANCE_SHARED)


def _reserves(book: Book, tables: Tables, partner: str) -> Table:
    columns = (
        Column("reserve", phrases.RESERVE),
        Column("opening", phrases.BEFORE, "money"),
        Column("movement", Text(en="Change", cy="Newid"), "money"),
        Column("closing", phrases.AFTER, "money"),
    )
    rows: list[TableLine] = []
    for stake in (stake for stake in book.stakes if stake.partner == partner):
        reserve = book.terms.reserves.get(stake.reserve)
        name = reserve.name if reserve and reserve.name else Text(en=stake.reserve, cy=stake.reserve)
        change = stake.closing_pence - stake.opening_pence
        rows.append(TableLine(stake.reserve, (name, stake.opening_pence, change, stake.closing_pence)))
    return tables.table("reserves", RESERVES, columns, rows, phrases.NO_RESERVES)


def _next_steps(book: Book, result: PartnerResult) -> Actions:
    host = book.terms.name(book.terms.host)
    amount = words.money(abs(result.to_pay_pence))
    items = []
    if result.to_pay_pence > 0:
        items.append(
            Text(en="Expect an invoice of {amount} from {host}.", cy="Disgwyliwch anfoneb o {amount} gan {host}.")
            if result.partner != book.terms.host
            else Text(en="Pay {amount} into the fund.", cy="Talwch {amount} i'r gronfa.")
        )
    if result.to_pay_pence < 0:
        items.append(
            Text(en="Expect a refund of {amount} from {host}.", cy="Disgwyliwch ad-daliad o {amount} gan {host}.")
            if result.partner != book.terms.host
            else Text(en="Take {amount} out of the fund.", cy="Cymerwch {amount} o'r gronfa.")
        )
    if book.settlement.decisions:
        items.append(
            Text(
                en="Put the amounts that are not yet decided before the board.",
                cy="Rhowch y symiau sydd heb eu penderfynu gerbron y bwrdd.",
            )
        )
    items.append(
        Text(
            en="Check your own ledger against the payments listed below.",
            cy="Gwiriwch eich cyfriflyfr eich hun yn erbyn y taliadau a restrir isod.",
        )
    )
    items.append(
        Text(
            en="Ask “cronfa why” with the id of any figure to see its clauses and rows.",
            cy="Gofynnwch “cronfa why” gydag id unrhyw ffigur i weld ei gymalau a'i resi.",
        )
    )
    return Actions(tuple(item.filled(amount=amount, host=host) for item in items))
