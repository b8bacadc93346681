"""Help: where to begin, and templates that whoever runs the service finishes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cronfa.web import languages
from cronfa.web.presenters.help import LABELS, TEMPLATES
from cronfa.web.presenters.help_prose import as_markdown


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What help there is."""
    return render(request, "web/help.html", {"words": LABELS, "templates": TEMPLATES.values()})


@require_GET
def template(request: HttpRequest, name: str) -> HttpResponse:
    """One template of answers."""
    if name not in TEMPLATES:
        raise Http404
    return render(request, "web/help_template.html", {"words": LABELS, "page": TEMPLATES[name]})


@require_GET
def template_file(request: HttpRequest, name: str) -> HttpResponse:
    """The same as Markdown, in the language of the address."""
    if name not in TEMPLATES:
        raise Http404
    language = languages.current()
    response = HttpResponse(as_markdown(TEMPLATES[name], language), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.md"'
    return response
