"""The guide to the API does what it says: what it sends is sent, and what it shows is in the answer."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from web.api.programs import Program, program
from web.api.test_once import FILE

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "use-the-api.md"
SHOWN = re.compile(r"```sh\n((?:ask|send|file) [^\n]+)\n```\n\n```json\n(.*?)```", re.DOTALL)


def carried_out(who: Program, command: str) -> Any:
    """The answer to a line of the guide."""
    match shlex.split(command):
        case ["ask", path]:
            return json.loads(who.get(path).content)
        case ["send", key, path, body]:
            return json.loads(who.post(path, body, key=key).content)
        case ["file", key, path, name]:
            return json.loads(who.send(path, {"file": SimpleUploadedFile(name, FILE.encode())}, key=key).content)
    raise AssertionError(command)


def holds(answer: Any, shown: Any) -> bool:
    """Whether what is shown is in the answer: each field as it is, lists from their beginning."""
    if isinstance(shown, dict):
        return all(name in answer and holds(answer[name], part) for name, part in shown.items())
    if isinstance(shown, list) and shown:
        return len(answer) >= len(shown) and all(holds(*pair) for pair in zip(answer, shown, strict=False))
    return bool(answer == shown)


def test_every_answer_of_the_guide_is_the_answer(fund: RunningFund) -> None:
    who = program(Role.HOST_OFFICER)
    steps = SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    assert len(steps) == 8
    for command, shown in steps:
        answer = carried_out(who, command)
        assert holds(answer, json.loads(shown)), (command, json.dumps(answer)[:1500])
