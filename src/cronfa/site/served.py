"""The entry for each process that answers. It is imported there alone: what is begun here does not survive a fork."""

import gc

from cronfa.ledger.reading_ahead import take_over
from cronfa.site.wsgi import application as application

gc.enable()
take_over()
