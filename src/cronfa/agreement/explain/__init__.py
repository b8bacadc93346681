"""The whole agreement in plain words, clause by clause, in English and Welsh.

:func:`explain` gives sections of sentences as data; each sentence knows its clause number and, where the agreement is
silent, the source of the standard term that speaks. :func:`as_text` and :func:`as_data` show them. Each kind of clause
has its sentence in one place: ``steps.py`` and ``contributions.py`` hold tables by kind.
"""

from collections.abc import Iterator
from dataclasses import replace

from cronfa.agreement.explain import fund
from cronfa.agreement.explain.phrases import day
from cronfa.agreement.explain.schemes import scheme_section
from cronfa.agreement.explain.sentences import (
    Section,
    Sentence,
    as_data,
    as_text,
    say,
    section,
)
from cronfa.agreement.versions import Agreement, Version
from cronfa.language import Text

__all__ = ("Section", "Sentence", "as_data", "as_text", "changes", "explain", "explain_version")

_ILLUSTRATIVE = Text(en="ILLUSTRATIVE", cy="ENGHREIFFTIOL")
_VARIED = Text(en="The agreement is varied.", cy="Amrywir y cytundeb.")
_NOW = Text(en="Now: {words}", cy="Bellach: {words}")
_CALLED = Text(en="{old} is now called {new}.", cy="{new} yw enw newydd {old}.")
_NO_LONGER = Text(en="No longer: {words}", cy="Nid mwyach: {words}")


def explain(agreement: Agreement) -> tuple[Section, ...]:
    """Every clause of the agreement as it was signed, and then what each variation changes."""
    first = agreement.versions[0]
    return (*explain_version(first), *_variations(agreement))


def explain_version(version: Version) -> tuple[Section, ...]:
    """The terms in force between two dates."""
    return tuple(_sections(version))


def _sections(version: Version) -> Iterator[Section]:
    if version.terms.illustrative is not None:
        yield Section(_ILLUSTRATIVE, (say(version.terms.illustrative),))
    yield from fund.agreement_section(version)
    yield from fund.partners_section(version)
    yield from fund.purpose_section(version)
    yield from fund.reserves_section(version)
    for name, scheme in version.terms.schemes.items():
        yield from scheme_section(version, name, scheme)
    yield from fund.sharing_section(version)
    yield from fund.reporting_section(version)
    yield from fund.exit_section(version)


def _variations(agreement: Agreement) -> Iterator[Section]:
    variations = agreement.versions[0].terms.variations
    for variation, before, after in zip(variations, agreement.versions, agreement.versions[1:], strict=False):
        heading = Text(en="Variation from {day}", cy="Amrywiad o {day}").filled(day=day(variation.from_))
        named = say(variation.title or _VARIED, clause=variation.clause)
        yield from section(heading, [named, *changes(before, after)])


def changes(before: Version, after: Version) -> Iterator[Sentence]:
    """What is said no longer and what is said now, section by section; a new name is told once, not in every sentence."""
    yield from _new_names(before, after)
    old = {each.heading: each.sentences for each in explain_version(before)}
    new = {each.heading: each.sentences for each in explain_version(_with_names_of(before, after))}
    for heading in dict.fromkeys([*old, *new]):
        gone, come = old.get(heading, ()), new.get(heading, ())
        lost = [each for each in gone if each not in come]
        won = [each for each in come if each not in gone]
        if lost or won:
            yield say(heading.map(lambda words: f"{words}:"))
        yield from (_marked(_NO_LONGER, each) for each in lost)
        yield from (_marked(_NOW, each) for each in won)


def _new_names(before: Version, after: Version) -> Iterator[Sentence]:
    for partner in after.terms.partners:
        old, new = before.terms.name(partner), after.terms.name(partner)
        if partner in before.terms.partners and old != new:
            yield say(_CALLED.filled(old=old, new=new))


def _with_names_of(before: Version, after: Version) -> Version:
    """The later version in the earlier one's names, so that only what it says is compared."""
    partners = {
        name: partner.model_copy(update={"name": before.terms.partners[name].name})
        if name in before.terms.partners
        else partner
        for name, partner in after.terms.partners.items()
    }
    return replace(after, terms=after.terms.model_copy(update={"partners": partners}))


def _marked(mark: Text, sentence: Sentence) -> Sentence:
    return Sentence(mark.filled(words=sentence.text), sentence.clause, sentence.default, level=1)
