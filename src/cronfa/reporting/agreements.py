"""The agreement in plain words as a document, to go to a board or a lawyer beside the text that is signed."""

import hashlib

import cronfa
from cronfa.agreement import Agreement
from cronfa.agreement.explain import Section as Said, Sentence, explain
from cronfa.agreement.explain.sentences import OWN_TERM
from cronfa.language import Text, same
from cronfa.reporting import phrases, words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import Provenance, Report, Section, Table
from cronfa.reporting.plain_tables import Rows, other, table

TITLE = Text(en="The agreement in plain words", cy="Y cytundeb mewn geiriau plaen")
IN_FORCE = Text(en="What is agreed from {first} to {last}.", cy="Yr hyn y cytunwyd arno o {first} hyd {last}.")
SAYS = Text(en="What it says", cy="Yr hyn a ddywed")
STANDARD = Text(en="standard term", cy="teler safonol")
SOURCE = Text(en="{says} ({source})", cy="{says} ({source})")
SILENT = Text(en="Nothing.", cy="Dim.")
NOTES = (
    Text(
        en="A standard term stands where the agreement is silent; its source is in brackets, if it has one.",
        cy="Saif teler safonol lle mae'r cytundeb yn dawel; mae ei ffynhonnell mewn cromfachau, os oes un.",
    ),
    Text(
        en="This explains the agreement and does not take its place: what the partners signed decides.",
        cy="Mae hyn yn egluro'r cytundeb ac nid yw'n cymryd ei le: yr hyn a lofnododd y partneriaid sy'n penderfynu.",
    ),
    Text(
        en="Made by cronfa {version} from the agreement's text, SHA-256 {sha256}.",
        cy="Gwnaed gan cronfa {version} o destun y cytundeb, SHA-256 {sha256}.",
    ),
)


def agreement_report(agreement: Agreement) -> Report:
    """Every clause as signed and what each variation changes; as at the day from which the last version holds."""
    latest, sha256 = agreement.latest, hashlib.sha256(agreement.text.encode()).hexdigest()
    why = latest.terms.illustrative
    first, last = (words.day(day) for day in (agreement.versions[0].from_, latest.to))
    return Report(
        kind="agreement",
        fund=agreement.id,
        year="",
        as_at=latest.from_,
        partner=None,
        title=TITLE,
        subtitle=latest.terms.title or same(agreement.id),
        headline=latest.terms.title or same(agreement.id),
        provenance=Provenance(sha256, cronfa.__version__),
        lead=(IN_FORCE.filled(first=first, last=last),),
        labels=(ILLUSTRATIVE.filled(why=why),) if why else (),
        sections=tuple(_section(at, said) for at, said in enumerate(explain(agreement)[bool(why) :])),
        notes=tuple(note.filled(version=cronfa.__version__, sha256=sha256) for note in NOTES),
    )


def _section(at: int, said: Said) -> Section:
    return Section(f"s{at}", said.heading, (_table(at, said),))


def _table(at: int, said: Said) -> Table:
    rows: Rows = [(f"{at}.{number}", _cells(each)) for number, each in enumerate(said.sentences)]
    return table(f"t{at}", said.heading, (other("says", SAYS), other("clause", phrases.CLAUSE)), rows, SILENT)


def _cells(sentence: Sentence) -> tuple[Text, Text | None]:
    says, source = set_in(sentence), sentence.default
    if source is not None and source is not OWN_TERM:
        says = SOURCE.filled(says=says, source=source)
    if sentence.clause:
        return says, same(sentence.clause)
    return says, STANDARD if source is not None else None


def set_in(sentence: Sentence) -> Text:
    """A sentence of a table; what belongs to a step stands further in."""
    return sentence.text.map(lambda text: f"{'– ' * sentence.level}{text}")
