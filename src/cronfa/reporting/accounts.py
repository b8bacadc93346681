"""The memorandum account: gross income by partner, expenditure by service, and where the balance went."""

from cronfa.language import Text, same
from cronfa.reporting import phrases, words
from cronfa.reporting.common import fund_title, illustrative_labels, period, provenance_section, spending
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Column, Report, Row, Section, Table
from cronfa.reporting.tables import Line as TableLine, Tables, distinct
from cronfa.settlement.outcome import PartnerResult, PartyKind

TITLE = Text(en="Memorandum account", cy="Cyfrif memorandwm")
HEADLINE = {
    1: Text(
        en="The fund took in {income} and spent {spend} for {period}: a surplus of {balance}.",
        cy="Derbyniodd y gronfa {income} a gwariodd {spend} am {period}: gwarged o {balance}.",
    ),
    0: Text(
        en="The fund took in {income} and spent it all for {period}.",
        cy="Derbyniodd y gronfa {income} a gwariodd y cyfan am {period}.",
    ),
    -1: Text(
        en="The fund took in {income} and spent {spend} for {period}: a deficit of {balance}.",
        cy="Derbyniodd y gronfa {income} a gwariodd {spend} am {period}: diffyg o {balance}.",
    ),
}
BEGAN_WITH = {
    True: Text(
        en="The year began with {brought} carried from earlier years.",
        cy="Dechreuodd y flwyddyn gyda {brought} a gariwyd o flynyddoedd cynharach.",
    ),
    False: Text(
        en="The year began with a deficit of {brought} carried from earlier years.",
        cy="Dechreuodd y flwyddyn gyda diffyg o {brought} a gariwyd o flynyddoedd cynharach.",
    ),
}
AFTER_SETTLEMENT = Text(
    en="Income is what each partner's year comes to once it is settled: paid so far, and to pay or to be refunded.",
    cy="Incwm yw cyfanswm blwyddyn pob partner ar ôl ei setlo: yr hyn a dalwyd hyd yma, a'r hyn sydd i'w dalu neu i'w"
    " ad-dalu.",
)
REPAID_LOANS = Text(
    en="Out of its money the fund repays {repaid} of what partners lent it in earlier years.",
    cy="O'i harian mae'r gronfa'n ad-dalu {repaid} o'r hyn a fenthyciodd partneriaid iddi mewn blynyddoedd cynharach.",
)
YOUR_PART = Text(
    en="{partner} accounts for {income} of the income, and {spend} was spent on its responsibilities.",
    cy="{partner}: {income} o'r incwm, a gwariwyd {spend} ar gyfrifoldebau'r corff hwnnw.",
)
INCOME = Text(en="Gross income", cy="Incwm gros")
EXPENDITURE = Text(en="Expenditure by service", cy="Gwariant fesul gwasanaeth")
BALANCE = Text(en="Balance", cy="Balans")
BROUGHT = Text(
    en="Brought forward from earlier years (a deficit below zero)",
    cy="Dygwyd ymlaen o flynyddoedd cynharach (diffyg o dan sero)",
)
OTHER = Text(en="Charges and other income: {scheme}", cy="Taliadau ac incwm arall: {scheme}")
LESS_REPAID = Text(en="Less repaid to lenders", cy="Llai'r hyn a ad-delir i fenthycwyr")
NO_MONEY_LEFT = Text(en="Nothing was left over and nothing was short.", cy="Nid oedd dim dros ben na dim yn brin.")

_WENT: dict[PartyKind, Text] = {
    "reserve": Text(
        en="Into reserves (drawn from them below zero)", cy="I gronfeydd wrth gefn (tynnwyd ohonynt o dan sero)"
    ),
    "next year": Text(en="Carried into next year", cy="Cariwyd i'r flwyddyn nesaf"),
    "scheme": Text(
        en="Met by cutting other schemes' uncommitted budget (below zero)",
        cy="Talwyd drwy dorri cyllideb cynlluniau eraill nad oedd wedi'i hymrwymo (o dan sero)",
    ),
    "measure": Text(en="Met from outside the pool (below zero)", cy="Talwyd o'r tu allan i'r gronfa (o dan sero)"),
    "undecided": Text(en="Not yet decided (to be met, below zero)", cy="Heb ei benderfynu eto (i'w dalu, o dan sero)"),
}


