"""Reconciliations as pages: when each ledger was last reconciled, one statement, what is unmatched, and every match."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import QueryDict
from django.urls import reverse

from cronfa.calendars import MONTHS
from cronfa.fund.reconciling import AGAINST, Reconciled, our_items
from cronfa.governance import reconciliations
from cronfa.governance.desk import Desk
from cronfa.governance.models import Explanation, Reconciliation
from cronfa.governance.reading import reconciled
from cronfa.governance.roles import Right
from cronfa.language import Text, same, span
from cronfa.ledger.funds import periods
from cronfa.ledger.listing import choices
from cronfa.ledger.partner_lines import Against
from cronfa.problems import Problem, Problems
from cronfa.reconciliation import Hint, Item, Reason, Side
from cronfa.reconciliation.items import total
from cronfa.reconciliation.words import RULES
from cronfa.reporting import words
from cronfa.web.presenters.reconciling_words import LABELS, SHORT_AGAINST, SHORT_REASONS

SHOWN = 50
"""Lines on a page, on each side."""


@dataclass(frozen=True, slots=True)
class Line:
    """A reconciliation in a list."""

    address: str
    says: Text
    against: Text
    who: str
    when: Text
    state: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """One line that stands in one ledger alone."""

    id: str
    address: str
    on: Text
    reference: str
    text: str
    amount: Text
    hint: Text | None
    other: str
    reason: Text | None
    said: str
    exception: tuple[str, Text] | None


@dataclass(frozen=True, slots=True)
class Half:
    """The unmatched lines of one side, a page of them."""

    side: Side
    title: Text
    sum: Text
    lines: tuple[Unmatched, ...]
    unexplained: int
    do_all: Text
    earlier: str
    later: str
    at: Text


@dataclass(frozen=True, slots=True)
class Page:
    """One reconciliation, whole."""

    line: Line
    title: Text
    lead: tuple[Text, ...]
    prepared: Text
    steps: tuple[tuple[Text, Text, Text], ...]
    rules: tuple[tuple[str, Text, Text, Text], ...]
    halves: tuple[Half, ...]
    errors: tuple[Problem, ...]
    mapping: str
    open: bool
    """Whether this person may explain, map otherwise and abandon."""
    may_sign: bool
    sign_hint: Text
    reasons: tuple[tuple[str, Text], ...]
    matches: str
    files: tuple[tuple[str, str], ...]
    words: dict[str, Text]


def listed(desk: Desk) -> dict[str, Any]:
    """When each partner's ledger was last reconciled, what is under way, what was signed before; and the form to begin."""
    found = list(
        Reconciliation.objects.filter(fund=desk.fund.slug, abandoned=False).select_related("made_by", "signed_by")
    )
    mine = [each for each in found if each.partner in desk.sees_partners]
    bodies = desk.standing.bodies(Right.RECONCILE)
    return {
        "last": _last(desk),
        "under_way": [line(desk, each) for each in mine if each.signed_at is None],
        "done": [line(desk, each) for each in mine if each.signed_at],
        "bodies": [(name, desk.terms.name(name)) for name in bodies],
        "against": [(name, SHORT_AGAINST[name]) for name in AGAINST],
        "months": _months(desk),
        "words": LABELS,
    }


def _last(desk: Desk) -> list[tuple[Text, Text, Text, Text]]:
    signed = reconciliations.last_reconciled(desk.fund.slug)
    rows = []
    for partner in desk.fund.partners:
        each = signed.get(partner)
        name = desk.terms.name(partner)
        if each is None or each.signed_at is None:
            rows.append((name, same("–"), LABELS["never"], same("–")))
        else:
            rows.append((name, SHORT_AGAINST[each.against], words.day(each.last), words.day(each.signed_at.date())))
    return rows


def _months(desk: Desk) -> list[tuple[str, Text]]:
    """The months of the fund up to the last that has entries."""
    known = [period.code for period in periods(desk.fund.ledger)]
    last = max(choices(desk.fund.ledger)["period"], default="")
    return [(code, month_name(code)) for code in known if len(code) == 7 and code <= last]


def month_name(code: str) -> Text:
    """``April 2012`` for ``2012-04``."""
    return MONTHS[int(code[5:]) - 1].map(lambda name: f"{name} {code[:4]}")


