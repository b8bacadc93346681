"""A file of settings as YAML; one that holds anything else is refused by what was wanted of it."""

from cronfa.agreement.codes import NOT_A_MAPPING
from cronfa.agreement.document import Document, read_document
from cronfa.foresight import codes
from cronfa.language import Text
from cronfa.problems import Problem, Problems

WORRIES = Text(en="worries", cy="pryderon")
DEMAND = Text(en="model of demand", cy="model galw")
BRIEF = Text(en="brief", cy="briff")


def read_settings(text: str, file: str, wanted: Text, begin: str) -> Document:
    """The text as named settings with their places. ``begin`` is a setting that such a file may begin with.

    Raises:
        Problems: it is not YAML, or no named settings.
    """
    try:
        return read_document(text, file)
    except Problems as found:
        raise Problems(_said(problem, text, wanted, begin) for problem in found.problems) from found


def _said(problem: Problem, text: str, wanted: Text, begin: str) -> Problem:
    if problem.kind is not NOT_A_MAPPING:
        return problem
    first = (text.strip() or "–").splitlines()[0][:60]
    return codes.NOT_WHAT_WAS_WANTED.at(problem.where, wanted=wanted, text=first, begin=begin)
