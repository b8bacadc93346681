"""A folder of history with no payments in it."""

from cronfa.foresight.history import no_payments

problems = [no_payments("last-year", "payments", "payments.mapping.yaml")]
