"""A Beancount journal. Its own balance assertions make Beancount check that it arrives at our balances."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from cronfa.ledger.canonical import Stored
from cronfa.ledger.exports.content import Content
from cronfa.ledger.exports.names import Leg, account_names, leg_of, pounds_and_pence


def write(content: Content, path: Path) -> None:
    """Write the fund into one file. The entries are read twice: first for the accounts, then to be written."""
    balances: dict[Leg, int] = {}
    first, last = date.max, date.min
    for entry in content.entries():
        posted = date.fromisoformat(entry.fields[1])
        first, last = min(first, posted), max(last, posted)
        for line in entry.lines:
            balances[leg_of(line)] = balances.get(leg_of(line), 0) + line[5]
    names = account_names(balances)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'option "title" {_quoted(content.standing.title)}\noption "operating_currency" "GBP"\n\n')
        file.writelines(_opened(names, first))
        for entry in content.entries():
            file.write(_transaction(entry, names))
        if balances:
            file.writelines(_asserted(names, balances, last + timedelta(days=1)))


def _opened(names: dict[Leg, str], first: date) -> Iterator[str]:
    for (partner, account, scheme, counterparty), name in names.items():
        yield f"{first} open {name} GBP\n  account: {_quoted(account)}\n  partner: {_quoted(partner)}\n"
        yield f"  scheme: {_quoted(scheme)}\n" if scheme else ""
        yield f"  counterparty: {_quoted(counterparty)}\n" if counterparty else ""


def _asserted(names: dict[Leg, str], balances: dict[Leg, int], day: date) -> Iterator[str]:
    yield "\n"
    for leg, pence in balances.items():
        yield f"{day} balance {names[leg]} {pounds_and_pence(pence)} GBP\n"


def _transaction(entry: Stored, names: dict[Leg, str]) -> str:
    kind, posted, served, period, file, line, narrative, who, reason, key, reverses, category, supplier, _ = (
        entry.fields
    )
    said = {
        "kind": kind,
        "service-date": served,
        "period": period,
        "source": f"{file}:{line}" if file else "",
        "who": who,
        "reason": reason,
        "key": key,
        "reverses": reverses,
        "category": category,
        "hash": entry.hash,
    }
    lines = [f"\n{posted} * {_quoted(supplier)} {_quoted(narrative)}"]
    lines.append(f"  number: {entry.number}")
    lines += [f"  {name}: {_quoted(value)}" for name, value in said.items() if value]
    for posting in entry.lines:
        lines.append(f"  {names[leg_of(posting)]}  {pounds_and_pence(posting[5])} GBP")
        lines += [f"    clause: {_quoted(posting[4])}"] if posting[4] else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
