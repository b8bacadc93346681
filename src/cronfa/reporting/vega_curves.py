"""What may happen, as Vega-Lite: the fan of a year, and how likely it is that an amount is passed."""

from typing import Any

from cronfa.language import Language
from cronfa.reporting.model import ExceedanceChart, FanChart
from cronfa.reporting.palette import ACCENT, EMPHASIS, INK, PARTNER_COLOURS
from cronfa.reporting.vega import FONT, Spec, framed, money_axis

_TINTS = ("#cfe0e8", "#9fbfce", "#6f9fb5")
"""Of ranges, from the widest to the narrowest."""
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 4])
"""Curves are told apart by their dashes as well as by colour."""
_HEIGHT = 340


def spec(chart: FanChart | ExceedanceChart, language: Language) -> Spec:
    """The drawing of a chart in one language."""
    return fan(chart, language) if isinstance(chart, FanChart) else exceedance(chart, language)


def fan(chart: FanChart, language: Language) -> Spec:
    """Ranges one inside another, the middle as a line, what is planned as a broken line, what is known as points."""
    parts = [part.to(language) for part in chart.parts]
    x = {"field": "part", "type": "ordinal", "sort": parts, "scale": {"domain": parts, "type": "point", "padding": 0.2},
         "axis": {"labelAngle": 0, "title": None, "labelOverlap": False}}  # fmt: skip
    y = {"field": "low", "type": "quantitative", "axis": money_axis()}
    titles = [each.title.to(language) for each in chart.ranges]
    rows = [
        {"part": part, "low": low / 100, "high": high / 100, "what": each.title.to(language)}
        for each in chart.ranges
        for part, low, high in zip(parts, each.low_pence, each.high_pence, strict=True)
    ]
    colour = _legend("what", titles, list(_TINTS[: len(titles)]), "square")
    areas: Spec = {"data": {"values": rows}, "mark": {"type": "area"},
                   "encoding": {"x": x, "y": {**y, "stack": None}, "y2": {"field": "high"}, "fill": colour}}  # fmt: skip
    drawn = [areas, _lines(chart, parts, language, x, y)]
    if chart.known and chart.known_pence:
        known = _values(parts, chart.known_pence, chart.known.to(language))
        mark = {"type": "point", "filled": True, "color": INK, "size": 40}
        drawn.append({"data": {"values": known}, "mark": mark, "encoding": {"x": x, "y": {**y, "field": "pounds"}}})
    resolve = {"legend": {"fill": "independent", "stroke": "independent", "strokeDash": "independent"}}
    return framed({"layer": drawn, "height": _HEIGHT, "resolve": resolve})


def _lines(chart: FanChart, parts: list[str], language: Language, x: Spec, y: Spec) -> Spec:
    """The middle, and what is planned: told apart by colour and dashes."""
    both = {chart.middle.to(language): chart.middle_pence, chart.planned.to(language): chart.planned_pence}
    legend = {**_LEGEND, "symbolType": "stroke", "symbolSize": 400}
    scale = {"domain": list(both), "range": [[1, 0], [6, 4]]}
    dash = {"field": "what", "type": "nominal", "scale": scale, "legend": legend}
    colour = {
        "field": "what",
        "type": "nominal",
        "scale": {"domain": list(both), "range": [ACCENT, EMPHASIS]},
        "legend": legend,
    }
    rows = [row for title, pence in both.items() for row in _values(parts, pence, title)]
    return {"data": {"values": rows}, "mark": {"type": "line", "strokeWidth": 2.2},
            "encoding": {"x": x, "y": {**y, "field": "pounds"}, "strokeDash": dash, "stroke": colour}}  # fmt: skip


def _values(parts: list[str], pence: tuple[int | None, ...], title: str) -> list[dict[str, Any]]:
    pairs = zip(parts, pence, strict=False)
    return [{"part": part, "pounds": each / 100, "what": title} for part, each in pairs if each is not None]


def exceedance(chart: ExceedanceChart, language: Language) -> Spec:
    """For each party, from left to right the amount and from bottom to top how many years pass it."""
    titles = [curve.title.to(language) for curve in chart.curves]
    rows = [
        {"pounds": pence / 100, "share": share.numerator / share.denominator, "who": curve.title.to(language)}
        for curve in chart.curves
        for pence, share in curve.points
    ]
    colours = [PARTNER_COLOURS[at % len(PARTNER_COLOURS)][0] for at in range(len(titles))]
    x = {"field": "pounds", "type": "quantitative",
         "axis": {**money_axis(), "title": chart.axis.to(language), "grid": False, "titlePadding": 8}}  # fmt: skip
    y = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]},
         "axis": {"title": None, "tickCount": 5, "labelExpr": "format(datum.value * 100, '.0f') + '%'"}}  # fmt: skip
    dash = {"field": "who", "type": "nominal", "legend": {**_LEGEND, "symbolType": "stroke", "symbolSize": 400},
            "scale": {"domain": titles, "range": [list(_DASHES[at % len(_DASHES)]) for at in range(len(titles))]}}  # fmt: skip
    colour = {
        **_legend("who", titles, colours, "stroke"),
        "legend": {**_LEGEND, "symbolType": "stroke", "symbolSize": 400},
    }
    once: Spec = {"data": {"values": [{}]}}
    zero = {**once, "mark": {"type": "rule", "color": INK, "strokeWidth": 1}, "encoding": {"x": {"datum": 0}}}
    twentieth = {
        **once,
        "mark": {"type": "rule", "color": EMPHASIS, "strokeDash": [3, 3]},
        "encoding": {"y": {"datum": 0.05}},
    }
    curves = {"data": {"values": rows}, "mark": {"type": "line", "strokeWidth": 2.4, "interpolate": "monotone"},
              "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash,
                           "order": {"field": "pounds", "type": "quantitative"}}}  # fmt: skip
    return framed({"layer": [curves, zero, twentieth], "height": _HEIGHT})


_LEGEND: dict[str, Any] = {
    "orient": "top", "title": None, "labelFont": FONT, "labelFontSize": 13, "labelColor": INK, "labelLimit": 400,
    "columnPadding": 10,
}  # fmt: skip


def _legend(field: str, titles: list[str], colours: list[str], symbol: str) -> Spec:
    return {"field": field, "type": "nominal", "scale": {"domain": titles, "range": colours},
            "legend": {**_LEGEND, "symbolType": symbol}}  # fmt: skip
