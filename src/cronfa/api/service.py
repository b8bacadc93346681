"""The API as it is served and described."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from cronfa import __version__
from cronfa.api import (
    agreement,
    entries,
    exceptions,
    exports,
    figures,
    files,
    funds,
    month_ends,
    people,
    proposals,
    reports,
    settlements,
    trail,
)
from cronfa.api.addresses import ADDRESSES
from cronfa.api.refusals import CONTENT_TYPE, handle_all

DESCRIPTION = """What the workspace's pages show and take, for programs.

Amounts are whole pence; above zero is a debit, or over budget. Names that people read are given in English and Welsh; what
is refused is said in the language of Accept-Language. Every POST carries an Idempotency-Key. Answers that move with the
fund's records alone carry an ETag."""


class Service(NinjaAPI):
    """django-ninja's API, described as it answers: refusals are problem documents, files are files."""

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**more)
        files = {each.name: each.answer for each in ADDRESSES if isinstance(each.answer, str)}
        for methods in described["paths"].values():
            for operation in methods.values():
                _describe(operation, files.get(operation["operationId"]))
        return described


def _describe(operation: dict[str, Any], file: str | None) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}
        elif int(status) == 200 and file:
            whole = {"schema": {"type": "string", "format": "binary"}}
            response["content"] = dict.fromkeys(file.split(", "), whole)


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
    month_ends,
    people,
    trail,
    exports,
):
    api.add_router("", room.router)
handle_all(api)
