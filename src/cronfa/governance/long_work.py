"""What rows of long work say alike, whatever the work: whether it is under way, whether anybody is at it, why it failed."""

import json
from datetime import timedelta

from django.utils import timezone

from cronfa.governance.file_said import problem_of
from cronfa.governance.models import LongWork
from cronfa.problems import Problem

UNDER_WAY = (LongWork.WAITING, LongWork.RUNNING)
FORGOTTEN_AFTER = timedelta(seconds=30)


def is_forgotten(work: LongWork) -> bool:
    """Whether it has waited for longer than a worker takes to notice it, while none does any of its kind."""
    limit = timezone.now() - FORGOTTEN_AFTER
    at_work = type(work)._default_manager.filter(state=LongWork.RUNNING, beat_at__gt=limit).exists()
    return work.state == LongWork.WAITING and not at_work and work.made_at < limit


def why_failed(work: LongWork) -> tuple[Problem, ...]:
    """Why nothing came of it."""
    return tuple(problem_of(each) for each in json.loads(work.problems or "[]"))
