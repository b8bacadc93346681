"""A program is sent as evidence."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.governance.models import Person
from cronfa.governance.queries import ask

officer = Person.objects.get(email="officer@example.org")
evidence = ("letter.exe", b"MZ")
ask(find(), 2, "council", officer, text="not ours", evidence=evidence, today=date(2026, 7, 1))
