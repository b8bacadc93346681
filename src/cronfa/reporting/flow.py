"""Draws *whose money paid for what*: bands from who paid, through schemes, to whose responsibility it was; widths to scale.

Lengths are whole tenths of a pixel, so that the same amounts give the same bytes on every machine. Colour is the funder;
a band that crosses to another partner's responsibility is also hatched, and every node is labelled with its amount.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from cronfa.language import Language, Text
from cronfa.reporting.model import Band, FlowChart
from cronfa.reporting.palette import INK, PARTNER_COLOURS
from cronfa.reporting.words import cut, labelled, short_money

WIDTH = 9600
LEFT_X, MIDDLE_X, RIGHT_X = 2100, 4720, 7380
NODE_WIDTH = 120
BANDS_HEIGHT = 3000
"""All bands together are this high."""
GAP = 280
NAME_SLOT, SCHEME_SLOT, LINE = 680, 90, 190
"""The least height of a node's place beside that of its lines of words, so that labels never touch."""
MOST_SCHEMES = 10
"""With more, the smallest are drawn together, or the picture would be taller than a screen. The table beside it holds all."""
OTHERS = Text(en="{count} other schemes", cy="{count} o gynlluniau eraill")
PAID = Text(en="paid {amount}", cy="talodd {amount}")
ANSWERS_FOR = Text(en="responsible for {amount}", cy="cyfrifol am {amount}")
FONT = "'Source Sans Pro', 'Source Sans 3', Arial, Helvetica, sans-serif"


@dataclass(slots=True)
class _Node:
    """A bar with its name; ``entered`` and ``left`` are how much of its height bands have used on each side."""

    id: str
    name: str
    pence: int
    top: int
    height: int
    room: int = 0
    """What its words need beneath the bar."""
    entered: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Ribbon:
    """One band drawn: where it starts and ends, and how it is filled."""

    x1: int
    y1: int
    x2: int
    y2: int
    height: int
    fill: str
    crosses: bool = False

    def path(self) -> str:
        middle = (self.x1 + self.x2) // 2
        x1, x2, xm = _px(self.x1), _px(self.x2), _px(middle)
        top1, top2, low1, low2 = (_px(y) for y in (self.y1, self.y2, self.y1 + self.height, self.y2 + self.height))
        return (
            f'<path d="M{x1} {top1}C{xm} {top1} {xm} {top2} {x2} {top2}V{low2}C{xm} {low2} {xm} {low1} {x1} {low1}Z" '
            f'fill="{self.fill}" fill-opacity="0.85"/>'
        )


def draw(chart: FlowChart, language: Language) -> str:
    """The drawing as SVG; its words are in one language."""
    chart = gathered(chart)
    scale = _Scale(sum(band.amount_pence for band in chart.bands))
    funders = _nodes(chart.funders, _totals(chart.bands, lambda band: band.funder), NAME_SLOT, scale, language)
    schemes = _nodes(chart.throughs, _totals(chart.bands, lambda band: band.through), SCHEME_SLOT, scale, language)
    owners = _nodes(chart.responsible, _totals(chart.bands, lambda band: band.responsible), NAME_SLOT, scale, language)
    height = max(_height(nodes) for nodes in (funders, schemes, owners)) + 100
    for nodes in (funders, schemes, owners):
        _centre(nodes, height)
    colours = {id_: at for at, (id_, _) in enumerate(chart.funders)}
    ribbons = [
        *_first_half(chart, funders, schemes, colours, scale),
        *_second_half(chart, schemes, owners, colours, scale),
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_px(WIDTH)} {_px(height)}" font-family="{FONT}">',
        _patterns(len(chart.funders)),
        *(ribbon.path() for ribbon in ribbons),
        *(_bar(node, LEFT_X, _colour(colours[node.id])) for node in funders.values()),
        *(_bar(node, MIDDLE_X, INK) for node in schemes.values()),
        *(_bar(node, RIGHT_X, _colour(colours[node.id]) if node.id in colours else INK) for node in owners.values()),
        *(_side_label(node, LEFT_X - 100, "end", PAID.to(language)) for node in funders.values()),
        *(_scheme_label(node) for node in schemes.values()),
        *(_side_label(node, RIGHT_X + NODE_WIDTH + 100, "start", ANSWERS_FOR.to(language)) for node in owners.values()),
        "</svg>",
    ]
    return "".join(parts)


def gathered(chart: FlowChart) -> FlowChart:
    """The same money with at most so many schemes: the smallest of more are one, and stand last."""
    if len(chart.throughs) <= MOST_SCHEMES:
        return chart
    pence = _totals(chart.bands, lambda band: band.through)
    largest = sorted((id_ for id_, _ in chart.throughs), key=lambda id_: -pence[id_])[: MOST_SCHEMES - 1]
    others = "+".join(id_ for id_, _ in chart.throughs if id_ not in largest)
    named = OTHERS.filled(count=len(chart.throughs) - len(largest))
    sums: dict[tuple[str, str, str], int] = {}
    for band in chart.bands:
        key = (band.funder, band.through if band.through in largest else others, band.responsible)
        sums[key] = sums.get(key, 0) + band.amount_pence
    kept = tuple(each for each in chart.throughs if each[0] in largest)
    return replace(chart, throughs=(*kept, (others, named)), bands=tuple(Band(*key, sums[key]) for key in sums))


