"""The rules about words: one code for one kind of problem, and both languages in every sentence."""

from collections import Counter
from string import Formatter

import pytest

from cronfa.language import Text
from cronfa.problems import Kind
from manual import kinds

KINDS = kinds()


def test_there_are_kinds_to_check() -> None:
    assert len(KINDS) >= 5


def test_every_code_belongs_to_one_kind() -> None:
    twice = [code for code, times in Counter(kind.code for kind in KINDS).items() if times > 1]
    assert not twice


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_code_is_two_letters_and_three_digits(kind: Kind) -> None:
    assert kind.code[:2].isalpha() and kind.code[:2].isupper() and kind.code[2:].isdigit()
    assert len(kind.code) == 5


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_both_languages_fill_the_same_places(kind: Kind) -> None:
    for text in (kind.what, kind.remedy):
        assert _places(text.en) == _places(text.cy)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_welsh_is_not_english_again(kind: Kind) -> None:
    for text in (kind.what, kind.remedy):
        only_places = not any(words.strip() for words, *_ in Formatter().parse(text.en))
        assert only_places or text.en != text.cy


def _places(words: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(words) if field is not None}


def test_a_text_with_one_language_cannot_exist() -> None:
    with pytest.raises(AssertionError):
        Text(en="only English", cy=" ")
