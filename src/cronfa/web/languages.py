"""The language of a page is that of its address: ``/en/…`` or ``/cy/…``. No cookie or header changes it."""

from collections.abc import Callable
from types import BuiltinMethodType, MethodType

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from cronfa.language import LANGUAGES, Language, Text

NAMES: dict[Language, str] = {"en": "English", "cy": "Cymraeg"}


class LanguageOfTheAddress:
    """Activates the language that the path begins with, for Django's own words too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = of_path(request.path_info) or preferred(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def of_path(path: str) -> Language | None:
    """The language that a path begins with."""
    first = path.lstrip("/").split("/", 1)[0]
    return next((language for language in LANGUAGES if language == first), None)


def preferred(request: HttpRequest) -> Language:
    """What a browser asks for; English when it asks for neither language."""
    asked = request.headers.get("Accept-Language", "").lower()
    at = {language: asked.find(language) for language in LANGUAGES}
    found = [language for language in LANGUAGES if at[language] >= 0]
    return min(found, key=lambda language: at[language], default="en")


def current() -> Language:
    """The language of the page that is being made."""
    return "cy" if translation.get_language() == "cy" else "en"


def in_language(value: object) -> object:
    """A text in the language of the page; anything else as it is. Every value that a template places passes here.

    A label called like something that a dictionary does, such as ``clear``, has to be asked for as ``words["clear"]``.
    """
    assert not isinstance(value, BuiltinMethodType | MethodType), f"{value} is placed on a page"
    return value.to(current()) if isinstance(value, Text) else value


def same_page(request: HttpRequest) -> str:
    """The address of the same page in the other language."""
    here = current()
    other: Language = "en" if here == "cy" else "cy"
    path = request.get_full_path()
    return f"/{other}{path[3:]}" if of_path(request.path_info) else f"/{other}/"
