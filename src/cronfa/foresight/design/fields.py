"""Reading a brief's values by their path, collecting every problem with its place."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from cronfa.agreement.document import Document, Path
from cronfa.foresight.design import codes
from cronfa.foresight.design.dials import ONE_BP, Dial
from cronfa.language import Text
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Kind, Problem, Problems

T = TypeVar("T")
A_RANGE = Text(
    en="a lower and a higher end in one unit, and by what step: from: £0, to: £500,000, by: £50,000",
    cy="pen isaf a phen uchaf mewn un uned, a pha gam: from: £0, to: £500,000, by: £50,000",
)
A_SHARE = Text(en="a share such as 5%", cy="cyfran megis 5%")
MONEY = Text(en="an amount such as £500,000", cy="swm megis £500,000")
A_MAPPING = Text(en="a name and a value: {{name: value}}", cy="enw a gwerth: {{enw: gwerth}}").filled()
A_LIST = Text(en="a list", cy="rhestr")
WHOLE = Text(en="a whole number", cy="rhif cyfan")
_OF = re.compile(r"(.+?)\s+of\s+(budget|contributions|contribution|amount)")
_PERCENT = re.compile(r"(\d+(?:\.\d{1,2})?)\s*%")


class UnreadableError(ValueError):
    """A value that is not what is wanted here; ``args[0]`` says what is."""


class Fields:
    """One document, its problems, and readers of single values that never stop."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def refuse(self, kind: Kind, at: Path, /, **facts: object) -> None:
        self.problems.append(_located(self.document, kind, at, facts))

    def unreadable(self, path: Path, text: object, expected: Text) -> None:
        self.refuse(codes.UNREADABLE, path, text=_short(text), expected=expected)

    def only(self, value: Mapping[str, Any], path: Path, words: Iterable[str]) -> None:
        """Refuse every word that cannot stand here."""
        allowed = tuple(words)
        for word in value:
            if word not in allowed:
                self.refuse(codes.UNKNOWN_FIELD, (*path, word), field=word, words=", ".join(allowed))

    def mapping(self, value: Any, path: Path) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        if value is not None:
            self.unreadable(path, value, A_MAPPING)
        return {}

    def sequence(self, value: Any, path: Path) -> Sequence[Any]:
        if isinstance(value, list):
            return value
        if value is not None:
            self.unreadable(path, value, A_LIST)
        return ()

    def read(self, value: Any, path: Path, reader: Callable[[str], T], otherwise: T) -> T:
        """One value; what cannot be read becomes a problem and the other value."""
        try:
            return reader(str(value))
        except UnreadableError as error:
            self.unreadable(path, value, error.args[0])
        except MoneyError as error:
            self.refuse(error.kind, path, **error.facts)
        return otherwise

    def known(self, name: Any, path: Path, names: Iterable[str], what: Text) -> bool:
        """Whether the agreement has a name."""
        listed = tuple(names)
        if name in listed:
            return True
        self.refuse(codes.UNKNOWN_NAME, path, what=what, name=_short(name), known=", ".join(listed) or "–")
        return False

    def stop(self) -> None:
        """Raise every problem, if there is one."""
        if self.problems:
            raise Problems(sorted(self.problems, key=lambda each: (each.where.line or 0, each.where.column or 0)))


def _located(document: Document, kind: Kind, at: Path, facts: Mapping[str, object]) -> Problem:
    """A problem at a place; a fact may be called *path* too."""
    return kind.at(document.where(at), **facts)


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 60 else f"{words[:57]}…"


def basis_points(text: str) -> int:
    """``12.5%`` as 1250."""
    match = _PERCENT.fullmatch(text.strip())
    if not match:
        raise UnreadableError(A_SHARE)
    return int(Fraction(match[1]) * 100)


def whole(text: str) -> int:
    if not re.fullmatch(r"\d+", text.strip()):
        raise UnreadableError(WHOLE)
    return int(text)


def money(text: str) -> int:
    return parse_pence(text)


def amount(text: str) -> tuple[int, bool]:
    """Pence or basis points, and whether it is a share."""
    return (basis_points(text), True) if text.strip().endswith("%") else (money(text), False)


def dial(low: str, high: str, by: str) -> tuple[Dial, str]:
    """From ``£0`` to ``£500,000`` by ``£50,000`` as a dial, and what a share is a share of (``money`` for money).

    Raises:
        UnreadableError: an end cannot be read, or units are mixed, or nothing can vary.
    """
    (first, share, of), (last, also, upper_of), (step, same, step_of) = (_end(text) for text in (low, high, by))
    base = {part for part in (of, upper_of, step_of) if part}
    one_unit = share == also == same and len(base) <= 1
    if not one_unit or not 0 <= first < last or step <= 0 or (share and not base and last > ONE_BP):
        raise UnreadableError(A_RANGE)
    return Dial(first, last, step), next(iter(base), "share" if share else "money")


def _end(text: str) -> tuple[int, bool, str | None]:
    """Pence or basis points, whether it is a share, and of what."""
    match = _OF.fullmatch(text.strip())
    return (basis_points(match[1]), True, match[2]) if match else (*amount(text), None)


def ends(value: Any) -> tuple[str, str] | None:
    """``40% to 60%`` or ``{from: …, to: …}`` as two texts; nothing if it is neither."""
    if isinstance(value, dict) and value.get("from") is not None and value.get("to") is not None:
        return str(value["from"]), str(value["to"])
    parts = str(value).split(" to ")
    return (parts[0], parts[1]) if len(parts) == 2 else None
