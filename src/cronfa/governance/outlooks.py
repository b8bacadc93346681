"""How sure a forecast is: worked out beside the pages when somebody asks, and kept while the ledger stands.

The fit takes half a minute of processor time or more. It is done in a thread of its own; a server that ends meanwhile
loses nothing but that work, and whoever looks later may ask again.
"""

import json
import logging
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Outlook, Person
from cronfa.governance.sight import Sight, see
from cronfa.governance.trail import record
from cronfa.ledger.stored import head
from cronfa.problems import Problems

GIVEN_UP_AFTER = timedelta(minutes=10)
_log = logging.getLogger("cronfa.outlook")


@dataclass(frozen=True, slots=True)
class Sure:
    """What adds up by the end of each month to come, and by level the interval around it; ``last`` is the year's end."""

    middle_pence: tuple[int, ...]
    intervals: dict[int, tuple[tuple[int, int], ...]]

    @property
    def last(self) -> dict[int, tuple[int, int]]:
        return {level: ends[-1] for level, ends in self.intervals.items()}


def kept(fund: RunningFund, year: str, months: int) -> Outlook | None:
    """What was worked out, or is being, for the ledger as it stands. One that has been silent for too long is none."""
    found = Outlook.objects.filter(fund=fund.slug, year=year, months=months, ledger_head=head(fund.ledger)[1]).first()
    if found and found.state == Outlook.WORKING and found.asked_at < timezone.now() - GIVEN_UP_AFTER:
        return None
    return found


def sure(found: Outlook | None) -> Sure | None:
    """The intervals, where they have been worked out."""
    if found is None or found.state != Outlook.DONE:
        return None
    content = json.loads(found.content)
    levels = {int(level): tuple((low, high) for low, high in ends) for level, ends in content["intervals"].items()}
    return Sure(tuple(content["middle_pence"]), levels)


def ask(fund: RunningFund, year: str, months: int, person: Person) -> None:
    """Begin to work it out, unless that has been done or is under way."""
    if kept(fund, year, months):
        return
    found = begun(fund, year, months, person)
    if found:
        named = f"outlook-{found.pk}"
        work_on = Thread(target=_in_the_background, args=(fund, found.pk), name=named, daemon=True)
        transaction.on_commit(work_on.start)  # the row must be there for the thread to find


def begun(fund: RunningFund, year: str, months: int, person: Person) -> Outlook | None:
    """The row of what is to be worked out; nothing if somebody else was a moment earlier."""
    try:
        with transaction.atomic():
            made, _ = Outlook.objects.update_or_create(
                fund=fund.slug, year=year, months=months, ledger_head=head(fund.ledger)[1],
                defaults={"state": Outlook.WORKING, "asked_by": person, "asked_at": timezone.now()},
            )  # fmt: skip
            record(fund.slug, who=person.name, what="asked how sure a forecast is", about=f"{year}, month {months}")
    except IntegrityError:
        return None
    return made


def _in_the_background(fund: RunningFund, number: int) -> None:
    see(Sight(funds=(fund.slug,)))
    try:
        work(fund, Outlook.objects.get(pk=number))
    except Exception:  # noqa: BLE001  whatever it was, whoever asked must see that nothing comes of it
        _log.exception("outlook %s failed", number)
        Outlook.objects.filter(pk=number).update(state=Outlook.FAILED)
    finally:
        connection.close()


def work(fund: RunningFund, found: Outlook) -> None:
    """Fit the forecast and keep it; what stands against it is kept in its place."""
    from cronfa.fund.forecasting import forecast_of  # heavy: only when one is fitted

    try:
        made = forecast_of(fund, year=found.year, months=found.months)
    except Problems as problems:
        said = [problem.as_dict("en") for problem in problems.problems]
        Outlook.objects.filter(pk=found.pk).update(state=Outlook.FAILED, content=json.dumps(said, default=str))
        return
    months = made.fund.months
    levels = months[0].so_far_intervals if months else {}
    content = {
        "middle_pence": [month.so_far_pence for month in months],
        "intervals": {level: [list(month.so_far_intervals[level]) for month in months] for level in levels},
    }
    Outlook.objects.filter(pk=found.pk).update(state=Outlook.DONE, content=json.dumps(content))
