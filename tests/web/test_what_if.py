"""What if: asked, worked on by a worker that may die, read by those who may (issue 4, section 2)."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from django.test import Client
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.fund.what_if import Question
from cronfa.governance import jobs, working
from cronfa.governance.models import Job, Person
from cronfa.problems import Problems


@pytest.fixture
def asked(fund: RunningFund) -> Job:
    """A small question, in the queue."""
    person = Person.objects.get(email="pooled-fund-manager-council@example.org")
    job = jobs.ask(fund, Question("signed", "2026-27", 300), person, title="First look", partner="")
    jobs.begin(job, person)
    job.refresh_from_db()
    return job


def test_a_job_is_worked_on_and_its_report_read_back(asked: Job) -> None:
    assert working.work_once("one")
    asked.refresh_from_db()
    assert (asked.state, asked.done, asked.problems) == (Job.DONE, 300, "")
    assert "In a bad year" in jobs.report_of(asked).headline.en
    assert not working.work_once("one")
