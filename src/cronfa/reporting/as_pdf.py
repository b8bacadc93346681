"""A report as PDF/UA-1, made by typst from a template that lies beside this module; only our own fonts, no clock."""

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cronfa.language import Language
from cronfa.reporting import palette
from cronfa.reporting.model import Report
from cronfa.reporting.shown import Shown, shown

DOTS_PER_INCH = 220
"""Of pictures: sharp on paper."""
LONGEST_WORD = 24
"""Longer words, such as hashes, may be broken, so that no table leaves the page."""


def render(report: Report, language: Language) -> bytes:
    """The PDF in one language. Its dates are the report's as-at day, so the same report gives the same bytes.

    Raises:
        typst.TypstError: the document is not accessible by PDF/UA-1, such as a picture without a description.
    """
    import typst  # only when a PDF is made

    document = shown(report, language)
    pdf = typst.compile(
        _template(),
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(_breakable(document)), "colours": json.dumps(_colours())},
        pdf_standards=["ua-1"],
        timestamp=datetime(report.as_at.year, report.as_at.month, report.as_at.day, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


def in_dots(svg: str) -> bytes:
    """A drawing as PNG, with the letters that it has in a PDF, for those who cannot take it as it is."""
    import typst

    page = (
        '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 17cm)'
    )
    png = typst.compile(page.encode(), font_paths=_fonts(), sys_inputs={"svg": svg}, format="png", ppi=DOTS_PER_INCH)
    assert isinstance(png, bytes)
    return png


@cache
def _template() -> bytes:
    return (files("cronfa.reporting") / "templates" / "report.typ").read_bytes()


@cache
def _fonts() -> Any:
    import typst

    folder = Path(str(files("cronfa.reporting") / "fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def _colours() -> dict[str, Any]:
    named = {name: getattr(palette, name.upper()) for name in ("ink", "muted", "rule", "paper", "accent", "emphasis")}
    return {**named, "tones": palette.TONES}


def _breakable(document: Shown) -> Shown:
    """The same document with places to break inside words that are too long for a column."""
    for section in document["sections"]:
        for block in section["blocks"]:
            for row in block.get("rows", ()):
                for cell in row["cells"]:
                    cell["text"] = " ".join(_broken(word) for word in cell["text"].split(" "))
    return document


def _broken(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    part = 32 if len(word) == 64 else 16  # a sha256 stands in two halves
    return "\u200b".join(word[at : at + part] for at in range(0, len(word), part))
