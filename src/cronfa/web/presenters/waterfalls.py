"""The waterfalls of a settlement as pictures: each step takes what it can, and the rest falls through to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cronfa.language import Language, Text, join, same
from cronfa.reporting import phrases, steps, words
from cronfa.reporting.common import line_scheme, party_name
from cronfa.reporting.inputs import Book
from cronfa.settlement.outcome import Line

START = {
    "overspend": Text(en="Overspend {amount}", cy="Gorwariant {amount}"),
    "underspend": Text(en="Underspend {amount}", cy="Tanwariant {amount}"),
}
TITLE = Text(en="{scheme}: {start}", cy="{scheme}: {start}")
STEP = Text(en="{number}. {done}", cy="{number}. {done}")
ALT = Text(en="{title}. {steps}", cy="{title}. {steps}")
STEP_ALT = Text(en="Step {step}, {clause}: {parts}.", cy="Cam {step}, {clause}: {parts}.")
LABELS = {
    "title": Text(en="The waterfalls", cy="Y rhaeadrau"),
    "lead": Text(
        en="Each step takes what it can; what it leaves falls through to the next. Widths are to scale within a scheme.",
        cy="Mae pob cam yn cymryd yr hyn a all; mae'r gweddill yn disgyn i'r nesaf. Mae'r lledau wrth raddfa o fewn cynllun.",
    ),
    "none": Text(
        en="No scheme is over or under its money, so no waterfall runs.",
        cy="Nid oes cynllun dros ei arian nac oddi tano, felly nid oes rhaeadr yn rhedeg.",
    ),
    "step": phrases.STEP,
    "clause": phrases.CLAUSE,
    "party": phrases.PARTY,
    "amount": phrases.AMOUNT,
    "left": Text(en="Falls through", cy="Yn disgyn drwodd"),
    "table": Text(en="The same figures as a table", cy="Yr un ffigurau fel tabl"),
}


@dataclass(frozen=True, slots=True)
class Waterfall:
    """One scheme's waterfall: the drawing, and the same figures as rows."""

    title: Text
    picture: dict[str, str]
    rows: tuple[tuple[Text, Text, Text, Text, Text], ...]


def waterfalls(book: Book, language: Language) -> tuple[Waterfall, ...]:
    """Every waterfall that ran, the largest first. One whose lines point both ways has its table in the report alone."""
    drawn = [chart for chart in (_chart(book, *group) for group in _groups(book)) if chart]
    drawn.sort(key=lambda pair: -pair[1].total_pence)
    return tuple(
        Waterfall(
            title=title,
            picture={"id": chart.id, "alt": chart.alt.to(language), "svg": steps.draw(chart, language)},
            rows=tuple(_rows(chart)),
        )
        for title, chart in drawn
    )


def _groups(book: Book) -> Iterator[tuple[str | None, str, list[Line]]]:
    """The lines of each scheme and direction, in the order of its steps."""
    found = [line for line in book.settlement.lines if line.direction in START and line.amount_pence]
    by_place = sorted(found, key=lambda line: (line.scheme or "", line.direction))  # a stable sort: steps stay in order
    for (scheme, direction), lines in groupby(by_place, key=lambda line: (line.scheme, line.direction)):
        yield scheme, direction, sorted(lines, key=lambda line: line.step)


def _chart(book: Book, scheme: str | None, direction: str, lines: list[Line]) -> tuple[Text, steps.Steps] | None:
    if len({line.amount_pence > 0 for line in lines}) > 1:
        return None
    total = sum(abs(line.amount_pence) for line in lines)
    start = START[direction].filled(amount=words.rounded(total))
    title = TITLE.filled(scheme=line_scheme(book, scheme), start=start)
    made = [
        _taken(book, number, list(group))
        for number, (_, group) in enumerate(
            groupby(lines, key=lambda line: (line.step, line.kind, line.clause)), start=1
        )
    ]
    said = [
        STEP_ALT.filled(
            step=number, clause=each.clause,
            parts=join([same("{p} {a}").filled(p=part.party, a=words.money(part.amount_pence)) for part in each.parts]),
        )
        for number, each in enumerate(made, start=1)
    ]  # fmt: skip
    alt = ALT.filled(title=title, steps=join(said, between=" "))
    return title, steps.Steps(f"steps-{scheme or 'fund'}-{direction}", start, alt, total, tuple(made))


def _taken(book: Book, number: int, lines: list[Line]) -> steps.Taken:
    partners = book.terms.partner_ids
    parts = tuple(
        steps.Part(
            party_name(book, line.party), abs(line.amount_pence),
            partners.index(line.party.id) if line.party.kind == "partner" else None,
        )
        for line in lines
    )  # fmt: skip
    done = phrases.STEPS.get(lines[0].kind, same(lines[0].kind))
    return steps.Taken(STEP.filled(number=number, done=done), words.clause(lines[0].clause), parts)


def _rows(chart: steps.Steps) -> Iterator[tuple[Text, Text, Text, Text, Text]]:
    left = chart.total_pence
    for step in chart.steps:
        for part in step.parts:
            left -= part.amount_pence
            yield step.title, step.clause, part.party, words.money(part.amount_pence), words.money(left)
