"""Bad files, made by a seed: what people upload by mistake, and what others upload on purpose.

Run as a program it makes such files, or takes them in one by one and prints what became of them and what it cost: two
programs, so that the memory used for making them is not counted.
"""

import contextlib
import gzip
import io
import json
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from cronfa.intake import Intake, Mapping, guess, parse_mapping, read
from cronfa.problems import Problems

HEADER = ["Date", "Ref", "Supplier", "Type", "Amount"]
MAPPING = parse_mapping(
    "mapping: fuzz\ncolumns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}\n"
    "dates: [yyyy-mm-dd, dd/mm/yyyy, excel 1900]\nschemes: [{scheme: care}]\n"
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32", "cp037", "utf-7")
ENDINGS = (".csv", ".xlsx", ".xls", ".xlsm", ".txt", ".gz", ".zip", ".pdf", "")
NASTY = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "é£ŵ",
    "𝔘🏴",
    "\u202e",
    '5" pipe',
    'a"b',
    "x" * 5_000,
    "\x85",
    "",
)
Make = Callable[[random.Random], bytes]


def rows(chance: random.Random) -> list[list[str]]:
    """A table of payments, some of its cells odd."""
    table = [HEADER]
    for number in range(chance.randrange(40)):
        row = [
            f"2019-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
            f"T{number}",
            "Rose House",
            "Care",
            f"{chance.random():.2f}",
        ]
        if chance.random() < 0.2:
            row[chance.randrange(5)] = chance.choice(NASTY)
        table.append(row)
    return table


def text(chance: random.Random) -> bytes:
    delimiter = chance.choice(",;\t|")
    lines = [delimiter.join(row) for row in rows(chance)]
    return (chance.choice(("\n", "\r\n", "\r")).join(lines)).encode(chance.choice(ENCODINGS), errors="replace")


def damaged(chance: random.Random) -> bytes:
    """Text or a workbook with bytes flipped, cut out, doubled or put in."""
    data = bytearray(chance.choice((text, sheet, packed))(chance))
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(data) + 1)
        piece = chance.choice(
            (b"\0", b'"', b"\n", b"\xff\xfe", b"\xef\xbb\xbf", b",,,,,", b"<!--", bytes([chance.randrange(256)]))
        )
        data[place : place + chance.choice((0, 0, 1, 30))] = piece
    return bytes(data)


def truncated(chance: random.Random) -> bytes:
    data = chance.choice((text, sheet, packed))(chance)
    return data[: chance.randrange(len(data) + 1)]


def noise(chance: random.Random) -> bytes:
    return chance.choice(
        (b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-")
    ) + chance.randbytes(chance.randrange(3_000))


def wide(chance: random.Random) -> bytes:
    count = chance.choice((600, 2_000, 20_000))
    return "\n".join(",".join(HEADER + ["x"] * count) for _ in range(chance.randrange(1, 8))).encode()


def long_lines(chance: random.Random) -> bytes:
    start = ",".join(HEADER).encode() + b"\n"
    return (
        start
        + chance.choice((b'"', b"", b"2019-01-01,"))
        + chance.choice((b"a", b"a\n", b'a,"', b",")) * chance.randrange(2_000_000)
    )


def huge_sums(chance: random.Random) -> bytes:
    lines = [
        f"2019-01-01,T{n},a,b,{chance.choice(('9' * 30, '1e308', '999999999999.99', 'nan', '0x1f', '-' + '9' * 15))}"
        for n in range(20)
    ]
    return "\n".join([",".join(HEADER), *lines]).encode()


def sheet(chance: random.Random, *, options: dict[str, object] | None = None) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "date_1904": chance.random() < 0.5} | (options or {})
    )
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page = book.add_worksheet()
    for number, row in enumerate(rows(chance)):
        page.write_row(number, 0, row)
        if number and chance.random() < 0.7:
            page.write_datetime(number, 0, datetime(2019, 1, 1 + number % 28), day)  # noqa: DTZ001  sheets have no zones
            page.write_number(number, 4, chance.choice((1.5, 1e300, -0.0, 0.1 + 0.2, 1e-300, 10.0**29)))
        if chance.random() < 0.1:
            page.write_formula(
                number, 4, chance.choice(('=WEBSERVICE("http://127.0.0.1")', "=1/0", "=A1")), None, "#REF!"
            )
    if chance.random() < 0.2:
        page.write(1_048_575, 16_383 if chance.random() < 0.2 else 20, "far away")
    book.close()
    return out.getvalue()


