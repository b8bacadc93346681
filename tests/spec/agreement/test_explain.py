"""What explain says: its golden text, what is default and why, and what a variation changes."""

from pathlib import Path

import pytest

from cronfa.agreement import parse
from cronfa.agreement.base import Clause
from cronfa.agreement.contributions import Contributions
from cronfa.agreement.explain import as_data, as_text, changes, contributions as contribution_words, explain, steps
from cronfa.agreement.steps import Step
from cronfa.language import Language

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
SMALL = (ROOT / "examples" / "small-pool" / "agreement.yaml").read_text(encoding="utf-8")


def made_from(kind: type[Clause]) -> set[type[Clause]]:
    return {each for made in kind.__subclasses__() for each in (made, *made_from(made))}


def test_every_kind_of_step_has_its_words() -> None:
    assert set(steps._IN_WORDS) == made_from(Step)


def test_every_contribution_rule_has_its_words() -> None:
    assert set(contribution_words._RULES) == made_from(Contributions)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_ten_line_agreement_in_plain_words(language: Language) -> None:
    golden = HERE / "golden" / f"small-pool.{language}.txt"
    assert as_text(explain(parse(SMALL)), language) == golden.read_text(encoding="utf-8")


def test_an_illustrative_agreement_says_so_first() -> None:
    first = explain(parse(SMALL))[0]
    assert first.heading.en == "ILLUSTRATIVE" and first.heading.cy == "ENGHREIFFTIOL"


def test_what_is_left_unsaid_is_default_with_its_published_source() -> None:
    told = [sentence for part in as_data(explain(parse(SMALL))) for sentence in part["sentences"]]  # type: ignore[attr-defined]
    sources = {sentence["text"]: sentence["source"] for sentence in told if sentence["default"]}
    assert "markettransfer.info" in sources["An overspend is met in this order:"]
    assert "lawinsider.com" in sources["A partner that leaves gives notice of 12 months."]


def test_what_is_written_is_never_default() -> None:
    text = SMALL.replace("to: 2029-03-31}", "to: 2029-03-31, notice: 6 months}") + (
        "    profile: days\n    attribute: contributions\n    overspend: [{share: equal}]\n"
    )
    told = [sentence for part in as_data(explain(parse(text))) for sentence in part["sentences"]]  # type: ignore[attr-defined]
    default = {sentence["text"] for sentence in told if sentence["default"]}
    for words in ("notice of 6 months", "by their days", "Spend belongs", "An overspend is met"):
        assert any(words in sentence["text"] for sentence in told)
        assert not any(words in sentence for sentence in default)


def test_a_variation_says_what_goes_and_what_comes() -> None:
    text = SMALL + (
        "variations:\n"
        "  - from: 2027-04-01\n"
        "    clause: Deed 1\n"
        "    changes: {schemes: {equipment: {contributions: {sir-enghraifft: 50%, bwrdd-enghraifft: 50%}}}}\n"
    )
    agreement = parse(text)
    told = [sentence.text.en for sentence in changes(*agreement.versions)]
    assert told == [
        "Scheme: equipment:",
        "No longer: Shares, every year: sir-enghraifft 60%; bwrdd-enghraifft 40%.",
        "Now: Shares, every year: sir-enghraifft 50%; bwrdd-enghraifft 50%.",
    ]
    assert "Amrywiad o 1 Ebrill 2027" in as_text(explain(agreement), "cy")


def test_a_new_name_is_told_once() -> None:
    text = SMALL + (
        "variations:\n"
        "  - from: 2027-04-01\n"
        "    changes: {partners: {bwrdd-enghraifft: {kind: health body, name: {en: New Board, cy: Bwrdd Newydd}}}}\n"
    )
    told = [sentence.text for sentence in changes(*parse(text).versions)]
    assert [words.en for words in told] == ["bwrdd-enghraifft is now called New Board."]
    assert [words.cy for words in told] == ["Bwrdd Newydd yw enw newydd bwrdd-enghraifft."]