class _Scale:
    """Heights from pence: running totals are scaled, so that rounding never opens a gap."""

    def __init__(self, total_pence: int) -> None:
        assert total_pence > 0, "nothing to draw"
        self._total = total_pence

    def __call__(self, pence: int) -> int:
        return pence * BANDS_HEIGHT // self._total


def _totals(bands: Iterable[Band], by: Callable[[Band], str]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for band in bands:
        totals[by(band)] = totals.get(by(band), 0) + band.amount_pence
    return totals


def _nodes(
    names: Sequence[tuple[str, Text]], pence: dict[str, int], slot: int, scale: _Scale, language: Language
) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    top = 50
    for id_, name in names:
        height = max(scale(pence[id_]), 10)
        lines = len(_scheme_lines(name.to(language), pence[id_])) if slot == SCHEME_SLOT else 0
        least = slot + lines * LINE
        lead = max(least - height, 0) // 2
        nodes[id_] = _Node(id_, name.to(language), pence[id_], top + lead, height, lead)
        top += max(height, least) + (GAP if slot == NAME_SLOT else GAP // 2)
    return nodes


def _height(nodes: dict[str, _Node]) -> int:
    return max(node.top + node.height + node.room for node in nodes.values())


def _centre(nodes: dict[str, _Node], height: int) -> None:
    shift = (height - 100 - _height(nodes)) // 2
    for node in nodes.values():
        node.top += shift


def _first_half(
    chart: FlowChart, funders: dict[str, _Node], schemes: dict[str, _Node], colours: dict[str, int], scale: _Scale
) -> list[_Ribbon]:
    ribbons = []
    sums: dict[tuple[str, str], int] = {}
    for band in chart.bands:
        sums[band.funder, band.through] = sums.get((band.funder, band.through), 0) + band.amount_pence
    for funder, _ in chart.funders:
        for scheme, _ in chart.throughs:
            if pence := sums.get((funder, scheme), 0):
                fill = _tint(colours[funder])
                ribbons.append(_ribbon(funders[funder], schemes[scheme], LEFT_X, MIDDLE_X, scale(pence), fill))
    return ribbons


def _second_half(
    chart: FlowChart, schemes: dict[str, _Node], owners: dict[str, _Node], colours: dict[str, int], scale: _Scale
) -> list[_Ribbon]:
    ribbons = []
    order = {id_: at for at, (id_, _) in enumerate(chart.responsible)}
    first = {id_: at for at, (id_, _) in enumerate(chart.throughs)}
    in_order = sorted(
        chart.bands, key=lambda band: (first[band.through], order[band.responsible], colours[band.funder])
    )
    for band in in_order:
        crosses = band.funder != band.responsible
        fill = f"url(#cross{colours[band.funder]})" if crosses else _tint(colours[band.funder])
        height = scale(band.amount_pence)
        ribbons.append(
            _ribbon(schemes[band.through], owners[band.responsible], MIDDLE_X, RIGHT_X, height, fill, crosses)
        )
    return ribbons


def _ribbon(start: _Node, end: _Node, x1: int, x2: int, height: int, fill: str, crosses: bool = False) -> _Ribbon:
    ribbon = _Ribbon(x1 + NODE_WIDTH, start.top + start.left, x2, end.top + end.entered, max(height, 6), fill, crosses)
    start.left += height
    end.entered += height
    return ribbon


def _colour(at: int) -> str:
    return PARTNER_COLOURS[at % len(PARTNER_COLOURS)][0]


def _tint(at: int) -> str:
    return PARTNER_COLOURS[at % len(PARTNER_COLOURS)][1]


def _patterns(count: int) -> str:
    hatch = (
        '<pattern id="cross{at}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="{tint}"/><rect width="2" height="6" fill="{colour}"/></pattern>'
    )
    made = "".join(hatch.format(at=at, tint=_tint(at), colour=_colour(at)) for at in range(count))
    return f"<defs>{made}</defs>"


def _bar(node: _Node, x: int, colour: str) -> str:
    height = _px(node.height)
    return f'<rect x="{_px(x)}" y="{_px(node.top)}" width="{_px(NODE_WIDTH)}" height="{height}" fill="{colour}"/>'


def _side_label(node: _Node, x: int, anchor: str, says: str) -> str:
    lines = cut(node.name, 20, 3)
    y = node.top + node.height // 2 - (len(lines) - 1) * LINE // 2
    spans = [_line(words, x, y + at * LINE, anchor, 'font-weight="600"') for at, words in enumerate(lines)]
    amount = says.format(amount=short_money(node.pence))
    return "".join([*spans, _line(amount, x, y + len(lines) * LINE, anchor, "")])


def _scheme_label(node: _Node) -> str:
    halo = 'paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"'
    lines = _scheme_lines(node.name, node.pence)
    y = node.top + node.height // 2 + 50 - (len(lines) - 1) * LINE // 2
    return "".join(
        _line(words, MIDDLE_X + NODE_WIDTH + 60, y + at * LINE, "start", halo) for at, words in enumerate(lines)
    )


def _scheme_lines(name: str, pence: int) -> list[str]:
    """A scheme's name and amount in as few lines as fit before the next column."""
    return labelled(name, short_money(pence), 28)


def _line(words: str, x: int, y: int, anchor: str, more: str) -> str:
    said = escape(words)
    return f'<text x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}" font-size="17" fill="{INK}" {more}>{said}</text>'


def _px(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{whole}.{part}" if part else str(whole)
