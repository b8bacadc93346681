"""Reading a form field by field: what cannot be read becomes a problem, all of them shown at once beside what was sent."""

import secrets
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import QueryDict

from cronfa.fund.entry_codes import NO_AMOUNT
from cronfa.governance import sent_codes as codes
from cronfa.governance.codes import NO_REASON, PROPOSED_ALREADY
from cronfa.language import Language
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Problem, Problems, Where, stop

IN_FORMS = {"amount_pence": "amount"}
IN_LINES = {"amount_pence": "debit", "counterparty": "other"}
"""What the fields of forms are called where it is not as the API calls them."""


class Reading:
    """The fields of a form that was sent, and every problem with them so far."""

    def __init__(self, sent: QueryDict | dict[str, Any]) -> None:
        self.sent = sent
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """A field without the blanks around it; an empty text where it is missing."""
        return str(self.sent.get(name, "") or "").strip()

    def pence(self, name: str) -> int:
        """An amount; nought where the field is empty, or where it cannot be read and a problem is kept."""
        text = self.text(name)
        if not text:
            return 0
        try:
            return parse_pence(text)
        except MoneyError as error:
            self.problems.append(Problem(error.kind, Where(path=name), error.facts))
            return 0

    def day(self, name: str) -> date:
        """A day; one that stands for none where it cannot be read and a problem is kept."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            self.problems.append(self._no_day(name))
            return date.max

    def _no_day(self, name: str) -> Problem:
        text = self.text(name)
        if not text:
            return codes.NO_DATE.at(Where(path=name))
        return codes.NOT_A_DATE.at(Where(path=name), text=text)

    def reason(self, name: str) -> str:
        """Why something is asked; a problem is kept where nothing is said."""
        text = self.text(name)
        if not text:
            self.problems.append(NO_REASON.at(Where(path=name)))
        return text

    def then(self, do: Callable[[], Any]) -> Any:
        """Do what the form asks, if it could be read; with what is wrong with what it says.

        Raises:
            Problems: all that could not be read and all that ``do`` finds wrong; nothing has been done.
        """
        if not self.problems:
            return do()
        raise Problems(self.problems)

    def also(self, check: Callable[[], None]) -> None:
        """Keep what a check finds wrong as well; an amount that could not be read is not said to be missing too."""
        unread = any(each.code.startswith("MN") for each in self.problems)
        try:
            check()
        except Problems as found:
            kept = [each for each in found.problems if not (unread and each.kind is NO_AMOUNT)]
            self.problems += kept


def field_of(problem: Problem) -> str:
    """The name of the field that a problem is about; nothing where it is about none. A line's fields end with its number."""
    path, line = problem.where.path or "", problem.where.line
    name = (IN_LINES if line else IN_FORMS).get(path, path)
    return f"{name}-{line}" if name and line else name


def beside(problems: Iterable[Problem], language: Language) -> dict[str, tuple[str, ...]]:
    """What is said beside each field of a form, by its name: what is wrong and what to do."""
    found: dict[str, tuple[str, ...]] = {}
    for problem in problems:
        if name := field_of(problem):
            found[name] = (*found.get(name, ()), problem.what(language), problem.remedy(language))
    return found


def day_of(text: str) -> date:
    """A day as a form gives it.

    Raises:
        Problems: there is none, or it is no day.
    """
    if not text.strip():
        stop(codes.NO_DATE)
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        stop(codes.NOT_A_DATE, text=text)


def status(problems: Problems) -> int:
    """What a form is answered with: 409 where the same has been put forward already, else 422."""
    return 409 if all(problem.kind is PROPOSED_ALREADY for problem in problems.problems) else 422


def once() -> str:
    """A name for one form on one screen, so that sending it twice does it once."""
    return secrets.token_hex(8)
