"""Pictures of every page of the workspace, at two widths and in two languages, kept under docs/pages for people to look at.

Fills the demonstration's fund in a folder of its own, serves it on this machine, lets a few things happen in it, opens every
registered page in Chromium as somebody who may read it, and writes ``docs/explanation/what-the-pages-look-like.md``. A page
that is registered and neither shown nor named in :data:`NOT_SHOWN` stops it. Run it by ``make screenshots``.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pages"
INDEX = ROOT / "docs" / "explanation" / "what-the-pages-look-like.md"
LEDGER = ROOT / "examples" / "leeds-learning-disability" / "nhs-leeds-ledger.csv"
FUND = "leeds-learning-disability"
LANGUAGES = ("en", "cy")
WIDTHS = {1280: (0.65, 1900), 320: (1.0, 1500)}
"""For each width of the window: how much of its size is kept, and how many of its pixels from the top."""
COLOURS = 32
MOST_BYTES = 8_000_000
RUN_SECONDS = 300
"""How long a thousand possible years may take; a worker beside the server draws them."""

MANAGER, HOST, PARTNER, ADMINISTRATOR = "Mair Huws", "Idris Lowe", "Tom Ashby", "Owain Firth"
YEAR, MONTH = "2013-14", 9
GIVEN: dict[str, tuple[str, str]] = {
    "home": (PARTNER, ""),
    "report": (MANAGER, "figures/2012-13/12/settlement/"),
    "versions": (MANAGER, "agreement/versions/1/2/"),
    "why": (MANAGER, "why/2012-13/residential/overspend/1/reserve:contingency/"),
    "settlement": (PARTNER, "settlement/2012-13/12/"),
    "entry": (PARTNER, "entries/27268/"),
    "question": (PARTNER, "entries/27258/question/"),
    "exceptions": (PARTNER, "exceptions/"),
    "exception": (HOST, "exceptions/1/"),
    "reverse": (HOST, "entries/9000/reverse/"),
    "proposal": (MANAGER, "proposals/1/"),
    "file": (HOST, "files/1/"),
    "files": (HOST, "files/"),
    "reconciliations": (PARTNER, "reconciliations/"),
    "reconciliation": (PARTNER, "reconciliations/1/"),
    "reconciliation-matches": (PARTNER, "reconciliations/1/matches/"),
    "month": (MANAGER, f"month-end/{YEAR}/{MONTH}/"),
    "months-of": (MANAGER, f"months/{YEAR}/"),
    "forecasts": (MANAGER, f"forecasts/{YEAR}/{MONTH}/"),
    "contributions": (MANAGER, f"contributions/{YEAR}/"),
    "call": (PARTNER, "contributions/2012-13/nhs-leeds/4/"),
    "settled": (PARTNER, "contributions/2012-13/nhs-leeds/settlement/"),
    "virements-of": (MANAGER, f"virements/{YEAR}/"),
    "worries": (PARTNER, "what-if/worries/"),
    "what-if": (PARTNER, "what-if/"),
    "run": (MANAGER, "what-if/1/"),
}
"""Who opens a page and where it is, where that is not the manager and the page's own pattern."""
NOT_SHOWN = {
    "appointment": "the example's people are appointed already",
    "scheme": "leads to a figure's page",
    "outlook": "leads to the home page",
    "contributions-now": "leads to the contributions of a year",
    "months": "leads to the months of a year",
    "virements": "leads to the virements of a year",
}
OUTSIDE = {
    "start": (MANAGER, "?all"),
    "tour": (PARTNER, f"funds/{FUND}/?tour=1"),
    "accessibility": ("", "accessibility/"),
    "privacy": ("", "privacy/"),
    "help": ("", "help/"),
    "help-dpia": ("", "help/dpia/"),
    "help-dtac": ("", "help/dtac/"),
    "demo": ("", "demo/"),
    "sign-in": ("", "account/login/"),
    "account-safety": (MANAGER, "account/safety/"),
    "not-found": (MANAGER, f"funds/{FUND}/nothing/"),
}
"""Pages before a fund."""


@dataclass(frozen=True)
class Shot:
    """One page to be pictured."""

    name: str
    person: str
    path: str


def shots() -> list[Shot]:
    """Every page, those of the fund first."""
    found = []
    for name, pattern in _registered():
        is_download = name not in GIVEN and name.split("-")[-1] in ("file", "csv", "table", "evidence", "frozen")
        if name in NOT_SHOWN or is_download:
            continue
        person, path = GIVEN.get(name, (MANAGER, pattern))
        if "<" in path:
            raise SystemExit(
                f"tools/screenshots.py: say where the page “{name}” ({pattern}) is, or why it is not shown"
            )
        found.append(Shot(name, person, f"funds/{FUND}/{path}"))
    return found + [Shot(name, *place) for name, place in OUTSIDE.items()]


