"""How templates are made into pages: values in the language of the page, words only from presenters."""

import re
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cronfa.reporting.pictures import inline
from cronfa.web import frame, signing_in
from cronfa.web.languages import in_language
from cronfa.web.presenters import account
from cronfa.web.sending import beside, field_of

ACCOUNT = {"sheets": account.SHEETS, "words": account.WORDS, "organisations": signing_in.organisations}
"""What the pages of signing in say; allauth asks for them by their templates alone."""
_WHOLE = re.compile(r"(?<![\w/-])[0-9]{4}-[0-9]{2}(?![\w/-])|[−+]£[0-9.,]*[0-9]")
"""A year by its label and an amount with its sign: no line ends within them. A year within a document's number may be parted,
or the number would be wider than a small screen."""


def environment(**options: Any) -> Environment:
    """The environment of every template."""
    options |= {"undefined": StrictUndefined, "finalize": in_language, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    made = Environment(autoescape=True, **options)
    made.globals.update(static=static, url=reverse, account=ACCOUNT)
    made.filters.update(
        picture=inline,
        said=in_language,
        as_json=json_script,
        picture_only=picture_only,
        stressed=stressed,
        beside=beside,
        field_of=field_of,
        unbroken=unbroken,
    )
    return made


def around(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page: who is signed in, where one can go, the other language."""
    return {"frame": frame.of(request)}


def picture_only(svg: str) -> Markup:
    """A picture that a library has made, without what stands before its first element."""
    return Markup(svg[svg.index("<svg") :])  # noqa: S704  made by qrcode from modules alone


def unbroken(text: object) -> Markup:
    """Words in which no line ends within a year or an amount; everything else is escaped."""
    said = str(Markup.escape(in_language(text)))
    return Markup(_WHOLE.sub(lambda found: f'<span class="nowrap">{found[0]}</span>', said))  # noqa: S704  escaped just before


def stressed(text: object) -> Markup:
    """Words with stress where ⟦ and ⟧ stand; everything else is escaped."""
    said = str(unbroken(text))
    return Markup(said.replace("⟦", "<strong>").replace("⟧", "</strong>"))  # noqa: S704  escaped just before
