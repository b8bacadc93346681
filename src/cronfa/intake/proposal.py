"""A guess as a YAML file for a person to finish: every part with the reason for it, and the schemes left to say."""

import json
import re
from collections.abc import Iterator
from typing import Any

from cronfa.intake.guessing import CONTRIBUTIONS, Guess
from cronfa.language import Language, Text
from cronfa.money import pounds

_PLAIN = re.compile(r"[A-Za-z£][\w £/()&.'-]*")
_YAML_BREAKS = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that YAML counts as line ends or does not allow, and JSON leaves as they are."""
_TRUTHS = frozenset(["yes", "no", "true", "false", "on", "off", "null", "y", "n"])

_TOP = Text(
    en="Proposed from {file}: {rows} rows, {total}. Check every line, and say the schemes at the end.",
    cy="Cynigiwyd o {file}: {rows} o resi, {total}. Gwiriwch bob llinell, a nodwch y cynlluniau ar y diwedd.",
)
_ENCODING = Text(
    en="The text is {encoding}, told {reason}; the delimiter is {delimiter}.",
    cy="Testun {encoding} ydyw, {reason}; y gwahanydd yw {delimiter}.",
)
_OTHERS = Text(
    en="Sheets with the same columns, not read by this mapping: {sheets}. If they count, name every sheet that does as `sheets`.",
    cy="Dalennau â'r un colofnau, nas darllenir gan y mapio hwn: {sheets}. Os ydynt yn cyfrif, enwch bob un fel `sheets`.",
)
_LONGEST_LEFT = 300
_LEFT = Text(en="Columns not used: {columns}.", cy="Colofnau nas defnyddir: {columns}.")
_CONTROL = Text(
    en="Compare these with the sender's own figures, then take away the # to require them.",
    cy="Cymharwch y rhain â ffigurau'r anfonwr ei hun, yna tynnwch y # i'w gwneud yn ofynnol.",
)
_SCHEMES = Text(
    en="Give each its scheme (the id in the agreement), or `ignore:` with a reason. The first rule that fits wins.",
    cy="Rhowch ei gynllun i bob un (y dynodydd yn y cytundeb), neu `ignore:` a rheswm. Y rheol gyntaf a ffitia sy'n ennill.",
)
_ONE_SCHEME = Text(
    en="No column sorts the lines. Give the one scheme that all of them belong to.",
    cy="Nid oes colofn sy'n didoli'r llinellau. Rhowch yr un cynllun y mae pob un yn perthyn iddo.",
)
_GROUP = Text(en="rows: {rows}, sum: {total}", cy="rhesi: {rows}, swm: {total}")
_DELIMITERS = {
    ",": Text(en="a comma", cy="coma"),
    ";": Text(en="a semicolon", cy="hanner colon"),
    "\t": Text(en="a tab", cy="tab"),
    "|": Text(en="a bar", cy="bar"),
}


def as_yaml(guess: Guess, language: Language = "en") -> str:
    """The proposed mapping as commented YAML. It loads as it stands; its schemes are comments until they are said."""
    return "\n".join(_written(guess, language)) + "\n"


def _written(guess: Guess, language: Language) -> Iterator[str]:
    intake, mapping = guess.intake, guess.mapping
    facts = {"file": " ".join(intake.file.split()), "rows": f"{intake.read.rows:,}", "total": pounds(intake.read.pence)}
    yield "# " + _TOP.to(language, **facts)
    if guess.source.content == "text":
        delimiter = _DELIMITERS[intake.delimiter]
        told = {"encoding": intake.encoding, "reason": intake.encoding_reason, "delimiter": delimiter}
        yield "# " + _ENCODING.to(language, **told)
    yield f"mapping: {mapping.mapping}"
    yield _noted(f"kind: {mapping.kind}", guess.reasons.get("kind"), language)
    yield from _file(guess, language)
    if guess.other_sheets:
        yield "# " + _OTHERS.to(language, sheets=" ".join(", ".join(guess.other_sheets).split()))
    yield "columns:"
    for role, names in mapping.columns.model_dump(exclude_defaults=True).items():
        shown = role.replace("_", " ")
        yield _noted(f"  {shown}: {_value(names)}", guess.reasons.get(shown), language)
    if guess.left:
        yield "# " + _LEFT.to(language, columns=" ".join(", ".join(guess.left).split())[:_LONGEST_LEFT])
    yield _noted(f"dates: {_value(mapping.dates)}", guess.reasons.get("dates"), language)
    if mapping.service_dates:
        yield _noted(f"service dates: {_value(mapping.service_dates)}", guess.reasons.get("service dates"), language)
    yield from _amounts(guess, language)
    yield from _schemes(guess, language)
    yield "# " + _CONTROL.to(language)
    yield f"# control: {{rows: {intake.read.rows}, total: {_value(pounds(intake.read.pence))}}}"


def _amounts(guess: Guess, language: Language) -> Iterator[str]:
    """How amounts are written, where that is not as usual: each word with its reason."""
    written = guess.mapping.amounts.model_dump(exclude_defaults=True)
    if written:
        yield "amounts:"
    for word, value in written.items():
        yield _noted(f"  {word}: {_value(value)}", guess.reasons.get(word), language)


def _file(guess: Guess, language: Language) -> Iterator[str]:
    """How the file is laid out, where that cannot be taken for granted, and what each of several sheets adds up to."""
    file = guess.mapping.file
    said = {"header row": file.header_row, "sheet": file.sheet, "sheets": file.sheets}
    given = ", ".join(f"{name}: {_value(value)}" for name, value in said.items() if value)
    if given:
        yield _noted(f"file: {{{given}}}", guess.reasons.get("sheets"), language)
    for sheet in guess.intake.sheets:
        told = _GROUP.to(language, rows=f"{sheet.sum.rows:,}", total=pounds(sheet.sum.pence))
        yield f"#   {' '.join(sheet.name.split())}: {told}"


def _schemes(guess: Guess, language: Language) -> Iterator[str]:
    of_contributions = guess.mapping.kind == CONTRIBUTIONS
    yield "# schemes:"
    if not guess.kinds:
        yield "#   # " + _ONE_SCHEME.to(language)
        yield "#   - scheme: …"
        yield from ("#     partner: …",) if of_contributions else ()
        return
    yield "#   # " + _SCHEMES.to(language)
    for values, total in guess.kinds:
        told = _GROUP.to(language, rows=f"{total.rows:,}", total=pounds(total.pence))
        yield f"#   - when: {_value(values)}  # {told}"
        yield "#     scheme: …"
        yield from ("#     partner: …",) if of_contributions else ()


def _noted(line: str, reason: Text | None, language: Language) -> str:
    return f"{line}  # {reason.to(language)}" if reason else line


def _value(value: Any) -> str:
    """A value as YAML: quoted wherever a reader might take it for something else."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_value(key)}: {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]" if len(value) != 1 else _value(value[0])
    text = str(value)
    is_plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _TRUTHS
    return (
        text if is_plain or isinstance(value, int) else _YAML_BREAKS.sub(_escaped, json.dumps(text, ensure_ascii=False))
    )


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
