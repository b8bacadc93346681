"""Opening a fund from its agreement, and finding it again."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from cronfa.agreement import Agreement, Terms, Version, parse
from cronfa.agreement.reading import text_of
from cronfa.attribution.from_agreement import contribution_weights
from cronfa.calendars import Year, YearKind
from cronfa.fund import codes
from cronfa.fund.drafts import opening_reserve
from cronfa.language import span
from cronfa.ledger.database import is_there, setup, transaction
from cronfa.ledger.entries import EntryDraft
from cronfa.ledger.funds import (
    Fund,
    add_partner,
    agreements,
    find_fund,
    funds as all_funds,
    open_fund as new_fund,
    open_periods,
    periods,
    register_agreement,
)
from cronfa.ledger.posting import post
from cronfa.money import allocate, as_weights
from cronfa.problems import stop


@dataclass(frozen=True, slots=True)
class RunningFund:
    """A fund of the ledger together with the agreement that governs it."""

    ledger: Fund
    agreement: Agreement
    recorded_at: datetime | None = None
    """Stands for the clock in examples that must come out the same; ``None`` is the clock."""

    @property
    def slug(self) -> str:
        return self.ledger.slug

    @property
    def partners(self) -> tuple[str, ...]:
        return self.ledger.partners

    def terms_of(self, year: str) -> Terms:
        """The terms that settle a year; see :meth:`version_of`."""
        return self.version_of(year).terms

    def version_of(self, year: str) -> Version:
        """The version that settles a year: those in force on its last day within the agreement's term.

        Raises:
            Problems: it is no year of the agreement, or one of the other kind (April, January).
        """
        asked, first, last = Year(year), *_first_and_last(self.agreement)
        if asked.kind != first.kind or not first.first_day <= asked.first_day <= last.first_day:
            stop(codes.NOT_ITS_YEAR, year=year, years=span(first.label, last.label))
        return self.agreement.on(min(asked.last_day, self.agreement.latest.to))


def open_fund(path: Path, who: str, *, recorded_at: datetime | None = None) -> RunningFund:
    """Open the fund of an agreement, its months and its reserves; or register a new text of a fund that is open.

    Raises:
        Problems: the agreement's errors, or a text that edits terms by which money has been judged.
    """
    text = text_of(path)
    agreement = parse(text, str(path))
    terms = agreement.latest.terms
    setup()
    with transaction():
        known = {fund.slug: fund for fund in all_funds()}
        if agreement.id in known:
            fund = known[agreement.id]
            _only_adds(RunningFund(fund, _registered(fund)), agreement)
        else:
            title = terms.title.en if terms.title else agreement.id
            fund = new_fund(agreement.id, title, partners_of(agreement), who=who, recorded_at=recorded_at)
        for partner in partners_of(agreement):
            fund = add_partner(fund, partner)
        register_agreement(fund, text, who=who, recorded_at=recorded_at)
        open_periods(fund, _months(agreement), who=who, recorded_at=recorded_at)
        reserves = [_reserve(agreement, reserve, who) for reserve in agreement.versions[0].terms.reserves]
        post(fund, reserves, recorded_at=recorded_at)
    return RunningFund(fund, agreement, recorded_at)


def find(slug: str | None = None) -> RunningFund:
    """The fund of this name, or the only one there is.

    Raises:
        Problems: there is none, or several and none was named.
    """
    known: tuple[Fund, ...] = ()
    if is_there():
        setup()
        known = all_funds()
    if not known:
        stop(codes.NO_FUND)
    if slug is None and len(known) > 1:
        stop(codes.WHICH_FUND, funds=", ".join(fund.slug for fund in known))
    fund = known[0] if slug is None else find_fund(slug)
    return RunningFund(fund, _registered(fund))


def _registered(fund: Fund) -> Agreement:
    texts = agreements(fund)
    if not texts:
        stop(codes.NO_AGREEMENT, fund=fund.slug)
    return parse(texts[-1].text, f"{fund.slug}.yaml")


def _first_and_last(agreement: Agreement) -> tuple[Year, Year]:
    kind: YearKind = "financial" if agreement.latest.terms.year == "april" else "calendar"
    return Year.containing(agreement.versions[0].from_, kind), Year.containing(agreement.latest.to, kind)


def partners_of(agreement: Agreement) -> tuple[str, ...]:
    """Every partner that the agreement has at any time, in its order: one that leaves by a variation had money in the fund."""
    return tuple(dict.fromkeys(partner for version in agreement.versions for partner in version.terms.partner_ids))


def years_of(agreement: Agreement) -> tuple[Year, ...]:
    """Every year that the agreement touches, oldest first."""
    year, last = _first_and_last(agreement)
    years = [year]
    while years[-1].first_day < last.first_day:
        years.append(years[-1].next)
    return tuple(years)


def _months(agreement: Agreement) -> list[tuple[str, date, date]]:
    """Every month of every year that the agreement touches."""
    months = [month for year in years_of(agreement) for month in year.months()]
    return [(month.label, month.first_day, month.last_day) for month in months]


def _reserve(agreement: Agreement, reserve: str, who: str) -> EntryDraft:
    terms = agreement.versions[0].terms
    clause = terms.reserves[reserve]
    day = agreement.versions[0].from_
    weights = reserve_weights(terms, reserve, terms.year_of(day))
    stakes = dict(zip(terms.partner_ids, allocate(clause.opening, weights), strict=True))
    return opening_reserve(agreement.id, reserve, stakes, clause.clause, day, f"{day:%Y-%m}", who)


def reserve_weights(terms: Terms, reserve: str, year: str) -> tuple[int, ...]:
    """Whose a reserve is: its own shares, or as the partners contribute to the whole fund."""
    shares = terms.reserves[reserve].shares
    if shares:
        return as_weights([shares.get(partner, Fraction(0)) for partner in terms.partner_ids])
    return pool_weights(terms, year)


def pool_weights(terms: Terms, year: str) -> tuple[int, ...]:
    """How the partners contribute to the fund as a whole: each scheme's budget split as they contribute to it."""
    totals = [0] * len(terms.partner_ids)
    for scheme in terms.schemes.values():
        weights = contribution_weights(scheme, year, terms.partner_ids)
        for at, pence in enumerate(allocate(scheme.budget.for_year(year) or 0, weights) if any(weights) else ()):
            totals[at] += pence
    return tuple(totals) if any(totals) else (1,) * len(totals)


def _only_adds(fund: RunningFund, new: Agreement) -> None:
    """A new text may add versions; terms of days whose period is closed must stay as they are."""
    closed = [period.ends for period in periods(fund.ledger) if period.status == "closed"]
    for version in fund.agreement.versions:
        for day in (version.from_, max(closed, default=date.min)):
            if not (version.from_ <= day <= version.to) or day > max(closed, default=date.min):
                continue
            before = version.terms.model_copy(update={"variations": ()})
            if new.on(day).terms.model_copy(update={"variations": ()}) != before:
                stop(codes.OTHER_AGREEMENT, day=day)
