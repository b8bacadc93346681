"""A comparison of two agreements as plain text and as data."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from cronfa.agreement.explain import as_text as sections_as_text
from cronfa.agreement.explain.sentences import Section, marked
from cronfa.language import Language, Text, join, same
from cronfa.money import pounds
from cronfa.settlement.comparison import Case, Change, Comparison, name_of

_WIDTH = 100
"""No line of a comparison is wider, so that it can be read on any terminal and sent by e-mail."""
_NAME_WIDTH = 40
_WORDS = Text(en="What the agreement says", cy="Yr hyn y mae'r cytundeb yn ei ddweud")
_NOTHING = Text(en="Nothing is said differently.", cy="Ni ddywedir dim yn wahanol.")
_MONEY = Text(en="What the year costs each partner, {year}", cy="Cost y flwyddyn i bob partner, {year}")
_BEFORE, _AFTER = Text(en="before", cy="cynt"), Text(en="after", cy="wedyn")
_DIFFERENCE = Text(en="difference", cy="gwahaniaeth")
_SPEND = Text(en="{title}: {sum}", cy="{title}: {sum}")
_BY_CLAUSE = Text(en="By clause:", cy="Fesul cymal:")
_NO_DIFFERENCE = Text(en="No partner pays more or less.", cy="Nid oes unrhyw bartner yn talu mwy nac yn talu llai.")
_WAITS = Text(
    en="Waiting for a board's decision: {before} before, {after} after.",
    cy="Yn aros am benderfyniad bwrdd: {before} cynt, {after} wedyn.",
)
_STEPS = {
    "share": Text(en="shared", cy="rhannu"),
    "return": Text(en="returned", cy="dychwelyd"),
    "bear": Text(en="borne by one", cy="un yn ysgwyddo"),
    "decide": Text(en="as a board decides", cy="fel y penderfyna bwrdd"),
}
"""The steps by which a partner itself pays or gets back."""
_DIRECTIONS = {
    "contribution": Text(en="contribution", cy="cyfraniad"),
    "overspend": Text(en="overspend", cy="gorwariant"),
    "underspend": Text(en="underspend", cy="tanwariant"),
    "exposure": Text(en="limit on exposure", cy="terfyn ar amlygiad"),
}


def as_text(comparison: Comparison, language: Language = "en") -> str:
    """The whole comparison for a terminal."""
    lines = [label.to(language) for label in comparison.illustrative]
    lines += [""] if lines else []
    if comparison.words:
        lines.append(sections_as_text([Section(_WORDS, comparison.words)], language))
    else:
        lines += [_NOTHING.to(language), ""]
    if comparison.cases:
        heading = _MONEY.to(language, year=comparison.cases[0].year)
        lines += [heading, "-" * len(heading)]
    for case in comparison.cases:
        lines += [*_case(comparison, case, language), ""]
    return "\n".join(lines)


def _case(comparison: Comparison, case: Case, language: Language) -> Iterator[str]:
    yield _SPEND.to(language, title=case.title, sum=pounds(case.spend_pence))
    rows = [["", _BEFORE.to(language), _AFTER.to(language), _DIFFERENCE.to(language)]]
    rows += [[comparison.names[each.partner].to(language), *_sums(each)] for each in case.partners]
    yield from _table(rows)
    if any(case.waiting):
        yield "  " + _WAITS.to(language, before=pounds(case.waiting[0]), after=pounds(case.waiting[1]))
    if not any(each.difference_pence for each in case.partners):
        yield "  " + _NO_DIFFERENCE.to(language)
    if case.clauses:
        yield "  " + _BY_CLAUSE.to(language)
        for clause, changes in groupby(case.clauses, key=lambda each: _clause(comparison, each, language)):
            yield from wrap(clause, _WIDTH, initial_indent="  ", subsequent_indent="    ")
            rows = [[comparison.names[each.partner].to(language), *_sums(each)] for each in changes]
            yield from _table(rows, indent=4)


def _clause(comparison: Comparison, each: Change, language: Language) -> str:
    return changed_by(comparison, each).to(language)


def changed_by(comparison: Comparison, each: Change) -> Text:
    """By what a sum differs: ``Residential care, overspend, shared (Sch 3 para 7)``."""
    parts = [name_of(comparison, each.scheme), _DIRECTIONS[each.direction]]
    parts += [_STEPS[each.step]] if each.step else []
    said = join(parts)
    return same("{said} ({clause})").filled(said=said, clause=each.clause) if each.clause else said


def _sums(each: Change) -> list[str]:
    return [pounds(each.before_pence), pounds(each.after_pence), pounds(each.difference_pence, sign=True)]


def _table(rows: list[list[str]], indent: int = 2) -> Iterator[str]:
    """Rows of a name and sums; a name too long for its column takes more lines, with the sums on its last."""
    named = [wrap(name, _NAME_WIDTH) or [""] for name, *_ in rows]
    widest = max(len(part) for parts in named for part in parts)
    widths = [max(len(row[column]) for row in rows) for column in range(1, 4)]
    for (*above, last), (_, *sums) in zip(named, rows, strict=True):
        yield from (f"{' ' * indent}{part}" for part in above)
        cells = [words.rjust(width) for words, width in zip(sums, widths, strict=True)]
        yield " " * indent + "   ".join([last.ljust(widest), *cells])


def as_data(comparison: Comparison, language: Language = "en") -> dict[str, object]:
    """The comparison for JSON; money in pence."""
    return {
        "illustrative": [label.to(language) for label in comparison.illustrative],
        "changes": [marked(sentence, language) for sentence in comparison.words],
        "cases": [_case_data(case, language) for case in comparison.cases],
    }


def _case_data(case: Case, language: Language) -> dict[str, object]:
    return {
        "case": case.title.to(language),
        "year": case.year,
        "spend_pence": case.spend_pence,
        "partners": [_change_data(each) for each in case.partners],
        "clauses": [
            {
                **_change_data(each),
                "scheme": each.scheme,
                "direction": each.direction,
                "step": each.step,
                "clause": each.clause,
            }
            for each in case.clauses
        ],
        "waiting_pence": {"before": case.waiting[0], "after": case.waiting[1]},
    }


def _change_data(each: Change) -> dict[str, object]:
    return {
        "partner": each.partner,
        "before_pence": each.before_pence,
        "after_pence": each.after_pence,
        "difference_pence": each.difference_pence,
    }
