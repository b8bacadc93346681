"""The agreement as pages: plain words beside clauses, its versions, what is due, and what one version changes in another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from cronfa.agreement.deadlines import deadlines, review, said
from cronfa.agreement.explain import Section, Sentence, explain
from cronfa.agreement.explain.phrases import day as in_words
from cronfa.agreement.versions import Version
from cronfa.governance import keeping, reading
from cronfa.governance.desk import Desk
from cronfa.language import Text, same
from cronfa.ledger.funds import agreements
from cronfa.reporting import words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.settlement.comparison import Case, Change, Comparison
from cronfa.settlement.comparison_text import changed_by
from cronfa.web.documents import DOCUMENTS
from cronfa.web.presenters.whom import told

LABELS = {
    "title": Text(en="The agreement in plain words", cy="Y cytundeb mewn geiriau plaen"),
    "files": Text(en="The same as a document:", cy="Yr un peth fel dogfen:"),
    "clause": Text(en="Clause", cy="Cymal"),
    "says": Text(en="What it says", cy="Yr hyn a ddywed"),
    "default": Text(en="standard term", cy="teler safonol"),
    "texts": Text(en="Registered texts", cy="Testunau cofrestredig"),
    "who": Text(en="Registered by", cy="Cofrestrwyd gan"),
    "contents": Text(en="On this page", cy="Ar y dudalen hon"),
    "deadlines": Text(en="What is due", cy="Yr hyn sydd i ddod"),
    "day": Text(en="Day", cy="Diwrnod"),
    "left": Text(en="Left", cy="Ar ôl"),
    "what": Text(en="What", cy="Beth"),
    "ended": Text(
        en="The agreement's term ended on {day}; nothing more falls due under it.",
        cy="Daeth cyfnod y cytundeb i ben ar {day}; nid oes dim arall yn ddyledus o dano.",
    ),
    "review": Text(en="Review: {text}", cy="Adolygu: {text}"),
    "versions": Text(en="Versions", cy="Fersiynau"),
    "version": Text(en="Version {number}", cy="Fersiwn {number}"),
    "as_signed": Text(en="as signed", cy="fel y'i llofnodwyd"),
    "from": Text(en="From", cy="O"),
    "to": Text(en="To", cy="Hyd"),
    "changes": Text(en="What it changes", cy="Yr hyn y mae'n ei newid"),
    "now": Text(en="in force now", cy="mewn grym yn awr"),
    "compare": Text(en="beside version {number}", cy="wrth ochr fersiwn {number}"),
    "compare_title": Text(en="From version {before} to version {after}", cy="O fersiwn {before} i fersiwn {after}"),
    "nothing": Text(en="Nothing is said differently.", cy="Ni ddywedir dim yn wahanol."),
    "money": Text(en="What it changes in money", cy="Yr hyn y mae'n ei newid mewn arian"),
    "no_money": Text(
        en="No year can be settled under both versions, so there is no comparison in money.",
        cy="Ni ellir setlo'r un flwyddyn o dan y ddau fersiwn, felly nid oes cymhariaeth mewn arian.",
    ),
    "case": Text(en="{title}, {year}: {sum}", cy="{title}, {year}: {sum}"),
    "waits": Text(
        en="Waiting for a board's decision: {before} before, {after} after.",
        cy="Yn aros am benderfyniad bwrdd: {before} cynt, {after} wedyn.",
    ),
    "no_difference": Text(
        en="No partner pays more or less.", cy="Nid oes unrhyw bartner yn talu mwy nac yn talu llai."
    ),
    "by_clause": Text(en="By clause", cy="Fesul cymal"),
    "partner": Text(en="Partner", cy="Partner"),
    "before": Text(en="Before", cy="Cynt"),
    "after": Text(en="After", cy="Wedyn"),
    "difference": Text(en="Difference", cy="Gwahaniaeth"),
    "back": Text(en="The agreement", cy="Y cytundeb"),
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list; with the address of what it changes in the one before it."""

    number: int
    title: Text | None
    from_: Text
    to: Text
    now: bool
    compare: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The agreement's page."""

    title: Text | None
    sections: tuple[Section, ...]
    texts: tuple[tuple[str, Text, Text], ...]
    deadlines: tuple[tuple[Text, Text, Text, Text], ...]
    ended: Text | None
    review: tuple[Text, str] | None
    versions: tuple[VersionLine, ...]
    files: tuple[tuple[str, str], ...]
    words: dict[str, Text]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One year of spend under both versions."""

    title: Text
    partners: tuple[tuple[Text, ...], ...]
    waits: Text | None
    same: bool
    clauses: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version changes in another."""

    title: Text
    dates: Text
    words_changed: tuple[Sentence, ...]
    cases: tuple[CaseShown, ...]
    labels: tuple[Text, ...]
    all: str
    words: dict[str, Text]