def memorandum(book: Book, partner: str | None = None) -> Report:
    """The account for the board, or for one partner with its own responsibilities set beside the totals of the fund."""
    tables = Tables(book, f"memorandum-{partner}" if partner else "memorandum")
    income, spend = _income_pence(book), sum(scheme.spend_pence for scheme in book.in_fund)
    repaid = sum(result.repaid_pence for result in book.settlement.partners)
    brought = sum(scheme.brought_forward_pence for scheme in book.in_fund) + repaid  # a loan's deficit stands as repaid
    balance = brought + income - spend - repaid
    whom = book.terms.name(partner) if partner else phrases.ALL_PARTNERS
    return Report(
        kind="memorandum",
        fund=book.fund,
        year=book.year,
        as_at=book.as_at,
        partner=partner,
        title=TITLE,
        subtitle=same("{whom} · {fund} · {period}").filled(whom=whom, fund=fund_title(book), period=period(book)),
        headline=_headline(book, brought, balance).filled(
            income=words.money(income),
            spend=words.money(spend),
            balance=words.money(abs(balance)),
            period=period(book),
            brought=words.money(abs(brought)),
        ),
        lead=(AFTER_SETTLEMENT, *_repaid_words(repaid), *_your_part(book, partner)),
        labels=illustrative_labels(book),
        sections=(
            Section("income", INCOME, (_income(book, tables),)),
            Section("expenditure", EXPENDITURE, (_expenditure(book, tables, partner),)),
            Section(
                "balance", BALANCE, (_balance(tables, brought, income, spend, repaid), _went(book, tables, balance))
            ),
            provenance_section(book, tables),
        ),
        notes=book.notes,
        provenance=book.provenance,
    )


def _income_pence(book: Book) -> int:
    partners = sum(_income_of(result) for result in book.settlement.partners)
    return partners + sum(scheme.other_income_pence for scheme in book.in_fund)


def _income_of(result: PartnerResult) -> int:
    """What a partner's year brings the fund; what the fund repays it of a loan is no less income."""
    return result.paid_pence + result.to_pay_pence + result.repaid_pence


def _repaid_words(repaid: int) -> tuple[Text, ...]:
    return (REPAID_LOANS.filled(repaid=words.money(repaid)),) if repaid else ()


def _your_part(book: Book, partner: str | None) -> tuple[Text, ...]:
    if partner is None:
        return ()
    mine = sum(_income_of(r) for r in book.settlement.partners if r.partner == partner)
    spent = sum(row.amount_pence for row in book.spent if row.responsible == partner)
    name = book.terms.name(partner)
    return (YOUR_PART.filled(partner=name, income=words.money(mine), spend=words.money(spent)),)


def _income(book: Book, tables: Tables) -> Table:
    repays = any(result.repaid_pence for result in book.settlement.partners)
    columns = (
        Column("partner", Text(en="From", cy="Gan")),
        Column("paid", Text(en="Paid", cy="Talwyd"), "money"),
        Column("to-pay", Text(en="To pay (refund below zero)", cy="I'w dalu (ad-daliad o dan sero)"), "money"),
        *(
            (Column("repaid", Text(en="Loan repaid in it", cy="Benthyciad a ad-delir ynddo"), "money"),)
            if repays
            else ()
        ),
        Column("income", phrases.TOTAL, "money"),
    )
    lines: list[TableLine] = []
    for result in book.settlement.partners:
        repaid = (result.repaid_pence,) if repays else ()
        amounts = (result.paid_pence, result.to_pay_pence, *repaid, _income_of(result))
        lines.append(
            TableLine(result.partner, (book.terms.name(result.partner), *amounts), tables.of_partner(result.partner))
        )
    for scheme in book.in_fund:
        if other := scheme.other_income_pence:
            title = OTHER.filled(scheme=book.terms.scheme_title(scheme.scheme))
            amounts = (other, 0, *((0,) if repays else ()), other)
            lines.append(TableLine(f"other.{scheme.scheme}", (title, *amounts)))
    return tables.table("income", INCOME, columns, lines, phrases.NO_PARTNERS)


