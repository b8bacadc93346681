"""A fund of so many lines on disk, and the workspace served from it to made-up visitors of the demonstration."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.intake.million import write_lines
from benchmarks.processes import measure

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "leeds-learning-disability"
CRONFA = str(Path(sys.executable).with_name("cronfa"))
FUND = "leeds-learning-disability"


def filled(folder: Path, lines: int) -> dict[str, str]:
    """A database of a fund with so many payments, five postings each; the environment that names it."""
    path = folder / "payments.csv"
    count, total_pence = write_lines(path, lines)
    env = {"CRONFA_DATABASE_URL": f"sqlite:///{folder}/fund.sqlite3", "CRONFA_SECRET_KEY": "for measurements alone"}
    measure([CRONFA, "open", str(EXAMPLE / "agreement.yaml")], env=env)
    mapping = str(EXAMPLE / "payments.mapping.yaml")
    told = json.loads(measure([CRONFA, "take-in", str(path), "--mapping", mapping, "--yes", "--json"], env=env).output)
    assert (told["posted"], told["total_pence"]) == (count, total_pence), "not every line was posted"
    return env


@contextmanager
def served(env: dict[str, str], command: list[str] | None = None) -> Iterator[int]:
    """The port on which the workspace, or another program that takes ``--port``, is being started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [*(command or [CRONFA, "serve", "--demo", "--workers", "2"]), "--port", str(port)]
    process = subprocess.Popen(asked, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=60)


def await_answer(port: int, path: str, *, seconds: float = 600) -> float:
    """Ask until the page is there; the seconds from now until its last byte."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        try:
            status, _, _ = Visitor(port).get(path)
        except OSError:
            time.sleep(0.02)
            continue
        if status < 400:
            return time.perf_counter() - began
        time.sleep(0.02)
    raise TimeoutError(path)


class Visitor:
    """One connection with its own cookies."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: SimpleCookie = SimpleCookie()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, path: str, *, compressed: bool = False) -> tuple[int, bytes, str]:
        """Status, body and where it leads."""
        return self._ask("GET", path, None, {"Accept-Encoding": "gzip"} if compressed else {})

    def post(self, path: str, form: dict[str, str]) -> tuple[int, bytes, str]:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(form).encode(), kind)

    def send_file(self, path: str, form: dict[str, str], field: str, file: Path) -> tuple[int, bytes, str]:
        """A form with a file, as a browser sends it."""
        mark = "----measured"

        def part(name: str, value: bytes, more: str = "") -> bytes:
            return f'--{mark}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"

        parts = [part(name, value.encode()) for name, value in form.items()]
        parts.append(part(field, file.read_bytes(), f'; filename="{file.name}"\r\nContent-Type: text/csv'))
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def sign_in(self, role: str) -> None:
        """As the demonstration's person whose card names this role."""
        _, page, _ = self.get("/en/demo/")
        card = next(card for card in page.decode().split("<li>") if role in card)
        number = re.search(r'name="person" value="(\d+)"', card)
        assert number
        status, _, _ = self.post("/en/demo/", {"person": number[1], "csrfmiddlewaretoken": self.token(page)})
        assert status == 302, status

    @staticmethod
    def token(page: bytes) -> str:
        """The token that a page's forms send back."""
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found
        return found[1].decode()

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes, str]:
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items())
        self._connection.request(method, path, body, {**headers, **({"Cookie": cookie} if cookie else {})})
        answer = self._connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            self._cookies.load(value)
        return answer.status, answer.read(), answer.headers.get("Location", "")
