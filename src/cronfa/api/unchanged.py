"""Whether what was read before is still so: an ETag that changes when the ledger, the months or the trail move."""

import hashlib

from django.http import HttpRequest

from cronfa import __version__
from cronfa.api.doors import given
from cronfa.api.refusals import language
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Event
from cronfa.ledger.funds import periods
from cronfa.ledger.stored import head


def tag(request: HttpRequest) -> str:
    """The ETag of an answer that depends on nothing but the fund's records, who asks, for what, on which day."""
    desk, token = given(request)
    asked = (__version__, token.pk, str(desk.today), language(), request.get_full_path(), *_state(desk.fund))
    return f'W/"{hashlib.sha256(repr(asked).encode()).hexdigest()[:32]}"'


def _state(fund: RunningFund) -> tuple[object, ...]:
    last = Event.objects.filter(fund=fund.slug).order_by("-number").values_list("hash", flat=True).first()
    months = tuple((period.code, period.status) for period in periods(fund.ledger))
    return head(fund.ledger)[1], last, fund.agreement.text, months


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the sender has this answer already (If-None-Match)."""
    return tag in (part.strip() for part in request.headers.get("If-None-Match", "").split(","))


def any_will_do(request: HttpRequest) -> bool:
    """Whether the sender has an answer of whatever day and wants none where there is one: ``If-None-Match: *``."""
    return request.headers.get("If-None-Match", "").strip() == "*"
