"""The checks of an agreement: one small function for each rule, in visible lists.

Reading has already refused what cannot be written (:mod:`cronfa.agreement.codes`); a check judges what can be written
and cannot be right, or is worth a second look. Each module holds the rules of one subject, and each rule stands beside
the kind of problem that it reports.
"""

from collections.abc import Iterator

from cronfa.agreement.checks import amounts, dates, forms, measures, parties, shares, statute, waterfalls
from cronfa.agreement.versions import Agreement
from cronfa.problems import Problem

SUBJECTS = (dates, parties, shares, waterfalls, amounts, measures, forms, statute)
OVER_TIME = tuple(rule for subject in SUBJECTS for rule in getattr(subject, "OVER_TIME", ()))
"""Rules about the versions together."""
EACH_VERSION = tuple(rule for subject in SUBJECTS for rule in getattr(subject, "EACH_VERSION", ()))
"""Rules about the terms in force between two dates."""
KINDS = tuple(kind for subject in SUBJECTS for kind in subject.KINDS)


def check(agreement: Agreement) -> Iterator[Problem]:
    """Every problem that the checks find; what versions share is reported for each."""
    for rule in OVER_TIME:
        yield from rule(agreement)
    for version in agreement.versions:
        for each in EACH_VERSION:
            yield from each(version)
