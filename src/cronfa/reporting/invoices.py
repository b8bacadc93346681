"""Documents about money between a partner and the fund: the invoice of an instalment, of a settlement, and a remittance advice.

An instalment's invoice stands on the agreement alone; those of a settlement on its entry and what was paid since. The
same agreement and ledger give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cronfa.agreement.clauses import Terms
from cronfa.language import Text, same
from cronfa.monitoring.instalments import Instalment
from cronfa.reporting import contribution_words as said, phrases, vat, words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import Cell, Column, Paragraph, Provenance, Report, Row, Section, Table, Value

INVOICE = Text(en="Invoice", cy="Anfoneb")
CREDIT = Text(en="Credit note", cy="Nodyn credyd")
REMITTANCE = Text(en="Remittance advice", cy="Hysbysiad talu")
HEADLINE = Text(en="{partner}: please pay {amount} by {due}", cy="{partner}: talwch {amount} erbyn {due}")
CREDIT_HEADLINE = Text(
    en="{partner} is credited with {amount} on {due}", cy="Credydir {partner} â {amount} ar {due}"
)  # fmt: skip
NOTHING_HEADLINE = Text(en="{partner} has nothing to pay", cy="{partner}: dim i'w dalu")
INSTALMENT = Text(
    en="Instalment {number} of {count} of the contributions of {year} to the pooled fund, which {host} holds.",
    cy="Rhandaliad {number} o {count} o gyfraniadau {year} i'r gronfa gyfun, y mae {host} yn ei dal.",
)
NUMBERED = Text(
    en="Number {id}. Date {issued}. Due by {due}.", cy="Rhif {id}. Dyddiad {issued}. Yn ddyledus erbyn {due}."
)  # fmt: skip
QUOTE = Text(
    en="Pay {host} and quote {id}, so that the money is recorded once and for this instalment.",
    cy="Talwch {host} a dyfynnwch {id}, fel y cofnodir yr arian unwaith ac ar gyfer y rhandaliad hwn.",
)
FOLLOWS = Text(
    en="The amount follows what is spent on the partner's own responsibilities, as posted so far.",
    cy="Mae'r swm yn dilyn yr hyn a werir ar gyfrifoldebau'r partner ei hun, fel y'i postiwyd hyd yma.",
)
LINES = Text(en="What it is for", cy="At beth y mae")
ASSUMED = Text(
    en="The agreement gives no day. Assumed: due by the end of the instalment's first month.",
    cy="Nid yw'r cytundeb yn rhoi diwrnod. Tybir: yn ddyledus erbyn diwedd mis cyntaf y rhandaliad.",
)
VAT = Text(en="VAT", cy="TAW")
STANDS_ON = Text(
    en="Made by cronfa {version} from the agreement whose SHA-256 begins {sha256}; the same agreement gives the same "
    "document again.",
    cy="Gwnaed gan cronfa {version} o'r cytundeb y mae ei SHA-256 yn dechrau {sha256}; mae'r un cytundeb yn rhoi'r un "
    "ddogfen eto.",
)
STANDS_ON_LEDGER = Text(
    en="Made by cronfa {version} from the agreement whose SHA-256 begins {sha256} and the ledger up to the entry whose "
    "hash begins {head}.",
    cy="Gwnaed gan cronfa {version} o'r cytundeb y mae ei SHA-256 yn dechrau {sha256} a'r cyfriflyfr hyd at y cofnod y "
    "mae ei hash yn dechrau {head}.",
)
WHERE_FROM = Text(en="Where it comes from", cy="O ble y daw")


def invoice_id(fund: str, year: str, partner: str, number: int | None) -> str:
    """The number of a document: unique in the fund, and the same whenever it is made."""
    return "/".join((fund, year, partner, "settlement" if number is None else str(number)))


def instalment_invoice(
    terms: Terms, year: str, due: Sequence[Instalment], count: int, provenance: Provenance
) -> Report:
    """The invoice of one partner's instalment over all its schemes; a credit note where it comes to less than nothing.

    ``provenance`` names the ledger only where an amount follows what was spent.
    """
    first = due[0]
    partner, total = first.partner, sum(each.pence for each in due)
    id_ = invoice_id(terms.agreement, year, partner, first.number)
    facts = {
        "partner": terms.name(partner), "amount": words.money(abs(total)), "due": words.day(first.due),
        "host": terms.name(terms.host), "id": id_, "issued": words.day(first.issued), "number": first.number,
        "count": count, "year": year,
    }  # fmt: skip
    said_first = HEADLINE if total > 0 else CREDIT_HEADLINE if total < 0 else NOTHING_HEADLINE
    lead = [NUMBERED.filled(**facts), INSTALMENT.filled(**facts)]
    lead += [QUOTE.filled(**facts)] if total > 0 else []
    notes = [ASSUMED] if first.assumed else []
    notes += [FOLLOWS] if provenance.ledger_head else []
    return Report(
        kind="invoice", fund=terms.agreement, year=year, as_at=first.issued, partner=partner,
        title=CREDIT if total < 0 else INVOICE,
        subtitle=same(id_),
        headline=said_first.filled(**facts),
        lead=tuple(lead),
        labels=_labels(terms),
        sections=(
            Section("lines", LINES, (_lines(terms, due), *(Paragraph(note, "note") for note in notes))),
            Section("vat", VAT, tuple(Paragraph(vat.note(terms, each.scheme)) for each in due if each.pence)),
            Section("from", WHERE_FROM, (Paragraph(stands_on(provenance), "note"),)),
        ),
        provenance=provenance,
    )  # fmt: skip


def _labels(terms: Terms) -> tuple[Text, ...]:
    return (ILLUSTRATIVE.filled(why=terms.illustrative),) if terms.illustrative else ()


def stands_on(known: Provenance) -> Text:
    """A sentence: the agreement, the ledger and the version of cronfa, each by the beginning of its hash."""
    words_ = STANDS_ON_LEDGER if known.ledger_head else STANDS_ON
    begins = known.agreement_sha256[:16], (known.ledger_head or "")[:16]  # whole in the JSON
    return words_.filled(version=known.version, sha256=begins[0], head=begins[1])


def _lines(terms: Terms, due: Sequence[Instalment]) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("clause", phrases.CLAUSE),
        Column("status", Text(en="In the agreement", cy="Yn y cytundeb")),
        Column("vat", VAT),
        Column("amount", phrases.AMOUNT, "money"),
    )
    rows = [
        (each.scheme, (
            terms.scheme_title(each.scheme), words.clause(each.clause), said.recorded(each.status),
            vat.regime(terms, each.scheme), each.pence,
        ))
        for each in due
    ]  # fmt: skip
    return table("lines", LINES, columns, rows, phrases.TOTAL)


def table(
    id_: str, title: Text, columns: tuple[Column, ...], rows: Sequence[tuple[str, tuple[Value, ...]]], total: Text
) -> Table:
    """A table whose last column is money and is added up."""
    made = [Row(name, tuple(Cell(value) for value in values)) for name, values in rows]
    added = sum(value for _, values in rows if isinstance(value := values[-1], int))
    made.append(Row("total", (Cell(total), *(Cell(None) for _ in columns[2:]), Cell(added)), "total"))
    return Table(id_, title, columns, tuple(made), phrases.NO_SOURCES)


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of what a settlement left: above zero to the fund, below zero from it."""

    on: date
    reference: str
    pence: int
    entry: int


