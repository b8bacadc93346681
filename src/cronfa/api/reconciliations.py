"""Reconciliations: a partner's own ledger beside the fund's. Started, explained and dropped here; signed off at a page."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from cronfa.api import cursors
from cronfa.api.addresses import changes, reads
from cronfa.api.doors import FILE
from cronfa.api.files import ENVELOPE_BYTES, Abandoning, MappingField, NewMapping
from cronfa.api.reconciliation_shapes import (
    Explaining,
    LastReconciled,
    LineOf,
    Matches,
    MatchOf,
    ReconciliationLine,
    ReconciliationOf,
    Reconciliations,
    RuleName,
    StepOf,
    UnmatchedLine,
    UnmatchedLines,
)  # fmt: skip
from cronfa.api.refusals import language
from cronfa.api.shapes import Cursor, Limit, Number, Words, one_problem, words
from cronfa.fund.reconciling import Reconciled, months_between
from cronfa.governance import reading, reconciliations, uploads
from cronfa.governance.desk import Desk
from cronfa.governance.models import Explanation, Extract, Reconciliation
from cronfa.governance.roles import Right
from cronfa.ledger.partner_lines import Against
from cronfa.problems import Problem, Problems
from cronfa.reconciliation import Hint, Item, Match, Reason, Rule, Side
from cronfa.reconciliation.words import because

router = Router(tags=["Reconciliation"])
T = TypeVar("T")
Outcome = tuple[Reconciled | None, tuple[Problem, ...]]
"""What matching gave, or every error of the extract."""

PartnerField = Annotated[
    str, Form(description="Whose ledger it is.", min_length=1, max_length=200, pattern=r"^[^\x00]*$")
]
MonthField = Annotated[
    str, Form(description="Such as 2024-04.", pattern="^[0-9]{4}-[0-9]{2}$", examples=["2024-04"])
]  # fmt: skip


@reads(router, "/funds/{fund}/reconciliations", Right.SEE_FUND, Reconciliations, lasting=False)
def list_reconciliations(desk: Desk) -> Reconciliations:
    """When each partner's ledger was last reconciled; and those under way, signed off or dropped that one may see."""
    known = Reconciliation.objects.filter(fund=desk.fund.slug).select_related("made_by", "signed_by")
    signed = reconciliations.last_reconciled(desk.fund.slug)
    return Reconciliations(
        last_reconciled=[_last(partner, signed.get(partner)) for partner in desk.fund.partners],
        items=[ReconciliationLine(**_line(each)) for each in known if each.partner in desk.sees_partners],
    )


def _last(partner: str, each: Reconciliation | None) -> LastReconciled:
    if each is None:
        return LastReconciled(partner=partner, against=None, last=None, signed_at=None)
    against = cast(Against, each.against)
    return LastReconciled(partner=partner, against=against, last=each.last, signed_at=each.signed_at)


@reads(router, "/funds/{fund}/reconciliations/{number}", Right.SEE_POSTINGS, ReconciliationOf, lasting=False)
def get_reconciliation(desk: Desk, number: Number) -> ReconciliationOf:
    """One reconciliation: its statement and counts, or every problem of the extract."""
    return _reconciliation(desk, reading.reconciliation(desk, number))


@reads(router, "/funds/{fund}/reconciliations/{number}/matches", Right.SEE_POSTINGS, Matches, lasting=False)
def list_matches(
    desk: Desk, number: Number, rule: Annotated[RuleName, Query(description="Only by this rule.")] = "",
    limit: Limit = 100, cursor: Cursor = "",
) -> Matches:  # fmt: skip
    """The matches, each with why it is one."""
    made = reading.reconciled(desk, reading.reconciliation(desk, number))
    found = [match for match in made.result.matches if not rule or match.rule.name.lower() == rule]
    shown, following = _page(found, limit, cursor)
    return Matches(items=[_match(each) for each in shown], next=following)