def page(desk: Desk) -> Page:
    """Everything about the agreement, as it stands today."""
    agreement, today = desk.fund.agreement, desk.today
    due = deadlines(agreement, today)
    reviewed = review(agreement, today)
    ended = today > agreement.latest.to
    return Page(
        title=desk.terms.title,
        sections=keeping.of_ledger(desk.fund, "explained", lambda: explain(agreement)),
        texts=tuple(
            (text.sha256[:16], told(text.who), words.day(date.fromisoformat(text.registered_at[:10])))
            for text in agreements(desk.fund.ledger)
        ),
        deadlines=tuple(
            (in_words(each.day), said(each.days_left(today)), each.what, words.clause(each.clause)) for each in due
        ),
        ended=LABELS["ended"].filled(day=in_words(agreement.latest.to)) if ended else None,
        review=(LABELS["review"].filled(text=reviewed[0]), reviewed[1] or "") if reviewed and not ended else None,
        versions=tuple(_line(desk, version) for version in reversed(agreement.versions)),
        files=tuple((name, reverse("agreement-file", args=[desk.fund.slug, ending])) for name, ending in DOCUMENTS),
        words=LABELS,
    )


def _line(desk: Desk, version: Version) -> VersionLine:
    others = [each.number for each in desk.fund.agreement.versions if each.number < version.number]
    variations = desk.fund.agreement.versions[0].terms.variations
    named = {each.from_: each.title or (same(each.clause) if each.clause else None) for each in variations}
    return VersionLine(
        number=version.number,
        title=LABELS["as_signed"] if version.number == 1 else named.get(version.from_),
        from_=in_words(version.from_),
        to=in_words(version.to),
        now=version.from_ <= desk.today <= version.to,
        compare=tuple(
            (LABELS["compare"].filled(number=other), reverse("versions", args=[desk.fund.slug, other, version.number]))
            for other in reversed(others)
        ),
    )


def difference(desk: Desk, before: int, after: int) -> Difference:
    """What one version changes in another, in words and on the last year's figures.

    Raises:
        Http404: there are no such versions, or they are not in this order.
    """
    old, new, found = reading.compared(desk, before, after)
    dates = same("{a} – {b} → {c} – {d}").filled(
        a=in_words(old.from_), b=in_words(old.to), c=in_words(new.from_), d=in_words(new.to)
    )
    return Difference(
        title=LABELS["compare_title"].filled(before=before, after=after),
        dates=dates,
        words_changed=found.words,
        cases=tuple(_case(found, case) for case in found.cases),
        labels=tuple(ILLUSTRATIVE.filled(why=why) for why in found.illustrative),
        all=reverse("agreement", args=[desk.fund.slug]),
        words=LABELS,
    )


def _case(found: Comparison, case: Case) -> CaseShown:
    waits = LABELS["waits"].filled(before=words.money(case.waiting[0]), after=words.money(case.waiting[1]))
    return CaseShown(
        title=LABELS["case"].filled(title=case.title, year=case.year, sum=words.money(case.spend_pence)),
        partners=tuple((found.names[each.partner], *_sums(each)) for each in case.partners),
        waits=waits if any(case.waiting) else None,
        same=not any(each.difference_pence for each in case.partners),
        clauses=tuple(_by_clause(found, case)),
    )


def _by_clause(found: Comparison, case: Case) -> Iterator[tuple[Text, ...]]:
    for clause, found_changes in groupby(case.clauses, key=lambda each: changed_by(found, each)):
        for each in found_changes:
            yield (clause, found.names[each.partner], *_sums(each))


def _sums(each: Change) -> tuple[Text, Text, Text]:
    return words.money(each.before_pence), words.money(each.after_pence), words.money(each.difference_pence, sign=True)
