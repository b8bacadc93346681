"""A proposed mapping leaves the schemes to say: which kinds of line wait for one, and the mapping with those that were chosen.

A rule may say whose its lines are too: the partner responsible for payments, the partner who paid contributions.

The proposal writes each as a rule that is commented out (:func:`cronfa.intake.as_yaml`); choosing takes the marks away.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

HEAD = "# schemes:"
_KIND = re.compile(r"#   - when: (\{.*\})(?:  # (.*))?")
_ALL = "#   - scheme: …"
_SAY = "#     scheme: …"
_SAY_PARTNER = "#     partner: …"
_CONTRIBUTIONS = re.compile(r"^kind: contributions received\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Lines of one kind that have no scheme yet."""

    line: int
    """Of the mapping, where their rule stands, from nought."""
    values: tuple[str, ...]
    """What they have in the column that sorts them; nothing where no column does."""
    told: str
    """How many they are and what they add up to."""


def unsaid(mapping: str) -> tuple[Unsaid, ...]:
    """The kinds of line that wait for a scheme, in the mapping's order."""
    lines = mapping.splitlines()
    found = []
    for at, line in enumerate(lines):
        kind = _KIND.fullmatch(line)
        if kind and lines[at + 1 : at + 2] == [_SAY]:
            found.append(Unsaid(at, _values(kind[1]), kind[2] or ""))
        elif line == _ALL:
            found.append(Unsaid(at, (), ""))
    return tuple(found)


def _values(when: str) -> tuple[str, ...]:
    try:
        read = yaml.safe_load(when)
    except yaml.YAMLError:
        return (when,)
    return tuple(str(value) for value in read.values()) if isinstance(read, dict) else (when,)


def is_of_contributions(mapping: str) -> bool:
    """Whether the lines are contributions received, each of which is some partner's."""
    return _CONTRIBUTIONS.search(mapping) is not None


def said(
    mapping: str, schemes: Mapping[int, str], ignored: Mapping[int, str], whose: Mapping[int, str] | None = None
) -> str:
    """The mapping with a scheme for the rules on some lines, and others that are ignored with a reason.

    ``whose`` gives the partner of some rules: who paid, of contributions; of payments, who is responsible for such lines.
    """
    word, whose = "partner" if is_of_contributions(mapping) else "responsible", whose or {}
    lines = mapping.splitlines()
    done_with: set[int] = set()
    for rule in unsaid(mapping):
        if not (scheme := schemes.get(rule.line)) and rule.line not in ignored:
            continue
        done = f"scheme: {scheme}" if scheme else f"ignore: {json.dumps(ignored[rule.line], ensure_ascii=False)}"
        last = rule.line if lines[rule.line] == _ALL else rule.line + 1
        if last > rule.line:
            lines[rule.line] = lines[rule.line].removeprefix("# ")
        lines[last] = f"    {done}" if last > rule.line else f"  - {done}"
        if lines[last + 1 : last + 2] == [_SAY_PARTNER]:
            done_with.add(last + 1)
        if scheme and rule.line in whose:
            lines[last] += f"\n    {word}: {whose[rule.line]}"
    if (schemes or ignored) and HEAD in lines:
        lines[lines.index(HEAD)] = "schemes:"
    return "\n".join(line for at, line in enumerate(lines) if at not in done_with) + "\n"
