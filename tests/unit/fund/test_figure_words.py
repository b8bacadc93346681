"""A settlement's figure is read in words: the year, what it is about, what it is."""

import pytest

from cronfa.agreement import load
from cronfa.fund.example import LEEDS, example
from cronfa.fund.figure_words import figure_words
from cronfa.reporting.inputs import Book


class OnlyTerms:
    """As much of a book as its figures' words need."""

    terms = load(example(LEEDS) / "agreement.yaml").latest.terms


@pytest.mark.parametrize(
    ("figure", "english", "welsh"),
    [
        ("2012-13/partner/leeds/due", "2012-13 › Leeds City Council › Contributions due", "Cyfraniadau dyledus"),
        ("2012-13/reserve/contingency/drawn", "2012-13 › Contingency reserve › Drawn", "Tynnwyd"),
        ("2012-13/residential/spend", "2012-13 › Residential and nursing care › Spend", "Gwariant"),
        (
            "2012-13/residential/contribution/leeds",
            "2012-13 › Residential and nursing care › Contribution due › Leeds City Council",
            "Cyfraniad dyledus › Cyngor Dinas Leeds",
        ),
        (
            "2012-13/fund/overspend/2/reserve:contingency",
            "2012-13 › Whole fund › Overspend, step 2 › Contingency reserve",
            "Gorwariant, cam 2 › Cronfa wrth gefn",
        ),
        ("2012-13/of/another/form/altogether/x", "2012-13 › of › another › form › altogether › x", "of › another"),
    ],
)
def test_a_figure_in_words(figure: str, english: str, welsh: str) -> None:
    book: Book = OnlyTerms()  # type: ignore[assignment]
    said = figure_words(book, figure)
    assert said.en == english
    assert welsh in said.cy
