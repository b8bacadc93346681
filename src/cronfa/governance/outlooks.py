"""How sure a forecast is: worked out by a worker when somebody asks, and kept while the ledger stands."""

import json
import zlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.fund.opening import RunningFund, find
from cronfa.governance.models import Outlook, Person
from cronfa.governance.trail import record
from cronfa.language import Text
from cronfa.ledger.stored import head

FORGOTTEN_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Sure:
    """What adds up by the end of each month to come, and by level the interval around it; ``last`` is the year's end."""

    middle_pence: tuple[int, ...]
    intervals: dict[int, tuple[tuple[int, int], ...]]

    @property
    def last(self) -> dict[int, tuple[int, int]]:
        return {level: ends[-1] for level, ends in self.intervals.items()}


def kept(fund: RunningFund, year: str, months: int) -> Outlook | None:
    """What was worked out, or is being, for the ledger as it stands."""
    return Outlook.objects.filter(fund=fund.slug, year=year, months=months, ledger_head=head(fund.ledger)[1]).first()


def sure(found: Outlook | None) -> Sure | None:
    """The intervals, where they have been worked out."""
    if found is None or found.state != Outlook.DONE:
        return None
    content = json.loads(zlib.decompress(found.result))
    levels = {int(level): tuple((low, high) for low, high in ends) for level, ends in content["intervals"].items()}
    return Sure(tuple(content["middle_pence"]), levels)


def why_failed(found: Outlook) -> tuple[Text, ...]:
    """Why it cannot be worked out."""
    return tuple(Text(en=each["en"]["what"], cy=each["cy"]["what"]) for each in json.loads(found.problems or "[]"))


def is_forgotten(found: Outlook) -> bool:
    """Whether it waits for longer than a worker takes to notice it, while none is at work on another."""
    limit = timezone.now() - FORGOTTEN_AFTER
    return found.made_at < limit and not Outlook.objects.filter(state=Outlook.RUNNING, beat_at__gt=limit).exists()


def ask(fund: RunningFund, year: str, months: int, person: Person) -> None:
    """Have a worker work it out, unless that has been done or is under way. What failed is tried again."""
    known = kept(fund, year, months)
    if known is None:
        _begin(fund, year, months, person)
    elif Outlook.objects.filter(pk=known.pk, state=Outlook.FAILED).update(state=Outlook.WAITING, tries=0):
        _note(fund, year, months, person)


def _begin(fund: RunningFund, year: str, months: int, person: Person) -> None:
    try:
        with transaction.atomic():
            Outlook.objects.create(
                fund=fund.slug, year=year, months=months, ledger_head=head(fund.ledger)[1], asked_by=person,
                state=Outlook.WAITING,
            )  # fmt: skip
            _note(fund, year, months, person)
    except IntegrityError:
        return  # somebody else was a moment earlier


def _note(fund: RunningFund, year: str, months: int, person: Person) -> None:
    record(fund.slug, who=person.name, what="asked how sure a forecast is", about=f"{year}, month {months}")


def worked_out(found: Outlook) -> bytes:
    """The forecast fitted, as it is kept.

    Raises:
        Problems: there is too little to forecast from.
    """
    from cronfa.fund.forecasting import forecast_of  # heavy: only when one is fitted

    months = forecast_of(find(found.fund), year=found.year, months=found.months).fund.months
    levels = months[0].so_far_intervals if months else {}
    content = {
        "middle_pence": [month.so_far_pence for month in months],
        "intervals": {level: [list(month.so_far_intervals[level]) for month in months] for level in levels},
    }
    return zlib.compress(json.dumps(content).encode())
