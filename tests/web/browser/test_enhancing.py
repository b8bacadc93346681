"""Lists and figures that change in their place: the address, the focus and what is told are right, and axe finds nothing after."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from cronfa.fund.opening import RunningFund
from cronfa.governance import working
from cronfa.governance.models import Job, Proposal
from cronfa.governance.roles import Role
from cronfa.web.presenters import files
from web.browser.visitors import violations, violations_now

FUND = "/en/funds/small/"


def _stays(page: Page) -> None:
    """From now on the page must not be left: what is written on it goes when it is."""
    page.evaluate("window.stays = true")


def test_a_list_is_sorted_and_filtered_in_its_place_by_keyboard(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.MANAGER)
    page.goto(f"{FUND}postings/")
    _stays(page)
    page.locator("#sort-6").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Spend ↑")
    expect(page.locator("#sort-6")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?sort=amount$"))
    expect(page.locator("#postings-said")).to_contain_text("Page 1 of")
    expect(page.locator("#other-language")).to_have_attribute("href", "/cy/funds/small/postings/?sort=amount")
    page.select_option("#scheme", "equipment")
    page.locator("#contains").fill("Elin")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "contains=Elin" in url and "scheme=equipment" in url)
    assert page.evaluate("window.stays") and violations(page) == []
    page.go_back()
    expect(page.locator("#contains")).to_have_value("")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Spend ↑")


def test_a_list_can_be_read_while_it_is_fetched_anew(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.MANAGER)
    page.goto(f"{FUND}postings/")
    held: list[Route] = []
    page.route("**/postings/?sort=amount", lambda route: held.append(route))
    page.locator("#sort-6").click()
    expect(page.locator(".listing.htmx-request")).to_have_css("border-top-color", "rgb(21, 80, 107)")
    assert violations_now(page) == []
    held[0].continue_()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Spend ↑")
    assert violations(page) == []


def test_why_opens_beneath_a_figure_and_closes_and_nothing_is_left_behind(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.MANAGER, width=320)
    page.goto(f"{FUND}figures/2025-26/6/settlement/")
    _stays(page)
    figure = page.locator("a.open").first
    figure.focus()
    page.keyboard.press("Enter")
    row = page.locator(".why-row")
    expect(row).to_have_count(1)
    expect(row.locator("section")).to_be_focused()
    expect(figure).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    expect(row).to_have_count(0)
    expect(figure).to_be_focused()
    for shown in (1, 0):  # a second click closes it
        figure.click()
        expect(row).to_have_count(shown)
    assert page.evaluate("window.stays") and page.url.endswith("/settlement/")


def test_a_double_click_sends_once_and_shows_what_came_of_it(open_desk: Callable[..., Page], fund: RunningFund) -> None:
    page = open_desk(Role.HOST_OFFICER)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{FUND}entries/5/reverse/")
    page.fill("[name=reason]", "paid twice")
    page.locator("main form button").first.dblclick()
    page.wait_for_url("**/proposals/**")
    assert len(sent) == 1 and Proposal.objects.count() == 1


def test_on_paper_stand_figures_and_no_addresses_or_buttons(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.MANAGER)
    page.emulate_media(media="print")
    page.goto(f"{FUND}figures/2025-26/6/settlement/")
    after = page.evaluate("[...document.querySelectorAll('main a')].map(a => getComputedStyle(a, '::after').content)")
    assert set(after) == {"none"}
    assert page.locator("nav:visible, main form:visible, .twins:visible").count() == 0
    assert page.locator("main table:visible").count() > 2


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no-scripts"])
def test_a_figure_leads_to_a_page_of_its_own_too(open_desk: Callable[..., Page], script: bool) -> None:
    page = open_desk(Role.MANAGER, script=script)
    page.goto(f"{FUND}figures/2025-26/6/settlement/")
    page.locator("a.open").first.click()
    if script:
        page.locator(".why-row a").first.click()
    page.wait_for_url("**/why/**")
    expect(page.locator("h1")).to_have_count(1)


def test_a_session_that_has_ended_leads_to_signing_in_and_back_to_the_list(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.MANAGER)
    page.goto(f"{FUND}postings/")
    page.context.clear_cookies()
    page.locator("#sort-6").click()
    page.wait_for_url("**/account/login/?next=**postings**")


def test_a_run_is_followed_by_itself_until_it_is_done(open_desk: Callable[..., Page], fund: RunningFund) -> None:
    page = open_desk(Role.MANAGER)
    page.goto(f"{FUND}what-if/")
    page.fill("#runs", "200")
    page.locator("main form button").click()
    page.locator("button[value=begin]").click()
    expect(page.locator("progress")).to_have_count(1)
    assert Job.objects.get().state == Job.WAITING
    assert working.work_once("a worker")
    expect(page.locator("main svg").first).to_be_visible()
    expect(page.locator("progress")).to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no-scripts"])
def test_a_large_file_is_followed_until_it_has_been_read(
    open_desk: Callable[..., Page], fund: RunningFund, tmp_path: Path, script: bool
) -> None:
    rows = "".join(f"2025-10-02,1.25,Q{number},Beds,{'New ' * 150}Cyf,equipment\n" for number in range(2_000))
    (tmp_path / "october.csv").write_text(f"Date,Amount,Id,Kind,Supplier,Scheme\n{rows}", "utf-8")
    page = open_desk(Role.HOST_OFFICER, script=script)
    page.goto(f"{FUND}files/")
    page.set_input_files("#file", tmp_path / "october.csv")
    page.get_by_role("button", name=files.LABELS["send"].en).click()
    expect(page.locator("progress")).to_have_count(1)
    assert not script or violations(page) == []
    assert working.work_once("a worker")
    if not script:
        page.get_by_role("link", name=files.LABELS["refresh"].en).click()
    expect(page.locator("main")).to_contain_text("£2,500.00")
    expect(page.locator("progress")).to_have_count(0)
