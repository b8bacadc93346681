"""Pictures as SVG: the flow of money is drawn here; the others go through Vega-Lite, without a browser or a network."""

from functools import lru_cache

from cronfa.language import Language
from cronfa.reporting import flow
from cronfa.reporting.model import Chart, ExceedanceChart, FanChart, FlowChart


@lru_cache(maxsize=64)
def svg(chart: Chart, language: Language) -> str:
    """The chart as one SVG element with its words in one language; the same bytes every time."""
    if isinstance(chart, FlowChart):
        return flow.draw(chart, language)
    from cronfa.reporting import vega, vega_curves  # Vega is heavy: only when such a chart is drawn

    if isinstance(chart, FanChart | ExceedanceChart):
        return vega.svg_of(vega_curves.spec(chart, language))
    return vega.drawn(chart, language)