@dataclass(frozen=True, slots=True)
class SettledAccount:
    """What a settlement left one partner to pay (above zero) or to get, and what has been paid of it since."""

    year: str
    partner: str
    entry: int
    on: date
    pence: int
    payments: tuple[Paid, ...]

    @property
    def open_pence(self) -> int:
        return self.pence - sum(each.pence for each in self.payments)


SETTLED_LEAD = Text(
    en="By the settlement of {year}, posted on {on} as entry {entry}. The partner statement of the year shows how it "
    "was worked out.",
    cy="Yn ôl setliad {year}, a bostiwyd ar {on} fel cofnod {entry}. Mae datganiad partner y flwyddyn yn dangos sut "
    "y'i cyfrifwyd.",
)
TO_PAY = Text(en="{partner}: please pay {amount}", cy="{partner}: talwch {amount}")
REFUNDED = Text(en="{partner} is refunded {amount}", cy="{partner}: ad-delir {amount}")
OPEN = Text(en="{open} of it stands open.", cy="Mae {open} ohono heb ei dalu.")
CLEARED = Text(en="It has been paid in full.", cy="Mae wedi'i dalu'n llawn.")
SETTLED_ID = Text(en="Number {id}. Date {on}.", cy="Rhif {id}. Dyddiad {on}.")
PAYMENTS = Text(en="The account", cy="Y cyfrif")
BY_SETTLEMENT = Text(en="By the settlement", cy="Yn ôl y setliad")
PAYMENT = Text(en="Paid, reference {reference}", cy="Talwyd, cyfeirnod {reference}")
STILL_OPEN = Text(en="Stands open", cy="Heb ei dalu")
NO_VAT = Text(
    en="No VAT is charged: it settles contributions to a pooled fund, and is no payment for a supply (HMRC VATGPB6640).",
    cy="Ni chodir TAW: mae'n setlo cyfraniadau i gronfa gyfun, ac nid yw'n dâl am gyflenwad (HMRC VATGPB6640).",
)


