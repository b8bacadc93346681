"""A payments file of a million lines for the intake benchmark, made from a real council's layout by a fixed seed."""

import random
from pathlib import Path

HEADER = (
    "Body name,Service label,Service division label,Expenditure category,Detailed expenditure type,"
    "Detailed expenditure code,Date paid,Transaction number,Net amount,Capital or revenue,Supplier name"
)
KINDS = (
    ("Third Party Payments", "Residential", "580"),
    ("Third Party Payments", "Home Care", "568"),
    ("Third Party Payments", "Day Centre", "564"),
    ("Transfer Payments", "Direct Payments", "626"),
    ("Third Party Payments", "Sheltered Accommodation", "569"),
)
SERVICE = (
    "Leeds City Council as Accountable Body,Social Services Pooled Budgets,Jcs For People With Learning Disabilitie"
)


def write_lines(path: Path, lines: int = 1_000_000, seed: int = 2012) -> tuple[int, int]:
    """Write the file; its number of lines and total in pence. Its mapping is the Leeds example's."""
    chance = random.Random(seed)
    suppliers = [f"Supplier {number:04d} Care Services Ltd" for number in range(1500)] + ["REDACTED PERSONAL DATA"]
    total_pence = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADER + "\n")
        for number in range(lines):
            pence = chance.randrange(50_000, 2_500_000)
            total_pence += pence
            category, kind, code = KINDS[chance.randrange(len(KINDS))]
            month, day = number * 12 // lines, chance.randrange(1, 29)
            date = f"{2012 + (month + 3) // 12}-{(month + 3) % 12 + 1:02d}-{day:02d}"
            amount = f"{pence // 100}.{pence % 100:02d}"
            supplier = suppliers[chance.randrange(len(suppliers))]
            out.write(f"{SERVICE},{category},{kind},{code},{date},{month:02d}-{number:07d},{amount},R,{supplier}\n")
    return lines, total_pence
