"""The rules about words: one code for one kind of problem, and both languages in every sentence."""

import re
from collections import Counter
from string import Formatter

import pytest

from cronfa.language import Text
from manual import kinds

KINDS = kinds()


def test_there_are_kinds_to_check() -> None:
    assert len(KINDS) >= 5


def test_every_code_belongs_to_one_kind() -> None:
    twice = [code for code, times in Counter(kind.code for kind in KINDS).items() if times > 1]
    assert not twice


def test_a_code_is_two_letters_and_three_digits() -> None:
    shape = re.compile(r"[A-Z]{2}[0-9]{3}")
    assert not [kind.code for kind in KINDS if not shape.fullmatch(kind.code)]


def test_both_languages_fill_the_same_places() -> None:
    differ = [kind.code for kind in KINDS for text in (kind.what, kind.remedy) if _places(text.en) != _places(text.cy)]
    assert not differ


def test_welsh_is_not_english_again() -> None:
    same = [
        kind.code for kind in KINDS for text in (kind.what, kind.remedy) if text.en == text.cy and _has_words(text.en)
    ]
    assert not same


def _has_words(text: str) -> bool:
    """Whether there is more than places to fill."""
    return any(words.strip() for words, *_ in Formatter().parse(text))


def _places(words: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(words) if field is not None}


def test_a_text_with_one_language_cannot_exist() -> None:
    with pytest.raises(AssertionError):
        Text(en="only English", cy=" ")
