"""A figure that is opened says the same amount as where it stood, whichever months of the year it is of."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from web.api.programs import answered, program

OPENS = re.compile(r'<a class="govuk-link open" href="([^"]*)">([^<]*)</a>')
VALUE = re.compile(r"<h1[^>]*>.*?: ([^<]*)</h1>", re.DOTALL)


def number(shown: str) -> float:
    """An amount or a part as it is shown."""
    return abs(float(re.sub(r"[^0-9.]", "", shown)))


@pytest.mark.parametrize("name", ["monitoring", "statement-board"])
@pytest.mark.parametrize("months", [1, 5, 12])
def test_every_figure_of_a_report_opens_as_it_stands(
    sign_in: Callable[..., Client], fund: RunningFund, name: str, months: int
) -> None:
    who = sign_in(Role.PARTNER_OFFICER, "board")
    page = html.unescape(who.get(f"/en/funds/small/figures/2025-26/{months}/{name}/").content.decode())
    found = dict(OPENS.findall(page))
    assert len(found) > 3 and all(("?months=" in address) == (months != 12) for address in found)
    for address, amount in list(found.items())[:12]:
        opened = VALUE.search(html.unescape(who.get(address).content.decode()))
        assert opened and abs(number(amount) - number(opened[1])) <= (1 if "£" in amount else 0), address


def test_programs_may_ask_why_of_the_first_months(fund: RunningFund) -> None:
    who = program(Role.BOARD_MEMBER, "board")
    spent = [
        answered(who.get(f"/funds/small/why/2025-26/equipment/spend?months={months}"))["amount_pence"]
        for months in (1, 12)
    ]
    assert spent[0] < spent[1]
    assert who.get("/funds/small/why/2025-26/equipment/spend?months=13").status_code == 422
