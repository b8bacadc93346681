"""The postings of one attributed line: they add up to nothing for the fund and for every partner."""

from typing import Literal, NamedTuple

from cronfa.attribution.lines import Attributed

Account = Literal["expenditure", "bank", "clearing"]


class PostingLine(NamedTuple):
    """Pence on one partner's account; debits above zero. ``counterparty`` is the other partner of a clearing line."""

    account: Account
    partner: str
    pence: int
    counterparty: str | None = None
    clause: str | None = None


def postings(attributed: Attributed, partners: tuple[str, ...]) -> tuple[PostingLine, ...]:
    """Expenditure to those responsible, bank from those whose money paid, and a clearing pair for each crossing.

    A crossing is owed to the funder (a debit on its clearing account) by the responsible partner (a credit on its).
    """
    spent = [PostingLine("expenditure", part.partner, part.pence, clause=part.clause) for part in attributed.parts]
    paid = [
        PostingLine("bank", partner, -pence, clause=attributed.funding_clause)
        for partner, pence in zip(partners, attributed.funded_pence, strict=True)
        if pence
    ]
    owed: list[PostingLine] = []
    for crossing in attributed.crossings:
        funder, other = crossing.funder, crossing.responsible
        owed.append(PostingLine("clearing", funder, crossing.pence, other, attributed.funding_clause))
        owed.append(PostingLine("clearing", other, -crossing.pence, funder, attributed.funding_clause))
    return (*spent, *paid, *owed)
