"""The tables of governance, a module a topic."""

from cronfa.governance.models.allowances import Allowance
from cronfa.governance.models.approvals import Approval
from cronfa.governance.models.forecasts import ManagersForecast
from cronfa.governance.models.jobs import Check, Job, LongWork
from cronfa.governance.models.month_end import Commentary, FrozenReport, SignOff
from cronfa.governance.models.outlooks import Outlook
from cronfa.governance.models.people import Appointment, People, Person
from cronfa.governance.models.proposals import Proposal, Upload
from cronfa.governance.models.queries import Query
from cronfa.governance.models.reconciliations import Explanation, Extract, Reconciliation
from cronfa.governance.models.settlements import BoardDecision, PartnerView
from cronfa.governance.models.tokens import Sent, Token
from cronfa.governance.models.trail import Event
from cronfa.governance.models.worries import Worry

__all__ = [
    "Allowance",
    "Appointment",
    "Approval",
    "BoardDecision",
    "Check",
    "Commentary",
    "Event",
    "Explanation",
    "Extract",
    "FrozenReport",
    "Job",
    "LongWork",
    "ManagersForecast",
    "Outlook",
    "PartnerView",
    "People",
    "Person",
    "Proposal",
    "Query",
    "Reconciliation",
    "Sent",
    "SignOff",
    "Token",
    "Upload",
    "Worry",
]
