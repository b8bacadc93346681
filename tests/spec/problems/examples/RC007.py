"""An extract arrives for months that an open reconciliation holds."""

from cronfa.fund.opening import find
from cronfa.fund.reconciling import months_between
from cronfa.governance.models import Person
from cronfa.governance.reconciliations import Months, keep

officer = Person.objects.get(email="officer@example.org")
extract = b"Date,Amount,Reference\n2026-04-20,1000.00,1\n2026-05-21,75.00,9\n"
months = Months("council", "spend", *months_between("2026-04", "2026-06"))
made = keep(find(), months, "ledger.csv", extract, officer)
keep(find(), months, "ledger-again.csv", extract, officer)
