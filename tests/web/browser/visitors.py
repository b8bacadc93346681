"""Someone at a window: reads a page in one language, and works it with a pointer or with the keyboard alone."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

from cronfa.language import Language, Text, same

PATIENCE_SECONDS = 60
"""How long the machine takes is no failure: what is waited for comes or the test fails, however busy the processors."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = "options => axe.run(options).then(found => found.violations)"
AT_REST = (
    "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling') && !document.getAnimations().length"
)


def violations(page: Page) -> list[str]:
    """What a page at rest does that keeps someone from using it.

    A page that is still changing is waited for: an address can be told before what stands at it is shown.
    """
    page.wait_for_function(AT_REST)
    return violations_now(page)


def violations_now(page: Page) -> list[str]:
    """What a page does at this moment that keeps someone from using it, as axe finds it.

    What it finds in order is left in the browser: described element by element, it would take as long as the looking.
    """
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(LOOK, {"runOnly": RULES, "resultTypes": ["violations"]})
    return [f"{page.url}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in found]


@dataclass(frozen=True)
class Way:
    """A way of going through a journey."""

    language: Language
    keyboard: bool = False
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{'keyboard' if self.keyboard else 'pointer'}{'' if self.scripts else '-no-scripts'}"


WAYS = (Way("en"), Way("cy", keyboard=True, scripts=False))
MORE_WAYS = (Way("cy", keyboard=True), Way("cy", scripts=False))
"""What the long version adds."""


class Visitor:
    """Works with a pointer. Labels are the words of the page's own language; every page it comes to is looked over once."""

    def __init__(self, page: Page, language: Language, *, scripts: bool = True) -> None:
        self.page, self.language, self.scripts = page, language, scripts
        self._looked: set[str] = set()

    def goes(self, path: str) -> None:
        self.page.goto(f"/{self.language}/funds/{path}")
        self._look()

    def reads(self, where: str = "main") -> str:
        return self.page.inner_text(where)

    def follows(self, label: Text | str) -> None:
        self.opens(self.page.get_by_role("link", name=self._said(label)).first)

    def opens(self, link: Locator) -> None:
        """What the link leads to, whole: pressed without this, the page left can still stand there."""
        self._leaves_by(link)

    def presses(self, label: Text | str, nth: int = 0) -> None:
        self._leaves_by(self.page.get_by_role("button", name=self._said(label)).nth(nth))

    def writes(self, label: Text | str, text: str, nth: int = 0) -> None:
        self._write(self.page.get_by_label(self._said(label), exact=True).nth(nth), text)

    def dates(self, label: Text | str, day: date) -> None:
        self._date(self.page.get_by_label(self._said(label), exact=True).first, day)

    def picks(self, label: Text | str, option: str) -> None:
        self._pick(self.page.get_by_label(self._said(label), exact=True).first, option)

    def attaches(self, field: str, *paths: Path) -> None:
        """A file chosen in the field of this id, or several at once."""
        with self.page.expect_file_chooser() as chooser:
            self._press(self.page.locator(f"#{field}"))
        chooser.value.set_files(paths)

    def _leaves_by(self, at: Locator) -> None:
        with self.page.expect_navigation():
            self._press(at)
        self._look()

    def _said(self, label: Text | str) -> str:
        return (same(label) if isinstance(label, str) else label).to(self.language)

    def _look(self) -> None:
        self.page.wait_for_load_state()
        address = self.page.url.split("?")[0]
        if self.scripts and address not in self._looked:
            assert violations(self.page) == []
        self._looked.add(address)
        assert self.page.get_attribute("html", "lang") == self.language

    def _press(self, at: Locator) -> None:
        at.click()

    def _write(self, at: Locator, text: str) -> None:
        at.fill(text)

    def _date(self, at: Locator, day: date) -> None:
        at.fill(day.isoformat())

    def _pick(self, at: Locator, option: str) -> None:
        at.select_option(option)


class KeyboardVisitor(Visitor):
    """Has no pointer: comes to everything by the tabulator, as someone who cannot use a mouse does."""

    def _reach(self, at: Locator) -> None:
        wanted = at.element_handle()  # looked for once: by its role and name, in a long page, takes a while
        for _ in range(150):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {at}")

    def _press(self, at: Locator) -> None:
        self._reach(at)
        self.page.keyboard.press("Enter")

    def _write(self, at: Locator, text: str) -> None:
        self._reach(at)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _date(self, at: Locator, day: date) -> None:
        """Day first or month first, whichever the browser's own language has."""
        self._reach(at)
        for order in ("%d%m%Y", "%m%d%Y"):
            for _ in range(3):
                self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.type(day.strftime(order))
            if at.input_value() == day.isoformat():
                return
        raise AssertionError(f"{day} cannot be typed")

    def _pick(self, at: Locator, option: str) -> None:
        self._reach(at)
        self.page.keyboard.press("Home")
        for _ in range(at.locator("option").count()):
            if at.input_value() == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not come to {option}")