def rezipped(chance: random.Random) -> bytes:
    """A workbook with one of its parts replaced: entities, external references, a macro, a bomb, a nested archive."""
    expansion = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    entities = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{expansion}]>'
    row = '<sheetData><row r="1"><c t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData>'
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    evil = {
        "xl/worksheets/sheet1.xml": f"{entities}<worksheet>{row}</worksheet>",
        "xl/workbook.xml": f'{outside}<workbook><sheets><sheet name="&e;"/></sheets></workbook>',
        "xl/vbaProject.bin": "Sub Auto_Open()",
        "xl/sharedStrings.xml": "<sst>" + "<si><t>x</t></si>" * chance.choice((10, 400_000)) + "</sst>",
        "[Content_Types].xml": "0" * chance.choice((10, 8 << 20)),
        "nested.zip": packed(chance).decode("latin-1"),
        "../../evil": "x",
    }
    chosen = chance.choice(sorted(evil))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet(chance))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != chosen:
                new.writestr(name, old.read(name))
        new.writestr(chosen, evil[chosen].encode())
    return out.getvalue()


def packed(chance: random.Random) -> bytes:
    """Compressed text, once or more, or an archive within an archive."""
    data = text(chance)
    for _ in range(chance.randrange(1, 3)):
        data = gzip.compress(data, mtime=0)
    if chance.random() < 0.3:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.zip", data)
        return out.getvalue()
    return data


def bomb(chance: random.Random) -> bytes:
    """A little that opens into a great deal, made without ever holding it."""
    megabytes, piece, out = chance.choice((40, 200)), b"0,0,0,0,0\n" * 104_858, io.BytesIO()
    if chance.random() < 0.5:
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed_file:
            for _ in range(megabytes):
                packed_file.write(piece)
        return out.getvalue()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", b"")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(megabytes):
                part.write(piece)
    return out.getvalue()


MAKERS: dict[str, tuple[int, Make]] = {
    "text": (20, text),
    "damaged": (30, damaged),
    "truncated": (20, truncated),
    "noise": (10, noise),
    "wide": (4, wide),
    "long lines": (2, long_lines),
    "huge sums": (4, huge_sums),
    "sheet": (10, sheet),
    "rezipped": (10, rezipped),
    "packed": (6, packed),
    "bomb": (1, bomb),
}
"""How each kind of bad file is made, and how often."""


def outcome(path: Path, mapping: Mapping) -> str:
    """``taken``, ``refused`` by problems in the file, or ``unreadable``. Anything else is an error and is not caught."""
    with contextlib.suppress(Problems):
        guess(path)
    try:
        intake = read(path, mapping)
    except Problems:
        return "unreadable"
    assert isinstance(intake, Intake)
    assert intake.ok or not list(intake.lines()), "lines are offered from a file with errors"
    parts = intake.accepted.rows + intake.refused.rows + sum(group.sum.rows for group in intake.unmapped)
    assert parts == intake.read.rows, "a row was lost"
    return "taken" if intake.ok else "refused"


def make(folder: Path, seed: int, first: int, count: int) -> None:
    """Write ``count`` bad files, numbered; each depends on the seed and its number alone."""
    kinds = [name for name, (often, _) in MAKERS.items() for _ in range(often)]
    for number in range(first, first + count):
        chance = random.Random(f"{seed}:{number}")
        kind = kinds[number % len(kinds)]
        name = f"{number:06d} {kind}{chance.choice(ENDINGS)}"
        (folder / name).write_bytes(MAKERS[kind][1](chance))


def take(folder: Path) -> dict[str, object]:
    """Take every file in; what became of each kind, the slowest in seconds, and the most memory used in megabytes."""
    outcomes: Counter[str] = Counter()
    slowest = ("", 0.0)
    for path in sorted(folder.iterdir()):
        start = time.perf_counter()
        try:
            outcomes[f"{path.stem[7:]}: {outcome(path, MAPPING)}"] += 1
        except BaseException as error:
            raise AssertionError(f"{path.name}: {error!r}") from error
        slowest = max(slowest, (path.name, time.perf_counter() - start), key=lambda found: found[1])
    memory = max(_own_peak_kilobytes(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return {"outcomes": dict(sorted(outcomes.items())), "slowest": slowest, "memory_mb": memory / 1024}


def _own_peak_kilobytes() -> int:
    """What this program has used at most; getrusage would count what the process that started it had used before."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), *map(int, sys.argv[3:6]))
    else:
        print(json.dumps(take(Path(sys.argv[2]))))
