"""The entry for each process that answers. It is imported there alone: what is begun here does not survive a fork."""

from cronfa.ledger.reading_ahead import register_ahead
from cronfa.site.wsgi import application as application

register_ahead()