def _registered() -> list[tuple[str, str]]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cronfa.site.web")
    os.environ.setdefault("CRONFA_SECRET_KEY", "for pictures alone")
    import django

    django.setup()
    import cronfa.web.addresses  # noqa: F401  importing it registers the pages
    from cronfa.web.pages import PAGES

    return [(page.name, page.pattern) for page in PAGES]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The demonstration, filled and served from a folder, at an address of this machine."""
    from cronfa.cli.serve import free_port

    environment = {
        **os.environ, "CRONFA_DATABASE_URL": f"sqlite:///{folder / 'fund.sqlite3'}", "CRONFA_NO_SERVE": "1",
    }  # fmt: skip
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    demo = [sys.executable, "-m", "cronfa", "demo", "--json", "--out", str(folder / "out")]
    subprocess.run(demo, env=environment, check=True, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{(port := free_port(8600))}"
    command = [sys.executable, "-m", "cronfa", "serve", "--demo", "--port", str(port)]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(address)
        yield address
    finally:
        started.terminate()
        started.wait(timeout=20)


def _await(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(f"{address}/en/accessibility/"):
                return
        except URLError:
            time.sleep(0.2)
    raise SystemExit("the demonstration did not answer in a minute")


def happen(browser: Browser, address: str) -> None:
    """A question, a reconciliation, a reversal asked for, a file looked at, the chain verified, a thousand possible years."""
    fund = f"{address}/en/funds/{FUND}"
    page = signed_in(browser, address, PARTNER, 1280)
    page.goto(f"{fund}/entries/27268/question/")
    page.fill("#text", "Our ledger has no such payment: which invoice is it?")
    page.get_by_role("button", name="Send the question").click()
    page.goto(f"{fund}/reconciliations/")
    page.select_option("#first", "2012-04")
    page.select_option("#last", "2013-03")
    page.set_input_files("#file", LEDGER)
    page.get_by_role("button", name="Upload and match it").click()
    page.goto(f"{fund}/verification/")
    page.get_by_role("button", name="Verify it now").click()
    page.context.close()
    page = signed_in(browser, address, HOST, 1280)
    page.goto(f"{fund}/entries/9001/reverse/")
    page.fill("[name=reason]", "paid twice: invoice 4471")
    page.locator("main form button").first.click()
    page.goto(f"{fund}/files/")
    page.set_input_files("#file", LEDGER)
    page.get_by_role("button", name="Upload and look at it").click()
    page.context.close()
    page = signed_in(browser, address, MANAGER, 1280)
    page.goto(f"{fund}/what-if/")
    page.fill("#runs", "1000")
    page.locator("main form button").click()
    page.locator("button[value=begin]").click()
    page.locator("main svg").first.wait_for(timeout=RUN_SECONDS * 1_000)
    page.context.close()


def signed_in(browser: Browser, address: str, person: str, width: int) -> Page:
    """A window of this width at somebody's desk; at nobody's where no person is named."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900}, locale="en-GB")
    page = context.new_page()
    if person:
        page.goto("/en/demo/")
        page.get_by_role("button", name=f"Sign in as {person}").click()
    return page


def picture(page: Page, name: str, width: int) -> int:
    """Keep what a window shows; how many bytes that takes."""
    scale, most = WIDTHS[width]
    whole = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    seen = whole.crop((0, 0, width, min(whole.height, most)))
    small = seen.resize((round(seen.width * scale), round(seen.height * scale)), Image.Resampling.LANCZOS)
    path = OUT / f"{name}.webp"
    small.quantize(COLOURS).save(path, format="WEBP", lossless=True, method=6)
    return path.stat().st_size


def index(titles: dict[str, str]) -> str:
    """The page of the manual that shows them."""
    lines = [
        "# What the pages look like",
        "",
        "<!-- Made by tools/screenshots.py (`make screenshots`); change that. -->",
        "",
        "Every page of the workspace as Chromium draws it, with the Leeds example: 1280 and 320 pixels wide, in English and",
        "in Welsh. The people are invented; the payments are those that Leeds City Council published. Long pages are cut",
        "at the foot.",
        "To see them move, run `cronfa demo`.",
    ]
    for name, title in titles.items():
        others = " · ".join(
            f"[{words}, {width} pixels](../pages/{name}-{language}-{width}.webp)"
            for language, words in (("en", "English"), ("cy", "Cymraeg"))
            for width in WIDTHS
        )
        lines += ["", f"## {title}", "", f"![{title}](../pages/{name}-en-1280.webp)", "", others]
    return "\n".join(lines) + "\n"


def main() -> None:
    wanted = shots()
    OUT.mkdir(parents=True, exist_ok=True)
    titles: dict[str, str] = {}
    taken, missing = 0, list[str]()
    with TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        happen(browser, address)
        for width in WIDTHS:
            for person in dict.fromkeys(shot.person for shot in wanted):
                page = signed_in(browser, address, person, width)
                for shot in (each for each in wanted if each.person == person):
                    for language in LANGUAGES:
                        answer = page.goto(f"/{language}/{shot.path}")
                        status = answer.status if answer else 0
                        if status != 200 and shot.name != "not-found":
                            missing.append(f"{shot.name}: {shot.path} answers {status}")
                            continue
                        taken += picture(page, f"{shot.name}-{language}-{width}", width)
                        if language == "en":
                            titles[shot.name] = page.title().removesuffix(" – cronfa")
                page.context.close()
        browser.close()
    if missing:
        raise SystemExit("\n".join(missing))
    kept = {f"{shot.name}-{language}-{width}.webp" for shot in wanted for language in LANGUAGES for width in WIDTHS}
    for path in OUT.glob("*.webp"):
        if path.name not in kept:
            path.unlink()
    INDEX.write_text(index({shot.name: titles[shot.name] for shot in wanted}), encoding="utf-8")
    print(f"{len(kept)} pictures, {taken / 1_000_000:.1f} MB")
    if taken > MOST_BYTES:
        raise SystemExit(f"more than {MOST_BYTES / 1_000_000:.0f} MB: keep fewer colours or pixels")


if __name__ == "__main__":
    main()
