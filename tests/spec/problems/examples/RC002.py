"""A reason is given, and no line is chosen."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.fund.reconciling import months_between
from cronfa.governance.models import Person
from cronfa.governance.reconciliations import Months, explain, keep

officer = Person.objects.get(email="officer@example.org")
extract = b"Date,Amount,Reference\n2026-04-20,1000.00,1\n2026-05-21,75.00,9\n"
months = Months("council", "spend", *months_between("2026-04", "2026-06"))
made = keep(find(), months, "ledger.csv", extract, officer)
explain(find(), made, officer, "theirs", [], "timing", "paid in July", today=date(2026, 7, 1), asks=False)
