"""The year's contributions as a report: by partner, by scheme and instalment, and under which VAT regime."""

from collections.abc import Sequence
from dataclasses import dataclass

from cronfa.agreement.clauses import Terms
from cronfa.language import Text, same
from cronfa.monitoring.instalments import Contributed, Standing
from cronfa.reporting import contribution_words as said, phrases, vat, words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import Cell, Column, Paragraph, Provenance, Report, Row, Section, Status, Table, Value

TITLE = Text(en="Contributions", cy="Cyfraniadau")
HEADLINE = Text(
    en="{arrived} of the {due} due for {year} has arrived{late}.",
    cy="Mae {arrived} o'r {due} sy'n ddyledus am {year} wedi cyrraedd{late}.",
)
LATE = Text(en="; {amount} is late", cy="; mae {amount} yn hwyr")
NONE_LATE = Text(en="; nothing is late", cy="; nid oes dim yn hwyr")
NOTHING = Text(
    en="The agreement calls for no contributions in {year}.", cy="Nid yw'r cytundeb yn galw am gyfraniadau yn {year}."
)
WITHHELD = Text(
    en="{amount} of it is withheld or refused, as the agreement records.",
    cy="Mae {amount} ohono wedi'i ddal yn ôl neu ei wrthod, fel y cofnoda'r cytundeb.",
)
BEYOND = Text(
    en="{partner} has paid {amount} more for {scheme} than is due in the year.",
    cy="Mae {partner} wedi talu {amount} yn fwy ar gyfer {scheme} nag sy'n ddyledus yn y flwyddyn.",
)
ASSUMED = Text(
    en="The agreement gives no days for these instalments. Assumed: each is due by the end of its first month.",
    cy="Nid yw'r cytundeb yn rhoi diwrnodau ar gyfer y rhandaliadau hyn. Tybir: mae pob un yn ddyledus erbyn diwedd ei "
    "fis cyntaf.",
)
RETURNED = Text(
    en="The agreement returns contributions at once to whoever paid them.",
    cy="Mae'r cytundeb yn dychwelyd cyfraniadau ar unwaith i bwy bynnag a'u talodd.",
)
BY_PARTNER = Text(en="By partner", cy="Yn ôl partner")
SCHEDULE = Text(en="Schedule of {partner}", cy="Amserlen {partner}")
VAT = Text(en="VAT", cy="TAW")
NOT_YOURS = Text(
    en="Each partner's instalments are shown to that partner, to the host and to auditors.",
    cy="Dangosir rhandaliadau pob partner i'r partner hwnnw, i'r partner lletyol ac i archwilwyr.",
)


@dataclass(frozen=True, slots=True)
class Contributions:
    """A year's contributions, and for which partners the detail is shown."""

    terms: Terms
    year: str
    stood: Contributed
    detail: tuple[str, ...]
    settled: bool
    provenance: Provenance


def contributions_report(given: Contributions) -> Report:
    """The report as at a day: totals of every partner, and the instalments of those whose detail is shown."""
    terms, stood = given.terms, given.stood
    return Report(
        kind="contributions",
        fund=terms.agreement,
        year=given.year,
        as_at=stood.as_at,
        partner=None,
        title=TITLE,
        subtitle=same("{fund} · {year}").filled(fund=terms.title or terms.agreement, year=given.year),
        headline=_headline(given),
        lead=tuple(_lead(given)),
        labels=(ILLUSTRATIVE.filled(why=terms.illustrative),) if terms.illustrative else (),
        sections=tuple(_sections(given)),
        provenance=given.provenance,
    )


def _headline(given: Contributions) -> Text:
    stood = given.stood
    if not stood.standings:
        return NOTHING.filled(year=given.year)
    late: Text | str = LATE.filled(amount=words.rounded(stood.late_pence)) if stood.late_pence else NONE_LATE
    if given.settled:
        late = ""
    return HEADLINE.filled(
        arrived=words.rounded(stood.arrived_pence), due=words.rounded(stood.due_pence), year=given.year, late=late
    )


def _lead(given: Contributions) -> list[Text]:
    stood, terms = given.stood, given.terms
    found = [WITHHELD.filled(amount=words.rounded(stood.withheld_pence))] if stood.withheld_pence else []
    if given.settled:
        found.append(SETTLED)
    if any(each.instalment.assumed for each in stood.standings):
        found.append(ASSUMED)
    if terms.money_held == "returned at once":
        found.append(RETURNED)
    for (scheme, partner), pence in stood.beyond.items():
        if partner in given.detail and pence > 0:
            title = terms.scheme_title(scheme)
            found.append(BEYOND.filled(partner=terms.name(partner), amount=words.money(pence), scheme=title))
    return found


SETTLED = Text(
    en="The year is settled: what did not arrive is part of what each partner pays or gets back.",
    cy="Mae'r flwyddyn wedi'i setlo: mae'r hyn na chyrhaeddodd yn rhan o'r hyn y mae pob partner yn ei dalu neu'n ei "
    "gael yn ôl.",
)


