"""The repository as a stranger meets it: its pages, its locks, and no trace of the machine it was made on."""

import re
import tomllib

import pytest

from tidy import source

PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "DATA.md",
    "LICENSE",
)
# Put together from parts so that this file does not match itself.
PACKAGE_SERVERS = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)")))
MACHINE_PATHS = re.compile(r"/(home|Users|root|work)" + r"/\w+/")


@pytest.mark.parametrize("page", PAGES)
def test_page_is_there_and_says_something(page: str) -> None:
    assert len((source.ROOT / page).read_text(encoding="utf-8")) > 200


def test_no_file_names_a_machine_or_a_package_server() -> None:
    named = [
        f"{source.name(path)}:{number}"
        for path, words in source.texts()
        for number, line in enumerate(words.splitlines(), start=1)
        if PACKAGE_SERVERS.search(line) or MACHINE_PATHS.search(line)
    ]
    assert not named


def test_every_locked_package_has_its_hashes() -> None:
    for lock in sorted((source.ROOT / "requirements").glob("*.txt")):
        for requirement in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
            assert "--hash=sha256:" in requirement, f"{lock.name}: {requirement}"


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    for lock, wanted in (
        ("run", project["project"]["dependencies"]),
        ("dev", groups["dev"]),
        ("bench", groups["bench"]),
    ):
        locked = (source.ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").lower()
        for requirement in (item for item in wanted if isinstance(item, str)):
            package = re.split(r"[\[<>=~ ]", requirement)[0].lower()
            assert re.search(rf"^{re.escape(package)}==", locked, re.MULTILINE), f"{package}: run `make lock`"


def test_the_read_me_names_the_two_commands() -> None:
    words = (source.ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in words and "make test" in words


def test_every_page_of_the_manual_has_one_title() -> None:
    for page in sorted((source.ROOT / "docs").rglob("*.md")):
        outside_code = re.sub(r"^(```|~~~).*?^\1", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        assert len(re.findall(r"^# ", outside_code, re.MULTILINE)) == 1, source.name(page)


@pytest.mark.parametrize("folder", ["how-to", "reference", "explanation", "adr"])
def test_every_page_is_listed_in_its_index(folder: str) -> None:
    """The contents of the built manual list themselves; these lists are for who reads the files."""
    here = source.ROOT / "docs" / folder
    listed = (here / "index.md").read_text(encoding="utf-8")
    unlisted = {"index.md", "performance.md"}  # the second is made by `make bench`
    pages = {page.name for page in here.glob("*.md")} - unlisted
    missing = sorted(name for name in pages if f"({name})" not in listed)
    assert not missing
