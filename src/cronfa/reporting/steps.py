"""Draws a waterfall of the agreement: an amount at the top, and at each step what is taken and what falls through.

Lengths are whole tenths of a pixel, so that the same amounts give the same bytes on every machine. A partner has its colour
and every part is named with its amount beside the step; what is no partner's is hatched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from cronfa.language import Language, Text
from cronfa.reporting.flow import FONT
from cronfa.reporting.palette import INK, MUTED, PARTNER_COLOURS, RULE
from cronfa.reporting.words import cut, labelled, rounded

WIDTH = 9600
LEFT, RIGHT = 2900, 6700
"""The field of the amounts: steps are named to its left, parties to its right."""
BAR, ROW, LINE = 260, 480, 200
_NARROWEST = 20
_FALLING = "#e4e9eb"


@dataclass(frozen=True, slots=True)
class Part:
    """What one party takes by a step; ``colour`` is a partner's place in the agreement, ``None`` for any other party."""

    party: Text
    amount_pence: int
    colour: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """One step: what it is, by which clause, and who takes what."""

    title: Text
    clause: Text
    parts: tuple[Part, ...]

    @property
    def amount_pence(self) -> int:
        return sum(part.amount_pence for part in self.parts)


@dataclass(frozen=True, slots=True)
class Steps:
    """An amount above zero and the steps that take it, in order; together they take all of it."""

    id: str
    start: Text
    alt: Text
    total_pence: int
    steps: tuple[Taken, ...]

    def __post_init__(self) -> None:
        assert self.total_pence > 0 and all(part.amount_pence > 0 for step in self.steps for part in step.parts)
        assert sum(step.amount_pence for step in self.steps) == self.total_pence, "the steps take all of it"

    def left_after(self, place: int) -> int:
        """What falls through after so many steps."""
        return self.total_pence - sum(step.amount_pence for step in self.steps[:place])


def draw(chart: Steps, language: Language) -> str:
    """The drawing as SVG; its words are in one language."""
    tops = _tops(chart, language)
    height = tops[-1] + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_px(WIDTH)} {_px(height)}" font-family="{FONT}">',
        _HATCH,
        _rect(LEFT, 60, RIGHT - LEFT, BAR, INK),
        *_lines([chart.start.to(language)], 0, 60 + 175, bold=True),
        *_fallen(chart, tops),
    ]
    for place, step in enumerate(chart.steps):
        parts += _step(chart, place, step, tops[place], language)
    return "".join([*parts, "</svg>"])


def _tops(chart: Steps, language: Language) -> list[int]:
    """Where each step begins, and where the last one ends."""
    tops = [60 + ROW]
    for step in chart.steps:
        lines = max(sum(len(_said(part, language)) for part in step.parts), len(_named(step, language)))
        tops.append(tops[-1] + max(ROW, lines * LINE + 140))
    return tops


def _named(step: Taken, language: Language) -> list[str]:
    return [*cut(step.title.to(language), 30, 2), step.clause.to(language)[:34]]


def _said(part: Part, language: Language) -> list[str]:
    return labelled(part.party.to(language), rounded(part.amount_pence).to(language), 28)


def _fallen(chart: Steps, tops: Sequence[int]) -> list[str]:
    """What falls through from each step to the next, the first amount to the first."""
    starts = [60 + BAR, *(top + BAR for top in tops[:-1])]
    found = []
    for place, (above, below) in enumerate(zip(starts, tops, strict=True)):
        left = chart.left_after(place)
        if left and place < len(chart.steps):
            x = _x(chart, chart.total_pence - left)
            found.append(_rect(x, above, RIGHT - x, below - above, _FALLING))
    return found


def _step(chart: Steps, place: int, step: Taken, top: int, language: Language) -> list[str]:
    before = chart.total_pence - chart.left_after(place)
    found = [_rect(LEFT, top + BAR, RIGHT - LEFT, 8, RULE)]
    ends = [before]
    for part in step.parts:
        ends.append(ends[-1] + part.amount_pence)
    for part, (start, end) in zip(step.parts, pairwise(ends), strict=True):
        x = _x(chart, start)
        found.append(_rect(x, top, max(_x(chart, end) - x, _NARROWEST), BAR, _fill(part.colour)))
    left = chart.left_after(place + 1)
    if left:
        x = _x(chart, chart.total_pence - left)
        found.append(_rect(x, top, RIGHT - x, BAR, _FALLING))
    *title, clause = _named(step, language)
    found += _lines(title, 0, top + 130, bold=True)
    found += _lines([clause], 0, top + 130 + len(title) * LINE, colour=MUTED)
    y = top + 40
    for part in step.parts:
        said = _said(part, language)
        found.append(_rect(RIGHT + 100, y, 130, 130, _fill(part.colour)))
        found += _lines(said, RIGHT + 290, y + 120)
        y += len(said) * LINE
    return found


def _x(chart: Steps, pence: int) -> int:
    return LEFT + (RIGHT - LEFT) * pence // chart.total_pence


def _fill(colour: int | None) -> str:
    return "url(#other)" if colour is None else PARTNER_COLOURS[colour % len(PARTNER_COLOURS)][0]


_HATCH = (
    '<defs><pattern id="other" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="#ffffff"/><rect width="3" height="6" fill="{MUTED}"/></pattern></defs>'
)


def _rect(x: int, y: int, width: int, height: int, fill: str) -> str:
    return f'<rect x="{_px(x)}" y="{_px(y)}" width="{_px(width)}" height="{_px(height)}" fill="{fill}"/>'


def _lines(words: Sequence[str], x: int, y: int, *, bold: bool = False, colour: str = INK) -> list[str]:
    weight = ' font-weight="600"' if bold else ""
    return [
        f'<text x="{_px(x)}" y="{_px(y + at * LINE)}" font-size="16" fill="{colour}"{weight}>{escape(line)}</text>'
        for at, line in enumerate(words)
    ]


def _px(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{whole}.{part}" if part else str(whole)
