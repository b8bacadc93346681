"""A partner's own ledger reconciled in a real browser, by two people, in both languages, by keyboard and without a script."""

from collections.abc import Callable
from pathlib import Path

from cronfa.fund.opening import RunningFund
from cronfa.fund.reconciling import months_between, our_items
from cronfa.governance.models import Reconciliation
from cronfa.governance.roles import Role
from cronfa.web.presenters.reconciling_words import LABELS
from web.browser.visitors import Visitor


def test_a_ledger_is_reconciled_and_signed_off(
    visits: Callable[..., Visitor], fund: RunningFund, tmp_path: Path
) -> None:
    items = our_items(fund, "board", "responsibility", *months_between("2025-04", "2025-06"))
    rows = [f"{item.on},{item.amount_pence / 100:.2f},{item.reference},{item.text}" for item in items[1:]]
    (tmp_path / "ledger.csv").write_text("\n".join(["Date,Amount,Reference,Supplier", *rows, ""]), "utf-8")
    board = visits(Role.PARTNER_OFFICER, "board")
    board.goes("small/reconciliations/")
    board.picks(LABELS["against"], "responsibility")
    board.picks(LABELS["first"], "2025-04")
    board.picks(LABELS["to"], "2025-06")
    board.attaches("file", tmp_path / "ledger.csv")
    board.presses(LABELS["send"])
    assert items[0].reference in board.reads("#ours >> xpath=..")
    board.writes(LABELS["words"], "July")
    board.presses(LABELS["do_all"].filled(count=1))
    chief = visits(Role.CHIEF_OFFICER, "board")
    chief.goes("small/reconciliations/1/")
    chief.presses(LABELS["sign"])
    assert LABELS["is_signed"].to(chief.language) in chief.reads()
    assert Reconciliation.objects.get().signed_by is not None
