"""What a file was found to say, as people are shown it and as it is kept: without the lines themselves."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cronfa.intake import Intake
from cronfa.intake.lines import Sum, against_controls
from cronfa.intake.mapping import Control
from cronfa.language import LANGUAGES, Text
from cronfa.problems import Kind, Problem, Where


@dataclass(frozen=True)
class Said:
    """A file read through a mapping: its totals and every problem, in both languages."""

    file: str
    sheet: str | None
    control: Control
    """What the mapping says that the file holds."""
    read: Sum
    refused: Sum
    ignored: Mapping[str, Sum]
    schemes: Mapping[str, Sum]
    problems: tuple[Problem, ...]
    sheets: Mapping[str, Sum]
    """What each of several sheets read together adds up to."""

    def by_scheme(self) -> Mapping[str, Sum]:
        """What each scheme's lines add up to."""
        return self.schemes

    def confirm(self, *, rows: int, total_pence: int) -> tuple[Problem, ...]:
        """What stands against the totals that the sender says."""
        said = Control(rows=rows, total=total_pence)
        return against_controls((self.control, said), self.read, Where(file=self.file, sheet=self.sheet))


def said_by(intake: Intake) -> Said:
    """What an intake says."""
    return Said(
        intake.file, intake.sheet, intake.mapping.control, intake.read, intake.refused, intake.ignored, intake.by_scheme(),
        tuple(intake.problems), {sheet.name: sheet.sum for sheet in intake.sheets},
    )  # fmt: skip


def kept(mapping: str, said: Said | None, problems: tuple[Problem, ...]) -> bytes:
    """What was found, to be kept: through which mapping, what it says if it could be read at all, and what is wrong."""
    told = [{language: each.as_dict(language) for language in LANGUAGES} for each in problems]
    content = {"mapping": mapping, "said": _written(said) if said else None, "problems": told}
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 6)


def found_again(result: bytes) -> tuple[str, Said | None, tuple[Problem, ...]]:
    """What was kept."""
    content = json.loads(zlib.decompress(result))
    problems = tuple(problem_of(each) for each in content["problems"])
    return content["mapping"], _read(content["said"], problems) if content["said"] else None, problems


def _written(said: Said) -> dict[str, Any]:
    return {
        "file": said.file, "sheet": said.sheet, "control": [said.control.rows, said.control.total],
        "read": _pair(said.read), "refused": _pair(said.refused),
        "ignored": {why: _pair(part) for why, part in said.ignored.items()},
        "schemes": {name: _pair(part) for name, part in said.schemes.items()},
        "sheets": {name: _pair(part) for name, part in said.sheets.items()},
    }  # fmt: skip


def _read(said: dict[str, Any], problems: tuple[Problem, ...]) -> Said:
    rows, total = said["control"]
    return Said(
        said["file"], said["sheet"], Control(rows=rows, total=total), Sum(*said["read"]), Sum(*said["refused"]),
        {why: Sum(*part) for why, part in said["ignored"].items()},
        {name: Sum(*part) for name, part in said["schemes"].items()}, problems,
        {name: Sum(*part) for name, part in said.get("sheets", {}).items()},
    )  # fmt: skip


def _pair(part: Sum) -> tuple[int, int]:
    return part.rows, part.pence


def problem_of(told: dict[str, Any]) -> Problem:
    """A problem that is told in both languages; its words are filled in already, and braces in them are only braces."""

    def both(name: str) -> Text:
        return Text(en=told["en"][name], cy=told["cy"][name]).map(_braces)

    one = told["en"]
    return Problem(Kind(one["code"], both("what"), both("remedy"), one["severity"]), Where(**one["where"]))


def _braces(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")
