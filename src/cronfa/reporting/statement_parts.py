"""The parts of a partner statement: its account and the proof of each line of it."""

from cronfa.language import Text, same
from cronfa.reporting import phrases, words
from cronfa.reporting.common import (
    crossing_blocks,
    due_how,
    in_agreed_order,
    line_scheme,
    paying,
    spending,
    step_words,
)
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Block, Column, Paragraph, Table
from cronfa.reporting.tables import Line as TableLine, Tables, distinct
from cronfa.settlement.figures import figure_id
from cronfa.settlement.outcome import Line, PartnerResult

MONEY_CROSSED = Text(
    en="Before settlement your money paid {gave} for others' responsibilities, and others' money paid {got} for yours.",
    cy="Cyn y setliad talodd eich arian {gave} am gyfrifoldebau eraill, a thalodd arian eraill {got} am eich rhai chi.",
)
NO_STAKE = Text(en="You have no stake in a reserve.", cy="Nid oes gennych gyfran o gronfa wrth gefn.")
NOTHING_CROSSED = Text(
    en="No money of yours paid for others, and no money of others paid for you.",
    cy="Ni thalodd eich arian am eraill, ac ni thalodd arian eraill amdanoch chi.",
)


ACCOUNT = Text(en="Your account for the year", cy="Eich cyfrif am y flwyddyn")
DUE = Text(en="What you were due to contribute", cy="Yr hyn yr oeddech i'w gyfrannu")
PAID = Text(en="What you paid", cy="Yr hyn a daloch")
SPENT = Text(en="What was spent on your responsibilities", cy="Yr hyn a wariwyd ar eich cyfrifoldebau")
CROSSING = Text(en="Whose money paid for what", cy="Arian pwy a dalodd am beth")
VARIANCE = Text(en="Your share of the variance", cy="Eich cyfran o'r amrywiant")
RESERVES = Text(en="Your stake in the reserves", cy="Eich cyfran o'r cronfeydd wrth gefn")


def account_part(tables: Tables, result: PartnerResult, lines: list[Line]) -> Table:
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
    if result.repaid_pence:
        rows.append(TableLine("repaid", (LESS_REPAID, -result.repaid_pence), _settled(tables, result, "repaid")))
    rows.append(TableLine("paid", (LESS_PAID, -result.paid_pence), _settled(tables, result, "paid")))
    total = _TO_PAY_OR_GET[(result.to_pay_pence > 0) - (result.to_pay_pence < 0)]
    return tables.table("account", ACCOUNT, columns, rows, phrases.NO_VARIANCE_SHARED, total=total)


LENT = Text(
    en="Lent to the fund, to be repaid in later years",
    cy="Benthyg i'r gronfa, i'w ad-dalu mewn blynyddoedd diweddarach",
)
LESS_REPAID = Text(
    en="Less what the fund repays you of earlier loans",
    cy="Llai'r hyn y mae'r gronfa'n ei ad-dalu ichi o fenthyciadau cynharach",
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


def due_part(book: Book, tables: Tables, partner: str) -> Table:
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


def paid_part(book: Book, tables: Tables, partner: str) -> Table:
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


def spent_part(book: Book, tables: Tables, partner: str) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("category", phrases.CATEGORY),
        Column("amount", phrases.AMOUNT, "money"),
    )
    spent = in_agreed_order(book, [row for row in book.spent if row.responsible == partner])
    lines: list[TableLine] = []
    for id_, row in zip(distinct(f"{row.scheme}.{row.category}" for row in spent), spent, strict=True):
        category = same(row.category or "–")
        values = (book.terms.scheme_title(row.scheme), category, row.amount_pence)
        lines.append(TableLine(id_, values, behind=spending(row.scheme, row.category, partner)))
    empty = Text(en="Nothing was spent on your responsibilities.", cy="Ni wariwyd dim ar eich cyfrifoldebau.")
    return tables.table("spent", SPENT, columns, lines, empty)


def crossing_part(book: Book, tables: Tables, partner: str) -> tuple[Block, ...]:
    gave = sum(row.amount_pence for row in book.crossings if row.funder == partner)
    got = sum(row.amount_pence for row in book.crossings if row.responsible == partner)
    pairs = [row for row in book.cross_subsidy if partner in (row.funder, row.responsible)]
    said = MONEY_CROSSED.filled(gave=words.money(gave), got=words.money(got))
    first = (Paragraph(said),) if gave or got else ()
    return (*first, *crossing_blocks(book, tables, pairs, NOTHING_CROSSED))


def variance_part(book: Book, tables: Tables, lines: list[Line]) -> Table:
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


def reserves_part(book: Book, tables: Tables, partner: str) -> Table:
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
    return tables.table("reserves", RESERVES, columns, rows, NO_STAKE)
