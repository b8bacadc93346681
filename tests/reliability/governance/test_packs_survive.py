"""Whatever comes back as a pack is read or refused with a reason, never with a fault of the program (R10)."""

import random
from datetime import date
from pathlib import Path

import pytest

from cronfa.governance.pack_reading import Forecast, read_pack
from cronfa.language import same
from cronfa.problems import Problems
from cronfa.reporting.packs import Pack, PackLine, render
from scale import examples

SCHEMES = ("home-care", "equipment")
PACK = Pack(
    "small", same("Small pool"), "2025-26", 6, same("September 2025"), date(2025, 9, 30),
    tuple(PackLine(each, same(each.title()), 100_00, 50_00, 0, 101_50, 102_25, "a reason") for each in SCHEMES),
)  # fmt: skip
TABLE = '[cronfa small 2025-26 06]\nScheme,Scheme\'s id,Your forecast,Why\nHome care,home-care,"1,234.50",ok\nX,equipment,(5.00),\n'
PIECES = (b'"', b"\n", b",", b"\0", b";", b"\xff", b"9" * 40, b"=1+1", b"\r", b"-", b"\t", b"", b"]]>", b"1E400")


def read(folder: Path, name: str, content: bytes) -> tuple[Forecast, ...]:
    path = folder / name
    path.write_bytes(content)
    return read_pack(path, "small", "2025-26", 6, SCHEMES)


def mangled(content: bytes, chance: random.Random) -> bytes:
    held = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(held))
        held[at : at + chance.randint(0, 3)] = chance.choice(PIECES)
    return bytes(held)


def survives(folder: Path, name: str, content: bytes) -> bool:
    """Whether it was read; refused is as good, as long as the refusal has words."""
    try:
        found = read(folder, name, content)
    except Problems as refused:
        assert all(each.what("cy") and each.remedy("en") for each in refused.problems)
        return False
    assert all(each.scheme in SCHEMES for each in found)
    return True


def test_a_pack_that_was_not_touched_says_what_was_in_it(tmp_path: Path) -> None:
    assert [each.amount_pence for each in read(tmp_path, "pack.xlsx", render(PACK, "cy"))] == [102_25, 102_25]
    assert [each.amount_pence for each in read(tmp_path, "pack.csv", TABLE.encode())] == [1_234_50, -5_00]


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert render(PACK, "en") == render(PACK, "en") != render(PACK, "cy")


@pytest.mark.parametrize(("name", "count"), [("pack.csv", examples(300, 20_000)), ("pack.xlsx", examples(5, 500))])
def test_a_mangled_pack_is_read_or_refused(tmp_path: Path, name: str, count: int) -> None:
    chance = random.Random(7)
    whole = TABLE.encode() if name.endswith("csv") else render(PACK, "en")
    read_ = [survives(tmp_path, name, mangled(whole, chance)) for _ in range(count)]
    assert not all(read_), "nothing of it was mangled enough to be refused"
