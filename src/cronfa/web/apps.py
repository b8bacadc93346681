"""The pages as a Django app."""

from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_finished, request_started


class WebConfig(AppConfig):
    """The shared workspace."""

    name = "cronfa.web"
    label = "web"
    verbose_name = "Workspace"

    def ready(self) -> None:
        """What one request has seen, the next does not see; signing in and out goes to the trail."""
        from cronfa.governance import sight
        from cronfa.web import sign_in_trail

        sign_in_trail.connect()
        request_started.connect(sight.forget)
        request_finished.connect(sight.forget)
        if settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
            let_organisations_in()


def let_organisations_in() -> None:
    """Make sign-in by an organisation known to allauth. It is no app of its own: what it needs is slow to load, for nothing."""
    from allauth.socialaccount.providers import registry

    from cronfa.web.organisation import Organisation

    registry.register(Organisation)
