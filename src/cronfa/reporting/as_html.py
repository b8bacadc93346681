"""A report as one HTML file: no script, nothing from outside, readable on a phone, by a screen reader and on paper."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from cronfa.language import Language
from cronfa.reporting import palette
from cronfa.reporting.model import Report
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
    environment.filters["picture"] = _picture
    return environment.get_template("report.html")


def _picture(block: dict[str, str], lang: str) -> Markup:
    """Our own SVG, whose words were escaped when it was drawn, told to screen readers as one image with its description."""
    label = Markup.escape(block["alt"])
    opening = Markup('<svg role="img" lang="{}" aria-label="{}" ').format(lang, label)
    return opening + Markup(_own_ids(block)[len("<svg ") :])  # noqa: S704


def _own_ids(block: dict[str, str]) -> str:
    """Ids inside a drawing begin with the drawing's own, so that two drawings on a page cannot meet."""
    prefix = f"{block['id']}-"
    return block["svg"].replace('id="', f'id="{prefix}').replace("url(#", f"url(#{prefix}")
