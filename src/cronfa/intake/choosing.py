"""Choosing what each column of a file is for, by its name and by what stands in it, and why."""

from collections.abc import Iterator, Sequence

from cronfa.intake import codes
from cronfa.intake.columns import ROLES, Column, reads_date
from cronfa.intake.shared_lines import ADD_UP_TO_100, MAKE_THE_AMOUNT, components, percentages
from cronfa.intake.years_and_periods import Parted
from cronfa.language import Text
from cronfa.problems import Problem, Problems, Where

_SPOKEN = {"date": ("date", "service date"), "amount": ("amount", "net", "gross", "debit", "credit", "vat")}
"""The roles whose columns hold a date or an amount."""
MARKS = "debit or credit"

BY_NAME = Text(en="by its name and its content", cy="yn ôl ei henw a'i chynnwys")
BY_CONTENT = Text(en="by its content alone: please check", cy="yn ôl ei chynnwys yn unig: gwiriwch")


def choose(
    columns: Sequence[Column], file: str, parted: Parted | None = None
) -> tuple[dict[str, list[Column]], dict[str, Text]]:
    """The column or columns of each role, and why. A ``parted`` date is taken where no column has whole ones."""
    chosen: dict[str, list[Column]] = {}
    reasons: dict[str, Text] = {}
    left = list(columns)
    for name, some, reason in _of_lines(columns):
        chosen[name], reasons[name] = some, reason
        left = [column for column in left if column not in some]
    for role in ROLES:
        if parted and role.name == "service date" and "date" not in chosen:
            chosen["date"], reasons["date"] = parted.columns, BY_NAME
            left = [column for column in left if column not in parted.columns]
        if role.name in chosen or (role.name == "amount" and _has_amount(chosen)):
            continue
        found = role.pick(left)
        if found and parted and role.name == "date" and not role.knows(found[0]):
            found = []  # a year and a period that are called so are a date before any that is not
        if found:
            chosen[role.name] = found
            left = [column for column in left if column not in found]
            reasons[role.name] = BY_NAME if role.knows(found[0]) else BY_CONTENT
    if "date" not in chosen and "service date" in chosen:  # months alone: the month stands for the day paid
        chosen["date"] = chosen.pop("service date")
        reasons["date"] = reasons.pop("service date")
    chosen = _marked_where_unsigned(_one_way_of_amounts(chosen))
    if not {"cost centre", "category"} & set(chosen) and (sorting := [column for column in left if column.sorts]):
        chosen["cost centre"] = sorting[:3]
        reasons["cost centre"] = BY_CONTENT
    if reasons.get("amount") is BY_CONTENT and any(column.looks_like_money for column in _called_amount(left)):
        del chosen["amount"]  # a sum that cannot be read is no reason to take a column of other numbers for one
    lacking = [role for role, is_there in (("date", "date" in chosen), ("amount", _has_amount(chosen))) if not is_there]
    if lacking:
        raise Problems(_not_found(role, columns, file) for role in lacking)
    return chosen, reasons


def _of_lines(columns: Sequence[Column]) -> Iterator[tuple[str, list[Column], Text]]:
    """The columns that say what of a line is whose."""
    shares = percentages(columns)
    if shares:
        yield "percentages", shares, ADD_UP_TO_100
    if made := components([column for column in columns if column not in shares]):
        yield "components", made[1], MAKE_THE_AMOUNT
        yield "amount", [made[0]], BY_NAME


def of_contributions(chosen: dict[str, list[Column]], whose: Column) -> dict[str, list[Column]]:
    """The roles of a file of contributions, sorted by who paid them."""
    kept = {role: [column for column in found if column is not whose] for role, found in chosen.items()}
    kept = {role: found for role, found in kept.items() if found}
    return kept | {"supplier": [whose], "cost centre": [whose, *kept.get("cost centre", ())][:2]}


def _called_amount(columns: Sequence[Column]) -> list[Column]:
    """The columns whose names speak of an amount."""
    known = [role for role in ROLES if role.name in _SPOKEN["amount"]]
    return [column for column in columns if any(role.knows(column) for role in known)]


def _not_found(role: str, columns: Sequence[Column], file: str) -> Problem:
    """Why no column was taken for the date or the amount: none is called so, or what stands in it cannot be read."""
    for known in (known for known in ROLES if known.name in _SPOKEN[role]):
        for column in filter(known.knows, columns):
            unread = [
                text for text in column.filled if not (reads_date(text) if role == "date" else column.reads(text))
            ]
            if unread:
                return codes.CANNOT_READ_COLUMN.at(Where(file=file), role=role, column=column.name, text=unread[0][:60])
    return codes.CANNOT_GUESS.at(Where(file=file), role=role, found=", ".join(column.name for column in columns))


def _has_amount(chosen: dict[str, list[Column]]) -> bool:
    return any(ways <= set(chosen) for ways in ({"amount"}, {"net"}, {"debit", "credit"}, {"gross", "vat"}))


def _one_way_of_amounts(chosen: dict[str, list[Column]]) -> dict[str, list[Column]]:
    """A mapping says amounts in one way: a net or single column before debits and credits, those before gross."""
    if {"net", "amount"} & set(chosen):
        spare = {"debit", "credit"} | ({"amount"} if "net" in chosen else set())
    elif {"debit", "credit"} <= set(chosen):
        spare = {"gross", "vat"}
    elif "gross" in chosen and "vat" not in chosen:
        return {"amount" if role == "gross" else role: found for role, found in chosen.items()}
    else:
        spare = {"debit", "credit"}
    return {role: found for role, found in chosen.items() if role not in spare}


def _marked_where_unsigned(chosen: dict[str, list[Column]]) -> dict[str, list[Column]]:
    """A column of marks is used only where amounts have no other sign."""
    signed = any(column.negative_share for role in _SPOKEN["amount"] for column in chosen.get(role, ()))
    is_spare = signed or "debit" in chosen
    return {role: found for role, found in chosen.items() if not (is_spare and role == MARKS)}
