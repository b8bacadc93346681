"""The API as it is described: the reference and the OpenAPI file are what the addresses say, and shapes have one name each."""

import importlib
import json
import pkgutil
import re

import pytest
from django.test import Client
from ninja import Schema

import api_pages
import cronfa.api
from cronfa.api.addresses import ADDRESSES
from cronfa.api.beside_pages import ALONE, PAGES as BESIDE
from cronfa.api.examples import EXAMPLES
from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import RIGHTS, Right, Role
from cronfa.web.pages import PAGES


@pytest.mark.parametrize("path", api_pages.FILES, ids=lambda path: path.name)
def test_what_the_manual_says_is_what_the_addresses_say(path: api_pages.Path) -> None:
    assert path.read_text(encoding="utf-8") == api_pages.FILES[path](), "run tools/api_pages.py, and read what changed"


def test_the_description_is_published_to_everybody(fund: RunningFund) -> None:
    answer = Client(HTTP_HOST="127.0.0.1").get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert set(answer.json()["paths"]) == {f"/api/v1{each.path.replace('{path:', '{')}" for each in ADDRESSES}


def test_two_shapes_of_one_name_would_hide_each_other() -> None:
    shapes: dict[str, type] = {}
    for module in pkgutil.iter_modules(cronfa.api.__path__):
        for name, each in vars(importlib.import_module(f"cronfa.api.{module.name}")).items():
            if isinstance(each, type) and issubclass(each, Schema) and each.__module__.startswith("cronfa.api"):
                assert shapes.setdefault(name, each) is each, name


def test_every_address_says_what_it_does_and_which_right_it_needs() -> None:
    page = api_pages.page()
    for each in ADDRESSES:
        path = each.path.replace("{path:", "{")
        found = re.search(rf"^### {each.method} {re.escape(path)}\n\n(.+?)\n\n", page, re.MULTILINE | re.DOTALL)
        assert found and (each.needs.value if isinstance(each.needs, Right) else "Every token may ask") in found[1], (
            path
        )


def shapes() -> dict[str, type[Schema]]:
    """Every shape of the API by its name."""
    modules = (importlib.import_module(f"cronfa.api.{each.name}") for each in pkgutil.iter_modules(cronfa.api.__path__))
    return {
        name: each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, Schema) and each.__module__.startswith("cronfa.api")
    }


def test_every_body_has_an_example_that_its_shape_takes() -> None:
    described = json.loads(api_pages.openapi())
    bodies = [
        content["schema"]["$ref"].rsplit("/", 1)[1]
        for methods in described["paths"].values()
        for operation in methods.values()
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
    ]
    assert set(bodies) == set(EXAMPLES)
    known = shapes()
    for name, example in EXAMPLES.items():
        known[name].model_validate(example)


def test_every_page_stands_beside_an_address_or_a_reason() -> None:
    """A new page that nobody has thought of for programs fails here."""
    assert {page.name for page in PAGES} == set(BESIDE)
    methods = {each.name: each.method for each in ADDRESSES}
    for page in PAGES:
        found = BESIDE[page.name]
        assert found.gives or found.why, f"{page.name} is read by people alone, and no reason is written"
        assert found.takes or found.why or page.changes is None, (
            f"{page.name} is sent by people alone, without a reason"
        )
        assert all(methods[name] == "GET" for name in found.gives), page.name
        assert all(methods[name] == "POST" for name in found.takes), page.name


def test_every_address_stands_beside_a_page_or_says_what_it_is_for() -> None:
    beside = {name for each in BESIDE.values() for name in (*each.gives, *each.takes)}
    assert {each.name for each in ADDRESSES} == beside | set(ALONE)
    assert not beside & set(ALONE)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_look_at_a_page_may_read_its_addresses(role: Role) -> None:
    needs = {each.name: each.needs for each in ADDRESSES}
    for page in PAGES:
        if page.needs in RIGHTS[role]:
            asked = {needs[name] for name in BESIDE[page.name].gives} - {None}
            assert asked <= RIGHTS[role], (role, page.name, asked)
