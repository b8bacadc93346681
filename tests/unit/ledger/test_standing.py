"""The digest of what stands beside the entries: over as much as an earlier one covered, whatever has been added since."""

from dataclasses import replace

import pytest

from cronfa.ledger.records import Agreement, PeriodEvent, SourceFile, Standing

STANDING = Standing(
    "pool",
    "Pŵl",
    ("council", "health"),
    (Agreement("aa", "text", "who", "when"),),
    (SourceFile("bb", "f.csv", "m", 1, 2, "who", "when"), SourceFile("cc", "g.csv", "m", 1, 2, "who", "when")),
    (PeriodEvent("M01", "2012-04-01", "2012-04-30", "open", "", "who", "when"),),
)
DIGEST = "2.1.2.1:50f9e381eec493086ef3bfb83bf46c9ac99a4a35c898ac42061b846f9b48ec99"


def test_the_digest_never_changes() -> None:
    """Signed checkpoints hold it: with another way of making it, every one of them would accuse a sound ledger."""
    assert STANDING.digest() == DIGEST


@pytest.mark.parametrize("grown", ["partners", "agreements", "sources", "period_events"])
def test_what_was_added_since_is_not_covered_and_what_was_there_is(grown: str) -> None:
    there = getattr(STANDING, grown)
    longer, other = (*there, there[-1]), (*there[:-1], "another")
    assert replace(STANDING, **{grown: longer}).digest(DIGEST) == DIGEST
    assert replace(STANDING, **{grown: longer}).digest() != DIGEST
    assert replace(STANDING, **{grown: other}).digest(DIGEST) != DIGEST
    assert replace(STANDING, **{grown: there[:-1]}).digest(DIGEST) != DIGEST


@pytest.mark.parametrize("name", ["slug", "title"])
def test_the_funds_names_are_covered(name: str) -> None:
    assert replace(STANDING, **{name: "other"}).digest(DIGEST) != DIGEST


@pytest.mark.parametrize("like", ["", ":", "x", "1", "1.2", "²:00", "-1.0.0.0:", "1.1.1.1.1.1:"])
def test_a_digest_that_is_none_covers_what_it_can_and_is_never_the_same(like: str) -> None:
    assert STANDING.digest(like) != like


def test_lengths_that_are_missing_cover_nothing() -> None:
    assert STANDING.digest("2").partition(":")[0] == "2.0.0.0"
    assert STANDING.digest("2.1.x.1:").partition(":")[0] == "2.1.0.1"
    assert STANDING.digest("1.1.1.1.9:").partition(":")[0] == "1.1.1.1"
    assert STANDING.digest("9.9.9.9:").partition(":")[0] == "2.1.2.1"


def test_letters_that_are_broken_have_a_digest_too() -> None:
    assert replace(STANDING, title="\ud800").digest() != DIGEST
