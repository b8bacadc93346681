"""The addresses of the workspace, within a language."""

from django.urls import path

from cronfa.web import pages
from cronfa.web.views import (  # noqa: F401  importing a module registers its pages
    accruals,
    agreement,
    contributing,
    exceptions,
    figures,
    files,
    helping,
    home,
    journals,
    month_end,
    months,
    packs,
    people,
    postings,
    proposals,
    reconciling,
    settling,
    start,
    tokens,
    trail,
    verification,
    virements,
    what_if,
    worries,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("demo/", start.demo_sign_in, name="demo"),
    path("accessibility/", start.accessibility, name="accessibility"),
    path("privacy/", start.privacy, name="privacy"),
    path("help/", helping.index, name="help"),
    path("help/<slug:name>/", helping.template, name="help-template"),
    path("help/<slug:name>.md", helping.template_file, name="help-template-file"),
    *pages.addresses(),
]
