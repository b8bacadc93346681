"""The API as it is served and described."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from cronfa import __version__
from cronfa.api import (
    agreement,
    bookkeeping,
    contributing,
    entries,
    exceptions,
    exports,
    figures,
    files,
    forecasts,
    funds,
    month_ends,
    people,
    proposals,
    reconciliations,
    reports,
    runs,
    settlements,
    trail,
    worries,
)
from cronfa.api.addresses import ADDRESSES
from cronfa.api.doors import JSON
from cronfa.api.examples import EXAMPLES
from cronfa.api.refusals import CONTENT_TYPE, handle_all

ROOT = "/api/v1/"
DESCRIPTION = """What the workspace's pages show and take, for programs.

Amounts are whole pence; above zero is a debit, or over budget. Names that people read are given in English and Welsh; what
is refused is said in the language of Accept-Language. Every POST carries an Idempotency-Key. Answers that move with the
fund's records alone carry an ETag."""


_PROPOSAL = ("get_proposal", "decide_proposal")
_RECONCILIATION = ("get_reconciliation", "list_matches", "explain_lines", "abandon_reconciliation")
GOES_ON_TO: dict[str, tuple[str, ...]] = {
    "send_file": ("get_file", "map_file", "put_file_forward", "abandon_file"),
    "map_file": ("get_file", "put_file_forward", "abandon_file"),
    "put_file_forward": _PROPOSAL,
    "ask_for_reversal": _PROPOSAL,
    "record_decision": _PROPOSAL,
    "record_arrival": _PROPOSAL,
    "put_journal_forward": _PROPOSAL,
    "put_accrual_forward": _PROPOSAL,
    "put_virement_forward": _PROPOSAL,
    "put_settlement_forward": _PROPOSAL,
    "record_payment": _PROPOSAL,
    "send_pack": _PROPOSAL,
    "start_reconciliation": _RECONCILIATION,
    "map_reconciliation": _RECONCILIATION,
    "explain_lines": _RECONCILIATION,
    "ask_for_run": ("get_run", "get_run_report", "move_run"),
    "move_run": ("get_run", "get_run_report"),
    "decide_proposal": ("get_proposal",),
    "question_entry": ("get_exception", "answer_exception", "get_evidence"),
    "answer_exception": ("get_exception",),
}
"""Where the number of what was made leads."""


_WHOLE = ({"type": "string", "format": "binary"}, {"type": "object"})
"""A file; a report as data, whose form is the reports' own."""


class Service(NinjaAPI):
    """django-ninja's API, described as it answers: refusals are problem documents, files are files."""

    _described: OpenAPISchema | None = None

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """The description, made once: it is the same for everybody."""
        if self._described is None:
            described = super().get_openapi_schema(path_prefix=ROOT)
            files = {each.name: each.answer for each in ADDRESSES if isinstance(each.answer, str)}
            for methods in described["paths"].values():
                for operation in methods.values():
                    _describe(operation, files.get(operation["operationId"]))
            for shape, example in EXAMPLES.items():
                described["components"]["schemas"][shape]["example"] = example
            self._described = described
        return self._described


def _describe(operation: dict[str, Any], file: str | None) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}
        elif int(status) == 200 and file:
            response["content"] = {kind: {"schema": _WHOLE[kind == JSON]} for kind in file.split(", ")}
        elif int(status) == 201 and operation["operationId"] in GOES_ON_TO:
            response["links"] = {name: _link(name) for name in GOES_ON_TO[operation["operationId"]]}


def _link(name: str) -> dict[str, Any]:
    """How the answer's number becomes the number in the address of what comes next."""
    return {"operationId": name, "parameters": {"fund": "$request.path.fund", "number": "$response.body#/number"}}


api = Service(
    title="cronfa", version=__version__, description=DESCRIPTION, docs_url=None, openapi_url="/openapi.json",
    urls_namespace="api-v1", openapi_extra={"tags": []},
)  # fmt: skip
for room in (
    funds,
    agreement,
    figures,
    reports,
    entries,
    files,
    proposals,
    settlements,
    exceptions,
    contributing,
    bookkeeping,
    month_ends,
    forecasts,
    reconciliations,
    runs,
    worries,
    people,
    trail,
    exports,
):
    api.add_router("", room.router)
handle_all(api)