@reads(
    router, "/funds/{fund}/reconciliations/{number}/unmatched/{side}", Right.SEE_POSTINGS, UnmatchedLines, lasting=False
)
def list_unmatched(desk: Desk, number: Number, side: Side, limit: Limit = 100, cursor: Cursor = "") -> UnmatchedLines:
    """The lines that stand in one ledger alone: in the partner's (theirs) or in the fund's (ours)."""
    each = reading.reconciliation(desk, number)
    made = reading.reconciled(desk, each)
    shown, following = _page(made.result.unmatched(side), limit, cursor)
    hints, said = made.hints(side), reconciliations.explanations(each)
    reasons = reconciliations.reasons_of(desk.fund, each)
    items = [
        _unmatched(item, hints.get(item.id), said.get((side, item.id)), reasons.get((side, item.id))) for item in shown
    ]
    return UnmatchedLines(items=items, next=following)


@changes(
    router, "/funds/{fund}/reconciliations", Right.RECONCILE, ReconciliationOf, takes=FILE,
    most_bytes=uploads.MOST_BYTES + ENVELOPE_BYTES, looks=True,
)  # fmt: skip
def start_reconciliation(
    desk: Desk,
    file: Annotated[UploadedFile, File(description="The partner's own ledger: CSV or Excel, up to 50 MB.")],
    partner: PartnerField,
    against: Annotated[Against, Form(description="What of the fund it is compared with.")],
    first: MonthField,
    last: MonthField,
    mapping: MappingField = "",
) -> Callable[[], ReconciliationOf]:
    """Start a reconciliation from an extract of a partner's own ledger, for months that no other one holds."""
    if not desk.may(Right.RECONCILE, partner):
        raise PermissionDenied
    uploads.check_size(file.size or 0, uploads.MOST_BYTES)
    months = reconciliations.Months(partner, against, *months_between(first, last))
    kept = reconciliations.looked_at(desk.fund, months, file.name or "file", file.read(), language(), mapping)
    outcome = _worked_out(desk, kept.reconciliation, kept)

    def begun() -> ReconciliationOf:
        made = reconciliations.begin(desk.fund, kept, desk.person)
        return _reconciliation(desk, reading.reconciliation(desk, made.pk), outcome)

    return begun


@changes(router, "/funds/{fund}/reconciliations/{number}/mapping", Right.RECONCILE, ReconciliationOf, looks=True)
def map_reconciliation(desk: Desk, number: Number, sent: NewMapping) -> Callable[[], ReconciliationOf]:
    """Have the extract's columns read in another way, and match it again."""
    found = _to_change(desk, number)
    reconciliations.open_one(found)
    found.extract.mapping = sent.mapping
    outcome = _worked_out(desk, found, found.extract)

    def mapped() -> ReconciliationOf:
        reconciliations.change_mapping(_to_change(desk, number), sent.mapping)
        return _reconciliation(desk, reading.reconciliation(desk, number), outcome)

    return mapped


@changes(router, "/funds/{fund}/reconciliations/{number}/explanations", Right.RECONCILE, ReconciliationOf, looks=True)
def explain_lines(desk: Desk, number: Number, sent: Explaining) -> Callable[[], ReconciliationOf]:
    """Say why lines stand in one ledger alone. What is timing or an error is looked for again next time."""
    looked = _to_change(desk, number)
    reconciliations.open_one(looked)
    matched = reading.reconciled(desk, looked)

    def explained() -> ReconciliationOf:
        found = _to_change(desk, number)
        known = reconciliations.reasons_of(desk.fund, found)
        there = [line for at, line in reconciliations.unmatched(matched) if at == sent.side]
        named = set(sent.lines or ())
        lines = [
            line for line in there if (line in named if sent.lines is not None else (sent.side, line) not in known)
        ]
        reconciliations.explain(
            desk.fund, found, desk.person, sent.side, lines, sent.reason, sent.text, today=desk.today,
            asks=sent.lines is not None and desk.may(Right.QUESTION, found.partner),
        )  # fmt: skip
        return _reconciliation(desk, found, (matched, ()))

    return explained


@changes(router, "/funds/{fund}/reconciliations/{number}/abandon", Right.RECONCILE, ReconciliationLine)
def abandon_reconciliation(desk: Desk, number: Number, sent: Abandoning) -> ReconciliationLine:
    """Drop a reconciliation that has not been signed off; that it was there stays in the trail."""
    found = _to_change(desk, number)
    reconciliations.open_one(found)
    reconciliations.abandon(desk.fund, found, desk.person)
    return ReconciliationLine(**_line(reading.reconciliation(desk, number)))


