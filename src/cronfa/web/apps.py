"""The pages as a Django app."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class WebConfig(AppConfig):
    """The shared workspace."""

    name = "cronfa.web"
    label = "web"
    verbose_name = "Workspace"

    def ready(self) -> None:
        """What one request has seen, the next does not see."""
        from cronfa.governance import sight

        request_started.connect(sight.forget)
        request_finished.connect(sight.forget)
