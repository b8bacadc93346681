"""A settlement on the terminal and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from cronfa.agreement import Terms
from cronfa.cli.show import print_table
from cronfa.fund.leaving import Division
from cronfa.language import Language, Text
from cronfa.money import pounds
from cronfa.settlement.figures import figure_id, figures, party_id
from cronfa.settlement.outcome import Line, Settlement
from cronfa.settlement.terms import NEVER_SETTLED

WORDS = {
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "spend": Text(en="Spend", cy="Gwariant"),
    "due": Text(en="Contributions due", cy="Cyfraniadau dyledus"),
    "variance": Text(en="Variance", cy="Amrywiant"),
    "brought_forward": Text(en="Brought forward", cy="Dygwyd ymlaen"),
    "line": Text(en="What each step takes", cy="Yr hyn y mae pob cam yn ei gymryd"),
    "clause": Text(en="Clause", cy="Cymal"),
    "who": Text(en="Who", cy="Pwy"),
    "amount": Text(en="Amount", cy="Swm"),
    "figure": Text(en="Figure", cy="Ffigur"),
    "partner": Text(en="Partner", cy="Partner"),
    "borne": Text(en="Share of variance", cy="Cyfran o'r amrywiant"),
    "paid": Text(en="Paid", cy="Talwyd"),
    "to_pay": Text(en="To pay (−: refund)", cy="I'w dalu (−: ad-daliad)"),
    "lent": Text(en="Lent", cy="Benthycwyd"),
    "lent_by": Text(en="lent by {partner}", cy="benthyciwr: {partner}"),
    "repaid": Text(en="Repaid", cy="Ad-dalwyd"),
    "loans": Text(en="Loans", cy="Benthyciadau"),
    "lender": Text(en="Lender", cy="Benthyciwr"),
    "lent_in": Text(en="Lent in", cy="Benthycwyd yn"),
    "still_owed": Text(en="Still owed", cy="Yn ddyledus o hyd"),
    "loan": Text(en="Loan repaid", cy="Ad-dalu benthyciad"),
    "of_what": Text(en="Of what", cy="O beth"),
    "whole_fund": Text(en="The whole fund", cy="Y gronfa gyfan"),
    "reserve": Text(en="Reserve", cy="Cronfa wrth gefn"),
    "before": Text(en="Before", cy="Cyn"),
    "after": Text(en="After", cy="Ar ôl"),
    "total": Text(en="Fund", cy="Y gronfa"),
    "decision": Text(
        en="Decision required: {board} must decide on {amount}{clause}; record it as “{decision}”.",
        cy="Angen penderfyniad: {board} sydd i benderfynu ar {amount}{clause}; cofnodwch ef fel “{decision}”.",
    ),
    "illustrative": Text(en="ILLUSTRATIVE. {why}", cy="ENGHREIFFTIOL. {why}"),
    "next_year": Text(en="next year", cy="y flwyddyn nesaf"),
    "undecided": Text(en="undecided", cy="heb ei benderfynu"),
}


def show_settlement(terms: Terms, settled: Settlement, lang: Language) -> None:
    """Schemes, lines, partners and reserves, one table each, and the decisions that are required.

    Schemes that are only in view are in the reports; here they would not add up with what is settled.
    """

    def said(word: str, **facts: object) -> str:
        return WORDS[word].to(lang, **facts)

    if terms.illustrative:
        print(said("illustrative", why=terms.illustrative))
    names = ["spend", "due", "variance"]
    schemes = [scheme for scheme in settled.schemes if terms.schemes[scheme.scheme].form not in NEVER_SETTLED]
    if any(scheme.brought_forward_pence for scheme in schemes):
        names.insert(2, "brought_forward")
    sums = [[getattr(scheme, f"{name}_pence") for name in names] for scheme in schemes]
    titles = [terms.scheme_title(scheme.scheme).to(lang) for scheme in schemes]
    rows = [(title, *map(pounds, row)) for title, row in zip(titles, sums, strict=True)]
    rows.append((said("total"), *(pounds(sum(column)) for column in zip(*sums, strict=True))))
    print_table(f"{settled.year}", [said(word) for word in ("scheme", *names)], rows, total=True)
    lines = [
        (
            figure_id(settled.year, line),
            line.clause or "–",
            party_name(terms, line, lang),
            pounds(line.amount_pence),
        )
        for line in settled.lines
    ]
    if lines:
        print_table(said("line"), [said(word) for word in ("figure", "clause", "who", "amount")], lines, folds=2)
    sums_of = ["due", "borne", *_loan_columns(settled), "paid", "to_pay"]
    partners = [
        (terms.name(p.partner).to(lang), *(pounds(getattr(p, f"{name}_pence")) for name in sums_of))
        for p in settled.partners
    ]
    print_table(said("to_pay"), [said(word) for word in ("partner", *sums_of)], partners)
    reserves = [
        (_reserve_name(terms, r.reserve, lang), pounds(r.opening_pence), pounds(r.closing_pence))
        for r in settled.reserves
    ]
    if reserves:
        print_table(said("reserve"), [said(word) for word in ("reserve", "before", "after")], reserves)
    if loans := list(_loans(terms, settled, lang)):
        words = ("lender", "lent_in", "before", "repaid", "still_owed")
        print_table(said("loans"), [said(word) for word in words], loans)
    for wanted in settled.decisions:
        board = terms.boards.get(wanted.board)
        print(
            said(
                "decision", board=board.name if board else wanted.board, amount=pounds(wanted.amount_pence),
                clause=f" ({wanted.clause})" if wanted.clause else "", decision=wanted.decision,
            )
        )  # fmt: skip


def _loan_columns(settled: Settlement) -> list[str]:
    """Lent and repaid, where any partner has them."""
    return [name for name in ("lent", "repaid") if any(getattr(p, f"{name}_pence") for p in settled.partners)]


def _loans(terms: Terms, settled: Settlement, lang: Language) -> Iterator[tuple[str, ...]]:
    """What is owed on each loan as the year begins, what is repaid in it, and what is still owed after it."""
    for old in settled.owed:
        back = old.due_pence(settled.year)
        sums = (old.owed_pence, back, old.owed_pence - back)
        yield terms.name(old.lender).to(lang), old.lent_in, *map(pounds, sums)
    for new in settled.loans:
        yield terms.name(new.lender).to(lang), settled.year, *map(pounds, (0, 0, new.amount_pence))


def show_division(terms: Terms, year: str, division: Division, lang: Language) -> None:
    """What lenders get back, and how what is left is divided: whose, of what, by which clause."""

    def said(word: str) -> str:
        return WORDS[word].to(lang)

    listed = [(line, said("loan")) for line in division.loans]
    listed += [(line, _of_what(terms, line, lang)) for line in division.lines]
    rows = [
        (terms.name(line.party.id).to(lang), what, line.clause or "–", pounds(line.amount_pence))
        for line, what in listed
    ]
    print_table(year, [said(word) for word in ("partner", "of_what", "clause", "amount")], rows)
    sums = {line.party.id: 0 for line, _ in listed}
    for line, _ in listed:
        sums[line.party.id] += line.amount_pence
    totals = [(terms.name(partner).to(lang), pounds(sums[partner])) for partner in terms.partner_ids if partner in sums]
    totals.append((said("total"), pounds(sum(sums.values()))))
    print_table(said("to_pay"), [said(word) for word in ("partner", "to_pay")], totals, total=True)


def _of_what(terms: Terms, line: Line, lang: Language) -> str:
    """The scheme, the reserve, or what schemes carried together, that a line of a division divides."""
    if line.scheme is not None:
        return terms.scheme_title(line.scheme).to(lang) if line.scheme in terms.schemes else line.scheme
    if line.step > len(terms.reserves):
        return WORDS["whole_fund"].to(lang)
    return _reserve_name(terms, list(terms.reserves)[line.step - 1], lang)


def _reserve_name(terms: Terms, reserve: str, lang: Language) -> str:
    known = terms.reserves.get(reserve)
    return known.name.to(lang) if known and known.name else reserve


def division_as_dict(division: Division) -> dict[str, Any]:
    """A division for JSON."""
    return {
        "loans": [asdict(line) for line in division.loans],
        "lines": [asdict(line) for line in division.lines],
    }


def party_name(terms: Terms, line: Line, lang: Language) -> str:
    """Who takes a line, by name."""
    kind, name = line.party.kind, line.party.id
    if kind == "loan":
        return WORDS["lent_by"].to(lang, partner=terms.name(name))
    if kind == "partner":
        return terms.name(name).to(lang)
    if kind == "scheme":
        return terms.scheme_title(name).to(lang)
    if kind == "reserve":
        return _reserve_name(terms, name, lang)
    if kind == "measure":
        measure = terms.measures.get(name)
        return measure.title.to(lang) if measure else name
    return WORDS["next_year" if kind == "next year" else "undecided"].to(lang)


def settlement_as_dict(settled: Settlement, lang: Language = "en") -> dict[str, Any]:
    """The settlement for JSON: every figure by its id, lines with clause and party, decisions and loans."""
    return {
        "year": settled.year,
        "months": settled.months,
        "figures_pence": dict(figures(settled)),
        "lines": [
            {
                "figure": figure_id(settled.year, line), "scheme": line.scheme, "direction": line.direction,
                "step": line.step, "kind": line.kind, "clause": line.clause, "party": party_id(line.party),
                "amount_pence": line.amount_pence, "decisions": [each.id for each in line.decisions],
            }
            for line in settled.lines
        ],
        "partners": [{**asdict(partner), "to_pay_pence": partner.to_pay_pence} for partner in settled.partners],
        "decisions_required": [asdict(wanted) for wanted in settled.decisions],
        "loans": [asdict(loan) for loan in settled.loans],
        "loans_owed": [{**asdict(loan), "due_pence": loan.due_pence(settled.year)} for loan in settled.owed],
        "carried_pence": settled.carried_pence,
        "notes": [problem.as_dict(lang) for problem in settled.problems],
    }  # fmt: skip
