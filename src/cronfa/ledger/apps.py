"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Append-only double entry for pooled funds, balanced for every partner."""

    name = "cronfa.ledger"
    label = "ledger"
    verbose_name = "Ledger"
