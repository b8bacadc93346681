"""What is asked when somebody asks *what if*: plain text and numbers, as a table can hold them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Tried = Literal["signed", "draft", "both"]
MOST_DRAFTS = 5
"""Beside each other: more can neither be read on one page nor drawn while people wait."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft of an agreement: what its file is called, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``demand`` is the text of a file, ``worries`` one of shocks; empty where there is none.

    What is tried first is what the others are compared with: the agreement as signed, or else the first draft.
    """

    tried: Tried
    year: str
    runs: int
    seed: int = 0
    drafts: tuple[DraftText, ...] = ()
    demand: str = ""
    demand_name: str = "demand.yaml"
    worries: str = ""
    partner: str = ""
    """Whose question is answered first."""

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Question":
        """What :meth:`as_data` gave."""
        return cls(**{**data, "drafts": tuple(DraftText(**each) for each in data["drafts"])})
