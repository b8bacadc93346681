"""A fund is asked for that the database does not hold."""

from cronfa.fund.opening import find

find("large-pool")
