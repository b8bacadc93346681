"""A report as one HTML file: no script, nothing from outside, readable on a phone, by a screen reader and on paper."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from cronfa.language import Language
from cronfa.reporting import palette
from cronfa.reporting.model import Report
from cronfa.reporting.pictures import inline
from cronfa.reporting.shown import shown


def render(report: Report, language: Language, sibling: str = "") -> bytes:
    """The page in one language; ``sibling`` is the file name of the same page in the other."""
    return _template().render(report=shown(report, language), sibling=sibling, colours=palette).encode("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("cronfa.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["picture"] = inline
    return environment.get_template("report.html")
