"""Every page of the workspace beside the addresses that answer and take the same; or why programs have none.

The manual prints this table, and a test holds it against the register of pages: a page that nobody thought of fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """One page: the addresses that give what it shows, those that take what its form takes, and why there are none."""

    gives: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    why: str = ""


FORM = "A form to fill in: what it sends is sent at once."
WAY = "It only leads to another page."
BY_PEOPLE = "Left to people at a page"

PAGES: Mapping[str, Beside] = {
    "home": Beside(("get_fund", "get_figures", "get_flow", "get_outlook", "list_proposals", "verify_ledger")),
    "outlook": Beside(("get_certainty",), ("ask_for_certainty",)),
    "figures": Beside(("list_reports",)),
    "report": Beside(("get_report",)),
    "report-file": Beside(("get_report",)),
    "report-table": Beside(("get_report_table",)),
    "scheme": Beside(why=f"{WAY} The figure is asked about with get_why."),
    "why": Beside(("get_why",)),
    "postings": Beside(("list_postings",)),
    "postings-csv": Beside(("get_postings_csv",)),
    "entry": Beside(("get_entry",)),
    "reverse": Beside((), ("ask_for_reversal",), FORM),
    "proposals": Beside(("list_proposals",)),
    "proposal": Beside(("get_proposal",), ("decide_proposal",)),
    "files": Beside(("list_files",), ("send_file",)),
    "file": Beside(("get_file",), ("map_file", "put_file_forward", "abandon_file")),
    "exceptions": Beside(("list_exceptions",)),
    "question": Beside((), ("question_entry",), FORM),
    "exception": Beside(("get_exception",), ("answer_exception",)),
    "evidence": Beside(("get_evidence",)),
    "contributions-now": Beside(why=f"{WAY} The year is named."),
    "contributions": Beside(("get_contributions",)),
    "contributions-file": Beside(("get_contributions", "get_contributions_table")),
    "call": Beside(("get_invoice",), ("record_arrival",)),
    "call-file": Beside(("get_invoice",)),
    "settled": Beside(("get_settled_account",), ("record_payment",)),
    "settled-file": Beside(("get_settled_account",)),
    "journals": Beside(("list_proposals",)),
    "journal": Beside((), ("put_journal_forward",), FORM),
    "accruals": Beside(("list_accruals",), ("put_accrual_forward",)),
    "virements": Beside(why=f"{WAY} The year is named."),
    "virements-of": Beside(("get_budgets",), ("put_virement_forward",)),
    "months": Beside(why=f"{WAY} The months are given with list_periods."),
    "months-of": Beside(("list_periods",), (), f"{BY_PEOPLE}: closing and reopening months."),
    "month-end": Beside(("get_month_end", "list_actions")),
    "month": Beside(("get_month_end",), (), f"{BY_PEOPLE}: explaining variances, closing, signing off."),
    "frozen": Beside(("get_frozen_report",)),
    "frozen-file": Beside(("get_frozen_report",)),
    "forecasts": Beside(("get_forecasts",), ("send_pack",)),
    "pack-file": Beside(("get_pack",)),
    "settlements": Beside(("list_settlements",)),
    "settlement": Beside(
        ("get_settlement",), ("say_of_settlement", "record_decision", "put_settlement_forward")
    ),
    "agreement-file": Beside(("explain_agreement",)),
    "agreement": Beside(("get_agreement", "explain_agreement", "get_agreement_text", "list_deadlines")),
    "versions": Beside(("compare_versions",)),
    "what-if": Beside(("list_runs",), ("ask_for_run",)),
    "run": Beside(("get_run", "get_run_report"), ("move_run",)),
    "run-file": Beside(("get_run_report",)),
    "worries": Beside(("list_worries",), ("write_worries", "release_worries", "withdraw_worry", "ask_for_run")),
    "reconciliations": Beside(("list_reconciliations",), ("start_reconciliation",)),
    "reconciliation": Beside(
        ("get_reconciliation", "list_unmatched"),
        ("map_reconciliation", "explain_lines", "abandon_reconciliation"),
        f"{BY_PEOPLE}: signing off.",
    ),
    "reconciliation-matches": Beside(("list_matches",)),
    "reconciliation-file": Beside(("get_reconciliation", "list_matches", "list_unmatched")),
    "people": Beside(("list_appointments",), (), f"{BY_PEOPLE}: appointing."),
    "appointment": Beside(("list_appointments",), (), f"{BY_PEOPLE}: confirming appointments."),
    "tokens": Beside(why=f"{BY_PEOPLE}: a token issues no tokens."),
    "trail": Beside(("list_events", "verify_trail")),
    "trail-file": Beside(("get_trail_csv", "list_events")),
    "verification": Beside(("verify_ledger",), (), "The page notes in the trail that a person looked; a program just looks."),
}  # fmt: skip
"""By the name of a page."""

ALONE: Mapping[str, str] = {
    "list_funds": "the funds that the token opens: pages have the start page for it",
    "get_balances": "balances by any dimension, for programs that count",
    "export_fund": "the whole fund as a file, to leave with",
}
"""Addresses that no page stands beside, and what they are for."""
