"""An hledger journal (ledger reads it too). Balance assertions at the end make hledger check that it arrives at ours."""

from collections.abc import Iterator
from pathlib import Path

from cronfa.ledger.canonical import Stored
from cronfa.ledger.exports.content import Content
from cronfa.ledger.exports.names import Leg, account_names, leg_of, pounds_and_pence


def write(content: Content, path: Path) -> None:
    """Write the fund into one file. The entries are read twice: first for the accounts, then to be written."""
    balances: dict[Leg, int] = {}
    last = ""
    for entry in content.entries():
        last = max(last, entry.fields[1])
        for line in entry.lines:
            balances[leg_of(line)] = balances.get(leg_of(line), 0) + line[5]
    names = account_names(balances)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"; {content.standing.title}\n\ncommodity 1000.00 GBP\n\n")
        file.writelines(f"account {name}\n" for name in names.values())
        for entry in content.entries():
            file.write(_transaction(entry, names))
        if balances:
            file.writelines(_asserted(names, balances, last))


def _asserted(names: dict[Leg, str], balances: dict[Leg, int], day: str) -> Iterator[str]:
    yield f"\n{day} * balances as exported\n"
    for leg, pence in balances.items():
        yield f"    {names[leg]}  0.00 GBP = {pounds_and_pence(pence)} GBP\n"


def _transaction(entry: Stored, names: dict[Leg, str]) -> str:
    kind, posted, served, period, file, line, narrative, who, reason, key, reverses, category, supplier, _ = (
        entry.fields
    )
    said = {
        "kind": kind,
        "service": served,
        "period": period,
        "source": f"{file}/{line}" if file else "",
        "who": who,
        "reason": reason,
        "key": key,
        "reverses": reverses,
        "category": category,
        "hash": entry.hash,
    }
    description = f"{_plain(supplier)} | {_plain(narrative)}" if supplier else _plain(narrative)
    lines = [f"\n{posted} * ({entry.number}) {description}".rstrip()]
    lines += [f"    ; {name}: {_tagged(value)}" for name, value in said.items() if value]
    for posting in entry.lines:
        clause = f"  ; clause: {_tagged(posting[4])}" if posting[4] else ""
        lines.append(f"    {names[leg_of(posting)]}  {pounds_and_pence(posting[5])} GBP{clause}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """A description: a semicolon would begin a comment, and a bar divides the payee from the rest."""
    return text.replace(";", ",").replace("|", "/")


def _tagged(text: str) -> str:
    """A tag's value, which a comma would end; a colon could make a word of it another tag or a date."""
    return text.replace(",", " ").replace(":", " ").replace("[", "(").replace("]", ")")
