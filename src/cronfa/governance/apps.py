"""Governance as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class GovernanceConfig(AppConfig):
    """People, appointments and the audit trail."""

    name = "cronfa.governance"
    label = "governance"
    verbose_name = "Governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have policies follow the tables, and new connections see what their request sees."""
        from cronfa.governance import sight

        post_migrate.connect(_guard, sender=self)
        connection_created.connect(sight.on_new_connection)


def _guard(using: str, **_: Any) -> None:
    from cronfa.governance import row_security

    row_security.apply(connections[using])
