"""What every report says in the same way: when, notices, steps in words, the flow of money, where figures come from."""

from collections.abc import Sequence

from cronfa.attribution.matrix import CrossSubsidy
from cronfa.language import Text, counted, join, same
from cronfa.reporting import phrases, words
from cronfa.reporting.inputs import Book, Spent
from cronfa.reporting.model import Band, Block, Column, FlowChart, Paragraph, Section, Table
from cronfa.reporting.tables import Behind, Line as TableLine, Tables, distinct
from cronfa.settlement.outcome import DecisionRequired, Due, Line, Loan, LoanOwed, Party

ILLUSTRATIVE = Text(en="Illustrative. {why}", cy="Enghreifftiol. {why}")
FIRST_MONTHS = Text(en="the first {months} of {year}", cy="{months} cyntaf {year}")
BEFORE_STEPS = Text(en="{direction}, before the first step: {done}", cy="{direction}, cyn y cam cyntaf: {done}")
FLOW_TITLE = Text(en="Whose money paid for what", cy="Arian pwy a dalodd am beth")
WHERE_FROM = Text(en="Where the figures come from", cy="O ble y daw'r ffigurau")


def period(book: Book) -> Text:
    """The year, or the months of it that are settled."""
    if book.settlement.months == 12:
        return same(book.year)
    return FIRST_MONTHS.filled(months=counted(book.settlement.months, "month", "mis"), year=book.year)


def fund_title(book: Book) -> Text:
    return book.terms.title or same(book.fund)


def illustrative_labels(book: Book) -> tuple[Text, ...]:
    """The notices above everything: why the agreement is not a real one, and what the book adds."""
    why = book.terms.illustrative
    return ((ILLUSTRATIVE.filled(why=why),) if why else ()) + book.labels


def in_agreed_order(book: Book, spent: list[Spent]) -> list[Spent]:
    """Rows of spend by scheme as the agreement lists them, then by category."""
    order = {scheme: at for at, scheme in enumerate(book.terms.schemes)}
    return sorted(spent, key=lambda row: (order.get(row.scheme, len(order)), row.category))


def spending(scheme: str, category: str, responsible: str | None = None) -> Behind:
    """The postings behind what was spent in a category, on one partner's responsibilities or on everybody's."""
    all_ = (("account", "expenditure"), ("scheme", scheme), ("category", category))
    return (*all_, ("partner", responsible)) if responsible else all_


def paying(partner: str, scheme: str | None) -> Behind:
    """The postings behind what a partner paid in."""
    all_ = (("account", "contributions"), ("partner", partner))
    return (*all_, ("scheme", scheme)) if scheme else all_


def line_scheme(book: Book, scheme: str | None) -> Text:
    return book.terms.scheme_title(scheme) if scheme else phrases.WHOLE_FUND


def step_words(line: Line) -> Text:
    """``overspend, step 2: shared``."""
    done = phrases.STEPS.get(line.kind, same(line.kind))
    direction = phrases.DIRECTIONS[line.direction]
    if line.step == 0:
        return BEFORE_STEPS.filled(direction=direction, done=done)
    return Text(en="{direction}, step {step}: {done}", cy="{direction}, cam {step}: {done}").filled(
        direction=direction, step=line.step, done=done
    )


def due_how(due: Due) -> Text:
    return join(list(due.how), between="; ") if due.how else phrases.AS_AGREED


def whose_money(book: Book) -> tuple[Band, ...]:
    """Whose money paid for what, scheme by scheme: what others paid, and the rest of the spend from one's own money.

    What is only in view is not the fund's money and not among it.
    """
    beside = {result.scheme for result in book.in_view}
    spent: dict[tuple[str, str], int] = {}
    for row in book.spent:
        if row.scheme not in beside:
            key = (row.scheme, row.responsible)
            spent[key] = spent.get(key, 0) + row.amount_pence
    bands = [Band(row.funder, row.scheme, row.responsible, row.amount_pence) for row in book.crossings]
    for (scheme, responsible), pence in spent.items():
        by_others = sum(b.amount_pence for b in bands if (b.through, b.responsible) == (scheme, responsible))
        bands.append(Band(responsible, scheme, responsible, pence - by_others))
    order = book.terms.partner_ids.index
    return tuple(
        sorted((band for band in bands if band.amount_pence > 0), key=lambda b: (order(b.funder), order(b.responsible)))
    )


SHARED_FOR_GOOD = Text(en="Shared by the agreement", cy="Wedi'i rannu gan y cytundeb")
STILL_OWED = Text(en="Still owed", cy="Yn ddyledus o hyd")
"""While an amount is undecided nothing is settled: what crossed is owed, not shared."""


