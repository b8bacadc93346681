"""What was reported with an accepted settlement, kept in the ledger beside it: measures, causes and boards' decisions.

The settlement's entry names the text as its source, so the chain of hashes covers it, and the year's reports say for ever
what was posted.
"""

from dataclasses import replace

from cronfa.agreement import Terms
from cronfa.ledger.entries import SourceLine
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import entry, numbers_by_key
from cronfa.ledger.sources import REPORTED, SourceFile, register_source, source, source_content
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.reading import read_outcome
from cronfa.settlement.writing import write_reported


def settlement_key(fund: Fund, year: str, months: int) -> str:
    """The key under which the settlement of a year's first months is posted, once."""
    return f"{fund.slug}/settlement/{year}/{months}"


def keep(fund: Fund, terms: Terms, reported: Outcome | None, year: str, months: int, who: str) -> SourceLine | None:
    """Keep what was reported; where it stands, for the settlement's entry. Nothing if nothing was."""
    text = write_reported(reported, terms) if reported else ""
    if not text:
        return None
    name = f"{year}-{months}-reported.yaml"
    file = register_source(fund, name, [text.encode()], mapping=REPORTED, rows=text.count("\n"), total_pence=0, who=who)
    return SourceLine(file.sha256, 1)


def recorded(fund: Fund, terms: Terms, year: str, months: int) -> Outcome | None:
    """What was reported with the accepted settlement of a year's first months; ``None`` if none is, or nothing was."""
    numbers = numbers_by_key(fund, [settlement_key(fund, year, months)])
    for number in numbers.values():
        if there := entry(fund, number).source:
            text = source_content(fund, there.file).decode()
            said = read_outcome(text, terms, f"{year}-{months}-reported.yaml", judged=False)
            return _with_recorder(said, source(fund, there.file))
    return None


def _with_recorder(said: Outcome, file: SourceFile | None) -> Outcome:
    """Decisions of which nobody said who recorded them were recorded by whoever accepted the settlement."""
    who = file.who if file else ""
    known = {name: replace(each, recorded_by=each.recorded_by or who) for name, each in said.decisions.items()}
    return replace(said, decisions=known)
