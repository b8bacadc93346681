"""How templates are made into pages: values in the language of the page, words only from presenters."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from cronfa.reporting.pictures import inline
from cronfa.web import frame
from cronfa.web.languages import in_language


def environment(**options: Any) -> Environment:
    """The environment of every template."""
    options["undefined"] = StrictUndefined
    made = Environment(**options, finalize=in_language, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  Django sets autoescape
    made.globals.update(static=static, url=reverse)
    made.filters.update(picture=inline, said=in_language)
    return made


def around(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page: who is signed in, where one can go, the other language."""
    return {"frame": frame.of(request)}
