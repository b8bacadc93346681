"""The audit trail as people read it: what was before and after in words, where the record itself holds names and whole pence.

What is exported stays as it was recorded, for it is what the hashes cover.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cronfa.agreement import Terms
from cronfa.calendars import named
from cronfa.governance.desk import Desk
from cronfa.governance.models import Event
from cronfa.governance.proposals import REGISTERED
from cronfa.governance.roles import ROLE_NAMES, Right, Role
from cronfa.governance.token_words import RIGHT_WORDS
from cronfa.language import Text, join, same
from cronfa.ledger.entries import ACCOUNT_NAMES, PostingDraft
from cronfa.ledger.funds import STATUS_WORDS
from cronfa.reporting import words
from cronfa.settlement.reading import party
from cronfa.web.presenters.trail_words import ABOUT, CHOICES, DONE, NAMES, WHAT
from cronfa.web.presenters.whom import told

YES, NO, NOTHING = Text(en="yes", cy="ie"), Text(en="no", cy="na"), same("–")
INNER = ("hands", "key")
"""What only the program needs: it stands in the export."""
MOST_LETTERS = 300
"""Of one value on the page; a mapping, say, stands whole in the export."""
DIGEST_LETTERS = 12
_LANGUAGES = {"en": Text(en="English", cy="Saesneg"), "cy": Text(en="Welsh", cy="Cymraeg")}
_MONEY = ("pence", "split", "to_pay")
_OF_A_PARTNER = ("partner", "body", "responsible", "counterparty")
_OF_A_SCHEME = ("scheme", "into", "out_of")


@dataclass(frozen=True, slots=True)
class Line:
    """One event. ``before`` and ``after`` are names with their values."""

    event: Event
    who: Text
    what: Text
    about: Text
    before: tuple[tuple[Text, Text], ...]
    after: tuple[tuple[Text, Text], ...]


def lines(desk: Desk, events: list[Event]) -> list[Line]:
    """Events with what was before and after, in words."""
    terms = desk.fund.agreement.latest.terms
    return [
        Line(
            each,
            told(each.who),
            what(each.what),
            about(each.about),
            facts(terms, each.before),
            facts(terms, each.after),
        )
        for each in events
    ]


def what(recorded: str) -> Text:
    """What was done, in words; in English as it was recorded."""
    for said in DONE:
        before, _, after = said.en.partition("{kind}")
        kind = REGISTERED.get(recorded.removeprefix(before).removesuffix(after))
        if kind and recorded == f"{before}{kind.name}{after}":
            return Text(en=recorded, cy=said.filled(kind=kind.title).cy)
    return WHAT.get(recorded, same(recorded))


def about(recorded: str) -> Text:
    """What it was done to; names stay as they were recorded."""
    if not recorded.strip():
        return NOTHING
    thing, _, number = recorded.rpartition(" ")
    return ABOUT[thing].filled(number=number) if thing in ABOUT and number.isdecimal() else same(recorded)


def facts(terms: Terms, recorded: str) -> tuple[tuple[Text, Text], ...]:
    """What the trail holds as JSON, as names with their values in words."""
    found = json.loads(recorded) if recorded else {}
    return tuple((_name(name), _value(terms, name, value)) for name, value in found.items() if name not in INNER)


def _name(name: str) -> Text:
    """A field in words; one that nobody thought of by its own name."""
    return NAMES.get(name) or NAMES.get(name.removesuffix("_pence")) or same(name.replace("_", " "))


def _value(terms: Terms, name: str, value: Any) -> Text:
    if value is None or value in ([], {}) or not str(value).strip():
        return NOTHING
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict):
        return join([_part(terms, name, key, each) for key, each in value.items()], between="; ")
    if isinstance(value, list) and name == "lines" and all(_is_posting(each) for each in value):
        return join([_posting(terms, each) for each in value], between=" / ")
    if isinstance(value, list):
        between = " / " if any(isinstance(each, dict) for each in value) else ", "
        return join([_value(terms, name, each) for each in value], between=between)
    if isinstance(value, int):
        return words.money(value) if name.endswith("_pence") or name in _MONEY else same(str(value))
    return _text(terms, name, str(value))


def _is_posting(value: Any) -> bool:
    return isinstance(value, list) and len(value) == len(PostingDraft._fields)


def _posting(terms: Terms, fields: list[Any]) -> Text:
    """A journal's line, whose fields are those of a posting that is drafted."""
    said = zip(PostingDraft._fields, fields, strict=True)
    return join([_value(terms, field, value) for field, value in said if value is not None], between=", ")


def _part(terms: Terms, name: str, key: str, value: Any) -> Text:
    """One of several amounts with whose it is, a scheme's or a party's; or a field of something inside."""
    whose, of = (_party(terms, key), name) if name in _MONEY else (_name(key), key)
    return same("{name} {value}").filled(name=whose, value=_value(terms, of, value))


def _text(terms: Terms, name: str, text: str) -> Text:
    """A name of the agreement, a day, a month or a choice in words; anything else as it was written."""
    if name in _OF_A_PARTNER and text in terms.partners:
        return terms.name(text)
    if name in _OF_A_SCHEME and text in terms.schemes:
        return terms.scheme_title(text)
    if name == "board" and text in terms.boards:
        return terms.boards[text].name
    return next(_known(name, text), None) or same(_short(name, text))


def _known(name: str, text: str) -> Iterator[Text]:
    """What a value of a field is called."""
    choices: dict[str, dict[Any, Text]] = {
        "role": {each.value: said for each, said in ROLE_NAMES.items() if isinstance(each, Role)},
        "rights": {each.value: said for each, said in RIGHT_WORDS.items() if isinstance(each, Right)},
        "account": dict(ACCOUNT_NAMES), "status": dict(STATUS_WORDS), "language": dict(_LANGUAGES),
    }  # fmt: skip
    if found := choices.get(name, CHOICES.get(name, {})).get(text):
        yield found
    if name == "month":
        yield named(text)
    try:
        yield words.day(date.fromisoformat(text))
    except ValueError:
        return


def _short(name: str, text: str) -> str:
    """A digest by its beginning; long text cut."""
    if "sha256" in name or "hash" in name or name in ("digest", "figures"):
        return f"{text[:DIGEST_LETTERS]}…" if len(text) > DIGEST_LETTERS else text
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS].rstrip()} …"


def _party(terms: Terms, key: str) -> Text:
    """A scheme, a partner, a reserve, or what a settlement names otherwise."""
    if key in terms.schemes:
        return terms.scheme_title(key)
    if key in terms.partners:
        return terms.name(key)
    try:
        known = party(key)
    except ValueError:
        return same(key)
    reserve = terms.reserves.get(known.id) if known.kind == "reserve" else None
    return (reserve.name if reserve and reserve.name else None) or same(key)
