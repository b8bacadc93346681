"""What is asked when somebody asks *what if*: plain text and numbers, as a table can hold them."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Tried = Literal["signed", "draft", "both"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``draft`` and ``demand`` are the texts of files, ``worries`` one of shocks; empty where there is none."""

    tried: Tried
    year: str
    runs: int
    seed: int = 0
    draft: str = ""
    draft_name: str = "draft.yaml"
    demand: str = ""
    demand_name: str = "demand.yaml"
    worries: str = ""
    partner: str = ""
    """Whose question is answered first."""

    def as_data(self) -> dict[str, Any]:
        return asdict(self)
