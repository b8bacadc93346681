"""The pages as a Django app."""

from django.apps import AppConfig
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
