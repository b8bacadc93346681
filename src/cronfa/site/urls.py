"""Every address: each page under ``/en/`` and ``/cy/``, the API under ``/api/v1/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern

from cronfa.web import account_addresses, addresses
from cronfa.web.views.start import choose_language


class Later(URLResolver):
    """Addresses in a namespace of their own, made when the first of them is asked for: pages are there sooner without.

    Django would make them with all others as soon as any page is asked for by its name.
    """

    def _populate(self) -> None:
        """Nothing: whoever looks into the namespace gets a resolver of its own from Django, which does this."""


urlpatterns = [
    path("", choose_language),
    Later(RoutePattern("api/v1/"), "cronfa.api.urls", app_name="ninja", namespace="api-v1"),
    *i18n_patterns(path("", include(addresses)), path("account/", include(account_addresses))),
]
handler400 = "cronfa.web.failures.bad_request"
handler403 = "cronfa.web.failures.forbidden"
handler404 = "cronfa.web.failures.not_found"
handler500 = "cronfa.web.failures.went_wrong"