def line(desk: Desk, each: Reconciliation) -> Line:
    state = "is_signed" if each.signed_at else "abandoned" if each.abandoned else "open"
    return Line(
        address=reverse("reconciliation", args=[desk.fund.slug, each.pk]),
        says=LABELS["says"].filled(
            partner=desk.terms.name(each.partner),
            months=span(month_name(f"{each.first:%Y-%m}"), month_name(f"{each.last:%Y-%m}")),
        ),
        against=SHORT_AGAINST[each.against],
        who=(each.signed_by or each.made_by).name,
        when=words.day((each.signed_at or each.made_at).date()),
        state=LABELS[state],
        tone={"is_signed": "good", "abandoned": "plain"}.get(state, "watch"),
    )  # fmt: skip


def page(desk: Desk, each: Reconciliation, query: QueryDict) -> Page:
    """One reconciliation: its statement, its rules, its unmatched lines; or what is wrong with the extract."""
    made, errors = _made(desk, each)
    reasons = reconciliations.reasons_of(desk.fund, each) if made else {}
    name = desk.terms.name(each.partner)
    is_open = not each.signed_at and not each.abandoned
    left = [key for key in reconciliations.unmatched(made) if key not in reasons] if made else []
    return Page(
        line=line(desk, each),
        title=_title(made, name) if made else line(desk, each).says,
        lead=_lead(desk, each, made, len(left)) if made else (),
        prepared=_prepared(each),
        steps=_signed_steps(each) or (_steps(made, name, reasons) if made else ()),
        rules=_rules(desk, each, made) if made else (),
        halves=_halves(desk, each, made, reasons, query) if made else (),
        errors=errors,
        mapping=each.extract.mapping,
        open=is_open and desk.may(Right.RECONCILE, each.partner),
        may_sign=is_open and not left and made is not None and _may_sign(desk, each),
        sign_hint=LABELS["sign_hint"].filled(partner=name),
        reasons=tuple((reason.value, SHORT_REASONS[reason]) for reason in Reason),
        matches=reverse("reconciliation-matches", args=[desk.fund.slug, each.pk]),
        files=tuple(
            (title, reverse("reconciliation-file", args=[desk.fund.slug, each.pk, ending]))
            for title, ending in (("CSV", "csv"), ("JSON", "json"))
        ),
        words=LABELS,
    )


def _may_sign(desk: Desk, each: Reconciliation) -> bool:
    return desk.may(Right.SIGN_OFF, each.partner) and each.made_by_id != desk.person.pk


def _made(desk: Desk, each: Reconciliation) -> tuple[Reconciled | None, tuple[Problem, ...]]:
    if each.abandoned:
        return None, ()
    try:
        return reconciled(desk, each), ()
    except Problems as found:
        return None, tuple(problem for problem in found.problems if problem.is_error)


def _title(made: Reconciled, name: Text) -> Text:
    difference = made.statement(name, {}).difference_pence
    if not difference and not made.result.theirs and not made.result.ours:
        return LABELS["headline_even"]
    more = LABELS["more" if difference >= 0 else "less"]
    return LABELS["headline"].filled(amount=words.money(abs(difference)), more=more, partner=name)


def _lead(desk: Desk, each: Reconciliation, made: Reconciled, left: int) -> tuple[Text, ...]:
    result = made.result
    taken = sum(len(match.theirs) for match in result.matches)
    ours = sum(len(match.ours) for match in result.matches)
    said: list[Text | None] = [
        LABELS["summary"].filled(
            matched=f"{taken:,}", all=f"{taken + len(result.theirs):,}", ours=f"{ours:,}",
            all_ours=f"{ours + len(result.ours):,}", left=f"{left:,}",
        )
    ]  # fmt: skip
    if made.outside:
        said.append(LABELS["outside"].filled(count=f"{len(made.outside):,}", total=words.money(total(made.outside))))
    if carried := sum(len(items) for items in made.carried.values()):
        said.append(LABELS["carried"].filled(count=f"{carried:,}"))
    if each.signed_at:
        said.append(_moved(desk, each))
    return tuple(text for text in said if text)


def _prepared(each: Reconciliation) -> Text:
    maker = each.made_by.name
    if each.signed_at and each.signed_by:
        return LABELS["signed_says"].filled(who=each.signed_by.name, when=words.day(each.signed_at.date()), maker=maker)
    return LABELS["prepared"].filled(maker=maker, when=words.day(each.made_at.date()))


def _steps(made: Reconciled, name: Text, reasons: reconciliations.Reasons) -> tuple[tuple[Text, Text, Text], ...]:
    return tuple(
        (step.says, _count(step.count), words.money(step.pence))
        for step in made.statement(name, reasons).steps
    )  # fmt: skip


