"""The API as it is described: the reference and the OpenAPI file are what the addresses say, and shapes have one name each."""

import importlib
import pkgutil
import re

import pytest
from django.test import Client
from ninja import Schema

import api_pages
import cronfa.api
from cronfa.api.addresses import ADDRESSES
from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Right


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
