"""What a sum of a settlement is made of: a partner's sums and a scheme's, as parts that add up to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cronfa.fund.figure_words import figure_words
from cronfa.language import Text
from cronfa.reporting.inputs import Book
from cronfa.settlement.figures import figure_id, figures
from cronfa.settlement.outcome import SchemeResult, Settlement


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that another is made from."""

    what: Text
    pence: int
    figure: str | None = None


def sum_parts(filled: Book, figure: str) -> Iterator[Part]:
    """The dues, lines and repayments that a partner's sum adds up, and the parts of a scheme's sum."""
    _, kind, name, *rest = figure.split("/")
    settled = filled.settlement
    if kind != "partner":
        yield from _scheme_parts(filled, kind, name)
        return
    if rest in (["due"], ["to-pay"]):
        for due in settled.dues:
            if due.partner == name:
                id_ = figure_id(settled.year, due)
                yield Part(figure_words(filled, id_), due.amount_pence, id_)
    for line in settled.lines:
        if line.party.kind in _TAKEN_BY.get("/".join(rest), ()) and line.party.id == name:
            id_ = figure_id(settled.year, line)
            yield Part(figure_words(filled, id_), line.amount_pence, id_)
    if rest in (["repaid"], ["to-pay"]):
        yield from _repaid_parts(settled, name, -1 if rest == ["to-pay"] else 1)
    if rest == ["to-pay"]:
        paid = f"{settled.year}/partner/{name}/paid"
        yield Part(figure_words(filled, paid), -figures(settled)[paid], paid)


def _scheme_parts(filled: Book, scheme: str, what: str) -> Iterator[Part]:
    """What a scheme's variance, its contributions and what it brought forward are made of."""
    settled = filled.settlement
    known = next((each for each in settled.schemes if each.scheme == scheme), None)
    if known is None:
        return
    if what == "variance":
        for name, sign in (("spend", 1), ("due", -1), ("other-income", -1), ("brought-forward", -1)):
            if pence := getattr(known, f"{name.replace('-', '_')}_pence"):
                id_ = f"{settled.year}/{scheme}/{name}"
                yield Part(figure_words(filled, id_), sign * pence, id_)
    if what == "due":
        for due in settled.dues:
            if due.scheme == scheme:
                id_ = figure_id(settled.year, due)
                yield Part(figure_words(filled, id_), due.amount_pence, id_)
    if what == "brought-forward":
        yield from _brought_parts(settled, known)


def met_by(filled: Book, pot: Sequence[SchemeResult]) -> Iterator[Part]:
    """What the variance that a line shares comes from, to go on from: one scheme's sums, or the spend of several."""
    names = ("spend", "due", "other-income", "brought-forward") if len(pot) == 1 else ("spend",)
    for each in pot:
        for name in names:
            if pence := getattr(each, f"{name.replace('-', '_')}_pence"):
                id_ = f"{filled.settlement.year}/{each.scheme}/{name}"
                yield Part(figure_words(filled, id_), pence, id_)


def _brought_parts(settled: Settlement, scheme: SchemeResult) -> Iterator[Part]:
    """What falls due on the scheme's own loans, and the rest, which earlier settlements carried."""
    due = Text(en="Due on the loan of {year}", cy="Yn ddyledus ar fenthyciad {year}")
    carried = Text(en="Carried by earlier years' settlements", cy="Cariwyd gan setliadau blynyddoedd cynharach")
    rest = scheme.brought_forward_pence
    for loan in settled.owed:
        if loan.scheme == scheme.scheme and (pence := loan.due_pence(settled.year)):
            rest += pence
            yield Part(due.filled(year=loan.lent_in), -pence)
    if rest:
        yield Part(carried, rest)


_TAKEN_BY = {"borne": ("partner",), "lent": ("loan",), "to-pay": ("partner", "loan")}
"""The lines that a partner's sum adds up, by the kind of their party."""


def _repaid_parts(settled: Settlement, lender: str, sign: int) -> Iterator[Part]:
    """What falls due on each loan of a partner."""
    said = Text(en="Loan of {year}: what falls due", cy="Benthyciad {year}: yr hyn sy'n ddyledus")
    for loan in settled.owed:
        if loan.lender == lender and (pence := loan.due_pence(settled.year)):
            yield Part(said.filled(year=loan.lent_in), sign * pence)
