"""Pictures as SVG: the flow of money is drawn here; the other two go through Vega-Lite, without a browser or a network."""

from functools import lru_cache

from cronfa.language import Language
from cronfa.reporting import flow
from cronfa.reporting.model import Chart, FlowChart


@lru_cache(maxsize=64)
def svg(chart: Chart, language: Language) -> str:
    """The chart as one SVG element with its words in one language; the same bytes every time."""
    if isinstance(chart, FlowChart):
        return flow.draw(chart, language)
    from cronfa.reporting.vega import drawn  # Vega is heavy: only when such a chart is drawn

    return drawn(chart, language)
