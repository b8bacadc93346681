"""Limits that people use up together: taken by one conditional write, so that two at once never pass one between them.

Reading what is left and then writing would let both see enough (a test does just that, and shows the race). Call these
inside the transaction of what the limit is for: if that fails, what was taken is free again.
"""

from django.db.models import F

from cronfa.governance.models import Allowance


def take(fund: str, name: str, pence: int, *, limit_pence: int) -> bool:
    """Take so much of a limit; ``False``, and nothing taken, where less than that is left of it."""
    assert pence > 0, "what is taken is above zero"
    Allowance.objects.get_or_create(fund=fund, name=name)
    enough = Allowance.objects.filter(fund=fund, name=name, used_pence__lte=limit_pence - pence)
    return bool(enough.update(used_pence=F("used_pence") + pence))


def give_back(fund: str, name: str, pence: int) -> None:
    """Free so much of a limit again, or add it to what may be taken."""
    Allowance.objects.get_or_create(fund=fund, name=name)
    Allowance.objects.filter(fund=fund, name=name).update(used_pence=F("used_pence") - pence)


def used(fund: str, name: str) -> int:
    """What has been taken of a limit, in pence."""
    found = Allowance.objects.filter(fund=fund, name=name).values_list("used_pence", flat=True).first()
    return found or 0