def _expenditure(book: Book, tables: Tables, partner: str | None) -> Table:
    columns = [
        Column("scheme", phrases.SCHEME),
        Column("category", phrases.CATEGORY),
        Column("amount", phrases.AMOUNT, "money"),
    ]
    if partner:
        mine = Text(en="Of which for {partner}", cy="O hynny, ar gyfer {partner}")
        columns.append(Column("mine", mine.filled(partner=book.terms.name(partner)), "money"))
    kept = tuple(columns)
    rows: list[Row] = []
    for scheme in book.in_fund:
        rows += _service(book, tables, kept, scheme.scheme, partner)
    if rows:
        rows.append(tables.sum("expenditure", kept, rows, phrases.TOTAL))
    empty = Text(en="Nothing was spent.", cy="Ni wariwyd dim.")
    return Table("expenditure", EXPENDITURE, kept, tuple(rows), empty)


def _service(book: Book, tables: Tables, columns: tuple[Column, ...], scheme: str, partner: str | None) -> list[Row]:
    """One scheme's categories and, where there are several, their sum."""
    sums: dict[str, list[int]] = {}
    for row in book.spent:
        if row.scheme == scheme:
            both = sums.setdefault(row.category, [0, 0])
            both[0] += row.amount_pence
            both[1] += row.amount_pence if row.responsible == partner else 0
    title = book.terms.scheme_title(scheme)
    ids = distinct(f"{scheme}.{category}" for category in sums)
    rows = [
        tables.row(
            "expenditure",
            columns,
            TableLine(
                id_, (title, same(category or "–"), *(both if partner else both[:1])), behind=spending(scheme, category)
            ),
        )
        for id_, (category, both) in zip(ids, sums.items(), strict=True)
    ]
    if rows:
        together = {"category": phrases.TOGETHER}
        rows.append(tables.sum("expenditure", columns, rows, title, f"{scheme}.all", "subtotal", **together))
    return rows


def _headline(book: Book, brought: int, balance: int) -> Text:
    """The year in a sentence, and before it what earlier years left, if they left anything."""
    said = HEADLINE[(balance > 0) - (balance < 0)]
    if not brought:
        return said
    before = BEGAN_WITH[brought > 0]
    return Text(en=f"{before.en} {said.en}", cy=f"{before.cy} {said.cy}")


def _balance(tables: Tables, brought: int, income: int, spend: int, repaid: int) -> Table:
    columns = (Column("item", phrases.ITEM), Column("amount", phrases.AMOUNT, "money"))
    lines: list[TableLine] = [
        *([TableLine("brought-forward", (BROUGHT, brought))] if brought else []),
        TableLine("income", (INCOME, income)),
        TableLine("spend", (Text(en="Less expenditure", cy="Llai gwariant"), -spend)),
        *([TableLine("repaid", (LESS_REPAID, -repaid))] if repaid else []),
    ]
    total = Text(en="Balance (deficit below zero)", cy="Balans (diffyg o dan sero)")
    return tables.table("balance", BALANCE, columns, lines, NO_MONEY_LEFT, total=total)


def _went(book: Book, tables: Tables, balance: int) -> Table:
    """What became of the balance. Lines that partners bear are in the income already; loans are owed to the lender."""
    title = Text(en="Where the balance went", cy="I ble yr aeth y balans")
    columns = (Column("item", phrases.ITEM), Column("amount", phrases.AMOUNT, "money"))
    sums: dict[PartyKind, int] = {}
    for line in book.settlement.lines:
        if line.party.kind in _WENT:
            sums[line.party.kind] = sums.get(line.party.kind, 0) - line.amount_pence
    lines: list[TableLine] = [
        TableLine(kind.replace(" ", "-"), (_WENT[kind], pence)) for kind, pence in sums.items() if pence
    ]
    assert sum(sums.values()) == balance, f"the balance of {balance} went to {sums}"
    return tables.table("went", title, columns, lines, NO_MONEY_LEFT)
