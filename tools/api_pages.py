"""Writes what the manual says of the API from the addresses themselves: the OpenAPI description and the reference page.

Run it after changing an address or a shape: ``.venv/bin/python tools/api_pages.py``. Tests compare both with what is in the
repository.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("CRONFA_SECRET_KEY", "nothing is signed while pages are written")
os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"

import django

django.setup()

import cronfa.web.addresses  # noqa: E402, F401  Django must know its settings first; this registers the pages
from cronfa.api import codes  # noqa: E402
from cronfa.api.addresses import ADDRESSES  # noqa: E402
from cronfa.api.beside_pages import PAGES as BESIDE  # noqa: E402
from cronfa.api.refusals import STATUSES  # noqa: E402
from cronfa.api.service import api  # noqa: E402
from cronfa.governance.token_words import RIGHT_WORDS  # noqa: E402
from cronfa.governance.tokens import FOR_PROGRAMS  # noqa: E402
from cronfa.web.pages import PAGES  # noqa: E402

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
EVERYWHERE = ("fund", "If-None-Match", "Idempotency-Key")
HEAD = """# The API

<!-- Made by tools/api_pages.py from the addresses; change those. -->

{description}

The same as OpenAPI, for programs: [openapi.json](openapi.json), served at `/api/v1/openapi.json`. How to begin:
[Use the API](../how-to/use-the-api.md).

What is *required* of a request is marked so; an answer always has every field, and a field that is empty is `null` where its
kind says so. Every address may refuse as under [Refusals](#refusals).
"""


def openapi() -> str:
    """The description for programs."""
    return json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False) + "\n"


def page() -> str:
    """The reference page."""
    described = json.loads(openapi())
    lines = [HEAD.format(description=described["info"]["description"])]
    tag = ""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if operation["tags"][0] != tag:
                tag = operation["tags"][0]
                lines += [f"## {tag}", ""]
            lines += _operation(path, method, operation)
    lines += ["## Pages and addresses", "", "What pages show and take, and where a program reads and sends it.", ""]
    lines += _beside()
    lines += ["## Rights of a token", "", "| right | what it lets a program do |", "|---|---|"]
    lines += [f"| `{right.name}` | {RIGHT_WORDS[right].en} |" for right in FOR_PROGRAMS]
    lines += ["", "Closing months, signing off and giving rights are left to people at a page.", "", "## Shapes", ""]
    for name, shape in sorted(described["components"]["schemas"].items()):
        lines += _shape(name, shape)
    lines += _refusals()
    return "\n".join(lines).rstrip() + "\n"


def _operation(path: str, method: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"### {method.upper()} {path.removeprefix('/api/v1')}"
    yield ""
    yield operation["description"].replace("\n\n", "\n")
    yield ""
    rows = [
        _row(each["name"], each["schema"], each.get("description", ""), each["in"], each["required"])
        for each in operation.get("parameters", ())
        if each["name"] not in EVERYWHERE
    ]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        if "$ref" in content["schema"]:
            yield f"Takes {_kind(content['schema'])} as `{kind}`."
            yield ""
        else:
            needed = content["schema"].get("required", ())
            fields = content["schema"]["properties"].items()
            rows += [_row(name, each, each.get("description", ""), kind, name in needed) for name, each in fields]
    if rows:
        yield from ("| name | kind | where | what |", "|---|---|---|---|", *rows, "")
    yield f"Answers with {_answer(operation)}."
    yield ""


def _answer(operation: dict[str, Any]) -> str:
    status = "201" if "201" in operation["responses"] else "200"
    content = operation["responses"][status]["content"]
    kinds = [_kind(each["schema"]) if "$ref" in each["schema"] else f"`{kind}`" for kind, each in content.items()]
    return " or ".join(kinds)


def _row(name: str, schema: dict[str, Any], said: str, where: str, required: bool) -> str:
    begin = f" Nothing said: {json.dumps(schema['default'])}." if schema.get("default") not in (None, "") else ""
    needed = ", required" if required and where != "path" else ""
    return f"| `{name}` | {_kind(schema)} | {where}{needed} | {_cell(said)}{begin} |"


def _shape(name: str, shape: dict[str, Any]) -> Iterator[str]:
    yield f"<span id='shape-{name.lower()}'></span>"
    yield ""
    yield f"### {name}"
    yield ""
    yield " ".join(shape.get("description", "").split())
    yield ""
    yield from ("| field | kind |", "|---|---|")
    for field, schema in shape.get("properties", {}).items():
        yield f"| `{field}` | {_kind(schema)} |"
    yield ""
    if shape.get("example"):
        yield from ("For example:", "", "```json", json.dumps(shape["example"], ensure_ascii=False), "```", "")


def _kind(schema: dict[str, Any]) -> str:
    """The kind of a value, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#shape-{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{each}`" if each else "nothing" for each in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"object of {_kind(inner)}" if isinstance(inner, dict) else "object"
    words = {"integer": "whole number", "string": schema.get("format", "text"), "boolean": "true or false"}
    words |= {"null": "`null`"}
    return words.get(schema.get("type", ""), "anything") + _bounds(schema)


def _bounds(schema: dict[str, Any]) -> str:
    if "minimum" in schema and "maximum" in schema and schema["maximum"] < 2**31 - 1:
        return f", {schema['minimum']} to {schema['maximum']:,}"
    return f", up to {schema['maxLength']:,}" if "maxLength" in schema else ""


def _refusals() -> Iterator[str]:
    yield from ("## Refusals", "")
    yield "What is refused is answered with a [ProblemDocument](#shape-problemdocument) (`application/problem+json`), every"
    yield "problem with its code, its place and what to do. Codes of other rooms, such as those of a file's rows, are under"
    yield "[Problem codes](problem-codes.md); where no status is given here it is 422."
    yield from ("", "| code | status | what is wrong |", "|---|---|---|")
    for kind in codes.KINDS:
        yield f"| [{kind.code}](problem-codes.md#{kind.code}) | {STATUSES.get(kind.code, 422)} | {_cell(_plain(kind.what.en))} |"


def _beside() -> Iterator[str]:
    """Every page with its addresses."""
    paths = {each.name: f"`{each.method} {each.path.replace('{path:', '{')}`" for each in ADDRESSES}
    yield from ("| page | gives the same | takes the same | |", "|---|---|---|---|")
    for page in PAGES:
        found = BESIDE[page.name]
        gives, takes = ("<br>".join(paths[name] for name in names) for names in (found.gives, found.takes))
        pattern = re.sub(r"<(?:[a-z]+:)?([a-z]+)>", r"{\1}", page.pattern) or "/"
        yield f"| `{pattern}` | {gives} | {takes} | {found.why} |"
    yield ""


def _plain(words: str) -> str:
    return words.replace("{", "‹").replace("}", "›")


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


FILES = {REFERENCE / "openapi.json": openapi, REFERENCE / "api.md": page}
"""What this command writes, and what makes it."""

if __name__ == "__main__":
    for path, made in FILES.items():
        path.write_text(made(), encoding="utf-8")
