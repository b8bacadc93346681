"""R12: what the description allows, and what it does not, asked of every address by every role and by nobody.

Schemathesis makes the requests from the OpenAPI description; each answer must be one that the description foresees. Valid
requests may still be refused for what the fund is (422), so that a refusal of valid data is no failure here.
"""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection, positive_data_acceptance

import scale
from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import ACTS, Role
from cronfa.site.wsgi import application
from web.api.programs import program

ROLES: list[tuple[Role | None, str]] = [(None, "")] + [
    (role, body) for role in Role for body in (("council", "board") if ACTS[role] == "for a partner" else ("",))
]
SHORT = [
    (None, "", GenerationMode.POSITIVE),
    (Role.MANAGER, "", GenerationMode.POSITIVE),
    (Role.PARTNER_OFFICER, "board", GenerationMode.NEGATIVE),
]
ALL = [(role, body, mode) for role, body in ROLES for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]
KNOWN: dict[str, dict[str, Any]] = {
    "fund": {"type": "string", "enum": ["small"]},
    "year": {"type": "string", "enum": ["2025-26", "2024-25"]},
    "number": {"type": "integer", "minimum": 1, "maximum": 12},
    "name": {"type": "string", "enum": ["monitoring", "settlement", "statement-board", "statement-council"]},
    "figure": {
        "type": "string",
        "enum": ["2025-26/equipment/spend", "small/2025-26/statement-council/account.due/amount"],
    },
}
"""What is there, so that requests reach the fund: by the name of a place in the address."""
QUIETLY = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    max_examples=scale.examples(1, 4), derandomize=not scale.LONG,
)  # fmt: skip


def served(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The application as a server calls it: what it answers is closed, which ends the request and what it sees."""
    answer = application(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@pytest.fixture
def described(fund: RunningFund, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The description, with addresses narrowed to what is there."""
    monkeypatch.setattr(django_settings, "API_REQUESTS_A_MINUTE", 10**9)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)
    for methods in schema.raw_schema["paths"].values():
        for operation in methods.values():
            for place in operation.get("parameters", ()):
                if place["in"] == "path" and place["name"] in KNOWN:
                    place["schema"] = KNOWN[place["name"]]
    return schema


def ask(case: Any, token: str) -> int:
    """Send a request and hold its answer against the description."""
    if token:
        case.headers["Authorization"] = f"Bearer {token}"
    else:
        case.headers.pop("Authorization", None)
    answer = case.call()
    # A token put in place of a made-up one is taken for made up; that none opens without a good one is tested by itself.
    left_out = [positive_data_acceptance, ignored_auth] if token else [positive_data_acceptance]
    if case.operation.definition.raw["operationId"] in ("send_file", "send_pack", "start_reconciliation"):
        left_out.append(negative_data_rejection)  # in a form all is text: false is sent as the text "false"
    elif answer.status_code == 413:
        left_out.append(negative_data_rejection)  # refused before it is read; Schemathesis does not know this way
    case.validate_response(answer, excluded_checks=left_out)
    return int(answer.status_code)


@pytest.mark.parametrize(("role", "body", "mode"), ALL if scale.LONG else SHORT)
def test_every_answer_is_one_that_the_description_foresees(
    fund: RunningFund, described: Any, role: Role | None, body: str, mode: GenerationMode
) -> None:
    token = program(role, body).token if role else ""
    seen: Counter[int] = Counter()
    for found in described.get_all_operations():

        @QUIETLY
        @given(case=found.ok().as_strategy(generation_mode=mode))
        def asked(case: Any) -> None:
            seen[ask(case, token)] += 1

        asked()
    assert seen.total() >= scale.examples(50, 150), seen
    assert set(seen) <= ({400, 401, 404, 405, 415} if role is None else set(seen)), seen


def test_what_is_made_leads_to_where_the_description_says(fund: RunningFund, described: Any) -> None:
    token = program(Role.MANAGER).token
    seen: Counter[tuple[str, int]] = Counter()

    class Journey(described.as_state_machine()):  # type: ignore[misc]
        def before_call(self, case: Any) -> None:
            case.headers["Authorization"] = f"Bearer {token}"

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            seen[case.operation.label, int(response.status_code)] += 1
            case.validate_response(response, excluded_checks=[positive_data_acceptance, ignored_auth])

    # The fund remembers: a journey gone again finds it changed, so that each is asked for by itself.
    for _ in range(scale.examples(1, 40)):
        Journey.run(
            settings=settings(QUIETLY, max_examples=scale.examples(3, 1), stateful_step_count=scale.examples(4, 12))
        )
    assert seen.total() >= scale.examples(3, 100)
