"""Every address: each page under ``/en/`` and ``/cy/``, the API under ``/api/v1/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cronfa.api.service import api
from cronfa.web import account_addresses, addresses
from cronfa.web.views.start import choose_language

urlpatterns = [
    path("", choose_language),
    path("api/v1/", api.urls),
    *i18n_patterns(path("", include(addresses)), path("account/", include(account_addresses))),
]
handler400 = "cronfa.web.failures.bad_request"
handler403 = "cronfa.web.failures.forbidden"
handler404 = "cronfa.web.failures.not_found"
handler500 = "cronfa.web.failures.went_wrong"