def _rules(desk: Desk, each: Reconciliation, made: Reconciled) -> tuple[tuple[str, Text, Text, Text], ...]:
    address = reverse("reconciliation-matches", args=[desk.fund.slug, each.pk])
    rows, pence_in_all, matches = [], 0, made.result.matches
    for rule, title in RULES.items():
        found = [match for match in matches if match.rule == rule]
        if found:
            pence = sum(match.amount_pence for match in found)
            pence_in_all += pence
            rows.append((f"{address}?rule={rule.name.lower()}", title, same(f"{len(found):,}"), words.money(pence)))
    rows.append((address, LABELS["in_all"], same(f"{len(matches):,}"), words.money(pence_in_all)))
    return tuple(rows) if matches else ()


def _halves(
    desk: Desk, each: Reconciliation, made: Reconciled, reasons: reconciliations.Reasons, query: QueryDict
) -> tuple[Half, ...]:
    said = reconciliations.explanations(each)
    name = desk.terms.name(each.partner)
    sides: tuple[Side, ...] = ("theirs", "ours")
    return tuple(_half(desk, made, side, name, said, reasons, query) for side in sides)


def _half(
    desk: Desk,
    made: Reconciled,
    side: Side,
    name: Text,
    said: dict[tuple[Side, str], Explanation],
    reasons: reconciliations.Reasons,
    query: QueryDict,
) -> Half:
    items = made.result.unmatched(side)
    number, pages = page_of(query.get(side, ""), len(items))
    hints = made.hints(side)
    unexplained = sum((side, item.id) not in reasons for item in items)
    shown = items[(number - 1) * SHOWN : number * SHOWN]
    return Half(
        side=side,
        title=LABELS[side].filled(partner=name),
        sum=LABELS["sum_one" if len(items) == 1 else "sum"].filled(
            count=f"{len(items):,}", total=words.money(total(items))
        ),
        lines=tuple(
            _unmatched(desk, side, item, hints.get(item.id), said.get((side, item.id)), reasons.get((side, item.id)))
            for item in shown
        ),
        unexplained=unexplained,
        do_all=LABELS["do_all"].filled(count=f"{unexplained:,}"),
        earlier=f"?{side}={number - 1}#{side}" if number > 1 else "",
        later=f"?{side}={number + 1}#{side}" if number < pages else "",
        at=LABELS["page"].filled(page=number, pages=pages),
    )


def page_of(asked: str, count: int) -> tuple[int, int]:
    """The page that is asked for, within those there are, and how many there are."""
    pages = max(1, -(-count // SHOWN))
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
    return min(max(1, number), pages), pages


def _unmatched(
    desk: Desk, side: Side, item: Item, hint: Hint | None, said: Explanation | None, reason: Reason | None
) -> Unmatched:
    def entry(line: str) -> str:
        return reverse("entry", args=[desk.fund.slug, int(line)])

    other = entry(hint.other.id) if hint and hint.other and side == "theirs" else ""
    query = said.query if said else None
    exception = None
    if query:
        address = reverse("exception", args=[desk.fund.slug, query.pk])
        exception = address, LABELS["exception"].filled(number=query.pk)
    return Unmatched(
        id=item.id, address=entry(item.id) if side == "ours" else "", on=words.day(item.on),
        reference=item.reference, text=item.text, amount=words.money(item.amount_pence),
        hint=hint.says if hint else None, other=other, reason=SHORT_REASONS[reason] if reason else None,
        said=said.text if said else "", exception=exception,
    )  # fmt: skip


def _moved(desk: Desk, each: Reconciliation) -> Text | None:
    """What has moved the fund's balance of the months since they were signed off, if anything has."""
    signed = reconciliations.signed_statement(each)[-1]["pence"]
    now = total(our_items(desk.fund, each.partner, cast(Against, each.against), each.first, each.last))
    return LABELS["moved"].filled(amount=words.money(now - signed, sign=True)) if now != signed else None


def _signed_steps(each: Reconciliation) -> tuple[tuple[Text, Text, Text], ...]:
    """The statement as it was signed off, whatever has happened since; nothing before that."""
    return tuple(
        (Text(en=step["en"], cy=step["cy"]), _count(step["lines"]), words.money(step["pence"]))
        for step in reconciliations.signed_statement(each)
    )


def _count(lines: int | None) -> Text:
    return same("–" if lines is None else f"{lines:,}")
