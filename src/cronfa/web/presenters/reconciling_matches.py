"""Every match of a reconciliation, explained: as a page and as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from cronfa.governance import reconciliations
from cronfa.governance.desk import Desk
from cronfa.governance.models import Reconciliation
from cronfa.governance.reading import reconciled
from cronfa.language import Text, join, same
from cronfa.reconciliation import Item, Match, Rule
from cronfa.reconciliation.words import RULES, because
from cronfa.reporting import words
from cronfa.web.presenters.reconciling import SHOWN, line, page_of
from cronfa.web.presenters.reconciling_words import LABELS

NAMED = 6
"""Lines of a match that are named one by one."""


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One match, explained."""

    theirs: tuple[Text, ...]
    ours: tuple[tuple[str, Text], ...]
    more: Text | None
    amount: Text
    why: Text


def matches(desk: Desk, each: Reconciliation, query: QueryDict) -> dict[str, Any]:
    """A page of the matches, of one rule if one is asked for."""
    found: Sequence[Match] = reconciled(desk, each).result.matches
    rule = next((rule for rule in Rule if rule.name.lower() == query.get("rule")), None)
    if rule:
        found = [match for match in found if match.rule == rule]
    number, pages = page_of(query.get("page", ""), len(found))
    part = f"rule={rule.name.lower()}&" if rule else ""
    return {
        "line": line(desk, each),
        "title": RULES[rule] if rule else LABELS["every_match"],
        "matches": [_match(desk, match) for match in found[(number - 1) * SHOWN : number * SHOWN]],
        "earlier": f"?{part}page={number - 1}" if number > 1 else "",
        "later": f"?{part}page={number + 1}" if number < pages else "",
        "at": LABELS["page"].filled(page=number, pages=pages),
        "words": LABELS,
    }


def _match(desk: Desk, found: Match) -> MatchLine:
    hidden = max(len(found.theirs), len(found.ours)) - NAMED
    return MatchLine(
        theirs=tuple(_said(item) for item in found.theirs[:NAMED]),
        ours=tuple(_ours(desk, item) for item in found.ours[:NAMED]),
        more=LABELS["and_more"].filled(count=hidden) if hidden > 0 else None,
        amount=words.money(found.amount_pence or max((abs(i.amount_pence) for i in found.theirs + found.ours), default=0)),
        why=because(found),
    )  # fmt: skip


def _ours(desk: Desk, item: Item) -> tuple[str, Text]:
    address = reverse("entry", args=[desk.fund.slug, int(item.id)])
    return address, same("{number}: {said}").filled(number=item.id, said=_said(item))


def _said(item: Item) -> Text:
    return join(
        [words.day(item.on), *(same(part) for part in (item.reference, item.text) if part)], between=same(" · ")
    )


def as_file(desk: Desk, each: Reconciliation) -> dict[str, Any]:
    """The whole reconciliation as data: the statement, and every line of both sides with what became of it."""
    made = reconciled(desk, each)
    reasons = reconciliations.reasons_of(desk.fund, each)
    name = desk.terms.name(each.partner)
    return {
        "fund": desk.fund.slug, "partner": each.partner, "against": each.against,
        "first": each.first.isoformat(), "last": each.last.isoformat(),
        "statement": [
            {"en": step.says.en, "cy": step.says.cy, "pence": step.pence, "lines": step.count}
            for step in made.statement(name, reasons).steps
        ],
        "lines": list(_lines(desk, each)),
    }  # fmt: skip


def _lines(desk: Desk, each: Reconciliation) -> Iterator[dict[str, Any]]:
    """Every line once: of a match with its rule and number, unmatched with its reason."""
    made = reconciled(desk, each)
    reasons = reconciliations.reasons_of(desk.fund, each)
    for number, found in enumerate(made.result.matches, start=1):
        for side, items in (("theirs", found.theirs), ("ours", found.ours)):
            yield from (_line(side, item) | {"match": number, "rule": found.rule.value} for item in items)
    for (side, _), item in reconciliations.unmatched(made).items():
        reason = reasons.get((side, item.id))
        yield _line(side, item) | {"match": None, "rule": reason.value if reason else ""}


def _line(side: str, item: Item) -> dict[str, Any]:
    return {
        "side": side, "line": item.id, "on": item.on.isoformat(), "reference": item.reference, "text": item.text,
        "pence": item.amount_pence,
    }  # fmt: skip
