"""The pages as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shared workspace."""

    name = "cronfa.web"
    label = "web"
    verbose_name = "Workspace"
