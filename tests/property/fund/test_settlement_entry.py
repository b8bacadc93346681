"""An accepted settlement is one entry that balances for every partner, whatever the agreement and the year."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from hypothesis import assume, given, strategies as st

from cronfa.agreement import Terms
from cronfa.attribution.from_agreement import contribution_weights
from cronfa.fund.bearing import Instalment, Stakes, borne, pot_of
from cronfa.fund.opening import pool_weights, reserve_weights
from cronfa.fund.settlement_entry import Standing, is_open, settlement_entry
from cronfa.money import allocate
from cronfa.settlement.outcome import LoanOwed, Outcome, Settlement
from cronfa.settlement.reference import settle
from property.settlement.agreements import Maker


def year_of(seed: int) -> tuple[Terms, Outcome, Settlement]:
    """A random agreement and year that leaves no decision outstanding."""
    maker = Maker(seed)
    terms = maker.terms()
    [outcome] = maker.outcomes(terms, 1)
    outcome = with_loans(maker, terms, outcome)
    settled = settle(terms, outcome)
    assume(not is_open(settled))
    return terms, outcome, settled


def with_loans(maker: Maker, terms: Terms, outcome: Outcome) -> Outcome:
    """Loans of earlier years, of which part falls due: it is a deficit of the year, split among the partners."""
    loans = []
    brought = {scheme: dict(parts) for scheme, parts in outcome.brought_forward.items()}
    for scheme in [name for name, each in terms.schemes.items() if each.form != "in view"][
        : maker.random.randint(0, 2)
    ]:
        plan = (("2026-27", maker.pence()), ("2027-28", maker.pence()))
        loans.append(LoanOwed(maker.partner(), "9", "2025-26", plan, scheme))
        for partner, pence in parts_due(terms, loans[-1]).items():
            sums = brought.setdefault(scheme, dict.fromkeys(terms.partner_ids, 0))
            sums[partner] = sums.get(partner, 0) - pence
    return replace(outcome, loans=tuple(loans), brought_forward=brought)


def parts_due(terms: Terms, loan: LoanOwed) -> dict[str, int]:
    weights = range(1, len(terms.partner_ids) + 1)
    return dict(zip(terms.partner_ids, allocate(loan.due_pence("2026-27"), weights), strict=True))


def stakes_of(terms: Terms, outcome: Outcome, settled: Settlement) -> Stakes:
    weights = {reserve: reserve_weights(terms, reserve, outcome.year) for reserve in terms.reserves}
    return Stakes(
        partners=terms.partner_ids,
        pool=pool_weights(terms, outcome.year),
        reserves=weights,
        schemes={
            name: shares
            for name, scheme in terms.schemes.items()
            if any(shares := contribution_weights(scheme, outcome.year, terms.partner_ids))
        },
        reserve_pence={r.reserve: allocate(r.opening_pence, weights[r.reserve]) for r in settled.reserves},
        brought_forward={
            scheme: tuple(parts.get(name, 0) for name in terms.partner_ids)
            for scheme, parts in outcome.brought_forward.items()
            if terms.schemes[scheme].form != "in view"
        },
    )


def standing_of(terms: Terms, outcome: Outcome) -> Standing:
    """A ledger in which the year's money came in, and each payment was made with the first partner's money."""
    partners = terms.partner_ids
    inside = {name for name, scheme in terms.schemes.items() if scheme.form != "in view"}
    paid = {(scheme, partner): pence for scheme in inside for partner, pence in outcome.paid.get(scheme, {}).items()}
    spent = {(scheme, partner): pence for scheme in inside for partner, pence in outcome.spend.get(scheme, {}).items()}
    bank: dict[str, int] = defaultdict(int)
    clearing: dict[tuple[str, str, str], int] = defaultdict(int)
    for (_, partner), pence in paid.items():
        bank[partner] += pence
    for (scheme, partner), pence in spent.items():
        bank[partners[0]] -= pence
        if partner != partners[0]:
            clearing[scheme, partners[0], partner] += pence
            clearing[scheme, partner, partners[0]] -= pence
    carried = {
        (scheme, name): pence for scheme in inside for name, pence in outcome.brought_forward.get(scheme, {}).items()
    }
    for loan in outcome.loans:  # what falls due of them stands in the ledger as bridged, not as carried
        for partner, pence in parts_due(terms, loan).items():
            carried[loan.scheme or "", partner] = carried.get((loan.scheme or "", partner), 0) + pence
    instalments = tuple(Instalment(x.scheme or "", x.lender, "9", parts_due(terms, x)) for x in outcome.loans)
    return Standing(
        paid=paid, spent=spent, bank=bank, owed={}, clearing=clearing, income={}, carried=carried, instalments=instalments
    )  # fmt: skip


@given(st.integers(0, 10**9))
def test_an_accepted_settlement_balances_for_every_partner_and_leaves_only_stakes(seed: int) -> None:
    terms, outcome, settled = year_of(seed)
    stakes, standing = stakes_of(terms, outcome, settled), standing_of(terms, outcome)
    entry = settlement_entry(terms, settled, standing, stakes, day=date(2027, 3, 31), period="2027-03", who="test")
    sums: dict[str, int] = defaultdict(int)
    accounts: dict[tuple[str, str], int] = defaultdict(int)
    for posting in entry.postings:
        sums[posting.partner] += posting.amount_pence
        accounts[posting.account, posting.partner] += posting.amount_pence
    assert not any(sums.values())
    for partner in terms.partner_ids:
        cleared = sum(pence for (_, one, _), pence in standing.clearing.items() if one == partner)
        assert accounts["clearing", partner] == -cleared
        # Cash and debts are exactly what is left of reserves, what is carried, and what is lent.
        in_reserves = sum(parts[terms.partner_ids.index(partner)] for parts in stakes.reserve_pence.values())
        carried = sum(pence for (_, one), pence in standing.carried.items() if one == partner)
        carried += sum(each.pence for each in standing.instalments if each.lender == partner)
        carried -= sum(each.parts.get(partner, 0) for each in standing.instalments)
        cash = standing.bank.get(partner, 0) + in_reserves + carried + accounts["bank", partner]
        owed = accounts["debtors", partner] + accounts["creditors", partner]
        left = in_reserves + carried - sum(accounts[stake, partner] for stake in ("reserve", "carried", "loans"))
        assert cash + owed == left


@given(st.integers(0, 10**9))
def test_a_loan_that_falls_due_goes_back_to_its_lender_and_ends_its_deficit(seed: int) -> None:
    terms, outcome, settled = year_of(seed)
    stakes, standing = stakes_of(terms, outcome, settled), standing_of(terms, outcome)
    entry = settlement_entry(terms, settled, standing, stakes, day=date(2027, 3, 31), period="2027-03", who="test")
    for partner in settled.partners:
        lent = -sum(p.amount_pence for p in entry.postings if p.account == "loans" and p.partner == partner.partner)
        assert lent == partner.lent_pence - partner.repaid_pence
        side = [p for p in entry.postings if p.account in ("debtors", "creditors") and p.partner == partner.partner]
        paid_here = sum(pence for (_, one), pence in standing.paid.items() if one == partner.partner)
        unsettled = partner.due_pence + partner.borne_pence + partner.lent_pence - partner.repaid_pence - paid_here
        if not any(line.party.kind == "measure" for line in settled.lines):  # money from outside is a debtor as well
            assert sum(p.amount_pence for p in side if p.scheme is None) == unsettled
    ended = -sum(
        p.amount_pence for p in entry.postings if p.account == "carried" and p.counterparty and p.amount_pence < 0
    )
    assert ended == sum(each.pence for each in standing.instalments)


@given(st.integers(0, 10**9))
def test_every_penny_of_a_schemes_spend_has_one_partner_behind_it(seed: int) -> None:
    terms, outcome, settled = year_of(seed)
    totals = borne(terms, settled, stakes_of(terms, outcome, settled))
    spend: dict[str | None, int] = defaultdict(int)
    for result in settled.schemes:
        if terms.schemes[result.scheme].form == "in view":
            continue  # outside the fund's money
        spend[pot_of(terms, result.scheme)] += result.spend_pence
    for pot in {*totals, *spend}:
        assert sum(totals.get(pot, ())) == spend.get(pot, 0)


@given(st.integers(0, 10**9))
def test_what_is_carried_belongs_to_those_who_pay_into_its_scheme(seed: int) -> None:
    """A partner whose money never went into a scheme has no part in what the scheme carries, owes or earns."""
    terms, outcome, settled = year_of(seed)
    stakes, standing = stakes_of(terms, outcome, settled), standing_of(terms, outcome)
    entry = settlement_entry(terms, settled, standing, stakes, day=date(2027, 3, 31), period="2027-03", who="test")
    brought = {key for key, pence in standing.carried.items() if pence}
    moved = [p for p in entry.postings if p.account in ("carried", "income") and p.amount_pence]
    for posting in moved:
        weights = stakes.schemes.get(posting.scheme or "")
        if weights and (posting.scheme, posting.partner) not in brought and not posting.counterparty:
            assert weights[terms.partner_ids.index(posting.partner)]
