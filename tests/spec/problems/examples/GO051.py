"""Six drafts are to stand side by side."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.fund.questions import DraftText, Question
from cronfa.governance.jobs import ask
from cronfa.governance.models import Person

officer = Person.objects.get(email="officer@example.org")
text = Path("agreement.yaml").read_text("utf-8")
drafts = tuple(DraftText(f"draft-{number}.yaml", text) for number in range(1, 7))
ask(find(), Question("draft", "2027-28", 1_000, drafts=drafts), officer, title="six", partner="")