def _sections(given: Contributions) -> list[Section]:
    if not given.stood.standings:
        return []
    found = [Section("partners", BY_PARTNER, (_by_partner(given),))]
    for partner in given.detail:
        title = SCHEDULE.filled(partner=given.terms.name(partner))
        found.append(Section(f"schedule-{partner}", title, (_schedule(given, partner, title),)))
    if len(given.detail) < len(given.terms.partner_ids):
        first = found[0]
        found[0] = Section(first.id, first.title, (*first.blocks, Paragraph(NOT_YOURS, "note")))
    schemes = tuple(dict.fromkeys(each.instalment.scheme for each in given.stood.standings))
    found.append(Section("vat", VAT, (_vat(given.terms, schemes),)))
    return found


def _table(id_: str, title: Text, columns: tuple[Column, ...], rows: list[tuple[str, tuple[Value, ...]]]) -> Table:
    made = [Row(name, tuple(Cell(value) for value in values)) for name, values in rows]
    if any(column.is_summed for column in columns):
        made.append(Row("total", tuple(Cell(value) for value in _total(columns, rows)), "total"))
    return Table(id_, title, columns, tuple(made), phrases.NO_SOURCES)


def _total(columns: tuple[Column, ...], rows: list[tuple[str, tuple[Value, ...]]]) -> list[Value]:
    sums: list[Value] = [phrases.TOTAL]
    for at, column in enumerate(columns[1:], start=1):
        numbers = [values[at] for _, values in rows]
        sums.append(sum(each for each in numbers if isinstance(each, int)) if column.is_summed else None)
    return sums


def _by_partner(given: Contributions) -> Table:
    columns = (
        Column("partner", phrases.PARTNER),
        Column("due", Text(en="Due for the year", cy="Yn ddyledus am y flwyddyn"), "money"),
        Column("by-now", Text(en="Due by now", cy="Yn ddyledus erbyn hyn"), "money"),
        Column("arrived", Text(en="Arrived", cy="Wedi cyrraedd"), "money"),
        Column("late", Text(en="Late", cy="Yn hwyr"), "money"),
        Column("withheld", Text(en="Withheld", cy="Wedi'i ddal yn ôl"), "money"),
        Column("state", Text(en="State", cy="Cyflwr"), "status"),
    )
    rows: list[tuple[str, tuple[Value, ...]]] = []
    for partner in given.terms.partner_ids:
        own = given.stood.of(partner)
        by_now = sum(s.instalment.pence for s in own.standings if s.instalment.due <= own.as_at)
        late = 0 if given.settled else own.late_pence
        amounts = (own.due_pence, by_now, own.arrived_pence, late, own.withheld_pence)
        rows.append((partner, (given.terms.name(partner), *amounts, _state(own, late, settled=given.settled))))
    return _table("partners", BY_PARTNER, columns, rows)


UP_TO_DATE = Text(en="Up to date", cy="Yn gyfredol")
IN_SETTLEMENT = Text(en="In the settlement", cy="Yn y setliad")
LONGEST = Text(en="Late, the longest by {days}", cy="Yn hwyr, yr hwyaf {days}")


def _state(own: Contributed, late_pence: int, *, settled: bool) -> Status:
    if settled:
        return Status(IN_SETTLEMENT if own.arrived_pence != own.due_pence else UP_TO_DATE, "good")
    if not late_pence:
        return Status(UP_TO_DATE, "good")
    longest = max(each.days_late for each in own.standings if each.outstanding_pence)
    return Status(LONGEST.filled(days=said.days(longest)), "over")


def _schedule(given: Contributions, partner: str, title: Text) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("instalment", Text(en="No.", cy="Rhif"), "count", adds=False),
        Column("due-on", Text(en="Due by", cy="Erbyn"), "date"),
        Column("clause", phrases.CLAUSE),
        Column("due", phrases.AMOUNT, "money"),
        Column("arrived", Text(en="Arrived", cy="Wedi cyrraedd"), "money"),
        Column("state", Text(en="State", cy="Cyflwr"), "status"),
        Column("status", Text(en="In the agreement", cy="Yn y cytundeb")),
    )
    rows = [
        (f"{each.instalment.scheme}.{each.instalment.number}", _values(given, each))
        for each in given.stood.of(partner).standings
        if each.instalment.pence or each.arrived_pence or each.instalment.status  # what one has no part in is not told
    ]
    return _table(f"schedule-{partner}", title, columns, rows)


def _values(given: Contributions, each: Standing) -> tuple[Value, ...]:
    due = each.instalment
    return (
        given.terms.scheme_title(due.scheme), due.number, due.due, words.clause(due.clause), due.pence, each.arrived_pence,
        said.state(each, settled=given.settled), said.recorded(due.status),
    )  # fmt: skip


def _vat(terms: Terms, schemes: Sequence[str]) -> Table:
    columns = (
        Column("scheme", phrases.SCHEME),
        Column("deliverer", Text(en="Who delivers", cy="Pwy sy'n darparu")),
        Column("regime", Text(en="Regime", cy="Cyfundrefn")),
        Column("note", Text(en="What it means", cy="Beth y mae'n ei olygu")),
    )
    rows: list[tuple[str, tuple[Value, ...]]] = [
        (
            name,
            (terms.scheme_title(name), vat.deliverer_name(terms, name), vat.regime(terms, name), vat.note(terms, name)),
        )
        for name in schemes
    ]
    return _table("vat", VAT, columns, rows)
