"""A fund that has paid for nothing yet."""

from cronfa.foresight.forecast.history import History

History.of([])
