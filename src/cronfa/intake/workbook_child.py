"""Runs alone in a process of its own, with limits on memory and time: one sheet of a workbook to text on the output.

The first line is JSON: the sheet taken and the names of all. Then each row of the sheet is one line of CSV, so that line
numbers are row numbers. Values only: formulas give the value they had when saved, macros are never looked at.
"""

import csv
import json
import resource
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

SEARCHED_ROWS = 60
NOISE = 1e-7
"""What a sum or difference of binary fractions may be off: 100000.1 - 99999.9 is saved as 0.200000000011642."""
_SPACES = str.maketrans(dict.fromkeys("\r\n\0\u2028\u2029", " "))


def main(path: str, sheet: str, wanted: str, memory_bytes: str, seconds: str) -> int:
    """Write the sheet; 0 done, 3 cannot be read (the reason on the error output), 4 no such sheet."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_bytes), int(memory_bytes)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine  # only now: even loading it is within the limits

    out = sys.stdout
    out.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]  # standard output is a text file here
    try:
        workbook = _opened(python_calamine, path)
        names = list(workbook.sheet_names)
        if sheet and sheet not in names:
            print(json.dumps(names), file=sys.stderr)
            return 4
        hidden = [
            each.name for each in workbook.sheets_metadata if each.visible != python_calamine.SheetVisibleEnum.Visible
        ]
        hits = {} if sheet else _hits(workbook, names, set(json.loads(wanted)))
        chosen = sheet or max(names, key=lambda name: (hits[name][0], name not in hidden, hits[name][1]), default="")
        out.write(
            json.dumps({
                "sheet": chosen, "sheets": names, "hidden": hidden, "found": {name: found for name, (found, _) in hits.items()}
            }) + "\n"
        )  # fmt: skip
        writer = csv.writer(out, lineterminator="\n")
        rows = workbook.get_sheet_by_name(chosen).to_python(skip_empty_area=False) if chosen else []
        writer.writerows([_text(cell) for cell in row] for row in rows)
        out.flush()
    except Exception as error:  # noqa: BLE001  whatever a damaged workbook provokes is one kind of mistake to its user
        print(f"{type(error).__name__}: {error}"[:200], file=sys.stderr)
        return 3
    return 0


def _opened(calamine: Any, path: str) -> Any:
    """The workbook, whatever its name: one called otherwise than it is cannot be opened by its path."""
    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.CalamineError:
        with Path(path).open("rb") as stream:
            return calamine.CalamineWorkbook.from_filelike(stream)


def _hits(workbook: Any, names: list[str], wanted: set[str]) -> dict[str, tuple[int, int]]:
    """For each sheet, how many of the wanted column names stand near its top, and how many rows it has."""
    found = dict.fromkeys(names, (0, 0))
    for name in names if len(names) > 1 else ():
        sheet = workbook.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False, nrows=SEARCHED_ROWS)
        hits = max((len(wanted & {_plain(cell) for cell in row}) for row in rows), default=0)
        found[name] = (hits, sheet.height)
    return found


def _plain(cell: object) -> str:
    return " ".join(str(cell).split()).casefold()


def _text(cell: Any) -> str:
    """A cell as text: numbers to the fifteen digits that a spreadsheet holds, dates as the ISO writes them."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        penny = round(cell, 2)
        return f"{penny if abs(cell - penny) < NOISE else cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).translate(_SPACES)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