def settled_document(terms: Terms, account: SettledAccount, provenance: Provenance) -> Report:
    """The invoice of what a settlement left a partner to pay, or the remittance advice of what it gets back."""
    id_ = invoice_id(terms.agreement, account.year, account.partner, None)
    facts = {
        "partner": terms.name(account.partner), "amount": words.money(abs(account.pence)), "id": id_,
        "on": words.day(account.on), "entry": account.entry, "year": account.year,
        "open": words.money(abs(account.open_pence)),
    }  # fmt: skip
    headline = TO_PAY if account.pence > 0 else REFUNDED
    lead = (SETTLED_ID, SETTLED_LEAD, OPEN if account.open_pence else CLEARED)
    as_at = max([account.on, *(each.on for each in account.payments)])
    return Report(
        kind="invoice", fund=terms.agreement, year=account.year, as_at=as_at, partner=account.partner,
        title=INVOICE if account.pence > 0 else REMITTANCE,
        subtitle=same(id_),
        headline=headline.filled(**facts),
        lead=tuple(text.filled(**facts) for text in lead),
        labels=_labels(terms),
        sections=(
            Section("account", PAYMENTS, (_account(account),)),
            Section("vat", VAT, (Paragraph(NO_VAT),)),
            Section("from", WHERE_FROM, (Paragraph(stands_on(provenance), "note"),)),
        ),
        provenance=provenance,
    )  # fmt: skip


def _account(account: SettledAccount) -> Table:
    columns = (
        Column("what", phrases.ITEM),
        Column("on", phrases.DATE, "date"),
        Column("entry", Text(en="Entry", cy="Cofnod"), "number", adds=False),
        Column("amount", phrases.AMOUNT, "money"),
    )
    rows: list[tuple[str, tuple[Value, ...]]] = [
        ("settlement", (BY_SETTLEMENT, account.on, account.entry, account.pence))
    ]  # fmt: skip
    for each in account.payments:
        said_ = PAYMENT.filled(reference=each.reference)
        rows.append((f"payment.{each.entry}", (said_, each.on, each.entry, -each.pence)))
    return table("account", PAYMENTS, columns, rows, STILL_OPEN)
