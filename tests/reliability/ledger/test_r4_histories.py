"""R4: random histories against an independent model. After every step the two agree, and everything balances."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import scale
from cronfa import ledger
from cronfa.ledger.database import connection
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.ledger.posting import turned
from cronfa.problems import Problems
from made_up_ledger import PARTNERS, PERIODS, open_made_up_fund
from reliability.ledger.oracle import Oracle

partner = st.sampled_from(PARTNERS)
period = st.sampled_from(PERIODS)
scheme = st.sampled_from([None, "residential", "equipment"])
amount = st.integers(-(10**7), 10**7)


class Histories(RuleBasedStateMachine):
    """Contribute, spend, accrue, vire, settle, reverse, close, reopen, repeat; rightly and wrongly."""

    funds = 0

    @initialize()
    def begin(self) -> None:
        Histories.funds += 1
        self.fund = open_made_up_fund(f"fund {Histories.funds}")
        self.oracle = Oracle(PARTNERS, {code: "open" for code, _, _ in PERIODS})
        self.key = 0

    def _draft(self, kind: str, when: tuple[str, date, date], lines: list[PostingDraft], **more: object) -> EntryDraft:
        self.key += 1
        return EntryDraft(kind, f"{self.key}", when[1], when[0], kind, "tester", tuple(lines), **more)  # type: ignore[arg-type]

    def _post(self, draft: EntryDraft) -> None:
        expected = self.oracle.post(draft)
        with _refusal() as refused:
            assert ledger.post(self.fund, [draft]).numbers[0] == expected
        assert bool(refused) == (expected is None), (draft, refused)

    def _double(self, who: str, debit: Account, credit: Account, pence: int, scheme: str | None) -> list[PostingDraft]:
        return [PostingDraft(debit, who, pence, scheme, None, "1"), PostingDraft(credit, who, -pence, scheme)]

    @rule(who=partner, when=period, pence=amount, to=scheme, adjustment=st.booleans())
    def contribute(self, who: str, when: tuple[str, date, date], pence: int, to: str | None, adjustment: bool) -> None:
        lines = self._double(who, "bank", "contributions", pence, to)
        self._post(self._draft("contribution", when, lines, adjustment=adjustment))

    @rule(who=partner, lender=partner, when=period, pence=amount, lent=amount, to=scheme)
    def spend(self, who: str, lender: str, when: tuple[str, date, date], pence: int, lent: int, to: str | None) -> None:
        lines = self._double(who, "expenditure", "bank", pence, to)
        lines += [PostingDraft("bank", who, lent, to), PostingDraft("clearing", who, -lent, to, lender)]
        lines += [PostingDraft("bank", lender, -lent, to), PostingDraft("clearing", lender, lent, to, who)]
        self._post(self._draft("spend", when, lines))

    @rule(who=partner, when=period, pence=amount, out=scheme, into=scheme)
    def vire(self, who: str, when: tuple[str, date, date], pence: int, out: str | None, into: str | None) -> None:
        lines = [PostingDraft("budget", who, -pence, out), PostingDraft("budget", who, pence, into)]
        self._post(self._draft("virement", when, lines))

    @rule(who=partner, when=period, pence=amount)
    def settle(self, who: str, when: tuple[str, date, date], pence: int) -> None:
        self._post(self._draft("settlement", when, self._double(who, "debtors", "sharing", pence, None)))

    @rule(who=partner, place=st.integers(0, len(PERIODS) - 2), pence=amount)
    def accrue(self, who: str, place: int, pence: int) -> None:
        draft = self._draft("accrual", PERIODS[place], self._double(who, "expenditure", "accruals", pence, None))
        code, first, _ = PERIODS[place + 1]
        both_open = self.oracle.periods[code] == self.oracle.periods[draft.period] == "open"
        with _refusal() as refused:
            ledger.accrue(self.fund, [draft], next_period=code, next_date=first)
        assert bool(refused) != both_open
        if both_open:
            number = self.oracle.post(draft)
            undone = self._draft("reversal", PERIODS[place + 1], list(turned(draft.postings)))
            self.oracle.posted.append(undone)
            assert number == len(self.oracle.posted) - 1
            self._same_key_as_the_ledger(number, draft)

    def _same_key_as_the_ledger(self, number: int, draft: EntryDraft) -> None:
        undone = self.oracle.posted[-1]._replace(
            idempotency_key=f"{draft.idempotency_key} reversed", reverses=number, reason="x"
        )
        self.oracle.posted[-1] = undone

    @rule(number=st.integers(0, 12), when=period, reason=st.sampled_from(["", "WRONG"]))
    def reverse(self, number: int, when: tuple[str, date, date], reason: str) -> None:
        lines = list(turned(self.oracle.posted[number - 1].postings)) if 0 < number <= len(self.oracle.posted) else []
        draft = self._draft("reversal", when, lines, reverses=number, reason=reason)
        self._post(draft)

    @rule(place=st.integers(0, 30))
    def repeat(self, place: int) -> None:
        if self.oracle.posted:
            draft = self.oracle.posted[place % len(self.oracle.posted)]
            if draft.idempotency_key.isdigit():
                self._post(draft)

    @rule(who=partner, when=period, pence=amount)
    def unbalanced(self, who: str, when: tuple[str, date, date], pence: int) -> None:
        self._post(self._draft("spend", when, [PostingDraft("bank", who, pence)]))

    @rule(when=period, status=st.sampled_from(["open", "soft-closed", "closed"]), reason=st.sampled_from(["", "found"]))
    def change_period(self, when: tuple[str, date, date], status: str, reason: str) -> None:
        order = ["open", "soft-closed", "closed"]
        before = self.oracle.periods[when[0]]
        forbidden = order.index(status) < order.index(before) and not reason
        with _refusal() as refused:
            ledger.set_period(self.fund, when[0], status, who="tester", reason=reason)  # type: ignore[arg-type]
        assert bool(refused) == forbidden
        if not forbidden:
            self.oracle.periods[when[0]] = status

    @invariant()
    def the_two_agree(self) -> None:
        if not hasattr(self, "oracle"):
            return
        found = ledger.balances(self.fund, ("partner", "account", "scheme"))
        assert found == self.oracle.balances()
        sums: Counter[str] = Counter()
        for (who, _, _), pence in found.items():
            sums[who] += pence
        assert not any(sums.values())

    def teardown(self) -> None:
        if hasattr(self, "fund"):
            found = ledger.verify(self.fund)
            assert found.is_sound, found.problems
            assert found.entries == len(self.oracle.posted)


@contextmanager
def _refusal() -> Iterator[list[Problems]]:
    caught: list[Problems] = []
    try:
        yield caught
    except Problems as problems:
        caught.append(problems)


@pytest.mark.usefixtures("database")
def test_no_history_makes_the_ledger_and_the_oracle_differ() -> None:
    histories = scale.examples(12, 1_000)  # on each of two databases
    run_state_machine_as_test(
        Histories, settings=settings(max_examples=histories, stateful_step_count=50, deadline=None)
    )
    connection().close()
