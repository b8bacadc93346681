"""Draws a year as it adds up: the budget as a line, what was spent as an area, and where the forecast leads, with its fan.

Lengths are whole tenths of a pixel, so that the same amounts give the same bytes on every machine. What is forecast is
dashed and what was spent is filled, so that nothing is told by colour alone. No library is loaded: the page that opens
first is drawn at once.
"""

from collections.abc import Sequence
from html import escape

from cronfa.language import Language
from cronfa.reporting.flow import FONT
from cronfa.reporting.model import FanChart
from cronfa.reporting.palette import ACCENT, EMPHASIS, INK, MUTED, RULE
from cronfa.reporting.words import short_money

WIDTH, HEIGHT = 9600, 3600
LEFT, RIGHT, TOP, BOTTOM = 950, 7300, 200, 3200
"""The field in which amounts are drawn; names of the lines stand to its right."""
_FILLS = ("#dce8ed", "#b4cdd7")
_LINE, _GAP = 200, 60


def draw(chart: FanChart, language: Language) -> str:
    """The drawing as SVG; its words are in one language."""
    field = _Field(chart)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_px(WIDTH)} {_px(HEIGHT)}" font-family="{FONT}">',
        *_grid(field),
        *_months(field, chart, language),
        *_fan(field, chart),
        _area(field, chart.known_pence),
        _path(field, chart.planned_pence, 0, f'stroke="{MUTED}" stroke-width="2" stroke-dasharray="2 4"'),
        _path(field, chart.known_pence, 0, f'stroke="{ACCENT}" stroke-width="3"'),
        _ahead(field, chart),
        *_labels(field, chart, language),
        "</svg>",
    ]
    return "".join(parts)


class _Field:
    """Places from months and pence."""

    def __init__(self, chart: FanChart) -> None:
        amounts = [*chart.planned_pence, *(pence for pence in chart.middle_pence if pence is not None)]
        highs = [pence for each in chart.ranges for pence in each.high_pence]
        self.step = _step(max([*amounts, *highs, 1]))
        self.most = -(-max([*amounts, *highs, 1]) // self.step) * self.step
        self.count = len(chart.parts)

    def x(self, place: int) -> int:
        """Where the end of a month is; nought is the beginning of the year."""
        return LEFT + (RIGHT - LEFT) * place // self.count

    def y(self, pence: int) -> int:
        return BOTTOM - (BOTTOM - TOP) * max(pence, 0) // self.most


def _step(most: int) -> int:
    """A round amount of which four or five reach the most."""
    size: int = 10 ** max(len(str(most)) - 2, 0)
    return next(size * times for times in (1, 2, 5, 10, 20, 50) if size * times * 5 >= most)


def _grid(field: _Field) -> list[str]:
    parts = []
    for pence in range(0, field.most + 1, field.step):
        y = field.y(pence)
        parts.append(
            f'<line x1="{_px(LEFT)}" x2="{_px(RIGHT)}" y1="{_px(y)}" y2="{_px(y)}" stroke="{RULE}" stroke-width="1"/>'
        )
        parts.append(_words(short_money(pence), LEFT - 80, y + 55, "end", MUTED))
    return parts


def _months(field: _Field, chart: FanChart, language: Language) -> list[str]:
    return [
        _words(name.to(language), (field.x(place) + field.x(place + 1)) // 2, BOTTOM + 230, "middle", MUTED)
        for place, name in enumerate(chart.parts)
    ]


def _points(field: _Field, amounts: Sequence[int], first: int) -> list[str]:
    """A line through what had added up at the end of each month; from nothing where it begins the year."""
    places = [(first + at, pence) for at, pence in enumerate(amounts, start=1)]
    if not first:
        places = [(0, 0), *places]
    return [f"{_px(field.x(place))} {_px(field.y(pence))}" for place, pence in places]


def _path(field: _Field, amounts: Sequence[int], first: int, more: str) -> str:
    points = "L".join(_points(field, amounts, first)) if amounts else ""
    return f'<path d="M{points}" fill="none" {more}/>' if points else ""


def _area(field: _Field, known: Sequence[int]) -> str:
    if not known:
        return ""
    points = "L".join(_points(field, known, 0))
    ground = f"L{_px(field.x(len(known)))} {_px(BOTTOM)}Z"
    return f'<path d="M{points}{ground}" fill="{ACCENT}" fill-opacity="0.14"/>'


def _fan(field: _Field, chart: FanChart) -> list[str]:
    """The ranges from the widest to the narrowest, from the last month that is known."""
    start = max(len(chart.known_pence), 1)
    parts = []
    for at, each in enumerate(chart.ranges):
        highs = [f"{_px(field.x(n + 1))} {_px(field.y(each.high_pence[n]))}" for n in range(start - 1, field.count)]
        lows = [f"{_px(field.x(n + 1))} {_px(field.y(each.low_pence[n]))}" for n in range(start - 1, field.count)]
        parts.append(f'<path d="M{"L".join([*highs, *reversed(lows)])}Z" fill="{_FILLS[min(at, 1)]}"/>')
    return parts


def _ahead(field: _Field, chart: FanChart) -> str:
    start = len(chart.known_pence)
    ahead = [pence for pence in chart.middle_pence[max(start - 1, 0) :] if pence is not None]
    if start >= field.count or not ahead:
        return ""
    more = f'stroke="{EMPHASIS}" stroke-width="3" stroke-dasharray="8 5"'
    return _path(field, ahead, start - 1 if start else 0, more)


def _labels(field: _Field, chart: FanChart, language: Language) -> list[str]:
    """What each line is and what it comes to, beside its end, never one over another."""
    ends = [(chart.planned_pence[-1], chart.planned, MUTED)]
    last = chart.middle_pence[-1]
    if len(chart.known_pence) < field.count and last is not None:
        ends.append((last, chart.middle, EMPHASIS))
    if chart.known and chart.known_pence:
        ends.append((chart.known_pence[-1], chart.known, ACCENT))
    parts, above = [], TOP - _LINE
    for pence, title, colour in sorted(ends, key=lambda end: -end[0]):
        y = max(field.y(pence) + 55, above + _LINE + _GAP)
        above = y
        parts.append(_words(f"{title.to(language)} {short_money(pence)}", RIGHT + 120, y, "start", colour, bold=True))
    return parts


def _words(words: str, x: int, y: int, anchor: str, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    said = escape(words)
    return (
        f'<text x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}" font-size="17" fill="{colour if bold else INK}"{weight}>'
        f"{said}</text>"
    )


def _px(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{whole}.{part}" if part else str(whole)
