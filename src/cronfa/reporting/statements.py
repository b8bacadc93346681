"""The partner statement: what one partner owes or gets, by which clause, and what its money paid for."""

from cronfa.language import Text
from cronfa.reporting import statement_parts as parts, words
from cronfa.reporting.common import (
    LOANS,
    decision_facts,
    illustrative_labels,
    loans_part,
    period,
    provenance_section,
)
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Actions, Report, Section
from cronfa.reporting.tables import Tables
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
    cy="{partner}: dim i'w dalu a dim i'w gael yn ôl am {period}.",
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
    cy="Nid yw {amount} wedi'i benderfynu eto: {board} sydd i benderfynu, o dan {clause}. Gall eich ffigur newid.",
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


NEXT = Text(en="What to do next", cy="Beth i'w wneud nesaf")


def _sections(book: Book, tables: Tables, result: PartnerResult, lines: list[Line]) -> tuple[Section, ...]:
    """The sum, what to do and whose money paid for what come first; the proof of each part follows."""
    partner = result.partner
    settled = book.settlement
    lends = partner in {*(loan.lender for loan in settled.loans), *(loan.lender for loan in settled.owed)}
    return (
        Section("account", parts.ACCOUNT, (parts.account_part(tables, result, lines),)),
        Section("next", NEXT, (_next_steps(book, result),)),
        Section("crossing", parts.CROSSING, parts.crossing_part(book, tables, partner)),
        Section("variance", parts.VARIANCE, (parts.variance_part(book, tables, lines),)),
        Section("due", parts.DUE, (parts.due_part(book, tables, partner),)),
        Section("paid", parts.PAID, (parts.paid_part(book, tables, partner),)),
        Section("spent", parts.SPENT, (parts.spent_part(book, tables, partner),)),
        Section("reserves", parts.RESERVES, (parts.reserves_part(book, tables, partner),)),
        *((Section("loans", LOANS, loans_part(book, tables, partner)),) if lends else ()),
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
        return UNDER_ONE.filled(clause=words.under(next(iter(sums))))
    sign = 1 if borne > 0 else -1
    more, less = (
        [
            UNDER.filled(amount=words.money(abs(pence)), clause=words.under(clause))
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


INVOICED = Text(
    en="Expect an invoice of {amount} from {host}.", cy="Disgwyliwch anfoneb o {amount}: {host} fydd yn ei hanfon."
)
REFUNDED = Text(
    en="Expect a refund of {amount} from {host}.", cy="Disgwyliwch ad-daliad o {amount}: {host} fydd yn ei dalu."
)
HOST_PAYS = Text(en="Pay {amount} into the fund.", cy="Talwch {amount} i'r gronfa.")
HOST_TAKES = Text(en="Take {amount} out of the fund.", cy="Cymerwch {amount} o'r gronfa.")
ASK_THE_BOARD = Text(
    en="Put the amounts that are not yet decided before the board.",
    cy="Rhowch y symiau sydd heb eu penderfynu gerbron y bwrdd.",
)
CHECK = Text(
    en="Check your own ledger against the payments listed below.",
    cy="Gwiriwch eich cyfriflyfr eich hun yn erbyn y taliadau a restrir isod.",
)
ASK_WHY = Text(
    en="To see the clauses and rows of any figure, open it on the fund's pages, or ask “cronfa why” with its id.",
    cy="I weld cymalau a rhesi unrhyw ffigur, agorwch ef ar dudalennau'r gronfa, neu gofynnwch “cronfa why” gyda'i ddynodydd.",
)


def _next_steps(book: Book, result: PartnerResult) -> Actions:
    is_host = result.partner == book.terms.host
    items = []
    if result.to_pay_pence > 0:
        items.append(HOST_PAYS if is_host else INVOICED)
    if result.to_pay_pence < 0:
        items.append(HOST_TAKES if is_host else REFUNDED)
    if book.settlement.decisions:
        items.append(ASK_THE_BOARD)
    host, amount = book.terms.name(book.terms.host), words.money(abs(result.to_pay_pence))
    return Actions(tuple(item.filled(amount=amount, host=host) for item in (*items, CHECK, ASK_WHY)))
