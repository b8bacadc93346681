"""Names of accounts for other programs: whoever has loaded one export finds the same accounts in the next."""

import pytest

from cronfa.ledger.exports.names import account_names, pounds_and_pence


@pytest.mark.parametrize(
    ("leg", "name"),
    [
        (("council", "bank", "", ""), "Assets:Bank:Council:Whole-fund"),
        (("nhs leeds", "clearing", "homes 2", ""), "Assets:Clearing:Nhs-leeds:Homes-2"),
        (("council", "clearing", "homes", "health"), "Assets:Clearing:Council:Homes-with-health"),
        (("council", "loans", "", "health"), "Assets:Loans:Council:Whole-fund-with-health"),
        (("--é--", "reserve", "½", ""), "Equity:Reserve:X:X"),
        (("1st", "in_kind", "(a)", ""), "Expenses:In-kind:1st:A"),
    ],
)
def test_a_name_is_made_of_account_partner_scheme_and_counterparty(leg: tuple[str, str, str, str], name: str) -> None:
    assert account_names([leg]) == {leg: name}


def test_names_that_would_be_the_same_are_numbered_in_order() -> None:
    legs = [("a", "bank", scheme, "") for scheme in ("x y", "x-y", "x.y", "x-y-2")]
    names = account_names(reversed(legs))
    assert names == {
        ("a", "bank", "x y", ""): "Assets:Bank:A:X-y",
        ("a", "bank", "x-y", ""): "Assets:Bank:A:X-y-2",
        ("a", "bank", "x-y-2", ""): "Assets:Bank:A:X-y-2-2",
        ("a", "bank", "x.y", ""): "Assets:Bank:A:X-y-3",
    }


@pytest.mark.parametrize(
    ("pence", "text"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (100, "1.00"), (-123_450, "-1234.50"), (10**14, "1000000000000.00")],
)
def test_pence_are_written_exactly(pence: int, text: str) -> None:
    assert pounds_and_pence(pence) == text
