"""Who posted an entry: the ledger keeps one text, its readers have two languages."""

import pytest

from cronfa.language import Text
from cronfa.ledger.entries import author


@pytest.mark.parametrize(
    ("who", "en", "cy"),
    [
        ("Mair Huws", "Mair Huws", "Mair Huws"),
        (
            "Mair Huws, prepared by Idris Lowe",
            "Mair Huws, prepared by Idris Lowe",
            "Mair Huws; paratowyd gan Idris Lowe",
        ),
        ("{odd}", "{odd}", "{odd}"),
    ],
)
def test_who_posted_an_entry_is_told_in_both_languages(who: str, en: str, cy: str) -> None:
    assert author(who) == Text(en=en, cy=cy)
