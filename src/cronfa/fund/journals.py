"""Journals: entries that people write themselves, line by line, to put right how money stands. They balance or are refused."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from cronfa.agreement.clauses import Terms
from cronfa.attribution.lines import crossings
from cronfa.fund import entry_codes
from cronfa.fund.opening import RunningFund
from cronfa.ledger.entries import ACCOUNT_NAMES, Account, EntryDraft, PostingDraft
from cronfa.ledger.funds import periods
from cronfa.ledger.posting import post
from cronfa.money import PENCE_LIMIT, pounds
from cronfa.problems import Problem, Problems, Where

JOURNAL_ACCOUNTS: tuple[Account, ...] = (
    "expenditure", "contributions", "income", "bank", "debtors", "creditors", "clearing",
)  # fmt: skip
"""What a journal may touch. Reserves, loans and what is carried or shared move by a settlement alone, budgets by virements."""
OF_A_SCHEME: tuple[Account, ...] = ("expenditure", "contributions", "income", "clearing")


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal for a month. Every line has an account, a partner and pence: debit above zero, credit below."""

    month: str
    narrative: str
    lines: tuple[PostingDraft, ...]

    @property
    def total_pence(self) -> int:
        """What its lines add up to; nought if it balances."""
        return sum(line.amount_pence for line in self.lines)

    @property
    def by_partner(self) -> dict[str, int]:
        """What each partner's lines add up to; nought for each if it balances."""
        sums: dict[str, int] = defaultdict(int)
        for line in self.lines:
            sums[line.partner] += line.amount_pence
        return dict(sums)


def check(fund: RunningFund, journal: Journal) -> None:
    """Look at a journal before it is put forward.

    Raises:
        Problems: every one of them, each with the number of its line.
    """
    terms = fund.agreement.latest.terms
    status = {period.code: period.status for period in periods(fund.ledger)}
    found: list[Problem] = []
    if status.get(journal.month, "closed") == "closed":
        found.append(
            entry_codes.NOT_AN_OPEN_MONTH.at(Where(path="month"), month=journal.month)
            if journal.month
            else entry_codes.NO_MONTH.at(Where(path="month"))
        )
    if not journal.narrative.strip():
        found.append(entry_codes.NOT_SAID_FOR_WHAT.at(Where(path="narrative")))
    if len(journal.lines) < 2:
        found.append(entry_codes.TOO_FEW_LINES.at())
    for number, line in enumerate(journal.lines, start=1):
        found += _wrong_with(fund, terms, line, number)
    if journal.total_pence:
        found.append(entry_codes.JOURNAL_UNBALANCED.at(amount=pounds(journal.total_pence)))
    found += [
        entry_codes.PARTNER_UNBALANCED.at(partner=terms.name(partner), amount=pounds(pence))
        for partner, pence in journal.by_partner.items()
        if pence and partner in fund.partners
    ]
    if found:
        raise Problems(found)


def _wrong_with(fund: RunningFund, terms: Terms, line: PostingDraft, number: int) -> list[Problem]:
    found: list[Problem] = []
    if not line.partner:
        found.append(entry_codes.NO_ONE_CHOSEN.at(Where(line=number, path="partner")))
    elif line.partner not in fund.partners:
        found.append(entry_codes.NO_SUCH_PARTNER.at(Where(line=number, path="partner"), partner=line.partner))
    if not line.amount_pence or abs(line.amount_pence) > PENCE_LIMIT:
        found.append(entry_codes.NO_AMOUNT.at(Where(line=number, path="amount_pence")))
    if line.account not in JOURNAL_ACCOUNTS:
        return [*found, _wrong_account(line.account, Where(line=number, path="account"))]
    if not line.scheme and line.account in OF_A_SCHEME:
        found.append(entry_codes.NO_SCHEME.at(Where(line=number, path="scheme")))
    elif line.scheme and line.scheme not in terms.schemes:
        found.append(entry_codes.NO_SUCH_SCHEME.at(Where(line=number, path="scheme"), scheme=line.scheme))
    if line.account == "clearing" and (line.counterparty not in fund.partners or line.counterparty == line.partner):
        found.append(entry_codes.NO_COUNTERPARTY.at(Where(line=number, path="counterparty")))
    return found


def _wrong_account(account: str, where: Where) -> Problem:
    if not account:
        return entry_codes.NO_ACCOUNT.at(where)
    name = ACCOUNT_NAMES[account] if account in get_args(Account) else account  # type: ignore[index]  # is one of them
    return entry_codes.NOT_FOR_JOURNALS.at(where, account=name)


def with_clearing(fund: RunningFund, lines: Sequence[PostingDraft]) -> tuple[PostingDraft, ...]:
    """The lines and, where they balance in all but not for every partner, the clearing lines between partners that mend it.

    They stand in the scheme of the first line that has one. Lines that do not balance in all are given back as they are.
    """
    sums = Journal("", "", tuple(lines)).by_partner
    if sum(sums.values()) or not any(sums.values()) or any(partner not in fund.partners for partner in sums):
        return tuple(lines)
    scheme = next((line.scheme for line in lines if line.scheme), None)
    beyond = [sums.get(partner, 0) for partner in fund.partners]
    owed = tuple(max(-pence, 0) for pence in beyond)
    owing = tuple(max(pence, 0) for pence in beyond)
    made = list(lines)
    for crossing in crossings(fund.partners, owed, owing):
        made.append(PostingDraft("clearing", crossing.funder, crossing.pence, scheme, crossing.responsible))
        made.append(PostingDraft("clearing", crossing.responsible, -crossing.pence, scheme, crossing.funder))
    return tuple(made)


def post_journal(fund: RunningFund, journal: Journal, who: str, *, key: str, reason: str) -> int:
    """Post a journal on the last day of its month; the number of its entry. The same ``key`` is posted once.

    Raises:
        Problems: as :func:`check`.
    """
    check(fund, journal)
    month = next(period for period in periods(fund.ledger) if period.code == journal.month)
    draft = EntryDraft(
        kind="adjustment",
        idempotency_key=f"{fund.slug}/journal/{key}",
        posting_date=month.ends,
        period=month.code,
        narrative=journal.narrative,
        who=who,
        postings=journal.lines,
        reason=reason,
        adjustment=True,
    )
    return post(fund.ledger, [draft], recorded_at=fund.recorded_at).numbers[0]