def cross_subsidy_table(book: Book, tables: Tables, pairs: Sequence[CrossSubsidy], empty: Text) -> Table:
    """Pair by pair what crossed, what settlement cleared, and what one bears for another by the agreement."""
    is_open = any(line.party.kind == "undecided" for line in book.settlement.lines)
    columns = (
        Column("funder", Text(en="Whose money", cy="Arian pwy")),
        Column("responsible", Text(en="Whose responsibility", cy="Cyfrifoldeb pwy")),
        Column("before", phrases.BEFORE, "money"),
        Column("settled", Text(en="Cleared by settlement", cy="Cliriwyd gan y setliad"), "money"),
        Column("after", STILL_OWED if is_open else SHARED_FOR_GOOD, "money"),
    )
    name = book.terms.name
    ids = distinct(f"{pair.funder}.{pair.responsible}" for pair in pairs)
    lines: list[TableLine] = []
    for id_, pair in zip(ids, pairs, strict=True):
        amounts = (pair.before_pence, pair.settled_pence, pair.outstanding_pence)
        lines.append(
            TableLine(
                id_,
                (name(pair.funder), name(pair.responsible), *amounts),
                behind=(("account", "clearing"), ("partner", pair.funder), ("counterparty", pair.responsible)),
            )
        )
    return tables.table("crossing", FLOW_TITLE, columns, lines, empty, total=None)


HATCHED = Text(
    en="Before settlement; widths are to scale. Hatched: one partner's money paying for another partner's responsibility.",
    cy="Cyn y setliad; mae'r lledau wrth raddfa. Llinellog: arian un partner yn talu am gyfrifoldeb partner arall.",
)


def crossing_blocks(book: Book, tables: Tables, pairs: Sequence[CrossSubsidy], empty: Text) -> tuple[Block, ...]:
    """The drawing, how to read it, and the same in pence."""
    flow = crossing_flow(book)
    table = cross_subsidy_table(book, tables, pairs, empty)
    return (flow, Paragraph(HATCHED, "note"), table) if flow else (table,)


def crossing_flow(book: Book) -> FlowChart | None:
    """The drawing of whose money paid for what before settlement; none when nothing was spent."""
    bands = whose_money(book)
    if not bands:
        return None
    terms = book.terms
    partners = terms.partner_ids
    return FlowChart(
        id="flow",
        title=FLOW_TITLE,
        alt=_flow_alt(book, bands),
        funders=tuple((id_, terms.name(id_)) for id_ in partners if any(band.funder == id_ for band in bands)),
        throughs=tuple((id_, terms.scheme_title(id_)) for id_ in terms.schemes if any(b.through == id_ for b in bands)),
        responsible=tuple((id_, terms.name(id_)) for id_ in partners if any(b.responsible == id_ for b in bands)),
        bands=bands,
    )


def _flow_alt(book: Book, bands: tuple[Band, ...]) -> Text:
    pairs: dict[tuple[str, str], int] = {}
    for band in bands:
        pair = (band.funder, band.responsible)
        pairs[pair] = pairs.get(pair, 0) + band.amount_pence
    said = Text(
        en="{funder} paid {amount} for the responsibilities of {responsible}",
        cy="talodd {funder} {amount} am gyfrifoldebau {responsible}",
    )
    name = book.terms.name
    parts = [
        said.filled(funder=name(funder), amount=words.money(pence), responsible=name(responsible))
        for (funder, responsible), pence in pairs.items()
    ]
    return Text(en="Before settlement: {parts}.", cy="Cyn y setliad: {parts}.").filled(parts=join(parts, between="; "))


def provenance_section(book: Book, tables: Tables) -> Section:
    """The files and hashes that the figures stand on."""
    known = book.provenance
    columns = (
        Column("item", phrases.ITEM),
        Column("rows", Text(en="Rows", cy="Rhesi"), "count", adds=False),
        Column("total", phrases.TOTAL, "money", adds=False),
        Column("sha256", Text(en="SHA-256", cy="SHA-256")),
    )
    agreement = Text(en="Agreement", cy="Cytundeb")
    ledger = Text(en="Ledger, last entry", cy="Cyfriflyfr, cofnod olaf")
    lines: list[TableLine] = [TableLine("agreement", (agreement, None, None, same(known.agreement_sha256)))]
    for at, source in enumerate(known.sources, start=1):
        lines.append(
            TableLine(f"source{at}", (same(source.name), source.rows, source.total_pence, same(source.sha256)))
        )
    if known.ledger_head:
        lines.append(TableLine("ledger", (ledger, None, None, same(known.ledger_head))))
    made = Text(
        en="As at {day}. Made by cronfa {version} from the files below; the same files give the same bytes again.",
        cy="Fel yr oedd ar {day}. Gwnaed gan cronfa {version} o'r ffeiliau isod; mae'r un ffeiliau'n rhoi'r un beitiau eto.",
    ).filled(day=words.day(book.as_at), version=known.version)
    table = tables.table("provenance", WHERE_FROM, columns, lines, phrases.NO_SOURCES, total=None)
    return Section("provenance", WHERE_FROM, (Paragraph(made), table))


def board_name(book: Book, board: str) -> Text:
    known = book.terms.boards.get(board)
    return known.name if known else same(board)


def decision_facts(book: Book, wanted: DecisionRequired) -> dict[str, Text]:
    """What a sentence about an amount that waits for a board says: amount, board and clause."""
    amount, clause = words.money(wanted.amount_pence), words.under(wanted.clause)
    return {"amount": amount, "board": board_name(book, wanted.board), "clause": clause}


