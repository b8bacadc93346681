"""Writes a report to files: each kind of file by its own renderer, each file whole or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from cronfa.language import Language
from cronfa.reporting.model import Report

Format = Literal["pdf", "docx", "xlsx", "html", "json", "csv"]
FORMATS: tuple[Format, ...] = ("pdf", "xlsx", "html", "json")
"""What is written where nobody says otherwise."""


def write(
    report: Report, out_dir: Path, stem: str, formats: Sequence[Format] = FORMATS, language: Language = "en"
) -> list[Path]:
    """Write ``stem-en.pdf`` and so on into a folder, which is made if need be; the paths written, in order.

    JSON holds both languages and is written once as ``stem.json``; ``csv`` writes a file for each table.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for format_ in formats:
        for name, content in rendered(report, stem, format_, language):
            written.append(_put(out_dir / name, content))
    return written


def rendered(report: Report, stem: str, format_: Format, language: Language) -> list[tuple[str, bytes]]:
    """A report's files of one format, each with its name. Renderers are imported here, when they are needed."""
    match format_:
        case "pdf":
            from cronfa.reporting import as_pdf

            return [(f"{stem}-{language}.pdf", as_pdf.render(report, language))]
        case "docx":
            from cronfa.reporting import as_docx

            return [(f"{stem}-{language}.docx", as_docx.render(report, language))]
        case "xlsx":
            from cronfa.reporting import as_xlsx

            return [(f"{stem}-{language}.xlsx", as_xlsx.render(report, language))]
        case "html":
            from cronfa.reporting import as_html

            sibling = f"{stem}-{'cy' if language == 'en' else 'en'}.html"
            return [(f"{stem}-{language}.html", as_html.render(report, language, sibling))]
        case "csv":
            from cronfa.reporting import as_csv

            return [(f"{stem}-{language}-{table}.csv", content) for table, content in as_csv.render(report, language)]
        case "json":
            from cronfa.reporting import as_json

            return [(f"{stem}.json", as_json.render(report))]


def _put(path: Path, content: bytes) -> Path:
    """Written beside its place and moved there, so that a reader never meets half a file."""
    waiting = path.with_name(f".{path.name}.part")
    waiting.write_bytes(content)
    return waiting.replace(path)
