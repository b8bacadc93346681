"""The two charts of the monitoring report as Vega-Lite, drawn to SVG without a browser, a network or the system's fonts."""

import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from cronfa.language import Language
from cronfa.reporting.flow import FONT as FONTS
from cronfa.reporting.model import MonthsChart, Series, WaterfallChart
from cronfa.reporting.palette import ACCENT, EMPHASIS, INK, PAPER, RULE
from cronfa.reporting.words import cut, short_money

FONT = "Source Sans Pro"
"""What Vega measures words by; the drawing then names the fonts that may stand in for it."""
WIDTH, HEIGHT = 560, 300
_MARKS: dict[str, dict[str, Any]] = {
    "bar": {"type": "bar", "color": ACCENT},
    "open bar": {"type": "bar", "fill": PAPER, "stroke": ACCENT, "strokeWidth": 1.2, "strokeDash": [3, 2]},
    "tick": {"type": "tick", "color": EMPHASIS, "thickness": 3.5, "opacity": 1},
}
_BAR_COLOURS = {"total": INK, "more": EMPHASIS, "less": "#2a7a8c"}

Spec = dict[str, Any]


def drawn(chart: MonthsChart | WaterfallChart, language: Language) -> str:
    """The chart as one SVG element; the same amounts give the same bytes."""
    spec = months_spec(chart, language) if isinstance(chart, MonthsChart) else waterfall_spec(chart, language)
    return svg_of(spec)


_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def svg_of(spec: Spec) -> str:
    """A Vega-Lite drawing as one SVG element, measured by our own fonts.

    Its marks have no roles of their own: a screen reader is told of the drawing as a whole, and of its table.
    """
    svg: str = _vega().vegalite_to_svg(json.dumps(spec), vl_version="5.21")
    start, end = svg.index("<svg "), svg.rindex("</svg>") + len("</svg>")
    return _ROLES.sub("", svg[start:end]).replace(f'font-family="{FONT}"', f'font-family="{FONTS}"')


@cache
def _vega() -> Any:
    """Vega, told to measure words by our own fonts, which are the same on every machine."""
    import vl_convert  # slow to load: only when a chart is drawn

    vl_convert.register_font_directory(str(Path(str(files("cronfa.reporting") / "fonts"))))
    return vl_convert


def months_spec(chart: MonthsChart, language: Language) -> Spec:
    """Bars for what was spent, open bars for what is forecast, a tick for each month's budget; named above."""
    months = [month.to(language) for month in chart.months]
    x = {"field": "month", "type": "ordinal", "sort": months, "scale": {"domain": months, "paddingInner": 0.28},
         "axis": {"labelAngle": 0, "title": None, "labelOverlap": False}}  # fmt: skip
    y = {"field": "pounds", "type": "quantitative", "axis": money_axis()}
    layers = [
        {"data": {"values": _amounts(months, series)}, "mark": _mark(series.mark), "encoding": {"x": x, "y": y}}
        for series in chart.series
    ]
    return framed({"layer": layers})


def _mark(mark: str) -> Spec:
    return {**_MARKS[mark], **({"bandSize": 26} if mark == "tick" else {})}


def _amounts(months: list[str], series: Series) -> list[dict[str, Any]]:
    pairs = zip(months, series.amounts_pence, strict=True)
    return [{"month": month, "pounds": pence / 100} for month, pence in pairs if pence is not None]


def waterfall_spec(chart: WaterfallChart, language: Language) -> Spec:
    """Bars from top to bottom, each beginning where the last one ended; the amount stands beside the bar."""
    rows = _steps(chart, language)
    order = [str(row["title"]) for row in rows]
    y = {"field": "title", "type": "ordinal", "sort": order, "scale": {"paddingInner": 0.3},
         "axis": {"title": None, "labelLimit": 260, "labelExpr": "split(datum.label, '\\n')", "domain": False,
                  "ticks": False, "grid": False, "labelPadding": 8}}  # fmt: skip
    x = {"field": "from", "type": "quantitative", "axis": {**money_axis(), "grid": True, "gridColor": RULE},
         "scale": {"padding": 44}}  # fmt: skip
    color = {"field": "what", "type": "nominal", "scale": _scale(_BAR_COLOURS), "legend": None}
    words = {"type": "text", "align": "left", "dx": 6, "fontSize": 13, "fontWeight": 600, "color": INK}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "color": color}},
        {"mark": {"type": "rule", "color": INK, "strokeDash": [2, 2]}, "transform": [{"filter": "datum.next != null"}],
         "encoding": {"x": {**x, "field": "to"}, "y": y, "y2": {"field": "next"}}},
        {"mark": words, "encoding": {"x": {**x, "field": "right"}, "y": y, "text": {"field": "label"}}},
    ]  # fmt: skip
    return framed({"data": {"values": rows}, "layer": layers, "height": 38 * len(rows) + 40})


def _steps(chart: WaterfallChart, language: Language) -> list[dict[str, Any]]:
    level = 0
    rows = []
    for bar in chart.bars:
        start = 0 if bar.is_total else level
        level = bar.amount_pence if bar.is_total else level + bar.amount_pence
        what = "total" if bar.is_total else "more" if bar.amount_pence >= 0 else "less"
        sign = "+" if what == "more" and bar.amount_pence else ""
        rows.append({
            "title": _wrapped(bar.title.to(language)), "from": start / 100, "to": level / 100,
            "right": max(start, level) / 100, "what": what, "label": f"{sign}{short_money(bar.amount_pence)}",
        })  # fmt: skip
    for row, following in pairwise(rows):
        row["next"] = following["title"]
    return rows


def _wrapped(words: str) -> str:
    return "\n".join(cut(words, 22, 2))


def money_axis() -> Spec:
    """Amounts short: £31.0m, £4k; a true minus sign below zero."""
    size = "abs(datum.value)"
    words = (
        f"{size} >= 1e9 ? format({size} / 1e9, ',.1f') + 'bn' : {size} >= 1e6 ? format({size} / 1e6, ',.1f') + 'm' : "
        f"{size} >= 1e4 ? format({size} / 1e3, ',.0f') + 'k' : format({size}, ',.0f')"
    )
    return {"title": None, "tickCount": 5, "labelExpr": f"(datum.value < 0 ? '−' : '') + '£' + ({words})"}


def _scale(of: dict[str, Any]) -> Spec:
    return {"domain": list(of), "range": list(of.values())}


def framed(spec: Spec) -> Spec:
    """The frame that both charts share: quiet axes, our font, no colour but the data's."""
    axis = {"labelFont": FONT, "labelFontSize": 13, "labelColor": INK, "domainColor": RULE, "tickColor": RULE}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},  # the width holds the labels too
        "padding": {"left": 24, "right": 10, "top": 6, "bottom": 6},  # room for a wider font than ours
        "background": None,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {**axis, "grid": False},
            "axisY": {"grid": True, "gridColor": RULE, "domain": False, "ticks": False},
            "text": {"font": FONT},
        },
        **spec,
    }
