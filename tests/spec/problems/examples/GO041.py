"""Drafts are to be tried, and none is given."""

from cronfa.fund.opening import find
from cronfa.fund.questions import Question
from cronfa.governance.jobs import ask
from cronfa.governance.models import Person

officer = Person.objects.get(email="officer@example.org")
ask(find(), Question("draft", "2027-28", 1_000), officer, title="none", partner="")