def _to_change(desk: Desk, number: int) -> Reconciliation:
    found = reading.reconciliation(desk, number)
    if not desk.may(Right.RECONCILE, found.partner):
        raise PermissionDenied
    return found


def _page(found: Sequence[T], limit: int, cursor: str) -> tuple[Sequence[T], str | None]:
    """A page of what is in order already, and where the next one begins."""
    place = cursors.read(cursor, 1)
    start = place[0] if place else 0
    more = start + limit < len(found)
    return found[start : start + limit], cursors.written(start + limit) if more else None


def _line(each: Reconciliation) -> dict[str, Any]:
    state = "signed" if each.signed_at else "abandoned" if each.abandoned else "open"
    return {
        "number": each.pk, "partner": each.partner, "against": each.against, "first": each.first, "last": each.last,
        "state": state, "made_by": each.made_by.name, "made_at": each.made_at,
        "signed_by": each.signed_by.name if each.signed_by else None, "signed_at": each.signed_at,
    }  # fmt: skip


def _reconciliation(desk: Desk, each: Reconciliation, outcome: Outcome | None = None) -> ReconciliationOf:
    """A reconciliation as it is given; with the ``outcome`` that was looked at before it was written, or as it stands."""
    made, problems = outcome or _made(desk, each)
    reasons = reconciliations.reasons_of(desk.fund, each) if made else {}
    left = [key for key in reconciliations.unmatched(made) if key not in reasons] if made else []
    matches = made.result.matches if made else ()
    return ReconciliationOf(
        **_line(each), file=each.extract.name, sha256=each.extract.sha256, mapping=each.extract.mapping,
        statement=_statement(desk, each, made, reasons),
        matched={rule.name.lower(): sum(match.rule == rule for match in matches) for rule in Rule},
        unmatched_theirs=len(made.result.theirs) if made else 0, unmatched_ours=len(made.result.ours) if made else 0,
        outside=len(made.outside) if made else 0, unexplained=len(left),
        problems=[one_problem(problem, language()) for problem in problems],
    )  # fmt: skip


def _made(desk: Desk, each: Reconciliation) -> Outcome:
    return (None, ()) if each.abandoned else _or_problems(lambda: reading.reconciled(desk, each))


def _worked_out(desk: Desk, each: Reconciliation, kept: Extract) -> Outcome:
    """An extract that is not kept yet, or not with this mapping, beside the fund."""
    return _or_problems(lambda: reconciliations.work_out(desk.fund, each, kept))


def _or_problems(work_out: Callable[[], Reconciled]) -> Outcome:
    try:
        return work_out(), ()
    except Problems as found:
        return None, tuple(problem for problem in found.problems if problem.is_error)


def _statement(
    desk: Desk, each: Reconciliation, made: Reconciled | None, reasons: reconciliations.Reasons
) -> list[StepOf]:
    """As it was signed off, whatever has happened since; before that as it stands."""
    if kept := reconciliations.signed_statement(each):
        return [StepOf(says=Words(en=s["en"], cy=s["cy"]), amount_pence=s["pence"], lines=s["lines"]) for s in kept]
    if made is None:
        return []
    steps = made.statement(desk.terms.name(each.partner), reasons).steps
    return [StepOf(says=words(step.says), amount_pence=step.pence, lines=step.count) for step in steps]


def _match(found: Match) -> MatchOf:
    theirs, ours = ([LineOf(**_item(item)) for item in items] for items in (found.theirs, found.ours))
    return MatchOf(rule=found.rule.name.lower(), because=words(because(found)), theirs=theirs, ours=ours)


def _unmatched(item: Item, hint: Hint | None, said: Explanation | None, reason: Reason | None) -> UnmatchedLine:
    return UnmatchedLine(
        **_item(item), hint=words(hint.says) if hint else None, other=hint.other.id if hint and hint.other else None,
        reason=reason.value if reason else None, said=said.text if said else None,
        exception=said.query_id if said else None,
    )  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    return {
        "line": item.id, "on": item.on, "reference": item.reference, "text": item.text, "amount_pence": item.amount_pence,
    }  # fmt: skip
