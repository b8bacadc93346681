"""The two charts of the monitoring report as Vega-Lite, drawn to SVG without a browser, a network or the system's fonts."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cronfa.language import Language
from cronfa.reporting.model import LineChart, WaterfallChart
from cronfa.reporting.palette import ACCENT, INK, MUTED, RULE
from cronfa.reporting.words import short_money

FONT = "Source Sans Pro"
WIDTH, HEIGHT = 720, 300
_DASHES = {"solid": [1, 0], "dashed": [8, 4], "dotted": [2, 4]}
_LINE_COLOURS = {"solid": ACCENT, "dashed": "#b35c00", "dotted": MUTED}
_BAR_COLOURS = {"total": INK, "more": "#b35c00", "less": "#2a7a8c"}

Spec = dict[str, Any]


def drawn(chart: LineChart | WaterfallChart, language: Language) -> str:
    """The chart as one SVG element; the same amounts give the same bytes."""
    spec = line_spec(chart, language) if isinstance(chart, LineChart) else waterfall_spec(chart, language)
    svg: str = _vega().vegalite_to_svg(json.dumps(spec), vl_version="5.21")
    start, end = svg.index("<svg "), svg.rindex("</svg>") + len("</svg>")
    return svg[start:end]


@cache
def _vega() -> Any:
    """Vega, told to measure words by our own fonts, which are the same on every machine."""
    import vl_convert  # slow to load: only when a chart is drawn

    vl_convert.register_font_directory(str(Path(str(files("cronfa.reporting") / "fonts"))))
    return vl_convert


def line_spec(chart: LineChart, language: Language) -> Spec:
    """Lines over the months, each named at its end and dashed in its own way."""
    months = [month.to(language) for month in chart.months]
    rows = [
        {"month": month, "pounds": pence / 100, "series": series.title.to(language), "dash": series.dash}
        for series in chart.series
        for month, pence in zip(months, series.values_pence, strict=True)
        if pence is not None
    ]
    last = {str(row["series"]): row for row in rows}
    x = {"field": "month", "type": "ordinal", "sort": months, "axis": {"labelAngle": 0, "title": None}}
    y = {"field": "pounds", "type": "quantitative", "axis": _money_axis()}
    color = {"field": "dash", "type": "nominal", "scale": _scale(_LINE_COLOURS), "legend": None}
    dash = {"field": "dash", "type": "nominal", "scale": _scale(_DASHES), "legend": None}
    encoding = {"x": x, "y": y, "color": color}
    return _framed(
        {"layer": [
            {"data": {"values": rows}, "mark": {"type": "line", "strokeWidth": 2.5},
             "encoding": {**encoding, "strokeDash": dash}},
            {"data": {"values": _apart(list(last.values()))},
             "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 13, "fontWeight": 600},
             "encoding": {**encoding, "y": {**y, "field": "label_at"}, "text": {"field": "series"}}},
        ]}
    )  # fmt: skip


def _apart(ends: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Labels at the ends of lines, moved apart where they would touch."""
    if not ends:
        return ends
    least = max(abs(row["pounds"]) for row in ends) * 0.065
    placed: list[dict[str, Any]] = []
    for row in sorted(ends, key=lambda row: (row["pounds"], row["series"])):
        floor = placed[-1]["label_at"] + least if placed else row["pounds"]
        placed.append({**row, "label_at": max(row["pounds"], floor)})
    return placed


def waterfall_spec(chart: WaterfallChart, language: Language) -> Spec:
    """Bars that begin where the last one ended; each carries its amount and an arrow-like sign in words."""
    rows = _steps(chart, language)
    order = [str(row["title"]) for row in rows]
    x = {"field": "title", "type": "ordinal", "sort": order,
         "axis": {"labelAngle": 0, "title": None, "labelLimit": 110, "labelExpr": "split(datum.label, '\\n')"},
         "scale": {"paddingInner": 0.35}}  # fmt: skip
    y = {"field": "from", "type": "quantitative", "axis": _money_axis()}
    color = {"field": "what", "type": "nominal", "scale": _scale(_BAR_COLOURS), "legend": None}
    return _framed(
        {"data": {"values": rows}, "layer": [
            {"mark": {"type": "bar"}, "encoding": {"x": x, "y": y, "y2": {"field": "to"}, "color": color}},
            {"mark": {"type": "text", "dy": -9, "fontSize": 13, "fontWeight": 600, "color": INK},
             "encoding": {"x": x, "y": {**y, "field": "top"}, "text": {"field": "label"}}},
        ]}
    )  # fmt: skip


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
            "top": max(start, level) / 100, "what": what, "label": f"{sign}{short_money(bar.amount_pence)}",
        })  # fmt: skip
    return rows


def _wrapped(words: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(words, 15)[:4])


def _money_axis() -> Spec:
    """Amounts short: £31.0m, £4k; a true minus sign below zero."""
    size = "abs(datum.value)"
    words = (
        f"{size} >= 1e9 ? format({size} / 1e9, ',.1f') + 'bn' : {size} >= 1e6 ? format({size} / 1e6, ',.1f') + 'm' : "
        f"{size} >= 1e4 ? format({size} / 1e3, ',.0f') + 'k' : format({size}, ',.0f')"
    )
    return {"title": None, "tickCount": 5, "labelExpr": f"(datum.value < 0 ? '−' : '') + '£' + ({words})"}


def _scale(of: dict[str, Any]) -> Spec:
    return {"domain": list(of), "range": list(of.values())}


def _framed(spec: Spec) -> Spec:
    """The frame that both charts share: quiet axes, our font, no colour but the data's."""
    axis = {"labelFont": FONT, "labelFontSize": 13, "labelColor": INK, "domainColor": RULE, "tickColor": RULE}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
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
