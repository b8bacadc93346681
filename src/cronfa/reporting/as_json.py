"""A report as JSON: exact pence, exact shares, every text in both languages; nothing has to be read off a page."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from cronfa.reporting.model import Report

FORMAT = "cronfa-report/1"


def render(report: Report) -> bytes:
    """The whole report; the same report gives the same bytes."""
    document = {"format": FORMAT, **_plain(report)}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=False) + "\n").encode("utf-8")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **named} if _NEEDS_NAME & {type(value).__name__} else named
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value.isoformat() if isinstance(value, date) else value


_NEEDS_NAME = {
    "Paragraph",
    "Actions",
    "Table",
    "MonthsChart",
    "WaterfallChart",
    "FlowChart",
    "FanChart",
    "ExceedanceChart",
}
"""Blocks say what they are, because one list holds all kinds."""