WAITS = Text(
    en="{amount} waits for a decision: {board} must decide, under {clause}.",
    cy="Mae {amount} yn aros am benderfyniad: {board} sydd i benderfynu, o dan {clause}.",
)


def waiting(book: Book) -> tuple[Text, ...]:
    """A sentence for each amount that a board must still decide."""
    return tuple(WAITS.filled(**decision_facts(book, wanted)) for wanted in book.settlement.decisions)


def party_name(book: Book, party: Party) -> Text:
    """Who takes a line, in words."""
    match party.kind:
        case "partner":
            return book.terms.name(party.id)
        case "loan":
            return LENT_BY.filled(partner=book.terms.name(party.id))
        case "reserve":
            known = book.terms.reserves.get(party.id)
            return known.name if known and known.name else same(party.id)
        case "scheme":
            return book.terms.scheme_title(party.id)
        case "measure":
            measure = book.terms.measures.get(party.id)
            return measure.title if measure else same(party.id)
        case "next year":
            return phrases.NEXT_YEAR
        case "undecided":
            return UNDECIDED_BY.filled(board=board_name(book, party.id))


LENT_BY = Text(en="lent by {partner}", cy="benthyciwr: {partner}")
UNDECIDED_BY = Text(en="not decided: {board}", cy="heb ei benderfynu: {board}")


LOANS = Text(en="Loans and their repayment", cy="Benthyciadau a'u had-dalu")


REPAID = Text(en="Repaid", cy="Ad-dalwyd")
LENDER = Text(en="Lender", cy="Benthyciwr")
NO_LOANS = Text(en="No partner lends the fund money.", cy="Nid oes unrhyw bartner yn benthyg arian i'r gronfa.")


def loans_part(book: Book, tables: Tables, partner: str | None = None) -> tuple[Table, Table]:
    """What is owed on each loan before and after the year, and when the rest is repaid; of one lender if it is named."""
    lent = [loan for loan in book.settlement.loans if partner in (None, loan.lender)]
    owed = [loan for loan in book.settlement.owed if partner in (None, loan.lender)]
    return _repayments(book, tables, lent, owed), _outstanding(book, tables, lent, owed)


def _repayments(book: Book, tables: Tables, lent: Sequence[Loan], owed: Sequence[LoanOwed]) -> Table:
    columns = (
        Column("lender", LENDER),
        Column("clause", phrases.CLAUSE),
        Column("lent-in", Text(en="Lent in", cy="Benthycwyd yn")),
        Column("when", Text(en="Repaid from the fund of", cy="Ad-delir o gronfa")),
        Column("amount", Text(en="Repayment", cy="Ad-daliad benthyciad"), "money"),
    )
    plans = [(loan.lender, loan.clause, loan.lent_in, loan.later_than(book.year)) for loan in owed]
    plans += [(loan.lender, loan.clause, book.year, loan.repayments) for loan in lent]
    lines: list[TableLine] = []
    for number, (lender, clause, lent_in, plan) in enumerate(plans, start=1):
        name, clause_ = book.terms.name(lender), words.clause(clause)
        for year, pence in plan:
            lines.append(TableLine(f"{lender}.{number}.{year}", (name, clause_, same(lent_in), same(year), pence)))
    return tables.table("loans", REPAYMENTS, columns, lines, NOTHING_TO_REPAY if plans else NO_LOANS)


REPAYMENTS = Text(en="Repayments still to come", cy="Ad-daliadau sydd eto i ddod")
NOTHING_TO_REPAY = Text(en="Every loan has been repaid.", cy="Mae pob benthyciad wedi'i ad-dalu.")
NOTHING_OWED = Text(en="Nothing is owed on loans.", cy="Nid oes dim yn ddyledus ar fenthyciadau.")
OUTSTANDING = Text(en="What is owed on loans", cy="Yr hyn sy'n ddyledus ar fenthyciadau")


def _outstanding(book: Book, tables: Tables, lent: Sequence[Loan], owed: Sequence[LoanOwed]) -> Table:
    columns = (
        Column("lender", LENDER),
        Column("clause", phrases.CLAUSE),
        Column("lent-in", Text(en="Lent in", cy="Benthycwyd yn")),
        Column("before", phrases.BEFORE, "money"),
        Column("lent", Text(en="Lent", cy="Benthycwyd"), "money"),
        Column("repaid", REPAID, "money"),
        Column("after", Text(en="Still owed", cy="Yn ddyledus o hyd"), "money"),
    )
    sums = [(loan.lender, loan.clause, loan.lent_in, loan.owed_pence, 0, loan.due_pence(book.year)) for loan in owed]
    sums += [(loan.lender, loan.clause, book.year, 0, loan.amount_pence, 0) for loan in lent]
    lines = [
        TableLine(
            f"{lender}.{number}",
            (book.terms.name(lender), words.clause(clause), same(when), before, more, -back, before + more - back),
        )
        for number, (lender, clause, when, before, more, back) in enumerate(sums, start=1)
    ]
    return tables.table("owed", OUTSTANDING, columns, lines, NOTHING_OWED)
